"""A damaged file of a course is named once, with what to do, and the others are looked at."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from closereader import ClaimCards, HandIn, Number, Reader, Scale, cli, open_work
from closereader._faults import SentenceError
from closereader.authoring import AuthoringError, read, run
from closereader.damage import damages
from closereader.figures import glossary_sheet, marks_sheet
from closereader.handin.home import Home
from tests.course.conftest import ELSEWHERE
from tests.faults.damage import DAMAGES, FILES, LESSON, TEXT, full_course

# What these do to a file leaves it one that can be read: another text, a table without rows.
HARMLESS = {
    ("cut", "course.yml"), ("cut", f"{TEXT}.md"), ("tab", f"{TEXT}.md"), ("cut", "numbers.csv"),
    ("tab", "tables/datapackage.json"), ("tab", "reading-list.json"), ("tab", "numbers.csv"),
    ("list", "numbers.csv"), ("numbers", "numbers.csv"), ("empty", "numbers.csv"),
    ("numbers", "reading-list.json"), ("numbers", "tables/crossings.csv"),
    ("tab", "course-notebooks.json"),
}  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a course with a file of each kind, and a hand-in."""
    home = tmp_path_factory.mktemp("damage").resolve()
    with pytest.MonkeyPatch.context() as patch:
        for name in ELSEWHERE:
            patch.delenv(name, raising=False)
        patch.chdir(home)
        full_course(home / "c")
        patch.chdir(home / "c")
        Path("exercises").mkdir()
        shutil.copy("solutions/01_first_reading.ipynb", "exercises")
        work = open_work()
        work.set_reader("Heron")
        Reader(TEXT).mark("a better seat and a worse bench", theme="place", move="claim")
        work.save_answer("01", "exercise-question-1", {"kind": "prose", "text": "It asks."})
        assert cli.main(["exercises"]) == 0
        assert cli.main(["handin", "01"]) == 0
    return home / "c"


