"""Search in context, and marking by quoting: words as people type them, places as they are."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.front.harness import Front
from tests.browser.front.reader_kit import Desk, small_text, span

pytestmark = pytest.mark.browser

RESULT = ".crr-search-count, .crr-quote-result"

POEM = small_text(
    "One heading",
    "She said “it’s over” – twice: it’s 🙂 over.",
    "Second paragraph,  with more words; it’s late.",
)


def painted(desk: Desk, name: str) -> list[str]:
    return [words for _, words in desk.highlights(f"-{name}")]


def test_every_hit_stands_in_its_context(desk: Desk) -> None:
    desk.press("/")
    desk.page.keyboard.type("IT'S")
    panel = desk.el.get_by_role("region", name="Search in context")
    expect(panel.locator(RESULT)).to_have_text("3 hits")
    lines = panel.get_by_role("listitem")
    expect(lines).to_have_count(3)
    assert lines.nth(0).locator("mark").inner_text() == "it’s"
    assert lines.nth(0).locator(".crr-kwic-left").inner_text() == "She said “"
    assert lines.nth(1).locator(".crr-kwic-right").text_content() == " 🙂 over."
    assert lines.nth(2).locator(".crr-kwic-place").inner_text() == "¶2"
    assert painted(desk, "hit") == ["it’s", "it’s", "it’s"]


def test_enter_goes_from_hit_to_hit_and_escape_to_the_caret_there(desk: Desk) -> None:
    desk.press("/")
    desk.page.keyboard.type("it’s")
    desk.press("Enter", "Enter")
    panel = desk.el.get_by_role("region", name="Search in context")
    expect(panel.locator(RESULT)).to_have_text("Hit 2 of 3, ¶1")
    desk.press("Shift+Enter", "Shift+Enter")
    expect(panel.locator(RESULT)).to_have_text("Hit 3 of 3, ¶2")
    assert painted(desk, "now") == ["it’s"]
    desk.press("Escape")
    expect(desk.text).to_be_focused()
    assert painted(desk, "hit") == []
    desk.press("1")  # the hit is selected, ready to be marked
    (made,) = desk.marks()
    assert POEM["body"][made["s"] : made["e"]] == "it’s"
    assert made["s"] > POEM["blocks"][2]["s"]


def test_a_hit_can_be_clicked(desk: Desk) -> None:
    desk.press("/")
    desk.page.keyboard.type("over")
    desk.el.get_by_role("listitem").nth(1).get_by_role("button").click()
    expect(desk.text).to_be_focused()
    desk.press("w")
    assert desk.selection() != ""


def test_the_essay_is_searched(front: Front) -> None:
    desk = Desk(front).show()
    desk.text.focus()
    desk.press("/")
    desk.page.keyboard.type("exclusion")
    panel = desk.el.get_by_role("region", name="Search in context")
    body = front.page.evaluate("() => mock.views[0].model.state.text.body.toLowerCase()")
    expect(panel.locator(RESULT)).to_have_text(f"{body.count('exclusion')} hits")
    desk.press("Enter")
    expect(desk.text.get_by_text("The lessons which")).to_be_in_viewport()


@pytest.mark.parametrize(
    "typed",
    [
        "it's over\" - twice",
        "“it’s over” – twice",
        "it's   over” — twice",
        "“it’s over” – twice (small ¶1)",
        "It's Over\" - Twice",
    ],
)
def test_words_are_marked_by_quoting_them(desk: Desk, typed: str) -> None:
    desk.press("q")
    panel = desk.el.get_by_role("region", name="Mark by quoting")
    panel.get_by_label("Words from the text").fill(typed)
    expect(panel.locator(RESULT)).to_have_text("Found once, ¶1.")
    panel.get_by_role("radio", name="Exclusion").focus()
    desk.press("2", "g")
    panel.get_by_label("Note").fill("Quoted.")
    panel.get_by_role("button", name="Save", exact=True).click()
    (made,) = desk.marks()
    assert POEM["body"][made["s"] : made["e"]].strip("“") == "it’s over” – twice"
    assert (made["theme"], made["move"], made["note"]) == ("rentier", "grounds", "Quoted.")
    expect(desk.spoken).to_contain_text("Marked as Rentier state, ¶1.")  # said once
    expect(panel.locator(RESULT)).to_have_text("Paste the next words, or press Esc.")
    expect(panel.get_by_label("Words from the text")).to_have_value("")
    desk.press("Escape")
    expect(desk.text).to_be_focused()


def test_of_several_places_one_is_chosen(desk: Desk) -> None:
    desk.press("q")
    panel = desk.el.get_by_role("region", name="Mark by quoting")
    panel.get_by_role("radio", name="Exclusion").click()
    panel.get_by_label("Words from the text").fill("it's")
    expect(panel.locator(RESULT)).to_contain_text("These words stand in 3 places.")
    assert desk.marks() == []
    panel.get_by_role("button", name="Mark in ¶2").click()
    (made,) = desk.marks()
    assert made["s"] > POEM["blocks"][2]["s"]


def test_what_is_not_there_gets_an_offer_from_python(desk: Desk) -> None:
    s, e = span("Second paragraph,", POEM)
    desk.front.answer(
        f"""({{ type, id }}) => {{
          const place = {{ s: {s}, e: {e}, text: 'Second paragraph,', score: 0.91, label: '¶2' }};
          return type === 'closest' ? {{ type, id, places: [place] }} : null;
        }}"""
    )
    desk.press("q")
    panel = desk.el.get_by_role("region", name="Mark by quoting")
    panel.get_by_role("radio", name="Gender").click()
    panel.get_by_label("Words from the text").fill("Secund paragraf")
    panel.get_by_role("button", name="Save", exact=True).click()
    expect(panel.locator(RESULT)).to_contain_text("These words are not in the text. The closest:")
    expect(panel.locator(RESULT)).to_contain_text("91 % alike")
    assert desk.marks() == []
    panel.get_by_role("button", name="Mark in ¶2").click()
    assert (desk.marks()[0]["s"], desk.marks()[0]["e"]) == (s, e)


def test_a_silent_python_is_said(front: Front) -> None:
    front.page.clock.install()
    front.open()
    desk = Desk(front).show(POEM)
    front.python("deaf")
    desk.text.focus()
    desk.press("q")
    panel = desk.el.get_by_role("region", name="Mark by quoting")
    panel.get_by_label("Words from the text").fill("not there at all")
    panel.get_by_role("button", name="Save", exact=True).click()
    front.page.clock.run_for(5000)
    expect(panel.locator(RESULT)).to_contain_text("does not answer")
