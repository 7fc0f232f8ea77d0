"""The course as a website: in JupyterLite, for whoever cannot install anything, or as plain pages.

Nothing here is needed by a lesson; what it needs itself is the extra ``site`` of the package.
"""

import shutil
import tempfile
from collections.abc import Callable, Mapping
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
    try:
        from closereader.site import _lite  # noqa: PLC0415 - what it needs may be missing
    except ImportError as error:
        raise SiteError(
            f"{error.name} is not installed, and a site needs it. Run: uv run --isolated --extra "
            "site closereader site --out FOLDER"
        ) from error
    return _written(
        course, out, lambda members, room, ready: _lite.write(members, parts, room / "lite", ready)
    )


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
    try:
        from closereader.site import _reading  # noqa: PLC0415 - what it needs may be missing
    except ImportError as error:
        raise SiteError(
            f"{error.name} is not installed, and pages need it. Run: uv run --no-dev closereader "
            "site --html --out FOLDER"
        ) from error
    return _written(
        course, out, lambda members, _, ready: _reading.write(members, ready, whole=whole)
    )


def _written(
    course: Path, out: Path, write: Callable[[Mapping[str, bytes], Path, Path], None]
) -> tuple[str, ...]:
    """Let a site be written beside where it goes, and move it there when it is whole.

    What writes is given the student edition, a folder to work in, and the one to be made.
    """
    made = bundle(course)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".site-") as temporary:
        room = Path(temporary).resolve()
        ready = room / "site"
        write(made.members, room, ready)
        shutil.move(ready, out)
    return made.notes


def _new(out: Path) -> None:
    if out.exists():
        raise SiteError(
            f"{out}: is there already, and is left as it is. Name another folder, or remove it."
        )
