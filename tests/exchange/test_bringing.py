"""Notes from Hypothes.is: placed by their words, offered, or lost; never on a look-alike."""

from __future__ import annotations

import json
import re
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from closereader.annotations import Annotation, Collection, anchor, read_w3c
from closereader.codebook import CodebookError, open_codebook
from closereader.exchange import Brought, ExchangeError, bring, parse_json, place, read_json
from closereader.exchange import _file as limits
from closereader.exchange.notes import MOST_NOTES, MOST_PASSAGES, notes_of
from closereader.exchange.placing import same_page
from closereader.texts import open_text, text_ids
from tests.exchange import making

TEXTS = [open_text(one) for one in text_ids()]
CODEBOOK = open_codebook()


def brought(found: object, **more: Any) -> Brought:
    return bring(found, TEXTS, CODEBOOK, name="notes.json", **more)


def only(found: Brought) -> Annotation:
    (mark,) = found.marks
    assert isinstance(mark, Annotation)
    return mark


FATES = {
    "placed": 3,
    "offered": 2,
    "unsure": 1,
    "lost": 1,
    "no theme": 1,
    "no passage": 2,
}


@pytest.mark.parametrize("form", [making.api, making.client, making.jsonld])
def test_every_note_has_the_same_fate_in_each_form(form: Any) -> None:
    found = brought(form())
    assert {fate: found.count(fate) for fate in FATES} == FATES
    assert sum(FATES.values()) == len(found.rows)
    assert found.problems == ()
    assert found.tags == {"week 3": 1, "movements": 1}


def test_the_three_forms_make_the_same_marks() -> None:
    api, client, jsonld = (brought(form()) for form in (making.api, making.client, making.jsonld))
    assert api.marks == client.marks == jsonld.marks


def test_what_is_placed_stands_at_its_words() -> None:
    first, *others = (one for one in brought(making.api()).marks if isinstance(one, Annotation))
    assert (first.text, first.exact) == ("artiukh-2022", "It has regained agency")
    assert (first.theme, first.move, first.note) == ("agency", "claim", "Agency, or power?")
    assert (first.created, first.modified) == (
        "2026-03-01T09:30:00.123Z",
        "2026-03-02T10:00:00.000Z",
    )
    assert (first.creator, first.creator_name) == ("acct:reader_one@example.org", "reader_one")
    letter = open_text("artiukh-2022")
    assert anchor(first, letter).status == "exact"
    folded = [one for one in others if one.exact == "from the US’s own behaviour"]
    assert {one.theme for one in folded} == {"exclusion", "determinism"}
    assert len({one.id for one in folded}) == 2


def test_what_is_offered_has_no_place_until_somebody_gives_it_one() -> None:
    marks = [one for one in brought(making.api()).marks if isinstance(one, Annotation)]
    letter = open_text("artiukh-2022")
    offered = [one for one in marks if anchor_of(one).status == "offered"]
    assert [one.exact for one in offered] == ["the US", "our corner of the whole wide world"]
    assert all(one.fingerprint != letter.fingerprint for one in offered)
    assert len(anchor_of(offered[0]).candidates) > 1


def anchor_of(mark: Annotation) -> Any:
    return anchor(mark, open_text(mark.text))


def test_nothing_of_a_note_is_lost_on_the_way() -> None:
    mark = brought(making.api()).marks[0]
    written = mark.to_w3c()
    assert written["via"] == "https://hypothes.is/a/Aplaced"
    assert {"type": "TextualBody", "purpose": "tagging", "value": "week 3"} in written["body"]
    assert read_w3c(written) == mark


def test_the_report_names_every_note() -> None:
    report = "\n".join(brought(making.api()).report())
    assert report.startswith("notes.json: 10 notes.\nPlaced, at the same words (3)\n")
    assert "“It has regained agency” (artiukh-2022 ¶6): agency, claim" in report
    assert "“zebras graze beneath violet umbrellas” (post-2022)" in report
    assert "Offered" in report
    assert "perhaps “our corner of the world”" in report
    assert "Tags that are no theme and no move: movements (1), week 3 (1)." in report


