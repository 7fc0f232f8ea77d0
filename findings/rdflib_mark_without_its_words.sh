#!/usr/bin/env bash
# RDFLib 7.6.0: a mark that is written with short names keeps its id, and loses its words and its comment.
#
# Guessed: a graph that is written as JSON-LD says the same with a context as without one; a context only gives short
# names. Seen: with one in which `body` and `target` are of the type "@id", as in the context of the W3C Web Annotation
# Data Model, what has no address of its own, a comment or the quotation of a passage, is named ("_:N…") and not
# written. The file is valid, its 3 statements of 7 are read again without an error, and the ids of all marks are
# there, so that a class's marks look saved until somebody wants to see one. Without a context all 7 are written.
#
# Needs: Python 3.11 or newer, a network. Exits with 0 while this is so, with 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
python="$folder/env/bin/python"
[ -x "$python" ] || python="$folder/env/Scripts/python.exe"
"$python" -m pip install --quiet --disable-pip-version-check rdflib==7.6.0
cd "$folder"
"$python" - <<'PYTHON'
import json
from importlib.metadata import version

from rdflib import Graph

OA = "http://www.w3.org/ns/oa#"
# Of the model's context only what is needed here, so that nothing is fetched.
CONTEXT = {
    **{"id": "@id", "type": "@type", "oa": OA, "Annotation": "oa:Annotation", "exact": "oa:exact"},
    **{name: {"@id": f"oa:has{name.title()}", "@type": "@id"} for name in ("body", "target", "selector")},
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
}
mark = {
    "@context": CONTEXT,
    "id": "urn:example:mark",
    "type": "Annotation",
    "body": {"type": "oa:TextualBody", "value": "Whose war?"},
    "target": {"selector": {"exact": "a war of choice"}},
}
graph = Graph().parse(data=json.dumps(mark), format="json-ld")
seen = []
for written in (graph.serialize(format="json-ld"), graph.serialize(format="json-ld", context=CONTEXT)):
    again = Graph().parse(data=written, format="json-ld")
    seen.append((len(again), "Whose war?" in written, "a war of choice" in written))
print("rdflib", version("rdflib"), len(graph), seen)
same = len(graph) == 7 and seen == [(7, True, True), (3, False, False)]
print("As stated." if same else "This has changed.")
raise SystemExit(not same)
PYTHON
