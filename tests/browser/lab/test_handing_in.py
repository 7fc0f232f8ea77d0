"""Handing in, in real JupyterLab: the preview follows the work, and the file is made in the end."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from closereader import cli
from closereader.exchange.table import csv_bytes
from closereader.handin import read_handin
from closereader.seminar import collect
from closereader.seminar._outline import open_outline
from closereader.seminar.marking import COLUMNS, Comment, answer_digest, comment_json
from closereader.seminar.pack import write_pack
from closereader.seminar.pack_handins import read_handins
from closereader.seminar.who import read_who

if TYPE_CHECKING:
    from tests.browser.lab.notebook_page import NotebookPage
    from tests.browser.lab.server import Lab

pytestmark = pytest.mark.lab

ASK = """\
from closereader import Ask
Ask("02/exercise-question-4", "Report, or exclusion?", texts=("post-2022",))"""
HAND_IN = """\
from closereader import HandIn
HandIn("02")"""


def test_an_answer_is_seen_at_once_handed_in_and_made_again_after_a_crash(
    notebook: NotebookPage, lab: Lab
) -> None:
    lab.take("exercises/02_exclusion.ipynb")
    notebook.open(lab.notebook("handing.ipynb", ASK, HAND_IN, "1 + 1"))
    notebook.run(0).idle().run(1).idle()
    widget = notebook.panel.locator(".cr-handin")
    expect(widget).to_contain_text("0 of 6 questions answered")
    box = notebook.panel.get_by_role("textbox", name="Report, or exclusion?")
    box.press_sequentially("Both: “the masses hated the freedom”.")
    expect(widget).to_contain_text("1 of 6 questions answered")

    widget.get_by_role("button", name="Make my file").press("Enter")
    link = widget.get_by_role("link", name="Download the file")
    with notebook.page.expect_download() as download:
        link.press("Enter")
    (file,) = (lab.work / "handins").glob("*.html")
    assert Path(download.value.path()).read_bytes() == file.read_bytes()
    answers = read_handin(file.read_bytes()).answers
    assert answers["02/exercise-question-4"].value["text"].startswith("Both: “the masses")

    box.press("End")
    box.press_sequentially(" And more.")
    expect(widget).to_contain_text("Something changed since.")
    lab.kill_kernel("handing.ipynb")
    notebook.page.locator(".jp-Dialog button.jp-mod-accept").click()
    status = widget.locator(".cr-status-text")
    expect(status).to_contain_text("Python was restarted. Press “Run this cell again”")
    widget.get_by_role("button", name="Make my file").click()
    expect(status).to_contain_text("to save 1 change.")
    widget.get_by_role("button", name="Run this cell again").click()
    expect(widget).to_contain_text("It holds what is here now.")
    expect(widget.locator(".cr-status-text")).to_have_text(re.compile(r"^Saved \d"))
    assert "And more." in file.read_text(encoding="utf-8")
    assert len(list((file.parent / "earlier").iterdir())) == 1
    assert notebook.in_the_way() == []


def test_what_is_missing_leads_to_its_question_and_writes_no_cell(
    notebook: NotebookPage, lab: Lab
) -> None:
    lab.take("exercises/02_exclusion.ipynb")
    notebook.open("exercises/02_exclusion.ipynb")
    notebook.panel.get_by_role("button", name="Hand in", exact=True).press("Enter")
    entry = notebook.panel.locator(".cr-handin-missing").get_by_role("link", name="Question 4")
    entry.press("Enter")
    heading = notebook.panel.get_by_role("heading", name="Question 4")
    expect(heading).to_be_in_viewport()
    expect(notebook.panel.locator(".jp-Cell:focus")).to_contain_text("Question 4")
    cells = notebook.page.evaluate("jupyterapp.shell.currentWidget.content.widgets.length")
    notebook.page.keyboard.press("a")  # in JupyterLab: put in a cell
    assert cells == notebook.page.evaluate("jupyterapp.shell.currentWidget.content.widgets.length")
    notebook.page.keyboard.press("Tab")
    box = notebook.panel.get_by_role("textbox", name="Does the post report exclusion")
    expect(box).to_be_focused()


def test_a_cell_that_fails_keeps_nobody_from_handing_in(notebook: NotebookPage, lab: Lab) -> None:
    lab.take("exercises/01_three_voices.ipynb")
    claims = lab.course / "seeds" / "claims.yml"
    whole = claims.read_text(encoding="utf-8")
    claims.write_text("claims: [", encoding="utf-8")
    try:
        notebook.open("exercises/01_three_voices.ipynb")
        notebook.panel.get_by_role("button", name="Hand in", exact=True).press("Enter")
        expect(notebook.panel.get_by_role("button", name="Make my file")).to_be_visible()
    finally:
        claims.write_text(whole, encoding="utf-8")


def test_the_page_that_came_back_is_read_beside_the_answer_and_handed_in_again(
    notebook: NotebookPage, lab: Lab, tmp_path: Path
) -> None:
    lab.take("exercises/02_exclusion.ipynb")
    notebook.open(lab.notebook("returned.ipynb", ASK, HAND_IN, "1 + 1"))
    notebook.run(0).idle().run(1).idle()
    widget = notebook.panel.locator(".cr-handin")
    box = notebook.panel.get_by_role("textbox", name="Report, or exclusion?")
    box.press_sequentially("Both. I would not say “they hate” here.")
    expect(widget).to_contain_text("1 of 6 questions answered")
    widget.get_by_role("button", name="Make my file").press("Enter")
    expect(widget.get_by_role("link", name="Download the file")).to_be_visible()
    (file,) = (lab.work / "handins").glob("*.html")
    back = marked_and_returned(file, tmp_path)

    widget.get_by_text("Open what came back").press("Enter")
    widget.get_by_label("File", exact=True).set_input_files(back)
    widget.get_by_role("button", name="Open it", exact=True).press("Enter")
    shown = widget.get_by_role("region", name="What came back")
    expect(shown).to_contain_text("they hate: Who says so?")
    expect(shown).to_contain_text("You have not changed this.")
    box.press("End")
    for _ in "here.":
        box.press("Backspace")
    box.press_sequentially("of anybody.")
    expect(shown.locator("li ins")).to_have_text("now: of anybody.")
    widget.get_by_role("button", name="Make my file").press("Enter")
    expect(widget).to_contain_text("It holds what is here now.")
    expect(shown).to_contain_text("You changed the words behind 1 of 1 comment on words.")
    assert notebook.in_the_way() == []


def marked_and_returned(file: Path, folder: Path) -> Path:
    """Collect one hand-in, comment on two words of an answer, and return it as a teacher does."""
    pack = write_pack(collect([file]), folder / "pack").folder
    handins = read_handins(pack)
    (row,) = read_who(folder).rows
    key = "02/exercise-question-4"
    text = handins[0].answers[key].value["text"]
    start = text.index("they hate")
    said = Comment(
        "urn:uuid:00000000-0000-4000-8000-000000000001", key, "Who says so?",
        "2026-03-05T10:00:00.000Z", "they hate", text[:start], text[start + 9 :], start, start + 9,
    )  # fmt: skip
    asked = next(one for one in open_outline("02", handins).asked if one.heading == "Question 4")
    digest = answer_digest(handins[0], asked)
    record = [row.id, row.name, "02", "Question 4", "{}", "", json.dumps([comment_json(said)]),
              digest, said.at]  # fmt: skip
    (folder / "marking.csv").write_bytes(csv_bytes(COLUMNS, [record]))
    assert cli.main(["return", str(pack), str(folder / "marking.csv")]) == 0
    (back,) = (folder / "feedback" / "pages").iterdir()
    return back
