"""``closereader site``: the student edition as a website that needs no installation."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from closereader._paths import course_folder
from closereader.site import SiteError, write_pages, write_site

_SITE = """Write the student edition as a website (JupyterLite): lessons, exercises, texts, and
Python for the browser (Pyodide), in one folder that any web server can offer. A student opens a
link; nothing is installed, and nothing is asked from another server. Making it needs the extra
`site` and Node.js, and the first time the network: Pyodide comes from npm, one small package from
the Python package index. The texts keep their rights: put the folder behind a login.

With --html it writes plain pages instead: every lesson to read, with its figures and the words that
it quotes, and without the replies of its questions. That needs neither Node.js nor a network."""
_KEPT = Path("build", "site")


def add(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command."""
    one = commands.add_parser("site", help="write a website of the course", description=_SITE)
    one.add_argument("--out", type=Path, metavar="FOLDER", required=True, help="a new folder")
    about = f"where Pyodide is kept for the next time (default: {_KEPT.as_posix()} in the course)"
    one.add_argument("--parts", type=Path, metavar="FOLDER", help=about)
    about = "plain pages to read, without Python, in place of JupyterLite"
    one.add_argument("--html", action="store_true", help=about)
    about = "with --html: the whole texts too, where their rights allow it"
    one.add_argument("--with-texts", action="store_true", help=about)
    one.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Write the site; give the exit code."""
    course = course_folder()
    out: Path = given.out
    if given.with_texts and not given.html:
        raise SiteError("--with-texts goes with --html: the other site has the texts in any case.")
    if given.html:
        notes = write_pages(course, out, whole=given.with_texts)
    else:
        notes = write_site(course, out, given.parts or course / _KEPT)
    for note in notes:
        sys.stderr.write(f"closereader: {note}\n")
    files = [path for path in out.rglob("*") if path.is_file()]
    size = f"{sum(path.stat().st_size for path in files) / 1_000_000:.0f} MB"
    if given.html:
        rights = "Of the texts it has the words that the lessons quote."
        if given.with_texts:
            rights = "It has the whole texts, which keep their rights: put it behind a login."
        sys.stdout.write(f"{out}: {len(files)} files, {size}. Open index.html. {rights}\n")
        return 0
    sys.stdout.write(
        f"{out}: {len(files)} files, {size}. The link for students ends with start.html.\n"
        f"To look at it: python -m http.server --directory {out}\n"
        "The texts keep their rights: put the folder behind a login.\n"
    )
    return 0
