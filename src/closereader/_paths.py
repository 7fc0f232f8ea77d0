"""Where the course lies on this computer: its texts, and the reader's own work."""

import os
from functools import lru_cache
from pathlib import Path

from closereader._still import look

# One of them is enough: a course whose codebook was lost or misnamed must say so, and not give its
# place to another course, whose files would be run, checked and written in its stead.
_LANDMARKS = (Path("seeds", "codebook.yml"), Path("seeds", "course.yml"))


class CourseNotFound(FileNotFoundError):  # noqa: N818 - it says what happened
    """No course folder can be found; the message says where it was looked for."""


def course_folder() -> Path:
    """Return the folder that holds ``seeds/``, ``notebooks/`` and, by default, ``work/``.

    Returns the folder named in the environment variable ``CLOSEREADER_COURSE``; else the nearest
    folder above the current one that holds ``seeds/codebook.yml`` or ``seeds/course.yml``; else
    the checkout that this package lies in.
    Raises `CourseNotFound` when ``CLOSEREADER_COURSE`` names something else, or when none of the
    three is there.
    """
    named = os.environ.get("CLOSEREADER_COURSE") or ""
    folder = _found(named, os.getcwd(), __file__)  # noqa: PTH109 - asked for thousands of times
    if not _is_course(folder):
        _found.cache_clear()
        folder = _found(named, os.getcwd(), __file__)  # noqa: PTH109
    return folder


@lru_cache(maxsize=8)
def _found(named: str, cwd: str, module: str) -> Path:
    """Look for the course; what was found is looked for again only when it is there no more."""
    if named:
        folder = Path(named).expanduser().resolve()
        if not _is_course(folder):
            raise CourseNotFound(
                f"CLOSEREADER_COURSE names {folder}, which holds no seeds/codebook.yml: "
                "set it to the course folder, or unset it."
            )
        return folder
    here = Path(cwd).resolve()
    package = Path(module).resolve().parents
    for folder in (here, *here.parents, *package):
        if _is_course(folder):
            return folder
    raise CourseNotFound(
        f"No course was found at or above {here}: start Jupyter in the course folder (the one "
        "that holds seeds/codebook.yml), or set CLOSEREADER_COURSE to it."
    )


def _is_course(folder: Path) -> bool:
    return any(os.path.isfile(os.path.join(folder, one)) for one in _LANDMARKS)  # noqa: PTH113, PTH118 - as above


@look
def seeds_folder() -> Path:
    """Return the folder of the texts: ``CLOSEREADER_SEEDS``, else ``seeds`` in the course."""
    if named := os.environ.get("CLOSEREADER_SEEDS"):
        return Path(named).expanduser().resolve()
    return course_folder() / "seeds"


def work_folder() -> Path:
    """Return the reader's own folder: ``CLOSEREADER_WORK``, else ``work`` in the course.

    The folder need not exist yet: it is made when the first thing is saved.
    """
    if named := os.environ.get("CLOSEREADER_WORK"):
        return Path(named).expanduser().resolve()
    return course_folder() / "work"


def exchange_folder() -> Path | None:
    """Return the folder that a class hands in to on one machine: ``CLOSEREADER_EXCHANGE``.

    None when the variable is not set: the usual case, where students upload their files.
    """
    named = os.environ.get("CLOSEREADER_EXCHANGE")
    return Path(named).expanduser().resolve() if named else None


def hub_user() -> str:
    """Return the name by which a JupyterHub knows whoever works here; "" without a hub."""
    return os.environ.get("JUPYTERHUB_USER", "")
