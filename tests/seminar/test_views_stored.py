"""Readings in a marking pack: they come back as they were, and nothing else is taken for them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from closereader.seminar import CollectError, collect, from_handins, open_seminar
from closereader.seminar.pack import write_pack
from closereader.seminar.readings import Reading
from closereader.seminar.stored import FILE, read_readings, readings_json
from tests.house.tree import ROOT
from tests.seminar.readers import CORNER, HOSTILE, LETTER, THANKS, reading, three

FIXTURES = Path(__file__).with_name("fixtures")


def stored(tmp_path: Path, *readings: Reading) -> Path:
    path = tmp_path / FILE
    path.write_text("".join(readings_json(readings)), "utf-8")
    return path


def test_readings_come_back_as_they_were(tmp_path: Path) -> None:
    readings = (
        *three().readings,
        reading("Anna", [(CORNER, "agency", HOSTILE)], when="second"),
    )
    assert read_readings(stored(tmp_path, *readings)) == readings


def test_a_pack_opens_as_the_handins_it_was_made_from(tmp_path: Path) -> None:
    got = collect([FIXTURES])
    write_pack(got, tmp_path / "pack")
    opened = open_seminar(tmp_path / "pack")
    assert set(map(repr, opened.readings)) == set(
        map(repr, from_handins((*got.handins, *got.earlier)))
    )
    # In another order: that of the numbers in the list beside the pack.
    assert sorted(map(repr, opened.readings)) == sorted(map(repr, open_seminar(FIXTURES).readings))
    assert {one.when for one in opened.readings} == {"first", "second"}
    assert opened.source == "the marking pack “pack”"


def test_names_can_be_hidden_in_a_pack_too(tmp_path: Path) -> None:
    write_pack(collect([FIXTURES]), tmp_path / "pack")
    hidden = open_seminar(tmp_path / "pack", nameless=True)
    names = {one.name for one in hidden.readings}
    assert names == {f"Reader {number}" for number in range(1, 7)}
    assert {one.name for one in open_seminar(FIXTURES, nameless=True).readings} == names


SPOILED: dict[str, Any] = {
    "format": lambda whole: whole.update(format="other"),
    "edition": lambda whole: whole["texts"].update({LETTER: "sha256:0"}),
    "unknown text": lambda whole: whole["texts"].update({"nowhere": "sha256:0"}),
    "place": lambda whole: whole["readings"][0]["marks"][LETTER][0].__setitem__(1, 10**9),
    "no number": lambda whole: whole["readings"][0]["marks"][LETTER][0].__setitem__(0, "0"),
    "theme": lambda whole: whole["readings"][0]["marks"][LETTER][0].__setitem__(2, ["agency"]),
    "note": lambda whole: whole["readings"][0]["marks"][LETTER][0].__setitem__(4, None),
    "name": lambda whole: whole["readings"][0].update(name=7),
    "when": lambda whole: whole["readings"][0].update(when="third"),
    "readings": lambda whole: whole.update(readings={"a": 1}),
}


@pytest.mark.parametrize("how", SPOILED)
def test_a_damaged_file_is_refused_in_one_sentence(tmp_path: Path, how: str) -> None:
    path = stored(tmp_path, reading("Anna", [(THANKS, "exclusion")]))
    whole = json.loads(path.read_text(encoding="utf-8"))
    SPOILED[how](whole)
    path.write_text(json.dumps(whole), encoding="utf-8")
    with pytest.raises(CollectError, match="closereader collect"):
        read_readings(path)


@pytest.mark.parametrize("words", ["", "[" * 100_000, "[]", "null", '{"format": 1}'])
def test_what_is_no_such_file_is_refused(tmp_path: Path, words: str) -> None:
    (tmp_path / FILE).write_text(words, encoding="utf-8")
    with pytest.raises(CollectError, match="closereader collect"):
        read_readings(tmp_path / FILE)


def test_a_pack_without_readings_is_a_sentence_in_the_lesson(tmp_path: Path) -> None:
    write_pack(collect([FIXTURES]), tmp_path / "pack")
    (tmp_path / "pack" / FILE).unlink()
    said = repr(open_seminar(tmp_path / "pack"))
    assert said == "readings.json cannot be read. Make the pack again with `closereader collect`."


def test_a_pack_beside_the_handins_is_found_and_several_are_to_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = tmp_path / "course"
    for name in ("seeds", "solutions/readings"):
        shutil.copytree(ROOT / name, course / name)
    monkeypatch.setenv("CLOSEREADER_COURSE", str(course))
    monkeypatch.delenv("CLOSEREADER_SEEDS", raising=False)
    got = collect([FIXTURES])
    write_pack(got, course / "pack-02")
    assert open_seminar().source == "the marking pack “pack-02”"
    write_pack(got, course / "pack-05")
    assert repr(open_seminar()) == ('Name one of pack-02, pack-05, as in open_seminar("pack-02").')
    shutil.copytree(FIXTURES, course / "handins")
    assert open_seminar().source == "7 hand-ins in “handins”"
    assert open_seminar("pack-05").source == "the marking pack “pack-05”"
