"""A map goes out to Argdown and comes back whole; other files are read as far as they go."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import HealthCheck, given, settings

from closereader.argument import (
    ArgumentError,
    Node,
    from_json,
    read_argdown,
    read_map,
    settled,
    to_argdown,
    to_json,
)
from tests.argument.making import WORDS, lost, maps, passage

EXACT = settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
FOREIGN = """\
===
title: Elsewhere
===

# Does God exist?

[God]: There is a God,
  who made the world. // a remark
  + <Design>: It looks \\#designed. {source: "Paley"}
    <_ <Blind>: Nature is blind.
  - [Evil]: There is evil.
    - <Freedom>
  >< [None]: There is none.
"""
ELSEWHERE = """\
- Claim: There is a God, who made the world.
    Note: Title: God
  - Grounds: It looks #designed.
      Note: Title: Design
      Note: Data: {source: "Paley"}
    - Rebuttal: Nature is blind.
        Note: Title: Blind
  - Rebuttal: There is evil.
      Note: Title: Evil
    - Rebuttal: Freedom
  - Rebuttal: There is none.
      Note: Title: None"""
STEPS = """\
<Design>: It looks designed.

(1) Watches are designed.
(2) [Like]: The world is like a watch.
-- by analogy --
(3) [God]: There is a God.
"""


@given(maps)
@EXACT
def test_what_goes_out_comes_back_whole(claim: Node) -> None:
    again = read_argdown(to_argdown(claim))
    assert again.claim == claim
    assert again.remarks == ()
    assert read_map(to_argdown(claim)).claim == claim


@given(maps)
@EXACT
def test_json_comes_back_whole(claim: Node) -> None:
    assert from_json(to_json(claim)) == claim
    assert read_map(to_json(claim)) == (claim, ())


@given(maps)
@EXACT
def test_every_line_is_one_element_and_its_data_are_json(claim: Node) -> None:
    head, empty, *tree = to_argdown(claim).removesuffix("\n").split("\n")
    assert head.startswith("// ")
    assert empty == ""
    assert len(tree) == len(list(claim.walk()))
    titles = [re.match(r" *(?:[+\-_] )?(\[Claim \d+\]|<[A-Z]\w+ \d+>)", line) for line in tree]
    assert len({found[1] for found in titles if found}) == len(tree)
    for line in tree:
        words, _, data = line.partition(' {"id"')
        assert json.loads('{"id"' + data)["kind"]
        assert not re.search(r"(?<!\\)(?:\\\\)*[{}@*]|(?<!\\)(?:\\\\)*//", words)
        assert "{" not in data.replace('{"', "").replace("{}", "")  # the strings hold no brace


def test_how_it_is_written() -> None:
    rebuttal = Node("rebuttal", "Not here.", children=(Node("rebuttal", "Here too."),))
    warrant = Node("warrant", "Rents pay.", children=(Node("backing", "Theory."), rebuttal))
    grounds = Node("grounds", "It is said.", passage())
    claim = settled(Node("claim", "Oil *explains* it.", children=(grounds, warrant)))
    written = [re.sub(r" \{.*", "", line) for line in to_argdown(claim).splitlines()[2:]]
    assert written == [
        "[Claim 1]: Oil \\*explains\\* it. #claim",
        f"    + <Grounds 1>: It is said. “{WORDS}” (small-2024 ¶1) #grounds",
        "    + <Warrant 1>: Rents pay. #warrant",
        "        + <Backing 1>: Theory. #backing",
        "        _ <Rebuttal 1>: Not here. #rebuttal",
        "            - <Rebuttal 2>: Here too. #rebuttal",
    ]


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("e.g. :smile: at 10:30:15", "e\\.g. \\:smile: at 10\\:30:15"),  # the last is no emoji
        ("see ... .A. b", "see ... \\.A. b"),  # .A. would become the sign for “all”
        ("https://x.y/z", "https:\\//x.y/z"),
        ("=== a = b", "\\=\\== a = b"),
    ],
)
def test_what_argdown_would_replace_is_escaped(words: str, written: str) -> None:
    claim = settled(Node("claim", words, note="]: {x} <b> ==="))
    [line] = to_argdown(claim).splitlines()[2:]
    assert line.startswith(f"[Claim 1]: {written} #claim {{")
    assert not re.search(r"[{}<>=\]]", line.partition('"note": ')[2].removesuffix("}"))
    assert read_map(to_argdown(claim)).claim == claim


def test_words_changed_by_hand_are_taken_and_the_passage_stays() -> None:
    node = Node("grounds", "It is said.", passage(), note="mine")
    source = to_argdown(settled(Node("claim", "A", children=(node,))))
    again = read_argdown(source.replace("It is said.", "It is written.")).claim.children[0]
    assert (again.text, again.passage, again.note) == ("It is written.", passage(), "mine")


def test_a_file_from_elsewhere() -> None:
    claim, remarks = read_map(FOREIGN)
    assert repr(claim) == ELSEWHERE
    assert "The heading “Does God exist?” is left out." in remarks
    assert "A comment is left out." in remarks
    assert any("front matter" in remark for remark in remarks)


def test_relations_may_be_written_from_either_end() -> None:
    claim, _ = read_map("<b>: y\n  +> [a]: x\n\n[a]\n  <- <c>: z\n\n<d>: w\n  _> <b>")
    assert (claim.text, [child.text for child in claim.children]) == ("x", ["y", "z"])
    assert [child.kind for child in claim.children] == ["grounds", "rebuttal"]
    assert [child.text for child in claim.children[0].children] == ["w"]


def test_premises_support_the_conclusion_by_way_of_their_argument() -> None:
    claim, remarks = read_map(STEPS)
    assert claim.text == "There is a God."
    [design] = claim.children
    assert design.text == "It looks designed."
    texts = [child.text for child in design.children]
    assert texts == ["Watches are designed.", "The world is like a watch."]
    assert remarks == ("A rule of inference between dashes is left out.",)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("[a]: x\n  + <b>\n\n[c]: y\n  + <d>", "“c” is not connected with the main claim"),
        ("[a]\n  + <b>\n    + [a]", "everything supports everything"),
        ("[a]\n  + <b>\n\n[a]\n  + <c>\n    - <b>", "“b” attacks “c” in the file; it is not in"),
        ("+ <b>: x", "Line 1 begins with “+”, but nothing stands above it"),
        ("[a]: " + "long " * 300, "longer than 1,000 characters; the rest is in its note."),
        ('[a]: x\n  + <b>: y {"kind": "grounds", "passage": {"exact": "w", "text": "t"}}',
         "A passage cannot be read"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_as_it_stands_is_said(source: str, said: str) -> None:
    claim, remarks = read_map(source)
    assert any(said in remark for remark in remarks), remarks
    kept = repr(claim)
    assert all(word in kept for word in re.findall(r"\b[abcdxyw]\b", source))


def outline(source: str) -> tuple[list[tuple[str, str]], str]:
    """Read a map as its nodes' kinds and texts, and its remarks as one text."""
    claim, remarks = read_map(source)
    return [(node.kind, node.text) for node in claim.walk()], " ".join(remarks)


