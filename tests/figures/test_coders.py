"""Rules that code the same people, made from the edition, and the codes of readers beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from closereader import Coding, open_text, open_work
from closereader.figures import FigureError
from closereader.output import html_output
from closereader.tables import open_table
from whose_lessons.figures import (
    RULES,
    cases,
    citation_sensitivity,
    coding,
    coding_rules,
    compare_own,
    compare_pair,
    compare_rules,
    own_codes,
)

if TYPE_CHECKING:
    from pathlib import Path

ROWS = open_table("cited_people_essay").records()
PEOPLE = open_table("cited_people").records()
CITED = {row["person"] for row in PEOPLE}
AUTHOR = "Leila Alieva"
GENDERED = re.compile(
    r"\b(he|him|his|himself|she|her|hers|herself|male|female|mr|mrs|ms|gentlemen|man|woman)\b",
    re.IGNORECASE,
)

# Every such word in the essay and its notes, and of whom it is said. None of the others is cited.
OF_WHOM = {
    "¶2": ["a friend"] * 5,
    "¶4": ["a friend"] * 4,
    "¶7": ["G. John Ikenberry"],
    "¶19": ["Yuval Noah Harari"],
    "¶20": ["Doug Saunders"],
    "¶24": ["Wilson", "whom Wilson met", "Taghiyev"],
    "¶26": ["Putin", "Putin", "Mark B. Smith"],
    "¶27": ["a domain"],
    "¶28": ["a film's woman", "a film's woman", "Milonov", "pregnancy", "male experts",
            "female analysts", "male experts", "female experts"],
    "¶29": ["a domination", "Putin"],
    "¶40": ["Putin"],
    "n1": [AUTHOR, AUTHOR],
    "n30": ["Taghiyev"],
}  # fmt: skip


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))


def words_at(place: str) -> str:
    text = open_text("alieva-2024")
    label = place.removeprefix("alieva-2024 ")
    if label.startswith("n"):
        return next(note.text for note in text.notes if note.label == label)
    block = text.block(label)
    return text.body[block.start : block.end]


def test_the_second_coding_stands_in_the_edition() -> None:
    for row in ROWS:
        assert row["person"] in CITED
        assert row["words"] in words_at(row["place"]), row["person"]
        assert row["word"] in row["words"].split()
        male = row["word"].lower() in {"he", "his", "male"}
        assert row["coded_as"] == ("man" if male else "woman")
        assert row["kind"] == ("group" if row["word"] in {"male", "female"} else "pronoun")


def test_no_gendered_word_of_the_essay_was_overlooked() -> None:
    text = open_text("alieva-2024")
    said = {block.label: text.body[block.start : block.end] for block in text.paragraphs}
    said |= {note.label: note.text for note in text.notes}
    found = {label: len(GENDERED.findall(words)) for label, words in said.items()}
    assert {label: n for label, n in found.items() if n} == {
        label: len(of_whom) for label, of_whom in OF_WHOM.items()
    }
    by_pronoun = {row["person"] for row in ROWS if row["kind"] == "pronoun"}
    assert by_pronoun == {each for of_whom in OF_WHOM.values() for each in of_whom} & CITED


def test_the_first_coder_saw_the_same_words() -> None:
    essay = {row["person"]: row["coded_as"] for row in PEOPLE if row["basis"] == "essay"}
    assert essay == {row["person"]: row["coded_as"] for row in ROWS}


def test_what_each_rule_gives() -> None:
    given = {}
    for rule in RULES:
        codes = [code for person, code in coding(rule).items() if person != AUTHOR]
        given[rule] = tuple(codes.count(code) for code in ("woman", "man", "unknown"))
    assert given == {
        "course": (12, 26, 3), "early": (12, 11, 18), "essay": (3, 5, 33), "pronouns": (0, 4, 37),
    }  # fmt: skip
    with pytest.raises(FigureError, match="no rule 'names'"):
        coding("names")


def test_two_rules_are_compared_and_have_no_kappa() -> None:
    shown = repr(compare_rules())
    assert "man | 0 | 5 | 21 | 26" in shown
    assert "The same code for 11 of 41 people (27 %)." in shown
    assert "kappa" not in shown
    assert "woman against man: 0." in shown
    assert "only one of the two says unknown: 30." in shown


def test_the_rules_are_set_side_by_side() -> None:
    shown = repr(coding_rules())
    assert "12 of 38 (32\N{NO-BREAK SPACE}%)" in shown
    assert "12 of 23 (52\N{NO-BREAK SPACE}%)" in shown
    assert "16 people were looked up later than the others" in shown
    assert "Now 0 of them are coded as women, 15 as men and 1 as unknown." in shown


def test_a_case_shows_the_line_and_never_only_a_name() -> None:
    found = {
        case[0]: case for case in cases(["Susan A. Cohen", "Nikolai S. Rozov", "Mark B. Smith"])
    }
    assert found["susan-a-cohen"][1:3] == ("Note 8, author: Susan Cohen", "Author page: she.")
    assert found["nikolai-s-rozov"][2] == "Publisher's page of an interview: he."
    assert "his idea" in found["mark-b-smith"][2]
    assert found["mark-b-smith"][3] == "alieva-2024 ¶26"
    group = cases(["Irina Prokhorova"])[0]
    assert group[3] == "alieva-2024 ¶28, said of the people whom its notes name"
    with pytest.raises(FigureError, match="Nobody is not in the table"):
        cases(["Nobody"])


def test_every_person_can_be_a_case_of_its_own() -> None:
    every = [row["person"] for row in PEOPLE]
    ids = {case[0] for case in cases(sorted(set(every)))}
    assert len(ids) == len(set(every))


def test_own_codes_stand_beside_the_others() -> None:
    people = ["Susan A. Cohen", "Nikolai S. Rozov", "Rashad Sadigov"]
    codes = {"woman": "w", "man": "m", "unknown": "u"}
    assert "Code the people above first" in repr(compare_own("04/q4"))
    Coding("04/q4", "Code.", cases(people), codes=codes).keep(
        {"codes": {"susan-a-cohen": "woman", "nikolai-s-rozov": "unknown", "rashad-sadigov": "man"}}
    )
    assert own_codes("04/q4") == {
        "Susan A. Cohen": "woman", "Nikolai S. Rozov": "unknown", "Rashad Sadigov": "man",
    }  # fmt: skip
    shown = repr(compare_own("04/q4"))
    assert "Nikolai S. Rozov | unknown | man (page seen) | unknown" in shown
    assert "You and the course. The same code for 1 of 3 people (33 %)." in shown
    assert (
        compare_own("04/q4", open_work())
        ._repr_html_()
        .startswith(html_output("<table>").removesuffix("</div>"))
    )


def test_codes_that_contradict_each_other_are_named() -> None:
    Coding("04/q4", "Code.", cases(["Susan A. Cohen"]), codes={"woman": "w", "man": "m"}).keep(
        {"codes": {"susan-a-cohen": "man"}}
    )
    shown = repr(compare_own("04/q4"))
    assert "woman against man: 1 (Susan A. Cohen)." in shown
    assert "kappa" not in shown


def test_two_readers_are_compared_on_what_both_have_coded() -> None:
    people = ["Susan A. Cohen", "Kalypso Nicolaidis", "Mark B. Smith"]
    codes = {"woman": "w", "man": "m", "unknown": "u"}
    mine = Coding("04/x1", "", cases(people), codes=codes)
    assert "your partner's. Then run" in repr(compare_pair("04/x1", "04/x2"))
    mine.keep({"codes": {"susan-a-cohen": "woman", "kalypso-nicolaidis": "unknown"}})
    Coding("04/x2", "", cases(people), codes=codes).keep(
        {"codes": {"susan-a-cohen": "woman", "kalypso-nicolaidis": "woman", "mark-b-smith": "man"}}
    )
    shown = repr(compare_pair("04/x1", "04/x2"))
    assert "Mark" not in shown
    assert "The same code for 1 of 2 people (50 %)." in shown
    assert "Cohen's kappa" in shown


@pytest.mark.parametrize("rule", RULES)
def test_every_way_of_counting_is_inside_the_figure(rule: str) -> None:
    drawn = citation_sensitivity(coding(rule)).to_plotly()
    low, high = drawn["layout"]["xaxis"]["range"]
    assert all(low <= x < high - 5 for x in drawn["data"][0]["x"])
