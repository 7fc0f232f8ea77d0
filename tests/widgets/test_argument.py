"""An argument map keeps what was built, finds its evidence again, and never calls a map right."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from closereader import ArgumentMap, Reader, open_text, open_work
from closereader.argument import Node, passage_of, settled, to_argdown
from closereader.output import html_output
from closereader.tables import UnknownTable
from closereader.texts import UnknownText
from closereader.widgets.argument import _edits

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "small-2024"
WORDS = "It speaks of oil"


pytestmark = pytest.mark.usefixtures("course")


def made(**more: Any) -> ArgumentMap:
    return ArgumentMap("06/q4", "Build it.", claim="Oil explains it.", **more)


def listen(widget: ArgumentMap) -> list[dict[str, Any]]:
    heard: list[dict[str, Any]] = []
    widget.send = lambda content, buffers=None: heard.append(content)  # noqa: ARG005
    return heard


def part(kind: str = "grounds", **more: Any) -> dict[str, Any]:
    """One part as the browser sends it."""
    return {"id": f"p-{kind}", "kind": kind, "text": kind, "note": "", "children": [], **more}


def place(words: str = WORDS, **changes: Any) -> dict[str, Any]:
    start = open_text(TEXT).body.index(words)
    return {"text": TEXT, "s": start, "e": start + len(words), "quote": words, **changes}


def edit(root: dict[str, Any], edit_id: str = "e1", **value: Any) -> dict[str, Any]:
    at = "2026-03-01T12:03:04.567Z"
    value = {"map": root, **value}
    return {"id": edit_id, "op": "answer", "at": at, "base": None, "value": value}


def deliver(widget: ArgumentMap, *edits: dict[str, Any]) -> None:
    widget._heard(widget, {"type": "edits", "edits": list(edits)}, None)


def ask(widget: ArgumentMap, kind: str, **fields: Any) -> dict[str, Any]:
    heard = listen(widget)
    widget._heard(widget, {"type": kind, "id": "a1", **fields}, None)
    [answer] = heard
    assert (answer["type"], answer["id"]) == ("answer", "a1")
    return answer


def test_what_is_built_is_on_disk_before_it_is_called_saved(course: Path) -> None:
    widget = made()
    heard = listen(widget)
    deliver(widget, edit(part("claim", children=[part(passage=place())])))
    assert [message["type"] for message in heard] == ["ack"]
    [file] = (course / "work" / "answers" / "06").glob("*.json")
    stored = json.loads(file.read_text(encoding="utf-8"))["value"]
    assert (stored["kind"], stored["schema"]) == ("argument", 1)
    passage = stored["map"]["children"][0]["passage"]
    assert open_text(TEXT).body[passage["start"] : passage["end"]] == passage["exact"] == WORDS
    again = made()
    shown = again.tree["children"][0]["passage"]
    assert (shown["quote"], shown["label"], shown["lost"]) == (WORDS, f"{TEXT} ¶1", "")
    assert again.map.children[0].text == "grounds"
    assert any("no warrant" in sentence for sentence in again.missing)
    assert again.gaps[0] == {"node": "p-claim", "sentence": again.missing[0]}


def test_what_comes_back_from_the_browser_unchanged_stays_as_it_is() -> None:
    widget = made()
    deliver(widget, edit(part("claim", children=[part(passage=place())])))
    before = widget.map
    deliver(widget, edit(widget.tree, "e2"))
    assert widget.map == before


@pytest.mark.parametrize(
    ("root", "said"),
    [
        (part("claim", passage={"quote": "other words of it"}), "do not stand"),
        (part("claim", passage={"text": "gone-1999"}), "gone-1999"),
        (part("claim", passage={"s": True}), "whole numbers"),
        (part("claim", passage={"e": 10**9}), "no place"),
        (part("claim", passage=[]), "must be an object"),
        (part("claim", passage={"kept": {"text": "x"}}), "passage cannot be read"),
        (part("claim", row=[]), "must be an object"),
        (part("claim", row={"table": "panel", "key": []}), "“table” and “key”"),
        (part("grounds"), "begins with its main claim"),
        (part("opinion"), "no part of an argument"),
        (part("claim", text="x" * 2000), "2000 characters"),
        (part("claim", children="x"), "must be a list"),
        (part("claim", children=[7]), "must be an object"),
        ("nonsense", "must be an object"),
    ],
)
def test_what_is_not_so_is_refused_with_a_sentence(root: Any, said: str) -> None:
    if isinstance(root, dict) and isinstance(changes := root.get("passage"), dict):
        root["passage"] = changes if "kept" in changes else place(**changes)
    widget = made()
    heard = listen(widget)
    deliver(widget, edit(root))
    [message] = heard
    assert (message["type"], message["retry"]) == ("refused", False)
    assert said in message["why"]
    assert open_work().answer("06", "q4") is None


def test_words_that_left_their_text_are_kept_and_named(course: Path) -> None:
    widget = made()
    deliver(widget, edit(part("claim", children=[part(passage=place())])))
    edition = course / "seeds" / f"{TEXT}.md"
    source = edition.read_text(encoding="utf-8")
    edition.write_text(source.replace(WORDS, "Nothing is said of gas"), encoding="utf-8")
    later = made()
    assert later.tree["children"][0]["passage"]["lost"]
    assert any("is not found" in sentence for sentence in later.missing)
    after = {"base": later.kept["modified"], "at": "2026-03-02T12:00:00.000Z"}
    deliver(later, {**edit({**later.tree, "text": "Changed."}, "e2"), **after})
    kept = later.map.children[0].passage
    assert later.map.text == "Changed."
    assert kept is not None
    assert kept.exact == WORDS


def test_marks_can_be_taken_and_words_looked_up() -> None:
    reader = Reader(TEXT)
    reader.mark(WORDS, theme="rentier")
    widget = made()
    assert [mark["quote"] for mark in widget.marks] == [WORDS]
    reader.mark("nothing could change", theme="determinism")
    assert len(widget.marks) == 2
    assert ask(widget, "find", quote=f"“{WORDS}”")["places"][0]["label"] == "¶1"
    assert ask(widget, "find", quote="It speeks of oil")["near"]


def test_a_map_goes_out_and_comes_in() -> None:
    widget = made()
    root = part("claim", children=[part(passage=place())])
    for form, ending in (("argdown", ".argdown"), ("json", ".json")):
        sent = ask(widget, "export", format=form, map=root)
        assert sent["name"] == f"argument-06-q4{ending}"
        read = ask(widget, "import", source=sent["text"])
        assert read["remarks"] == []
        assert _edits.read(read["map"]) == _edits.read(root)
    plain = ask(widget, "export", format="plain", map=root)
    assert f"“{WORDS}” ({TEXT} ¶1)" in plain["text"]
    assert ask(widget, "export", format="pdf", map=root)["problem"].startswith("A map can be")
    assert ask(widget, "import", source=7)["problem"].startswith("What was sent is no text")
    assert ask(widget, "import", source="// nothing")["problem"].startswith("The file holds no")
    assert open_work().answer("06", "q4") is None  # the browser brings it in, as a change


def test_the_map_from_before_an_import_is_kept() -> None:
    widget = made()
    deliver(widget, edit(part("claim", text="New."), before=part("claim", text="Old.")))
    again = made()
    assert (again.tree["text"], again.before["text"]) == ("New.", "Old.")
    deliver(again, {**edit(again.before, "e2"), "at": "2026-03-02T12:00:00.000Z"})
    assert (made().tree["text"], made().before) == ("Old.", None)


@pytest.fixture
def real_course(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLOSEREADER_COURSE")
    monkeypatch.setenv("CLOSEREADER_WORK", str(course / "work"))


@pytest.mark.usefixtures("real_course")
def test_a_row_is_chosen_one_column_after_the_other() -> None:
    widget = ArgumentMap("06/q4", tables=["panel", "cited_people"])
    first = ask(widget, "keys", table="panel", chosen={})
    assert [each["name"] for each in first["key"]] == ["iso3"]
    assert ["BLR", "Belarus (BLR)"] in first["key"][0]["values"]
    assert not first["done"]
    chosen: dict[str, Any] = {"iso3": "BLR", "year": 2006}
    whole = ask(widget, "keys", table="panel", chosen=chosen, column="rents_total_pct_gdp")
    assert whole["done"]
    assert whole["row"]["key"] == chosen
    assert re.search(r"[\d.]+ % of GDP", whole["row"]["words"])
    deliver(widget, edit(part("claim", children=[part(row=whole["row"])])))
    assert repr(widget) == "ArgumentMap('06/q4'): 2 parts, 1 of 1 grounds hold a passage or a row"
    assert "of GDP (panel: BLR, 2006)" in widget.card()
    assert "no column" in ask(widget, "keys", table="panel", chosen=chosen, column="x")["problem"]
    assert "not one of the tables" in ask(widget, "keys", table="suffrage", chosen={})["problem"]


@pytest.mark.usefixtures("real_course")
def test_a_text_or_table_that_does_not_exist_is_the_authors_error() -> None:
    with pytest.raises(UnknownTable):
        ArgumentMap("06/q4", tables=["panels"])
    with pytest.raises(UnknownText):
        ArgumentMap("06/q4", texts="nobody-1900")
    with pytest.raises(ValueError, match="no slash"):
        ArgumentMap("q4")


def test_a_course_without_tables_has_maps_too() -> None:
    assert made().question["tables"] == []


def test_python_can_put_a_map_in() -> None:
    widget = made()
    claim = settled(Node("claim", "A", children=(Node("grounds", "B", passage_of(TEXT, WORDS)),)))
    widget.put(claim)
    assert made().map == claim == widget.map
    assert to_argdown(widget.map).count("\n") == 4


def test_an_answer_that_is_no_map_is_named_and_left_alone() -> None:
    open_work().save_answer("06", "q4", {"kind": "argument", "map": {"kind": "opinion"}})
    widget = made()
    assert "cannot be read" in widget.problem
    assert widget.map.text == "Oil explains it."


def test_it_looks_the_same_everywhere() -> None:
    widget = made()
    assert repr(widget) == "ArgumentMap('06/q4'): 1 part, 0 of 0 grounds hold a passage or a row"
    widget.put(Node("claim", "<script>x</script>"))
    bundle = widget._repr_mimebundle_()
    assert bundle is not None
    assert bundle[0]["text/plain"] == repr(widget)
    card = bundle[0]["text/html"]
    assert "<ul><li><strong>Claim:</strong> &lt;script&gt;" in card
    assert "<script" not in card
    assert card == html_output(widget.card())
