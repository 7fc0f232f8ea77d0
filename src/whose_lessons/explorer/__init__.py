"""A table behind a figure: what can be chosen, and the picture, words and rows of a choice.

Nothing here knows of a notebook or a browser: a choice goes in, and a picture comes out, as plain
values. `whose_lessons.explorer.widget` shows it.
"""

from whose_lessons.explorer._across import draw_across
from whose_lessons.explorer._choice import Choice, make_choice, preset
from whose_lessons.explorer._drawing import draw, offered, settle
from whose_lessons.explorer._measures import MEASURES, Measure, find_measure
from whose_lessons.explorer._picture import Axis, Picture, Point, Series, ShownColumn
from whose_lessons.explorer._time import draw_over_time

__all__ = [
    "MEASURES",
    "Axis",
    "Choice",
    "Measure",
    "Picture",
    "Point",
    "Series",
    "ShownColumn",
    "draw",
    "draw_across",
    "draw_over_time",
    "find_measure",
    "make_choice",
    "offered",
    "preset",
    "settle",
]
