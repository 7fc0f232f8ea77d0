#!/usr/bin/env bash
# simplemma 2.0.0: "him" is "he", and "her" is not "she"; in Ukrainian "them" is "you".
#
# Guessed: the base form of a pronoun is its nominative, for all persons alike, or is left alone for all. Seen: in
# English "him", "them" and "us" become "he", "they" and "we", and "her" stays "her"; in Russian "его", him, becomes
# "он", and "ее", her, stays what it is; in Ukrainian it is the other way round, "її" becomes "вона" and "його" stays,
# and "їх", them, becomes "ви", you. Words are looked up one by one, as the README says, so that a form of two
# meanings has to have one; what surprised us is which. A count by base forms of how often men and women, or they and
# you, are spoken of counts this.
#
# Needs: Python 3.11 or newer, a network. Exits with 0 while this is so, with 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
python="$folder/env/bin/python"
[ -x "$python" ] || python="$folder/env/Scripts/python.exe"
"$python" -m pip install --quiet --disable-pip-version-check simplemma==2.0.0
cd "$folder"
"$python" - <<'PYTHON'
from importlib.metadata import version

from simplemma import lemmatize

stated = {
    "en": {"him": "he", "her": "her", "them": "they", "us": "we"},
    "ru": {"его": "он", "ее": "ее", "ей": "она", "их": "они"},
    "uk": {"його": "його", "її": "вона", "їм": "вони", "їх": "ви"},
}
seen = {
    language: {word: lemmatize(word, lang=language) for word in words}
    for language, words in stated.items()
}
print("simplemma", version("simplemma"), seen)
same = seen == stated
print("As stated." if same else "This has changed.")
raise SystemExit(not same)
PYTHON
