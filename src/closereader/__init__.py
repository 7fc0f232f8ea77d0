"""closereader: close reading in Jupyter. Every statement leads back to the words.

The names below are what lessons use and what stays. Each is imported when it is first
asked for, so that ``import closereader`` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

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


def __getattr__(name: str) -> object:
    """Import a public name at its first use (PEP 562)."""
    if name not in _HOMES:
        from closereader.moved import moved  # noqa: PLC0415 - rarely needed, and an import is light

        return moved(__name__, name, f"; it has {', '.join(__all__)}")
    found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """List the public names, whether they are imported yet or not."""
    return sorted({*globals(), *__all__})
