"""What a hand-in holds and what it lacks: the same counts for the student and for the teacher."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from closereader.handin._amounts import Amount, answer_amount, joined, list_names
from closereader.handin.data import Submission
from closereader.pages.lines import counted

if TYPE_CHECKING:
    from closereader.handin.sheet import Question, QuestionSheet

    Amounts = tuple[tuple[Question, Amount], ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """What a hand-in holds."""

    amounts: Amounts
    """Each question of the exercise with the amount of its answer, in their order."""
    marks: int
    """How many passages are marked."""
    besides: tuple[str, ...]
    """A sentence for each thing that is not there and is no answer."""
    apart: tuple[str, ...] = ()
    """The headings of questions that are talked about: nothing of them is handed in."""

    @property
    def missing(self) -> tuple[str, ...]:
        """A sentence for each thing that is not there."""
        return (*(f"{heading} has {what}." for heading, what in self.lacking), *self.besides)

    @property
    def lacking(self) -> tuple[tuple[str, str], ...]:
        """What is not there, each with the heading of its question: ``no answer``."""
        whole = by_heading(self.amounts)
        found = (
            (question.heading, one.state.removesuffix(" yet"), whole[question.heading].there)
            for question, one in self.amounts
            if not one.there
        )
        parts = (
            (heading, f"a part with {what}" if there else what) for heading, what, there in found
        )
        return tuple(dict.fromkeys(parts))

    @property
    def asked(self) -> int:
        """How many questions there are."""
        return len(by_heading(self.amounts))

    @property
    def answered(self) -> int:
        """How many of them have an answer, be it short."""
        return sum(one.there for one in by_heading(self.amounts).values())

    @property
    def short(self) -> tuple[str, ...]:
        """A sentence for each answer with less than its question asks for."""
        return tuple(
            f"{question.heading}: {one.state}." for question, one in self.amounts if one.short
        )

    @property
    def sentence(self) -> str:
        """The counts in a sentence."""
        words = f"{answered_of(self.amounts)}, {counted(self.marks, 'passage')} marked."
        if not self.apart:
            return words
        verb = "asks" if len(self.apart) == 1 else "ask"
        return f"{words} {list_names(self.apart)} {verb} for nothing that is handed in."


def progress(handin: Submission, sheet: QuestionSheet, unread: tuple[str, ...] = ()) -> Progress:
    """Count what is there, and say what is missing; neither is a reason not to hand in.

    `unread` has a sentence for each file of the work folder that could not be read.
    """
    amounts = amounts_of(handin, sheet)
    besides = []
    if not handin.marks:
        besides.append("No passage is marked in the texts of this exercise.")
    if not handin.name:
        besides.append("No reader name is chosen; the file will show an id instead.")
    return Progress(amounts, len(handin.marks), (*besides, *unread, *handin.problems), sheet.apart)


def amounts_of(handin: Submission, sheet: QuestionSheet) -> Amounts:
    """Give each question of a sheet with the amount of its answer."""
    return tuple((one, amount(handin, one)) for one in sheet.questions)


def amount(handin: Submission, question: Question) -> Amount:
    """Count what answers a question: what was written, and the marks and links it asks for."""
    if question.marks is not None:
        return question.marks.amount(handin.marks, handin.links)
    given = handin.answers.get(question.key)
    found = answer_amount(question.given, given.value if given else None)
    return joined(found, question.links.linked(handin.links)) if question.links else found


def by_heading(amounts: Amounts) -> dict[str, Amount]:
    """Join what stands under one heading: with two widgets it is one question all the same."""
    found: dict[str, Amount] = {}
    for question, one in amounts:
        before = found.get(question.heading)
        found[question.heading] = one if before is None else joined(before, one)
    return found


def answered_of(amounts: Amounts) -> str:
    """Say how many questions are answered, and how many of the answers are short."""
    questions = by_heading(amounts)
    there = [one for one in questions.values() if one.there]
    short = sum(one.short for one in there)
    words = f"{len(there)} of {counted(len(questions), 'question')} answered"
    return words + (f", {short} of them with less than is asked for" if short else "")
