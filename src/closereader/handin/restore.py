"""Bringing a hand-in back into a work folder: on another computer, or after a loss."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from closereader.annotations import checks

if TYPE_CHECKING:
    from closereader.annotations import Annotation, Link
    from closereader.handin.data import HandIn
    from closereader.work import Work


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back; counts.

    Attributes
    ----------
    marks, links, answers
        What was new here, or newer than what was here.
    kept
        What stood here already, as new or newer; it was left as it is.
    """

    marks: int
    links: int
    answers: int
    kept: int

    @property
    def sentence(self) -> str:
        """Say it in a sentence or two."""
        came = f"Brought back: {self.marks} marks, {self.links} links, {self.answers} answers."
        stays = f" Left as they are: {self.kept}, because what is here is as new or newer."
        return came + (stays if self.kept else "")


def restore(handin: HandIn, work: Work) -> Restored:
    """Bring marks, links and answers back; nothing that is newer here is replaced.

    What is replaced, because the hand-in has a later state of it, goes to the trash as with every
    other change. The reader's name is taken over when the work folder has none.

    Raises
    ------
    WorkError
        When something cannot be written; what was written until then stays.
    """
    done = {"marks": 0, "links": 0, "answers": 0, "kept": 0}
    items: list[tuple[str, Annotation | Link]] = [("marks", one) for one in handin.marks]
    items += [("links", one) for one in handin.links]
    texts = {one.text for _, one in items}
    there = {one.id: one.modified for text in texts for one in work.annotations(text).items}
    for kind, item in items:
        if _newer(item.modified, there.get(item.id)):
            work.save(item, base=there.get(item.id))
            done[kind] += 1
        else:
            done["kept"] += 1
    for key, given in handin.answers.items():
        exercise, _, question = key.partition("/")
        own = work.answer(exercise, question)
        if _newer(given.modified, own.modified if own else None):
            base = own.modified if own else None
            work.save_answer(exercise, question, given.value, base=base, at=given.modified)
            done["answers"] += 1
        else:
            done["kept"] += 1
    if handin.name and not work.reader.name:
        work.set_reader(handin.name)
    return Restored(**done)


def _newer(theirs: str, ours: str | None) -> bool:
    return ours is None or checks.instant(theirs) > checks.instant(ours)
