"""The body of an edition: what is read, and what is refused with the line and the remedy."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closereader.texts import Span, TextError
from closereader.texts._markdown import parse_body
from tests.texts.making import BLOCKS, WORDS, escape, markdown, text_of


def body(source: str) -> str:
    return parse_body(source, Path("x.md")).text


def test_the_whole_subset() -> None:
    text = text_of(
        "# A *title*\n\n| By Somebody[^1]\n| 2020\n\nFirst line\nsecond *line*.[^2] End\n\n"
        "## Part ##\nWords \\*so\\*, 5 * 3, <https://a.org/_x_> https://b.org/y_y[^3]\n\n"
        "[^1]: Note *one*, <https://c.org/>\n[^2]: two\nruns on\n\n[^3]: three\n"
    )
    assert [(b.kind, b.label, b.level, b.text) for b in text.blocks] == [
        ("heading", "§1", 1, "A title"),
        ("byline", "byline", 0, "By Somebody\n2020"),
        ("paragraph", "¶1", 0, "First line second line. End"),
        ("heading", "§2", 2, "Part"),
        ("paragraph", "¶2", 0, "Words *so*, 5 * 3, https://a.org/_x_ https://b.org/y_y"),
    ]
    assert text.body == "\n\n".join(block.text for block in text.blocks)
    assert [text.body[s.start : s.end] for s in text.emphasis] == ["title", "line"]
    assert [(n.label, n.text) for n in text.notes] == [
        ("n1", "Note one, https://c.org/"),
        ("n2", "two runs on"),
        ("n3", "three"),
    ]
    assert text.body[: text.note(1).offset].endswith("By Somebody")
    assert text.body[: text.note("n2").offset].endswith("second line.")
    assert text.note(3).offset == len(text.body)


def test_lines_where_no_byline_can_stand_are_verse() -> None:
    text = text_of(
        "# Title\n\n| By Somebody\n\n| At the end of May\n\nProse.\n\n"
        "| One *line*\n|     set in[^1]\n\n| Two\n\n[^1]: A note.\n"
    )
    assert [(b.label, b.text, b.indents) for b in text.blocks[1:]] == [
        ("byline", "By Somebody", ()),
        ("byline 2", "At the end of May", ()),
        ("¶1", "Prose.", ()),
        ("verse 1", "One line\nset in", (0, 4)),
        ("verse 2", "Two", ()),
    ]
    # as it was cited before verse had a name
    assert text.block("byline 3") is text.block("verse 1")
    lines = [text.body[s.start : s.end] for s in text.sentences]
    assert lines[-3:] == ["One line", "set in", "Two"]
    assert text.label_of(text.block("verse 1").start, len(text)) == "verse 1–verse 2"
    with pytest.raises(TextError, match=r"it has ¶1, §1 and verse 1 to verse 2\."):
        text.block("verse 3")


def test_a_poem_has_a_byline_and_verse() -> None:
    poem = text_of("# Title\n\n| Somebody\n\n| One\n| Two\n\n| Three\n")
    assert [b.label for b in poem.blocks] == ["§1", "byline", "verse 1", "verse 2"]
    second = text_of("# Title\n\n| Somebody\n\n## A poem\n\n| One\n\nProse.\n")
    assert [b.label for b in second.blocks] == ["§1", "byline", "§2", "verse 1", "¶1"]


@given(BLOCKS)
def test_round_trip(blocks: list[tuple[str, str]]) -> None:
    text = text_of(markdown(blocks))
    assert [b.text for b in text.blocks] == [words for _, words in blocks]
    assert text.body == "\n\n".join(words for _, words in blocks)
    assert unicodedata.is_normalized("NFC", text.body)
    assert all(text.body[b.start : b.end] == b.text for b in text.blocks)


@given(st.lists(WORDS, min_size=2, max_size=6))
def test_markers_leave_no_trace(words: list[str]) -> None:
    source = " ".join(f"{escape(word)}[^{n}]" for n, word in enumerate(words, start=1))
    notes = "\n".join(f"[^{n}]: {escape(word)}" for n, word in enumerate(words, start=1))
    text = text_of(f"{source}\n\n{notes}\n")
    assert text.body == " ".join(words)
    assert [note.text for note in text.notes] == words
    for number, note in enumerate(text.notes, start=1):
        assert text.body[: note.offset] == " ".join(words[:number])


@given(WORDS, WORDS.filter(lambda w: w == w.strip()), WORDS)
def test_emphasis_is_a_span(before: str, words: str, after: str) -> None:
    text = text_of(f"{escape(before)} *{escape(words)}* {escape(after)}")
    assert text.body == f"{before} {words} {after}"
    start = len(before) + 1
    assert text.emphasis == (Span(start, start + len(words)),)


def test_an_accent_cut_off_from_its_letter_is_refused() -> None:
    with pytest.raises(TextError, match=r"x\.md, line 1: an accent"):
        body("cafe[^1]\u0301\n\n[^1]: n")


@pytest.mark.parametrize(
    ("source", "line", "says"),
    [
        ("", None, "no text after its front matter"),
        ("[^1]: only a note", None, "no text after its front matter"),
        ("words\n\n> quoted", 3, "a block quotation"),
        ("- item", 1, "a list"),
        ("1. item", 1, "a numbered list"),
        ("```\ncode\n```", 1, "a code block"),
        ("words\n\n---\n\nwords", 3, "a rule"),
        ("| a | b |\n| - | - |", 2, "a table"),
        ("|a|b|", 1, "a table"),
        ("| byline\nwords", 2, "a blank line is missing"),
        ("[x]: https://a.org", 1, "a link definition"),
        ("##", 1, "this heading has no words"),
        ("a **b** c", 1, "bold"),
        ("a __b__ c", 1, "bold"),
        ("a _b_ c", 1, "\\_"),
        ("a *b c", 1, "an asterisk has no partner"),
        ("a *b *c* d", 1, "an asterisk has no partner"),
        ("a b* c", 1, "an asterisk has no partner"),
        ("a ![b](c)", 1, "images"),
        ("a [b](c)", 1, "a link must be written"),
        ("a <b>c</b>", 1, "HTML"),
        ("a &amp; b", 1, "HTML name"),
        ("a[^x]\n\n[^x]: n", 3, "has no number"),
        ("a[^x]", 1, "has no number"),
        ("a[^1]", None, "the marker [^1] has no note"),
        ("a\n\n[^1]: n", 3, "note 1 has no marker"),
        ("a[^1] b[^1]\n\n[^1]: n", 1, "stands twice"),
        ("a[^1]\n\n[^1]: n\n[^1]: m", 4, "given twice"),
        ("a[^1]\n\n[^1]:", 3, "has no words"),
        ("a[^1] b[^2]\n\n[^1]: n[^2]\n[^2]: m", 3, "notes cannot have notes"),
        ("words\n- item", 2, "a list"),
        ("words\n> quoted", 2, "a block quotation"),
        ("words\n===", 2, "a rule"),
        ("[^1]\n\n[^1]: n", 1, "this paragraph has no words"),
    ],
)
def test_what_is_refused(source: str, line: int | None, says: str) -> None:
    with pytest.raises(TextError) as caught:
        body(source)
    sentence = str(caught.value)
    assert says in sentence
    assert sentence.startswith("x.md" if line is None else f"x.md, line {line}: ")
    assert "\n" not in sentence
    assert sentence.endswith(".")


@pytest.mark.parametrize(
    "source",
    ["\\> a", "\\- a", "1991\\. A year", "\\| a", "\\# a", "\\[x]: a", "\\`\\`\\` a", "*a* b"],
)
def test_the_remedy_works(source: str) -> None:
    assert body(source) == re.sub(r"\\(.)", r"\1", source).replace("*", "")


@pytest.mark.parametrize(
    "words", ["snake_case", "a * b", "AT&T", "a < b", "[sic]", "x[1] (y)", "in\n1991. So"]
)
def test_plain_signs_are_plain(words: str) -> None:
    assert body(words) == words.replace("\n", " ")
