"""The codebook is that of the course, its examples are in the texts, and bad ones are refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from closereader._paths import course_folder
from closereader.codebook import CodebookError, Move, Theme, open_codebook
from closereader.figures import OKABE_ITO
from closereader.texts import open_text

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = (course_folder() / "seeds" / "codebook.yml").read_text(encoding="utf-8")


def test_version_1() -> None:
    book = open_codebook()
    assert book.version == 1
    assert [(t.id, t.code, t.underline) for t in book.themes] == [
        ("exclusion", "EX", "solid"),
        ("rentier", "RE", "dashed"),
        ("gender", "GE", "dotted"),
        ("determinism", "DE", "double"),
        ("agency", "AG", "wavy"),
    ]
    moves = "claim grounds warrant qualifier rebuttal concession metaphor position"
    assert " ".join(move.id for move in book.moves) == moves
    assert {theme.colour for theme in book.themes} <= set(OKABE_ITO)


@pytest.mark.parametrize(
    "of", [*open_codebook().themes, *open_codebook().moves], ids=lambda one: one.id
)
def test_the_example_stands_where_it_says(of: Theme | Move) -> None:
    text = open_text(of.example_text)
    (place,) = text.find(of.example)
    assert text.paragraph_at(place.start).label == of.example_place


@pytest.mark.parametrize("move", open_codebook().moves, ids=lambda move: move.id)
def test_the_example_of_a_move_is_no_quotation_inside_its_text(move: Move) -> None:
    """What a text quotes is another's move: its own begins where no quotation is open."""
    text = open_text(move.example_text)
    (place,) = text.find(move.example)
    before = text.body[text.paragraph_at(place.start).start : place.start]
    assert before.count("“") == before.count("”")
    assert before.count('"') % 2 == 0


def test_a_move_of_ones_own_needs_no_example_and_half_of_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "codebook.yml"
    without = re.sub(
        r"(?s)\nmoves:.*", "\nmoves:\n  - {id: aside, name: Aside, definition: an aside}\n", SOURCE
    )
    path.write_text(without, encoding="utf-8")
    (move,) = open_codebook(path).moves
    assert (move.definition, move.example, move.example_place) == ("an aside", "", "")
    half = without.replace("an aside}", "an aside, example: by the way}")
    path.write_text(half, encoding="utf-8")
    with pytest.raises(CodebookError, match=r"move 1 \(aside\) needs `example_text:`"):
        open_codebook(path)


def test_no_theme_can_be_taken_for_another() -> None:
    themes = open_codebook().themes
    for of in ("id", "name", "code", "colour", "underline", "definition"):
        assert len({getattr(theme, of) for theme in themes}) == len(themes)


def test_asking_for_what_there_is_not() -> None:
    book = open_codebook()
    assert book.theme("gender").name == "Gender in expertise and politics"
    assert book.move("warrant").definition == (
        "the rule that says why the grounds support the claim"
    )
    with pytest.raises(CodebookError, match=r"no theme 'sex'\. The themes are: exclusion, rentier"):
        book.theme("sex")
    with pytest.raises(CodebookError, match=r"no move 'proof'\. The moves are: claim, grounds"):
        book.move("proof")


def test_the_same_object_until_the_file_changes(tmp_path: Path) -> None:
    path = tmp_path / "codebook.yml"
    path.write_text(SOURCE, encoding="utf-8")
    first = open_codebook(path)
    assert open_codebook(path) is first
    path.write_text(SOURCE.replace("version: 1", "version: 12"), encoding="utf-8")
    assert open_codebook(path).version == 12


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (r"(?s).*", "", "must hold `version:`"),
        (r"(?s).*", "a: [", "this is not YAML"),
        (r"version: 1\n", "version: one\n", "whole number"),
        (r"version: 1\n", "", "whole number"),
        (r"(?s)\nmoves:.*", "\n", "`moves:` must be a list with at least one move"),
        (r"    code: EX\n", "", r"theme 1 \(exclusion\) needs `code:`"),
        (r"code: EX", "code: RE", "theme code 'RE' is used twice"),
        (r"code: EX", "code: ex", "two capital letters"),
        (r"id: gender", "id: rentier", "theme id 'rentier' is used twice"),
        (r"id: gender", "id: Gen der", "small letters"),
        (r'"#D55E00"', "orange", "must look like #D55E00"),
        (r'"#D55E00"', '"#e69f00"', "theme colour '#E69F00' is used twice"),
        (r"solid", "thick", "one of solid, dashed, dotted, double, wavy"),
        (r"    code: EX", "    colour2: x\n    code: EX", "has the field 'colour2'"),
        (r"id: claim", "id: grounds", "move id 'grounds' is used twice"),
        (r"(?s)\nmoves:.*", "\nmoves:\n  - claim\n", "move 1 must be lines"),
    ],
)
def test_damaged_codebooks(tmp_path: Path, old: str, new: str, says: str) -> None:
    path = tmp_path / "codebook.yml"
    source, times = re.subn(old, new, SOURCE, count=1)
    assert times == 1
    path.write_text(source, encoding="utf-8")
    with pytest.raises(CodebookError, match=says) as caught:
        open_codebook(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_missing_and_unreadable(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="is missing: restore it"):
        open_codebook(tmp_path / "none.yml")
    with pytest.raises(CodebookError, match="cannot be read"):
        open_codebook(tmp_path)
    path = tmp_path / "latin.yml"
    path.write_bytes(b"version: \xe9")
    with pytest.raises(CodebookError, match="not UTF-8"):
        open_codebook(path)
