"""No figure is left out where all are resized, folded, zoomed, darkened and printed."""

from __future__ import annotations

import inspect

import closereader.figures
import closereader.seminar
import whose_lessons.figures
from tests.browser.lab.course_figures import figure_calls

DRAWS = {"Figure", "View"}
"""What a function gives that draws; a sheet of the seminar is a view as well, and words only."""


def test_every_figure_is_opened_in_every_width_and_theme() -> None:
    drawing = {
        name
        for home in (closereader.figures, closereader.seminar, whose_lessons.figures)
        for name in home.__all__
        if inspect.isfunction(made := getattr(home, name))
        and inspect.signature(made).return_annotation in DRAWS
        and not name.endswith("_sheet")
    }
    missing = drawing - {call.partition("(")[0] for call in figure_calls()}
    assert not missing, (
        f"No notebook draws {', '.join(sorted(missing))}: "
        "put a call of each into TRIED of tests/browser/lab/course_figures.py."
    )
