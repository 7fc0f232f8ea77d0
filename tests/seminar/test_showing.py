"""A view of people's readings: its messages hold what is shown, and nothing else does."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from closereader.pages import cells
from closereader.seminar import (
    Seminar,
    SeminarView,
    agreement_figure,
    contested_sheet,
    difference_map,
    heat_map,
    only_sheet,
    unmarked_sheet,
)
from closereader.seminar._tree import TAGS, tree
from closereader.seminar.people import SeminarOfPeople, numbers
from tests.house.tree import ROOT
from tests.seminar.readers import HOSTILE, LETTER, THANKS, reading, three

if TYPE_CHECKING:
    from collections.abc import Callable

VIEWS = (heat_map, difference_map, agreement_figure, contested_sheet, unmarked_sheet, only_sheet)
NAMES = ("Anna", "Ben", "Cleo")


def people() -> SeminarOfPeople:
    return SeminarOfPeople(three().readings, "a test")


def shown(view: SeminarView, **asked: Any) -> dict[str, Any]:
    sent: list[dict[str, Any]] = []
    view.send = lambda content, buffers=None: sent.append(content)  # noqa: ARG005
    view._heard(view, {"type": "show", "view": "v", "n": 3, **asked}, None)
    (answer,) = sent
    assert (answer["type"], answer["view"], answer["n"]) == ("shown", "v", 3)
    return answer


def kept(view: SeminarView) -> str:
    """Give all that a notebook could keep of a view: its outputs, and the state of its model."""
    bundle = view._repr_mimebundle_()
    assert bundle is not None
    state = {name: value for name, value in view.get_state().items() if name[0] != "_"}
    return json.dumps([bundle, state], default=str, ensure_ascii=False)


@pytest.mark.parametrize("make", VIEWS, ids=lambda each: each.__name__)
def test_a_view_keeps_a_card_only(make: Callable[..., Any]) -> None:
    view = make(people(), LETTER, names=True)
    assert isinstance(view, SeminarView)
    whole = kept(view)
    assert [one for one in (*NAMES, "Who taught?", "onerror") if one in whole] == []
    assert "not saved into this notebook" in whole


def test_the_seminar_itself_keeps_a_card_only() -> None:
    bundle = people()._repr_mimebundle_()
    assert bundle is not None
    assert not [one for one in NAMES if one in str(bundle) + repr(people())]
    assert "A seminar of 3 readers" in repr(people())


def test_names_are_shown_when_they_are_asked_for() -> None:
    view = contested_sheet(people(), LETTER)
    assert isinstance(view, SeminarView)
    without, with_names = (json.dumps(shown(view, names=each)) for each in (False, True))
    assert "Who taught?" in without
    assert "Who taught?" in with_names
    assert not [one for one in NAMES if one in without]
    assert "Anna marked" in with_names
    assert "Reader 1 marked" in without or "Reader 2 marked" in without


def test_a_name_in_a_problem_goes_with_the_others() -> None:
    problem = "Not drawn, of Anna: 2 (no certain place here, or an unknown theme)."
    anna, *others = people().readings
    lost = type(anna)(anna.name, anna.marks, anna.when, (problem,))
    here = SeminarOfPeople((lost, *others), "a test", (problem,))
    said = str(here.without_names())
    assert "Anna" not in said
    assert "of Reader" in here.without_names().notes[0]


def test_numbers_tell_nothing_of_the_alphabet_and_stay() -> None:
    found = [f"Name {each:02}" for each in range(30)]
    label = numbers(found, {})
    assert sorted(label.values(), key=lambda one: int(one.split()[1])) == [
        f"Reader {each}" for each in range(1, 31)
    ]
    assert [label[one] for one in found] != [f"Reader {each}" for each in range(1, 31)]
    assert numbers([*found, "Late"], {"Late": 7})["Late"] == "Reader 7"
    assert numbers(label.values(), {}) == {one: one for one in label.values()}


def test_two_sides_that_were_named_are_found_under_their_numbers() -> None:
    view = difference_map(people(), LETTER, "Anna", ["Ben", "Cleo"])
    assert isinstance(view, SeminarView)
    said = json.dumps(shown(view))
    assert "group B (2 readers)" in said
    assert not [one for one in NAMES if one in said]


def test_the_model_readings_are_shown_as_they_were() -> None:
    assert not isinstance(heat_map(three(), LETTER), SeminarView)
    assert "Anna" in repr(Seminar(three().readings))


def test_a_tree_has_known_tags_and_text() -> None:
    found = tree(f"<p>a<strong>b</strong><script>1</script></p><img src=x>{'&lt;b&gt;'}<ul><li>c")
    assert found == [["p", "a", ["strong", "b"], "1"], "<b>", ["ul", ["li", "c"]]]
    assert "script" not in TAGS


def test_a_table_keeps_its_name() -> None:
    """Loose words in a table are drawn as a row of their own, below its head."""
    [table] = tree(cells.table("Who marked it", ("Place",), [("¶1",)]))
    assert table[:2] == ["table", ["caption", "Who marked it"]]
    front = (ROOT / "src/closereader/seminar/front/parts.js").read_text(encoding="utf-8")
    [drawn] = re.findall(r'const TAGS = new Set\("([^"]+)"', front)
    assert set(drawn.split()) == TAGS


def test_a_hostile_note_is_text_in_the_message() -> None:
    view = contested_sheet(
        SeminarOfPeople((reading("Ann", [(THANKS, "exclusion", HOSTILE)]), reading("Bo")), "t"),
        LETTER,
    )
    assert isinstance(view, SeminarView)
    texts: list[str] = []

    def walk(node: Any) -> None:
        if isinstance(node, str):
            texts.append(node)
        else:
            assert node[0] in TAGS
            for each in node[1:]:
                walk(each)

    for part in shown(view)["parts"]:
        for node in part["tree"]:
            walk(node)
    assert any(HOSTILE in each for each in texts)
