"""The explorer as a widget: what it hears, answers and keeps."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import pytest

from closereader import open_work
from closereader.annotations.checks import stamp
from closereader.tables import TableError
from whose_lessons import Explore

if TYPE_CHECKING:
    from pathlib import Path

    from closereader.work import Work

OIL = "oil_gas_value_pc_2014usd"


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return open_work(tmp_path / "work")


class Page:
    """Plays the browser."""

    def __init__(self, explore: Explore) -> None:
        self.explore = explore
        self.heard: list[dict[str, Any]] = []
        explore.send = lambda content, buffers=None: self.heard.append(content)  # noqa: ARG005
        self.n = 0

    def look(self, add: str = "", **changes: Any) -> dict[str, Any]:
        self.n += 1
        choice = {**self.explore.picture["choice"], **changes}
        message = {"type": "look", "n": self.n, "choice": choice, "add": add}
        self.explore._heard(self.explore, message, [])
        assert self.heard[-1]["n"] == self.n
        return self.heard[-1]

    def keep(self, choice: object) -> dict[str, Any]:
        edit = {"id": str(uuid.uuid4()), "op": "answer", "at": stamp(), "base": None,
                "value": {"kind": "picture", "choice": choice, "title": "made up"}}  # fmt: skip
        self.explore._heard(self.explore, {"type": "edits", "edits": [edit]}, [])
        return next(m for m in reversed(self.heard) if m["type"] in {"ack", "refused"})


def test_a_look_changes_the_picture(work: Work) -> None:
    page = Page(Explore("rents", work=work))
    assert page.look(x=OIL) == {"type": "looked", "n": 1, "why": "", "near": []}
    assert page.explore.choice.x == OIL
    assert page.explore.choice.year == 2014
    assert "oil and gas value per head" in page.explore.summary
    assert repr(page.explore).startswith("Explore('rents')\n\nDo countries with more oil and gas")


def test_what_cannot_be_drawn_leaves_the_picture_and_offers_names(work: Work) -> None:
    page = Page(Explore("rents", work=work))
    before = page.explore.picture
    answer = page.look("Belrus, Norway")
    assert "has no country 'Belrus'" in answer["why"]
    assert answer["near"][0] == ("BLR", "Belarus")
    assert page.look(draw="chosen", countries=[])["why"].startswith("No country is chosen")
    assert page.look(year=2023)["why"].endswith("choose another year or indicator, or other "
                                                "countries.")  # fmt: skip
    assert page.explore.picture == before


def test_names_are_added_as_they_are_typed(work: Work) -> None:
    page = Page(Explore("rents", work=work))
    assert page.look(" kuwait , ESTONIA,nor ")["why"] == ""
    assert page.explore.choice.countries[-2:] == ("KWT", "EST")
    assert page.explore.choice.countries.count("NOR") == 1


@pytest.mark.parametrize(
    "message",
    [
        {"type": "look"},
        {"type": "look", "n": "x", "choice": 7, "add": 9},
        {"type": "look", "choice": {"view": ["across"], "countries": {"a": 1}}},
        {"type": "look", "choice": {"countries": "BLR"}, "add": "Norway"},
        {"type": "look", "choice": {"countries": 7}, "add": "Norway"},
    ],
)
def test_whatever_arrives_is_answered_with_a_sentence_or_a_picture(
    work: Work, message: dict[str, Any]
) -> None:
    page = Page(Explore("rents", work=work))
    page.explore._heard(page.explore, message, [])
    assert isinstance(page.heard[-1]["why"], str)


def test_a_picture_is_kept_with_its_own_words_and_shown_again(work: Work) -> None:
    page = Page(Explore("rents", id="03/q4", work=work))
    assert work.answer("03", "q4") is None
    page.look(x=OIL)
    choice = page.explore.choice
    assert page.keep(choice.to_json())["type"] == "ack"
    assert page.explore.picked == choice
    kept = work.answer("03", "q4")
    assert kept is not None
    assert kept.value["summary"] == page.explore.summary
    assert (
        kept.value["title"]
        == "Do countries with more oil and gas have less liberal democracy? 2014"
    )
    again = Explore("rents", id="03/q4", work=work)
    assert again.choice == choice
    assert "Question 4. Do countries with more oil and gas" in again.card()
    page.keep(None)
    assert page.explore.value == {"kind": "picture", "choice": None}
    assert Explore("rents", id="03/q4", work=work).choice.x == "rents_total_pct_gdp"


def test_what_cannot_be_drawn_is_not_kept(work: Work) -> None:
    page = Page(Explore("rents", id="03/q4", work=work))
    refused = page.keep({"x": "nothing"})
    assert (refused["type"], refused["retry"]) == ("refused", False)
    assert "is not an indicator" in refused["why"]
    assert work.answer("03", "q4") is None


def test_without_an_id_nothing_is_kept(work: Work) -> None:
    page = Page(Explore("rents", work=work))
    refused = page.keep(page.explore.choice.to_json())
    assert refused["type"] == "refused"
    assert "belongs to no question" in refused["why"]
    assert not work.folder.exists() or not list(work.folder.rglob("answers/*"))


def test_a_kept_picture_that_cannot_be_drawn_is_named_and_not_lost(work: Work) -> None:
    work.save_answer("03", "q4", {"kind": "picture", "choice": {"x": "gone"}})
    explore = Explore("rents", id="03/q4", work=work)
    assert explore.choice.x == "rents_total_pct_gdp"
    assert explore.problem == "The picture that you kept cannot be drawn from today's table."
    assert explore.value == {"kind": "picture", "choice": {"x": "gone"}}


def test_a_bad_id_or_choice_is_refused_at_once(work: Work) -> None:
    with pytest.raises(ValueError, match="not the id of a question"):
        Explore("rents", id="q4", work=work)
    with pytest.raises(TableError, match="Did you mean Belarus"):
        Explore("rents", countries=["Belrus"], work=work)
