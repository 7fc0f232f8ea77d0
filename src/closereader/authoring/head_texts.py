"""The texts that the head of an exercise promises, beside those that its cells ask about."""

import re
from collections.abc import Collection, Iterator

from closereader.authoring.findings import Finding
from closereader.authoring.notebook import Notebook
from closereader.authoring.speech import strings
from closereader.course import open_course


def check_texts(notebook: Notebook, known: Collection[str]) -> Iterator[Finding]:
    """Give each text that stands only in the head of an exercise, or only in its cells.

    Parameters
    ----------
    known
        The ids of all texts of the course.
    """
    if notebook.folder not in {"exercises", "solutions"} or not notebook.cells:
        return
    head = notebook.cells[0]
    word = open_course().headings.texts[0]
    line = re.search(rf"(?m)^[\s>|*#_+-]*{open_course().headings.of('texts')}\b.*$", head.source)
    if line is None:  # the grammar says so
        return
    promised = set(re.findall(r"`([\w-]+)`", line[0])) & set(known)
    named = {each for cell in notebook.cells for each in strings(cell.code) if each in known}
    for each in sorted(promised - named):
        what = f"The head promises the text {each}, and no cell shows it or asks about it."
        yield Finding(notebook.path, head.place, what, f"Take it out of the line “{word}”, or ask.")
    for each in sorted(named - promised):
        what = f"A cell shows {each} or asks about it, and the head does not name it."
        yield Finding(notebook.path, head.place, what, f"Write `{each}` into the line “{word}”.")
