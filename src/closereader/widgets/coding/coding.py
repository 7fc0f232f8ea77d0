"""Coding: one code for each case, from what is shown about it and from nothing else."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from closereader.annotations import checks
from closereader.widgets.base.answering import QuestionWidget, Value, paragraphs
from closereader.widgets.base.bundle import QUESTION_CSS, Front
from closereader.widgets.base.card import card
from closereader.widgets.base.sync import EditError
from closereader.work import Work

_FEWEST = 2
_HOW_TO_OPEN = "Run this cell (Shift+Enter) to code. What you have coded before comes back then."


class Case(NamedTuple):
    """What is to be coded, and what is known about it."""

    id: str
    """Small letters, digits and hyphens; the name under which the code is kept."""
    title: str
    """What it is, such as a note and a name in it."""
    shown: str
    """The one line that a code may be based on."""
    place: str = ""
    """Where that line stands: a passage, or the address of a page."""


class Coding(QuestionWidget):
    """Cases that are given a code each, on the ground of one line that is shown with them.

    Parameters
    ----------
    id
        Exercise and question: ``"04/q3"``.
    prompt
        What is asked; plain text, an empty line between paragraphs.
    cases
        What is to be coded: `Case`, or ``(id, title, shown, place)``.
    codes
        For each code (small letters) when to give it. One of them should be for *cannot say*.
    work
        The work folder, from `closereader.open_work`; the course's own when left out.

    Raises
    ------
    ValueError
        When `id` is not ``"exercise/question"``, two cases have one id, or there are fewer than two
        codes.
    """

    _front = Front.beside(__file__, "coding.js", QUESTION_CSS, "coding.css")

    def __init__(
        self,
        id: str,  # noqa: A002 - what lessons call it
        prompt: str,
        cases: Iterable[Case | tuple[str, ...]],
        *,
        codes: Mapping[str, str],
        work: Work | None = None,
    ) -> None:
        self._cases = tuple(Case(*case) for case in cases)
        self._codes = tuple(codes)
        for case in self._cases:
            checks.name(case.id, "the case")
        if not self._cases or len({case.id for case in self._cases}) < len(self._cases):
            raise ValueError(f"Coding {id!r} needs cases, each with an id of its own.")
        if len(codes) < _FEWEST:
            raise ValueError(f"Coding {id!r} needs at least two codes: code=when to give it.")
        super().__init__(
            id,
            work=work,
            prompt=prompt,
            cases=[{**case._asdict(), "link": _is_address(case.place)} for case in self._cases],
            codes=[{"key": key, "when": when} for key, when in codes.items()],
        )

    @property
    def codes(self) -> dict[str, str]:
        """The codes on disk, by case, in the order of the cases."""
        kept = self._kept()
        return {case.id: kept[case.id] for case in self._cases if kept.get(case.id) in self._codes}

    def _kept(self) -> dict[str, str]:
        """Return what lies on disk, also codes and cases of an earlier form of the lesson."""
        codes = (self.value or {}).get("codes")
        given = codes.items() if isinstance(codes, dict) else ()
        return {case: code for case, code in given if isinstance(code, str)}

    def read_value(self, raw: object) -> Value:
        """Take all codes; the browser sends all of them with every change.

        A code that was kept for a case which this question does not show, or that it does not
        offer any more, stays as it is until another one is given.
        """
        given: Any = raw.get("codes") if isinstance(raw, dict) else None
        cases = {case.id for case in self._cases}
        if not isinstance(given, dict):
            raise EditError("Codes must be given for the cases of this question.")
        kept = self._kept()
        new = {case: code for case, code in given.items() if kept.get(case) != code}
        if not cases.issuperset(new):
            raise EditError("Codes must be given for the cases of this question.")
        if any(code not in self._codes for code in new.values()):
            raise EditError(f"A code must be among {', '.join(self._codes)}.")
        here = {case.id: given[case.id] for case in self._cases if case.id in given}
        elsewhere = {case: code for case, code in kept.items() if case not in cases}
        return {"kind": "codes", "codes": {**here, **elsewhere}}

    def __repr__(self) -> str:
        """Say how far it is."""
        return f"Coding({self.question['id']!r}): {len(self.codes)} of {len(self._cases)} coded"

    def card(self) -> str:
        """Return the cases with what is shown of them, and the codes that were given."""
        lines = paragraphs(self.question["prompt"])
        for case in self._cases:
            code = self.codes.get(case.id)
            said = f"{case.title}: {case.shown}"
            lines.append(f"{said} Coded {code}." if code else said)
        return card(self.question["label"], lines, todo=_HOW_TO_OPEN)


def _is_address(place: str) -> bool:
    return place.startswith(("https://", "http://"))