@pytest.fixture
def course(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ELSEWHERE:
        monkeypatch.delenv(name, raising=False)
    course = tmp_path.resolve() / "c"
    shutil.copytree(whole, course)
    monkeypatch.chdir(course)
    return course


def told(show: Callable[[], object]) -> str:
    """Give what a cell says when it stops; "" when it does not."""
    try:
        show()
    except SentenceError as error:
        [sentence] = error._render_traceback_()
        return sentence
    return ""


def said(capsys: pytest.CaptureFixture[str]) -> list[str]:
    captured = capsys.readouterr()
    return (captured.out + captured.err).splitlines()


def test_a_whole_course_has_no_damage(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert [*damages()] == []
    cli.main(["check"])
    assert not [line for line in said(capsys) if str(course) in line]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("damage", DAMAGES)
def test_check_names_the_file_once_and_goes_on(
    course: Path, capsys: pytest.CaptureFixture[str], name: str, damage: str
) -> None:
    path = course / "seeds" / name
    DAMAGES[damage](path)
    if (damage, name) in HARMLESS:
        # it may say of another file that words are no longer in this one
        assert not [one for one in damages() if one.startswith(str(path))]
        return
    wrong = LESSON.read_text("utf-8").replace("An answer rests on", "It “stands on two words” by")
    LESSON.write_text(wrong, encoding="utf-8")
    said(capsys)
    assert cli.main(["check"]) == 1
    told = said(capsys)
    about = [line for line in told if str(path) in line or str(path.relative_to(course)) in line]
    assert len(about) == (2 if (damage, name) == ("numbers", "questions.yml") else 1), told
    # the rest is looked at, and nothing of the program shows
    other = "another program" if name == "course.yml" else "stands on two words"
    assert any(other in line for line in told)
    assert "Traceback" not in "".join(told)


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_made_for_students_of_a_damaged_course(
    course: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """Several files at once are all named, at once."""
    damaged = {course / "seeds" / one for one in ("codebook.yml", "claims.yml", name)}
    for path in damaged:
        DAMAGES["notepad"](path)
    before = sorted(course.rglob("*"))
    for command in ("bundle", "notebooks", "exercises"):
        said(capsys)
        assert cli.main([command]) == 2
        told = said(capsys)
        known = [path for path in damaged if path.name not in {"reading-list.json", "numbers.csv"}]
        assert {path for path in known for line in told if str(path) in line} == {*known}
        assert len(told) == len(known)
    assert sorted(course.rglob("*")) == before


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("damage", ["tab", "list", "notepad", "folder"])
def test_no_hand_in_is_blamed_for_a_damaged_course(
    course: Path, capsys: pytest.CaptureFixture[str], name: str, damage: str
) -> None:
    DAMAGES[damage](course / "seeds" / name)
    for command in (
        ["collect", "work/handins", "--out", "pack"], ["export", "csv", "--out", "m.csv"],
        ["export", "jsonld", "--out", "m.jsonld"], ["handin", "01"],
    ):  # fmt: skip
        said(capsys)
        code = cli.main(command)
        told = said(capsys)
        assert "Ask for it again" not in "\n".join(told)
        if (damage, name) in HARMLESS or name in {"reading-list.json", "numbers.csv"}:
            assert code == 0, told
        else:
            assert code in {1, 2}, told
            assert sum(str(course / "seeds" / name) in line for line in told) == 1, told


def test_a_cell_shows_the_sentence_and_not_the_way_to_it(course: Path) -> None:
    DAMAGES["tab"](course / "seeds" / "claims.yml")
    with pytest.raises(AuthoringError) as caught:
        run(read(LESSON))
    sentence = str(caught.value)
    path = course / "seeds" / "claims.yml"
    assert f"stopped with ClaimError: {path}, line 2: this is not YAML" in sentence
    assert "Traceback" not in sentence
    assert sentence.count("\n") == 0


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("damage", DAMAGES)
def test_every_widget_works_or_says_which_file_is_damaged(
    course: Path, name: str, damage: str
) -> None:
    path = course / "seeds" / name
    DAMAGES[damage](path)
    for show in (
        lambda: Reader(TEXT).problem, lambda: Scale("01/q4"), lambda: ClaimCards("01/q3"),
        lambda: Number("01/q5", "?", table="crossings", row={"year": 1954}, column="crossings"),
        lambda: HandIn("01").problem, Home, lambda: marks_sheet("place"), glossary_sheet,
    ):  # fmt: skip
        sentence = told(show)
        assert not sentence or path.name in sentence or TEXT in sentence


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_first_page_says_what_is_wrong_with_its_list(course: Path, damage: str) -> None:
    listing = course / "seeds" / "course-notebooks.json"
    DAMAGES[damage](listing)
    if damage == "tab":  # which JSON allows
        return
    with pytest.raises(SentenceError, match=r"course-notebooks\.json"):
        Home()


@pytest.mark.parametrize(
    ("name", "word", "other"),
    [
        ("codebook.yml", "id: kindness", "id: place"),
        ("questions.yml", "key: judge", "key: report"),
        ("scale.yml", 'value: "2"', 'value: "1"'),
        ("tables/datapackage.json", '"name": "year"', '"name": "crossings"'),
    ],
)
def test_what_stands_twice_is_named(course: Path, name: str, word: str, other: str) -> None:
    path = course / "seeds" / name
    words = path.read_text("utf-8")
    assert word in words
    path.write_text(words.replace(word, other), "utf-8")
    [sentence] = damages()
    assert str(path) in sentence
    assert "is used twice" in sentence


def test_a_theme_that_is_asked_for_and_that_the_codebook_lacks_is_found(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    solution = course / "solutions" / LESSON.name
    words = solution.read_text("utf-8")
    asked = """HandIn(\\"01\\", marks={\\"Question 1\\": {\\"themes\\": [\\"mercy\\"]}})"""
    assert 'HandIn(\\"01\\")' in words
    solution.write_text(words.replace('HandIn(\\"01\\")', asked), "utf-8")
    said(capsys)
    assert cli.main(["check"]) == 1
    [line] = [one for one in said(capsys) if "mercy" in one]
    assert "HandIn: marks= of 'Question 1': There is no theme 'mercy'. The themes are:" in line
    assert line.startswith("solutions/")
