"""One numbering for packs and screens: random, kept beside the pack, and a way back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from closereader import cli
from closereader.handin import read_handin
from closereader.seminar import CollectError, collect, open_seminar
from closereader.seminar._uploads import upload_of
from closereader.seminar.pack import write_pack
from closereader.seminar.pack_handins import read_handins
from closereader.seminar.who import FILE, Who, read_who, rows_of
from tests.seminar.making import FIXTURES, a_mark, handin, reader_id, zipped

ASK = "02/exercise-question-4"


def folder_of(tmp_path: Path, *numbers: int) -> Path:
    folder = tmp_path / "in"
    folder.mkdir(exist_ok=True)
    for number in numbers:
        name = f"N{number:02}"
        upload = folder / f"{name}_{100 + number}_assignsubmission_file_"
        upload.mkdir(exist_ok=True)
        (upload / "a.html").write_bytes(handin(number, name, marks=(a_mark(number),)))
    return folder


def numbers(folder: Path) -> dict[str, str]:
    return {row["name"]: row["number"] for row in rows_of(read(folder))}


def read(folder: Path) -> str:
    return (folder / FILE).read_bytes().decode("utf-8-sig")


def test_numbers_stay_when_a_late_hand_in_comes(tmp_path: Path) -> None:
    write_pack(collect([folder_of(tmp_path, *range(1, 9))]), tmp_path / "pack")
    before = numbers(tmp_path)
    assert sorted(map(int, before.values())) == list(range(1, 9))
    write_pack(collect([folder_of(tmp_path, 0)]), tmp_path / "pack")
    after = numbers(tmp_path)
    assert after.pop("N00") == "9"
    assert after == before


def test_numbers_are_drawn_and_not_ranked(tmp_path: Path) -> None:
    found = collect([folder_of(tmp_path, *range(1, 9))])
    orders = {tuple(Who().grown(found).numbers().items()) for _ in range(20)}
    assert len(orders) > 10
    ids = {row.id for _ in range(2) for row in Who().grown(found).rows}
    assert len(ids) == 16


def test_page_and_screen_call_everybody_by_one_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = collect([FIXTURES])
    write_pack(found, tmp_path / "pack")
    write_pack(found, tmp_path / "blind", nameless=True)
    monkeypatch.setattr("closereader.seminar.opening.course_folder", lambda: tmp_path)
    named = open_seminar("pack").readings
    screen = open_seminar("pack", nameless=True).readings
    page = open_seminar("blind", nameless=True).readings
    by_number = numbers(tmp_path)
    assert [one.name for one in screen] == [f"Reader {by_number[one.name]}" for one in named]
    assert {one.name: one.marks for one in screen} == {one.name: one.marks for one in page}


def test_the_hand_ins_themselves_are_numbered_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_of(tmp_path, *range(1, 6))
    write_pack(collect([folder]), tmp_path / "blind", nameless=True)
    monkeypatch.setattr("closereader.seminar.opening.course_folder", lambda: tmp_path)
    page, screen = (
        {one.name: one.marks for one in open_seminar(at, nameless=True).readings}
        for at in ("blind", "in")
    )  # fmt: skip
    assert page == screen


def test_a_blind_pack_has_days_and_ids_that_nobody_can_compute(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 1, 2)
    first = write_pack(collect([folder]), tmp_path / "a" / "pack", nameless=True).folder
    second = write_pack(collect([folder]), tmp_path / "b" / "pack", nameless=True).folder
    items = [
        set(re.findall(r'"id": "(urn:uuid:[^"]+)", "type": "Annotation"', words))
        for words in ((pack / "annotations.jsonld").read_text("utf-8") for pack in (first, second))
    ]
    assert len(items[0]) == 2
    assert items[0].isdisjoint(items[1])
    for path in first.rglob("*.*"):
        words = path.read_text(encoding="utf-8")
        assert not re.search(r"\d\d:\d\d UTC|T(?!00:00:00\.00\dZ)\d\d:\d\d:\d\d", words), path.name


def test_a_blind_pack_lists_the_answers_that_hold_a_name(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number, said in enumerate(("With Larsson Emma.", "The West is plural.", "Ask Vole."), 1):
        answers = {ASK: {"kind": "prose", "text": said}}
        (folder / f"{number}.html").write_bytes(handin(number, f"N{number}", answers=answers))
    names = ("Emma Larsson", "Vole West")
    pack = write_pack(collect([folder]), tmp_path / "p", nameless=True, names=names).folder
    index = (pack / "index.html").read_text(encoding="utf-8")
    listed = index.split("is in no text:")[1]
    assert listed.count("exercise 02: Question 4") == 2
    by_number = numbers(tmp_path)
    assert f">Reader {by_number['N1']}</a>" in listed
    assert f">Reader {by_number['N3']}</a>" in listed


def test_under_anonymous_the_screen_says_no_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folder_of(tmp_path, 1, 2)
    (folder / "N03 wrong.pdf").write_bytes(b"x")
    later = handin(1, "N01", made="2026-03-03T10:11:00.000Z")
    (folder / "N01 again.html").write_bytes(later)
    assert cli.main(["collect", str(folder), "--anonymous", "--out", str(tmp_path / "p")]) == 1
    said = capsys.readouterr().out
    assert "No hand-in (1)" in said
    assert "Handed in more than once (1)" in said
    assert not re.search(r"N0\d|10:11|assignsubmission", said.replace(str(tmp_path), ""))


def test_a_list_that_a_spreadsheet_wrote_again_is_read(tmp_path: Path) -> None:
    found = collect([folder_of(tmp_path, 1, 2)])
    write_pack(found, tmp_path / "pack")
    before = read_who(tmp_path)
    words = read(tmp_path).replace(",", ";").replace(";02;", ";2;")
    (tmp_path / FILE).write_text(words, encoding="utf-8", newline="")
    assert read_who(tmp_path).rows == before.rows


EMPTY = "number;id;name;reader\n"


@pytest.mark.parametrize("words", ["number,id\r\n1,x\r\n", "\0", '"', EMPTY])
def test_a_damaged_list_stops_and_is_not_replaced(words: str, tmp_path: Path) -> None:
    found = collect([folder_of(tmp_path, 1)])
    (tmp_path / FILE).write_text(words, encoding="utf-8", newline="")
    if words == EMPTY:  # an empty list is no damage
        assert len(read_who(tmp_path)) == 0
        return
    with pytest.raises(CollectError, match="Put it right"):
        write_pack(found, tmp_path / "pack")
    assert (tmp_path / FILE).read_bytes() == words.encode()
    assert not (tmp_path / "pack").exists()


@pytest.mark.parametrize(
    ("file", "number", "prefix"),
    [
        ("a.zip › Anna B_48214_assignsubmission_file_/h.html", "48214",
         "Anna B_48214_assignsubmission_file_/"),
        ("Anna B_48214_assignsubmission_file_h.html", "48214",
         "Anna B_48214_assignsubmission_file_"),
        ("x.zip › bannna_48214_998877_h_1.html", "48214", "bannna_48214_998877_"),
        ("x.zip › banna_LATE_48214_998877_h.html", "48214", "banna_LATE_48214_998877_"),
        ("Abgaben/B_Anna_abl_48214/h.html", "48214", "B_Anna_abl_48214/"),
        ("handin-02-anna-351d1af7.html", "", ""),
        ("anna_b.html", "", ""),
    ],
)  # fmt: skip
def test_the_platform_is_known_by_what_it_wrote(file: str, number: str, prefix: str) -> None:
    found = upload_of(file)
    assert (found.number, found.prefix) == (number, prefix)


def test_namesakes_have_the_platform_s_number_and_are_not_accused(tmp_path: Path) -> None:
    upload = {
        f"Anna Schmidt_{48213 + number}_assignsubmission_file_/h.html": handin(
            number, "Anna Schmidt"
        )
        for number in (1, 2)
    }
    (tmp_path / "u.zip").write_bytes(zipped(upload))
    found = collect([tmp_path / "u.zip"], names=("Anna Schmidt", "Anna Schmidt"))
    assert [(one.kind, "tell them apart" in one.reason) for one in found.findings] == [
        ("namesake", True)
    ]
    pack = write_pack(found, tmp_path / "pack").folder
    index = (pack / "index.html").read_text(encoding="utf-8")
    assert "Anna Schmidt (48214)" in index
    assert "Anna Schmidt (48215)" in index
    assert "more than once" not in index
    one = collect([tmp_path / "u.zip"], names=("Anna Schmidt",) * 3).findings
    assert [(each.kind, each.name) for each in one][:1] == [("missing", "Anna Schmidt")]


def test_a_copied_work_folder_makes_two_people(tmp_path: Path) -> None:
    handins = [read_handin(handin(1, name)) for name in ("Ann", "Ben")]
    assert {one.reader for one in handins} == {reader_id(1)}
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("Ann", "Ben"):
        (folder / f"{name}.html").write_bytes(handin(1, name))
    write_pack(collect([folder]), tmp_path / "pack")
    assert sorted(numbers(tmp_path)) == ["Ann", "Ben"]


def test_a_zip_of_late_ones_alone_does_not_replace_the_pack(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = folder_of(tmp_path, 1, 2)
    late = tmp_path / "late"
    late.mkdir()
    (late / "N03.html").write_bytes(handin(3, "N03"))
    for shown in ([], ["--anonymous"]):
        pack = str(tmp_path / f"pack{len(shown)}")
        assert cli.main(["collect", str(first), "--out", pack, *shown]) == 0
        assert cli.main(["collect", str(late), "--out", pack, *shown]) == 2
        said = capsys.readouterr().err
        assert "holds 2 hand-ins that are not in what you gave. Give the earlier zip too" in said
        assert cli.main(["collect", str(first), str(late), "--out", pack, *shown]) == 0
        assert len(read_handins(Path(pack))) == 3


def test_the_next_exercise_does_not_replace_the_pack(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, pack = folder_of(tmp_path, 1, 2), str(tmp_path / "pack")
    assert cli.main(["collect", str(first), "--out", pack]) == 0
    next_one = tmp_path / "next"
    next_one.mkdir()
    exercise = {"id": "03", "title": "Rentier states"}
    (next_one / "N01.html").write_bytes(handin(1, "N01", exercise=exercise))
    assert cli.main(["collect", str(next_one), "--out", pack]) == 2
    assert "is the pack of exercise 02, and these are hand-ins of exercise 03" in (
        capsys.readouterr().err
    )
    assert len(read_handins(Path(pack))) == 2
