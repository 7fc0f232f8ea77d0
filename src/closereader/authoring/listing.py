"""The list of the course's notebooks: their order, and a digest of the code of each.

The JupyterLab plugin carries this list. By the digests it tells a notebook that the course
published, which may run by itself, from one that was changed or only looks like it. They must
therefore never be taken from the notebook itself, nor from a folder that the notebook came in:
they are installed with the package.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from closereader.authoring.exercises import DERIVED, notebooks_in
from closereader.authoring.notebook import Notebook, read, write_words
from closereader.authoring.timing import promised
from closereader.handin.home import LISTING

HOME = "home.ipynb"
"""The first page, beside the folders of lessons and exercises."""
FOLDERS = ("notebooks", DERIVED, "solutions")
_HEADING = re.compile(r"^# (.+)$", re.MULTILINE)


def digest(sources: Iterable[str]) -> str:
    """Return the SHA-256 (hex) of code sources, in order, as a compact JSON list in UTF-8.

    ``JSON.stringify`` in the browser gives the same bytes, and no two lists share them.
    """
    listed = json.dumps(list(sources), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(listed.encode()).hexdigest()


def listing(course: Path, *, keep: Callable[[str], bool] = lambda _: True) -> str:
    """Return the list as JSON, one line for a notebook.

    `course`: the course folder.
    `keep`: whether a notebook, named by its path in the course
    (``"notebooks/02_exclusion.ipynb"``), belongs into the list.
    """
    home = [course / HOME] if (course / HOME).is_file() else []
    paths = [*home, *(one for name in FOLDERS for one in notebooks_in(course / name))]
    entries = [
        json.dumps(_entry(read(path), inside), ensure_ascii=False, sort_keys=True)
        for path in paths
        if keep(inside := path.relative_to(course).as_posix())
    ]
    return "[\n" + ",\n".join(entries) + "\n]\n"


def listing_stale(course: Path) -> bool:
    """Tell whether the list on disk is another one than the notebooks give."""
    path = course / LISTING
    return not path.is_file() or path.read_text(encoding="utf-8") != listing(course)


def write_listing(course: Path) -> bool:
    """Write the list; say whether it changed."""
    return write_words(course / LISTING, listing(course))


def _entry(notebook: Notebook, inside: str) -> dict[str, object]:
    heading = _HEADING.search(notebook.cells[0].source) if notebook.cells else None
    return {
        "path": inside,
        "title": heading[1] if heading else notebook.path.stem,
        "minutes": promised(notebook),
        "digest": digest(cell.source for cell in notebook.cells if cell.kind == "code"),
    }
