#!/usr/bin/env bash
# irrCAC 0.4.4: codes that are words get the order of the alphabet, without a word, for ordinal weights.
#
# Guessed: a coefficient that needs an order refuses words, or asks for their order, as `krippendorff`
# does (it names the parameter `value_domain`). Seen: irrCAC sorts them, so that "high" comes before "low"
# and "low" before "mid", and gives 0.294 for codes whose ordinal value is 0.705 when the order is given in
# `categories`. Both are plausible numbers, and nothing tells that the first is about the alphabet.
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
from importlib.metadata import version

import krippendorff
import pandas as pd
from irrCAC.raw import CAC

codes = {
    "reader 1": ["low", "mid", "high", "low", "high"],
    "reader 2": ["low", "high", "high", "mid", "high"],
}


def ordinal(**more):
    return CAC(pd.DataFrame(codes), weights="ordinal", **more).krippendorff()["est"]["coefficient_value"]


silent = round(float(ordinal()), 3)
told = round(float(ordinal(categories=["low", "mid", "high"])), 3)
try:
    krippendorff.alpha(list(codes.values()), level_of_measurement="ordinal")
    refused = False
except ValueError as error:
    refused = "value_domain" in str(error)
print("irrCAC", version("irrCAC"), "by itself", silent, "with the order told", told)
print("krippendorff", version("krippendorff"), "asks for the order:", refused)
same = (silent, told, refused) == (0.294, 0.705, True)
print("As stated." if same else "This has changed.")
raise SystemExit(not same)
PYTHON
