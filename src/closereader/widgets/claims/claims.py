"""Claim cards: say what you expect before you see what was found."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from closereader.claims import GRADES, KINDS, PROVABLE, VERDICTS, Claim, open_claims
from closereader.pages.lines import counted
from closereader.texts import TextError, open_text
from closereader.widgets.base.answering import QuestionWidget, Value
from closereader.widgets.base.bundle import QUESTION_CSS, Front
from closereader.widgets.base.card import card
from closereader.widgets.base.sync import EditError
from closereader.work import Work

EXPECTED = {key: words for key, words in VERDICTS.items() if key != "contested"}
"""What a student may expect; that sources differ is a thing to find out, not to expect."""

_THEN = (
    "Say what you expect and how you would check it. Then look at what was found. Nothing here is "
    "marked."
)
_HOW_TO_OPEN = (
    "Run this cell (Shift+Enter) to work with the cards. What you have answered before comes "
    "back then. What was found is shown after you have said what you expect."
)


class ClaimCards(QuestionWidget):
    """Claims of the texts as cards: first an expectation, then what was found.

    Parameters
    ----------
    id
        Exercise and question, ``"01/q5"``. Two questions with one id share their answer.
    ids
        Ids of claims, in the order of the cards. All claims when left out.
    text, kind, provable
        Only the claims of this text, of this kind (see `closereader.claims.KINDS`), or that can
        be checked in this way (`closereader.claims.PROVABLE`).
    choose
        How many of the cards the question asks for; all of them when left out.
    prompt
        What is asked; a general sentence when left out.
    revealed
        Whether everything is shown at once: for solutions.
    work
        The work folder, from `closereader.open_work`; the course's own when left out.

    Raises
    ------
    ClaimError
        When there is no such claim, or no claim fits.
    ValueError
        When `id` is not ``"exercise/question"``.
    """

    _front = Front.beside(__file__, "claims.js", QUESTION_CSS, "claims.css")

    def __init__(  # noqa: PLR0913 - each is one thing a lesson may ask for
        self,
        id: str,  # noqa: A002 - the word of all question widgets
        ids: Sequence[str] | None = None,
        *,
        text: str | None = None,
        kind: str | None = None,
        provable: str | None = None,
        choose: int | None = None,
        prompt: str | None = None,
        revealed: bool = False,
        work: Work | None = None,
    ) -> None:
        ids = [ids] if isinstance(ids, str) else ids
        self._claims = open_claims().choose(ids, text=text, kind=kind, provable=provable)
        self._revealed = revealed
        super().__init__(
            id,
            work=work,
            prompt=_asking(choose) if prompt is None else prompt,
            revealed=revealed,
            cards=[_shown(claim) for claim in self._claims],
            expected=[{"key": key, "label": words} for key, words in EXPECTED.items()],
            ways=[{"key": key, "label": words} for key, words in PROVABLE.items()],
            verdicts=VERDICTS,
        )

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of the cards, in their order."""
        return self._claims

    @property
    def answers(self) -> dict[str, dict[str, Any]]:
        """For each card that was touched ``{"expect", "by", "seen"}``, as it lies on disk."""
        kept = self._kept()
        return {claim.id: kept[claim.id] for claim in self._claims if claim.id in kept}

    def _kept(self) -> dict[str, dict[str, Any]]:
        """Return what lies on disk, also of cards that are not shown; none of it is trusted."""
        cards = (self.value or {}).get("cards")
        found = {}
        for claim_id, answer in cards.items() if isinstance(cards, Mapping) else ():
            with suppress(EditError):
                found[str(claim_id)] = _one(answer)
        return found

    def read_value(self, raw: object) -> Value:
        """Take all cards; one can be seen only after an expectation and a way to check it.

        What is kept of cards that this question does not show (a lesson has changed, or another
        question has the same id) stays as it is.
        """
        cards = raw.get("cards") if isinstance(raw, Mapping) else None
        if not isinstance(cards, Mapping):
            raise EditError("The answer to claim cards must hold cards.")
        known = {claim.id for claim in self._claims}
        elsewhere = {each: answer for each, answer in self._kept().items() if each not in known}
        given = {
            str(claim_id): _one(answer)
            for claim_id, answer in cards.items()
            if claim_id not in elsewhere and _known(claim_id, known)
        }
        return {"kind": "claims", "cards": {**elsewhere, **given}}

    def __repr__(self) -> str:
        """Say how many cards there are and how many were opened."""
        seen = sum(1 for answer in self.answers.values() if answer["seen"])
        count = len(self._claims)
        state = "all shown" if self._revealed else f"{seen} of {count} opened"
        return f"ClaimCards({self.question['id']!r}): {counted(count, 'claim card')}, {state}"

    def card(self) -> str:
        """Return the words of the cards; what was found only where it is meant to be shown."""
        lines = [self.question["prompt"]]
        for claim in self._claims:
            says = f". Claim: {claim.says}" if claim.says else ""
            lines.append(f"{claim.cite()} – {KINDS[claim.kind]}{says}")
            if self._revealed:
                lines += _told(claim)
        title = f"{self.question['label']}: {counted(len(self._claims), 'claim card')}"
        return card(title, lines, todo="" if self._revealed else _HOW_TO_OPEN)


def _asking(choose: int | None) -> str:
    if choose is None:
        return f"Read the words of each card. {_THEN}"
    cards, its = ("one card", "its") if choose == 1 else (f"{choose} cards", "their")
    return f"Choose {cards}, and read {its} words. {_THEN}"


def _known(claim_id: object, known: set[str]) -> bool:
    if claim_id not in known:
        raise EditError(f"There is no card {claim_id!r} in this question.")
    return True


def _one(answer: object) -> dict[str, Any]:
    if not isinstance(answer, Mapping):
        raise EditError("The answer to a card must say what is expected.")
    expect, by, seen = answer.get("expect", ""), answer.get("by", ""), answer.get("seen", False)
    if expect not in ("", *EXPECTED):
        raise EditError(f"An expectation must be among {', '.join(EXPECTED)}.")
    if by not in ("", *PROVABLE):
        raise EditError(f"A way to check must be among {', '.join(PROVABLE)}.")
    if not isinstance(seen, bool) or (seen and not (expect and by)):
        raise EditError("What was found is shown after an expectation and a way to check it.")
    return {"expect": expect, "by": by, "seen": seen}


def _told(claim: Claim) -> list[str]:
    sources = "; ".join(each.graded() for each in claim.sources)
    return [
        f"Checked {PROVABLE[claim.provable]}: {VERDICTS[claim.verdict]}. {claim.found}",
        f"Source: {sources}",
        f"What stays open: {claim.open}",
    ]


def _shown(claim: Claim) -> dict[str, Any]:
    try:
        title = open_text(claim.text).title
    except TextError:  # the card shows the words, which stand in the claim
        title = ""
    return {
        "id": claim.id, "text": claim.text, "title": title, "place": claim.place,
        "words": claim.words, "says": claim.says, "kind": KINDS[claim.kind],
        "provable": claim.provable, "verdict": claim.verdict, "found": claim.found,
        "open": claim.open,
        "sources": [
            {"title": each.title, "url": each.url, "grade": GRADES[each.grade]}
            for each in claim.sources
        ],
    }  # fmt: skip
