"""Whatever the form of an annotation, nothing that it says is lost without a word."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closereader.codebook import open_codebook
from closereader.exchange import bring
from closereader.exchange.notes import notes_of
from closereader.texts import open_text, text_ids
from tests.exchange.losses import HEAD, STRUCTURE, brought, fates, leaves
from tests.exchange.w3c_samples import QUOTE, SAMPLES, TARGET, WORDS, Sample

TEXTS = [open_text(one) for one in text_ids()]
LETTER = open_text("artiukh-2022")


def lost(raw: dict[str, Any]) -> list[str]:
    """Give the strings of an annotation that are in no note, no tag, no field and no sentence."""
    return [shown for shown, fate in fates(raw, raw) if fate == "lost"]


def test_there_are_samples_of_forty_forms() -> None:
    assert len(SAMPLES) >= 40
    assert len({repr(one.raw) for one in SAMPLES}) == len(SAMPLES)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda one: f"{one.section}-{repr(one.raw)[:40]}")
def test_a_sample_comes_in_whole(sample: Sample) -> None:
    raw = HEAD | sample.raw
    foreign = notes_of(raw, "notes.json")
    notes = foreign.notes
    for problem in foreign.problems:
        assert any(words in problem for words in sample.said), problem
    assert tuple(note.exact for note in notes) == sample.words
    assert {(note.note, note.tags) for note in notes} == {(sample.note, sample.tags)}
    assert {(note.creator, note.creator_name) for note in notes} == {sample.author}
    report = "\n".join(brought(raw).report())
    for words in sample.said:
        assert words in report
    assert lost(raw) == []


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda one: one.section)
def test_a_sample_becomes_a_mark_for_each_passage_with_words(sample: Sample) -> None:
    found = brought([HEAD | sample.raw])
    assert len(found.marks) == sum(bool(words) for words in sample.words)
    assert len({mark.id for mark in found.marks}) == len(found.marks)
    assert {mark.note for mark in found.marks} <= {sample.note}


def test_the_words_around_words_say_which_place_is_meant() -> None:
    outer = {"type": "TextQuoteSelector", "exact": f"anymore. {WORDS} and is able"}
    (note,) = notes_of(
        HEAD
        | {
            "target": {
                "source": "x:",
                "selector": {**outer, "refinedBy": {"type": "TextQuoteSelector", "exact": WORDS}},
            }
        },
        "x",
    ).notes
    assert (note.prefix, note.exact, note.suffix) == ("anymore. ", WORDS, " and is able")


def test_recogitos_own_form_has_a_mark_for_each_part() -> None:
    raw = {
        "id": "4f1c",
        "bodies": [{"id": "b1", "annotation": "4f1c", "purpose": "commenting", "value": "why"}],
        "target": {
            "annotation": "4f1c",
            "selector": [
                {"quote": WORDS, "start": 1, "end": 23},
                {"quote": "our corner of the world", "start": 90, "end": 113},
            ],
        },
    }
    found = brought([raw])
    assert [row.fate for row in found.rows] == ["placed", "placed"]
    assert {mark.note for mark in found.marks} == {"why"}
    assert next(iter(found.report())) == "notes.json: 1 note about 2 passages."


def stam(place: tuple[int, int], uri: str = "urn:closereader:text:artiukh-2022") -> Any:
    """Make what STAM 0.12.1 exports of a coded passage: a place, and the code in the body."""
    selector = {"type": "TextPositionSelector", "start": place[0], "end": place[1]}
    body = {"type": "Dataset", "id": "urn:x:body", "https://example.org/theme": "agency"}
    return {
        "id": "urn:x:mark",
        "type": "Annotation",
        "generated": "2026-03-01T09:30:00Z",
        "body": body,
        "target": {"source": uri, "selector": selector},
    }


def test_of_a_place_in_our_text_the_report_says_the_words() -> None:
    start = LETTER.find(WORDS)[0].start
    span = (start, start + len(WORDS))
    found = bring(stam(span), TEXTS, open_codebook(), name="x")
    assert [(row.fate, row.line) for row in found.rows] == [
        ("no words", f"A passage (TextPositionSelector), perhaps “{WORDS}” (artiukh-2022 ¶6)")
    ]
    elsewhere = "https://example.org/page"
    named = bring(stam(span, elsewhere), TEXTS, open_codebook(), name="x", named=LETTER)
    assert WORDS in named.rows[0].line
    for unknown in (stam(span, elsewhere), stam((start, 10**9)), stam((7, 7)), stam((9, 3))):
        (row,) = bring(unknown, TEXTS, open_codebook(), name="x").rows
        assert "perhaps" not in row.line


def test_the_name_of_a_body_that_says_more_is_no_tag_and_no_note() -> None:
    found = brought(stam((0, 5)))
    assert not found.tags
    assert "urn:x:body" not in found.rows[0].line
    assert "https://example.org/theme “agency”" in "".join(found.problems)
    assert "body id (1)" in "".join(found.problems)


@pytest.mark.parametrize("key", ["phrases", "ranges", "selectors"])
def test_a_form_that_is_not_known_is_not_said_to_be_about_no_passage(key: str) -> None:
    found = brought([{"id": "x", "text": "why", key: [{"startOffset": 4, "endOffset": 9}]}])
    assert [row.fate for row in found.rows] == ["no words"]


def test_a_passage_in_the_middle_of_fragments_has_its_place() -> None:
    raw = HEAD | {"target": {**TARGET, "selector": {"type": "FragmentSelector", "value": "p5",
                                                    "refinedBy": QUOTE}}}  # fmt: skip
    assert [row.fate for row in brought(raw).rows] == ["placed"]


WORD = st.text("abcdefgh \n<>&é", min_size=1, max_size=12)
METADATA = st.dictionaries(st.sampled_from(["language", "rights", "creator"]), WORD, max_size=2)
TEXTUAL = st.builds(
    lambda value, purpose, more: {"type": "TextualBody", "value": value, **purpose, **more},
    st.one_of(WORD, st.lists(WORD, max_size=2)),
    st.sampled_from([{}, {"purpose": "tagging"}, {"purpose": "commenting"}, {"purpose": []}]),
    METADATA,
)
RESOURCE = st.builds(
    lambda key, value, tagged: {key: value, **({"purpose": "tagging"} if tagged else {})},
    st.sampled_from(["id", "source", "value", "label", "note", "my:words", "selector"]),
    st.one_of(WORD, st.builds(lambda word: {"id": word, "exact": word}, WORD)),
    st.booleans(),
)
BODY = st.recursive(
    st.one_of(WORD, TEXTUAL, RESOURCE),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.builds(
            lambda kind, items: {"type": kind, "items": items},
            st.sampled_from(["Choice", "Composite", "List", "Independents"]),
            st.lists(inner, max_size=3),
        ),
    ),
    max_leaves=8,
)


@given(BODY, st.sampled_from([None, "tagging", "commenting"]))
def test_each_string_of_a_body_is_in_the_note_in_a_tag_or_in_a_sentence(
    body: object, motivation: str | None
) -> None:
    raw = {**HEAD, "motivation": motivation, "body": body, "target": TARGET}
    foreign = notes_of(raw, "notes.json")
    (note,) = foreign.notes
    places = " ".join(" ".join((note.note, *note.tags, *foreign.problems)).split())
    for path, words in leaves(body):
        if path and path[-1] in STRUCTURE:
            continue
        flat = " ".join(words.split())
        named = any(f"body {key} (" in places for key in path)
        assert flat in places or named, (path, words)
