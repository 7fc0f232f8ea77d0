"""The desk, the links of citations, and words that are taken out of a text into a field."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from closereader import Ask, Choose, Matrix, Reader, ReadingDesk, open_work

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from closereader.work import Work
    from tests.browser.front.harness import Front

pytestmark = pytest.mark.browser

ESSAY, LETTER, POST = "alieva-2024", "artiukh-2022", "post-2022"
INTO_A_PARAGRAPH = ("Control+Home", *["ArrowDown"] * 8, "w")
"""Keys that select a word of a paragraph: past the heading and the byline."""
PROMPT = "Read “communist, democratic socialist Left” (artiukh-2022 ¶2) and (alieva-2024 ¶12, ¶14)."

SPLIT = """
async (root) => {
  const split = [];
  const line_of = (node, at) => {
    const range = new Range();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    const { top, bottom } = range.getBoundingClientRect();
    return (top + bottom) / 2;
  };
  for (let width = 240; width < 760; width += 9) {
    root.style.width = `${width}px`;
    for (const { firstChild: words, previousSibling: before, nextSibling: after } of
         root.querySelectorAll('.cr-cite')) {
      const lines = [line_of(words, 0), line_of(words, words.length - 1)];
      if (before?.data?.endsWith('(')) lines.push(line_of(before, before.length - 1));
      if (/^[),]/.test(after?.data ?? '')) lines.push(line_of(after, 0));
      if (Math.max(...lines) - Math.min(...lines) > 8) split.push(`${width}: ${words.data}`);
    }
  }
  return split;
}
"""
"""Which citations stand on several lines, with their brackets, at which width."""


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return open_work(tmp_path / "work")


def lit(front: Front, what: str = "cited") -> str:
    """Return the words that are lit now."""
    words: str = front.page.evaluate(
        """(what) => [...CSS.highlights].filter(([name]) => name.endsWith(`-${what}`))
             .flatMap(([, ranges]) => [...ranges])
             .map((one) => { const range = document.createRange();
               range.setStart(one.startContainer, one.startOffset);
               range.setEnd(one.endContainer, one.endOffset); return range.toString(); })
             .join('')""",
        what,
    )
    return words


def links(view: Locator) -> Locator:
    return view.get_by_role("link")


def text_of(view: Locator) -> Locator:
    return view.locator(".crr-scroll:visible")


def test_a_text_is_opened_by_its_tab_and_by_keys(front: Front, work: Work) -> None:
    desk = front.view(front.live(ReadingDesk(work=work)))
    tabs = desk.get_by_role("tab")
    expect(tabs).to_have_text([ESSAY, LETTER, POST])
    expect(text_of(desk)).to_have_count(1)
    tabs.nth(0).focus()
    front.page.keyboard.press("ArrowRight")
    expect(tabs.nth(1)).to_be_focused()
    expect(tabs.nth(1)).to_have_attribute("aria-selected", "true")
    expect(desk.get_by_role("tabpanel")).to_have_accessible_name(LETTER)
    assert front.axe() == []


def test_a_mark_made_at_the_desk_is_in_the_reader_too(front: Front, work: Work) -> None:
    reader = Reader(LETTER, work=work)
    desk = ReadingDesk(work=work)
    front.live(reader)
    view = front.view(front.live(desk))
    view.get_by_role("tab", name=LETTER).click()
    text_of(view).focus()
    for key in ("Control+Home", "ArrowDown", "ArrowDown", "Control+Shift+ArrowRight", "1"):
        front.page.keyboard.press(key)
    expect(view.locator(".cr-status-text:visible")).to_contain_text("Saved")
    assert len(reader.annotations) == 1
    assert reader.marks == desk.marks[1]


def test_a_citation_opens_its_words_at_the_desk_and_leads_back(front: Front, work: Work) -> None:
    ask = front.view(front.live(Ask("01/q1", prompt=PROMPT, work=work)))
    expect(ask.locator(".cr-cite")).to_have_count(3)
    expect(links(ask)).to_have_count(0)  # nowhere to go: plain words
    desk = front.view(front.live(ReadingDesk(work=work)))
    expect(links(ask)).to_have_count(3)
    expect(links(ask).nth(2)).to_have_accessible_name("alieva-2024 ¶14")
    links(ask).nth(0).focus()
    front.page.keyboard.press("Enter")
    expect(desk.get_by_role("tab", name=LETTER)).to_have_attribute("aria-selected", "true")
    expect(text_of(desk)).to_be_focused()
    assert lit(front) == "communist, democratic socialist Left"
    front.page.keyboard.press("F6")
    expect(links(ask).nth(0)).to_be_focused()
    links(ask).nth(1).click()
    expect(desk.get_by_role("tab", name=ESSAY)).to_have_attribute("aria-selected", "true")
    assert len(lit(front)) > 200, "the whole paragraph"
    assert front.axe() == []


def test_without_a_desk_a_citation_leads_to_the_reader_of_its_text(
    front: Front, work: Work
) -> None:
    ask = front.view(front.live(Ask("01/q1", prompt=PROMPT, work=work)))
    reader = front.view(front.live(Reader(LETTER, work=work)))
    expect(links(ask)).to_have_text(["artiukh-2022 ¶2"])
    expect(ask.get_by_role("button", name="Pick from text")).to_be_hidden()
    links(ask).click()
    expect(text_of(reader)).to_be_focused()
    assert lit(front) == "communist, democratic socialist Left"


def test_words_are_picked_into_an_answer_with_keys_alone(front: Front, work: Work) -> None:
    question = Ask("01/q1", prompt="Which words?", work=work)
    ask = front.view(front.live(question))
    desk = front.view(front.live(ReadingDesk(POST, work=work)))
    box = ask.get_by_role("textbox")
    expect(ask.get_by_role("button", name="Pick from text")).to_be_visible()
    box.fill("See")
    box.press("F6")
    expect(text_of(desk)).to_be_focused()
    expect(desk.locator(".crd-asked")).to_contain_text("Words for Question 1")
    front.page.keyboard.press("F6")  # nothing is selected yet
    expect(text_of(desk)).to_be_focused()
    for key in INTO_A_PARAGRAPH:
        front.page.keyboard.press(key)
    expect(desk.locator(".crd-asked")).to_contain_text(f"{POST} ¶")
    front.page.keyboard.press("F6")
    expect(box).to_be_focused()
    answer = box.input_value()
    assert answer.startswith("See “")
    assert f"” ({POST} ¶" in answer
    box.press("F6")
    front.page.keyboard.press("Shift+F6")
    expect(box).to_be_focused()
    assert box.input_value() == answer


def test_the_desk_opens_a_text_that_the_question_is_about(front: Front, work: Work) -> None:
    question = Ask("01/q1", prompt="Which words?", texts=(LETTER, POST), work=work)
    ask = front.view(front.live(question))
    desk = front.view(front.live(ReadingDesk(ESSAY, LETTER, POST, work=work)))
    chosen = desk.get_by_role("tab", selected=True)
    expect(chosen).to_have_text(ESSAY)
    box = ask.get_by_role("textbox")
    box.press("F6")
    expect(chosen).to_have_text(LETTER)
    desk.get_by_role("tab", name=POST).click()
    front.page.keyboard.press("Shift+F6")
    box.press("F6")  # it is one of them: whoever reads there stays there
    expect(chosen).to_have_text(POST)


def matrix(work: Work) -> Matrix:
    return Matrix(
        "02/q6", columns=[("who", "Who speaks?", "")], rows=[("post", f"Post ({POST})")], work=work
    )


def test_words_are_picked_into_a_cell_with_keys_alone(front: Front, work: Work) -> None:
    question = matrix(work)
    view = front.view(front.live(question))
    desk = front.view(front.live(ReadingDesk(POST, work=work)))
    expect(desk.get_by_role("tab")).to_be_visible()
    cell = view.get_by_role("button", name="Choose a passage: Who speaks?")
    cell.focus()
    front.page.keyboard.press("F6")
    for key in (*INTO_A_PARAGRAPH, "F6"):
        front.page.keyboard.press(key)
    expect(view.locator(".crx-passage")).to_contain_text(f"({POST} ¶")
    expect(view.get_by_role("button", name="Change: Who speaks?")).to_be_focused()
    expect(view.locator(".cr-status-text")).to_contain_text("Saved")
    assert question.filled == (1, 1)


def test_for_a_case_that_names_a_text_that_text_is_opened(front: Front, work: Work) -> None:
    rows = [("essay", f"Essay ({ESSAY})"), ("post", f"Post ({POST})"), ("any", "Any")]
    texts = (ESSAY, LETTER, POST)
    matrix = Matrix("02/q1", rows=rows, columns=[("claim", "Claim", "")], texts=texts, work=work)
    cells = front.view(front.live(matrix))
    desk = front.view(front.live(ReadingDesk(work=work)))
    for row, text in ((f"Post ({POST})", POST), ("Any", POST), (f"Essay ({ESSAY})", ESSAY)):
        cells.get_by_role("button", name=f"Choose a passage: Claim: {row}").press("F6")
        expect(desk.get_by_role("tab", selected=True)).to_have_text(text)
        expect(text_of(desk)).to_be_focused()
        front.page.keyboard.press("Shift+F6")


def test_for_an_answer_the_text_is_opened_that_it_is_about(front: Front, work: Work) -> None:
    question = Ask("00/q1", prompt="Quote the letter.", texts=(LETTER,), work=work)
    box = front.view(front.live(question)).get_by_role("textbox")
    desk = front.view(front.live(ReadingDesk(work=work)))
    expect(desk.get_by_role("tab", selected=True)).to_have_text(ESSAY)
    for answer, text in (
        ("", LETTER),
        (f"“the soil” ({POST} ¶7), and", POST),
        (f"({POST} ¶7) and ({ESSAY} ¶4), ", ESSAY),
    ):
        box.fill(answer)
        box.press("F6")
        expect(desk.get_by_role("tab", selected=True)).to_have_text(text)
        expect(text_of(desk)).to_be_focused()
        front.page.keyboard.press("Shift+F6")


def test_the_button_that_picks_words_stands_where_their_box_begins(
    front: Front, work: Work
) -> None:
    front.page.set_viewport_size({"width": 1400, "height": 900})
    ask = front.view(front.live(Ask("01/q1", prompt="Which words?", work=work)))
    front.live(ReadingDesk(POST, work=work))
    box = ask.get_by_role("textbox").bounding_box()
    button = ask.get_by_role("button", name="Pick from text").bounding_box()
    assert box is not None
    assert button is not None
    assert abs(button["x"] - box["x"]) < 4
    assert 0 <= button["y"] - (box["y"] + box["height"]) < 12


def test_a_selection_is_taken_by_the_button_and_no_card_opens_meanwhile(
    front: Front, work: Work
) -> None:
    view = front.view(front.live(matrix(work)))
    desk = front.view(front.live(ReadingDesk(POST, work=work)))
    view.get_by_role("button", name="Choose a passage").click()
    view.get_by_role("button", name="Pick from text").click()
    block = desk.locator(".crr-p, .crr-block").nth(3)
    block.dblclick(position={"x": 30, "y": 12})
    expect(desk.get_by_role("button", name="Put them in")).to_be_enabled()
    expect(desk.get_by_role("dialog")).to_be_hidden()
    desk.get_by_role("button", name="Put them in").click()
    expect(view.locator(".crx-passage")).to_contain_text(POST)


def test_a_passage_is_dragged_onto_a_cell(front: Front, work: Work) -> None:
    view = front.view(front.live(matrix(work)))
    desk = front.view(front.live(ReadingDesk(POST, work=work)))
    text_of(desk).focus()
    for key in INTO_A_PARAGRAPH:
        front.page.keyboard.press(key)
    carried: dict[str, Any] = front.page.evaluate(
        """() => { const carried = new DataTransfer();
             document.querySelector('.crr-page .crr-block').dispatchEvent(
               new DragEvent('dragstart', { bubbles: true, dataTransfer: carried }));
             const cell = document.querySelector('td[data-row]');
             cell.dispatchEvent(new DragEvent('drop',
               { bubbles: true, cancelable: true, dataTransfer: carried }));
             return Object.fromEntries(
               [...carried.types].map((one) => [one, carried.getData(one)])); }"""
    )
    assert carried["text/plain"].startswith("“")
    assert carried["text/plain"].endswith(")")
    expect(view.locator(".crx-passage")).to_contain_text(POST)


def test_a_citation_is_not_parted_at_the_end_of_a_line(front: Front, work: Work) -> None:
    for widget in (Ask("01/q1", prompt=PROMPT, work=work), Choose("02/q1", work=work)):
        view = front.view(front.live(widget))
        expect(view.locator(".cr-cite")).not_to_have_count(0)
        assert view.evaluate(SPLIT) == []