def test_a_text_may_be_named_and_a_theme_given() -> None:
    found = brought(making.api(), named=open_text("artiukh-2022"), theme="determinism")
    assert found.count("unsure") == 0
    assert found.count("no theme") == 0
    assert found.count("lost") == 2  # what another text says is not looked for there
    themeless = [one for one in found.marks if "Black Lives" in str(one.to_w3c())]
    assert [one.theme for one in themeless if isinstance(one, Annotation)] == ["determinism"]
    with pytest.raises(CodebookError, match="The themes are: exclusion"):
        brought(making.api(), theme="destiny")


def test_a_reader_may_say_that_the_notes_are_theirs() -> None:
    reader = ("urn:uuid:00000000-0000-4000-8000-000000000001", "Aster")
    marks = brought(making.api(), reader=reader).marks
    assert {(one.creator, one.creator_name) for one in marks} == {reader}


def test_the_same_words_twice_are_told_apart_by_what_stands_beside_them() -> None:
    letter = open_text("artiukh-2022")
    spans = letter.find("the US")
    assert len(spans) > 2
    for span in spans:
        before, after = letter.body[: span.start][-20:], letter.body[span.end :][:20]
        (note,) = notes_of([making.row("x", "the US", prefix=before, suffix=after)], "x").notes
        found = place(note, TEXTS)
        assert (found.status, found.spans) == ("placed", (span,))


def test_words_that_stand_once_but_beside_other_words_are_only_offered() -> None:
    (note,) = notes_of(
        [making.row("x", "It has regained agency", prefix="Nobody says: ", suffix=", and wrong")],
        "x",
    ).notes
    assert place(note, TEXTS).status == "offered"


def test_a_letter_that_stands_everywhere_is_placed_by_its_context_only() -> None:
    essay = open_text("alieva-2024")
    span = essay.find("e")[700]
    before, after = essay.body[span.start - 32 : span.start], essay.body[span.end :][:32]
    (note,) = notes_of([making.row("x", "e", prefix=before, suffix=after)], "x").notes
    assert place(note, TEXTS, essay).spans == (span,)
    for prefix in ("x" * 4000, ""):
        (note,) = notes_of([making.row("x", "e", prefix=prefix)], "x").notes
        found = place(note, TEXTS, essay)
        assert (found.status, len(found.spans)) == ("offered", 5)


@given(st.data())
def test_a_note_made_on_our_own_words_is_placed_on_them(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(TEXTS))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 200)))
    exact = text.body[start:end]
    if not exact.strip():
        return
    row = making.row(
        "x", exact, prefix=text.body[max(0, start - 32) : start], suffix=text.body[end : end + 32]
    )
    (note,) = notes_of([row], "x").notes
    found = place(note, TEXTS, text)
    assert found.status in {"placed", "offered"}
    if found.status == "placed":
        (span,) = found.spans
        assert text.body[span.start : span.end].split() == exact.split()


def test_addresses_are_compared_without_what_does_not_matter() -> None:
    assert same_page("http://www.example.org/a/#b", "https://example.org/a?c=d")
    assert not same_page("https://example.org/a", "https://example.org/b")
    assert not same_page("", "")
    assert not same_page("http://[", "https://example.org/")


@pytest.mark.parametrize(
    "found",
    [None, 3, "words", {}, {"rows": "x"}, {"type": "AnnotationCollection", "first": 3}],
)
def test_what_is_no_export_is_refused_in_a_sentence(found: object) -> None:
    with pytest.raises(ExchangeError, match=r"notes\.json is no export of Hypothes\.is"):
        brought(found)


def test_too_many_notes_are_refused() -> None:
    with pytest.raises(ExchangeError, match="10,000 are possible"):
        brought([{}] * (MOST_NOTES + 1))


