"""What a program sees of the evidence is said, and makes no answer short."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from closereader.annotations import Passage
from closereader.argument import Node, to_dict
from closereader.handin._amounts import answer_amount
from closereader.handin.preview import look
from closereader.handin.writing import open_sheets
from closereader.quotations import check_quotations
from closereader.texts import open_text
from closereader.widgets.matrix._grid import GridCell, GridRow, to_json
from tests.handin.making import new_work
from tests.handin.test_progress import JUDGING, shown

if TYPE_CHECKING:
    from pathlib import Path

MASSES = "“the masses hated the freedom” (post-2022 ¶4)"
COLUMNS = [("claim", "Claim", ""), ("grounds", "Grounds", "")]
ROWS = [("post", "Post"), ("letter", "Letter")]


def passage(quote: str) -> Passage:
    text = open_text("post-2022")
    span = text.find(quote)[0]
    return Passage.on(text, span.start, span.end)


def told(value: dict[str, Any], **given: Any) -> tuple[str, ...]:
    amount = answer_amount(given, value)
    assert amount.there
    assert not [one for one in amount.told if JUDGING.search(one)]
    return amount.told


def prose(words: str) -> dict[str, Any]:
    return {"kind": "prose", "text": words}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (f"It says {MASSES}.", ()),
        (f"It says {MASSES}. And “The country chose not to” (post-2022 ¶5).", ()),
        ("It says much.", ("It claims something and quotes no passage.",)),
        (
            f"It says {MASSES}. Who hated? “hated the freedom” (post-2022 ¶4) has an answer.",
            ("The same passage is quoted twice: “hated the freedom” (post-2022 ¶4).",),
        ),
        ("“not in any text of these” (post-2022 ¶4), “not in any text of these” again", ()),
    ],
)
def test_prose(words: str, says: tuple[str, ...]) -> None:
    assert told(prose(words), texts=("post-2022",)) == says


def test_where_no_text_is_named_prose_need_not_quote() -> None:
    assert told(prose("The fourth voice asks.")) == ()


def test_the_words_of_one_place_are_not_those_of_another() -> None:
    assert told(prose("“the war” (post-2022 ¶9) and “the war” (artiukh-2022 ¶1)")) == ()


def test_cells() -> None:
    rows = [
        GridRow(
            "post",
            "P",
            {"claim": GridCell(passage("The country chose")), "grounds": GridCell(note="?")},
        ),
        GridRow("letter", "L", {"claim": GridCell(passage("The country chose"))}),
    ]
    value = to_json(rows)
    assert told(value, rows=ROWS, columns=COLUMNS) == (
        "A note and no passage: “Grounds” in Post.",
        "The same passage, “The country chose”, stands in “Claim” in Post and “Claim” in Letter.",
    )
    value["rows"][0]["cells"]["claim"]["passage"]["start"] = []  # somebody else's file
    assert told(value, rows=ROWS, columns=COLUMNS) == ()


def test_a_map() -> None:
    where = passage("The country chose")
    grounds = (Node("grounds", "It chose", passage=where), Node("grounds", "So", passage=where))
    claim = Node("claim", "It could", children=(*grounds, Node("claim", "It would")))
    assert told({"kind": "argument", "map": to_dict(claim)}) == (
        "The claim “It would” leads to no passage and no row of a table.",
        (
            "The same passage, “The country chose”, stands in the grounds “It chose” and the "
            "grounds “So”."
        ),
    )


def test_student_and_teacher_are_told_and_nothing_counts_as_short(tmp_path: Path) -> None:
    work = new_work(tmp_path)
    work.save_answer("02", "exercise-question-4", prose("One claim and no passage. " * 8))
    found = look(work, open_sheets("02"))
    question = next(one for one in found.questions if one["label"] == "Question 4")
    assert question["told"] == ["It claims something and quotes no passage."]
    assert not question["short"]
    assert "It claims something and quotes no passage." in shown(work)
    assert len(check_quotations(f"{MASSES} {MASSES}")) == 2
