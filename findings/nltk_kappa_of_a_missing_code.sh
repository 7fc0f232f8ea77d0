#!/usr/bin/env bash
# NLTK 3.10.4: one missing code, and kappa, pi and S end in "generator raised StopIteration"; alpha does not.
#
# Guessed: `AnnotationTask` treats a passage that one reader left out alike in all its coefficients: it
# leaves the passage out, or refuses with a sentence. Seen: `alpha()` leaves it out and is right; `kappa()`,
# `multi_kappa()`, `pi()` and `S()` raise RuntimeError with the words "generator raised StopIteration", which
# name neither the reader nor the passage.
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
from nltk.metrics.agreement import AnnotationTask

coded = [
    ("A", "p1", "war"), ("B", "p1", "war"),
    ("A", "p2", "oil"), ("B", "p2", "war"),
    ("A", "p3", "oil"), ("B", "p3", "oil"),
    ("A", "p4", "war"),
]  # fmt: skip
seen = {"alpha": round(AnnotationTask(data=coded).alpha(), 3)}
without = round(AnnotationTask(data=coded[:-1]).alpha(), 3)
for name in ("kappa", "multi_kappa", "pi", "S"):
    try:
        seen[name] = getattr(AnnotationTask(data=coded), name)()
    except RuntimeError as error:
        seen[name] = str(error)
print("nltk", __version__, seen, "alpha without the passage", without)
same = seen.pop("alpha") == without and set(seen.values()) == {"generator raised StopIteration"}
print("As stated." if same else "This has changed.")
raise SystemExit(not same)
PYTHON
