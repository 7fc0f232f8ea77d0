"""The codebook and the marks as other programs read them."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closereader.annotations import Annotation, Link
from closereader.codebook import Codebook, open_codebook
from closereader.exchange import codebook_csv, marks_csv, qdc
from closereader.exchange.codebook_file import NAMESPACE
from closereader.exchange.table import COLUMNS, plain, safe
from closereader.texts import open_text

CODEBOOK = open_codebook()
GUID = re.compile(r"[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}")
# The attributes and elements of a Code in the schema of REFI-QDA 1.0, in their order.
NEEDED, ALLOWED = {"guid", "name", "isCodable"}, {"guid", "name", "isCodable", "color"}


def tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def codes(codebook: Codebook = CODEBOOK) -> list[ET.Element]:
    root = ET.fromstring(qdc(codebook).encode())  # noqa: S314 - written a line ago
    assert root.tag == tag("CodeBook")
    assert set(root.attrib) == {"origin"}
    (only,) = root
    assert only.tag == tag("Codes")
    return list(only)


def check(code: ET.Element) -> list[str]:
    """Hold one code, and those below it, to the schema; return every guid."""
    assert code.tag == tag("Code")
    assert NEEDED <= set(code.attrib) <= ALLOWED
    assert GUID.fullmatch(code.attrib["guid"])
    assert code.attrib["isCodable"] in {"true", "false"}
    assert re.fullmatch("#[0-9A-Fa-f]{6}", code.attrib.get("color", "#000000"))
    kinds = [one.tag for one in code]
    assert kinds == [tag("Description")] * (kinds[:1] == [tag("Description")]) + [tag("Code")] * (
        len(code.findall(tag("Code")))
    )
    below = [found for one in code.findall(tag("Code")) for found in check(one)]
    return [code.attrib["guid"], *below]


def test_the_codebook_has_the_form_of_the_standard() -> None:
    guids = [found for code in codes() for found in check(code)]
    assert len(set(guids)) == len(guids) == 2 + len(CODEBOOK.themes) + len(CODEBOOK.moves)


def test_the_codebook_holds_every_theme_and_every_move() -> None:
    themes, moves = codes()
    assert (themes.attrib["name"], moves.attrib["name"]) == ("Themes", "Moves")
    assert {themes.attrib["isCodable"], moves.attrib["isCodable"]} == {"false"}
    found = themes.findall(tag("Code"))
    assert [(one.attrib["name"], one.attrib["color"]) for one in found] == [
        (one.name, one.colour) for one in CODEBOOK.themes
    ]
    for one, theme in zip(found, CODEBOOK.themes, strict=True):
        about = one.findtext(tag("Description")) or ""
        for words in (theme.definition, theme.mark_when, theme.not_when, theme.example):
            assert words in about
    found = moves.findall(tag("Code"))
    assert [(one.attrib["name"], one.findtext(tag("Description"))) for one in found] == [
        (
            one.name,
            f"{one.definition}\nExample: “{one.example}” ({one.example_text} {one.example_place})",
        )
        for one in CODEBOOK.moves
    ]


def test_a_theme_keeps_its_guid_when_its_words_change() -> None:
    theme = replace(CODEBOOK.themes[0], name='<A & "B">\x01', definition="]]> <b>&amp;\ufffe")
    changed = replace(CODEBOOK, themes=(theme, *CODEBOOK.themes[1:]))
    before, after = (one[0].findall(tag("Code"))[0] for one in (codes(), codes(changed)))
    assert before.attrib["guid"] == after.attrib["guid"]
    assert after.attrib["name"] == '<A & "B">'
    assert (after.findtext(tag("Description")) or "").startswith("]]> <b>&amp;\n")
    assert qdc(CODEBOOK) == qdc(CODEBOOK)


def rows(words: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(words, newline="")))


LETTER = open_text("artiukh-2022")


def mark(note: str = "", *, reader: str = "") -> Annotation:
    start = LETTER.find("It has regained agency")[0].start
    return Annotation.on(
        LETTER,
        start,
        start + 22,
        theme="agency",
        note=note,
        creator_name=reader,
        now="2026-03-01T09:30:00Z",
    )


def test_a_mark_is_one_row_and_a_link_two() -> None:
    one, other = mark("why"), mark()
    link = Link.between(one.passage, other.passage, note="both")
    found = rows(marks_csv([one, link], {LETTER.id: LETTER}))
    assert tuple(found[0]) == COLUMNS
    assert [(row["id"], row["kind"]) for row in found] == [
        (one.id, "mark"),
        (link.id, "link"),
        (link.id, "link"),
    ]
    assert found[0]["place"] == "¶6"
    assert found[0]["quotation"] == "It has regained agency"
    assert (found[0]["theme"], found[0]["move"], found[0]["note"]) == ("agency", "", "why")
    assert LETTER.body[int(found[0]["start"]) : int(found[0]["end"])] == found[0]["quotation"]


def test_a_place_is_given_only_in_the_state_that_was_marked() -> None:
    changed = replace(mark(), fingerprint="sha256:" + "0" * 64)
    assert rows(marks_csv([changed], {LETTER.id: LETTER}))[0]["place"] == ""
    assert rows(marks_csv([mark()]))[0]["place"] == ""


@pytest.mark.parametrize(
    "note",
    ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "'=1", "\uff1d1", "= HYPERLINK(1)", "\u00a0=1"],
)
def test_no_cell_is_a_formula(note: str) -> None:
    found = rows(marks_csv([mark(note, reader="=cmd|' /C calc'!A0")]))[0]
    assert found["note"].startswith("'")
    assert found["reader"].startswith("'=")
    assert plain(found["reader"]) == "=cmd|' /C calc'!A0"


@given(st.text(alphabet=st.sampled_from("='+-@\t\r\n ax"), max_size=6) | st.text())
def test_what_is_made_safe_can_be_made_plain_again(words: str) -> None:
    made = safe(words)
    assert plain(made) == words
    assert not made.lstrip().startswith(("=", "+", "-", "@"))


@given(st.text(max_size=80))
def test_a_note_comes_back_from_the_table(note: str) -> None:
    made = mark(note)
    assert plain(rows(marks_csv([made]))[0]["note"]) == made.note


def test_the_table_of_the_codebook_holds_every_theme_and_move_once() -> None:
    head, *rows = csv.reader(io.StringIO(codebook_csv(CODEBOOK), newline=""))
    assert head == ["path", "description"]  # Taguette takes one of tag, name and path
    names = [f"Themes.{theme.name}" for theme in CODEBOOK.themes]
    assert [path for path, _ in rows] == [*names, *(f"Moves.{m.name}" for m in CODEBOOK.moves)]
    for theme, (_, about) in zip(CODEBOOK.themes, rows, strict=False):
        assert all(words in about for words in (theme.definition, theme.mark_when, theme.example))


def test_a_name_in_the_table_of_the_codebook_is_one_level_and_no_formula() -> None:
    odd = replace(CODEBOOK.moves[0], name="A. b", definition="=1+1", example="")
    table = codebook_csv(replace(CODEBOOK, themes=(), moves=(odd,)))
    assert table == "path,description\r\nMoves.A  b,'=1+1\r\n"
