#!/usr/bin/env bash
# Krippendorff's alpha where all readers gave one and the same code: four packages, three outcomes.
#
# Guessed: a coefficient that divides by the disagreement expected by chance says, when there is none, that
# it is not defined; all packages in the same way. Seen: krippendorff 0.9.0 raises ValueError with a sentence;
# irrCAC 0.4.4 and simpledorff 0.0.2 raise ZeroDivisionError; NLTK 3.10.4 gives 1. A seminar in which everybody
# marks one theme gets "perfect", an error, or a crash, by the package.
#
# Needs: Python 3.11 or newer, a network. Exits with 0 while this is so, with 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
python="$folder/env/bin/python"
[ -x "$python" ] || python="$folder/env/Scripts/python.exe"
"$python" -m pip install --quiet --disable-pip-version-check irrCAC==0.4.4 krippendorff==0.9.0 simpledorff==0.0.2 nltk==3.10.4 numpy==1.26.4 pandas==2.3.3 scipy==1.12.0
cd "$folder"
"$python" - <<'PYTHON'
from importlib.metadata import version

import krippendorff
import pandas as pd
import simpledorff
from irrCAC.raw import CAC
from nltk.metrics.agreement import AnnotationTask

coded = [(reader, passage, "war") for reader in "AB" for passage in ("p1", "p2", "p3")]
table = pd.DataFrame(coded, columns=["reader", "passage", "code"])
ways = {
    "krippendorff": lambda: krippendorff.alpha([[1, 1, 1], [1, 1, 1]], level_of_measurement="nominal"),
    "irrCAC": lambda: CAC(pd.DataFrame({"A": ["war"] * 3, "B": ["war"] * 3})).krippendorff(),
    "simpledorff": lambda: simpledorff.calculate_krippendorffs_alpha_for_df(
        table, experiment_col="passage", annotator_col="reader", class_col="code"
    ),
    "nltk": lambda: AnnotationTask(data=coded).alpha(),
}
seen = {}
for name, way in ways.items():
    try:
        seen[name] = str(way())
    except (ValueError, ZeroDivisionError) as error:
        seen[name] = type(error).__name__
    print(name, version(name), seen[name])
same = list(seen.values()) == ["ValueError", "ZeroDivisionError", "ZeroDivisionError", "1"]
print("As stated." if same else "This has changed.")
raise SystemExit(not same)
PYTHON
