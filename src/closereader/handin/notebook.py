"""A hand-in inside a notebook: for whoever collects the notebooks themselves.

nbgrader, GitHub Classroom and some learning platforms take the notebook of an exercise. What a
student marks and writes lies in the work folder, so the cell of `HandIn` carries in its output,
under a type of its own, the data of the file that was made last; JupyterLab shows it nowhere.
Before the first file is made it carries nothing, so that a notebook that goes into git by accident
names nobody.
"""

import json
from collections.abc import Iterator
from typing import Any

from closereader.handin._errors import HandInError

MIME = "application/vnd.closereader.handin+json"
_HOW = (
    "The student opens the exercise, runs its last cell (Shift+Enter), makes the file there, runs "
    "the cell once more and saves the notebook; or hands in the .html file that was made."
)


def is_notebook(page: bytes) -> bool:
    """Say whether a file is JSON, as a notebook is, and no page."""
    return page[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def out_of_notebook(page: bytes) -> Any:  # noqa: ANN401 - whatever JSON holds; it is validated next
    """Take the data of the hand-in that was made last out of a notebook, not yet validated.

    Raises `HandInError` when it is no notebook, was never run, or carries no hand-in.
    """
    try:
        notebook = json.loads(page.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise HandInError(
            "The file is no hand-in and no whole notebook. Ask for it again."
        ) from error
    cells = notebook.get("cells")
    if not isinstance(cells, list):
        raise HandInError("The file is no hand-in: it holds other data than a notebook.")
    found = [bundle[MIME] for bundle in _bundles(cells) if MIME in bundle]
    if found:
        return max(found, key=lambda data: str(data.get("made")) if isinstance(data, dict) else "")
    ran = any(isinstance(cell, dict) and cell.get("execution_count") for cell in cells)
    what = "carries no hand-in" if ran else "was never run, so it carries no hand-in"
    raise HandInError(f"The notebook {what}. {_HOW}")


def _bundles(cells: list[Any]) -> Iterator[dict[str, Any]]:
    for cell in cells:
        outputs = cell.get("outputs") if isinstance(cell, dict) else None
        for output in outputs if isinstance(outputs, list) else []:
            data = output.get("data") if isinstance(output, dict) else None
            if isinstance(data, dict):
                yield data
