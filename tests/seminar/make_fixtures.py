"""Make the hand-ins in tests/seminar/fixtures: ``uv run python -m tests.seminar.make_fixtures``.

Six readers with six habits work through exercise 02. What they do goes through the work folder
and the page of the program itself, as it does for students; only ids and times are held, so that
the same program writes the same files.
"""

from __future__ import annotations

import tempfile
import uuid
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from closereader.annotations import Annotation, Link, Passage
from closereader.handin import make, open_sheet
from closereader.handin.page import page
from closereader.texts import open_text
from closereader.widgets.matrix._grid import GridCell, GridRow, to_json
from closereader.work import Work, open_work
from tests.house.tree import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FIXTURES = Path(__file__).with_name("fixtures")
ESSAY, LETTER, POST = TEXTS = ("alieva-2024", "artiukh-2022", "post-2022")
MOVES = ("claim", "grounds", "concession", "rebuttal", "metaphor")
THEMES = ("exclusion", "agency", "determinism")


class Held:
    """Ids and times that come in a row, so that two runs write the same bytes."""

    def __init__(self) -> None:
        """Begin at one."""
        self._ids = count(1)
        self._now = datetime(2026, 3, 2, 8, tzinfo=UTC)

    def uuid4(self) -> uuid.UUID:
        """Give the next id."""
        return uuid.UUID(
            bytes=uuid.uuid5(uuid.NAMESPACE_OID, str(next(self._ids))).bytes, version=4
        )

    def stamp(self, _moment: object = None) -> str:
        """Give a time, half a minute after the last."""
        self._now += timedelta(seconds=30)
        return self._now.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def main() -> None:
    """Write all files anew."""
    FIXTURES.mkdir(exist_ok=True)
    for old in FIXTURES.glob("*.html"):
        old.unlink()
    for name, words in made():
        (FIXTURES / name).write_text(words, encoding="utf-8", newline="\n")


def made() -> Iterator[tuple[str, str]]:
    """Give the name and the words of each file."""
    held = Held()
    with (
        tempfile.TemporaryDirectory() as folder,
        patch("uuid.uuid4", held.uuid4),
        patch("closereader.annotations.checks.stamp", held.stamp),
    ):
        for number, (name, habit) in enumerate(HABITS.items()):
            work = open_work(Path(folder) / str(number))
            work.set_reader(name)
            for file in habit(work):
                yield f"{file}.html", handed_in(work, held.stamp())


def handed_in(work: Work, made: str) -> str:
    """Give the page that the work makes."""
    sheet = open_sheet(ROOT / "exercises" / "02_exclusion.ipynb")
    lesson = open_sheet(ROOT / "notebooks" / "02_exclusion.ipynb")
    return page(make(work, sheet, made=made), sheet, lesson)


def mark(work: Work, text_id: str, start: int, end: int, theme: str, **given: Any) -> Annotation:
    """Mark a passage as the reader of this work folder."""
    text, reader = open_text(text_id), work.reader
    found = Annotation.on(
        text, start, end, theme=theme, creator=reader.id, creator_name=reader.name, **given
    )
    work.save(found)
    return found


def answer(work: Work, question: int, text: str) -> None:
    """Answer a question of the exercise in prose."""
    work.save_answer("02", f"exercise-question-{question}", {"kind": "prose", "text": text})


def short_and_many(work: Work) -> Iterator[str]:
    """Mark two or three words at a time, in every text; answer briefly."""
    for text_id, step, most in ((ESSAY, 1500, 18), (LETTER, 300, 6), (POST, 700, 8)):
        body = open_text(text_id).body
        for number in range(most):
            start = body.index(" ", number * step + 40) + 1
            end = body.index(" ", start + 9)
            if "\n" not in body[start:end]:
                mark(work, text_id, start, end, THEMES[number % 3])
    answer(work, 4, "Both. It says “the masses hated the freedom” (post-2022 ¶4).")
    yield "short-and-many"


