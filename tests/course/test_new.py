"""From `closereader new` to a marked passage to a collected hand-in: what a teacher does first."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from closereader import Annotation, Reader, Scale, cli, open_codebook, open_text, open_work
from closereader.authoring import read
from closereader.course import open_course
from closereader.handin.home import Home
from closereader.handin.writing import open_sheets
from closereader.seminar import collect, heat_map, open_seminar
from closereader.tables import open_table
from tests.course.conftest import ELSEWHERE
from tests.house.tree import ROOT

TEXT = "bench-2026"
LESSON = "notebooks/01_first_reading.ipynb"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ELSEWHERE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path.resolve()


def said(capsys: pytest.CaptureFixture[str]) -> str:
    captured = capsys.readouterr()
    return captured.out + captured.err


def cell_of_the_guide() -> str:
    """Give the cell by which the guide opens the seminar of a course of one's own."""
    guide = (ROOT / "docs" / "teacher.md").read_text("utf-8")
    section = guide.partition("## A course of your own\n")[2].partition("\n## ")[0]
    [cell] = re.findall(r"(?ms)^```python\n(.*?)^```$", section)
    return str(cell)


def test_a_teacher_goes_from_new_to_a_collected_hand_in(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["new", "rivers", "--name", "Of Rivers"]) == 0
    told = said(capsys)
    assert told.startswith("rivers: 'Of Rivers' is begun, 8 files. Next:\n  cd rivers\n")
    course = place / "rivers"
    monkeypatch.chdir(course)
    # what it says to do next, in that order
    lines = [line for line in told.splitlines() if " closereader " in line]
    assert [
        line for line in lines if line.startswith(f"  uv run --project {ROOT} --no-dev ")
    ] == lines
    for command in [line.partition(" closereader ")[2].split() for line in lines]:
        assert cli.main(command) == 0, said(capsys)
    # the first page leads to the lesson and the exercise, and the student's is the same
    home = read(course / "home.ipynb")
    assert home.cells[0].source.startswith("# Of Rivers\n")
    shown = "".join(home.data["cells"][1]["outputs"][0]["data"]["text/html"])
    links = re.findall(r'<a (?:class="[^"]*" )?href="([^"]+)"', shown)
    assert links[:3] == [LESSON, LESSON, LESSON.replace("notebooks", "exercises")]
    assert all((course / link).is_file() for link in links)
    assert "[Home](../home.ipynb)" in read(course / LESSON).cells[1].source
    assert repr(Home()).startswith("0 of 2 steps done")
    # a student gets the edition
    assert cli.main(["bundle"]) == 0, said(capsys)
    with zipfile.ZipFile(course / "of-rivers-student.zip") as archive:
        edition = {name.partition("/")[2]: archive.read(name).decode("utf-8", "replace")
                   for name in archive.namelist()}  # fmt: skip
    # with how it is opened on any computer and handed in, and with the licence of its programs
    assert "\npy -m uv run --no-dev jupyter lab " in edition["README.md"]
    assert "press *Make my file* at its end" in edition["README.md"]
    assert edition["src/closereader/LICENSE"] == (ROOT / "LICENSE").read_text("utf-8")
    assert "/work/" in edition[".gitignore"]
    # marks a passage, answers, and hands in
    work = open_work()
    assert work.folder == course / "work"
    work.set_reader("Heron")
    Reader(TEXT).mark("a better seat and a worse bench", theme="place", move="claim", note="Both?")
    [question] = open_sheets("01").exercise.questions
    words = "It asks the town to count: “not the people, but the conversations” (bench-2026 ¶5)."
    work.save_answer("01", question.name, {"kind": "prose", "text": words})
    assert cli.main(["handin", "01"]) == 0, said(capsys)
    [file] = (course / "work" / "handins").glob("*.html")
    # and the teacher collects
    assert [one.name for one in collect([file]).handins] == ["Heron"]
    assert cli.main(["collect", str(file), "--out", "pack"]) == 0, said(capsys)
    # whatever of it bears a name stays out of a repository
    for made in ("work", "pack", "who-is-who.csv", "class.txt", "of-rivers-student.zip"):
        if not (course / made).exists():
            (course / made).touch()
    run = partial(subprocess.run, cwd=course, check=True, capture_output=True, text=True)
    run(["git", "init", "-q"])
    there = run(["git", "status", "--porcelain"]).stdout.split()[1::2]
    assert set(there) == {
        ".gitignore", "README.md", "exercises/", "home.ipynb", "notebooks/", "seeds/", "solutions/",
    }  # fmt: skip
    pages = "\n".join(path.read_text("utf-8") for path in (course / "pack").rglob("*.html"))
    assert "not the people, but the conversations" in pages
    assert "a better seat and a worse bench" in pages
    view = heat_map(open_seminar(file.parent), TEXT)
    assert "1 reader" in repr(view)
    assert repr(Home()).startswith("1 of 2 steps done")
    # the pack opens where the solutions are, though this course has no model readings
    assert "1 reader" in repr(heat_map(open_seminar(), TEXT))
    exec(cell_of_the_guide(), {})  # noqa: S102 - as it stands there
    shutil.rmtree(course / "solutions")
    assert open_seminar().notes == ("A marking pack opens in the teacher's course only.",)