def test_notes_about_too_many_passages_are_refused_before_all_are_read() -> None:
    targets = [quoting(f"words {at}") for at in range(100)]
    notes = [{"id": f"urn:note:{at}", "target": targets} for at in range(MOST_NOTES)]
    begun = process_time()
    with pytest.raises(ExchangeError, match="more than 20,000 passages"):
        notes_of(notes, "notes.json")
    assert process_time() - begun < 5  # 0.3 s where nothing else runs; all of them take 25
    at_most = notes_of(notes[: MOST_PASSAGES // 100], "notes.json")
    assert len(at_most.notes) == MOST_PASSAGES
    assert at_most.problems == ()


def quoting(words: str) -> dict[str, Any]:
    selector = {"type": "TextQuoteSelector", "exact": words}
    return {"source": "http://example.org/page", "selector": selector}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"id": None}, "it has no id"),
        ({"id": "a\x00b"}, "its id holds a control character"),
        ({"text": "x" * 20_001}, "its note has 20001 characters"),
        ({"tags": ["x"] * 101}, "it has 101 tags"),
        ({"tags": [{}]}, "one of its tags is not text"),
        ({"created": "yesterday"}, "the time of its making is no time"),
        ({"uri": ["x"]}, "its address must be text"),
    ],
)
def test_a_damaged_note_costs_that_note(change: dict[str, Any], reason: str) -> None:
    good = making.row("good", "It has regained agency")
    found = brought({"rows": [{**good, "id": "bad", **change}, good]})
    assert len(found.marks) == 1
    (problem,) = found.problems
    assert problem.startswith("notes.json, note 1, was left out: ")
    assert reason in problem


def test_a_part_of_an_export_is_said_to_be_one() -> None:
    found = brought({"total": 200, "rows": [making.row("a", "It has regained agency")]})
    assert found.problems[0].endswith("it is only a part of the export.")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
KEYS = ("id", "text", "tags", "user", "uri", "target", "created", "updated", "body", "user_info")


@given(st.dictionaries(st.sampled_from(KEYS), JSON))
@example({"target": {"\x1f": None}})
@example({"text": {"\x1b": "0"}})
def test_any_json_is_a_note_or_a_problem(change: dict[str, Any]) -> None:
    found = brought([{**making.row("a", "It has regained agency"), **change}])
    assert len(found.rows) + len(found.problems) >= 1
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f]", "".join(found.report()))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xff", "it is not UTF-8"),
        (b"{", "it is not JSON at line 1"),
        (b"[NaN]", "it holds NaN"),
        (b"[" * 100_000, "it is nested without end"),
        (b"[" * 80 + b"]" * 80, "it is nested too deeply"),
        (b"[" + b"9" * 5000 + b"]", "it holds a number that is too long"),
    ],
)
def test_a_file_that_is_no_json_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ExchangeError, match=reason):
        parse_json(data, "notes.json")


def test_a_file_that_is_too_large_or_missing_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ExchangeError, match="There is no file"):
        read_json(tmp_path / "notes.json")
    path = tmp_path / "notes.json"
    path.write_text(json.dumps(making.api()), encoding="utf-8")
    assert read_json(path) == making.api()
    monkeypatch.setattr(limits, "MOST_BYTES", 100)
    with pytest.raises(ExchangeError, match=r"notes\.json has more than"):
        read_json(path)


def test_our_own_collection_comes_back_as_it_was() -> None:
    letter = open_text("artiukh-2022")
    marks = tuple(
        Annotation.on(letter, at, at + 30, theme="agency", note="=1+1", now="2026-03-01T09:30:00Z")
        for at in (0, 100, 200)
    )
    whole = Collection("urn:closereader:test", "", marks).to_w3c()
    found = brought(json.loads(json.dumps(whole)))
    assert found.marks == marks
    assert found.count("placed") == 3
    without = bring(whole, TEXTS[:1], CODEBOOK, name="x")
    assert (without.marks, without.count("lost")) == ((), 3)
