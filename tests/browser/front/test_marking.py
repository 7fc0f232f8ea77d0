"""A class is marked on the question pages of a real pack, by keys alone, and nothing is lost."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from closereader.seminar import collect
from closereader.seminar.marking import read_marking
from closereader.seminar.pack import write_pack
from tests.browser.conftest import new_context
from tests.seminar.making import FIXTURES, handin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

ASK = "02/exercise-question-4"
LONG = "\n\n".join(f"Part {n}: it says more than one thing 🧵, and here is why." for n in range(6))


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack of the readers of the fixtures, and of ten more."""
    folder = tmp_path_factory.mktemp("marking")
    upload = folder / "in"
    upload.mkdir()
    for number in range(1, 11):
        answers = {ASK: {"kind": "prose", "text": f"{LONG} {number}"}}
        (upload / f"{number}.html").write_bytes(handin(number, f"N{number:02}", answers=answers))
    return write_pack(collect([FIXTURES, upload]), folder / "pack").folder


@pytest.fixture
def page(chromium_browser: Browser) -> Iterator[Page]:
    """Give a page that shares nothing stored with an earlier test.

    A file that is loaded again may get another process, which still has what was stored before.
    """
    context = new_context(chromium_browser)
    yield context.new_page()
    context.close()


@pytest.fixture
def question(page: Page, pack: Path) -> Page:
    """Open question 4, to be worked by keys; an error on it fails the test."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.goto((pack / "questions" / "02-04-question-4.html").as_uri())
    assert errors == []
    return page


def press(page: Page, keys: str) -> int:
    """Press keys one after the other; return how many they were."""
    for key in keys.split():
        page.keyboard.press(key)
    return len(keys.split())


def records(page: Page) -> list[dict[str, Any]]:
    """Give what the page saves, as a spreadsheet would read it."""
    with page.expect_download() as saving:
        page.keyboard.press("e")
    words = Path(saving.value.path()).read_bytes().decode("utf-8-sig")
    assert re.fullmatch(r"marking-20\d\d-\d\d-\d\d-\d{6}\.csv", saving.value.suggested_filename)
    return list(csv.DictReader(io.StringIO(words, newline="")))


def progress(page: Page) -> str:
    return page.locator(".progress").inner_text()


def readers(page: Page) -> list[str]:
    """Give the readers who answered, in the order of the page."""
    found = page.locator("article:not(.silent)").all()
    return [str(one.get_attribute("data-name")) for one in found]


def test_a_whole_class_is_marked_by_keys_alone(question: Page) -> None:
    people = readers(question)
    keys = 0
    for place in range(len(people)):
        keys += press(question, "n 1 2 3")
        keys += press(question, "r")
        question.keyboard.type(f"Your ¶7, number {place}.")
        keys += press(question, "Escape")
    assert keys / len(people) <= 12
    assert progress(question) == f"{len(people)} of {len(people)} marked"
    press(question, "n")
    expect(question.get_by_role("status")).to_have_text(
        re.compile(f"^All {len(people)} are marked. .+ gave no answer. 0 counts it as none")
    )
    rows = records(question)
    given = {"Reasons": "strong", "Counter-passage": "adequate", "Limits": "thin"}
    assert all(json.loads(row["rubric"]) == given for row in rows)
    by_name = {row["name"]: row["remark"] for row in rows}
    assert by_name == {name: f"Your ¶7, number {place}." for place, name in enumerate(people)}


def test_a_keyboard_of_another_alphabet_marks_as_well(question: Page) -> None:
    """A Ukrainian one says т where n stands, a French one & where 1 stands."""
    for key, code in (("т", "KeyN"), ("&", "Digit1"), ("é", "Digit2"), ("1", "Numpad1")):
        question.evaluate(
            "([key, code]) => document.body.dispatchEvent(new KeyboardEvent('keydown', "
            "{ key, code, bubbles: true, cancelable: true }))",
            [key, code],
        )
    assert progress(question).startswith("1 of")
    given = {"Reasons": "strong", "Counter-passage": "adequate", "Limits": "strong"}
    assert json.loads(records(question)[0]["rubric"]) == given


def test_it_survives_a_reload_and_a_second_collect(question: Page, pack: Path) -> None:
    press(question, "n 1 1 1 n 2")
    first, second = readers(question)[:2]
    question.reload()
    expect(question.locator(".progress")).to_contain_text("1 of")
    upload = pack.parent / "late"
    upload.mkdir()
    answers = {ASK: {"kind": "prose", "text": "I come late."}}
    (upload / "late.html").write_bytes(handin(50, "Late", answers=answers))
    again = write_pack(collect([FIXTURES, pack.parent / "in", upload]), pack.parent / "pack").folder
    question.goto((again / "questions" / "02-04-question-4.html").as_uri())
    people = readers(question)
    expect(question.locator(".progress")).to_have_text(f"1 of {len(people)} marked")
    assert "Late" in people
    rest = [name for name in people if name != "Late"]
    assert rest[:2] == [first, second]  # who comes late moves nobody else
    press(question, "n")
    assert question.locator("article.now").get_attribute("data-name") in {second, "Late"}


def test_an_answer_that_changed_after_it_was_marked_says_so(page: Page, tmp_path: Path) -> None:
    def made(said: str, when: str) -> Path:
        answers = {ASK: {"kind": "prose", "text": said}}
        (tmp_path / f"{when}.html").write_bytes(handin(1, "Ann", answers=answers, made=when))
        found = collect([tmp_path])
        return write_pack(found, tmp_path / "pack").folder / "questions" / "02-04-question-4.html"

    page.goto(made("First words.", "2026-03-02T09:00:00.000Z").as_uri())
    press(page, "n 1 1 1")
    assert progress(page) == "1 of 1 marked"
    page.goto(made("Other words.", "2026-03-03T09:00:00.000Z").as_uri())
    # At once, so that the browser may give the page another process, with an older localStorage.
    expect(page.get_by_text("changed after you marked it")).to_be_visible()
    expect(page.locator(".progress")).to_have_text("0 of 1 marked")
    assert page.locator("button[aria-pressed=true]").count() == 3
    press(page, "n 1")
    assert progress(page) == "1 of 1 marked"


def test_two_tabs_do_not_overwrite_each_other(question: Page) -> None:
    other = question.context.new_page()
    other.goto(question.url)
    press(question, "n 1 1 1")
    expect(other.locator(".progress")).to_contain_text("1 of")
    press(other, "n 2 2 2")
    expect(question.locator(".progress")).to_contain_text("2 of")
    assert len(records(question)) == 2
    other.close()


def test_a_file_is_brought_into_another_browser(
    question: Page, chromium_browser: Browser, tmp_path: Path
) -> None:
    press(question, "n 3 2 1 r")
    question.keyboard.type('=1+1 "quoted", and; more')
    press(question, "Enter Escape")
    saved = records(question)
    with question.expect_download() as saving:
        question.keyboard.press("e")
    path = tmp_path / "marking.csv"
    saving.value.save_as(path)
    context = new_context(chromium_browser)
    other = context.new_page()
    other.goto(question.url)
    assert progress(other).startswith("0 of")
    other.get_by_label("Bring in").set_input_files(path)
    expect(other.get_by_role("status")).to_contain_text("Brought in 1 answer.")
    assert records(other) == saved
    context.close()
    (record,) = read_marking([path]).records
    assert record.remark == '=1+1 "quoted", and; more\n'
    assert record.rubric == {"Reasons": "thin", "Counter-passage": "adequate", "Limits": "strong"}


def test_a_comment_on_words_is_written_by_keys(question: Page, tmp_path: Path) -> None:
    name = next(one for one in readers(question) if one.startswith("N"))
    article = question.locator(f"article[data-name={name}]")
    article.locator(".words").click(position={"x": 300, "y": 30})
    press(question, "c ArrowRight ArrowRight Shift+ArrowRight Enter")
    question.keyboard.type("Which words?")
    press(question, "Enter")
    expect(article.locator(".comment")).to_have_text(re.compile("it says: Which words"))
    with question.expect_download() as saving:
        question.keyboard.press("e")
    saving.value.save_as(tmp_path / "marking.csv")
    (record,) = read_marking([tmp_path / "marking.csv"]).records
    (comment,) = record.comments
    assert (comment.exact, comment.body, comment.answer) == ("it says", "Which words?", ASK)
    whole = f"{LONG} {int(name[1:])}"
    assert whole[comment.start : comment.end] == "it says"
    assert whole[: comment.start].endswith(comment.prefix)
    assert whole[comment.end :].startswith(comment.suffix)
    assert len(comment.suffix) == 32


def test_whole_sentences_are_chosen_by_keys(question: Page) -> None:
    name = next(one for one in readers(question) if one.startswith("N"))
    article = question.locator(f"article[data-name={name}]")
    article.locator(".words").click(position={"x": 300, "y": 30})
    said = "it says more than one thing 🧵, and here is why."
    press(question, "c ArrowRight ArrowRight Shift+ArrowDown")
    assert question.evaluate("getSelection().toString()") == said
    press(question, "Shift+ArrowDown")
    chosen = question.evaluate("getSelection().toString()")
    assert chosen.split() == f"{said} Part 1: {said}".split()
    press(question, "Shift+ArrowUp")
    assert question.evaluate("getSelection().toString()") == said
    press(question, "ArrowDown")
    assert question.evaluate("getSelection().toString()") == "Part"


def test_the_same_comment_is_given_to_the_next_reader_with_two_keys(question: Page) -> None:
    people = [one for one in readers(question) if one.startswith("N")]
    first, second = (question.locator(f"article[data-name={name}]") for name in people[:2])
    first.locator(".words").click(position={"x": 300, "y": 30})
    press(question, "c w")
    question.keyboard.type("Say where.")
    press(question, "Enter")
    select(question, people[1], "🧵, and here")
    assert press(question, "b 1") <= 3
    expect(second.locator(".comment")).to_have_text(re.compile("🧵, and here: Say where"))
    row = next(row for row in records(question) if row["name"] == people[1])
    quote, place = json.loads(row["comments"])[0]["selector"]
    assert quote["exact"] == "🧵, and here"
    whole = f"{LONG} {int(people[1][1:])}"
    assert whole[place["start"] : place["end"]] == quote["exact"]
    second.get_by_role("button", name="Remove").click()
    expect(second.locator(".comment")).to_have_count(0)


def select(page: Page, name: str, words: str) -> None:
    """Select words of an answer as a mouse does."""
    page.evaluate(
        """([name, words]) => {
          const article = document.querySelector(`article[data-name="${name}"]`);
          article.focus();
          const node = article.querySelector(".words").firstChild;
          const range = document.createRange();
          const at = node.data.indexOf(words);
          range.setStart(node, at);
          range.setEnd(node, at + words.length);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }""",
        [name, words],
    )


def test_where_a_rubric_has_no_items_a_remark_is_enough(page: Page, pack: Path) -> None:
    page.goto((pack / "questions" / "02-02-question-2.html").as_uri())
    press(page, "n r")
    page.keyboard.type("Two more.")
    press(page, "Escape")
    assert progress(page).startswith("1 of")


def test_another_file_brings_nothing_in(question: Page, tmp_path: Path) -> None:
    (tmp_path / "class.txt").write_text("Ann\nBo\n", encoding="utf-8")
    question.get_by_label("Bring in").set_input_files(tmp_path / "class.txt")
    expect(question.get_by_role("status")).to_have_text(
        "class.txt is no marking file. Nothing was brought in."
    )


def test_where_nothing_can_be_kept_the_page_says_so_and_still_saves(page: Page, pack: Path) -> None:
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); };")
    page.goto((pack / "questions" / "02-04-question-4.html").as_uri())
    press(page, "n 1")
    expect(page.get_by_role("alert")).to_contain_text("cannot keep")
    assert len(records(page)) == 1


def test_without_scripts_the_page_is_read_as_before(chromium_browser: Browser, pack: Path) -> None:
    context = chromium_browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((pack / "questions" / "02-04-question-4.html").as_uri())
    assert page.locator("article").count() >= 10
    assert LONG[:40] in page.locator("article[data-name=N01] .words").inner_text()
    assert page.locator("button, input, textarea").count() == 0
    context.close()


def test_every_kind_of_question_page_begins_without_an_error(page: Page, pack: Path) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text))
    for path in sorted((pack / "questions").iterdir()):
        page.goto(path.as_uri())
        press(page, "n 1 ?")
        assert page.locator("article.now").count() == 1, path.name
        assert page.locator("button[aria-pressed=true]").count() == 1, path.name
    assert errors == []


@pytest.mark.parametrize("width", [800, 1400])
def test_marking_is_accessible_and_nothing_is_wider_than_the_page(
    width: int, question: Page
) -> None:
    question.set_viewport_size({"width": width, "height": 900})
    press(question, "n 1 ? c Enter")
    found = Axe().run(question).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
    assert question.evaluate("document.documentElement.scrollWidth") <= width
