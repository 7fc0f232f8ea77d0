"""What is in sight while marking, and a comment that is changed."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from closereader.seminar.marking import read_marking
from tests.browser.front.test_marking import pack, press, question, readers, records, select

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

__all__ = ["pack", "question"]  # fixtures


def test_a_comment_is_changed_by_keys_and_the_selection_is_empty_after_it(question: Page) -> None:
    name = next(one for one in readers(question) if one.startswith("N"))
    article = question.locator(f"article[data-name={name}]")
    select(question, name, "han one thi")  # a mouse that slipped
    press(question, "c")
    question.keyboard.type("Wich?")
    press(question, "Enter")
    expect(article.locator(".comment")).to_have_text(re.compile("than one thing: ?Wich"))
    assert question.evaluate("getSelection().isCollapsed")
    question.get_by_role("button", name="Wich?", exact=True).focus()
    press(question, "Enter")
    box = article.get_by_label("Comment", exact=True)
    expect(box).to_have_value("Wich?")
    press(question, "Home ArrowRight")
    question.keyboard.type("h")
    press(question, "Enter")
    row = next(row for row in records(question) if row["name"] == name)
    (kept,) = json.loads(row["comments"])
    assert kept["body"] == "Which?"
    assert kept["selector"][0]["exact"] == "than one thing"


def test_the_rubric_is_in_sight_on_a_small_screen(question: Page) -> None:
    question.set_viewport_size({"width": 800, "height": 900})
    press(question, "n 1")
    meaning = question.locator("article.now .meaning")
    expect(meaning).to_be_in_viewport()
    words = meaning.inner_text()
    assert words.startswith("1 ")
    assert " · 2 " in words
    assert " · 3 " in words
    press(question, "ArrowLeft")
    expect(meaning).not_to_have_text(words)


def test_an_answer_takes_little_more_than_its_words(question: Page) -> None:
    """Of thirty answers, a page is read from top to bottom: names and counts stand beside words."""
    question.set_viewport_size({"width": 1400, "height": 900})
    more = question.evaluate(
        """() => [...document.querySelectorAll("article:has(.words)")].map((article) =>
          article.getBoundingClientRect().height -
          [...article.querySelectorAll(".words, ul")].reduce(
            (sum, one) => sum + one.getBoundingClientRect().height, 0))"""
    )
    assert len(more) >= 10
    assert max(more) <= 40


def test_who_gave_no_answer_is_marked_as_well(question: Page, tmp_path: Path) -> None:
    """They stand last, in one line, and wait for nothing; a key counts the answer as none."""
    silent = question.locator("article.silent")
    names = [str(one.get_attribute("data-name")) for one in silent.all()]
    assert len(names) >= 2
    heights = {round(one.bounding_box()["y"]) for one in silent.all()}  # type: ignore[index]
    assert len(heights) == 1
    for _ in readers(question):
        press(question, "n 1 1 1")
    press(question, "n 0")
    expect(question.locator("article.now.silent")).to_contain_text("Answer none")
    press(question, "0")
    expect(question.locator("article.now .said")).to_have_text("")
    press(question, "0 n r")  # the next of them
    question.keyboard.type("Ask me.")
    press(question, "Escape")
    question.get_by_role("button", name=f"Mark {names[0]}").click()
    expect(silent.first).to_have_attribute("aria-current", "true")
    expect(silent.first.get_by_role("button", name="0 no answer")).to_have_attribute(
        "aria-pressed", "true"
    )
    with question.expect_download() as saving:
        question.keyboard.press("e")
    saving.value.save_as(tmp_path / "marking.csv")
    said = {one.name: one for one in read_marking([tmp_path / "marking.csv"]).records}
    assert said[names[0]].rubric == {"Answer": "none"}
    assert (said[names[1]].rubric, said[names[1]].remark) == ({}, "Ask me.")
    press(question, "1")  # it stood elsewhere, after all
    assert json.loads(
        next(row for row in records(question) if row["name"] == names[0])["rubric"]
    ) == {"Reasons": "strong"}


def test_a_map_begins_below_the_name_and_not_beside_it(question: Page) -> None:
    further = question.evaluate("""() => { const article = document.createElement("article");
      article.innerHTML = `<h3><a>A reader</a></h3>
        <details class="check"><summary>a map of 2 parts</summary></details>
        <ul><li>Claim<ul><li>Grounds</li></ul></li></ul>`;
      document.querySelector(".answers").append(article);
      const [claim, grounds] = [...article.querySelectorAll("li")].map((part) => {
        const range = new Range(); range.selectNode(part.firstChild);
        return range.getBoundingClientRect().left; });
      return grounds - claim; }""")
    assert further > 0
