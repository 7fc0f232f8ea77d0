#!/usr/bin/env bash
# citeproc-py 0.11.1: in the style of the MLA an article on pages 7-23 ends on page 3.
#
# Guessed: the page format `minimal-two` of the Citation Style Language 1.0.2, which the MLA's style asks for, leaves
# out what the last page repeats of the first and keeps two digits of it: 321-28, 101-08; and where the last page has
# more digits than the first, nothing is repeated and nothing left out, as the package does it in `minimal`.
# Seen: 7-23 becomes 7-3, 1-26 becomes 1-6, 3-11 becomes 3-1 and 98-112 is right: a first page of one digit costs the
# last page its first digit. Every article that opens its issue has wrong pages, and no sign says so.
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
cat >pages.csl <<'STYLE'
<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" page-range-format="FORMAT">
  <info><title>Pages</title><id>urn:x-example:pages</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="page"/></layout></citation>
  <bibliography><layout><text variable="page"/></layout></bibliography>
</style>
STYLE
"$python" - <<'PYTHON'
from importlib.metadata import version
from pathlib import Path

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

STYLE = Path("pages.csl").read_text(encoding="utf-8")
STATED = {
    "minimal-two": ["7–3", "1–6", "3–1", "42–45", "321–28", "98–112"],
    "minimal": ["7–23", "1–26", "3–11", "42–5", "321–8", "98–112"],
}


def pages(form, page):
    Path(f"{form}.csl").write_text(STYLE.replace("FORMAT", form), encoding="utf-8")
    source = CiteProcJSON([{"id": "one", "type": "article-journal", "page": page}])
    style = CitationStylesStyle(f"{form}.csl", validate=False)
    book = CitationStylesBibliography(style, source, formatter.plain)
    book.register(Citation([CitationItem("one")]))
    return str(book.bibliography()[0])


ranges = ["7-23", "1-26", "3-11", "42-45", "321-328", "98-112"]
seen = {form: [pages(form, page) for page in ranges] for form in STATED}
print("citeproc-py", version("citeproc-py"), seen)
same = seen == STATED
print("As stated." if same else "This has changed.")
raise SystemExit(not same)
PYTHON
