"""`Choose`: a choice among options; how sure one is, is asked before each is replied to."""

from __future__ import annotations

import traitlets

from closereader.questions import FILE, ChoiceQuestion, QuestionError, UnknownQuestion
from closereader.questions import open_question as open_choice
from closereader.widgets.base.answering import HOW_TO_OPEN, QuestionWidget, Value, paragraphs
from closereader.widgets.base.bundle import QUESTION_CSS, Front
from closereader.widgets.base.card import card
from closereader.widgets.base.sync import EditError
from closereader.work import Work

#: How sure one can be of a choice, as it is kept: a guess, fairly sure, sure.
SURE = ("guess", "fairly", "sure")


class Choose(QuestionWidget):
    """A choice among options, each of which is replied to afterwards: ``Choose("02/q2")``.

    Once something is chosen, it asks how sure one is; the replies come when that is said. To judge
    oneself first makes the reply worth reading, and it stays beside the choice.

    What is asked, the options and the replies stand in ``questions.yml`` in the folder of the
    texts (see `closereader.questions`), so that neither the cell nor a page made of the notebook
    gives a reply away. The browser gets the replies when it is said how sure one is.

    Parameters
    ----------
    id
        Exercise and question, as in the file: ``"02/q2"``.
    work
        The work folder, from `closereader.open_work`; the course's own when left out.

    Raises
    ------
    UnknownQuestion
        When the file has no such question. A file that is missing or damaged is for the widget to
        say: it shows what is wrong, and an answer that was given before stays on disk.
    TypeError
        When prompt, options or ``multiple`` are given here, as a cell once did.
    ValueError
        When `id` is not of the form ``"02/q2"``.
    """

    _front = Front.beside(__file__, "choice.js", QUESTION_CSS)

    #: What is replied, by the key of the option; empty until it is said how sure one is.
    replies: traitlets.Dict[str, str] = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        id: str,  # noqa: A002 - what lessons call it
        *words: object,
        work: Work | None = None,
        **named: object,
    ) -> None:
        if words or named:
            raise TypeError(
                f"Write Choose({id!r}) and nothing more: what is asked, the options and their "
                f"replies stand in {FILE}, in the folder of the texts. Move them there."
            )
        self._asked, self._damage = _opened(id)
        super().__init__(
            id,
            work=work,
            prompt=self._asked.prompt,
            multiple=self._asked.multiple,
            options=[{"key": one.key, "label": one.label} for one in self._asked.options],
        )

    @property
    def chosen(self) -> tuple[str, ...]:
        """The keys that are chosen, in the order of the options."""
        return self._among(self.value)

    def _among(self, value: Value | None) -> tuple[str, ...]:
        kept = (value or {}).get("chosen")
        keys = kept if isinstance(kept, list) else []
        return tuple(one.key for one in self._asked.options if one.key in keys)

    def read_value(self, raw: object) -> Value:
        """Take the keys that were chosen, in the order of the options, and how sure one was."""
        options = [one.key for one in self._asked.options]
        keys = raw.get("chosen") if isinstance(raw, dict) else None
        if not isinstance(keys, list) or any(key not in options for key in keys):
            raise EditError(self._damage or f"A choice must be among {', '.join(options)}.")
        chosen = [key for key in options if key in keys]
        if len(chosen) > 1 and not self._asked.multiple:
            raise EditError("Only one option of this question can be chosen.")
        sure = raw.get("sure") if isinstance(raw, dict) else None
        if sure is not None and sure not in SURE:
            raise EditError(f"How sure one is must be one of {', '.join(SURE)}.")
        return {"kind": "choice", "chosen": chosen, **({"sure": sure} if sure and chosen else {})}

    def shown(self, value: Value | None) -> None:
        """Reply once it is said how sure one is: to what is chosen, and to the others too."""
        self._trouble = [self._damage] if self._damage else []
        told = self._asked.options if self._among(value) and (value or {}).get("sure") else ()
        self.replies = {one.key: one.reply for one in told}

    def __repr__(self) -> str:
        """Say what is chosen."""
        state = f"chosen: {', '.join(self.chosen)}" if self.chosen else "not answered yet"
        return f"Choose({self.question['id']!r}): {state}"

    def card(self) -> str:
        """Return the question and its options; a chosen one says so."""
        options = [
            f"{'☑' if one.key in self.chosen else '☐'} {one.label}" for one in self._asked.options
        ]
        lines = [*paragraphs(self._asked.prompt), self._damage, *options]
        return card(self.question["label"], lines, todo=HOW_TO_OPEN)


def _opened(question_id: str) -> tuple[ChoiceQuestion, str]:
    """Read a question; one that is damaged has no options, and a sentence that says why."""
    try:
        return open_choice(question_id), ""
    except UnknownQuestion:
        raise
    except QuestionError as error:
        kept = "What you have answered before is still on disk. Then run this cell again."
        return ChoiceQuestion(question_id, "", ()), f"{error} {kept}"
