"""A hand-in shows a text of any script as it stands: its direction, its lines, its spaces."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from closereader import Ask, Reader
from closereader._paths import seeds_folder
from closereader.annotations import Annotation
from closereader.handin import marked
from closereader.pages import style_sheet
from closereader.texts import open_text

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from tests.browser.front.harness import Front

pytestmark = pytest.mark.browser

ESSAY = """---
id: nahr-1954
title: رسالة من جانبي النهر
author: سلمى الحداد
date: 1954-05-12
language: ar
rights: Written for the tests of closereader; BSD-3-Clause.
---

كان يعبر معنا 12\u00a0رجلاً، وكنا نسمّيهم «الآخرين».

| يا نهرُ بيني وبين القومِ أنتَ يدٌ
|     تمتدُّ لا سورٌ يُبنى ولا حَجَرُ

می\u200cخواهم.
"""
ROOM = """(row) => { const [room] = row.getElementsByClassName("cr-in");
  const { right, width, top } = room.getBoundingClientRect();
  const words = row.querySelector("p").getBoundingClientRect();
  return [words.right - right, width, top - words.top]; }"""
READER = "urn:uuid:0b0f3ad4-52a5-4a51-9d35-6c1f3b7a9e11"
DATE = """(head) => { const walk = document.createTreeWalker(head, 4); const range = new Range();
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const at = node.data.indexOf("1954-05-12"); if (at < 0) continue;
    return [at, at + 8].map((from) => { range.setStart(node, from); range.setEnd(node, from + 2);
      return range.getBoundingClientRect().left; }); } }"""
PLACE = """(p) => { const range = document.createRange();
  const walk = document.createTreeWalker(p, 4);
  const ends = []; for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (node.parentElement.matches(".label, sup")) continue;
    range.selectNodeContents(node); ends.push(...range.getClientRects()); }
  return [ends[0].right, p.getBoundingClientRect().right, p.innerText]; }"""


@pytest.fixture
def essay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give the id of an Arabic text, the only one of its course."""
    shutil.copy(seeds_folder() / "codebook.yml", tmp_path)
    (tmp_path / "nahr-1954.md").write_text(ESSAY, encoding="utf-8")
    monkeypatch.setenv("CLOSEREADER_SEEDS", str(tmp_path))
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))
    return "nahr-1954"


def test_the_date_beside_an_arabic_name_is_read_from_the_left(front: Front, essay: str) -> None:
    head = front.view(front.live(Reader(essay))).locator(".crr-title")
    expect(head).to_have_text("رسالة من جانبي النهر سلمى الحداد, 1954-05-12")
    year, day = head.evaluate(DATE)
    assert year < day


def stands_at_the_right(row: Locator, what: str) -> None:
    number, words = row.locator(what).bounding_box(), row.locator("p").bounding_box()
    assert number
    assert words
    assert number["x"] >= words["x"] + words["width"]
    # ¶1 is read from the left
    assert row.locator(what).evaluate("(el) => getComputedStyle(el).unicodeBidi") == "plaintext"


def test_numbers_stand_where_the_lines_begin_and_verse_is_set_in(front: Front, essay: str) -> None:
    view = front.view(front.live(Reader(essay)))
    paragraph, verse = view.locator(".crr-row[data-k=p]").first, view.locator(".crr-row[data-k=v]")
    for row in (paragraph, verse):
        stands_at_the_right(row, ".crr-number")
    expect(verse.get_by_role("button", name=f"Copy the citation {essay} verse 1")).to_be_visible()
    away, wide, below = verse.evaluate(ROOM)
    assert (abs(away) < 1, wide > 20, below > 20) == (True, True, True)  # before the second line
    # the room before it is no word: places count as they did
    assert verse.locator("p").evaluate("(p) => p.textContent") == open_text(essay).blocks[1].text
    view.get_by_role("button", name="Marked text").click()
    stands_at_the_right(view.locator(".crr-marked-row").first, ".crr-marked-number")
    away, wide, below = view.locator(".crr-marked-row").nth(1).evaluate(ROOM)
    assert (abs(away) < 1, wide > 20, below > 20) == (True, True, True)


def test_tags_stand_beside_the_lines(front: Front, page: Page, essay: str) -> None:
    page.set_viewport_size({"width": 1400, "height": 900})
    reader = Reader(essay)
    reader.mark("كان يعبر معنا", theme="exclusion", note="Who?")
    row = front.view(front.live(reader)).locator(".crr-row[data-k=p]").first
    words, badge = (
        row.locator("p").bounding_box(),
        row.locator(".crr-tag .crr-badge").bounding_box(),
    )
    assert words
    assert badge
    assert 0 < words["x"] - badge["x"] - badge["width"] < 60


def test_an_answer_begins_on_the_side_of_its_script(front: Front, essay: str) -> None:
    box = front.view(front.live(Ask("01/q1", "Whom?", texts=(essay,)))).get_by_role("textbox")
    assert box.evaluate("(box) => getComputedStyle(box).unicodeBidi") == "plaintext"


def test_a_marked_text_keeps_its_side_its_lines_and_its_spaces(page: Page, essay: str) -> None:
    text = open_text(essay)
    marks = []
    for words in ("12\u00a0رجلاً", "يدٌ", "می\u200cخواهم"):
        start = text.body.index(words)
        end = start + len(words)
        marks.append(Annotation.on(text, start, end, theme="exclusion", creator=READER))
    section = marked.text_section(text.id, marks)
    style = style_sheet(marked.__file__, "page.css")
    page.set_content(f"<html lang=en><style>{style}</style>{section}</html>")
    prose, verse, persian = (one.evaluate(PLACE) for one in page.locator("p.marked").all())
    for right, edge, words in (prose, verse, persian):
        assert abs(right - edge) < 80, f"{words} begins on the left"  # behind its number
    assert "12\u00a0رجلاً" in prose[2]
    assert "می\u200cخواهم" in persian[2]
    assert "\n" in verse[2]
