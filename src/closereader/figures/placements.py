"""Two people's placements of the same sentences, typed in by one of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from closereader.figures.sheets import Sheet
from closereader.pages import cells
from closereader.scale import CANNOT_SAY, YOU, compare, open_scale, pair_in_words
from closereader.work import open_work

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from closereader.work import Work

PARTNER = "Your partner"
_MOST = 6
_SHORT = 70


def placements_sheet(
    partner: str = "", *, question: str = "05/q2", work: Work | None = None
) -> Sheet:
    """Compare one's own placements with those of a partner.

    Parameters
    ----------
    partner
        The partner's points in the order of the sentences, ``"5 2 2 1 ?"``: a digit from 1 to 5 for
        each, and ``?`` for cannot say. Spaces and commas do not matter.
    question
        The exercise and question in which one's own sentences were placed.
    work
        The work folder; the course's own when left out.

    Returns
    -------
    Sheet
        One's own points in a line that a partner can type; with the partner's, what the two have
        in common and the sentences on which they are furthest apart. What was typed wrongly is
        said in a sentence, and nothing is compared.
    """
    sentences = open_scale().sentences
    mine = _own(question, open_work() if work is None else work)
    if not mine:
        return _lines([f"You have placed no sentence yet: question {question} of the lesson."])
    line = " ".join(mine.get(each.id, CANNOT_SAY) for each in sentences)
    said = [f"Your points, in the order of the sentences: {line}"]
    left = len(sentences) - len(mine)
    if left:
        said.append(f"{left} of {len(sentences)} have no place yet; they stand here as ?.")
    given = re.sub(r"[\s,;]", "", partner)
    if not given:
        return _lines([*said, "Your partner's points are not here yet."])
    if trouble := _trouble(given, len(sentences)):
        return _lines([*said, trouble])
    theirs = {each.id: value for each, value in zip(sentences, given, strict=True)}
    found = compare({YOU: mine, PARTNER: theirs}, [each.id for each in sentences])
    said.append(pair_in_words(found.pairs[0]))
    order = {each.id: number for number, each in enumerate(sentences, start=1)}
    rows = [
        (f"{order[one]}", _short(sentences[order[one] - 1].quote), mine[one], theirs[one])
        for one, _ in found.gaps[:_MOST]
    ]
    said.append(
        "Furthest apart, the widest gap first:" if rows else "No sentence divides the two of you."
    )
    return _lines(said, rows)


def _own(question: str, work: Work) -> Mapping[str, str]:
    """Give one's points, as they were before the other placements were opened."""
    answer = work.answer(*question.split("/", 1))
    value = answer.value if answer else {}
    kept = value.get("first") if value.get("opened") else value.get("placed")
    found = {}
    for one, each in (kept if isinstance(kept, dict) else {}).items():
        point = each.get("value") if isinstance(each, dict) else each
        if isinstance(point, str) and point in {*"12345", CANNOT_SAY}:
            found[one] = point
    return found


def _trouble(given: str, count: int) -> str:
    wrong = sorted({each for each in given if each not in f"12345{CANNOT_SAY}"})
    if wrong:
        return f"{', '.join(wrong)} is no point: use 1 to 5, and {CANNOT_SAY} for cannot say."
    if len(given) != count:
        return f"These are {len(given)} points, and there are {count} sentences: one for each."
    return ""


def _lines(said: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> Sheet:
    html = "".join(cells.tag("p", line) for line in said)
    text = "\n".join(said)
    if rows:
        headings = ("No.", "Sentence", YOU, PARTNER)
        html += cells.table("Sentences that were placed differently", headings, rows)
        text += f"\n{cells.plain_table(headings, rows)}"
    return Sheet(html, text)


def _short(quote: str) -> str:
    return quote if len(quote) <= _SHORT else f"{quote[: _SHORT - 1].rstrip()}…"
