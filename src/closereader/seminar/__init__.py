"""Many students' files: collected, and laid side by side to see what a seminar marked."""

from __future__ import annotations

from closereader.seminar._class_list import read_names
from closereader.seminar._errors import CollectError
from closereader.seminar._findings import KINDS, Finding
from closereader.seminar.collecting import Collected, collect
from closereader.seminar.contested import contested_sheet
from closereader.seminar.opening import open_seminar
from closereader.seminar.readings import Reading, Seminar, from_annotations, from_handins
from closereader.seminar.silences import only_sheet, unmarked_sheet
from closereader.seminar.views_agreement import agreement_figure
from closereader.seminar.views_difference import difference_map
from closereader.seminar.views_heat import heat_map

__all__ = [
    "KINDS",
    "CollectError",
    "Collected",
    "Finding",
    "Reading",
    "Seminar",
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
    "unmarked_sheet",
]
