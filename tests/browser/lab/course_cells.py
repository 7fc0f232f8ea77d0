"""The first cell of the course that shows each kind of widget, as it stands in its notebook."""

from __future__ import annotations

import re
from functools import cache

import closereader
import whose_lessons
from closereader.authoring import read
from closereader.authoring.checks import notebooks_of
from closereader.widgets.base.sync import Synced
from tests.house.tree import ROOT

WIDGETS = sorted(
    name
    for home in (closereader, whose_lessons)
    for name in home.__all__
    if isinstance(kind := getattr(home, name), type) and issubclass(kind, Synced)
)


@cache
def course_cells() -> dict[str, str]:
    """Return the source of one cell for each widget that students meet, by the widget's name.

    The desk stands in no notebook: the button *Text* makes it, beside the page.
    """
    cells = {"ReadingDesk": "from closereader import ReadingDesk\n\nReadingDesk()"}
    for path in notebooks_of(ROOT):
        if path.parent.name == "solutions":
            continue
        for cell in read(path).cells:
            for name in WIDGETS if cell.kind == "code" else ():
                if re.search(rf"^{name}\(", cell.source, re.MULTILINE):
                    cells.setdefault(name, cell.source)
    missing = set(WIDGETS) - set(cells)
    assert not missing, f"No lesson or exercise has a cell with {', '.join(sorted(missing))}(…)."
    return cells
