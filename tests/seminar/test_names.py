"""A class list and names as computers write them: nobody is called missing who is there."""

from __future__ import annotations

import unicodedata
import zipfile
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closereader.seminar import Collected, CollectError, collect, read_names
from closereader.seminar._names import (
    Fit,
    Register,
    bare,
    by_last_name,
    canonical,
    pairs,
    words_of,
)
from closereader.seminar._outline import open_outline
from closereader.seminar.roster import Roster, anonymous
from closereader.seminar.tables import complete
from closereader.seminar.who import Who
from tests.seminar.making import handin, zipped

CLASS = (
    "Zoë Müller",
    "Ann Lee",
    "Юлия Иванова",
    "María José García López Ruiz",
    "Jørgen Bjørnæs",
    "Łukasz Żak",
    "Pat O'Brien",
    "Anna-Lena Weiß",
)


def decomposed(name: str) -> str:
    return unicodedata.normalize("NFD", name)


def garbled(name: str, alphabet: str) -> str:
    """Give a name as Python reads it in a zip that does not say its alphabet."""
    return name.encode(alphabet).decode("cp437")


@pytest.mark.parametrize(
    ("label", "name"),
    [
        (decomposed("Zoë Müller"), "Zoë Müller"),
        ("zoë  MÜLLER", "Zoë Müller"),
        ("müllerzoë", "Zoë Müller"),
        ("Lee, Ann", "Ann Lee"),
        ("García López Ruiz, María José", "María José García López Ruiz"),
        ("Ruiz García María López José", "María José García López Ruiz"),
        ("obrienpat", "Pat O'Brien"),
        ("Pat O’Brien", "Pat O'Brien"),
        ("Anna Lena WEISS", "Anna-Lena Weiß"),
        ("иванова юлия", "Юлия Иванова"),
    ],
)
def test_the_same_words_fit_in_any_order(label: str, name: str) -> None:
    assert Register(CLASS).find([label]) == Fit(frozenset({name}), loose=False)
    assert Register([decomposed(one) for one in CLASS]).find([label]).names == {decomposed(name)}


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Zoe Muller", "Zoë Müller"),
        ("Zoe Mueller", "Zoë Müller"),
        ("mllerzo", "Zoë Müller"),
        ("Joergen Bjoernaes", "Jørgen Bjørnæs"),
        ("Jorgen Bjornaes", "Jørgen Bjørnæs"),
        ("zaklukasz", "Łukasz Żak"),
        (garbled("Юлия Иванова", "cp866"), "Юлия Иванова"),
        (garbled("Иванова Юлия", "cp1251").replace("\u00a0", "\ufffd"), "Юлия Иванова"),
        (garbled("Zoë Müller", "cp1252"), "Zoë Müller"),
        (garbled("Łukasz Żak", "cp852"), "Łukasz Żak"),
    ],
)
def test_what_fits_only_by_a_looser_key_is_said_to(label: str, name: str) -> None:
    assert Register(CLASS).find(["Quiet", label]) == Fit(frozenset({name}), loose=True)


@pytest.mark.parametrize(
    "label", ["", "Ann", "Lee", "Zoë", "handin", "x", "Anna Lee", "Zo Mller B"]
)
def test_less_or_more_than_a_name_does_not_fit(label: str) -> None:
    assert Register(CLASS).find([label]).names == frozenset()


def test_the_exact_name_goes_before_the_looser_key() -> None:
    register = Register(["Zoë Müller", "Zoe Muller"])
    assert register.find(["Zoë Müller"]) == Fit(frozenset({"Zoë Müller"}), loose=False)
    assert register.find(["Zoe Muller"]) == Fit(frozenset({"Zoe Muller"}), loose=False)
    assert register.find(["Zoé Muller"]).names == frozenset()  # it might be either


def test_a_short_rest_of_a_name_is_nobody() -> None:
    assert Register(["Юлия Li", "Øé Ån"]).find(["li"]).names == frozenset()
    assert Register(["Øé Ån"]).find(["n"]).names == frozenset()


