"""The site itself, put together by JupyterLite's own builder."""

import json
import shutil
import sys
from collections.abc import Mapping
from html import escape
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

from jupyter_core.paths import jupyter_path

from closereader.course import open_course
from closereader.handin.home import LISTING
from closereader.lab import files
from closereader.site import _early, _pyodide, _wheels
from closereader.site._errors import SiteError

SHOWN = ("notebooks/", "exercises/", "seeds/", "home.ipynb")
"""What of the student edition a student finds in the file browser."""
CODE = "src/"
NOT_IN_A_BROWSER = tuple(
    f"{CODE}closereader/{room}"
    for room in ("authoring/", "commands/", "cli.py", "lab/", "seminar/", "site/")
)
READ = ("seeds/", "exercises/")
"""What the kernel reads from its own memory: each look into the drive asks the page for it."""
WORK = "/drive/work"
"""Where a reader's own work lies for the kernel: the drive is kept in the browser's database."""
_EXTENSIONS = ("anywidget", "@jupyter-widgets/jupyterlab-manager", "jupyterlab-plotly")
_KERNEL = "@jupyterlite/pyodide-kernel-extension"
_SETTINGS = Path(__file__).parent.parent / "_jupyter" / "settings.json"
ABOUT = """This folder is a website: the student edition of the course, in JupyterLite. Any web
server can offer it, for example `python -m http.server`; it needs https or an address of the same
computer, and asks no other server for anything. Python runs in the reader's own browser, and what
they mark and write stays there.

Rights: the texts keep the rights of their authors and publishers (files/seeds/README.md). Do
not offer this folder to the public: it belongs behind a login of your own.

Parts of others, under their own licences: JupyterLite, JupyterLab and their parts (BSD 3-Clause
and others, see the files third-party-licenses.json), Pyodide (MPL 2.0) and in it Python (PSF).
They are unchanged, but for these, which are compiled: the packages in static/pyodide/*.whl, each
with its licence inside, and Python's library with Pyodide's own modules, in
static/pyodide/python_stdlib.zip. Its sources are in the file of the same name in the npm package
pyodide {pyodide}.
"""
START = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="refresh" content="0; url=lab/index.html?path=home.ipynb">
<title>{name}</title>
</head>
<body><p><a href="lab/index.html?path=home.ipynb">Open the course</a></p></body>
</html>
"""
"""The page to link to. ``index.html`` leads to no notebook, and holds settings: it stays."""


def write(members: Mapping[str, bytes], parts: Path, room: Path, out: Path) -> None:
    """Write the site.

    `members`: the student edition: file contents by their names.
    `parts`: where what was fetched is kept.
    `room`: an empty folder to work in.
    `out`: the folder of the site; it must not be there.
    Raises `SiteError` when something is missing; the message says what to install.
    """
    kernel = _extension(_KERNEL)
    constants = import_module("jupyterlite_pyodide_kernel.constants")
    pyodide = _pyodide.fetch(constants.PYODIDE_VERSION, parts)
    wheels = dict(_wheels.repacked(name) for name in _wheels.needed(_pyodide.python_of(pyodide)))
    read = {f"{_wheels.READ}/{name}": members[name] for name in members if name.startswith(READ)}
    code = {
        name.removeprefix(CODE): data
        for name, data in members.items()
        if name.startswith(CODE) and not name.startswith(NOT_IN_A_BROWSER)
    }
    wheels.update([_wheels.of_the_course({**code, **read})])
    wheels.update(
        (path.name, path.read_bytes())
        for path in sorted((kernel / "static" / "pypi").glob("*.whl"))
        if not path.name.startswith("widgetsnbextension")
    )
    packages = _pyodide.make(pyodide, wheels, room / "static" / "pyodide")
    python = ".".join(_pyodide.python_of(pyodide).split(".")[:2])
    for name, data in members.items():
        if name.startswith(SHOWN):
            _put(room / "files" / name, data)
    for name, words in files(_listing(members), metadata.version(_wheels.COURSE)).items():
        _put(room / "plugin" / name, words.encode())
    shutil.copy2(_SETTINGS, room / "overrides.json")
    options = _started_with(packages, python)
    _put_json(room / "jupyter-lite.json", _site(options))
    _put_json(room / "jupyter_lite_config.json", _how(room, out, kernel))
    _pyodide.run([sys.executable, "-m", "jupyterlite_core", "build", "--lite-dir", str(room)], room)
    _early.add(out, _KERNEL, options)
    about = ABOUT.format(pyodide=constants.PYODIDE_VERSION)
    _put(out / "ABOUT.txt", about.encode())
    _put(out / "start.html", START.format(name=escape(open_course().name)).encode())


def _started_with(packages: tuple[str, ...], python: str) -> dict[str, Any]:
    """Say what Python loads at the start, and where the course is for it."""
    course = f"/lib/python{python}/site-packages/{_wheels.READ}"
    places = {"CLOSEREADER_COURSE": course, "CLOSEREADER_WORK": WORK}
    return {"packages": list(packages), "env": places}


def _site(options: dict[str, Any]) -> dict[str, Any]:
    """Say to JupyterLite in the browser what it is."""
    # all is loaded from this folder at once; nothing is looked for anywhere else
    kernel = {"disablePyPIFallback": True, "loadPyodideOptions": options}
    return {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "appName": open_course().name,
            "closereaderSite": "1",
            "faviconUrl": "./icon-120x120.png",  # the other one has 319 kB
            "litePluginSettings": {f"{_KERNEL}:kernel": kernel},
        },
    }


def _how(room: Path, out: Path, kernel: Path) -> dict[str, Any]:
    """Say to JupyterLite's builder what the site is made of."""
    extensions = [kernel, room / "plugin", *map(_extension, _EXTENSIONS)]
    return {
        "LiteBuildConfig": {
            "output_dir": str(out.resolve()),
            "cache_dir": str(room / "cache"),
            "contents": [str(room / "files")],
            "apps": ["lab"],
            "federated_extensions": [str(one) for one in extensions],
            "ignore_sys_prefix": True,  # this machine's other extensions are nobody else's
            "no_sourcemaps": True,
            "no_unused_shared_packages": True,
        }
    }


def _extension(name: str) -> Path:
    for folder in jupyter_path("labextensions"):
        if (Path(folder, name) / "package.json").is_file():
            return Path(folder, name)
    raise SiteError(
        f"The site needs {name}, which is not installed. Run the command as the teacher guide has "
        "it: uv run --isolated --extra site closereader site --out FOLDER"
    )


def _listing(members: Mapping[str, bytes]) -> str:
    return members[LISTING].decode("utf-8") if LISTING in members else "null"


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _put_json(path: Path, data: object) -> None:
    _put(path, (json.dumps(data, indent=1) + "\n").encode())
