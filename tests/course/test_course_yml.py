"""What a course says of itself is read, or refused with the file and the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from closereader.course import Asking, CourseError, Headings, open_course

ROOT = Path(__file__).parents[2]


def write(folder: Path, words: str) -> Path:
    (folder / "seeds").mkdir(exist_ok=True)
    (folder / "seeds" / "course.yml").write_text(words, encoding="utf-8")
    return folder


def test_the_first_course_says_what_the_library_once_held() -> None:
    course = open_course(ROOT)
    assert (course.name, course.stem) == ("Whose Lessons?", "whose-lessons")
    assert course.teachers == ("08_the_seminar_reads",)
    assert course.questions == {"Explore": Asking(8, ("table",))}
    there = {path.stem for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert set(course.lessons) == there
    assert course.headings == Headings()  # the defaults are English


def test_a_course_without_the_file_is_taken_as_it_lies(tmp_path: Path) -> None:
    folder = tmp_path / "Of Rivers"
    folder.mkdir()
    course = open_course(folder)
    assert (course.name, course.stem, course.lessons) == ("Of Rivers", "of-rivers", ())
    names = [Path("02_b.ipynb"), Path("01_a.ipynb")]
    assert course.in_order(names) == (Path("01_a.ipynb"), Path("02_b.ipynb"))


def test_lessons_come_in_the_order_that_is_said(tmp_path: Path) -> None:
    course = open_course(write(tmp_path, "name: A\nstem: a\nlessons: [02_b, 01_a]\n"))
    names = [Path("01_a.ipynb"), Path("02_b.ipynb"), Path("03_c.ipynb")]
    assert [path.stem for path in course.in_order(names)] == ["02_b", "01_a", "03_c"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("[]", "the file must be lines of the form `name: value`"),
        ("stem: a\n", "needs `name:` with some text"),
        ("name: A\nstem: Über uns\n", "`stem: Über uns` must be small letters"),
        ("name: A\nstem: a\ncolour: red\n", "the file has the field 'colour'"),
        ("name: A\nstem: a\nabout: [a]\n", "`about:` must be some lines of text"),
        ("name: A\nstem: a\nlessons: [one]\n", "`lessons:` has 'one', which is no name such as"),
        ("name: A\nstem: a\nlessons: [01_a, 01_a]\n", "`lessons:` names something twice"),
        ("name: A\nstem: a\nlessons: [01_a]\nteachers: [02_b]\n", "`lessons:` does not name"),
        ("name: A\nstem: a\nlanguages: [German]\n", "'German', which is no language"),
        ("name: A\nstem: a\nstudents: [../x]\n", "has '../x', which leads out of the course"),
        ("name: A\nstem: a\nheadings: {tempo: Zeit}\n", "`headings:` has the field 'tempo'"),
        ("name: A\nstem: a\nheadings: {time: []}\n", "`time:` must be words, or a list of words"),
        ("name: A\nstem: a\nquestions: {Draw: {minutes: 0}}\n", "`Draw:` needs `minutes:`"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(tmp_path: Path, words: str, says: str) -> None:
    folder = write(tmp_path, words)
    with pytest.raises(CourseError) as error:
        open_course(folder)
    assert says in str(error.value)
    assert str(folder / "seeds" / "course.yml") in str(error.value)
