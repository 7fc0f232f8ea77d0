"""Files of notes: in parts, in lines, the same note twice, people without an IRI, HTML."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closereader.codebook import open_codebook
from closereader.exchange import (
    Brought,
    ExchangeError,
    bring,
    parse_json,
    place,
    placing,
    read_json,
)
from closereader.exchange._html import words_of
from closereader.exchange.notes import notes_of
from closereader.texts import Text, open_text, text_ids
from tests.exchange import making

TEXTS = [open_text(one) for one in text_ids()]
WORDS = "It has regained agency"


def brought(found: object, **more: Any) -> Brought:
    return bring(found, TEXTS, open_codebook(), name="notes.json", **more)


def annotation(name: str, **more: Any) -> dict[str, Any]:
    quote = {"type": "TextQuoteSelector", "exact": WORDS}
    return {"id": f"urn:x:{name}", "target": {"source": making.LETTER, "selector": quote}, **more}


def page(number: int, **more: Any) -> dict[str, Any]:
    return {
        "id": f"https://example.org/page{number}",
        "type": "AnnotationPage",
        "items": [annotation(str(number))],
        **more,
    }


def test_a_page_with_more_behind_it_is_said_to_be_a_part() -> None:
    following = "https://example.org/page2"
    (problem,) = brought(page(1, next=following)).problems
    assert problem == (
        "notes.json is only a part: more notes follow, at https://example.org/page2. Save that "
        "page too, and import it as well."
    )
    collection = {"type": "AnnotationCollection", "first": page(1, next={"id": following})}
    assert brought(collection).problems == (problem,)
    assert "before these" in brought(page(2, prev="https://example.org/page1")).problems[0]
    part = page(1, partOf={"id": "https://example.org/all", "total": 7})
    assert "there are 7 notes and holds 1" in brought(part).problems[0]


def test_all_pages_in_one_list_are_the_whole() -> None:
    one, two = page(1, next="https://example.org/page2"), page(2, prev="https://example.org/page1")
    whole = {"id": "https://example.org/all", "total": 2, "type": "AnnotationCollection"}
    found = brought([{**whole, "first": one}, two])
    assert (len(found.rows), found.problems) == (2, ())
    assert len(brought([{"total": 2, "rows": []}, page(1), annotation("2")]).rows) == 2


def test_a_collection_whose_notes_are_elsewhere_says_where() -> None:
    with pytest.raises(ExchangeError, match=r"are: at https://example\.org/page1\. Save that page"):
        brought({"type": "AnnotationCollection", "first": "https://example.org/page1"})


def test_json_lines_are_read_and_a_cut_line_costs_itself() -> None:
    rows = making.api()["rows"]
    lines = "\n".join(json.dumps(row) for row in rows)
    assert parse_json(f"{lines}\r\n\n".encode(), "notes.jsonl") == rows
    found = brought(parse_json(lines[:-40].encode(), "notes.jsonl"))
    assert [row.line for row in found.rows] == [row.line for row in brought(rows[:-1]).rows]
    assert found.problems == ("notes.json, note 10, was left out: it is not a JSON object.",)


@pytest.mark.parametrize(
    ("data", "form"),
    [
        ("<!DOCTYPE html>\n<html><body>Notes</body></html>", "a page (HTML)"),
        ("Created at,Author,Page,URL\n2026-03-01,ann,,https://example.org/", "a table (CSV)"),
        ("id;exact;text\n1;a;b", "a table (CSV)"),
        ("Annotations of a page\n\n“words”", "plain text"),
    ],
)
def test_another_form_is_named_with_the_remedy(data: str, form: str, tmp_path: Path) -> None:
    path = tmp_path / "notes.html"
    path.write_text(data, encoding="utf-8")
    with pytest.raises(ExchangeError) as error:
        read_json(path)
    assert f"it is {form}." in str(error.value)
    assert "choose JSON as the format" in str(error.value)


def test_of_the_same_note_twice_the_newer_counts() -> None:
    def noted(words: str, **times: str) -> dict[str, Any]:
        return annotation("one", bodyValue=words, **times)

    old = noted("old", created="2026-03-01T09:00:00Z")
    new = noted("new", created="2026-03-01T09:00:00Z", modified="2026-03-02T09:00:00+05:00")
    for pair, left in (([old, new], 1), ([new, old], 2)):
        found = notes_of(pair, "x")
        assert [note.note for note in found.notes] == ["new"]
        assert f"x, note {left}, was left out:" in found.problems[0]
    assert notes_of([old, noted("no time")], "x").notes[0].note == "old"
    assert notes_of([old, old], "x").problems == (
        "x, note 2, was left out: a note before it has its id.",
    )
    damaged = {**new, "target": {"selector": {"type": "TextQuoteSelector", "exact": 3}}}
    assert notes_of([old, damaged], "x").notes[0].note == "old"


@pytest.mark.parametrize(
    ("tag", "theme"),
    [
        ("EX", "exclusion"),
        ("#EX", "exclusion"),
        ("#exclusion", "exclusion"),
        ("rentier-state", "rentier"),
        ("Rentier_State", "rentier"),
        ("ex", None),
        ("exclusions", None),
        ("US", None),
        ("#", None),
    ],
)
def test_a_theme_is_known_by_what_students_see_of_it(tag: str, theme: str | None) -> None:
    found = brought([annotation("one", tags=[tag])])
    assert [mark.theme for mark in found.marks if hasattr(mark, "theme")] == [theme] * bool(theme)
    assert found.tags == ({} if theme else {tag: 1})


def test_a_theme_is_named_once_and_further_moves_are_tags() -> None:
    found = brought([annotation("one", tags=["EX", "exclusion", "claim", "#grounds", "week 3"])])
    (mark,) = found.marks
    assert (getattr(mark, "theme", ""), getattr(mark, "move", "")) == ("exclusion", "claim")
    assert found.tags == {"grounds": 1, "week 3": 1}


def test_who_has_no_iri_keeps_the_name_and_ones_own_notes_need_none() -> None:
    raw = [annotation("one", creator="Jane Doe", tags=["EX"])]
    (mark,) = brought(raw).marks
    assert (mark.creator, mark.creator_name) == ("", "Jane Doe")
    reader = ("urn:uuid:00000000-0000-4000-8000-000000000001", "Aster")
    (mine,) = brought(raw, reader=reader).marks
    assert (mine.creator, mine.creator_name) == reader
    long = brought([annotation("one", creator={"name": "x" * 500}, tags=["EX"])])
    assert long.marks[0].creator_name == "x" * 120
    assert "end of a long author name (1)" in long.problems[0]


def test_a_passage_named_twice_is_one_and_too_many_are_refused() -> None:
    target = annotation("one")["target"]
    twice = brought([annotation("one", target=[target, target], tags=["week 3"])])
    assert (len(twice.rows), twice.tags) == (1, {"week 3": 1})
    many = [{**target, "source": f"https://example.org/{at}"} for at in range(101)]
    found = brought([annotation("one", target=many)])
    assert found.problems == (
        "notes.json, note 1, was left out: it has 101 targets, and 100 are possible.",
    )


def test_a_note_that_says_only_when_it_was_changed_was_made_then() -> None:
    (note,) = notes_of([annotation("one", modified="2026-03-01T09:00:00Z")], "x").notes
    assert note.created == note.modified == "2026-03-01T09:00:00.000Z"


def test_of_much_that_is_not_understood_the_first_is_named_and_the_rest_counted() -> None:
    body = {"value": "why", "my:words": [f"thing {at}" for at in range(1000)]}
    problems = notes_of([annotation("one", body=body)], "x").problems
    assert len(problems) == 21
    assert "thing 19" in problems[19]
    assert problems[20] == "x, note 1: it says 980 more things that were not understood."


def test_what_is_not_brought_in_is_listed_with_its_note() -> None:
    rows = [making.row("a", "zebras graze beneath umbrellas", text="my comment")]
    assert brought({"rows": rows}).rows[0].line.endswith(", with the note “my comment”")
    css = {"source": "x:", "selector": {"type": "CssSelector"}}
    tagged = annotation("b", target=css, tags=["t"])
    assert brought([tagged]).rows[0].line == "“t” (CssSelector)"


def test_a_long_tag_is_a_note() -> None:
    (note,) = notes_of([annotation("one", tags=["x" * 201, "short"])], "x").notes
    assert (note.note, note.tags) == ("x" * 201, ("short",))


def test_short_words_that_are_marked_often_are_looked_for_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked: list[str] = []
    find = Text.find

    def counted(self: Text, quote: str, *, folded: bool = False) -> Any:
        looked.append(quote)
        return find(self, quote, folded=folded)

    monkeypatch.setattr(Text, "find", counted)
    rows = [
        making.row(f"n{at}", "Kremlin's", uri=making.ELSEWHERE, prefix=f"in {at} ")
        for at in range(200)
    ]
    found = brought({"rows": rows})
    assert len(found.rows) == 200
    assert len(looked) <= 2 * len(TEXTS)


def test_words_that_stand_everywhere_are_told_apart_whatever_their_typography(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(placing, "_MANY", 2)
    letter = open_text("artiukh-2022")
    spans = letter.find("'s", folded=True)
    assert len(spans) > 3
    assert not letter.find("'s")
    for span in spans:
        before, after = letter.body[: span.start][-32:], letter.body[span.end :][:32]
        (note,) = notes_of([making.row("x", "'s", prefix=before, suffix=after)], "x").notes
        assert place(note, TEXTS, letter).spans == (span,)


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>One</p><p>two<br>three</p>", "One\n\ntwo\nthree"),
        ("<ul><li>a<li>b</ul>", "a\nb"),
        ('<a href="https://a.example/?b&amp;c">it</a> and', "it (https://a.example/?b&c) and"),
        ("<a href=https://a.example>https://a.example</a>", "https://a.example"),
        ("<img alt='A map' src=\"m.png\"> of it", "A map (m.png) of it"),
        ("<!-- no --><style>p{}</style><SCRIPT>no()</SCRIPT>yes", "yes"),
        ("a < b, c > d &lt;p&gt;", "a < b, c > d <p>"),
        ("<script>never closed", "never closed"),
        ("İ<script>x</script>", "İ"),
    ],
)  # fmt: skip
def test_the_words_of_html_are_what_a_person_reads(html: str, words: str) -> None:
    assert words_of(html) == words


@given(st.text(st.sampled_from("<>/ab =\"'!-\n&;"), max_size=60))
def test_any_html_is_words_and_no_letter_outside_a_tag_is_lost(html: str) -> None:
    assert words_of(html).strip() == words_of(html)
    plain = html.replace("<", " ").replace("&", " ")
    assert words_of(plain).split() == plain.split()
