"""`closereader site --html`: every lesson as a page to read, and what is not on it."""

from __future__ import annotations

import json
import re
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from closereader.cli import main
from closereader.course import open_course
from closereader.texts import open_text, readable_ids
from tests.house.tree import ROOT

LISTED: list[dict[str, Any]] = json.loads(
    (ROOT / "seeds/course-notebooks.json").read_text(encoding="utf-8")
)
LESSONS = [
    Path(one["path"]).stem
    for one in LISTED
    if one["path"].startswith("notebooks/") and Path(one["path"]).stem not in open_course().teachers
]


MOST = {"artiukh-2022": 0.7}
"""The largest part of a text, in whole sentences; of the letter there are six paragraphs in all,
and the lessons themselves quote half of their words."""
ELSE = 0.4


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    out = tmp_path_factory.mktemp("pages") / "site"
    assert main(["site", "--html", "--out", str(out)]) == 0
    return {path.name: path.read_text(encoding="utf-8") for path in out.iterdir()}


def test_there_is_a_page_for_each_lesson_of_students_and_for_no_other(
    pages: dict[str, str],
) -> None:
    own = {f"{stem}.html" for stem in LESSONS}
    assert {*pages} == own | {"index.html", "search.html", "style.css"}
    for name in own:
        assert f'href="{name}"' in pages["index.html"]


def test_previous_and_next_lead_through_all_lessons(pages: dict[str, str]) -> None:
    for before, after in pairwise(LESSONS):
        assert f'rel="next" href="{after}.html"' in pages[f"{before}.html"]
        assert f'rel="prev" href="{before}.html"' in pages[f"{after}.html"]


def test_every_figure_has_its_picture_and_its_words(pages: dict[str, str]) -> None:
    notebook = json.loads((ROOT / "notebooks/03_rentier_states.ipynb").read_text(encoding="utf-8"))
    drawn = sum(
        "image/svg+xml" in output.get("data", {})
        for cell in notebook["cells"]
        for output in cell.get("outputs", [])
    )
    page = pages["03_rentier_states.html"]
    assert page.count("<svg") >= drawn > 0
    assert page.count('<p class="title">') == drawn
    assert "10 points of GDP more in natural-resource rents" in page


def test_no_reply_of_a_choice_and_no_code_is_on_any_page(pages: dict[str, str]) -> None:
    replies = [
        " ".join(str(option["reply"]).split())
        for one in yaml.safe_load((ROOT / "seeds/questions.yml").read_text("utf-8"))["questions"]
        for option in one["options"]
    ]
    assert len(replies) > 50
    for name, page in pages.items():
        said = words(page)
        assert [reply for reply in replies if reply in said] == [], name
        assert "import closereader" not in page
        assert "from closereader" not in page


def test_a_lesson_shows_the_sentences_it_quotes_and_no_whole_text(pages: dict[str, str]) -> None:
    page = words(pages["03_rentier_states.html"])
    assert "Passages that this lesson quotes" in page
    assert "three countries are united by the rentier nature of their states" in page
    everything = " ".join(words(one) for name, one in pages.items() if name != "search.html")
    for text in map(open_text, readable_ids()):
        there = [text.body[s.start : s.end] for s in text.sentences]
        told = sum(len(one) for one in there if " ".join(one.split()) in everything)
        assert told <= MOST.get(text.id, ELSE) * len(text.body), (text.id, told / len(text.body))


def test_nothing_leads_to_what_is_not_there(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        ids = set(re.findall(r'\bid="([^"]+)"', page))
        for address in re.findall(r'(?:href|src)="([^"]+)"', page):
            if address.startswith(("http://", "https://")):
                continue
            file, _, part = unescape(address).partition("#")
            assert not file or file in pages, (name, address)
            there = ids if not file else set(re.findall(r'\bid="([^"]+)"', pages[file]))
            assert not part or part in there, (name, address)


def test_nothing_is_fetched_from_elsewhere(pages: dict[str, str]) -> None:
    for page in pages.values():
        assert not re.search(r"<(?:script|link|img)[^>]+(?:src|href)=\"https?:", page)


def test_the_whole_texts_come_only_when_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "site"
    assert main(["site", "--html", "--with-texts", "--out", str(out)]) == 0
    for text in map(open_text, readable_ids()):
        page = words((out / f"{text.id}.html").read_text(encoding="utf-8"))
        assert all(" ".join(block.text.split()) in page for block in text.paragraphs)
    lesson = (out / "03_rentier_states.html").read_text(encoding="utf-8")
    assert 'href="alieva-2024.html#p21"' in lesson


@pytest.mark.parametrize("options", [["--html"], ["--html", "--with-texts"]])
def test_a_folder_that_is_there_stays_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert main(["site", *options, "--out", str(tmp_path)]) == 2
    assert "is there already, and is left as it is" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_texts_alone_are_no_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["site", "--with-texts", "--out", str(tmp_path / "site")]) == 2
    assert "--with-texts goes with --html" in capsys.readouterr().err
