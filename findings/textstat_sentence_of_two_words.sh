#!/usr/bin/env bash
# textstat 0.7.13: a sentence of one or two words is no sentence, so a terse text counts as one long one.
#
# Guessed: "He came. She left. They were there before." has three sentences, 2.7 words each, and a grade
# that is computed from words per sentence is that of a text for beginners.
# Seen: one sentence of eight words. Short sentences, which such formulas are meant to reward, are what
# makes the text count as one long one; with three words each they are three.
#
# Needs: Python 3.11 or newer, a network. Exits with 0 while this is so, with 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
python="$folder/env/bin/python"
[ -x "$python" ] || python="$folder/env/Scripts/python.exe"
"$python" -m pip install --quiet --disable-pip-version-check textstat==0.7.13 setuptools==75.8.0
cd "$folder"
"$python" - <<'PYTHON'
from importlib.metadata import version

import textstat

terse, longer = "He came. She left. They were there before.", "He came late. She left early. They were there before."
sentences = textstat.sentence_count(terse), textstat.sentence_count(longer)
words = textstat.words_per_sentence(terse), textstat.words_per_sentence(longer)
print("textstat", version("textstat"), sentences, [round(number, 1) for number in words])
same = sentences == (1, 3) and words[0] == 8.0
print("As stated." if same else "This has changed.")
raise SystemExit(not same)
PYTHON
