"""Many students' files: collected, and laid side by side to see what a seminar marked."""

from closereader.seminar._class_list import read_names
from closereader.seminar._errors import CollectError
from closereader.seminar._findings import KINDS, FileFinding
from closereader.seminar.collecting import Collected, collect
from closereader.seminar.opening import open_seminar
from closereader.seminar.readings import Reading, Seminar, from_annotations, from_handins
from closereader.seminar.showing import SeminarView
from closereader.seminar.views import (
    agreement_figure,
    contested_sheet,
    difference_map,
    heat_map,
    only_sheet,
    shaded_text,
    unmarked_sheet,
)

__all__ = [
    "KINDS",
    "CollectError",
    "Collected",
    "FileFinding",
    "Reading",
    "Seminar",
    "SeminarView",
    "agreement_figure",
    "collect",
    "contested_sheet",
    "difference_map",
    "from_annotations",
    "from_handins",
    "heat_map",
    "only_sheet",
    "open_seminar",
    "read_names",
    "shaded_text",
    "unmarked_sheet",
]
