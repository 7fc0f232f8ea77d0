"""Every student gets their own page back, with what was said of their own words, and no other's."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from closereader import cli
from closereader.exchange.table import csv_bytes
from closereader.handin.data import BACK
from closereader.seminar import collect
from closereader.seminar._outline import open_outline
from closereader.seminar.marking import (
    COLUMNS,
    Comment,
    answer_digest,
    comment_json,
    read_marking,
)
from closereader.seminar.pack import write_pack
from closereader.seminar.pack_handins import read_handins
from closereader.seminar.who import read_who
from tests.seminar.making import FIXTURES, HOSTILE, a_mark, handin, reader_id, zipped
from tests.seminar.shown import Page, rows

if TYPE_CHECKING:
    from pathlib import Path

ASK = "02/exercise-question-4"
AT = "2026-03-05T10:00:00.000Z"
SAYS = "The post says “the masses” (post-2022 ¶4) where it could name people."
FOLDERS = {
    "moodle": "{name}_{number}_assignsubmission_file_/handin.html",
    "canvas": "{name}_{number}_99{number}_handin.html",
    "ilias": "Sheet/{name}_First_login_{number}/handin.html",
}


def prose(text: str) -> dict[str, str]:
    return {"kind": "prose", "text": text}


def packed(
    tmp_path: Path, form: str = "moodle", *, nameless: bool = False, said: str = SAYS, many: int = 3
) -> Path:
    """Make a pack of readers N1, N2 … whose upload came from a platform."""
    members = {
        FOLDERS[form].format(name=f"N{number}", number=480 + number): handin(
            number, f"N{number}", answers={ASK: prose(f"{said} My number is {number}{number}.")}
        )
        for number in range(1, many + 1)
    }
    (tmp_path / "upload.zip").write_bytes(zipped(members))
    return write_pack(
        collect([tmp_path / "upload.zip"]), tmp_path / "pack", nameless=nameless
    ).folder


def comment(exact: str, text: str, body: str = "Who?", **changed: Any) -> Comment:
    start = text.index(exact)
    end = start + len(exact)
    about = {"prefix": text[max(0, start - 32) : start], "suffix": text[end : end + 32]}
    return Comment(reader_id(77), ASK, body, AT, exact, start=start, end=end, **about | changed)


def record(pack: Path, number: int, **changed: Any) -> list[Any]:
    """Give a row of a marking file about reader N1, N2 …"""
    name = f"N{number}"
    row = next(row for row in read_who(pack.parent).rows if row.name == name)
    handins = read_handins(pack)
    outline = open_outline("02", handins)
    own = next(one for one in handins if one.reader in {row.id, row.reader})
    question = changed.get("question", "Question 4")
    asked = next((one for one in outline.asked if one.heading == question), outline.asked[0])
    given = {
        "reader": row.id, "name": name, "exercise": "02", "question": "Question 4",
        "rubric": {"Reasons": "strong", "Limits": "thin"},
        "remark": f"Remark for {number}{number}.",
        "comments": (), "answer": answer_digest(own, asked), "at": AT,
    } | changed  # fmt: skip
    given["rubric"] = json.dumps(given["rubric"])
    given["comments"] = json.dumps([comment_json(one) for one in given["comments"]])
    return [given[name] for name in COLUMNS]


def saved(pack: Path, *records: list[Any], name: str = "marking.csv") -> Path:
    path = pack.parent / name
    path.write_bytes(csv_bytes(COLUMNS, records))
    return path


def returned(*words: object) -> tuple[int, dict[str, str], Path]:
    """Run the command; give its code, the pages of the zip by their names, and the folder."""
    code = cli.main(["return", *map(str, words)])
    folder = next(one for one in words if hasattr(one, "parent")).parent / "feedback"
    with zipfile.ZipFile(folder / "feedback.zip") as archive:
        return code, {n: archive.read(n).decode() for n in archive.namelist()}, folder


@pytest.mark.parametrize(
    ("form", "name", "person"),
    [
        ("moodle", "N2_482_assignsubmission_file_/feedback-02.html",
         ("platform", "482")),
        ("canvas", "N2_482_99482_feedback-02.html", ("ID", "482")),
        ("ilias", "N2_First_login_482/feedback-02.html", ("platform", "482")),
    ],
)  # fmt: skip
def test_there_and_back_with_every_platform(
    form: str, name: str, person: tuple[str, str], tmp_path: Path
) -> None:
    pack = packed(tmp_path, form)
    said = comment("the masses", f"{SAYS} My number is 22.", "Who are they?")
    marking = saved(pack, record(pack, 1), record(pack, 2, comments=(said,)))
    code, pages, folder = returned(pack, marking, "--points", "2,1,0")
    assert code == 0
    assert len(pages) == 3
    own = pages[name]
    assert '“<mark class="said">the masses</mark><sup>1</sup>”' in own
    assert "Who are they?" in own
    assert "Remark for 22." in own
    assert re.search(r"<strong>Reasons: strong</strong> – \w+", own)
    assert re.search(r"<strong>Limits: thin</strong> – \w+", own)
    grades = {row[person[0]]: row for row in rows(folder / "grades.csv")}
    grade = grades[person[1]]
    assert "2" in {grade.get("Grade"), grade.get("Exercise 02"), grade.get("grade")}
    assert sorted(one.name for one in (folder / "pages").iterdir()) == sorted(
        f"reader-{row.number:03}-{row.name.lower()}-02.html" for row in read_who(tmp_path).rows
    )


def test_nobody_elses_words_stand_on_a_page_and_nothing_runs(tmp_path: Path) -> None:
    pack = packed(tmp_path)
    _, pages, _ = returned(pack, saved(pack, *(record(pack, n) for n in (1, 2, 3))))
    for name, words in pages.items():
        own = name[1]
        for number in "123":
            assert (f"My number is {number}{number}." in words) == (number == own)
            assert (f"Remark for {number}{number}." in words) == (number == own)
        assert re.findall(r"<script[^>]*>", words) == [
            f'<script type="application/json" id="{BACK}">'  # data, which no browser runs
        ]
        assert "script-src" not in words
        assert "default-src &#x27;none&#x27;" in words
        assert "reading A" not in words  # model answers only when asked for


def test_model_answers_are_shown_when_asked_for(tmp_path: Path) -> None:
    pack = packed(tmp_path)
    _, pages, _ = returned(pack, saved(pack, record(pack, 1)), "--models")
    assert all("Mainly a report (reading A)." in words for words in pages.values())


def test_a_blind_pack_finds_its_way_back(tmp_path: Path) -> None:
    pack = packed(tmp_path, nameless=True)
    code, pages, _ = returned(pack, saved(pack, record(pack, 2)))
    assert code == 0
    own = pages["N2_482_assignsubmission_file_/feedback-02.html"]
    assert "<strong>N2</strong>" in own
    assert "My number is 22." in own
    assert "Remark for 22." in own


def test_words_that_a_teacher_writes_are_words(tmp_path: Path) -> None:
    pack = packed(tmp_path, said=f"{HOSTILE} and “the masses”")
    text = next(one for one in read_handins(pack) if one.name == "N1").answers[ASK].value["text"]
    shown = "".join(c if c.isprintable() or c in "\n\t" else "\ufffd" for c in text)
    said = comment("parent.ran=1", shown, HOSTILE)
    marking = saved(
        pack, record(pack, 1, remark=HOSTILE, comments=(said,), rubric={HOSTILE: HOSTILE})
    )
    _, pages, folder = returned(pack, marking)
    own = pages["N1_481_assignsubmission_file_/feedback-02.html"]
    assert own.count("<script") == 1  # its own data
    assert "<img" not in own
    assert '<mark class="said">parent.ran=1</mark>' in own
    for table in folder.glob("*.csv"):
        for row in csv.reader(io.StringIO(table.read_text("utf-8-sig"), newline="")):
            assert not any(cell[:1] in "=+-@" for cell in row if cell)


def test_an_answer_that_changed_keeps_its_comments(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = packed(tmp_path)
    text = f"{SAYS} My number is 11."
    kept, lost = comment("could name people", text, "Whom?"), comment("The post", text, "Which?")
    marking = saved(pack, record(pack, 1, comments=(kept, lost)))
    pack = packed(tmp_path, said=SAYS.replace("The post says", "It is said that the post says"))
    code, pages, _ = returned(pack, marking)
    assert code == 1
    assert "Changed after they were marked: N1, Question 4." in capsys.readouterr().out
    own = pages["N1_481_assignsubmission_file_/feedback-02.html"]
    assert '<mark class="said">could name people</mark>' in own
    assert "no longer there for certain: <q>The post</q>" in own
    assert "You handed this answer in again" in own


def test_what_does_not_fit_is_said_and_not_lost(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = packed(tmp_path)
    good = record(pack, 1)
    others = [
        record(pack, 1, reader=reader_id(99), name="Stranger"),
        record(pack, 1, exercise="05"),
        record(pack, 2, question="Question 99"),
    ]
    broken = record(pack, 3)
    broken[COLUMNS.index("comments")] = '[{"id": 1}]'
    newer = record(pack, 1, remark="Newer.", at="2026-03-06T10:00:00.000Z")
    first = saved(pack, good, *others, broken)
    second = saved(pack, newer, name="marking (1).csv")
    code, pages, folder = returned(pack, first, second)
    said = capsys.readouterr().out
    assert code == 1
    assert "Newer." in pages["N1_481_assignsubmission_file_/feedback-02.html"]
    for sentence in (
        "Stranger: no hand-in in this pack, and none before. Not returned.",
        "About exercise 05, which is not in this pack: 1 remark.",
        "perhaps of an older collect: N2, Question 99.",
        "1 older remark was replaced by newer ones",
        "marking.csv, row 6: cannot be read",
        "Nothing was said of: N2; N3.",
    ):
        assert sentence in said
    left = rows(folder / "not-returned.csv")
    assert [row["remark"] for row in left] == ["Remark for 11.", "Remark for 11.", "Remark for 22."]
    assert len(read_marking([folder / "not-returned.csv"]).records) == 3


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (b"\xff\xfe", "is not UTF-8"),
        (b"a,b\r\n1,2\r\n", "is no marking file"),
        (None, "cannot be read"),
    ],
)
def test_another_file_is_refused_in_a_sentence(
    words: bytes | None, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = packed(tmp_path)
    path = tmp_path / "x.csv"
    if words is not None:
        path.write_bytes(words)
    assert cli.main(["return", str(pack), str(path)]) == 2
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "feedback").exists()


def test_a_folder_that_is_no_pack_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["return", str(tmp_path), str(tmp_path / "m.csv")]) == 2
    assert "is no marking pack" in capsys.readouterr().err


def test_returned_files_are_replaced_only_when_nobody_changed_them(tmp_path: Path) -> None:
    pack = packed(tmp_path)
    marking = saved(pack, record(pack, 1))
    _, first, folder = returned(pack, marking)
    _, second, _ = returned(pack, marking)
    assert first == second
    (folder / "grades.csv").write_text("my grades", encoding="utf-8")
    assert cli.main(["return", str(pack), str(marking)]) == 2
    assert (folder / "grades.csv").read_text(encoding="utf-8") == "my grades"


def test_a_second_collect_keeps_what_was_marked(tmp_path: Path) -> None:
    pack = packed(tmp_path)
    marking = saved(pack, record(pack, 2))
    pack = packed(tmp_path, many=5)
    code, pages, _ = returned(pack, marking)
    assert code == 0
    assert len(pages) == 5
    assert "Remark for 22." in pages["N2_482_assignsubmission_file_/feedback-02.html"]


def test_the_hand_ins_of_a_pack_are_the_hand_ins(tmp_path: Path) -> None:
    got = collect([FIXTURES])
    pack = write_pack(got, tmp_path / "pack").folder
    again = read_handins(pack)
    for before, after in zip(got.handins, again, strict=True):
        assert (before.name, before.made, before.answers, before.links, before.texts) == (
            after.name, after.made, after.answers, after.links, after.texts)  # fmt: skip
        assert before.marks == after.marks


def test_marks_as_answers_come_back_as_well(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    content = handin(1, "N1", marks=(a_mark(1, note="Who is kept out?"),))
    (folder / "a.html").write_bytes(content)
    pack = write_pack(collect([folder]), tmp_path / "pack").folder
    handins = read_handins(pack)
    asked = next(one for one in open_outline("02", handins).asked if one.heading == "Question 2")
    row = record_of_marks(pack, answer_digest(handins[0], asked))
    _, pages, _ = returned(pack, saved(pack, row))
    (own,) = pages.values()
    assert "tried to theorise" in own
    assert "Who is kept out?" in own
    assert "Two more." in own
    asked_there = own.split("<h2>Question 2</h2>")[1].split("<h2>")[0]
    assert asked.prose[:40] in asked_there


def record_of_marks(pack: Path, digest: str) -> list[Any]:
    who = read_who(pack.parent).rows[0]
    return [who.id, who.name, "02", "Question 2", "{}", "Two more.", "[]", digest, AT]


def test_a_page_that_goes_back_reads_well(tmp_path: Path) -> None:
    pack = packed(tmp_path)
    _, _, folder = returned(pack, saved(pack, record(pack, 1)))
    page = Page(next((folder / "pages").glob("*-n1-*.html")))
    assert page.tags.count("h1") == 1
    assert re.search(r"What you quoted: post-2022 ¶4", page.words)
