#!/usr/bin/env bash
# cffconvert 2.0.0: an author who is a group in CITATION.cff becomes a Person in schema.org and CodeMeta.
#
# Guessed: in the Citation File Format 1.2.0 an author with `name` is an entity (a team, a project) and one with
# `family-names` is a person, so the conversion says Organization for the first. Seen: both become
# "@type": "Person"; the entity keeps its whole name. An archive or a catalogue that reads codemeta.json
# takes a project for a human being.
#
# Needs: Python 3.11 or newer, a network. Exits with 0 while this is so, with 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
python="$folder/env/bin/python"
[ -x "$python" ] || python="$folder/env/Scripts/python.exe"
"$python" -m pip install --quiet --disable-pip-version-check cffconvert==2.0.0
cd "$folder"
"$python" - <<'PYTHON'
import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

Path("CITATION.cff").write_text(
    """cff-version: 1.2.0
message: Please cite it.
title: A course
type: software
authors:
  - name: The contributors to a course
  - family-names: Doe
    given-names: Jane
version: 1.0.0
date-released: 2026-01-01
""",
    encoding="utf-8",
)
here = Path(sys.executable).parent
program = next(path for path in (here / "cffconvert", here / "cffconvert.exe") if path.exists())
subprocess.run([program, "--validate"], check=True, capture_output=True)
seen = {}
for form in ("schema.org", "codemeta"):
    printed = subprocess.run([program, "-f", form], check=True, capture_output=True, text=True).stdout
    seen[form] = [author["@type"] for author in json.loads(printed)["author"]]
print("cffconvert", version("cffconvert"), seen)
same = set(map(tuple, seen.values())) == {("Person", "Person")}
print("As stated." if same else "This has changed.")
raise SystemExit(not same)
PYTHON
