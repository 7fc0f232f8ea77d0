"""What a pack has of one hand-in alone: made at one look at it, in whichever process that is.

So its marks are unpacked and its quotations looked up once, and not for each page anew.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from closereader.handin import Submission
from closereader.handin.render import checked
from closereader.quotations import QuotationCheck
from closereader.seminar._outline import Outline, heading_of
from closereader.seminar.pack_pages import LONGEST, Shown
from closereader.seminar.pack_question import Told, has_answered, told_of
from closereader.seminar.roster import Roster
from closereader.seminar.tables import Completeness, InShort, complete


class OfOne(NamedTuple):
    """What is made of one hand-in."""

    line: Completeness
    amounts: Mapping[str, InShort]
    """How much each question, also of the lesson, got from it."""
    told: Mapping[str, Told]
    """What stands of it on the pages of the questions that it answers, by their headings."""
    wrong: tuple[tuple[str, QuotationCheck], ...]
    """The quotations that do not stand so in the texts, each with the key of the answer."""


def of_one(
    roster: Roster,
    outlines: Mapping[str, Outline],
    shown: Shown,
    job: tuple[Submission, Collection[str]],
) -> OfOne:
    """Make it of a hand-in and the kinds of what was found about its file."""
    handin, kinds = job
    outline = outlines[handin.exercise]
    line, amounts = complete(handin, outline, roster, kinds)
    told = {
        heading_of(asked, lesson=lesson): told_of(handin, asked, roster, shown)
        for asked, lesson in outline.pages
        if has_answered(handin, asked, amounts)
    }
    return OfOne(line, amounts, told, tuple(_wrong(handin, outline)))


def _wrong(handin: Submission, outline: Outline) -> Iterator[tuple[str, QuotationCheck]]:
    keys = outline.keys
    for key, given in handin.answers.items():
        text = given.value.get("text")
        if key not in keys or not isinstance(text, str) or len(text) > LONGEST:
            continue
        found = checked(given.value, near=False)
        for one in found.quotations if found else ():
            if one.wrong or one.status in {"altered", "not found"}:
                yield key, one
