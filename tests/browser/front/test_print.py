"""A hand-in and a marking pack, printed to PDF: headings, tables and lists keep their tags.

The tags are counted in the bytes of the file: Chromium writes the structure of a page uncompressed.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from closereader.seminar import collect
from closereader.seminar.pack import write_pack
from tests.seminar.make_fixtures import made
from tests.seminar.making import FIXTURES

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

TAGS = {"h1": "H1", "h2": "H2", "h3": "H3", "table": "Table", "caption": "Caption", "th": "TH",
        "tr": "TR", "li": "LI"}  # fmt: skip
"""What stands on a page, and how PDF calls it."""
PRINTED = """(names) => Object.fromEntries(names.map((name) => [name,
  [...document.querySelectorAll(name)].filter((el) => el.checkVisibility()).length]))"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One page of each kind that teachers and students print."""
    folder = tmp_path_factory.mktemp("printed")
    name, content = max(made(), key=lambda made: len(made[1]))
    handin = folder / name
    handin.write_text(content, encoding="utf-8")
    pack = write_pack(collect([FIXTURES]), folder / "pack").folder
    first = min((pack / "questions").glob("*.html"))
    longest = max((pack / "readers").glob("*.html"), key=lambda file: file.stat().st_size)
    return {"hand-in": handin, "pack": pack / "index.html", "question": first, "reader": longest}


@pytest.mark.parametrize("kind", ["hand-in", "pack", "question", "reader"])
def test_what_is_printed_keeps_its_structure(page: Page, pages: dict[str, Path], kind: str) -> None:
    page.goto(pages[kind].as_uri())
    page.emulate_media(media="print")
    on_page = {name: n for name, n in page.evaluate(PRINTED, list(TAGS)).items() if n}
    assert {"h1", "h2", "table", "th", "li"} <= set(on_page)
    printed = page.pdf(tagged=True, outline=True)
    tags = Counter(tag.decode() for tag in re.findall(rb"/S /(\w+)", printed))
    assert {name: tags[TAGS[name]] for name in on_page} == on_page
    assert printed.count(b"/Scope") == on_page["th"]  # each head says what it is the head of
    assert b"/Marked true" in printed
    assert b"/Lang (en)" in printed
    assert f"/Title ({page.title()})".encode() in printed
    assert b"/DisplayDocTitle true" in printed
