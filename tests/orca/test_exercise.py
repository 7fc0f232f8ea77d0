"""Exercise 02 in real JupyterLab: by ear and keys alone under Orca, and by eye and mouse.

Both do the same: two links between texts, three cells of the table, two marks with notes, one of
them with a move, four written answers, one of them with a quotation, the hand-in. What would only
be more of the same is left out of both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from closereader.handin import read_handin
from tests.browser.conftest import PATIENCE
from tests.browser.lab.notebook_page import NotebookPage
from tests.browser.lab.server import Lab
from tests.orca.mouse import Mouse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Locator, Page

    from tests.orca.listener import Listener

EXERCISE = "exercises/02_exclusion.ipynb"
PROSE = {
    3: "Losing a rank is not exclusion: compared with whom? ",
    4: "Both: it reports, and it speaks so.",
    5: "Not by explaining alone.",
    6: "We still differ on hints.",
}
LINKS = ("same: both explain", "opposed: one doubts")
NOTES = ("said as a fact", "it thanks them")
CELLS = 3
READER, FILE = 9, 26
ANSWERS = {3: 16, 4: 18, 5: 21, 6: 24}
"""In which cells the letter is marked, the file is made, the questions are answered."""
TEXT = "read only entry"
MOST_HEADINGS = 8
MOST = 1.5
"""As many actions by ear for one by mouse are fair."""


@pytest.fixture
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    expect.set_options(timeout=PATIENCE)
    with Lab(tmp_path_factory.mktemp("lab")) as lab:
        lab.take(EXERCISE)
        yield lab


class ByEar:
    """Who listens: each step is taken when what the last one led to was heard."""

    def __init__(self, listener: Listener) -> None:
        self.press = listener.press
        self.until = listener.press_until
        self.type = listener.type
        self.listener = listener

    def link(self) -> None:
        self.to_heading("3", "Question 1 heading level 3.")
        self.until("Tab", "To the texts push button.", 5)
        self.press("Return", until=TEXT)
        for place, note in enumerate(LINKS):
            for side in ("F6", "l"):
                if place:
                    self.press("ctrl+Down", until="¶")
                self.press("w", "w", until="words selected.")
                self.press(side, until=TEXT if side == "F6" else "Note on the link")
            self.type(note)
            self.press("Return", until="Linked")

    def fill(self) -> None:
        self.leave()
        self.press("t", until="table with")
        for _ in range(CELLS):
            self.press("Tab", until="Choose a passage: Claim")
            self.press("F6", until="then press F6")
            self.press("w", "w", until="words selected.")
            self.press("F6", until="Change: Claim")

    def mark(self) -> None:
        self.leave()
        self.to_heading("3", "Question 2 heading level 3.")
        self.until("Tab", TEXT, 3)
        self.press("ctrl+Down", "ctrl+Down", until="¶3")
        self.press("w", "w", until="words selected.")
        self.press("1", until="Marked as Exclusion, ¶3.")
        self.press("n", until="Note entry")
        self.type(NOTES[0])
        self.press("Return", until="Changed: Exclusion, ¶3.")
        self.press("ctrl+Down", "w", "w", until="words selected.")
        self.press("Return", until="EX Exclusion")
        self.press("1", "o", until="concession")
        self.press("n", until="Note entry")
        self.type(NOTES[1])
        self.press("Return", until="Marked as Exclusion, ¶4.")

    def answer(self) -> None:
        for number, words in PROSE.items():
            self.leave()
            if number == 3:
                self.to_heading("2", "Part B")
            self.to_heading("3", f"Question {number} heading level 3.")
            self.until("Tab", "entry", 6)
            self.type(words)
            if number == 3:  # this one quotes; the words come from the text with their place
                self.press("F6", until="then press F6")
                self.press("w", "w", until="words selected.")
                self.press("F6", until="1 quotation: 1 verbatim")

    def hand_in(self) -> None:
        self.leave()
        self.to_heading("2", "Hand in heading level 2.")
        self.until("b", "Make my file", 4)
        self.press("Return", until="It lies in work/handins")

    def leave(self) -> None:
        """Let the screen reader have the keys again."""
        self.press("Insert+a", until="Browse mode")

    def to_heading(self, level: str, heading: str) -> None:
        """Go from heading to heading of one level, as a screen reader offers it."""
        for _ in range(MOST_HEADINGS):
            said = self.press(level)
            # JupyterLab draws a cell that comes into sight anew, and Orca may have looked before.
            if heading in " ".join(said or self.press("KP_Up")):
                return
        raise AssertionError(f"{MOST_HEADINGS} headings on there is no “{heading}”.")


class ByMouse:
    """Who sees and points: the same steps."""

    def __init__(self, notebook: NotebookPage, hand: Mouse) -> None:
        self.notebook = notebook
        self.hand = hand
        self.desk = notebook.page.get_by_role("complementary", name="Texts beside the page")

    def link(self) -> None:
        both = self.notebook.panel.locator("section.crc")
        left, right = (both.locator(".crr-page").nth(side) for side in (0, 1))
        words = (("We appreciate the way", "two pillars"), ("Amid Russia", "This order evolved"))
        for (one, other), note in zip(words, LINKS, strict=True):
            self.hand.drag(left, one)
            self.hand.drag(right, other)
            self.hand.click(both.get_by_label("Note on the link"))
            self.hand.type(note)
            self.hand.click(both.get_by_role("button", name="Link these"))

    def fill(self) -> None:
        table = self.notebook.panel.locator(".crx")
        for words in ("power lessons", "Western Left", "War of the"):
            choose = table.get_by_role("button", name="Choose a passage: Claim").first
            self.hand.click(choose)
            self.pick(table, words)

    def pick(self, field: Locator, words: str) -> None:
        """Take words from the text beside the page."""
        self.hand.click(field.get_by_role("button", name="Pick from text"))
        self.hand.drag(self.desk.locator(".crr-page:visible"), words)
        self.hand.click(self.desk.get_by_role("button", name="Put them in"))

    def mark(self) -> None:
        reader = self.hand.scroll(self.notebook, READER).locator("section.crr")
        card = reader.get_by_role("dialog")
        for words, move, note in (
            ("our own Marxist tradition", "", NOTES[0]),
            ("We appreciate the way", "concession", NOTES[1]),
        ):
            self.hand.drag(reader.locator(".crr-page"), words)
            self.hand.click(card.get_by_role("radio", name="Exclusion"))
            if move:
                self.hand.click(card.get_by_role("radio", name=move))
            self.hand.click(card.get_by_label("Note"))
            self.hand.type(note)
            self.hand.click(card.get_by_role("button", name="Save"))

    def answer(self) -> None:
        for number, words in PROSE.items():
            box = self.hand.scroll(self.notebook, ANSWERS[number])
            self.hand.click(box.get_by_role("textbox"))
            self.hand.type(words)
            if number == 3:
                self.pick(box, "power lessons")  # the question is about the essay alone

    def hand_in(self) -> None:
        cell = self.hand.scroll(self.notebook, FILE)
        self.hand.click(cell.get_by_role("button", name="Make my file"))
        expect(cell.get_by_role("link", name="Download the file")).to_be_visible()


def work_through(way: ByEar | ByMouse, lab: Lab) -> None:
    """Do the exercise; what was handed in holds all of it."""
    for part in (way.link, way.fill, way.mark, way.answer, way.hand_in):
        part()
    (file,) = (lab.work / "handins").glob("*.html")
    found = read_handin(file.read_bytes())
    assert len(found.marks) == len(NOTES)
    assert [mark.note for mark in found.marks] == list(NOTES)
    assert len(lab.marks("artiukh-2022")) == len(NOTES) + len(LINKS)
    table = found.answers["02/exercise-question-1"].value
    assert str(table).count("'passage': {") == CELLS, table
    for number, words in PROSE.items():
        assert (
            found.answers[f"02/exercise-question-{number}"].value["text"].startswith(words.strip())
        )


def test_by_ear_the_whole_exercise_takes_little_more_than_by_mouse(
    page: Page, lab: Lab, listener: Listener, record_property: Callable[[str, object], None]
) -> None:
    page.set_default_timeout(PATIENCE)
    notebook = NotebookPage(page, lab).open(EXERCISE)
    hand = Mouse(page)
    work_through(ByMouse(notebook, hand), lab)

    lab.forget()
    page.evaluate("() => localStorage.clear()")
    page.goto("about:blank")
    begun = listener.desktop.orca.size()
    notebook.open(EXERCISE)
    listener.expect("Finished loading JupyterLab.", begun)
    listener.actions = 0
    work_through(ByEar(listener), lab)
    record_property("actions", {"by ear": listener.actions, "by mouse": hand.actions})
    assert listener.actions <= MOST * hand.actions