def test_a_contradiction_is_kept_from_whichever_end_it_is_written() -> None:
    found, remarks = outline(
        "[Main]: Bubbles cannot be.\n  + <G>: Ground.\n    + [Impossible]: No bubbles.\n\n"
        "[Possible]: Bubbles occur.\n  >< [Impossible]\n"
    )
    assert found == [
        ("claim", "Bubbles cannot be."), ("grounds", "Ground."), ("claim", "No bubbles."),
        ("rebuttal", "Bubbles occur."),
    ]  # fmt: skip
    assert "“Impossible” and “Possible” contradict each other in the file; in the map" in remarks
    assert "the map “Possible” is a rebuttal of the other." in remarks
    assert "not connected" not in remarks


def test_what_is_not_connected_is_given_no_relation() -> None:
    claim, remarks = read_map("[A]: One.\n  + <B>: Two.\n\n[C]: Three.\n  - <D>: Four.\n")
    assert [node.text for node in claim.walk()] == ["One.", "Two."]
    assert "Beside the map: Three.\nTitle: C\nBeside the map: Four." in claim.note
    assert remarks[0].startswith("“D” attacks “C” in the file; it is not in the map")
    claim, remarks = read_map("[A]: One.\n\n[C]: Three.\n  -> [A]\n  +> [B]: Two.\n")
    assert [(n.kind, n.text) for n in claim.walk()] == [("claim", "One."), ("rebuttal", "Three.")]
    assert remarks[0].startswith("“C” supports “B” in the file; it is not in the map")


def test_what_does_not_fit_into_the_note_is_said_to_be_left_out() -> None:
    loose = "".join(f"\n[L{n}]: {'long ' * 100}{n}\n" for n in range(6))
    claim, remarks = read_map(f"[A]: One.\n  + <B>: Two.\n{loose}")
    assert claim.note.count("Beside the map") == 3
    assert sum("left out, as that note is full" in remark for remark in remarks) == 3


