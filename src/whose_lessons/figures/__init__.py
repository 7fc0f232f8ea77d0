"""The figures of this course: what its tables show of the claims that its texts make.

Each is drawn with the means of `closereader.figures`, and has its words, its table and what it
leaves out. What draws no figure is imported when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from whose_lessons.figures.belarus import belarus
from whose_lessons.figures.citations import citation_sensitivity, cited_people
from whose_lessons.figures.indicators import INDICATORS
from whose_lessons.figures.influence import influence
from whose_lessons.figures.paths import trajectories
from whose_lessons.figures.regret import nostalgia
from whose_lessons.figures.rents import rents_across
from whose_lessons.figures.shares import published_shares
from whose_lessons.figures.slopes import slopes
from whose_lessons.figures.suffrage import suffrage
from whose_lessons.figures.within import rents_within

if TYPE_CHECKING:
    from whose_lessons.figures._panel_sheet import panel_sheet
    from whose_lessons.figures.coders import (
        RULES,
        cases,
        coding,
        coding_rules,
        compare_own,
        compare_pair,
        compare_rules,
        own_codes,
    )

__all__ = [
    "INDICATORS",
    "RULES",
    "belarus",
    "cases",
    "citation_sensitivity",
    "cited_people",
    "coding",
    "coding_rules",
    "compare_own",
    "compare_pair",
    "compare_rules",
    "influence",
    "nostalgia",
    "own_codes",
    "panel_sheet",
    "published_shares",
    "rents_across",
    "rents_within",
    "slopes",
    "suffrage",
    "trajectories",
]

_HOMES = {
    "RULES": "coders",
    "cases": "coders",
    "coding": "coders",
    "coding_rules": "coders",
    "compare_own": "coders",
    "compare_pair": "coders",
    "compare_rules": "coders",
    "own_codes": "coders",
    "panel_sheet": "_panel_sheet",
}


def __getattr__(name: str) -> object:
    """Import a public name at its first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"{__name__} has no {name!r}; it has {', '.join(__all__)}.")
    found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """List the public names, whether they are imported yet or not."""
    return sorted({*globals(), *__all__})
