"""Agreement per theme: the numbers of the module, with coverage and the reasons for none."""

from __future__ import annotations

import pytest

from closereader.agreement import number, span_alpha
from closereader.figures import Figure, Sheet
from closereader.seminar import Seminar, agreement_figure, open_seminar
from closereader.seminar.readings import NOTHING_HERE
from closereader.seminar.views_agreement import _agreed
from closereader.texts import open_text, text_ids
from tests.seminar.readers import LETTER, THANKS, reading, seminar, three


def figure(made: Figure | Sheet) -> Figure:
    assert isinstance(made, Figure)
    return made


def test_alpha_and_observed_agreement_are_those_of_the_module() -> None:
    here, text = open_seminar(), open_text(LETTER)
    spans = {
        name: [(each.span.start, each.span.end) for each in one.of("agency", LETTER)]
        for name, one in here.of(LETTER).items()
    }
    paragraphs = [(each.start, each.end) for each in text.paragraphs]
    wanted = span_alpha(spans, len(text), interval="paragraphs", paragraphs=paragraphs)
    assert wanted.value is not None
    assert wanted.low is not None
    assert wanted.high is not None
    assert wanted.agreed is not None
    found = figure(agreement_figure(here, LETTER)).rows[4]
    assert found[1] == (f"{number(wanted.value)} ({number(wanted.low)} to {number(wanted.high)})")
    assert found[2] == number(wanted.agreed)


def test_coverage_is_what_some_and_what_all_marked() -> None:
    here = seminar(reading("Anna", [(THANKS, "exclusion")]), reading("Ben"))
    share = f"{100 * len(THANKS) / len(open_text(LETTER)):.1f} %"
    assert figure(agreement_figure(here, LETTER)).rows[0][3] == f"{share}, 0.0 %"
    both = seminar(*(reading(name, [(THANKS, "exclusion")]) for name in ("Anna", "Ben")))
    made = figure(agreement_figure(both, LETTER))
    assert made.rows[0][3] == f"{share}, {share}"
    assert made.rows[0][1].startswith("1.00")


def test_not_defined_is_said_with_its_reason_and_never_one() -> None:
    made = figure(agreement_figure(three(), LETTER))
    assert made.rows[1][1] == "not defined: nobody marked anything"
    assert "Not defined for Rentier state" in made.summary
    notes = [each["text"].replace("<br>", " ") for each in made.layout["annotations"]]
    assert "alpha not defined: nobody marked anything" in notes
    assert len(made.data[1]["x"]) == 2, "only defined values are drawn"
    alone = figure(agreement_figure(seminar(reading("Anna", [(THANKS, "agency")])), LETTER))
    assert alone.rows[4][1] == "not defined: fewer than two readers are compared"
    assert alone.rows[4][2] == "–"


def test_few_readers_get_an_interval_over_paragraphs_and_are_told_so() -> None:
    few = figure(agreement_figure(three(), LETTER))
    assert any("With so few readers" in each for each in few.leaves_out)
    many = seminar(*(reading(f"R{each}", [(THANKS, "agency")] * (each % 2)) for each in range(6)))
    made = figure(agreement_figure(many, LETTER))
    assert "intervals over readers" in made.source
    assert " to " in made.rows[4][1]


@pytest.mark.parametrize("text_id", text_ids())
def test_the_same_readings_give_the_same_figure(text_id: str) -> None:
    one, other = (figure(agreement_figure(open_seminar(), text_id)) for _ in range(2))
    assert one.to_plotly() == other.to_plotly()
    assert one.to_text() == other.to_text()


def test_with_nobody_there_is_a_calm_sentence() -> None:
    assert repr(agreement_figure(Seminar(()), LETTER)) == NOTHING_HERE


@pytest.mark.parametrize(
    ("value", "shown"), [(None, "–"), (1.0, "1.00"), (0.996, "above 0.99"), (0.991, "0.99")]
)
def test_an_agreement_that_is_not_whole_is_not_rounded_to_a_whole_one(
    value: float | None, shown: str
) -> None:
    assert _agreed(value) == shown
