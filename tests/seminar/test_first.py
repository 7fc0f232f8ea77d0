"""The first page says what a teacher needs in five minutes, and each fact about a person once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from closereader import cli
from closereader.seminar import collect
from closereader.seminar.pack import write_pack
from tests.seminar.making import a_mark, handin, zipped
from tests.seminar.shown import Page

if TYPE_CHECKING:
    from pathlib import Path

ASK = "02/exercise-question-4"
LONG = "It names a passage and says what its words do. " * 6
FALSE = "the masses hated freedom so much"
MARKS = {2: (a_mark(2),), 3: (a_mark(3, "our corner"),)}
WHERE = "alieva-2024 ¶7"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The words of the first page of a class of seven."""
    folder = tmp_path_factory.mktemp("first")
    said = {
        "Ann Lee": "Twelve words.",
        "Bo Ray": f"{LONG} “{FALSE}” (post-2022 ¶4).",
        "Cy Ng": f"{LONG} “{FALSE}” (post-2022 ¶4).",
        "Di Fox": f"{LONG} “due to his absence of contacts” ({WHERE}).",
    }
    members = {
        f"{name}_{number}_assignsubmission_file_/handin.html": handin(
            number, name, answers={ASK: {"kind": "prose", "text": text}},
            marks=MARKS.get(number, ()),
        )
        for number, (name, text) in enumerate(said.items(), 1)
    }  # fmt: skip
    members["Viktor Lang_9_assignsubmission_file_/02_exclusion.ipynb"] = b"{}"
    members["Yusuf Arslan_8_assignsubmission_file_/essay.docx"] = b"x"
    (folder / "upload.zip").write_bytes(zipped(members))
    names = (*said, "Viktor Lang", "Yusuf Arslan", "Zoë Weiß")
    found = collect([folder / "upload.zip"], names=names)
    pack = write_pack(found, folder / "pack", names=names).folder
    return re.sub(r"\s+", " ", Page(pack / "index.html").words)


def section(index: str, name: str, end: str) -> str:
    return index.split(name, 1)[1].split(end, 1)[0]


def test_who_is_missing_stands_with_what_they_sent_instead(index: str) -> None:
    missing = section(index, "Missing: 3", "Under half")
    viktor, yusuf, zoe = re.split(r"(?=Yusuf Arslan:|Zoë Weiß:)", missing)
    assert "Viktor Lang: No hand-in of exercise 02 was found." in viktor
    assert "Sent instead: " in viktor
    assert "02_exclusion.ipynb" in viktor
    assert "essay.docx" in yusuf
    assert "Sent instead" not in zoe


def test_who_wrote_under_half_of_the_words_asked_is_named_with_the_counts(index: str) -> None:
    little = section(index, "Under half of the words asked for: 1", "No passage marked")
    assert "Ann Lee, exercise 02: Question 4, 2 of 30 words" in little


def test_who_marked_nothing_is_named(index: str) -> None:
    assert "No passage marked: 2" in index
    unmarked = section(index, "No passage marked: 2", "For the seminar")
    assert "Ann Lee" in unmarked
    assert "Di Fox" in unmarked


def test_what_divides_the_class_stands_in_its_words(index: str) -> None:
    divided = section(index, "Passages that divide the class most", "Quoted otherwise")
    assert "We appreciate the way you have tried to theorise our corner of the world" in divided
    assert "(artiukh-2022 ¶4, sentence 1): Exclusion, marked by 1 of 2" in divided


def test_misquotations_are_counted_with_the_true_words_beside(index: str) -> None:
    false = section(index, "Quoted otherwise than it stands: 2", "A wrong paragraph cited")
    assert false.count(FALSE) == 1
    assert "the masses hated the freedom" in false
    assert "2 readers: Cy Ng, Bo Ray." in false


def test_wrong_paragraphs_are_gathered(index: str) -> None:
    wrong = section(index, "A wrong paragraph cited: 1", "Exercise 02")
    assert "due to his absence of contacts" in wrong
    assert "They stand in alieva-2024 ¶4." in wrong
    assert "1 reader: Di Fox." in wrong


