"""Every command serves a course that is not ours: its words are in German, its texts in two."""

from __future__ import annotations

import io
import json
import os
import shutil
import tomllib
import zipfile
from pathlib import Path

import pytest

from closereader import Annotation, Reader, cli, open_work
from closereader.authoring import read
from closereader.authoring.bundle import bundle
from closereader.seminar.pack_rubric import _rubric
from closereader.work import Work
from tests.seminar.making import FIXTURES

pytestmark = pytest.mark.usefixtures("course")

LETTER, SPEECH = "ferry-2025", "bruecke-2025"
OURS = ("Whose Lessons", "whose-lessons", "whose_lessons", "alieva", "artiukh", "post-2022")


def said(capsys: pytest.CaptureFixture[str]) -> str:
    captured = capsys.readouterr()
    return captured.out + captured.err


def hand_in(folder: Path, name: str, words: str, out: Path) -> None:
    """Mark both texts, answer, and hand in, as one student."""
    work = Work(folder)
    work.set_reader(name)
    Reader(LETTER, work=work).mark(words, theme="zeit", move="these", note="Wem?")
    Reader(SPEECH, work=work).mark("solange man Zeit hat", theme="zeit", note="Nur dann.")
    work.save_answer("01", "exercise-question-2", {"kind": "prose", "text": "Um den Bau."})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLOSEREADER_WORK", str(folder))
        assert cli.main(["handin", "01", "--out", str(out)]) == 0


@pytest.fixture
def handins(tmp_path: Path) -> Path:
    """Give a folder with what two students of the second course handed in."""
    folder = tmp_path / "handins"
    folder.mkdir()
    hand_in(tmp_path / "a", "Reiher", "twelve minutes a day", folder / "handin-01-a.html")
    hand_in(tmp_path / "b", "Otter", "what to do with the minutes", folder / "handin-01-b.html")
    return folder


def test_where_says_the_course(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["where"]) == 0
    assert f"texts:  {course / 'seeds'} ({SPEECH}, {LETTER})" in said(capsys)


def test_notebooks_and_exercises_are_as_they_were_made() -> None:
    assert cli.main(["notebooks", "--check"]) == 0
    assert cli.main(["exercises", "--check", "--no-run"]) == 0


