"""Placements are on disk before anybody else's are shown, and what was first stays as it was."""

from __future__ import annotations

import json
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from closereader import Scale, open_work
from closereader.scale import ScaleError, alpha_in_words, compare, open_scale, words_for

if TYPE_CHECKING:
    from pathlib import Path

IDS = [sentence.id for sentence in open_scale().sentences]


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))
    return tmp_path / "work"


@pytest.fixture
def scale() -> Scale:
    return Scale("05/q2", "Where does it stand?")


def edit(value: object, edit_id: str = "e1", at: str = "2026-03-01T12:03:04.567Z") -> Any:
    return {"id": edit_id, "op": "answer", "at": at, "base": None, "value": value}


def deliver(
    scale: Scale, value: object, edit_id: str = "e1", at: str = "2026-03-01T12:03:04.567Z"
) -> dict[str, Any]:
    """Send one edit; give Python's answer to it."""
    heard: list[dict[str, Any]] = []
    scale.send = lambda content, buffers=None: heard.append(content)  # noqa: ARG005
    scale._heard(scale, {"type": "edits", "edits": [edit(value, edit_id, at)]}, None)
    return heard[-1]


def all_on(value: str) -> dict[str, Any]:
    return {one: {"value": value, "reason": ""} for one in IDS}


def texts_of(scale: Scale) -> str:
    """Everything of a widget that reaches the browser."""
    return json.dumps([scale.question, scale.comparison, scale.kept], ensure_ascii=False)


def test_a_placement_is_on_disk_before_it_is_called_saved(scale: Scale, work: Path) -> None:
    placed = {"s01": {"value": "5", "reason": "it says “chose”"}}
    assert deliver(scale, {"placed": placed, "opened": False})["type"] == "ack"
    [file] = (work / "answers" / "05").glob("*.json")
    assert json.loads(file.read_text(encoding="utf-8"))["value"]["placed"] == placed
    assert scale.placed == {"s01": "5"}
    assert repr(scale) == f"Scale('05/q2'): 1 of {len(IDS)} sentences placed"
    assert Scale("05/q2").placed == {"s01": "5"}


def test_the_others_are_not_in_the_page_until_all_is_placed_and_they_are_asked_for(
    scale: Scale,
) -> None:
    reasons = [
        each.reason for placer in open_scale().placers for each in placer.placed.values()
    ]  # fmt: skip
    assert reasons
    deliver(scale, {"placed": all_on("3"), "opened": False})
    assert scale.comparison == {}
    assert not [reason for reason in reasons if reason in texts_of(scale) + scale.card()]
    deliver(scale, {"placed": all_on("3"), "opened": True}, "e2", "2026-03-01T12:04:00.000Z")
    assert not [reason for reason in reasons if json.dumps(reason, ensure_ascii=False)[1:-1]
                not in texts_of(scale)]  # fmt: skip


def test_they_cannot_be_opened_early(scale: Scale) -> None:
    some = dict(list(all_on("3").items())[:-1])
    answer = deliver(scale, {"placed": some, "opened": True})
    assert answer["type"] == "refused"
    assert "1 have none yet" in answer["why"]
    assert scale.comparison == {}
    assert open_work().answer("05", "q2") is None


def test_what_was_placed_first_is_compared_whatever_changes_later(scale: Scale) -> None:
    deliver(scale, {"placed": all_on("3"), "opened": True})
    before = scale.comparison["pairs"]
    deliver(scale, {"placed": all_on("1"), "opened": True, "first": {}}, "e2",
            "2026-03-01T12:05:00.000Z")  # fmt: skip
    assert scale.placed["s01"] == "1"
    assert scale.comparison["first"]["s01"] == "3"
    assert scale.comparison["pairs"] == before
    # Nothing closes them again: they have been seen.
    deliver(scale, {"placed": all_on("1"), "opened": False}, "e3", "2026-03-01T12:06:00.000Z")
    assert scale.opened
    assert Scale("05/q2").comparison == scale.comparison


