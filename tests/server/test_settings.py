"""What the package puts beside JupyterLab's own settings: two files, where Jupyter looks."""

from __future__ import annotations

import importlib
import json
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "src" / "closereader" / "_jupyter"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SHARED: dict[str, str] = PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]


def shipped(name: str) -> Any:
    return json.loads((SHIPPED / name).read_text(encoding="utf-8"))


def test_every_shipped_file_has_its_place() -> None:
    assert {ROOT / source for source in SHARED} == set(SHIPPED.iterdir())


@pytest.mark.parametrize("source", SHARED)
def test_the_environment_has_what_the_package_ships(source: str) -> None:
    installed = Path(sys.prefix) / SHARED[source]
    assert installed.is_file(), f"{installed} is missing: install the package again"
    assert json.loads(installed.read_text(encoding="utf-8")) == json.loads(
        (ROOT / source).read_text(encoding="utf-8")
    )


def test_the_extension_is_enabled_under_a_name_that_loads() -> None:
    names = shipped("server.json")["ServerApp"]["jpserver_extensions"]
    assert names == {"closereader._server": True}
    for name in names:
        points = importlib.import_module(name)._jupyter_server_extension_points()
        loader = importlib.import_module(points[0]["module"])._load_jupyter_server_extension
        assert callable(loader)


def test_jupyterlab_knows_the_settings_and_no_news_is_asked_for() -> None:
    for plugin, settings in shipped("settings.json").items():
        package, _, name = plugin.partition(":")
        schemas = Path(sys.prefix, "share", "jupyter", "lab", "schemas")
        schema = json.loads((schemas / package / f"{name}.json").read_text(encoding="utf-8"))
        for key, value in settings.items():
            rule = schema["properties"][key]
            allowed = [choice["const"] for choice in rule.get("oneOf", [])]
            assert value in allowed or (rule["type"] == "boolean" and isinstance(value, bool))
            assert value in {"false", False}
