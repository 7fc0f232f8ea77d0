"""``closereader site``: the student edition as a website that needs no installation."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from closereader._paths import course_folder
from closereader.site import write_site

if TYPE_CHECKING:
    import argparse

_SITE = """Write the student edition as a website (JupyterLite): lessons, exercises, texts, and
Python for the browser (Pyodide), in one folder that any web server can offer. A student opens a
link; nothing is installed, and nothing is asked from another server. Making it needs the extra
`site` and Node.js, and the first time the network: Pyodide comes from npm, one small package from
the Python package index. The texts keep their rights: put the folder behind a login."""
_KEPT = Path("build", "site")


def add(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command."""
    one = commands.add_parser("site", help="write a website of the course", description=_SITE)
    one.add_argument("--out", type=Path, metavar="FOLDER", required=True, help="a new folder")
    about = f"where Pyodide is kept for the next time (default: {_KEPT.as_posix()} in the course)"
    one.add_argument("--parts", type=Path, metavar="FOLDER", help=about)
    one.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Write the site; give the exit code."""
    course = course_folder()
    out: Path = given.out
    notes = write_site(course, out, given.parts or course / _KEPT)
    for note in notes:
        sys.stderr.write(f"closereader: {note}\n")
    files = [path for path in out.rglob("*") if path.is_file()]
    size = f"{sum(path.stat().st_size for path in files) / 1_000_000:.0f} MB"
    sys.stdout.write(
        f"{out}: {len(files)} files, {size}. The link for students ends with start.html.\n"
        f"To look at it: python -m http.server --directory {out}\n"
        "The texts keep their rights: put the folder behind a login.\n"
    )
    return 0