def long_and_few(work: Work) -> Iterator[str]:
    """Mark whole sentences, some of them twice, and link two of them."""
    ends = []
    for text_id, numbers in ((ESSAY, (18, 19, 40)), (LETTER, (3, 4)), (POST, (9, 10, 11))):
        text = open_text(text_id)
        for number in numbers:
            span = text.sentences[number]
            mark(work, text_id, span.start, span.end, "exclusion", move="claim",
                 note="Who is kept out here, and by whom?")  # fmt: skip
        first = text.sentences[numbers[0]]
        mark(work, text_id, first.start, first.end, "agency", move="rebuttal")
        ends.append(Passage.on(text, first.start, first.end))
    reader = work.reader
    work.save(Link.between(ends[1], ends[2], note="The letter answers this.",
                           creator=reader.id, creator_name=reader.name))  # fmt: skip
    answer(work, 3, LONG)
    answer(work, 5, f"{LONG}\n\nAn outsider is whoever is not spoken to.")
    yield "long-and-few"


def three_marks(work: Work) -> Iterator[str]:
    """Mark three passages and answer one question, with a quotation that is not in the text."""
    for text_id in TEXTS:
        span = open_text(text_id).sentences[2]
        mark(work, text_id, span.start, min(span.end, span.start + 60), "exclusion")
    answer(work, 3, "It says “everybody was always left out of everything” (alieva-2024 ¶4).")
    yield "three-marks"


def notes_everywhere(work: Work) -> Iterator[str]:
    """Write a note on every mark, fill the table, and answer everything."""
    for text_id, step in ((ESSAY, 17), (LETTER, 4), (POST, 7)):
        text = open_text(text_id)
        for number, span in enumerate(text.sentences[2::step]):
            mark(work, text_id, span.start, span.end, "exclusion", move=MOVES[number % 5],
                 note=f"Note {number + 1}: its subject decides who can answer.")  # fmt: skip
    work.save_answer("02", "exercise-question-1", matrix())
    for question in (3, 4, 5, 6):
        answer(work, question, LONG)
    work.save_answer("02", "q3", {"kind": "prose", "text": "By explaining? I do not think so yet."})
    yield "notes-everywhere"


def no_marks(work: Work) -> Iterator[str]:
    """Mark nothing and quote nothing, and answer in two languages."""
    answer(work, 3, "Losing a rank is not exclusion. Nobody is shut out of what others have.")
    answer(
        work, 4, "Обе стороны. It reports, and its nouns leave no room. \N{SLIGHTLY SMILING FACE}"
    )
    yield "no-marks"


def deletes_and_revises(work: Work) -> Iterator[str]:
    """Mark, hand in, then delete half of it, change the rest, and hand in again."""
    found = []
    for text_id in TEXTS:
        text = open_text(text_id)
        found += [
            mark(work, text_id, span.start, span.end, "determinism", note="fate?")
            for span in text.sentences[3:12:3]
        ]
    answer(work, 4, "Mainly a report.")
    yield "revises-first"
    for number, one in enumerate(found):
        if number % 2:
            work.delete(one.text, one.id)
        else:
            work.save(one.changed(theme="exclusion", note="Not fate: a door."), base=one.modified)
    answer(work, 4, "It also does what it reports: “people there” (post-2022 ¶2).")
    yield "revises-second"


def matrix() -> dict[str, Any]:
    """Give the table of question 1, half filled."""
    rows = []
    for row, text_id, number in (("essay", ESSAY, 30), ("letter", LETTER, 5), ("post", POST, 20)):
        text = open_text(text_id)
        span = text.sentences[number]
        claim = GridCell(Passage.on(text, span.start, span.end), "a claim")
        rows.append(
            GridRow(row, f"The {row}", {"claim": claim, "grounds": GridCell(note="none given")})
        )
    return to_json(rows)


LONG = (
    "The essay puts a man who has no work “due to his absence of contacts” (alieva-2024 ¶4) beside "
    "a nation. I mark the first and not the second: the first is kept out by a rule that others "
    "can name. Against me stands that such a feeling “can be manipulated by autocrats and elites” "
    "(alieva-2024 ¶5), so it is real to those who have it. The post says of others that they will "
    "not feel at home, “But they will not feel supported at home.” (post-2022 ¶9), and that "
    "is a report. My claim ends where the text stops giving names."
)
HABITS: dict[str, Callable[[Work], Iterator[str]]] = {
    "Quick Pencil": short_and_many,
    "Slow River": long_and_few,
    "Three Stones": three_marks,
    "Margin Writer": notes_everywhere,
    "Blank Page": no_marks,
    "Second Thought": deletes_and_revises,
}

if __name__ == "__main__":
    main()
