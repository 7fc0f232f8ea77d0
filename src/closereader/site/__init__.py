"""The course as a website: in JupyterLite, for whoever cannot install anything, or as plain pages.

Nothing here is needed by a lesson; what it needs itself is the extra ``site`` of the package.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from closereader.authoring.bundle import bundle
from closereader.site._errors import SiteError

__all__ = ["SiteError", "write_pages", "write_site"]


def write_site(course: Path, out: Path, parts: Path) -> tuple[str, ...]:
    """Write the student edition as a site; return a sentence for each thing that was left out.

    Parameters
    ----------
    course
        The folder of the course.
    out
        The folder of the site, which must not be there yet.
    parts
        Where Pyodide is kept, once fetched.

    Raises
    ------
    SiteError
        When the folder is there, or something that the site is made of is missing.
    AuthoringError
        When the student edition cannot be made.
    """
    _new(out)
    made = bundle(course)
    try:
        from closereader.site import _lite  # noqa: PLC0415 - what it needs may be missing
    except ImportError as error:
        raise SiteError(
            f"{error.name} is not installed, and a site needs it. Run: uv run --isolated --extra "
            "site closereader site --out FOLDER"
        ) from error
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".site-") as temporary:
        room = Path(temporary).resolve()
        ready = room / "site"
        _lite.write(made.members, parts, room / "lite", ready)
        shutil.move(ready, out)
    return made.notes


def write_pages(course: Path, out: Path, *, whole: bool = False) -> tuple[str, ...]:
    """Write the lessons of the student edition as pages to read; return what was left out.

    Parameters
    ----------
    course
        The folder of the course.
    out
        The folder of the pages, which must not be there yet.
    whole
        Whether the whole texts are written too; else a page has the words that it quotes.

    Raises
    ------
    SiteError
        When the folder is there, or nbconvert is missing.
    AuthoringError
        When the student edition cannot be made.
    """
    _new(out)
    made = bundle(course)
    try:
        from closereader.site import _reading  # noqa: PLC0415 - what it needs may be missing
    except ImportError as error:
        raise SiteError(
            f"{error.name} is not installed, and pages need it. Run: uv run --no-dev closereader "
            "site --html --out FOLDER"
        ) from error
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".site-") as temporary:
        ready = Path(temporary).resolve() / "site"
        ready.mkdir()
        _reading.write(made.members, ready, whole=whole)
        shutil.move(ready, out)
    return made.notes


def _new(out: Path) -> None:
    if out.exists():
        raise SiteError(
            f"{out}: is there already, and is left as it is. Name another folder, or remove it."
        )
