"""A question that is answered in prose.

No question ever says “correct”: it says what is there, where it stands, and what is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import traitlets

from closereader.annotations import checks
from closereader.quotations import AnswerCheck, QuotationCheck, check_answer, differences
from closereader.texts import readable_texts
from closereader.widgets.base.answering import HOW_TO_OPEN, QuestionWidget, Value, paragraphs
from closereader.widgets.base.bundle import QUESTION_CSS, Front
from closereader.widgets.base.card import card
from closereader.widgets.base.sync import CHANGING, EditError
from closereader.widgets.question._first_answer import FirstAnswer, card_lines
from closereader.work import Work

_LONGEST = 200_000


class Ask(QuestionWidget):
    """A question that is answered in prose.

    The answer saves itself while it is written. Its words are counted, and every quotation in it
    is looked up: verbatim and where, with other typography, at another place, altered, or not
    found and what comes closest.

    Parameters
    ----------
    id
        Exercise and question, ``"02/q1"``. Two questions with one id share their answer.
    prompt
        What is asked; plain text, an empty line between paragraphs.
    texts
        Ids of the texts it is about; quotations are looked for in these first.
    words
        How many words are asked for: ``(80, 150)``. A different number is no fault.
    hints
        Shown one after the other, when asked for.
    rows
        Height of the text box, in lines.
    again
        The id of an earlier question that is answered in prose, ``"02/q1"``. What was answered
        there is shown beside the box, with the time it was written, and cannot be changed here;
        it follows when it is changed where it stands. It is kept once, by that question.
    work
        The work folder, from `closereader.open_work`; the course's own when left out.

    Raises
    ------
    UnknownText
        When there is no such text.
    ValueError
        When `id`, `words` or `again` are not of the form above.
    """

    _front = Front.beside(__file__, "ask.js", QUESTION_CSS)

    #: What was found out about the answer on disk: words, quoted words, quotations.
    checked = traitlets.Dict().tag(sync=True)
    #: The answer to the question named by `again`: ``{"title", "text", "modified", "note"}``;
    #: empty without one.
    first: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)

    def __init__(  # noqa: PLR0913 - each is one thing a lesson may ask for
        self,
        id: str,  # noqa: A002 - what lessons call it
        prompt: str,
        *,
        texts: Sequence[str] = (),
        words: tuple[int, int] | None = None,
        hints: Sequence[str] = (),
        rows: int = 6,
        again: str | None = None,
        work: Work | None = None,
    ) -> None:
        if words is not None and not 0 <= words[0] <= words[1]:
            raise ValueError(f"words={words!r} must be the fewest and the most, like (80, 150).")
        self._texts: tuple[str, ...] = (texts,) if isinstance(texts, str) else tuple(texts)
        self._readable(self._texts)  # refuses a text that does not exist
        self._check = AnswerCheck(0, 0, ())
        self._first = FirstAnswer(again, beside=id) if again is not None else None
        super().__init__(
            id,
            work=work,
            prompt=prompt,
            words=list(words) if words else None,
            hints=[hints] if isinstance(hints, str) else list(hints),
            rows=max(2, min(int(rows), 40)),
            texts=list(self._texts),
        )

    @property
    def answer(self) -> str:
        """The answer on disk, "" when there is none."""
        return str((self.value or {}).get("text", ""))

    @property
    def check(self) -> AnswerCheck:
        """What can be said of the answer on disk without judging it."""
        return self._check

    def refresh(self) -> None:
        """Read the answer again from disk, and the first one that it is laid beside."""
        with CHANGING:
            super().refresh()
            self._reread_first()

    def changed(self, kind: str, of: str) -> None:
        """Follow what was saved, here or where the first answer stands."""
        super().changed(kind, of)
        if kind == "answers" and self._first is not None and of == self._first.key:
            self._reread_first()

    def _reread_first(self) -> None:
        if self._first is not None:
            self.first = self._first.read(self._work)

    def read_value(self, raw: object) -> Value:
        """Take the text of an answer."""
        text = raw.get("text") if isinstance(raw, dict) else raw
        if not isinstance(text, str):
            raise EditError("The answer to this question must be text.")
        if len(text) > _LONGEST:
            raise EditError(
                f"The answer has {len(text):,} characters, and {_LONGEST:,} can be kept. Shorten "
                "it; your words are still in the box."
            )
        return {"kind": "prose", "text": checks.tidy(text)}

    def shown(self, value: Value | None) -> None:
        """Check the answer."""
        text = value.get("text", "") if value else ""
        self._check = check_answer(str(text), self._readable(self._texts), readable_texts().texts)
        self.checked = {
            "text": text,
            "words": self._check.words,
            "quoted": self._check.quoted,
            "quotations": [_shown(each) for each in self._check.quotations],
        }

    def __repr__(self) -> str:
        """Say how long the answer is."""
        count = self._check.words
        state = "not answered yet" if count == 0 else f"{count} word{'s' if count > 1 else ''}"
        return f"Ask({self.question['id']!r}): {state}"

    def card(self) -> str:
        """Return the question, what is asked for, and the answer if there is one."""
        asked = self.question["words"]
        length = f"{asked[0]} to {asked[1]} words" if asked else ""
        lines = [*paragraphs(self.question["prompt"]), length]
        if self.first:
            lines += card_lines(self.first)
        if self.answer:
            lines += ["Your answer when this cell was last run:", *paragraphs(self.answer)]
        return card(self.question["label"], lines, todo=HOW_TO_OPEN)


def _shown(check: QuotationCheck) -> dict[str, Any]:
    near = check.closest
    return {
        "quote": check.quote,
        "status": check.status,
        "place": check.place,
        "sentence": check.sentence.removesuffix(check.wrong).rstrip(),
        "wrong": check.wrong,
        "cited": check.cited,
        "s": check.start,
        "e": check.end,
        "closest": {
            "words": near.words,
            "place": near.place,
            "difference": differences(check.quote, near.words),
        }
        if near
        else None,
    }
