"""A map holds what Toulmin's layout has, checks its evidence, and says what is missing."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from closereader.annotations import Passage
from closereader.argument import (
    ArgumentError,
    Node,
    TableRow,
    evidence,
    from_dict,
    gaps,
    missing,
    passage_of,
    row_stands,
    settled,
    to_dict,
    to_html,
    to_plain,
)
from closereader.texts import UnknownText, open_text
from tests.argument.making import TEXT, WORDS, lost, maps, passage


def whole() -> Node:
    """Give a map that lacks nothing a program can see."""
    rebuttal = Node("rebuttal", "Not always.", children=(Node("rebuttal", "Mostly."),))
    warrant = Node("warrant", "Rents pay.", children=(Node("backing", "Theory."),))
    grounds = Node("grounds", "It is said.", passage())
    return Node("claim", "Oil.", children=(grounds, warrant, Node("qualifier", "Often."), rebuttal))


def test_nothing_is_missing_from_a_whole_map() -> None:
    assert missing(settled(whole())) == ()


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        (Node("claim"), "A claim has no words yet."),
        (Node("claim", "A"), "The claim “A” has no grounds: what is it built on?"),
        (Node("claim", "A", children=(Node("grounds", "B", lost("words")),)),
         "The evidence of the grounds “B” is not found. There is no text 'gone-1999'"),
        (Node("claim", "A", children=(Node("grounds", "B"),)),
         "The grounds “B” hold no passage and no row of a table."),
        (Node("claim", "A", children=(Node("grounds"),)),
         "The grounds without words hold no passage and no row of a table."),
        (Node("claim", "A", children=(Node("grounds", "B"),)),
         "The claim “A” has no warrant: why do the grounds support it?"),
        (Node("claim", "A", children=(Node("warrant", "B"),)),
         "The warrant “B” has no backing: why should anybody accept it?"),
        (Node("claim", "A", children=(Node("rebuttal", "B"),)),
         "The rebuttal “B” is not met: nothing answers it."),
        (Node("claim", "A", children=(Node("backing", "B"),)),
         "The backing “B” stands below no warrant; a backing supports a warrant."),
        (Node("claim", "A", children=(Node("warrant", "B", children=(Node("qualifier", "C"),)),)),
         "The qualifier “C” stands below no claim; a qualifier limits a claim."),
        (Node("claim", "A"), "Nothing says how far the claim goes: there is no qualifier."),
        (Node("claim", "A"), "Nobody disagrees: there is no rebuttal."),
        (Node("claim", "A", children=(Node("claim", "B"),)), "The claim “B” has no grounds"),
    ],
)  # fmt: skip
def test_what_is_missing_is_said(claim: Node, said: str) -> None:
    assert any(sentence.startswith(said) for sentence in missing(settled(claim)))


def test_a_warrant_may_stand_below_the_grounds_and_a_claim_upon_a_claim() -> None:
    step = Node("grounds", "B", passage(), children=(Node("warrant", "C"),))
    claim = settled(Node("claim", "A", children=(Node("claim", "D", children=(step,)),)))
    assert not [said for said in missing(claim) if "no warrant" in said or "no grounds" in said]


def test_an_answer_needs_no_answer() -> None:
    answer = Node("rebuttal", "B", children=(Node("rebuttal", "C"),))
    assert not [s for s in missing(settled(Node("claim", "A", children=(answer,)))) if "met" in s]


def test_each_gap_names_its_node() -> None:
    claim = settled(Node("claim", "A", children=(Node("grounds", "B"),)))
    found = {gap.node for gap in gaps(claim) if "“B”" in gap.sentence}
    assert found == {claim.children[0].id}


def test_a_passage_is_taken_as_the_text_has_it() -> None:
    assert passage_of(TEXT, WORDS) == passage()
    [found] = evidence(Node("grounds", passage=passage()))
    assert found.cited == f"“{WORDS}” ({TEXT} ¶1)"
    with pytest.raises(ArgumentError, match="stands in several places"):
        passage_of(TEXT, "oil")
    with pytest.raises(ArgumentError, match=re.escape("closest words are “")):
        passage_of(TEXT, "It speaks of gas")
    with pytest.raises(ArgumentError, match=r"begin inside the word “It” \(small-2024 ¶1\)"):
        passage_of(TEXT, "t speaks of oil")
    with pytest.raises(UnknownText):
        passage_of("nobody-1900", "x")


def test_evidence_that_begins_inside_a_word_is_said_to_be_cut() -> None:
    text = open_text(TEXT)
    start = text.body.index("t speaks of oil")
    words = Passage.on(text, start, start + len("t speaks of oil"))
    claim = Node("claim", "A", children=(Node("grounds", "B", words),))
    said = f"Your words begin inside the word “It” ({TEXT} ¶1). Quote whole words."
    assert f"The evidence of the grounds “B” is cut. {said}" in missing(claim)
    assert f"“t speaks of oil” ({TEXT} ¶1) [cut: {said}]" in to_plain(claim)


@pytest.mark.usefixtures("real_course")
def test_a_row_is_looked_up_and_its_value_given_with_its_unit() -> None:
    key = (("iso3", "BLR"), ("year", 2006))
    found = row_stands(TableRow("panel", key, "rents_total_pct_gdp"))
    assert re.fullmatch(r".+: [\d.]+ % of GDP \(panel: BLR, 2006\)", found.cited)
    assert row_stands(TableRow("panel", key)).cited == "(panel: BLR, 2006)"
    people = TableRow("net_migration", (("iso3", "RUS"),), "net_migration_1990_2023")
    assert "12,971,024" in row_stands(people).words
    for wrong in (
        TableRow("panel", (("iso3", "BLR"),)),
        TableRow("panel", key, "rents"),
        TableRow("panels", key),
        TableRow("panel", (("self", 1),)),
        TableRow("panel", (("iso3", "NOT"), ("year", 2006))),
    ):
        assert row_stands(wrong).problem


@pytest.mark.usefixtures("real_course")
def test_words_in_a_row_have_no_unit() -> None:
    row = TableRow("suffrage_events", (("polity", "Switzerland"), ("date", "1971-02-07")), "event")
    assert row_stands(row).words.endswith("Men approve the vote for women in federal elections")


@pytest.fixture
def real_course(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLOSEREADER_COURSE")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": "grounds"}, "begins with its main claim"),
        ({"kind": "opinion"}, "is no part of an argument"),
        ({"kind": "claim", "text": "two\nlines"}, "one line"),
        ({"kind": "claim", "text": "x" * 1001}, "1001 characters"),
        ({"kind": "claim", "text": 7}, "“text” of a part"),
        ({"kind": "claim", "id": "../x"}, "id of a node"),
        ({"kind": "claim", "passage": {"text": "t"}}, "passage cannot be read"),
        ({"kind": "claim", "passage": []}, "passage must be"),
        ({"kind": "claim", "row": {"table": "t"}}, "“table” and “key”"),
        ({"kind": "claim", "row": {"table": "t", "key": {}}}, "needs a key"),
        ({"kind": "claim", "row": {"table": "t", "key": {"a": [1]}}}, "must be text or a number"),
        ({"kind": "claim", "row": {"table": "t", "key": {"a": float("nan")}}}, "text or a number"),
        ({"kind": "claim", "children": "x"}, "must be a list"),
        ({"kind": "claim", "children": [1]}, "must be a JSON object"),
        ({"kind": "claim", "children": [{"kind": "grounds"}] * 200}, "201 parts"),
    ],
)
def test_what_is_no_map_is_refused(fields: object, said: str) -> None:
    with pytest.raises(ArgumentError, match=re.escape(said)):
        from_dict(fields)


def test_a_map_that_is_too_deep_is_refused() -> None:
    fields: dict[str, object] = {"kind": "claim"}
    for _ in range(2000):
        fields = {"kind": "claim", "children": [fields]}
    with pytest.raises(ArgumentError, match="levels deep"):
        from_dict(fields)


def test_ids_are_given_and_kept_apart() -> None:
    twin = Node("grounds", id="n2")
    found = settled(Node("claim", children=(twin, twin, Node("warrant"))))
    ids = [node.id for node in found.walk()]
    assert len(set(ids)) == 4
    assert ids[1] == "n2"
    assert settled(found) == found


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        assert not attrs
        self.tags.append(tag)


@given(maps)
@settings(deadline=None, max_examples=30)
def test_as_text_and_as_html_nothing_is_left_out_and_nothing_is_run(claim: Node) -> None:
    assert from_dict(to_dict(claim)) == claim
    parser = _Texts()
    parser.feed(to_html(claim))
    assert set(parser.tags) <= {"ul", "li", "strong", "em", "br"}
    assert parser.tags.count("li") == len(list(claim.walk()))
    assert all(node.text in to_plain(claim) for node in claim.walk())
    assert repr(claim) == to_plain(claim)
