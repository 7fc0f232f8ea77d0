from __future__ import annotations

import json
from pathlib import Path

import pytest

from closereader.annotations import Annotation
from closereader.codebook import CodebookError, open_codebook
from closereader.figures import (
    Sheet,
    marks_sheet,
    moves_sheet,
    notes_sheet,
    saved_sheet,
    source_sheet,
    theme_sheet,
    themes_sheet,
)
from closereader.output import html_output
from closereader.texts import TextError, open_text, text_ids
from closereader.work import Work, open_work

LETTER = "artiukh-2022"


def mark(work: Work, text_id: str, move: str, note: str = "") -> Annotation:
    text = open_text(text_id)
    start = text.paragraphs[0].start
    made = Annotation.on(text, start, start + 9, theme="exclusion", move=move, note=note)
    work.save(made)
    return made


def test_every_theme_and_move_is_shown_as_the_codebook_has_it() -> None:
    themes, moves = repr(themes_sheet()), repr(moves_sheet())
    for theme in open_codebook().themes:
        assert f"{theme.name} | {theme.code} | {theme.definition}" in themes
    for move in open_codebook().moves:
        assert move.name in moves
        assert move.definition[1:] in moves
        assert f"“{move.example}” ({move.example_text} {move.example_place})" in moves


def test_an_entry_shows_when_to_mark_when_not_and_its_example_with_its_place() -> None:
    theme = open_codebook().theme("exclusion")
    for shown in (repr(theme_sheet("exclusion")), theme_sheet("exclusion")._repr_html_()):
        for part in (theme.mark_when[1:], theme.not_when[1:], theme.example):
            assert part in shown
        assert f"({theme.example_text} {theme.example_place})" in shown
    with pytest.raises(CodebookError, match="rentier"):
        theme_sheet("oil")


@pytest.mark.parametrize("text_id", text_ids())
def test_a_source_card_says_what_our_copy_leaves_out(text_id: str) -> None:
    meta = open_text(text_id).meta
    shown = repr(source_sheet(text_id))
    assert f"Who speaks | {meta.author}" in shown
    assert f"When | {meta.date}" in shown
    assert " ".join(meta.version.split()) in shown
    assert meta.author_note or "Our copy does not say." in shown


def test_notes_are_shown_as_they_are_printed() -> None:
    shown = repr(notes_sheet("alieva-2024", (35, 36)))
    assert "n35 | See: Tamara Eydelman" in shown
    assert "watch?v=rTwrqwa0f4" in shown
    assert "n36 | Varlamov" in shown
    with pytest.raises(TextError, match="n99"):
        notes_sheet("alieva-2024", (99,))


def test_a_sheet_shows_the_same_words_twice() -> None:
    sheet = Sheet("<p>words</p>", "words")
    assert (sheet._repr_html_(), repr(sheet)) == (html_output("<p>words</p>"), "words")


def test_saved_marks_are_listed_with_their_files(tmp_path: Path) -> None:
    work = open_work(tmp_path / "work")
    assert "Nothing is saved yet" in repr(saved_sheet(work))
    made = mark(work, LETTER, "claim")
    shown = repr(saved_sheet(work))
    place = f"annotations/{LETTER}/{made.id.removeprefix('urn:uuid:')}.json"
    assert (work.folder / place).is_file()
    assert place in shown
    assert made.exact in shown
    assert str(tmp_path) not in shown


def test_a_long_list_is_cut_and_says_so(tmp_path: Path) -> None:
    work = open_work(tmp_path / "work")
    for _ in range(22):
        mark(work, LETTER, "claim")
    shown = repr(saved_sheet(work))
    assert shown.endswith("and 2 more")
    assert shown.count(".json") == 20


def test_marks_are_counted_and_what_is_missing_is_named(tmp_path: Path) -> None:
    work = open_work(tmp_path / "work")
    assert repr(marks_sheet("exclusion", work)).count("no passage in") == len(text_ids())
    mark(work, LETTER, "claim", note="why")
    shown = repr(marks_sheet("exclusion", work))
    assert f"{LETTER} | 1 | 1 | 1 | 0 | 0" in shown
    assert f"in {LETTER} you marked a claim and no grounds" in shown
    assert "no counter-passage yet. Mark one as Qualifier, Rebuttal or Concession." in shown


def test_only_the_texts_that_are_asked_about_are_counted(tmp_path: Path) -> None:
    work = open_work(tmp_path / "work")
    shown = repr(marks_sheet("exclusion", work, texts=(LETTER,)))
    assert [each for each in text_ids() if each in shown] == [LETTER]


def test_the_exercise_names_its_texts() -> None:
    """A text that a teacher adds is not asked for in an exercise about three others."""
    for folder in ("exercises", "solutions"):
        path = Path(__file__).parents[2] / folder / "02_exclusion.ipynb"
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        (asked,) = [each for each in map("".join, (one["source"] for one in cells))
                    if "marks_sheet(" in each]  # fmt: skip
        assert 'texts=("alieva-2024", "artiukh-2022", "post-2022")' in asked


def test_nothing_missing_is_no_verdict(tmp_path: Path) -> None:
    work = open_work(tmp_path / "work")
    for text_id in text_ids():
        mark(work, text_id, "grounds")
    mark(work, LETTER, "concession")
    shown = repr(marks_sheet("exclusion", work))
    assert "Every text has a passage" in shown
    assert "question for readers" in shown
    assert "correct" not in shown
