"""One grammar of citations: what Python reads in prose, the browser makes links of."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from closereader._paths import seeds_folder
from closereader.quotations import citations
from closereader.texts import former_ids, text_ids
from closereader.widgets.base.bundle import BASE, join

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

ODD = """
alieva-2024 ¶12 · (alieva-2024 ¶12–14, ¶16) · Alieva-2024, para. 12 · alieva-2024 ¶¶ 12-14 and 16
(see alieva-2024 §2; n9) · artiukh-2022 notes 3 to 5 · post-2022 byline · vorobiev-2022 ¶3
post-2022 verses 1–3, 5 · post-2022 stanza 2 · (post-2022 verse 1, ¶3)
pre-alieva-2024 ¶1 · _alieva-2024 ¶1 · alieva-2024a ¶1 · alieva-2024 · alieva-20245 ¶2
alieva-2024 ¶1, artiukh-2022 ¶2 · artiukh-2022 byline 2 & 3 · nothing-1999 ¶4 · $5 ¶2 alieva-2024
"""


@pytest.fixture(scope="module")
def js(chromium_browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    entry = tmp_path_factory.mktemp("grammar") / "entry.js"
    grammar = (BASE / "cite_grammar.js").read_text(encoding="utf-8")
    entry.with_name("cite_grammar.js").write_text(grammar, encoding="utf-8")
    entry.write_text(
        'import { citation_finder } from "./cite_grammar.js";\n'
        "export default { citation_finder };\n",
        encoding="utf-8",
    )
    page = chromium_browser.new_page()
    page.evaluate(
        """async (source) => {
          const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
          Object.assign(window, (await import(url)).default); }""",
        join(entry),
    )
    yield page
    page.close()


def names() -> dict[str, str]:
    return former_ids() | {text_id: text_id for text_id in text_ids()}


def linked(js: Page, prose: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = js.evaluate(
        "([names, prose]) => citation_finder(names)(prose)", [names(), prose]
    )
    return found


def read(prose: str) -> list[tuple[str, str, str]]:
    known = set(text_ids())
    return [
        (cited.text, *place)
        for cited in citations(prose)
        if cited.text in known
        for place in cited.places
    ]


def lessons() -> list[Path]:
    course = seeds_folder().parent
    return sorted([*course.glob("notebooks/*.ipynb"), *course.glob("solutions/*.ipynb")])


@pytest.mark.parametrize("line", ODD.strip().splitlines())
def test_the_browser_reads_citations_as_python_does(js: Page, line: str) -> None:
    found = [(one["text"], one["first"], one["last"]) for one in linked(js, line)]
    assert found == read(line)


def test_every_citation_of_the_lessons_is_a_link(js: Page) -> None:
    total = 0
    for path in lessons():
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        prose = "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown")
        found = [(one["text"], one["first"], one["last"]) for one in linked(js, prose)]
        assert found == read(prose), path.name
        total += len(found)
    assert total > 100


def test_each_place_of_a_citation_has_its_own_words(js: Page) -> None:
    prose = "Read 👩 (alieva-2024 ¶12, ¶14–16)."
    found = linked(js, prose)
    units = prose.encode("utf-16-le")
    words = [units[2 * one["s"] : 2 * one["e"]].decode("utf-16-le") for one in found]
    assert words == ["alieva-2024 ¶12", "¶14–16"]
    assert [one["alone"] for one in found] == [False, True]
