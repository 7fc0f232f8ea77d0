#!/usr/bin/env bash
# citeproc-py 0.11.1: a style that keeps given names gets initials, so that nobody can tell who was a woman.
#
# Guessed: `initialize="false"` beside `initialize-with=". "`, as in the styles of Chicago and of the MLA, touches only
# what is an initial already, as the specification's own example has it (Citation Style Language 1.0.2, "Names",
# `initialize`: "James T. Kirk" stays what it is). Seen: "Iryna Gurevych" is "I. Gurevych" and "J. Ann Tickner" is
# "J. A. Tickner", the same as with `initialize="true"`: the attribute has no effect. Whoever codes the gender of cited
# authors from a bibliography in these styles has lost the names before the work begins.
#
# Needs: Python 3.11 or newer, a network. Exits with 0 while this is so, with 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
python="$folder/env/bin/python"
[ -x "$python" ] || python="$folder/env/Scripts/python.exe"
"$python" -m pip install --quiet --disable-pip-version-check citeproc-py==0.11.1 lxml==6.0.2
cd "$folder"
cat >names.csl <<'STYLE'
<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Names</title><id>urn:x-example:names</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout><names variable="author"><name NAME/></names></layout></bibliography>
</style>
STYLE
"$python" - <<'PYTHON'
from importlib.metadata import version
from pathlib import Path

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

STYLE = Path("names.csl").read_text(encoding="utf-8")
AUTHORS = [{"family": "Tickner", "given": "J. Ann"}, {"family": "Gurevych", "given": "Iryna"}]
STATED = {
    'initialize-with=". " initialize="false"': "J. A. Tickner, I. Gurevych",
    'initialize-with=". " initialize="true"': "J. A. Tickner, I. Gurevych",
    "": "J. Ann Tickner, Iryna Gurevych",
}


def names(attributes):
    Path("made.csl").write_text(STYLE.replace("NAME", attributes), encoding="utf-8")
    source = CiteProcJSON([{"id": "one", "type": "book", "title": "T", "author": AUTHORS}])
    style = CitationStylesStyle("made.csl", validate=False)
    book = CitationStylesBibliography(style, source, formatter.plain)
    book.register(Citation([CitationItem("one")]))
    return str(book.bibliography()[0])


seen = {attributes: names(attributes) for attributes in STATED}
print("citeproc-py", version("citeproc-py"), seen)
same = seen == STATED
print("As stated." if same else "This has changed.")
raise SystemExit(not same)
PYTHON
