#!/usr/bin/env bash
# csvw 4.1.1: a data package that follows the standard is one without tables, unless one program wrote it.
#
# Guessed: `DataPackage(…).to_tablegroup`, which makes CSV on the Web (W3C) of a Data Package, takes every resource with a
# path and a Table Schema, or refuses one that it cannot read. Seen: the group has no table, and no word says so, where
# a resource lacks `scheme`, which neither version of the standard has (Data Resource 1.0 and 2.0); frictionless writes
# it, and with that line added the same table is there. Whoever checks the tables of a study against their description
# this way, a country and a year in each row, checks nothing and is told that nothing is wrong.
#
# Needs: Python 3.11 or newer, a network. Exits with 0 while this is so, with 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
python="$folder/env/bin/python"
[ -x "$python" ] || python="$folder/env/Scripts/python.exe"
"$python" -m pip install --quiet --disable-pip-version-check csvw==4.1.1
cd "$folder"
"$python" - <<'PYTHON'
import json
from importlib.metadata import version
from pathlib import Path

from csvw import TableGroup
from csvw.frictionless import DataPackage

Path("panel.csv").write_text("country,year\nUkraine,2022\n", encoding="utf-8")
fields = [{"name": "country", "type": "string"}, {"name": "year", "type": "integer"}]
table = {"name": "panel", "path": "panel.csv", "format": "csv", "schema": {"fields": fields}}
ways = {
    "1.0": {"profile": "tabular-data-resource"},
    "2.0": {"type": "table"},
    "frictionless": {"scheme": "file"},
}
seen = {}
for way, more in ways.items():
    place = Path(f"{way}.json")
    place.write_text(json.dumps({"name": "study", "resources": [table | more]}), encoding="utf-8")
    group = DataPackage(place).to_tablegroup(TableGroup)
    seen[way] = sum(len(list(one.iterdicts(strict=True))) for one in group.tables)
print("csvw", version("csvw"), seen)
same = seen == {"1.0": 0, "2.0": 0, "frictionless": 1}
print("As stated." if same else "This has changed.")
raise SystemExit(not same)
PYTHON
