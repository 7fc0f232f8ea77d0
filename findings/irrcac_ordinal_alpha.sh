#!/usr/bin/env bash
# irrCAC 0.4.4: the ordinal alpha that it calls Krippendorff's is another than Krippendorff's ordinal alpha.
#
# Guessed: on the same codes, `CAC(codes, weights="ordinal").krippendorff()` and the package
# `krippendorff` with `level_of_measurement="ordinal"` give the same number, as they do for nominal,
# interval (irrCAC's "quadratic") and ratio. The codes are the example of Krippendorff's own paper
# (Computing Krippendorff's Alpha-Reliability, 2011), where the ordinal alpha is 0.815.
# Seen: 0.815 from `krippendorff`, 0.834 from irrCAC. The weights of irrCAC depend on the ranks of the
# categories alone; Krippendorff's ordinal difference counts how often the ranks between were used.
# Who reports "Krippendorff's alpha, ordinal" has to say which.
#
# Needs: Python 3.11 or newer, a network. Exits with 0 while this is so, with 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
python="$folder/env/bin/python"
[ -x "$python" ] || python="$folder/env/Scripts/python.exe"
"$python" -m pip install --quiet --disable-pip-version-check irrCAC==0.4.4 krippendorff==0.9.0 numpy==1.26.4 pandas==2.3.3 scipy==1.12.0
cd "$folder"
"$python" - <<'PYTHON'
import math
from importlib.metadata import version

import krippendorff
import pandas as pd
from irrCAC.raw import CAC

nan = math.nan
codes = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, nan, nan, nan],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nan, 3],
    [nan, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nan],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nan],
]
table = pd.DataFrame(codes).T
seen = {}
for level, weights in (
    ("nominal", "identity"), ("interval", "quadratic"), ("ratio", "ratio"), ("ordinal", "ordinal")
):
    one = krippendorff.alpha(codes, level_of_measurement=level)
    other = CAC(table, weights=weights).krippendorff()["est"]["coefficient_value"]
    seen[level] = (round(float(one), 3), round(float(other), 3))
print("krippendorff", version("krippendorff"), "irrCAC", version("irrCAC"), seen)
same = all(seen[level][0] == seen[level][1] for level in ("nominal", "interval", "ratio"))
same = same and seen["ordinal"] == (0.815, 0.834)
print("As stated." if same else "This has changed.")
raise SystemExit(not same)
PYTHON
