#!/usr/bin/env bash
# krippendorff-unitized-alpha 0.1.0: the empty stretches that it fills in are too short, so alpha comes out too high.
#
# Guessed: a segment covers the characters from `start` up to `end`, as its own `length` (end - start)
# says; after `impute_empty_segments` the segments of each reader therefore cover the whole text, which
# the unitized alpha needs (Krippendorff, Mathet, Bouvry and Widlocher 2016).
# Seen: in a text of 100 characters they cover 95. What is filled in between two segments begins
# one after the `end` and stops one before the next `start`, as if both were inside. Alpha is 0.913
# where the same readings, tiled without holes, give 0.883; and two segments that touch raise a ValueError.
#
# Needs: Python 3.11 or newer, a network. Exits with 0 while this is so, with 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
python="$folder/env/bin/python"
[ -x "$python" ] || python="$folder/env/Scripts/python.exe"
"$python" -m pip install --quiet --disable-pip-version-check krippendorff-unitized-alpha==0.1.0 numpy==1.26.4
cd "$folder"
"$python" - <<'PYTHON'
from importlib.metadata import version

from krippendorff_unitized_alpha.krippendorffs_unitized_alpha import (
    EMPTY_TAG,
    KrippendorffUnitizedAlpha,
    Segment,
    impute_empty_segments,
)

LENGTH = 100
readers = {
    "one": [Segment("cause", 10, 30), Segment("cost", 50, 70)],
    "two": [Segment("cause", 12, 30), Segment("cost", 50, 75)],
}


def tiled(segments):
    whole, place = [], 0
    for segment in segments:
        whole += [Segment(EMPTY_TAG, place, segment.start), segment]
        place = segment.end
    return [*whole, Segment(EMPTY_TAG, place, LENGTH)]


filled = {name: impute_empty_segments(segments, LENGTH) for name, segments in readers.items()}
covered = [sum(segment.length for segment in segments) for segments in filled.values()]
theirs = round(float(KrippendorffUnitizedAlpha(filled).result), 3)
whole = {name: tiled(segments) for name, segments in readers.items()}
ours = round(float(KrippendorffUnitizedAlpha(whole).result), 3)
try:
    impute_empty_segments([Segment("cause", 0, 50), Segment("cost", 50, 100)], LENGTH)
    touching = "taken"
except ValueError:
    touching = "ValueError"
print("krippendorff-unitized-alpha", version("krippendorff-unitized-alpha"), covered, theirs, ours, touching)
same = covered == [95, 95] and (theirs, ours) == (0.913, 0.883) and touching == "ValueError"
print("As stated." if same else "This has changed.")
raise SystemExit(not same)
PYTHON
