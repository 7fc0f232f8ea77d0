"""Questions: `Ask` for prose, `Choose` for a choice; `Matrix` and `WhoAmI` beside them.

None of them ever says “correct”: they say what is there, where it stands, and what is missing.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import traitlets

from closereader.annotations import checks
from closereader.quotations import AnswerCheck, check_answer, differences
from closereader.texts import open_texts
from closereader.widgets import _bundle
from closereader.widgets._answering import Question, Value
from closereader.widgets._card import card
from closereader.widgets._sync import EditError
from closereader.widgets.matrix import Matrix
from closereader.widgets.whoami import WhoAmI

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from closereader.quotations import QuotationCheck
    from closereader.work import Work

__all__ = ["Ask", "Choose", "Matrix", "WhoAmI"]

_LONGEST = 200_000
_HOW_TO_OPEN = (
    "Run this cell (Shift+Enter) to answer. What you have answered before comes back then."
)


@cache
def _script(name: str) -> str:
    return _bundle.join(_bundle.FRONT / name)


@cache
def _style() -> str:
    return _bundle.css("base.css", "question.css")


class Ask(Question):
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
    work
        The work folder, from `closereader.open_work`; the course's own when left out.

    Raises
    ------
    UnknownText
        When there is no such text.
    ValueError
        When `id` or `words` are not of the form above.
    """

    #: What was found out about the answer on disk: words, quoted words, quotations.
    checked = traitlets.Dict().tag(sync=True)

    def __init__(  # noqa: PLR0913 - each is one thing a lesson may ask for
        self,
        id: str,  # noqa: A002 - what lessons call it
        prompt: str,
        *,
        texts: Sequence[str] = (),
        words: tuple[int, int] | None = None,
        hints: Sequence[str] = (),
        rows: int = 6,
        work: Work | None = None,
    ) -> None:
        if words is not None and not 0 <= words[0] <= words[1]:
            raise ValueError(f"words={words!r} must be the fewest and the most, like (80, 150).")
        self._texts: tuple[str, ...] = (texts,) if isinstance(texts, str) else tuple(texts)
        self._readable(self._texts)  # refuses a text that does not exist
        self._check = AnswerCheck(0, 0, ())
        super().__init__(
            id,
            work=work,
            prompt=prompt,
            words=list(words) if words else None,
            hints=[hints] if isinstance(hints, str) else list(hints),
            rows=max(2, min(int(rows), 40)),
        )

    @traitlets.default("_esm")
    def _default_esm(self) -> str:
        return _script("ask.js")

    @traitlets.default("_css")
    def _default_css(self) -> str:
        return _style()

    @property
    def answer(self) -> str:
        """The answer on disk, "" when there is none."""
        return str((self.value or {}).get("text", ""))

    @property
    def check(self) -> AnswerCheck:
        """What can be said of the answer on disk without judging it."""
        return self._check

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
        self._check = check_answer(str(text), self._readable(self._texts), open_texts())
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
        lines = [*_paragraphs(self.question["prompt"]), length]
        if self.answer:
            lines += ["Your answer when this cell was last run:", *_paragraphs(self.answer)]
        return card(self.question["label"], lines, todo=_HOW_TO_OPEN)


class Choose(Question):
    """A choice among options, each of which explains itself once it is chosen.

    Parameters
    ----------
    id, prompt, work
        As for `Ask`.
    options
        For each option's key (small letters, digits, hyphens) its label and its explanation.
    multiple
        Whether several may be chosen.
    """

    def __init__(
        self,
        id: str,  # noqa: A002 - what lessons call it
        prompt: str,
        options: Mapping[str, tuple[str, str]],
        *,
        multiple: bool = False,
        work: Work | None = None,
    ) -> None:
        if not options:
            raise ValueError(f"Choose {id!r} needs at least one option: key=(label, explanation).")
        self._options = dict(options)
        super().__init__(
            id,
            work=work,
            prompt=prompt,
            multiple=multiple,
            options=[
                {"key": key, "label": label, "explanation": explanation}
                for key, (label, explanation) in self._options.items()
            ],
        )

    @traitlets.default("_esm")
    def _default_esm(self) -> str:
        return _script("choose.js")

    @traitlets.default("_css")
    def _default_css(self) -> str:
        return _style()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The keys that are chosen, in the order of the options."""
        kept = (self.value or {}).get("chosen")
        return tuple(key for key in self._options if isinstance(kept, list) and key in kept)

    def read_value(self, raw: object) -> Value:
        """Take the keys that were chosen, in the order of the options."""
        keys = raw.get("chosen") if isinstance(raw, dict) else None
        if not isinstance(keys, list) or any(key not in tuple(self._options) for key in keys):
            raise EditError(f"A choice must be among {', '.join(self._options)}.")
        chosen = [key for key in self._options if key in keys]
        if len(chosen) > 1 and not self.question["multiple"]:
            raise EditError("Only one option of this question can be chosen.")
        return {"kind": "choice", "chosen": chosen}

    def __repr__(self) -> str:
        """Say what is chosen."""
        state = f"chosen: {', '.join(self.chosen)}" if self.chosen else "not answered yet"
        return f"Choose({self.question['id']!r}): {state}"

    def card(self) -> str:
        """Return the question and its options; a chosen one says so."""
        lines = [*_paragraphs(self.question["prompt"])]
        for key, (label, _) in self._options.items():
            lines.append(f"{'☑' if key in self.chosen else '☐'} {label}")
        return card(self.question["label"], lines, todo=_HOW_TO_OPEN)


def _paragraphs(prose: str) -> list[str]:
    return [part.strip() for part in prose.split("\n\n") if part.strip()]


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
