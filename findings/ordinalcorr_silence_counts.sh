#!/usr/bin/env bash
# ordinalcorr 0.9.0: people who did not answer change the polychoric correlation of those who did.
#
# Guessed: a pair of answers of which one is missing (NaN) is left out, as R's polycor and psych do it, or refused.
# Seen: it is neither. Twelve pairs correlate with 0.949; with four more people who answered one of the two questions
# it is 0.842, and with four who answered neither 0.979: the first falls and the second rises with everybody who is
# silent. `hetcor`, which takes a whole data frame, gives the same, and nothing warns; its page has no word on missing
# answers. A scale that is built on such a matrix is partly about who left a question out. Leave incomplete pairs out
# before you compute.
#
# Needs: Python 3.11 or newer, a network. Exits with 0 while this is so, with 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
python="$folder/env/bin/python"
[ -x "$python" ] || python="$folder/env/Scripts/python.exe"
"$python" -m pip install --quiet --disable-pip-version-check ordinalcorr==0.9.0 numpy==2.4.6 scipy==1.17.1 pandas==3.1.1
cd "$folder"
"$python" - <<'PYTHON'
import warnings
from importlib.metadata import version
from math import nan

import pandas as pd
from ordinalcorr import hetcor, polychoric

warnings.simplefilter("error")
one = [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]
other = [1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 3]
half = one + [nan] * 4, [*other, 1, 4, 2, 3]
neither = one + [nan] * 4, other + [nan] * 4
seen = [round(float(polychoric(*pairs)), 3) for pairs in ((one, other), half, neither)]
table = hetcor(pd.DataFrame({"one": half[0], "other": half[1]}))
seen.append(round(float(table.loc["one", "other"]), 3))
print("ordinalcorr", version("ordinalcorr"), seen)
same = seen == [0.949, 0.842, 0.979, 0.842]
print("As stated." if same else "This has changed.")
raise SystemExit(not same)
PYTHON
