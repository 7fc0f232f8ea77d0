"""Every table of every document and widget has a caption, and no heading of one is empty."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from closereader.cli import main
from closereader.seminar import collect, only_sheet, unmarked_sheet
from closereader.seminar._outline import open_outline
from closereader.seminar.marking import answer_digest
from closereader.seminar.pack import write_pack
from closereader.seminar.pack_handins import read_handins
from closereader.seminar.who import read_who
from tests.handin.making import full_work, write
from tests.house.tree import ROOT, read
from tests.seminar.readers import LETTER, three
from tests.seminar.shown import pages
from tests.seminar.test_return import AT, returned, saved

if TYPE_CHECKING:
    from pathlib import Path

TABLE = re.compile(r"<table\b[^>]*>(.*?)</table>", re.DOTALL)
CAPTION = re.compile(r"<caption\b[^>]*>(.*?)</caption>", re.DOTALL)
HEADING = re.compile(r"<th\b([^>]*)>(.*?)</th>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")


def nameless(document: str) -> list[str]:
    """Give the tables of a document that say too little of themselves to who listens."""
    return [found[0][:200] for found in TABLE.finditer(document) if not is_named(found[1])]


def is_named(table: str) -> bool:
    caption = CAPTION.match(table)
    heads = HEADING.findall(table)
    named = caption is not None and TAG.sub("", caption[1]).strip() != ""
    return (
        named
        and heads != []
        and all("scope=" in given and TAG.sub("", words).strip() for given, words in heads)
    )


def many(documents: dict[str, str], tables: int) -> None:
    """Expect some tables at least, and each of them named."""
    assert sum(len(TABLE.findall(one)) for one in documents.values()) >= tables
    found = {name: nameless(document) for name, document in documents.items()}
    assert {name: each for name, each in found.items() if each} == {}


def test_a_nameless_table_would_be_seen() -> None:
    table = '<table><caption>A</caption><tr><th scope="col">a</th></tr></table>'
    assert nameless(table) == []
    assert nameless(table.replace(">A<", "><"))
    assert nameless(table.replace("<caption>A</caption>", ""))
    assert nameless(table.replace(">a<", "><"))
    assert nameless(table.replace(' scope="col"', ""))


def test_in_the_marking_pack(pack: Path, hostile: Path) -> None:
    for folder in (pack, hostile):
        many({name: page.text for name, page in pages(folder).items()}, 20)


def test_on_the_page_that_goes_back(tmp_path: Path) -> None:
    handed = write(full_work(tmp_path / "work"), "02")
    made = write_pack(collect([handed]), tmp_path / "pack").folder
    asked = open_outline("02", read_handins(made)).asked[0]
    [own] = read_handins(made)
    [row] = read_who(tmp_path).rows
    said = ["{}", "Yes.", "[]", answer_digest(own, asked), AT]
    _, back, _ = returned(made, saved(made, [row.id, row.name, "02", asked.heading, *said]))
    many(back, 1)


def test_in_the_file_that_is_handed_in(tmp_path: Path) -> None:
    made = write(full_work(tmp_path), "02")
    many({"file": made.read_text(encoding="utf-8")}, 1)


@pytest.mark.parametrize("sheet", [unmarked_sheet, only_sheet])
def test_in_what_nobody_or_only_one_marked(sheet: object) -> None:
    assert callable(sheet)
    many({"sheet": sheet(three(), LETTER)._repr_html_()}, 1)


def test_in_the_web_edition(tmp_path: Path) -> None:
    out = tmp_path / "site"
    assert main(["site", "--html", "--with-texts", "--out", str(out)]) == 0
    many({one.name: one.read_text(encoding="utf-8") for one in out.glob("*.html")}, 20)


def test_in_the_widgets() -> None:
    made = [one for one in (ROOT / "src").rglob("*.js") if 'h("table"' in read(one)]
    counts = {
        one.name: (read(one).count('h("table"'), read(one).count('h("caption"')) for one in made
    }
    assert len(counts) >= 3
    assert {name: each for name, each in counts.items() if each[0] != each[1]} == {}