def test_the_check_reads_the_grammar_in_the_course_s_language(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check"]) == 0, said(capsys)
    lesson = course / "notebooks" / "01_am_fluss.ipynb"
    before = lesson.read_text(encoding="utf-8")
    try:
        lesson.write_text(before.replace("- **Zeit:** 2 Minuten", "- **Time:** 2 min"), "utf-8")
        assert cli.main(["check", str(lesson)]) == 1
        assert "does not say “Zeit”. Add a line that begins “**Zeit:** 75" in said(capsys)
        lesson.write_text(before.replace("## Frage 1", "## Question 1"), encoding="utf-8")
        assert cli.main(["check", str(lesson)]) == 1
        assert "Begin a heading “Frage n”" in said(capsys)
    finally:
        lesson.write_text(before, encoding="utf-8", newline="\n")


def test_the_links_between_notebooks_speak_the_course_s_language(course: Path) -> None:
    lesson = read(course / "notebooks" / "01_am_fluss.ipynb")
    exercise = read(course / "exercises" / "01_am_fluss.ipynb")
    assert lesson.cells[1].source == "[Übung](../exercises/01_am_fluss.ipynb)"
    assert exercise.cells[1].source == "[Lektion: Am Fluss](../notebooks/01_am_fluss.ipynb)"


def test_the_student_edition_is_this_course_s_and_can_be_installed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "edition.zip"
    assert cli.main(["bundle", "--out", str(out)]) == 0, capsys.readouterr().err
    with zipfile.ZipFile(out) as archive:
        members = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
        assert {name.partition("/")[0] for name in archive.namelist()} == {"faehre-oder-bruecke"}
    readme = members["README.md"].decode()
    assert readme.startswith("# Fähre oder Brücke\n\nEin Kurs im genauen Lesen, mit einem Brief")
    assert "Begin with lesson 01." in readme
    assert not [word for word in OURS if word in readme]
    own = {name for name in members if not name.startswith("src/")}
    assert own == {
        "LICENSE", "README.md", "pyproject.toml", "exercises/01_am_fluss.ipynb",
        "notebooks/01_am_fluss.ipynb", "seeds/bruecke-2025.md", "seeds/ferry-2025.md",
        "seeds/codebook.yml", "seeds/course.yml", "seeds/course-notebooks.json",
        "seeds/samples.json",
    } & own | {"pyproject.toml", "README.md"}  # fmt: skip
    assert {
        "exercises/01_am_fluss.ipynb", "notebooks/01_am_fluss.ipynb", "seeds/course.yml",
        "seeds/codebook.yml", "seeds/ferry-2025.md", "seeds/bruecke-2025.md",
    } <= own  # fmt: skip
    assert "solutions/01_am_fluss.ipynb" not in members
    project = tomllib.loads(members["pyproject.toml"].decode())
    assert project["project"]["name"] == "faehre-oder-bruecke"
    assert any(one.startswith("anywidget") for one in project["project"]["dependencies"])
    assert any(one.startswith("jupyterlab") for one in project["project"]["dependencies"])
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert {*wheel["shared-data"], wheel["hooks"]["custom"]["path"]} <= set(members)
    assert "src/closereader/authoring/start/codebook.yml" in members
    # the list of notebooks is what the JupyterLab plugin of the edition knows its own by
    listed = json.loads(members["seeds/course-notebooks.json"])
    assert [one["path"] for one in listed] == [
        "notebooks/01_am_fluss.ipynb",
        "exercises/01_am_fluss.ipynb",
    ]


def test_the_edition_is_of_the_day_of_the_newest_file_of_the_course(
    course: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(course, copy)
    for number, path in enumerate(sorted(copy.rglob("*"))):
        os.utime(path, (1_600_000_000 + number, 1_600_000_000 + number))
    first = bundle(copy).zipped()
    assert bundle(copy).zipped() == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(2020, 9, 13, 0, 0, 0)}


def test_the_zip_is_called_as_the_course_says(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLOSEREADER_COURSE", str(course))
    monkeypatch.chdir(tmp_path)
    assert cli.main(["bundle"]) == 0
    assert [path.name for path in tmp_path.glob("*.zip")] == ["faehre-oder-bruecke-student.zip"]


def test_a_hand_in_of_another_course_is_named_and_counts_for_nothing(
    handins: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in FIXTURES.glob("*.html"):  # more than our own, so their exercise would win
        shutil.copy(path, handins / f"Reiher_{path.name}")
    (handins / "handin-01-a.html").unlink()  # the heron sent another course's file instead
    names = tmp_path / "class.txt"
    names.write_text("Reiher\nOtter\n", encoding="utf-8")
    pack = tmp_path / "pack"
    capsys.readouterr()
    assert cli.main(["collect", str(handins), "--class", str(names), "--out", str(pack)]) == 1
    told = said(capsys)
    assert told.startswith("1 hand-in of exercise 01.\n")
    assert "Of another course (" in told
    assert "It was made with " in told
    assert "this course has no such text" in told
    assert "Not on the class list" not in told
    first = (pack / "index.html").read_text("utf-8").partition("For the seminar")[0]
    assert "Sent instead: Reiher_" in first
    assert len(list((pack / "readers").glob("*.html"))) == 1


def test_a_hand_in_of_another_course_is_not_brought_among_this_one_s_work(
    capsys: pytest.CaptureFixture[str],
) -> None:
    work = open_work()
    work.save_answer("02", "exercise-question-4", {"kind": "prose", "text": "Mine."})
    theirs = FIXTURES / "short-and-many.html"
    capsys.readouterr()
    # no way is named that leads nowhere
    assert cli.main(["restore", str(theirs)]) == 1
    told = said(capsys)
    assert "--into FOLDER" in told
    assert "--mine" not in told
    assert cli.main(["restore", str(theirs), "--mine"]) != 0
    told = said(capsys)
    assert "It is of another course: it was made with alieva-2024, " in told
    assert "Nothing was changed." in told
    mine = work.answer("02", "exercise-question-4")
    assert mine is not None
    assert mine.value["text"] == "Mine."
    assert not list(work.folder.glob("annotations/*/*.json"))


def test_what_was_handed_in_is_collected_into_a_pack(
    handins: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = tmp_path / "pack"
    capsys.readouterr()
    assert cli.main(["collect", str(handins), "--out", str(pack)]) == 0, said(capsys)
    pages = {path.name: path.read_text("utf-8") for path in pack.rglob("*.html")}
    words = "\n".join(pages.values())
    assert "Frage 1" in words
    assert "Worum bittet die Rede?" in words
    assert "twelve minutes a day" in words
    assert "These" in words
    assert "This course has no model readings." in words
    assert "not on this computer" not in words
    assert "`" not in pages["index.html"]
    assert not [word for word in OURS if word in words]


@pytest.mark.parametrize("form", ["qdc", "codebook.csv", "csv", "jsonld"])
def test_exports_carry_this_course_s_name_and_words(tmp_path: Path, form: str) -> None:
    Reader(LETTER).mark("twelve minutes a day", theme="zeit", move="these")
    out = tmp_path / f"out.{form}"
    assert cli.main(["export", form, "--out", str(out)]) == 0
    words = out.read_text("utf-8-sig")
    assert "Zeit" in words or "zeit" in words
    assert not [word for word in OURS if word in words]
    if form == "jsonld":
        assert "Marks of a reader of the course Fähre oder Brücke" in words


def test_what_was_exported_comes_into_another_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Reader(LETTER).mark("twelve minutes a day", theme="zeit", move="these")
    out = tmp_path / "marks.jsonld"
    assert cli.main(["export", "jsonld", "--out", str(out)]) == 0
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "other"))
    assert open_work().annotations(LETTER).items == ()
    assert cli.main(["import", str(out), "--yes"]) == 0
    [back] = open_work().annotations(LETTER).items
    assert isinstance(back, Annotation)
    assert (back.exact, back.theme, back.move) == ("twelve minutes a day", "zeit", "these")


def test_a_file_that_was_handed_in_can_be_restored(handins: Path, tmp_path: Path) -> None:
    into = tmp_path / "again"
    file = handins / "handin-01-a.html"
    assert cli.main(["restore", str(file), "--into", str(into)]) == 0
    [mark] = Work(into).annotations(LETTER).items
    assert isinstance(mark, Annotation)
    assert mark.exact == "twelve minutes a day"


def test_the_pack_finds_questions_in_the_course_s_language(course: Path) -> None:
    found = _rubric(course / "solutions" / "01_am_fluss.ipynb")
    assert found.titles == ("Frage 1", "Frage 2")