def test_names_that_sound_alike_are_paired_once() -> None:
    files = [["x", "mllerzoe"], ["Yuliya Ivanova"], ["Quiet"], ["Julia Iwanowa"]]
    assert pairs(["Юлия Иванова", "Zoë Müller", "Bo"], files) == {0: 1, 1: 0}
    assert pairs(["Олександр Шевченко"], [["Oleksandr Shevchenko"]]) == {0: 0}
    assert pairs(["Ann Lee"], [["Bo Brown"], []]) == {}
    assert pairs(["Ann"] * 101, [["Ann"]] * 100) == {}


NAMES = st.lists(st.text("aäeéioöuüßøłæбвгя", min_size=2, max_size=8), min_size=1, max_size=5).map(
    " ".join
)


@given(NAMES, st.randoms(use_true_random=False))
def test_any_name_is_found_in_any_order_and_form(name: str, chance: object) -> None:
    words = list(words_of(name))
    chance.shuffle(words)  # type: ignore[attr-defined]
    register = Register([name])
    for label in (" ".join(words), "".join(words), decomposed(" ".join(words)), name.upper()):
        assert register.find([label]).names == {name}
    assert register.find([bare(name)]).names == {name}
    assert canonical(decomposed(name)) == canonical(f" {name.upper()} ")


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_letters_are_a_name_or_none(name: str, label: str) -> None:
    register = Register([name, "Ann Lee"])
    assert register.find([label]).names <= {name, "Ann Lee"}
    pairs([name], [[label]])


def test_a_very_long_name_is_compared_without_trying_all_orders() -> None:
    name = " ".join(f"ab{'a' * (at % 5)}" for at in range(2000))
    assert Register([name]).find([" ".join(reversed(name.split()))]).names == {name}


def of_zip(folder: Path, content: bytes, names: tuple[str, ...]) -> Collected:
    path = folder / "upload.zip"
    path.write_bytes(content)
    return collect([path], names=names)


def unflagged(members: dict[bytes, bytes]) -> bytes:
    """Give a zip whose names are these bytes, without a word about their alphabet."""
    names = [f"{number:0{len(name)}}" for number, name in enumerate(members)]
    content = zipped(dict(zip(names, members.values(), strict=True)), zipfile.ZIP_STORED)
    for plain, name in zip(names, members, strict=True):
        content = content.replace(plain.encode(), name)
    return content


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_utf_8_names_without_the_flag_are_read(form: Literal["NFC", "NFD"], tmp_path: Path) -> None:
    folder = unicodedata.normalize(form, "Zoë Müller_1234_assignsubmission_file_")
    found = of_zip(tmp_path, unflagged({f"{folder}/handin.html".encode(): handin(1)}), CLASS[:1])
    assert found.findings == ()
    assert found.file_of(found.handins[0]) == f"upload.zip › {folder}/handin.html"


def test_names_of_an_old_zip_accuse_nobody(tmp_path: Path) -> None:
    folder = "Юлия Иванова_1234_assignsubmission_file_".encode("cp866")
    found = of_zip(tmp_path, unflagged({folder + b"/handin.html": handin(1)}), CLASS[2:3])
    (finding,) = found.findings
    assert (finding.kind, finding.other) == ("loose", "Юлия Иванова")
    assert "accents, alphabets and ways of writing" in str(finding)
    (one,) = found.handins
    kinds = found.kinds[found.file_of(one)]
    line, _ = complete(one, open_outline("02", found.handins), Roster(found.handins), kinds)
    assert "on the class list, but written otherwise" in line.flags


