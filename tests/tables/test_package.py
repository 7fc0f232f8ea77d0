"""What the package describes is there, and nothing else: types, keys, words, size."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

from closereader._paths import course_folder
from closereader.tables import open_table, table_names

FOLDER = course_folder() / "seeds" / "tables"
PACKAGE: dict[str, Any] = json.loads((FOLDER / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES: list[dict[str, Any]] = PACKAGE["resources"]
NAMES = [each["name"] for each in RESOURCES]
LARGEST = 1_000_000  # bytes, all together

every_table = pytest.mark.parametrize("resource", RESOURCES, ids=NAMES)


def cells(resource: dict[str, Any]) -> list[dict[str, str]]:
    path = FOLDER / resource["path"]
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_folder_holds_the_described_files_and_nothing_else() -> None:
    here = {path.name for path in FOLDER.iterdir()}
    assert here == {each["path"] for each in RESOURCES} | {"datapackage.json", "README.md"}


def test_all_tables_together_stay_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < LARGEST


def test_the_package_names_itself_and_its_licences() -> None:
    assert PACKAGE["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert "profile" not in PACKAGE
    assert re.fullmatch(r"\d+\.\d+\.\d+", PACKAGE["version"])
    assert PACKAGE["licenses"]
    assert table_names() == tuple(NAMES)


@every_table
def test_a_table_says_what_it_is(resource: dict[str, Any]) -> None:
    assert resource["type"] == "table"
    assert "profile" not in resource
    assert resource["encoding"] == "utf-8"
    assert re.fullmatch(r"[a-z0-9._-]+", resource["name"])
    assert resource["path"] == f"{resource['name']}.csv"
    assert "Known traps:\n- " in resource["description"]
    assert resource["title"]
    assert all(source["title"] for source in resource["sources"])
    assert all("name" in each or "path" in each for each in resource["licenses"])


@every_table
def test_the_header_is_the_fields_in_their_order(resource: dict[str, Any]) -> None:
    header = (FOLDER / resource["path"]).read_text(encoding="utf-8").splitlines()[0]
    assert header.split(",") == [field["name"] for field in resource["schema"]["fields"]]


@every_table
def test_a_column_has_its_title_unit_description_source_version_and_licence(
    resource: dict[str, Any],
) -> None:
    for field in resource["schema"]["fields"]:
        for word in ("title", "unit", "description", "source", "version", "licence"):
            assert field[word].strip(), f"{field['name']}: {word}"
        assert len(field["description"]) > len("Year."), field["name"]


@every_table
def test_the_types_parse(resource: dict[str, Any]) -> None:
    table = open_table(resource["name"])
    assert len(table) == len(cells(resource)) > 0


@every_table
def test_the_constraints_hold(resource: dict[str, Any]) -> None:
    for field in resource["schema"]["fields"]:
        rule = field.get("constraints", {})
        for row in cells(resource):
            cell = row[field["name"]]
            if not cell:
                assert not rule.get("required"), (field["name"], row)
                continue
            assert cell == cell.strip(), (field["name"], cell)
            assert re.fullmatch(rule.get("pattern", ".*"), cell), (field["name"], cell)
            assert cell in map(str, rule.get("enum", [cell])), (field["name"], cell)
            if "minimum" in rule:
                assert float(cell) >= rule["minimum"]
            if "maximum" in rule:
                assert float(cell) <= rule["maximum"]


@every_table
def test_the_key_names_one_row(resource: dict[str, Any]) -> None:
    key = resource["schema"]["primaryKey"]
    keys = [tuple(row[name] for name in key) for row in cells(resource)]
    assert len(set(keys)) == len(keys)


@every_table
def test_a_web_address_is_one(resource: dict[str, Any]) -> None:
    addresses = [row["url"] for row in cells(resource) if "url" in row]
    addresses += [source["path"] for source in resource["sources"] if "path" in source]
    assert all(re.fullmatch(r"https?://\S+", address) for address in addresses)


def test_the_readme_lists_each_table_with_its_rows() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    listed = {
        name: int(rows.replace(",", ""))
        for name, rows in re.findall(r"^\| `(\w+)` \| ([\d,]+) \|", readme, re.MULTILINE)
    }
    assert listed == {name: len(open_table(name)) for name in NAMES}


@pytest.mark.parametrize(
    "banned",
    ["greatawakening", "fort-russ", "freedombunker", "sott.net", "GMMP", "Global Media Monitoring"],
)
def test_what_has_no_citable_source_is_not_here(banned: str) -> None:
    for path in sorted(Path(FOLDER).iterdir()):
        assert banned.lower() not in path.read_text(encoding="utf-8").lower(), path.name