def test_an_example_of_a_text_that_was_taken_out_is_found(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["new", "rivers"]) == 0
    monkeypatch.chdir(place / "rivers")
    bench = Path("seeds") / f"{TEXT}.md"
    words = bench.read_text("utf-8")
    bench.write_text(words.replace("near the door", "by the door"), "utf-8")
    cli.main(["check"])
    told = said(capsys)
    assert "codebook.yml, theme place: Its example does not stand in bench-2026 ¶3. Take" in told
    assert "theme kindness" not in told
    bench.write_text(words.replace("Whoever decided", "A paragraph.\n\nWhoever decided"), "utf-8")
    cli.main(["check"])
    assert (
        "Its example does not stand in bench-2026 ¶3. It stands in ¶4. Write example_place: ¶4"
    ) in said(capsys)
    Path("seeds/mine-2026.md").write_text(words.replace(TEXT, "mine-2026"), "utf-8")
    bench.unlink()
    cli.main(["check"])
    told = said(capsys)
    assert "theme kindness: There is no text 'bench-2026'" in told
    assert "Take an example from one of your texts." in told
    # and so is each cell that still asks for it
    names = "Names the text bench-2026, and this course has none of that name. Write one of your"
    for place_, cell in (("notebooks", "head"), ("notebooks", "reader"), ("notebooks", "q1"),
                         ("solutions", "head"), ("solutions", "x1")):  # fmt: skip
        assert re.search(rf"{place_}/01_first_reading.ipynb, cell \d+ \({cell}\): {names}", told)


def test_a_lesson_that_is_not_named_or_not_there_is_found(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["new", "rivers"]) == 0
    monkeypatch.chdir(place / "rivers")
    assert cli.main(["notebooks"]) == 0
    capsys.readouterr()
    assert cli.main(["check"]) == 1  # the exercise is still to be made
    told = said(capsys)
    link = "Links to ../exercises/01_first_reading.ipynb, which is not there."
    assert f"{link} Run: closereader exercises" in told
    assert "course.yml" not in told
    with Path("seeds/course.yml").open("a", encoding="utf-8") as file:
        file.write("lessons: [01_of_banks]\n")
    cli.main(["check"])
    told = said(capsys)
    assert "`lessons:` names 01_of_banks, and notebooks holds no notebook of that name." in told
    assert "notebooks holds 01_first_reading, and `lessons:` does not name it" in told
    Path("exercises").mkdir()
    Path("solutions/01_first_reading.ipynb").rename("exercises/01_first_reading.ipynb")
    cli.main(["check"])
    lonely = "exercises/01_first_reading.ipynb: Has no solution of its name, and students still"
    assert lonely in said(capsys)


def test_a_new_course_names_its_folder_when_it_is_given_no_name(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "Brücken").mkdir()  # empty: it may be there
    assert cli.main(["new", "Brücken"]) == 0
    monkeypatch.chdir(place / "Brücken")
    written = (place / "Brücken" / "seeds" / "course.yml").read_text("utf-8")
    assert 'name: "Brücken"' in written
    assert "stem: brucken " in written
    book = open_codebook()
    assert [theme.id for theme in book.themes] == ["place", "measure", "kindness"]
    for theme in book.themes:
        text = open_text(theme.example_text)
        assert theme.example in text.block(theme.example_place).text
    assert book.counters == {"concession"}


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("2026", "course-2026"),
        ("Ärger & Straße", "arger-strasse"),
        ("数", "course"),
        ("Null", "course-null"),
        ("2026 a long name of a course in the summer", "course-2026-a-long-name-of-a-course-in-t"),
    ],
)
def test_every_name_gives_a_stem_for_files(place: Path, name: str, stem: str) -> None:
    assert cli.main(["new", "one", "--name", name]) == 0
    assert open_course(place / "one").stem == stem


def test_a_folder_that_holds_something_is_refused_and_left_alone(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "mine").mkdir()
    (place / "mine" / "notes.txt").write_text("mine", encoding="utf-8")
    assert cli.main(["new", "mine"]) == 2
    assert said(capsys) == (
        "closereader: mine: holds something already. Name a new or an empty folder.\n"
    )
    assert [path.name for path in (place / "mine").rglob("*")] == ["notes.txt"]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (["a.txt"], "a.txt: is a file. Name a new or an empty folder."),
        (["one", "--name", "  "], "a course is called by one line"),
        (["one", "--name", "a\nb"], "a course is called by one line"),
        (["one", "--name", "x" * 81], "a course is called by one line of at most 80 letters"),
    ],
)
def test_what_cannot_be_a_course_is_refused_in_one_sentence(
    place: Path, capsys: pytest.CaptureFixture[str], given: list[str], says: str
) -> None:
    (place / "a.txt").write_text("a", encoding="utf-8")
    assert cli.main(["new", *given]) == 2
    assert says in said(capsys)
    assert sorted(path.name for path in place.iterdir()) == ["a.txt"]


