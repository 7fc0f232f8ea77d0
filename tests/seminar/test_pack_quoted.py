"""What a marking pack counts as quoted: passages of answers, tables and maps."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from closereader import open_text
from closereader.seminar import collect
from closereader.seminar.pack import write_pack
from closereader.seminar.pack_models import (
    Models,
    models_section,
    places_named,
    places_quoted,
)
from tests.seminar.making import handin
from tests.seminar.shown import Page

if TYPE_CHECKING:
    pass

ASK = "02/exercise-question-4"


def test_passages_of_tables_and_maps_count_as_quoted() -> None:
    passage = {"text": "artiukh-2022", "start": 0, "end": 4, "exact": "Here"}
    value = {"kind": "matrix", "rows": [{"cells": {"a": {"passage": passage}}}]}
    assert places_quoted(value) == {("artiukh-2022", "¶1")}
    for wrong in ({"exact": "Gone"}, {"text": "none-2020"}, {"start": "0"}, {"start": -9}):
        assert places_quoted({"kind": "matrix", "x": [passage | wrong]}) == set()


def test_a_passage_over_two_paragraphs_and_a_range_count_for_each_of_them() -> None:
    text = open_text("artiukh-2022")
    start, end = text.block("¶1").end - 9, text.block("¶2").start + 9
    passage = {"text": text.id, "start": start, "end": end, "exact": text.body[start:end]}
    assert places_quoted({"kind": "matrix", "x": [passage]}) == {(text.id, "¶1"), (text.id, "¶2")}
    assert places_named("Compare (artiukh-2022 ¶2–4, ¶6) and (none-2020 ¶1).") == {
        (text.id, label) for label in ("¶2", "¶3", "¶4", "¶6")
    }


def test_a_quotation_that_turns_a_text_round_is_not_called_verbatim(tmp_path: Path) -> None:
    false = "like himself, had parents who were diplomats"
    answers = {ASK: {"kind": "prose", "text": f"“{false}” (alieva-2024 ¶4)"}}
    (tmp_path / "a.html").write_bytes(handin(1, answers=answers))
    out = write_pack(collect([tmp_path]), tmp_path / "pack").folder
    words = Page(out / "questions" / "02-04-question-4.html").words
    assert "Your words begin inside the word “unlike” (alieva-2024 ¶4). Quote whole words." in words
    assert "Verbatim in alieva-2024 ¶4" not in words


def test_no_passage_is_said_to_be_none() -> None:
    assert "so none is shown" in models_section(Models({"A": {}}), set(), Counter())