def test_one_missing_and_one_unlisted_that_are_alike_are_said_to_be(tmp_path: Path) -> None:
    upload = {
        "mllerzoe_1_x.html": handin(1, "Quiet"),
        "Ann Lee_2_x.html": handin(2, "Loud"),
        "x.html": handin(3, "Stranger"),
    }
    found = of_zip(tmp_path, zipped(upload), ("Zoë Müller", "Ann Lee", "Cy Ng"))
    missing, zoe, quiet, stranger = found.findings
    assert (missing.kind, missing.name, missing.other) == ("missing", "Cy Ng", "")
    assert (zoe.kind, zoe.name, zoe.other) == (
        "missing", "Zoë Müller", "upload.zip › mllerzoe_1_x.html")  # fmt: skip
    assert "Perhaps it is this one, which is not on the list." in zoe.reason
    assert (quiet.kind, quiet.other) == ("unlisted", "Quiet; perhaps Zoë Müller")
    assert (stranger.kind, stranger.other) == ("unlisted", "Stranger")
    shown = " ".join(map(str, anonymous(found, Who().grown(found)).findings))
    assert not any(name in shown for name in ("Müller", "Quiet", "mllerzoe", "Cy Ng"))


def test_a_file_may_bear_the_name_itself(tmp_path: Path) -> None:
    found = of_zip(tmp_path, zipped({"Ann Lee.html": handin(1, "Quiet")}), ("Ann Lee",))
    assert found.findings == ()


def test_one_reader_whose_name_is_typed_in_two_ways_is_one(tmp_path: Path) -> None:
    for number, name in enumerate(("Zoë Müller", decomposed("Zoë Müller"), "Zoe Muller")):
        made = f"2026-03-0{number + 2}T09:00:00.000Z"
        (tmp_path / f"{number}.html").write_bytes(handin(1, name, made=made))
    found = collect([tmp_path])
    assert (len(found.handins), len(found.earlier)) == (1, 2)
    assert all("Both are kept" in one.reason for one in found.findings)


def test_namesakes_are_told_apart_also_when_one_name_is_decomposed(tmp_path: Path) -> None:
    for number, name in enumerate(("Zoë Müller", decomposed("Zoë Müller")), start=1):
        (tmp_path / f"{number}.html").write_bytes(handin(number, name))
    found = collect([tmp_path])
    assert "same name and another reader id" in found.findings[0].reason
    roster = Roster(found.handins)
    assert all(roster.name(one).endswith("(00000000)") for one in found.handins)


def test_a_class_list_counts_two_people_of_one_name_however_it_is_typed(tmp_path: Path) -> None:
    path = tmp_path / "class.txt"
    path.write_text(f"{decomposed('Zoë Müller')}\nZoë Müller\n", encoding="utf-8")
    assert read_names(path) == ("Zoë Müller", "Zoë Müller")


def test_names_are_sorted_by_their_last_word_in_every_alphabet() -> None:
    ordered = [
        "Zoë Ahmed", "Anna Becker", "Becker, Jonas", "Anna Maria Çelik", "Łukasz Lange",
        "Leyla Məmmədova", "Reader 9", "Reader 10", "Іванна Шевченко", "Tom Smith", "Óscar Ünal",
        "Giorgi ზურაბიშვილი", "", "李 明",
    ]  # fmt: skip
    assert sorted(set(ordered), key=by_last_name) == ordered


@pytest.mark.parametrize("begins", [b"PK\x03\x04\x14\x00", b"\xd0\xcf\x11\xe0\xa1\xb1"])
def test_a_spreadsheet_as_class_list_says_how_to_save_it(begins: bytes, tmp_path: Path) -> None:
    path = tmp_path / "class.xlsx"
    path.write_bytes(begins + b"x" * 99)
    with pytest.raises(CollectError, match=r"is a spreadsheet\. .* as CSV UTF-8 \(\.csv\)"):
        read_names(path)


def test_a_table_of_one_column_is_a_class_list(tmp_path: Path) -> None:
    path = tmp_path / "class.csv"
    path.write_bytes('\ufeff"Schmidt, Anna"\r\nZoë Müller\r\n'.encode())
    assert read_names(path) == ("Schmidt, Anna", "Zoë Müller")