def test_a_mark_of_the_new_course_is_led_back_to_its_words(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli.main(["new", "one"]) == 0
    monkeypatch.chdir(place / "one")
    Reader(TEXT).mark("near the door", theme="place")
    [mark] = open_work().annotations(TEXT).items
    assert isinstance(mark, Annotation)
    assert open_text(TEXT).body[mark.start : mark.end] == "near the door"


def test_the_table_and_the_scale_of_the_guide_work_in_a_new_course(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide = (ROOT / "docs" / "teacher.md").read_text("utf-8")
    blocks = dict[str, str]()
    for title in ("Add a table", "Add a scale"):
        section = guide.partition(f"## {title}\n")[2].partition("\n## ")[0]
        blocks |= dict(re.findall(r"(?ms)^```(\w+)\n(.*?)^```$", section))
    assert cli.main(["new", "rivers"]) == 0
    monkeypatch.chdir(place / "rivers")
    tables = Path("seeds/tables")
    tables.mkdir()
    (tables / "crossings.csv").write_text(blocks["text"], "utf-8")
    (tables / "datapackage.json").write_text(blocks["json"], "utf-8")
    sentence = "The town is going to move the bench"
    words = blocks["yaml"].replace("sample-2026", TEXT)
    words = words.replace("Between two paragraphs stands an empty line", sentence)
    Path("seeds/scale.yml").write_text(words, "utf-8")
    asked: dict[str, Any] = {}
    exec(blocks["python"], asked)  # noqa: S102 - a cell of the guide, run as it stands
    assert open_table("crossings").records()[1]["crossings"] == 1450
    assert "From ground to people: 1: a line; 2: a habit" in Scale("01/exercise-question-2").card()


def ask(cell: str) -> None:
    """Put one cell of code more into the lesson of a new course."""
    lesson = read(Path(LESSON))
    like = next(each for each in lesson.data["cells"] if each["id"] == "q1")
    lesson.data["cells"].insert(4, {**like, "id": "more", "source": cell})
    Path(LESSON).write_text(json.dumps(lesson.data), "utf-8")


@pytest.mark.parametrize(
    ("cell", "file", "says"),
    [
        ('Choose("01/q2")', "questions.yml", "Choose: This course has no choices"),
        ('Scale("01/q2")', "scale.yml", "Scale: This course has no scale"),
        ('ClaimCards("01/q2")', "claims.yml", "ClaimCards: This course has no claims"),
        ('Number("01/q2", "?", table="asked", row={"a": 1}, column="b")', "", "Number: "),
    ],
)
@pytest.mark.parametrize("damaged", [False, True])
def test_what_a_widget_needs_and_the_course_has_not_is_one_finding_among_others(  # noqa: PLR0913, PLR0917
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    cell: str,
    file: str,
    says: str,
    damaged: bool,
) -> None:
    assert cli.main(["new", "rivers"]) == 0
    monkeypatch.chdir(place / "rivers")
    ask(f"from closereader import {cell.partition('(')[0]}\n\n{cell}")
    lesson = Path(LESSON)
    wrong = lesson.read_text("utf-8").replace("An answer rests on", "It “stands on two words” by")
    lesson.write_text(wrong, "utf-8")
    if damaged and file:
        Path("seeds", file).write_text("a: [", "utf-8")
        says = f"{cell.partition('(')[0]}: {place / 'rivers' / 'seeds' / file}, line 1: this is no"
    said(capsys)
    assert cli.main(["check"]) == 1
    lines = said(capsys).splitlines()
    assert [f"{LESSON}, cell 5 (more): {says}" in line for line in lines].count(True) == 1
    # the rest is checked as well
    assert any("stands on two words" in line for line in lines)
    # and students do not get what cannot be asked
    Path("exercises").mkdir()
    shutil.copy(LESSON, "exercises")
    assert cli.main(["bundle"]) == 2
    assert says.partition(": ")[2] in said(capsys)


def test_a_course_that_has_lost_its_codebook_is_not_taken_for_another_course(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["new", "rivers"]) == 0
    monkeypatch.chdir(place / "rivers")
    Path("seeds/codebook.yml").rename("seeds/codebook (1).yml")
    said(capsys)
    assert cli.main(["check"]) == 1
    assert f"{place / 'rivers' / 'seeds' / 'codebook.yml'} is missing" in said(capsys)