def test_each_question_is_called_by_its_words(index: str) -> None:
    assert "Question 4: Does the post report exclusion, exclude by its wording, or both?" in index
    assert "(4 of 4 answered, 1 with less than asked)" in index


def test_a_clean_class_is_said_to_be_one(tmp_path: Path) -> None:
    text = LONG * 2
    content = handin(1, "Ann", marks=(a_mark(1),), answers={ASK: {"kind": "prose", "text": text}})
    (tmp_path / "a.html").write_bytes(content)
    out = write_pack(collect([tmp_path / "a.html"]), tmp_path / "pack").folder
    words = Page(out / "index.html").words
    assert "Nobody is missing, and nobody wrote under half of what was asked." in words
    assert "All quotations stand as they are quoted, and no passage divides." in words


def test_one_hand_in_of_another_exercise_makes_nobody_else_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [f"N{number}" for number in range(1, 6)]
    members = {
        f"{name}_{number}_assignsubmission_file_/a.html": handin(number, name)
        for number, name in enumerate(names[:4], 1)
    }
    other = {"exercise": {"id": "01", "title": "Three voices"}}
    members["N5_5_assignsubmission_file_/b.html"] = handin(5, "N5", **other)
    (tmp_path / "upload.zip").write_bytes(zipped(members))
    (tmp_path / "class.txt").write_text("\n".join(names), encoding="utf-8")
    found = collect([tmp_path / "upload.zip"], names=names)
    assert [one.name for one in found.findings if one.kind == "missing"] == ["N5"]
    assert [one.other for one in found.findings if one.kind == "other"] == ["N5"]
    assert found.exercises == ("02", "01")
    command = ["collect", str(tmp_path / "upload.zip"), "--class", str(tmp_path / "class.txt")]
    assert cli.main(command) == 1
    told = capsys.readouterr().out
    assert "4 hand-ins of exercise 02.\n1 hand-in of exercise 01.\nMissing (1):" in told
    words = re.sub(r"\s+", " ", Page(tmp_path / "pack-02" / "index.html").words)
    assert "of a class of 5" in words
    missing = section(words, "Missing: 1", "Under half" if "Under half" in words else "No passage")
    assert "N5: No hand-in of exercise 02 was found." in missing
    assert "Sent instead: upload.zip › N5_5_assignsubmission_file_/b.html: It is of" in missing
    assert words.index("Exercise 02:") < words.index("Exercise 01:")


def test_of_many_findings_the_window_names_ten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.html").write_bytes(handin(1, "N1"))
    names = ["N1", *(f"Person {number}" for number in range(12))]
    (tmp_path / "class.txt").write_text("\n".join(names), encoding="utf-8")
    command = ["collect", str(tmp_path / "a.html"), "--class", str(tmp_path / "class.txt")]
    assert cli.main(command) == 1
    told = capsys.readouterr().out
    assert told.count("No hand-in of exercise 02") == 10
    assert "and 2 more: see the first page of the pack." in told


def test_a_pseudonym_stands_with_the_name_on_the_class_list(tmp_path: Path) -> None:
    members = {
        "Leyla Schmidt_7_assignsubmission_file_/a.html": handin(1, "Quiet Heron"),
        "Schmidt Anna_8_assignsubmission_file_/a.html": handin(2, "Anna Schmidt"),
    }
    (tmp_path / "upload.zip").write_bytes(zipped(members))
    names = ["Anna Schmidt", "Leyla Schmidt"]
    found = collect([tmp_path / "upload.zip"], names=names)
    for nameless in (False, True):
        pack = write_pack(found, tmp_path / f"p{nameless}", names=names, nameless=nameless).folder
        words = re.sub(r"\s+", " ", Page(pack / "index.html").words)
        assert ("Quiet Heron (class list: Leyla Schmidt)" in words) != nameless
        assert words.count("class list:") == (0 if nameless else 1)


def test_all_files_that_are_not_there_are_named_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "klasse.txt").write_text("A", encoding="utf-8")
    assert cli.main(["collect", "handins.zip", "--class", "class.txt"]) == 2
    assert capsys.readouterr().err == (
        f"closereader: handins.zip and class.txt: not in {tmp_path}. Put them there, or write the "
        "whole path in quotation marks. There are: klasse.txt.\n"
    )
