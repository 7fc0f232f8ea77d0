"""What will be handed in, before it is: for the widget and for the shell."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from closereader._paths import exchange_folder
from closereader.annotations import checks
from closereader.handin._amounts import list_names
from closereader.handin._size import told_size
from closereader.handin.data import Json, Submission, carried, digest, gather, read_data
from closereader.handin.page import page
from closereader.handin.placing import without_placings
from closereader.handin.progress import Progress, amounts_of, answered_of, progress
from closereader.handin.writing import FOLDER, Sheets, newest
from closereader.pages.lines import shorten
from closereader.texts import open_text
from closereader.widgets.base.leads import Part, leads, words_of
from closereader.work import Work

_LONGEST = 110  # characters of what is asked

#: What the file holds, and what becomes of it; sentences for the student.
HOLDS = (
    (
        "One page that every browser opens and prints: the questions of this exercise with your "
        "answers, your answers from the lesson, and your marks, notes and links in the texts of "
        "this exercise."
    ),
    "The same as data, so that your teacher's program, or you on another computer, can read it.",
    (
        "Your reader name, an id that was made by chance for this work folder, the times at which "
        "you worked, and the versions of the course and its texts. Nothing else about you or this "
        "computer."
    ),
    "Nothing is sent anywhere. The file lies in your work folder until you upload it yourself.",
)
_HANDED_OVER = (
    "A copy of the file goes into the folder of your class on this hub when you press the button. "
    "Your teacher collects it there. Unless you have a folder of your own in it, everybody who "
    "works on this hub can open the file, with your answers and your reader name. Nothing is sent "
    "anywhere else."
)


def holds() -> tuple[str, ...]:
    """Say what the file holds and what becomes of it here: in a class with a folder, otherwise."""
    return HOLDS if exchange_folder() is None else (*HOLDS[:-1], _HANDED_OVER)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file made now would hold."""

    data: Json
    """The data themselves (see `closereader.handin.make`)."""
    handin: Submission
    """The same, read."""
    sheets: Sheets
    done: Progress
    """What is there and what is missing."""
    large: str = ""
    """A sentence when the file comes near to what can be handed in: what makes it large."""

    @property
    def sentence(self) -> str:
        """The counts in a sentence."""
        return self.done.sentence

    @property
    def lines(self) -> list[str]:
        """Say it in lines of plain text, for a shell."""
        done = [f"{one['label']}: {one['state']}" for one in self.questions]
        marked = [f"{one['id']}: {one['marks']} marked" for one in self.texts]
        more = [one for one in (self.lesson, *marked, self.sentence, self.large) if one]
        return [*done, *more]

    @property
    def questions(self) -> list[dict[str, Any]]:
        """The questions of the exercise: label, what is asked, how much of an answer there is."""
        return [
            {
                "key": question.key,
                "label": question.heading,
                "asked": shorten(question.plain, _LONGEST),
                "answered": one.there,
                "short": one.short,
                "state": one.state,
                "told": list(one.told),
            }
            for question, one in self.done.amounts
        ]

    @property
    def lesson(self) -> str:
        """How many questions of the lesson have answers, in a sentence; "" without a lesson."""
        if self.sheets.lesson is None:
            return ""
        return f"From the lesson: {answered_of(amounts_of(self.handin, self.sheets.lesson))}."

    @property
    def texts(self) -> list[dict[str, Any]]:
        """The texts of the exercise: id, title, how many passages are marked."""
        return [
            {
                "id": text,
                "title": open_text(text).title,
                "marks": sum(one.text == text for one in self.handin.marks),
            }
            for text in self.handin.texts
        ]

    @property
    def gaps(self) -> list[str]:
        """What is missing, in few sentences: the questions are named in one of each kind."""
        return [words_of(parts) for parts in self._gaps]

    @property
    def _gaps(self) -> list[list[Part]]:
        lacking: dict[str, dict[str, None]] = {}
        for heading, what in self.done.lacking:
            lacking.setdefault(what, {})[heading] = None
        short = list(dict.fromkeys(one["label"] for one in self.questions if one["short"]))
        gaps = [
            leads(f"{list_names(list(named))} {'have' if len(named) > 1 else 'has'} {what}.", named)
            for what, named in lacking.items()
        ]
        if short:
            gaps.append(leads(f"{list_names(short)}: less than is asked for.", short))
        return [*gaps, *(leads(sentence, ()) for sentence in self.done.besides)]

    def as_json(self) -> dict[str, Any]:
        """Give it as the widget's front end takes it."""
        return {
            "sentence": self.sentence,
            "questions": self.questions,
            "lesson": self.lesson,
            "texts": self.texts,
            "links": len(self.handin.links),
            "missing": self._gaps,
        }


def look(work: Work, sheets: Sheets) -> Preview:
    """Look at what would be handed in now.

    Raises `WorkError` when the work folder cannot be read.
    """
    data, unread = gather(work, sheets.exercise, made=checks.stamp())
    handin = read_data(data)
    large = told_size(data, handin, lambda: page(data, sheets.exercise, sheets.lesson))
    return Preview(data, handin, sheets, progress(handin, sheets.exercise, unread), large)


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file that was made: its path, its time, its size in bytes, and a digest of its data."""

    file: Path
    at: str
    size: int
    digest: str

    def still_fits(self, data: Json) -> bool:
        """Say whether a file made now from `data` would hold the same, but for its time.

        The samples that were placed meanwhile make no difference: they come after a hand-in, and
        into the next one.
        """
        return _compared({**data, "made": self.at}) == self.digest

    def place(self, work: Work) -> str:
        """Name the folder it lies in, for people: ``work/handins``."""
        return f"{work.folder.name}/{FOLDER}"


def made_last(work: Work, exercise: str) -> MadeFile | None:
    """Find the file that was made last for an exercise; None when there is none to be read."""
    try:
        file = newest(work, work.reader, exercise)
        if file is None:
            return None
        words = file.read_bytes()
        data = carried(words)
        return MadeFile(file, str(data["made"]), len(words), _compared(data))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None  # moved away meanwhile, or somebody else's


def _compared(data: Json) -> str:
    return digest(without_placings(data))
