#!/usr/bin/env bash
# stam 0.12.1 and PyLD 3.3.0: a coded passage, exported as a W3C Web Annotation, says nothing to a reader of JSON-LD.
#
# Guessed: `webannotation()` gives JSON-LD that holds what the annotation says, the theme "agency" here, for whoever reads
# JSON-LD (W3C Web Annotation Data Model, 3.1). Seen: the word stands in the JSON, but below the property
# `_:codebook/theme`. A blank node cannot be a property in RDF, so a processor leaves it out as it has to (JSON-LD 1.1,
# 4.1; the option that produced such triples is obsolete), without a word: class, place and maker are there, the code
# is gone. With a data set whose id is an IRI it is kept. A program that reads the file as plain JSON sees no difference.
#
# Needs: Python 3.11 or newer, a network. Exits with 0 while this is so, with 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
python="$folder/env/bin/python"
[ -x "$python" ] || python="$folder/env/Scripts/python.exe"
"$python" -m pip install --quiet --disable-pip-version-check stam==0.12.1 PyLD==3.3.0
cd "$folder"
"$python" - <<'PYTHON'
import json
from importlib.metadata import version

import stam
from pyld import jsonld

OA = "http://www.w3.org/ns/oa#"
ALIAS = {"id": "@id", "type": "@type", "body": {"@id": f"{OA}hasBody", "@type": "@id"}}
LINKS = ("target", "selector", "source", "generator")
TERMS = ("Annotation", "Dataset", "TextPositionSelector", "generated", "start", "end", "name")
CONTEXT = {
    **ALIAS,
    **{name: {"@id": f"{OA}{name}", "@type": "@id"} for name in LINKS},
    **{name: f"{OA}{name}" for name in TERMS},
}


def exported(codebook):
    store = stam.AnnotationStore(id="store")
    text = store.add_resource(id="letter", text="It has regained agency.")
    store.add_dataset(codebook).add_key("theme")
    said = {"id": "one", "set": codebook, "key": "theme", "value": "agency"}
    mark = store.annotate(
        id="mark", target=stam.Selector.textselector(text, stam.Offset.simple(0, 22)), data=said
    )
    return mark.webannotation()


def triples(words):
    # Only the names of the context that matter here, so that nothing is fetched.
    found = json.loads(words) | {"@context": CONTEXT}
    return jsonld.to_rdf(found, {"format": "application/n-quads"})


own, iri = exported("codebook"), exported("https://example.org/codebook")
seen = ["agency" in own, "agency" in triples(own), "agency" in triples(iri)]
placed = f"{OA}TextPositionSelector" in triples(own)
print("stam", version("stam"), "PyLD", version("PyLD"), seen, placed)
same = seen == [True, False, True] and placed
print("As stated." if same else "This has changed.")
raise SystemExit(not same)
PYTHON