def test_three_people_are_compared_in_pairs(scale: Scale) -> None:
    first = open_scale().placers[0]
    mine = {one: {"value": each.value, "reason": ""} for one, each in first.placed.items()}
    deliver(scale, {"placed": mine, "opened": True})
    pairs = {tuple(pair["names"]): pair for pair in scale.comparison["pairs"]}
    assert len(pairs) == 3
    same = pairs["You", first.name]
    assert same["exact"] == same["near"] == same["both"]
    assert same["alpha"] == "1.00"


def test_revealed_shows_two_placements_without_ones_own() -> None:
    scale = Scale("05/q2", revealed=True)
    [pair] = scale.comparison["pairs"]
    assert pair["names"] == [placer.name for placer in open_scale().placers]
    assert repr(scale).endswith("sentences placed, beside 2 other placements")
    card = scale.card()
    for placer in open_scale().placers:
        assert all(each.reason.split(";")[0][:25] for each in placer.placed.values())
        assert card.count(placer.name) > len(IDS)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("nonsense", "for the sentences of this question"),
        ({"placed": [1]}, "for the sentences of this question"),
        ({"placed": {"s99": {"value": "1"}}}, "for the sentences of this question"),
        ({"placed": {"s01": {"value": "6"}}}, "placed on one of 1, 2, 3, 4, 5, ?"),
        ({"placed": {"s01": {"value": 3}}}, "a point, and a reason"),
        ({"placed": {"s01": {"value": "3", "reason": 4}}}, "a point, and a reason"),
        ({"placed": {"s01": {"value": "3", "reason": "x" * 301}}}, "at most 300"),
    ],
)
def test_what_is_not_so_is_refused_with_a_sentence(scale: Scale, value: object, said: str) -> None:
    answer = deliver(scale, value)
    assert (answer["type"], answer["retry"]) == ("refused", False)
    assert said in answer["why"]


def test_an_answer_of_another_kind_is_said_and_not_overwritten() -> None:
    open_work().save_answer("05", "q2", {"text": "an essay"})
    scale = Scale("05/q2")
    assert "05/q2" in scale.problem
    saved = open_work().answer("05", "q2")
    assert saved is not None
    assert saved.value == {"text": "an essay"}


def test_a_placement_on_disk_that_is_none_is_left_out() -> None:
    wrong = {"s01": {"value": "9"}, "s03": 3, "s04": {"value": "2", "reason": ""}}
    open_work().save_answer("05", "q2", {"placed": wrong, "opened": True, "first": [1]})
    scale = Scale("05/q2")
    assert scale.placed == {"s04": "2"}
    assert scale.comparison["first"] == {}


def test_some_sentences_may_be_chosen_and_a_wrong_one_is_said() -> None:
    scale = Scale("05/q2", sentences=["s04", "s01"])
    assert [each["id"] for each in scale.question["sentences"]] == ["s04", "s01"]
    with pytest.raises(ScaleError, match="s99"):
        Scale("05/q2", sentences=["s99"])
    with pytest.raises(ScaleError, match="at least one"):
        Scale("05/q2", sentences=[])
    with pytest.raises(ValueError, match="no slash"):
        Scale("q2")


def test_the_door_holds_the_paragraph_around_the_sentence(scale: Scale) -> None:
    for each in scale.question["sentences"]:
        assert len(each["around"]) == 2, each["cited"]
    first = scale.question["sentences"][0]
    assert first["around"][0].startswith("Russia had a chance")
    assert first["around"][1].startswith(" The country groaned")


def test_the_card_has_every_sentence_and_no_placement(scale: Scale) -> None:
    card = scale.card()
    for sentence in open_scale().sentences:
        assert f"({sentence.cited})" in card
    assert "First reader" not in card
    assert "Shift+Enter" in card


def said_of(first: str, second: str) -> str:
    """What is said of two people who placed six sentences."""
    people = {"A": dict(enumerate_ids(first)), "B": dict(enumerate_ids(second))}
    numbers = {one: at for at, one in enumerate("abcdef", start=1)}
    return " ".join(words_for(compare(people, "abcdef"), numbers))


def enumerate_ids(points: str) -> list[tuple[str, str]]:
    return list(zip("abcdef", points, strict=True))


