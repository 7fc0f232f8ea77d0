"""Every widget of the course and every document, as who listens has it before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from closereader.seminar import collect
from closereader.seminar.pack import write_pack
from tests.browser.front.listening import flaws
from tests.browser.front.test_small import shown
from tests.browser.lab.course_cells import WIDGETS
from tests.handin.making import full_work, write
from tests.seminar.making import FIXTURES
from tests.seminar.test_return import packed, record, returned, saved

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

__all__ = ["shown"]  # the fixture
pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("html", "flaw"),
    [
        ("<button></button>", "has no name"),
        ("<div tabindex=0>A</div>", "takes the focus"),
        ("<button title='Save it'>Save it</button>", ""),
        ("<a href='#' aria-label='Save it Save it'>x</a>", "its name says the same twice"),
        ("<button aria-label='Save it now' aria-description='Save it'></button>", "repeats"),
    ],
)
def test_a_flaw_would_be_seen(page: Page, html: str, flaw: str) -> None:
    page.set_content(f"<title>Trial</title><main>{html}</main>")
    found = " ".join(flaws(page))
    assert bool(found) is bool(flaw)
    assert flaw in found


@pytest.mark.parametrize("shown", WIDGETS, indirect=True)
def test_in_a_widget_every_stop_has_a_name_and_nothing_is_said_twice(shown: Locator) -> None:
    assert flaws(shown.page) == []


def test_on_every_document(page: Page, tmp_path: Path) -> None:
    pack = write_pack(collect([FIXTURES]), tmp_path / "pack-02").folder
    handed = write(full_work(tmp_path / "work"), "02")
    made = packed(tmp_path)
    _, back, _ = returned(made, saved(made, record(made, 1), record(made, 2)), "--points", "2,1,0")
    kept = tmp_path / "back.html"
    kept.write_text(next(one for name, one in back.items() if name.endswith(".html")), "utf-8")
    questions = sorted((pack / "questions").glob("*.html"))
    readers = sorted((pack / "readers").glob("*.html"))[:1]
    found = {}
    for file in (pack / "index.html", *questions, *readers, handed, kept):
        page.goto(file.as_uri())
        found[file.name] = flaws(page)
    assert {name: each for name, each in found.items() if each} == {}
