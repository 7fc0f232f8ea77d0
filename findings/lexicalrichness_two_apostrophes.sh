#!/usr/bin/env bash
# lexicalrichness 0.5.1: "didn't" is two words with a straight apostrophe and one with a typographic one.
#
# Guessed: the same sentence, typed or typeset, has the same number of words and types.
# Seen: nine words against seven, and "t" becomes a type of its own that every typed negation shares. A pasted
# post beside a typeset essay differs in richness by its apostrophes alone.
#
# Needs: Python 3.11 or newer, a network. Exits with 0 while this is so, with 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
python="$folder/env/bin/python"
[ -x "$python" ] || python="$folder/env/Scripts/python.exe"
"$python" -m pip install --quiet --disable-pip-version-check lexicalrichness==0.5.1 setuptools==75.8.0
cd "$folder"
"$python" - <<'PYTHON'
import warnings
from importlib.metadata import version

warnings.simplefilter("ignore")
from lexicalrichness import LexicalRichness

typed = "They didn't win and they couldn't stop."
typeset = typed.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")
counts = [(one.words, one.terms) for one in map(LexicalRichness, (typed, typeset))]
print("lexicalrichness", version("lexicalrichness"), counts)
same = counts == [(9, 7), (7, 6)]
print("As stated." if same else "This has changed.")
raise SystemExit(not same)
PYTHON
