"""The page shows everything as text, runs nothing, asks for nothing, and reads back."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from closereader._paths import seeds_folder
from closereader.annotations import Annotation
from closereader.argument import Node, to_dict
from closereader.handin import make, read_handin
from closereader.handin.marked import text_section
from closereader.handin.page import page
from closereader.handin.progress import progress
from closereader.handin.render import answer
from closereader.handin.restore import Restored, restore
from closereader.handin.sheet import Question
from closereader.texts import open_text
from closereader.work import Work
from tests.handin.making import HOSTILE, MADE, lesson_02, link, mark, new_work, sheet_02

KINDS = (
    *("argument", "choice", "claims", "codes", "matrix", "number", "picture", "prose", "scale"),
)
NAMES = {
    *("text", "chosen", "rows", "cells", "label", "passage", "note", "start", "end", "exact"),
    *("cards", "placed", "value", "reason", "codes", "choice", "title", "summary", "map"),
    *("kind", "children", "id", "row", "by", "expect", "seen"),
}
PROSE = {
    "kind": "prose",
    "text": "It says “the masses hated the freedom” (post-2022 ¶4).\n\nNot “many hate it”.",
}


class _Page(HTMLParser):
    """What a browser would make of a page: tags, attributes, and the words in marks."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.names: set[str] = set()
        self.marks: list[str] = []
        self._in_mark = False
        self.feed(words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.names |= {name for name, _ in attrs}
        if tag == "mark":
            self._in_mark = True
            self.marks.append("")

    def handle_endtag(self, tag: str) -> None:
        self._in_mark = self._in_mark and tag != "mark"

    def handle_data(self, data: str) -> None:
        if self._in_mark:
            self.marks[-1] += data


@pytest.fixture
def work(tmp_path: Path) -> Work:
    work = new_work(tmp_path, f"A {HOSTILE[:40]}")
    mark(work, "artiukh-2022", "tried to theorise", "exclusion", note=HOSTILE, move="claim")
    mark(work, "artiukh-2022", "the way you have tried to theorise our corner", "agency")
    mark(work, "post-2022", "The country chose not to. The country groaned", "determinism")
    link(work, ("artiukh-2022", "our corner"), ("post-2022", "Western people"), HOSTILE)
    work.save_answer("02", "exercise-question-4", PROSE)
    work.save_answer("02", "q1", {"kind": "prose", "text": HOSTILE})
    return work


def made(work: Work) -> str:
    return page(make(work, sheet_02(), made=MADE), sheet_02(), lesson_02())


def question(key: str = "02/exercise-question-4", **given: Any) -> Question:
    return Question(key, "Question 4", "Ask", "Why?", given)


def test_the_page_reads_back_and_is_small(work: Work) -> None:
    words = made(work)
    found = read_handin(words.encode())
    assert not found.altered
    assert len(found.marks) == 3
    assert len(found.links) == 1
    assert len(words.encode()) < 500_000


def test_nothing_on_the_page_can_run_or_fetch(work: Work) -> None:
    found = _Page(made(work))
    assert found.tags.count("script") == 1  # the data, of a type that no browser runs
    assert not {"img", "iframe", "object", "link", "form", "base", "embed"} & set(found.tags)
    assert not {name for name in found.names if name.startswith("on")}
    assert "src" not in found.names
    assert "default-src &#x27;none&#x27;" in made(work)


def test_a_list_of_contents_leads_to_every_part_of_the_page(work: Work) -> None:
    whole = made(work)
    links = re.findall(r'<a href="([^"]*)">([^<]*)</a>', whole)
    assert [address for address, _ in links] == [f"#part-{at}" for at in range(1, len(links) + 1)]
    parts = re.findall(r'<h2 id="(part-\d+)">([^<]*)</h2>', whole)
    assert [f"#{place}" for place, _ in parts] == [address for address, _ in links]
    names = [words for _, words in links]
    assert [one for one in names if one.startswith("Marked passages (")] == [names[-2]]
    assert names[-1] == "From the lesson"
    assert "<section>" not in whole  # each has a name of its own


def test_marked_words_stand_in_real_marks_also_where_they_overlap(work: Work) -> None:
    found = _Page(made(work))
    assert "".join(found.marks[:3]) == "the way you have tried to theorise our corner"
    assert found.marks[1] == "tried to theorise"
    assert "".join(found.marks[3:]) == "The country chose not to. The country groaned"


def test_answers_stand_with_their_checks_and_the_lesson_comes_last(work: Work) -> None:
    words = re.sub(r"<[^>]+>", " ", made(work))
    assert "Verbatim in post-2022 ¶4." in words
    assert "In no text word for word." in words
    assert words.index("From the lesson") > words.index("Marked passages")
    assert "Question 1 has no answer." in words


def test_a_quotation_that_turns_a_text_round_is_not_called_verbatim(work: Work) -> None:
    false = "possible to resolve without cooperation"
    value = {"kind": "prose", "text": f"“{false}” (alieva-2024 ¶44)"}
    work.save_answer("02", "exercise-question-4", value)
    words = re.sub(r"<[^>]+>", " ", made(work))
    assert "Your words begin inside the word “impossible” (alieva-2024 ¶44)." in words
    assert "Verbatim in alieva-2024" not in words


def test_progress_counts_and_names_what_is_missing(tmp_path: Path, work: Work) -> None:
    some = read_handin(made(work).encode())
    done = progress(some, sheet_02())
    assert done.sentence == (
        "2 of 6 questions answered, 2 of them with less than is asked for, 3 passages marked."
    )
    assert len(done.missing) == 4
    nothing = read_handin(made(new_work(tmp_path / "b", "")).encode())
    missing = progress(nothing, sheet_02()).missing
    assert "No passage is marked in the texts of this exercise." in missing
    assert any(one.startswith("No reader name is chosen") for one in missing)


@pytest.mark.parametrize(
    ("value", "given", "shown"),
    [
        (None, {}, "Not answered."),
        ({"kind": "prose", "text": " \n"}, {}, "Not answered."),
        ({"kind": "choice", "chosen": ["a"]}, {"options": {"a": "A &", "b": "B"}},
         "☑ A &amp;"),
        ({"kind": "choice", "chosen": ["a"]}, {}, "<li>a</li>"),
        ({"kind": "choice", "chosen": ["a"], "sure": "guess"}, {"options": {"a": "A"}},
         "Said before the replies: a guess."),
        ({"kind": "choice", "chosen": ["gone"]}, {"options": {"a": "A"}}, "☑ gone"),
        ({"kind": "number", "text": "1 < 2"}, {}, "1 &lt; 2"),
        ({"kind": "codes", "codes": {"n1": "unknown"}}, {"cases": [("n1", "Note 1", "")]},
         "Note 1"),
        ({"kind": "picture", "choice": None}, {}, "No picture kept."),
        ({"kind": "picture", "choice": {"x": 1}, "title": "T", "summary": "S"}, {}, "T</strong>"),
        ({"kind": "argument", "map": to_dict(Node("claim", "Oil <b>"))}, {}, "Oil &lt;b&gt;"),
        ({"kind": "argument", "map": {"kind": "nonsense"}}, {}, "does not know"),
        ({"kind": "scale", "placed": {"zz": {"value": "1", "reason": ""}}}, {}, "Sentence"),
        ({"kind": "scale", "placed": 7}, {}, "does not know"),
        ({"kind": "claims", "cards": {"none": {}}}, {}, "does not know"),
        ({"kind": "matrix", "rows": [{"label": "L", "cells": {"c": {"note": "<i>"}}}]},
         {"columns": [("c", "Claim", "")]}, "&lt;i&gt;"),
        ({"kind": ["odd"], "x": "</pre>"}, {}, "&lt;/pre&gt;"),
    ],
)  # fmt: skip
def test_every_kind_of_answer_is_shown_and_none_can_break_the_page(
    value: dict[str, Any] | None, given: dict[str, Any], shown: str
) -> None:
    assert shown in answer(question(**given), value)


def test_a_passage_of_a_matrix_says_when_it_does_not_stand_there() -> None:
    passage = {"text": "artiukh-2022", "start": 0, "end": 4, "exact": "Here"}
    wrong, gone = passage | {"exact": "Gone"}, passage | {"text": "none-2020"}
    for one, says in ((passage, "(artiukh-2022 ¶1)"), (wrong, "do not stand"), (gone, "not in")):
        value = {"kind": "matrix", "rows": [{"label": "L", "cells": {"c": {"passage": one}}}]}
        assert says in answer(question(), value)


def test_restoring_brings_everything_to_an_empty_folder(tmp_path: Path, work: Work) -> None:
    handin = read_handin(made(work).encode())
    other = new_work(tmp_path / "other", "")
    assert restore(handin, other) == Restored(marks=3, links=1, answers=2, kept=0)
    assert other.reader.name == work.reader.name
    for text in ("artiukh-2022", "post-2022"):
        assert other.annotations(text).items == work.annotations(text).items
    assert other.answers("02")["exercise-question-4"].value == PROSE
    assert restore(handin, other).kept == 6


def test_restoring_never_replaces_what_is_newer(work: Work) -> None:
    handin = read_handin(made(work).encode())
    first = handin.marks[0]
    work.save(first.changed(note="later"), base=first.modified)
    work.save_answer("02", "exercise-question-4", {"kind": "prose", "text": "later"})
    done = restore(handin, work)
    assert (done.marks, done.answers, done.kept) == (0, 0, 6)
    assert "later" in {getattr(one, "note", "") for one in work.annotations(first.text).items}
    assert work.answers("02")["exercise-question-4"].value["text"] == "later"
    assert "Left as they are: 6" in done.sentence


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(sorted(NAMES)) | st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(KINDS), st.dictionaries(st.sampled_from(sorted(NAMES)), JSON))
def test_whatever_the_value_it_is_shown_as_text(kind: str, value: dict[str, Any]) -> None:
    shown = _Page(answer(question(columns=[("a", "A", "")]), {**value, "kind": kind}))
    assert not {"script", "img", "a", "form"} & set(shown.tags)


