"""What the package gives to Jupyter, its settings and its plugin, lies where Jupyter looks."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from closereader.handin.home import LISTING
from closereader.lab._build import FRONT, PLACE, files, script
from closereader.widgets.base.bundle import Front

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


def test_the_environment_has_the_plugin_that_the_sources_give() -> None:
    folder = Path(sys.prefix) / PLACE
    listed = (ROOT / LISTING).read_text(encoding="utf-8")
    wanted = files(listed, version("whose-lessons"))
    assert {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.suffix in {".js", ".json"} and path.name != "install.json"
    } == wanted, "install the package again: uv sync"


def test_the_script_is_one_plain_script() -> None:
    code = script("null")
    assert not re.search(r"^(import|export)\b", code, re.MULTILINE)
    for name in FRONT.glob("*.js"):
        assert code.count(f"// ---- front/{name.name}\n") == 1


def test_whatever_the_plugin_is_made_of_is_installed_anew_when_it_changes() -> None:
    keys = [ROOT / key["file"] for key in PYPROJECT["tool"]["uv"]["cache-keys"]]
    watched = {path for key in keys for path in ROOT.glob(key.relative_to(ROOT).as_posix())}
    made_of = Front(FRONT / "entry.js", ()).files()
    assert len(made_of) > len(list(FRONT.glob("*.js")))  # some are shared with the widgets
    assert not set(made_of) - watched


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
