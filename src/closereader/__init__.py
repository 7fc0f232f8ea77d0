"""closereader: close reading in Jupyter. Every statement leads back to the words.

The names below are what lessons use and what stays. Each is imported when it is first
asked for, so that ``import closereader`` costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from closereader.moved import at_first_use

if TYPE_CHECKING:
    from closereader.annotations import Annotation, anchor
    from closereader.codebook import open_codebook
    from closereader.handin.widget import HandIn
    from closereader.quotations import check_quotations
    from closereader.texts import open_text, text_ids
    from closereader.widgets.argument import ArgumentMap
    from closereader.widgets.choice import Choose
    from closereader.widgets.claims import ClaimCards
    from closereader.widgets.coding import Coding
    from closereader.widgets.comparison import Compare
    from closereader.widgets.matrix import Matrix
    from closereader.widgets.number import Number
    from closereader.widgets.question import Ask
    from closereader.widgets.reader import Reader
    from closereader.widgets.reading_desk import ReadingDesk
    from closereader.widgets.scale import Scale
    from closereader.widgets.whoami import WhoAmI
    from closereader.work import open_work

__all__ = [
    "Annotation",
    "ArgumentMap",
    "Ask",
    "Choose",
    "ClaimCards",
    "Coding",
    "Compare",
    "HandIn",
    "Matrix",
    "Number",
    "Reader",
    "ReadingDesk",
    "Scale",
    "WhoAmI",
    "anchor",
    "check_quotations",
    "open_codebook",
    "open_text",
    "open_work",
    "text_ids",
]

_HOMES = {
    "Annotation": "annotations",
    "ArgumentMap": "widgets.argument",
    "Ask": "widgets.question",
    "Choose": "widgets.choice",
    "ClaimCards": "widgets.claims",
    "Coding": "widgets.coding",
    "Compare": "widgets.comparison",
    "HandIn": "handin.widget",
    "Matrix": "widgets.matrix",
    "Number": "widgets.number",
    "Reader": "widgets.reader",
    "ReadingDesk": "widgets.reading_desk",
    "Scale": "widgets.scale",
    "WhoAmI": "widgets.whoami",
    "anchor": "annotations",
    "check_quotations": "quotations",
    "open_codebook": "codebook",
    "open_text": "texts",
    "open_work": "work",
    "text_ids": "texts",
}

__getattr__, __dir__ = at_first_use(__name__, _HOMES, __all__)
