"""Bringing a hand-in back into a work folder: on another computer, or after a loss."""

from contextlib import suppress
from dataclasses import dataclass

from closereader.annotations import Annotation, Link, checks
from closereader.handin._errors import HandInError
from closereader.handin.data import Given, Submission
from closereader.handin.page import moment, name_of
from closereader.pages.lines import counted
from closereader.work import ReaderId, Work


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back, or would be; counts."""

    marks: int
    links: int
    answers: int
    """`marks`, `links`, `answers`: what was new here, or newer than what was here."""
    kept: int
    """What stood here already, as new or newer, or was deleted here later; it was left as it is."""
    refused: int = 0
    """What no work folder can hold."""

    @property
    def sentence(self) -> str:
        """Say what was done, in a sentence or two."""
        return f"Brought back: {self._what}.{self._rest('Left as they are')}"

    @property
    def promise(self) -> str:
        """Say what would be done."""
        if not self.marks + self.links + self.answers:
            return f"Nothing in it is new here.{self._rest('Would be left as they are')}"
        return f"Would come back: {self._what}.{self._rest('Would be left as they are')}"

    @property
    def _what(self) -> str:
        counts = ((self.marks, "mark"), (self.links, "link"), (self.answers, "answer"))
        return ", ".join(counted(count, one) for count, one in counts)

    def _rest(self, left: str) -> str:
        why = "because what is here is as new or newer"
        words = f" {left}: {self.kept}, {why}." if self.kept else ""
        return words + (f" Cannot be kept here: {self.refused}." if self.refused else "")


@dataclass(frozen=True, slots=True)
class _Plan:
    items: tuple[Annotation | Link, ...]
    answers: tuple[Given, ...]
    kept: int


def told(handin: Submission, work: Work, *, exercise: str = "") -> list[str]:
    """Say in sentences what a hand-in is and what it would bring; nothing is written.

    Raises `WorkError` when the work folder cannot be read.
    """
    lines = [
        (
            f"Exercise {handin.exercise}, {handin.title}: handed in by {name_of(handin)}, "
            f"made {moment(handin.made)}."
        )
    ]
    if exercise and handin.exercise != exercise:
        lines.append(f"It belongs to another exercise than {exercise}; it can be brought back.")
    if handin.altered:
        lines.append("It was changed after it was made. Look at what comes.")
    if handin.elsewhere:
        lines.append(_elsewhere(handin))
    if is_others(handin, work):
        lines.append(whose(handin, work))
    lines += handin.problems
    return [*lines, would(handin, work).promise]


def is_others(handin: Submission, work: Work) -> bool:
    """Whether the work that stands in a folder is another reader's than the hand-in is."""
    return work.has_work and work.reader.id != handin.reader


def whose(handin: Submission, work: Work) -> str:
    """Say that two readers meet, and what each is called."""
    here = work.reader.name or "a reader without a name"
    return (
        f"The work in {work.folder.name} is another reader's ({here}) than this file "
        f"({name_of(handin)})."
    )


def _elsewhere(handin: Submission) -> str:
    return (
        f"It is of another course: it was made with {', '.join(handin.texts)}, and this course "
        "has no such text. Bring it back in the folder of its course."
    )


def would(handin: Submission, work: Work) -> Restored:
    """Count what `restore` would bring, without writing anything."""
    plan = _plan(handin, work)
    links = sum(one in handin.links for one in plan.items)
    return Restored(len(plan.items) - links, links, len(plan.answers), plan.kept)


def restore(handin: Submission, work: Work, *, mine: bool = False) -> Restored:
    """Bring marks, links and answers back; nothing that is newer here is replaced.

    What is replaced, because the hand-in has a later state of it, goes to the trash whole. In a
    folder without marks and answers the reader becomes the one who handed in; otherwise only the
    name is taken over, when there is none here.

    `handin`, `work`: what is brought, and where to.
    `mine`: whether a person has said that both are theirs: who began again on another computer has
    two ids. Without it, nothing is brought into a folder with another reader's work.
    Raises `HandInError` when the folder holds another reader's work and `mine` is not said, or work
    of this course and the hand-in is of another one: questions have the same numbers. Nothing was
    written.
    Raises `WorkError` when something cannot be written; what was written until then stays.
    """
    if not mine and is_others(handin, work):
        raise HandInError(f"{whose(handin, work)} Nothing was changed.")
    if handin.elsewhere and work.has_work:
        raise HandInError(f"{_elsewhere(handin)} Nothing was changed.")
    plan = _plan(handin, work)
    done = {"marks": 0, "links": 0, "answers": 0, "kept": plan.kept, "refused": 0}
    became = work.become(ReaderId(handin.reader, handin.name or work.reader.name))
    if not became and handin.name and not work.reader.name:
        with suppress(ValueError):  # a name of spaces is no reason to lose the work
            work.set_reader(handin.name)
    links = set(handin.links)
    # Nothing is given as a base: a hand-in does not follow what stands here, so what it replaces
    # is kept in the trash.
    for item in plan.items:
        try:
            saved = work.save(item)
        except ValueError:
            done["refused"] += 1
            continue
        done[("links" if item in links else "marks") if saved.won else "kept"] += 1
    for given in plan.answers:
        exercise, _, question = given.question.partition("/")
        try:
            saved = work.save_answer(
                exercise, question, given.value, at=given.modified, made=given.created
            )
        except ValueError:
            done["refused"] += 1
            continue
        done["answers" if saved.won else "kept"] += 1
    return Restored(**done)


def _plan(handin: Submission, work: Work) -> _Plan:
    every: list[Annotation | Link] = [*handin.marks, *handin.links]
    texts = {one.text for one in every}
    there = {one.id: one.modified for text in texts for one in work.annotations(text).items}
    items = [one for one in every if _newer(one.modified, there.get(one.id))]
    answers = []
    for key, given in handin.answers.items():
        own = work.answer(*key.split("/"))
        if _newer(given.modified, own.modified if own else None):
            answers.append(given)
    kept = len(every) + len(handin.answers) - len(items) - len(answers)
    return _Plan(tuple(items), tuple(answers), kept)


def _newer(theirs: str, ours: str | None) -> bool:
    return ours is None or checks.instant(theirs) > checks.instant(ours)
