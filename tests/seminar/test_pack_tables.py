"""The tables of a marking pack, and the Markdown of its rubrics."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from closereader.annotations import read_collection
from closereader.exchange.table import csv_bytes, defused
from closereader.pages.markdown import render, tables
from closereader.seminar import collect
from closereader.seminar.pack import write_pack
from closereader.seminar.roster import Roster
from closereader.seminar.tables import ClassMarks
from tests.seminar.making import FORMULA, a_mark, handin, reader_id
from tests.seminar.shown import rows

if TYPE_CHECKING:
    from pathlib import Path


def test_completeness_says_what_is_missing(pack: Path) -> None:
    found = {row["reader"]: row for row in rows(pack / "completeness.csv")}
    assert len(found) == 6
    assert found["Blank Page"]["marks"] == "0"
    assert found["Margin Writer"]["answered"] == "6"
    assert found["Margin Writer"]["exercise"] == "exercise 02", "no spreadsheet makes 2 of it"
    assert found["Margin Writer"]["missing"] == ""
    assert found["Margin Writer"]["less than asked"].startswith("Question 1: 6 of 9 cells (3 with")
    assert found["Slow River"]["marks in artiukh-2022"] == "3"
    assert "handed in more than once" in found["Second Thought"]["flags"]
    assert "Question 1 has no answer." in found["Blank Page"]["missing"]


def test_the_marks_of_the_class_are_one_collection_and_one_table(pack: Path) -> None:
    collection = read_collection(pack / "annotations.jsonld")
    assert collection.problems == ()
    table = rows(pack / "annotations.csv")
    assert len(table) == 74
    assert len(collection.items) == 75  # with one link between passages
    assert {row["reader"] for row in table} == {
        "Margin Writer", "Quick Pencil", "Second Thought", "Slow River", "Three Stones",
    }  # fmt: skip
    first = next(row for row in table if row["text"] == "artiukh-2022")
    assert first["paragraph"].startswith("¶")
    assert int(first["end"]) - int(first["start"]) == len(first["quote"])


@pytest.mark.parametrize(
    ("cell", "written"),
    [("=1", "'=1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\t=1", "'\t=1"),
     ("\rx", "'\rx"), ("\nx", "'\nx"), ("  =1", "'  =1"), ("＝1", "'＝1"), ("a=1", "a=1"), ("", ""),
     (7, "7"), ("a\0b", "a\ufffdb")],
)  # fmt: skip
def test_cells_that_a_spreadsheet_would_run_are_defused(cell: object, written: str) -> None:
    assert defused(cell) == written


def test_formulas_of_readers_reach_no_table(hostile: Path) -> None:
    for name in ("annotations.csv", "completeness.csv"):
        words = (hostile / name).read_bytes()
        assert words.startswith(b"\xef\xbb\xbf")
        for row in csv.reader(io.StringIO(words.decode("utf-8-sig"), newline="")):
            assert not [cell for cell in row if cell[:1] in "=+-@\t\r" and cell]
    assert {row["note"] for row in rows(hostile / "annotations.csv")} >= {f"'{FORMULA}"}
    assert csv_bytes(["a"], [['"x"\n']]) == b'\xef\xbb\xbfa\r\n"""x""\n"\r\n'


def test_marks_lost_from_the_text_have_no_place(tmp_path: Path) -> None:
    mark = replace(a_mark(1), exact="words that are nowhere", start=3, end=25,
                   fingerprint="sha256:" + "0" * 64)  # fmt: skip
    (tmp_path / "a.html").write_bytes(handin(1, marks=(mark,)))
    write_pack(collect([tmp_path / "a.html"]), tmp_path / "pack")
    (row,) = rows(tmp_path / "pack" / "annotations.csv")
    assert (row["start"], row["paragraph"], row["quote"]) == ("", "", "words that are nowhere")


def test_one_mark_in_two_work_folders_is_two_marks(tmp_path: Path) -> None:
    for number, name in ((1, "Ann"), (2, "Bo")):
        (tmp_path / f"{number}.html").write_bytes(handin(number, name, marks=(a_mark(1),)))
    handins = collect([tmp_path]).handins
    found = tuple(ClassMarks(handins, Roster(handins)))
    assert [one.reader for one in found] == ["Ann", "Bo"]
    marks = [mark for one in found for mark in one.items]
    assert len({mark.id for mark in marks}) == 2
    assert [mark.creator for mark in marks] == [reader_id(1), reader_id(2)]


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("## A *b*", "<h3>A <em>b</em></h3>"),
        ("#### A\n##### B", "<h3>A</h3><h4>B</h4>"),
        ("one\ntwo\n\nthree", "<p>one two</p><p>three</p>"),
        ("- a\n- **b**\n  more\n", "<ul><li>a</li><li><strong>b</strong> more</li></ul>"),
        ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("```\n<b>\n```", "<pre>&lt;b&gt;</pre>"),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>"),
        ("[w](javascript:x)", "<p>w (javascript:x)</p>"),
        ("2 * 3 * 4 snake_case_name", "<p>2 * 3 * 4 snake_case_name</p>"),
        ("> “x” (a ¶1)\n", "<blockquote><p>“x” (a ¶1)</p></blockquote>"),
        ("text\n- item", "<p>text</p><ul><li>item</li></ul>"),
    ],
)
def test_markdown_of_the_solutions_is_words(source: str, html: str) -> None:
    assert render(source) == html


@pytest.mark.parametrize(
    ("above", "name"),
    [
        ("## Dates\n\nSome prose.\n\n", "Dates"),
        ("## Dates\n\nSome prose. The years:\n\n", "The years"),
        ("## Dates\n\n**One pair, one dispute.**\n\n", "One pair, one dispute."),
        ("## Dates\n\n", "Dates"),
        ("", ""),
    ],
)
def test_a_table_is_named_by_the_words_above_it(above: str, name: str) -> None:
    assert list(tables(f"{above}| a | b |\n|---|---|\n| c | d |")) == [(name, ["a", "b"])]


def test_markdown_tables_have_heads() -> None:
    found = render("## Marks\n\nRead it like *this*:\n\n| | b |\n|---|---|\n| c | `d` \\| e |")
    assert '<thead><tr><td></td><th scope="col">b</th></tr></thead>' in found
    assert '<th scope="row">c</th><td><code>d</code> | e</td>' in found
    assert "<table><caption>Read it like this</caption>" in found
    assert render(r"\*no\*") == "<p>*no*</p>"
