"""One's own marks as questions offer them: words to put into a cell, or to build an argument on."""

from collections.abc import Mapping
from typing import Any

import traitlets

from closereader.annotations import Annotation, AnnotationError, Passage
from closereader.codebook import CodebookError, open_codebook
from closereader.quotations import find_places
from closereader.texts import Text, TextError, open_text
from closereader.widgets.base.answering import QuestionWidget
from closereader.widgets.base.edit import EditError
from closereader.widgets.base.splices import Spliced
from closereader.work import Work

Shown = dict[str, Any]


class OwnMarks:
    """The marks in some texts whose words stand where the mark says.

    They are read text by text: every saved mark tells every question of the kernel, and to read
    all marks of all texts again for each would be felt.
    """

    def __init__(self, work: Work, texts: tuple[str, ...]) -> None:
        self._work = work
        self._by_text: dict[str, list[Shown]] = {text: [] for text in texts}

    def read(self, only: str | None = None) -> list[Shown]:
        """Read the marks of all texts, or of one, again from disk; return those of all texts.

        Each is ``{text, label, s, e, quote, theme, note}``. A text that cannot be opened has none.
        """
        for text_id in self._by_text if only is None else (only,):
            try:
                self._by_text[text_id] = self._of(open_text(text_id))
            except TextError:
                self._by_text[text_id] = []
        return [mark for marks in self._by_text.values() for mark in marks]

    def _of(self, text: Text) -> list[Shown]:
        return [
            {
                "text": text.id, "label": text.label_of(mark.start, mark.end), "s": mark.start,
                "e": mark.end, "quote": mark.exact, "theme": mark.theme, "note": mark.note,
            }
            for mark in self._work.annotations(text.id).items
            if isinstance(mark, Annotation) and text.body[mark.start : mark.end] == mark.exact
        ]  # fmt: skip


class OffersMarks(Spliced, QuestionWidget):
    """A question that one's own marks can be put into; it follows them as they are made."""

    _own: OwnMarks

    #: One's own marks, to choose from: ``{text, label, s, e, quote, theme, note}``.
    marks: traitlets.List[Any] = traitlets.List().tag(sync=True)

    def find(self, message: Mapping[str, Any]) -> dict[str, Any]:
        """Look pasted words up: the places that have them, or the closest; ``first`` names a text.

        Returns ``{places, near}``, see `closereader.quotations.find_places`.
        """
        quote, first = message.get("quote"), message.get("first")
        texts = self._readable(sorted(self._texts, key=lambda text: text != first))
        places, near = find_places(texts, quote if isinstance(quote, str) else "")
        return {"places": places, "near": near}

    def refresh(self) -> None:
        """Read the answer and one's marks again from disk."""
        super().refresh()
        self.show_list("marks", self._own.read())

    def changed(self, kind: str, of: str) -> None:
        """Follow new marks, and what another widget of this question has saved."""
        super().changed(kind, of)
        if kind == "annotations" and of in self._texts:
            self.show_list("marks", self._own.read(of))


def read_passage(raw: Mapping[str, Any]) -> Passage:
    """Take ``{text, s, e, quote}``, which the browser looked up: its words must stand there.

    A place counts in one state of a text only, and the words say whether it is this one.

    Raises `EditError` when they do not, or the place is none.
    """
    start, end = raw.get("s"), raw.get("e")
    if type(start) is not int or type(end) is not int:
        raise EditError("A place in a text must be two whole numbers.")
    try:
        passage = Passage.on(open_text(str(raw.get("text"))), start, end)
    except (AnnotationError, TextError) as error:
        raise EditError(str(error)) from error
    if passage.exact != raw.get("quote"):
        said = f"These words do not stand at this place of {passage.text}. Choose them again."
        raise EditError(said)
    return passage


def theme_names() -> dict[str, str]:
    """Name the themes of the codebook; none when it cannot be read."""
    try:
        return {theme.id: theme.name for theme in open_codebook().themes}
    except (CodebookError, TextError):
        return {}
