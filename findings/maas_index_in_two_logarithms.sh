#!/usr/bin/env bash
# lexicalrichness 0.5.1 and lexical-diversity 0.1.1: Maas' index of the same words differs by the factor 2.303.
#
# Guessed: two packages that agree on the type-token ratio, on Herdan's index and on MATTR of the same
# list of words agree on Maas' a squared = (log N - log V) / (log N) squared as well. Seen: one takes natural
# logarithms, the other those to base 10. Herdan's index is a quotient of logarithms and does not show it;
# Maas' has the square below and does. A value is comparable only with values of the same package.
#
# Needs: Python 3.11 or newer, a network. Exits with 0 while this is so, with 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
python="$folder/env/bin/python"
[ -x "$python" ] || python="$folder/env/Scripts/python.exe"
"$python" -m pip install --quiet --disable-pip-version-check lexicalrichness==0.5.1 lexical-diversity==0.1.1 setuptools==75.8.0
cd "$folder"
"$python" - <<'PYTHON'
import math
import warnings
from importlib.metadata import version

warnings.simplefilter("ignore")
from lexical_diversity import lex_div
from lexicalrichness import LexicalRichness

words = ("who pays for a war and who is asked to pay for it are two questions "
         "and the one who asks is seldom the one who pays for the war that is asked about").split()
one = LexicalRichness(words, preprocessor=None, tokenizer=None)
pairs = {
    "ttr": (one.ttr, lex_div.ttr(words)),
    "Herdan": (one.Herdan, lex_div.log_ttr(words)),
    "MATTR": (one.mattr(10), lex_div.mattr(words, window_length=10)),
    "Maas": (one.Maas, lex_div.maas_ttr(words)),
}
ratio = {name: round(second / first, 3) for name, (first, second) in pairs.items()}
print("lexicalrichness", version("lexicalrichness"), "lexical-diversity", version("lexical-diversity"), ratio)
same = ratio == {"ttr": 1.0, "Herdan": 1.0, "MATTR": 1.0, "Maas": round(math.log(10), 3)}
print("As stated." if same else "This has changed.")
raise SystemExit(not same)
PYTHON