def test_the_words_name_the_sentences_that_carry_the_difference() -> None:
    far = said_of("512345", "112335")
    assert "1 of 6 sentences are two points or more apart" in far
    assert "The widest: sentence 1 (4 points)." in far
    assert "leave out any one sentence, and it lies between" in far
    near = said_of("512345", "412344")
    assert "2 of 6 are one point apart: sentence 1, 6." in near
    assert "it is the same one" in said_of("512345", "512345")
    assert "In 1 of 6 somebody chose “cannot say”" in said_of("?12345", "512345")
    assert all("Agreement is not truth" in one for one in (far, near))
    assert "nobody to compare with" in " ".join(words_for(compare({}, "ab"), {}))
    assert alpha_in_words(None) == "not defined"
    assert alpha_in_words(-0.25) == "−0.25"


def test_what_another_kernel_has_opened_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = Scale("05/q2", sentences=["s01"]), Scale("05/q2", sentences=["s01"])
    monkeypatch.setattr(here, "changed", lambda kind, of: None)  # noqa: ARG005 - hears of nothing
    there.keep({"placed": {"s01": {"value": "5", "reason": ""}}, "opened": True})
    assert "beside" not in repr(here)
    here.keep({"placed": {"s01": {"value": "1", "reason": ""}}, "opened": False})
    assert "beside 2 other placements" in repr(here)
    assert here.value is not None
    assert here.value["first"] == {"s01": "5"}


OWN = dict(zip(IDS, "523144152513", strict=True))


def partner() -> Scale:
    return Scale("05/exercise-question-5-partner", "Place.", partner_of="05/q2")


def place_ones_own(*, opened: bool) -> None:
    later = {one: {"value": "1", "reason": ""} for one in IDS}
    before = {one: {"value": value, "reason": ""} for one, value in OWN.items()}
    value = {"placed": later if opened else before, "opened": opened}
    open_work().save_answer("05", "q2", value | ({"first": OWN} if opened else {}))


def test_without_ones_own_points_it_says_where_to_place_them() -> None:
    asked = partner().question
    assert "do question 2 of lesson 05, then reload this page" in asked["prompt"]
    assert asked["label"] == "Your partner’s points"


@pytest.mark.parametrize("opened", [True, False])
def test_ones_own_line_is_what_was_placed_before_the_others_were_seen(opened: bool) -> None:
    place_ones_own(opened=opened)
    assert ": 5 2 3 1 4 4 1 5 2 5 1 3\n" in partner().question["prompt"]


def test_a_partner_is_compared_with_oneself_and_with_nobody_else() -> None:
    place_ones_own(opened=True)
    scale = partner()
    theirs = {one: {"value": value, "reason": ""} for one, value in OWN.items()}
    theirs["s01"]["value"] = "1"
    deliver(scale, {"placed": theirs, "opened": False})
    assert scale.comparison == {}
    deliver(scale, {"placed": theirs, "opened": True}, "e2", "2026-03-01T12:04:00.000Z")
    [pair] = scale.comparison["pairs"]
    assert (pair["names"], pair["exact"]) == (["Your partner", "You"], 11)
    assert scale.comparison["gaps"] == [["s01", 4]]
    assert repr(scale).endswith("12 of 12 sentences placed, beside your own points")
    card = scale.card()
    assert "Your partner's place: 1" in unescape(card)
    assert [placer.name for placer in open_scale().placers if placer.name in card] == []
    theirs["s01"]["value"] = "5"  # a slip of the hand, mended
    deliver(scale, {"placed": theirs, "opened": True}, "e3", "2026-03-01T12:05:00.000Z")
    assert scale.comparison["pairs"][0]["exact"] == 12


def test_what_one_has_not_placed_is_said_and_not_compared() -> None:
    few = {"s01": {"value": "5", "reason": ""}, "s03": 3, "s99": {"value": "5"}}
    open_work().save_answer("05", "q2", {"placed": few, "opened": False})
    scale = partner()
    assert "11 of 12 have no place there" in scale.question["prompt"]
    deliver(scale, {"placed": all_on("5"), "opened": True})
    assert scale.comparison["pairs"][0]["both"] == 1
    assert scale.comparison["others"]["s03"] == [{"name": "You", "value": "?", "reason": ""}]
