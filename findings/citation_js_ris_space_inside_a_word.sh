#!/usr/bin/env bash
# @citation-js/plugin-ris 0.8.2 and rispy 0.10.0: a long title comes back with a space inside a word, an address in three.
#
# Guessed: a list of readings that Citation.js writes as RIS is the same list when it, or another program, reads the
# file. Seen: every value is broken after 70 characters, in the middle of a word, and what reads it joins the lines with
# a space: "the Opposition" is "th e Opposition" in Citation.js itself and in rispy. An address becomes one with spaces
# in Citation.js and three addresses in rispy, none of which leads anywhere. Titles of up to 70 characters show nothing.
#
# Needs: Node 20 or newer with npm, Python 3.11 or newer, a network. Exits with 0 while this is so, with 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund @citation-js/core@0.8.2 @citation-js/plugin-ris@0.8.2
cat >look.cjs <<'JAVASCRIPT'
const { writeFileSync } = require("node:fs");
require("@citation-js/plugin-ris");
const { Cite } = require("@citation-js/core");

const title = "Rent Distribution Modes in Azerbaijan and Belarus: Implications for the Opposition";
const URL = `https://example.org/${"a-long-address-of-a-journal/".repeat(5)}`;
const written = new Cite([{ id: "one", type: "article-journal", title, URL }]).format("ris");
writeFileSync("list.ris", written);
const [read] = new Cite(written).data;
console.log("@citation-js/plugin-ris", read.title, read.URL);
const parts = [URL.slice(0, 70), URL.slice(70, 140), URL.slice(140)];
process.exit(read.title === title.replace("the", "th e") && read.URL === parts.join(" ") ? 0 : 1);
JAVASCRIPT
node look.cjs || { echo "This has changed."; exit 1; }
python3 -m venv "$folder/env"
python="$folder/env/bin/python"
[ -x "$python" ] || python="$folder/env/Scripts/python.exe"
"$python" -m pip install --quiet --disable-pip-version-check rispy==0.10.0
"$python" - <<'PYTHON'
from importlib.metadata import version

import rispy

with open("list.ris", encoding="utf-8") as file:
    [entry] = rispy.load(file)
print("rispy", version("rispy"), entry["title"], len(entry["urls"]))
same = entry["title"].endswith("for th e Opposition") and len(entry["urls"]) == 3
print("As stated." if same else "This has changed.")
raise SystemExit(not same)
PYTHON
