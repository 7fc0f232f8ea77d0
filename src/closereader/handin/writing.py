"""Writing a student's file: ``work/handins/handin-02-quiet-reader-1a2b3c4d.html``.

The folder holds the newest file of each exercise; earlier ones are moved to ``earlier/``, each
with its time in its name.
"""

from dataclasses import dataclass
from pathlib import Path

from closereader._paths import course_folder
from closereader.course import open_course
from closereader.handin._errors import HandInError
from closereader.handin._size import large
from closereader.handin.data import LARGEST, Json, read_data, read_handin
from closereader.handin.handing_over import EARLIER
from closereader.handin.letters import plain_letters
from closereader.handin.page import page
from closereader.handin.sheet import QuestionSheet, exercise_notebook, open_sheet
from closereader.pages.lines import shorten
from closereader.work import ReaderId, Work, keep_earlier, remove_file, write_file

FOLDER = "handins"
_FEW_WORDS = 60  # characters of what is asked
_INNER = str.maketrans("“”", "‘’")  # quotation marks within a quotation
_LONGEST = 40  # characters of a name in a file name: a path of Windows has 260 in all


@dataclass(frozen=True, slots=True)
class Sheets:
    """What an exercise asks, and what the lesson that belongs to it asks, when there is one."""

    exercise: QuestionSheet
    lesson: QuestionSheet | None

    def lesson_names(self) -> dict[str, str]:
        """Name the questions of the lesson, by their keys, where they stand among others.

        The lesson and its exercise both have a “Question 3”, so its own words go with it; a
        question with a heading in words has its heading.
        """
        is_numbered = open_course().headings.numbered.match
        return {
            one.key: f"{one.heading.lower()} of the lesson, “{_brief(one.plain)}”"
            if is_numbered(one.heading)
            else f"in the lesson, “{_brief(one.heading)}”"
            for one in (self.lesson.questions if self.lesson else ())
        }


def _brief(words: str) -> str:
    """Give the beginning of some words as they stand within quotation marks."""
    return shorten(words, _FEW_WORDS).translate(_INNER)


def open_sheets(exercise: str) -> Sheets:
    """Read what is asked in an exercise and in its lesson.

    Raises `HandInError` when there is no exercise of this number, or it cannot be read.
    """
    sheet = open_sheet(exercise_notebook(exercise))
    found = sorted((course_folder() / "notebooks").glob(f"{exercise}_*.ipynb"))
    try:
        return Sheets(sheet, open_sheet(found[0]) if len(found) == 1 else None)
    except HandInError:  # a lesson that asks nothing adds nothing
        return Sheets(sheet, None)


def put(data: Json, sheets: Sheets, folder: Path, *, file: Path | None = None) -> Path:
    """Write the page of a hand-in's data; an earlier file of the same exercise is kept.

    The page is read as a teacher's program will read it, before anything is written.

    Raises `HandInError` when it would not be taken: it is too large, or does not read back as it
    was made.
    Raises `WorkError` when it cannot be written; whatever was there still is.
    """
    words = page(data, sheets.exercise, sheets.lesson).encode()
    _read_back(words, data)
    if file is not None:
        keep_earlier(file, file.parent)
        write_file(file, words)
        return file
    exercise, reader = data["exercise"]["id"], data["reader"]
    file = folder / file_name(exercise, reader["id"], reader["name"])
    before = files_of(exercise, reader["id"], folder)
    for one in before:
        keep_earlier(one, folder / EARLIER)
    write_file(file, words)
    for one in before:  # made under another name of the same reader
        if one.name != file.name:
            remove_file(one)
    return file


def _read_back(words: bytes, data: Json) -> None:
    if len(words) > LARGEST:
        raise HandInError(
            f"The file would have {len(words) / 1e6:.1f} MB, and {LARGEST / 1e6:.0f} MB can be "
            f"handed in; it was not made. {large(read_data(data))}"
        )
    found = read_handin(words)
    if found.altered or found.problems:
        said = found.problems[0] if found.problems else "its content does not fit its digest."
        raise HandInError(f"The file would not read back as it was made: {said}")


def file_name(exercise: str, reader: str, name: str) -> str:
    """Name a file so that every system and every learning platform can keep it: ASCII letters."""
    slug = plain_letters(name, _LONGEST) or "reader"
    return f"handin-{exercise}-{slug}-{_short(reader)}.html"


def files_of(exercise: str, reader: str, folder: Path) -> list[Path]:
    """Find a reader's files of an exercise in a folder, the newest last."""
    found = folder.glob(f"handin-{exercise}-*-{_short(reader)}.html")
    return sorted(found, key=lambda one: (one.stat().st_mtime, one.name))


def newest(work: Work, reader: ReaderId, exercise: str) -> Path | None:
    """Find the file that was made last for an exercise, None when there is none."""
    found = files_of(exercise, reader.id, work.folder / FOLDER)
    return found[-1] if found else None


def _short(reader: str) -> str:
    return reader.removeprefix("urn:uuid:")[:8]
