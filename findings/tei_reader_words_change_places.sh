#!/usr/bin/env bash
# tei-reader 0.0.17: a line break without a space before it, and the words of the paragraph change places.
#
# Guessed: the plain text of a paragraph has its words in their order, and a line that begins (<lb/>, TEI P5, 3.11.3)
# is at most a space too few. Seen: "The war<lb/>was a war of <hi>choice</hi>, not of need." becomes "The warchoice,
# not of need.was a war of ": what stands between the break and the next element is moved to the end of the paragraph.
# The same after a page that begins within a word (<pb break="no"/>). With a space before the break, and nothing
# marked after it, the order is right, so that a trial on clean paragraphs shows nothing. A concordance or a quotation
# taken from such a text has sentences that nobody wrote, and here one that says the opposite.
#
# Needs: Python 3.11 or newer, a network. Exits with 0 while this is so, with 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
python="$folder/env/bin/python"
[ -x "$python" ] || python="$folder/env/Scripts/python.exe"
"$python" -m pip install --quiet --disable-pip-version-check tei-reader==0.0.17 beautifulsoup4==4.15.0 lxml==6.1.3
cd "$folder"
"$python" - <<'PYTHON'
from importlib.metadata import version

from tei_reader import TeiReader

stated = {
    "The war<lb/>was a war of <hi>choice</hi>, not of need.": "The warchoice, not of need.was a war of ",
    'They did not re<pb n="2" break="no"/>form the state, they <hi>removed</hi> it.': (
        "They did not reremoved it.form the state, they "
    ),
    "The war<lb/>was not a war<lb/>of need.": "The warwas not a warof need.",
    "The war was a war of <hi>choice</hi>, not of need.": "The war was a war of choice, not of need.",
}


def read(words):
    head = "<teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt><publicationStmt><p/></publicationStmt>"
    head += "<sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
    body = f"<text><body><div><p>{words}</p></div></body></text>"
    return TeiReader().read_string(f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{head}{body}</TEI>').text


seen = {words: read(words) for words in stated}
print("tei-reader", version("tei-reader"), list(seen.values()))
same = seen == stated
print("As stated." if same else "This has changed.")
raise SystemExit(not same)
PYTHON