@pytest.mark.parametrize(
    ("source", "found", "said"),
    [
        ("[A [x]]: a\n  + <B > y>: b", [("claim", "a"), ("grounds", "b")], ""),
        ("[C]: c\n\t+ [F]: f\n    + [S]: s", [("claim", "c"), ("claim", "f"), ("claim", "s")],
         "in Argdown a tab counts as one space"),
        ("[A]: **we** are [link](http://x.y) *the* West", [("claim", "we are link the West")], ""),
        ("[A]: 2 * 3 is *so, and snake_case", [("claim", "2 * 3 is *so, and snake_case")], ""),
        ("[A]: a :smile: .A. b", [("claim", "a :smile: .A. b")], "kept as it was typed"),
        ("1991. The Union ended.", [("claim", "1991. The Union ended.")], ""),
        ("1. The Union ended.", [("claim", "The Union ended.")], ""),
        ("[A]: x\n  >< [B]: y", [("claim", "x"), ("rebuttal", "y")], "“B” and “A” contradict each"),
        ("[A]: x\n  _ [B]: y", [("claim", "x"), ("rebuttal", "y")], "“B” undercuts “A”"),
        ("[A]: x\n  +<B>: y", [("claim", "x"), ("grounds", "y")], ""),
        ("[A]: x\n  - <B>: y #grounds", [("claim", "x"), ("rebuttal", "y")], "is called grounds"),
        ("[A]: x\n  + <B>: y #rebuttal", [("claim", "x"), ("grounds", "y")], "is called rebuttal"),
        ("[A]: x\n  + [A]", [("claim", "x")], "“A” supports “A” in the file; it is not in the map"),
    ],
)  # fmt: skip
def test_what_argdown_means_is_read_or_said(
    source: str, found: list[tuple[str, str]], said: str
) -> None:
    read, remarks = outline(source)
    assert read == found
    assert said in remarks
    assert said or not remarks


def test_the_address_of_a_link_stays_in_the_note() -> None:
    claim, _ = read_map("[A]: as [they say](https://x.y/z_(a) here\n")
    assert claim.text == "as they say here"
    assert "Address of “they say”: https://x.y/z_(a" in claim.note


def test_every_lost_relation_is_said_however_many_there_are() -> None:
    rows = "".join(f"\n[A]: One.\n  + <B{n}>: b\n    - <B0>\n" for n in range(1, 60))
    _, remarks = read_map(f"[A]: One.\n  + <B0>: b\n{rows}")
    assert sum("“B0” attacks “B" in remark for remark in remarks) == 59
    many = "".join(f"\n<B{n}>\n  + <B{m}>\n" for n in range(25) for m in range(25) if n != m)
    with pytest.raises(ArgumentError, match="600 relations; 400 can be read"):
        read_map(many)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", "The file is empty."),
        ("// nothing\n", "no statement and no argument"),
        ("x" * 600_000, "600,000 characters"),
        ("\n\n".join(f"[s{n}]: x" for n in range(201)), "201 statements and arguments"),
        ("[a]\n" + "\n".join("  " * n + f"+ <b{n}>" for n in range(1, 40)), "levels deep"),
        ('{"schema": "closereader-argument/9", "map": {}}', "schema “closereader-argument/9”"),
        ('{"schema": "other"}', "is no argument map"),
        (
            '{"schema": "closereader-argument/1", "map": {"kind": "grounds"}}',
            "begins with its main",
        ),
        ('{"schema": "closereader-argument/1", "map": {"kind": []}}', "is no part of an argument"),
        ('{"schema": ' + "[" * 100_000, "is not JSON"),
    ],
)
def test_what_is_no_map_is_refused_with_a_sentence(source: str, said: str) -> None:
    with pytest.raises(ArgumentError, match=re.escape(said)):
        read_map(source)


@given(maps)
@settings(deadline=None, max_examples=30)
def test_a_damaged_file_never_breaks_the_reader(claim: Node) -> None:
    source = to_argdown(claim)
    for cut in range(0, len(source), max(1, len(source) // 7)):
        try:
            again = read_map(source[cut:] + source[:cut])
        except ArgumentError:
            continue
        assert settled(again.claim) == again.claim


def test_lost_words_are_kept() -> None:
    claim = settled(Node("claim", "A", children=(Node("grounds", "B", lost("gone words")),)))
    assert "“gone words” (gone-1999)" in to_argdown(claim)
    assert read_map(to_argdown(claim)).claim == claim
