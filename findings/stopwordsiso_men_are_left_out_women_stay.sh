#!/usr/bin/env bash
# stopwordsiso 0.7.1: men are left out of a count of English words, women stay; and the war is left out in Russian.
#
# Guessed: stop words are words of grammar, the lists of three languages leave out the same kinds, and words that are a
# pair are left out together or not at all. Seen: of the English ones, "man" and "men" are in the list, "woman" and
# "women" are not, and "states", "us", "world" and "members" are. In the Russian list it is the other way round
# ("woman", not "man"), and it holds "war", "Russia", "Moscow", "country", "people" and "not". The Ukrainian list has 73
# words, none of all these, and keeps "not". A table of the commonest words, by gender or language, is about the lists.
#
# Needs: Python 3.11 or newer, a network. Exits with 0 while this is so, with 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
python="$folder/env/bin/python"
[ -x "$python" ] || python="$folder/env/Scripts/python.exe"
"$python" -m pip install --quiet --disable-pip-version-check stopwordsiso==0.7.1
cd "$folder"
"$python" - <<'PYTHON'
from importlib.metadata import version

from stopwordsiso import stopwords

left_out = {
    "en": "man men states us world members not",
    "ru": "женщина война россия москва страна люди не",
    "uk": "він вона без",
}
kept = {
    "en": "woman women",
    "ru": "мужчина украина",
    "uk": "жінка чоловік війна росія москва країна люди не ні",
}
sizes = {language: len(stopwords(language)) for language in kept}
left = all(set(words.split()) <= stopwords(language) for language, words in left_out.items())
stays = not any(set(words.split()) & stopwords(language) for language, words in kept.items())
print("stopwordsiso", version("stopwordsiso"), sizes, left, stays)
same = sizes == {"en": 1298, "ru": 559, "uk": 73} and left and stays
print("As stated." if same else "This has changed.")
raise SystemExit(not same)
PYTHON
