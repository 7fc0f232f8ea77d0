"""Make the folder that JupyterLab loads: one plain script out of small modules, and its settings.

A JupyterLab plugin needs no Node: a folder in ``share/jupyter/labextensions`` with a
``package.json`` and one script that puts ``{init, get}`` under ``window._JUPYTERLAB[name]``. The
sources in ``front/`` are ES modules in the small dialect of `closereader.widgets.base.bundle`, and
are joined when the package is installed or built (see ``_hatch.py``). This module must run
before anything is installed, so it is loaded by its path and needs the standard library only.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import sys
from pathlib import Path
from types import ModuleType

HERE = Path(__file__).parent
FRONT = HERE / "front"
NAME = "closereader"
PLACE = f"share/jupyter/labextensions/{NAME}"


def _joiner() -> ModuleType:
    """Load the joiner of the widgets by its path, without the package around it."""
    path = HERE.parent / "widgets" / "base" / "bundle.py"
    spec = importlib.util.spec_from_file_location("_closereader_bundle", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} cannot be loaded.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where dataclasses look it up
    spec.loader.exec_module(module)
    return module


def script(course: str) -> str:
    """Return the one script.

    `course`: JSON of the course's notebooks (see `closereader.authoring.listing`); ``"null"`` for
    none.
    """
    joined: str = _joiner().join(FRONT / "entry.js")
    code = re.sub(r"^export default ", "const entry = ", joined, flags=re.MULTILINE)
    styles = "\n".join(
        path.read_text(encoding="utf-8").strip() for path in sorted(FRONT.glob("*.css"))
    )
    return (
        f'(() => {{\n"use strict";\nconst STYLES = {json.dumps(styles)};\n'
        f"const COURSE = {course.strip()};\n{code}\n"
        f";(window._JUPYTERLAB ??= {{}})[{json.dumps(NAME)}] = entry(STYLES, COURSE);\n}})();\n"
    )


def files(course: str, version: str) -> dict[str, str]:
    """Return what belongs into the plugin's folder: contents by their relative paths.

    The script's name holds a digest of it: a browser may keep a script for ever under its name.
    """
    code = script(course)
    load = f"static/remoteEntry.{hashlib.sha256(code.encode()).hexdigest()[:12]}.js"
    package = {
        "name": NAME,
        "version": version,
        "jupyterlab": {
            "extension": True,
            "schemaDir": "schemas",
            "_build": {"load": load, "extension": "./extension"},
        },
    }
    made = {"package.json": json.dumps(package, indent=1) + "\n", load: code}
    for path in sorted((HERE / "schemas").glob("*.json")):
        made[f"schemas/{NAME}/{path.name}"] = path.read_text(encoding="utf-8")
    return made
