#!/usr/bin/env bash
# NLTK 3.10.4: alpha over sets of labels fails where two readers both gave no label.
#
# Guessed: `masi_distance` and `jaccard_distance` of two empty sets are 0, for two readers who both found
# nothing agree; in coding several themes per passage that is the most frequent case of all. Seen: both
# raise ZeroDivisionError, and so does `AnnotationTask(...).alpha()` with either of them, as soon as one
# passage was left without a theme by two readers. An empty set against one with labels is 1, as expected.
#
# Needs: Python 3.11 or newer, a network. Exits with 0 while this is so, with 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
python="$folder/env/bin/python"
[ -x "$python" ] || python="$folder/env/Scripts/python.exe"
"$python" -m pip install --quiet --disable-pip-version-check nltk==3.10.4
cd "$folder"
"$python" - <<'PYTHON'
from nltk import __version__
from nltk.metrics import jaccard_distance, masi_distance
from nltk.metrics.agreement import AnnotationTask

nothing, war = frozenset(), frozenset({"war"})
seen = []
for distance in (jaccard_distance, masi_distance):
    coded = [("A", "p1", war), ("B", "p1", war), ("A", "p2", nothing), ("B", "p2", nothing)]
    for act in (
        lambda: distance(nothing, nothing),
        lambda: AnnotationTask(data=coded, distance=distance).alpha(),
        lambda: distance(nothing, war),
    ):
        try:
            seen.append(float(act()))
        except ZeroDivisionError as error:
            seen.append(type(error).__name__)
print("nltk", __version__, seen)
same = seen == ["ZeroDivisionError", "ZeroDivisionError", 1.0] * 2
print("As stated." if same else "This has changed.")
raise SystemExit(not same)
PYTHON
