"""A marking pack shows everything as words, holds what it says, and replaces nobody's work."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from closereader import cli
from closereader.figures import model_readings
from closereader.handin import exercise_notebook, open_sheet, read_handin
from closereader.handin.progress import progress
from closereader.seminar import CollectError, collect
from closereader.seminar.pack import default_folder, write_pack
from closereader.seminar.pack_models import (
    open_models,
)
from closereader.seminar.pack_rubric import ABSENT, open_rubric
from tests.handin.making import sheet_02, short_work, write
from tests.house.tree import ROOT
from tests.seminar.making import FIXTURES, HOSTILE, PROSE, a_mark, handin, reader_id
from tests.seminar.shown import Page, pages, rows

if TYPE_CHECKING:
    from typing import Any

ASK = "02/exercise-question-4"

LINK = re.compile(r"[a-z0-9./_-]+|#main|#part-\d+")


def test_there_is_a_page_for_each_question_and_each_reader(pack: Path) -> None:
    found = pages(pack)
    assert [name for name in sorted(found) if name.startswith("questions/")] == [
        *(f"questions/02-0{number}-question-{number}.html" for number in range(1, 7)),
        "questions/02-07-question-3.html",
    ]
    assert len([name for name in found if name.startswith("readers/")]) == 7
    assert [*pack.glob("readers/reader-00?-second-thought-02-earlier-1.html")]


def test_links_are_relative_and_lead_somewhere(pack: Path) -> None:
    found = pages(pack)
    for name, page in found.items():
        for link in page.links:
            to, _, place = link.partition("#")
            assert not place or f'id="{place}"' in page.text, (name, link)
            assert not to or (pack / name).parent.joinpath(to).resolve().is_file(), (name, link)
    reached = {
        (pack / "index.html").parent.joinpath(link).resolve() for link in found["index.html"].links
    }
    assert {(pack / name).resolve() for name in found if "earlier" not in name} - reached == {
        (pack / "index.html").resolve()
    }


def test_a_question_has_its_answers_its_rubric_and_the_model_readings(pack: Path) -> None:
    words = Page(pack / "questions" / "02-03-question-3.html").words
    assert "4 of 6 readers answered." in words
    assert "No answer from:Quick PencilSecond Thought" in words
    assert "Is losing a higher rank exclusion?" in words
    assert "No: a privilege is not a place (reading A)." in words  # of the solution
    assert "settles it by what one thinks of Russia" in words  # its own table, once
    assert "repeats the text, or praises or blames its author" not in words  # that of its part
    assert "Verbatim in alieva-2024 ¶4." in words
    assert "Reading A" in words
    assert "in 2 answers" in words
    assert "Do not give it to students" in words


def test_a_question_that_asks_for_marks_counts_them(pack: Path) -> None:
    words = Page(pack / "questions" / "02-02-question-2.html").words
    assert "Exclusion: alieva-2024 3, artiukh-2022 2, post-2022 3" in words
    assert "notes 8 of 8; moves: Claim 8" in words
    assert "Counter-passages: alieva-2024 ¶" in words
    assert "Marks that model readings A and B both make" in words


def test_a_lesson_question_that_does_not_count_has_no_rubric(pack: Path) -> None:
    words = Page(pack / "questions" / "02-07-question-3.html").words
    assert words.count("does not count, so it has no rubric.") == 1


@pytest.mark.parametrize("number", [f"0{one}" for one in range(1, 8)])
def test_the_question_of_a_lesson_that_counts_has_one_rubric_in_guide_and_pack(
    number: str,
) -> None:
    rubric = open_rubric(number)
    ((heading, shown),) = rubric.lesson.items()
    revised = {
        one.given["again"].replace("/q", ": Question ")
        for one in open_sheet(exercise_notebook(number)).questions
        if one.given.get("again")
    }
    assert f"{number}: {heading}" in revised
    assert heading not in rubric.shown or rubric.shown[heading] != shown
    guide = (ROOT / "docs" / "teacher.md").read_text(encoding="utf-8")
    _, _, there = guide.partition(f"**Lesson {number}, {heading.lower()}**\n\n")
    assert there
    rows = there.partition("\n\n")[0].splitlines()
    assert [row.split("|")[1].strip(" *") for row in rows[2:]] == [
        "Reasons", "Counter-passage", "Limits",
    ]  # fmt: skip
    plain = re.sub(r"<[^>]+>", "", str(rubric.of_lesson(heading)))
    for row in rows[2:]:
        for sample in row.split("|")[2:5]:
            assert html.unescape(sample.strip().replace("*", "")) in html.unescape(plain)


def test_a_readers_page_is_the_hand_in_without_its_data(pack: Path) -> None:
    found = Page(*pack.glob("readers/reader-00?-margin-writer-02.html"))
    assert "23 passages marked" in found.words
    assert found.tags.count("mark") >= 20
    assert "closereader-data" not in found.text


def test_a_listener_finds_every_part_of_every_page(pack: Path) -> None:
    for name, page in pages(pack).items():
        body = page.text.partition("<body>")[2]
        if name != "index.html":  # nothing stands before its main part
            assert body.startswith('<a href="#main" class="skip">'), name
        assert re.findall(r"<(?:section|nav|aside)(?![^>]*aria-label)[^>]*>", body) == [], name
    assert "<nav aria-label" in pages(pack)["index.html"].text


def test_nothing_on_any_page_can_run_or_fetch(pack: Path, hostile: Path) -> None:
    for folder in (pack, hostile):
        for name, page in pages(folder).items():
            bad = {"script", "img", "iframe", "object", "link", "form", "base", "embed", "video"}
            ours = {"script"} if name.startswith("questions/") else set()
            assert not bad - ours & set(page.tags), name
            assert_one_script(page.text, 1 if ours else 0)
            assert not {one for one in page.names if one.startswith("on")}, name
            assert "src" not in page.names, name
            assert all(LINK.fullmatch(link) for link in page.links), name
            assert "default-src &#x27;none&#x27;" in page.text
            assert "\u202e" not in page.text


def assert_one_script(text: str, count: int) -> None:
    """A page has no script, or the one whose digest its policy names."""
    scripts = re.findall(r"<script[^>]*>(.*?)</script>", text, re.DOTALL)
    assert len(scripts) == text.count("<script") == count
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    named = re.findall(r"script-src ([^;]*)", policy[1].replace("&#x27;", "'"))
    digests = [base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in scripts]
    assert named == [f"'sha256-{one}'" for one in digests]


def test_the_index_says_beside_each_reader_what_is_missing(pack: Path) -> None:
    assert "No passage is marked in the texts of this exercise" in pages(pack)["index.html"].words


def test_the_pack_says_what_is_less_than_asked_as_the_student_was_told(tmp_path: Path) -> None:
    file = write(short_work(tmp_path), "02", tmp_path / "in")
    short = progress(read_handin(file.read_bytes()), sheet_02()).short
    out = write_pack(collect([tmp_path / "in"]), tmp_path / "pack").folder
    (row,) = rows(out / "completeness.csv")
    assert row["less than asked"] == " ".join(short)
    assert (row["answered"], row["missing"]) == ("6", "")
    found = pages(out)
    (reader,) = [page for name, page in found.items() if name.startswith("readers/")]
    for sentence in short:
        assert sentence in found["index.html"].words
        assert sentence in reader.words
    index = found["index.html"].words
    assert re.search(
        r"Question 5: Which of .* … \(1 of 1 answered, 1 with less than asked\)", index
    )
    assert re.search(r"Question 3: Is .* \(1 of 1 answered\)", index)
    for number, sentence in ((1, short[0]), (2, short[1]), (5, short[3])):
        _, _, state = sentence.rstrip(".").partition(": ")
        assert state in found[f"questions/02-0{number}-question-{number}.html"].words


def test_hostile_words_are_shown_as_words(hostile: Path) -> None:
    shown = HOSTILE.replace("\u202e", "\ufffd")
    found = pages(hostile)
    assert shown in found["questions/02-04-question-4.html"].words
    assert found["index.html"].words.count(shown) >= 1
    reader = next(page for name, page in found.items() if name.startswith("readers/reader-002"))
    assert "Answers to questions that this version does not ask" in reader.words
    assert "zz-none" in reader.words


def test_an_anonymous_pack_has_no_name_and_no_id(tmp_path: Path) -> None:
    upload = tmp_path / "Anna Meyer_12_assignsubmission_file_"
    upload.mkdir()
    answers = {ASK: {"kind": "prose", "text": "Nothing of mine."}}
    for number, name in ((1, "Zebra"), (2, "Yak"), (2, "Xerus")):
        content = handin(number, name, marks=(a_mark(number, creator_name=name),), answers=answers)
        (upload / f"{name}.html").write_bytes(content)
    (upload / "Walrus.pdf").write_bytes(b"x")
    found = collect([tmp_path], names=("Anna Meyer", "Vole"))
    out = write_pack(found, tmp_path / "pack", nameless=True).folder
    for path in out.rglob("*"):
        words = path.name + (path.read_text(encoding="utf-8") if path.is_file() else "")
        for name in ("Zebra", "Yak", "Xerus", "Walrus", "Anna", "Vole", reader_id(1)[9:],
                     reader_id(2)[9:], reader_id(901)[9:]):  # fmt: skip
            assert name.lower() not in words.lower(), (path.name, name)
    readers = {row["reader"] for row in rows(out / "completeness.csv")}
    assert readers == {"Reader 1", "Reader 2", "Reader 3"}
    assert "1 name on the class list" in Page(out / "index.html").words
    again = write_pack(found, tmp_path / "again", nameless=True).folder
    # ids of marks are drawn each time
    drawn = {"annotations.jsonld", "handins.jsonl", "closereader-pack.json"}
    assert [(p.relative_to(out), p.read_bytes()) for p in sorted(out.rglob("*.*"))
            if p.name not in drawn] == [
        (p.relative_to(again), p.read_bytes()) for p in sorted(again.rglob("*.*"))
        if p.name not in drawn
    ]  # fmt: skip


def test_a_pack_replaces_itself_and_nothing_else(tmp_path: Path) -> None:
    found = collect([FIXTURES])
    out = tmp_path / "pack"
    write_pack(found, out)
    write_pack(found, out)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pack", "who-is-who.csv"]
    (out / "completeness.csv").write_text("my marks", encoding="utf-8")
    with pytest.raises(CollectError, match=r"completeness\.csv was added or changed"):
        write_pack(found, out)
    foreign = tmp_path / "mine"
    foreign.mkdir()
    (foreign / "thesis.md").write_text("x", encoding="utf-8")
    with pytest.raises(CollectError, match="holds other files"):
        write_pack(found, foreign)
    with pytest.raises(CollectError, match="is no folder"):
        write_pack(found, foreign / "thesis.md")
    assert (foreign / "thesis.md").read_text(encoding="utf-8") == "x"
    assert (out / "completeness.csv").read_text(encoding="utf-8") == "my marks"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine", "pack", "who-is-who.csv"]


def test_a_pack_is_not_collected(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(handin(1))
    write_pack(collect([tmp_path]), tmp_path / "pack")
    assert len(collect([tmp_path]).handins) == 1
    assert collect([tmp_path]).findings == ()


def test_without_solutions_the_pages_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("closereader.seminar.pack_rubric.course_folder", lambda: tmp_path)
    monkeypatch.setattr(
        "closereader.seminar.pack_models.model_readings",
        lambda: model_readings(folder=tmp_path),
    )
    assert open_rubric("02").titles == ()
    assert "not on this computer" in open_models().problem
    found = collect([FIXTURES / "no-marks.html"])
    write_pack(found, tmp_path / "pack")
    words = Page(tmp_path / "pack" / "questions" / "02-03-question-3.html").words
    assert ABSENT in words
    assert "their marks cannot be shown" in words


def test_an_exercise_without_a_notebook_is_shown_by_its_answers(tmp_path: Path) -> None:
    changed: dict[str, Any] = {"exercise": {"id": "zz", "title": HOSTILE}}
    content = handin(1, answers={"zz/q10": PROSE, "zz/q9": PROSE}, **changed)
    (tmp_path / "a.html").write_bytes(content)
    out = write_pack(collect([tmp_path]), tmp_path / "pack").folder
    assert sorted(path.name for path in (out / "questions").iterdir()) == [
        "zz-01-zz-q9.html", "zz-02-zz-q10.html"]  # fmt: skip


def test_an_endless_answer_is_cut(tmp_path: Path) -> None:
    answers = {ASK: {"kind": "prose", "text": "“no such words at all” " * 9000}}
    (tmp_path / "a.html").write_bytes(handin(1, answers=answers))
    out = write_pack(collect([tmp_path]), tmp_path / "pack").folder
    assert "its beginning is shown" in Page(out / "questions" / "02-04-question-4.html").words


def test_the_default_folder_lies_beside_what_was_collected(tmp_path: Path) -> None:
    found = collect([FIXTURES])
    assert default_folder(found, tmp_path / "upload.zip") == tmp_path.resolve() / "pack-02"


def test_the_command_collects_and_reports(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "pack"
    assert cli.main(["collect", str(FIXTURES), "--out", str(out), "--anonymous"]) == 1
    said = capsys.readouterr().out
    assert "6 hand-ins of exercise 02." in said
    assert "Handed in more than once (1):" in said
    assert str(out / "index.html") in said
    marker = json.loads((out / "closereader-pack.json").read_text(encoding="utf-8"))
    assert set(marker["files"]) == {
        path.relative_to(out).as_posix() for path in out.rglob("*.*")
    } - {"closereader-pack.json"}
    clean = str(FIXTURES / "no-marks.html")
    assert cli.main(["collect", clean, "--out", str(tmp_path / "one")]) == 0
    (tmp_path / "x.pdf").write_bytes(b"x")
    assert cli.main(["collect", str(tmp_path / "x.pdf")]) == 2
    assert "no pack was made" in capsys.readouterr().err
