"""Hits and marks: what is not marked yet, and what is marked without the word."""

from __future__ import annotations

from pathlib import Path

import pytest

from closereader.annotations import Annotation
from closereader.codebook import CodebookError
from closereader.concordance import coded, kwic
from closereader.texts import open_text
from closereader.work import Work, open_work

LETTER = "artiukh-2022"


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return open_work(tmp_path / "work")


def mark(work: Work, quote: str, theme: str = "exclusion") -> None:
    text = open_text(LETTER)
    (span,) = text.find(quote)
    work.save(Annotation.on(text, *span, theme=theme))


def test_nothing_is_marked_at_first(work: Work) -> None:
    found = coded(LETTER, "we|our|us", "exclusion", work=work)
    assert found.unmarked == kwic(LETTER, "we|our|us")
    assert (found.marked, found.without, found.passages, found.problems) == ((), (), 0, ())


def test_hits_and_marks_meet(work: Work) -> None:
    mark(work, "We appreciate the way you have tried to theorise our corner of the world.")
    mark(work, "the limits to what we can learn", theme="agency")
    mark(work, "brute force is a powerful tool")
    found = coded(LETTER, "we|our|us", "exclusion", work=work)
    assert [(line.label, line.hit) for line in found.marked] == [("¶4", "We"), ("¶4", "our")]
    assert len(found.unmarked) == 7
    assert found.without == ("“brute force is a powerful tool” (artiukh-2022 ¶6)",)
    assert found.passages == 2


def test_a_hit_cut_by_a_mark_counts_as_marked(work: Work) -> None:
    mark(work, "a corner of the world"[2:])
    assert len(coded(LETTER, "world", "exclusion", work=work).marked) == 1
    assert not coded(LETTER, "our corner of the", "exclusion", work=work).unmarked


def test_a_mark_that_fits_no_more_is_named(work: Work) -> None:
    text = open_text(LETTER)
    found = Annotation.on(text, 0, 30, theme="exclusion").to_w3c()
    found["target"]["state"]["id"] = "urn:closereader:fingerprint:sha256:" + "0" * 64
    found["target"]["selector"][0] |= {"exact": "words of nowhere at all, zzz"}
    found["target"]["selector"][1] |= {"end": 28}
    work.save(Annotation.from_w3c(found))
    met = coded(LETTER, "we", "exclusion", work=work)
    assert met.passages == 0
    assert met.problems == ("1 of your marks in artiukh-2022 could not be placed for certain.",)


def test_an_unknown_theme_is_named(work: Work) -> None:
    with pytest.raises(CodebookError, match="exclusion"):
        coded(LETTER, "we", "exclude", work=work)
