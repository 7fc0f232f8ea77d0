"""A small course of tables in a temporary folder, to damage."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROWS = """\
iso3,country,year,wealth,note,day
AAA,Aland,2000,1.5,first,2000-01-02
AAA,Aland,2001,,,2001-01-02
BBB,Türkland,2000,3,third,
"""


def field(name: str, kind: str, **constraints: object) -> dict[str, object]:
    words = ("title", "unit", "description", "source", "version", "licence")
    made: dict[str, object] = {word: f"{word} of {name}" for word in words}
    return {**made, "name": name, "type": kind, "constraints": constraints}


def package() -> dict[str, Any]:
    fields = [
        field("iso3", "string", required=True),
        field("country", "string", required=True),
        field("year", "integer", required=True),
        {**field("wealth", "number"), "series": "W.1"},
        field("note", "string"),
        field("day", "date"),
    ]
    small = {
        "name": "small",
        "path": "small.csv",
        "title": "A small table",
        "description": "Three rows.\n\nKnown traps:\n- One cell is empty.",
        "schema": {"fields": fields, "primaryKey": ["iso3", "year"]},
        "sources": [{"title": "Us", "path": "https://example.org/"}, {"title": "Them"}],
        "licenses": [{"name": "CC-BY-4.0", "title": "CC BY 4.0"}],
    }
    return {"resources": [small]}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tables folder that `open_table` reads from; change its files before the first reading."""
    monkeypatch.setenv("CLOSEREADER_SEEDS", str(tmp_path))
    tables = tmp_path / "tables"
    tables.mkdir()
    (tables / "small.csv").write_text(ROWS, encoding="utf-8")
    (tables / "datapackage.json").write_text(json.dumps(package()), encoding="utf-8")
    return tables


@pytest.fixture
def rewrite(folder: Path) -> Callable[[Callable[[dict[str, Any]], None]], None]:
    """Change the package on disk."""

    def change(edit: Callable[[dict[str, Any]], None]) -> None:
        changed = package()
        edit(changed)
        (folder / "datapackage.json").write_text(json.dumps(changed), encoding="utf-8")

    return change