def test_words_that_stand_in_the_text_are_not_called_not_found(tmp_path: Path) -> None:
    """A mark from another state of a text has no certain place; its words may still be there."""
    work = new_work(tmp_path)
    made = mark(work, "post-2022", "relatives will bully them", "exclusion")
    other = replace(made, fingerprint="sha256:" + "0" * 64)
    gone = replace(other, exact="relatives will greet them")
    assert "stand in today&#x27;s text, but" in text_section("post-2022", [other])
    assert "not found in today&#x27;s text" in text_section("post-2022", [gone])


VERSE = """---
id: ferry-1911
title: The ferry
author: A. Reader
date: 1911-05-12
language: en
genre: Poem
rights: Written for this test.
---

# The ferry

| A. Reader

| The river is wide,
|     and nobody calls;
|   the ferry is late
"""


def test_lines_of_verse_stay_set_in_and_no_word_is_put_before_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(seeds_folder() / "codebook.yml", tmp_path)
    (tmp_path / "ferry-1911.md").write_text(VERSE, encoding="utf-8")
    monkeypatch.setenv("CLOSEREADER_SEEDS", str(tmp_path))
    text = open_text("ferry-1911")
    verse = next(block for block in text.blocks if block.kind == "verse")
    at = text.body.index("wide")
    over = Annotation.on(text, at, text.body.index(" calls"), theme="exclusion")
    shown = str(text_section("ferry-1911", [over]))
    room = '<span style="display:inline-block;width:{}em"></span>'
    assert f"wide,\n{room.format(2)}and nobody</mark>" in shown
    assert f" calls;\n{room.format(1)}the ferry is late" in shown
    words = re.sub(r"<sup>.*?</sup>|<[^>]+>", "", shown.partition('class="marked">')[2])
    assert words.partition(verse.text)[1]
