"""A quotation is compared with its place, character by character."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closereader.authoring.checks import shelf_of_the_course
from closereader.authoring.prose import passages
from closereader.authoring.quotations import flaws, verify
from closereader.texts import load_edition

if TYPE_CHECKING:
    from pathlib import Path

SHELF = shelf_of_the_course()

GOOD = [
    "“a close Russian friend of mine” (alieva-2024 ¶2)",
    "“a close Russian friend of mine […] remarked on the future” (alieva-2024 ¶2)",
    "“[…] a sharp contrast […]” (alieva-2024 ¶2)",
    "“We have learned”? No: “we have learned a lot from the *Western\nLeft*” (artiukh-2022 ¶1)",
    "> “we have learned a lot\n> from the Western Left”\n> (artiukh-2022 ¶1)",
    "| “we have learned a lot” (artiukh-2022 ¶1) | “close Russian friend” (alieva-2024 ¶2) |",
    "“Soft power lessons from Russia's war” (alieva-2024 §1)",
    "“Dr Leila Alieva May 2024” (alieva-2024 byline)",
    "“Software Engineer” (post-2022 byline 2)",
    "“NGOs and IGOs were registered as observers” (alieva-2024 n9)",
    "“contemporary politics and international relations. In the early 1990s” (alieva-2024 ¶1–¶2)",
    "“contemporary politics and international relations. In the early 1990s” (alieva-2024 ¶1–2)",
    'His friend’s word: “"We will be back – we will crush your people” (alieva-2024 ¶2)',
    "“mentioned that “Westerners do not consider us human beings.”” (alieva-2024 ¶12)",
    "“it is argued, “is about the actors” (alieva-2024 ¶11)",
    "The essay opens with *lessons* (alieva-2024 ¶1).",
    'A term is “soft power”, or ‘the words of nobody in particular’, or "so to say it is".',
    "“More than four words, elsewhere said” (Ross 2001, 356)",
    "In code: `“words words words words” (alieva-2024 ¶12)`",
]


@pytest.mark.parametrize("source", GOOD)
def test_what_is_verbatim_passes(source: str) -> None:
    assert [flaw for run in passages(source) for flaw in flaws(run, SHELF)] == []


BAD = {
    "“a close russian friend” (alieva-2024 ¶2)": "is not what stands there",
    "“a close Russian friend of mine” (alieva-2024 ¶3)": "is not what stands there",
    "“close Russian frien” (alieva-2024 ¶2)": "is not what stands there",
    "“remarked […] a close Russian friend” (alieva-2024 ¶2)": "is not what stands there",
    "“a close Russian friend ... remarked” (alieva-2024 ¶2)": "is not what stands there",
    "“a close Russian friend … remarked” (alieva-2024 ¶2)": "is not what stands there",
    "“societies’ potential to reform” (alieva-2024 ¶1)": "is not what stands there",
    "“[…]” (alieva-2024 ¶2)": "quotes no words",
    "“words” (alieva-2023 ¶2)": "there are alieva-2024, artiukh-2022, post-2022",
    "“words” (alieva-2024 ¶99)": "¶1 to ¶47",
    "“words” (artiukh-2022 n1)": "has no note",
    "“words” (alieva-2024 ¶2–¶1)": "does not stand before",
    "“words” (alieva-2024, ¶2)": "not how a place is cited",
    "“words” (alieva-2024 p. 2)": "not how a place is cited",
    "“words” (Alieva 2024)": "not how a place is cited",
    '"a close Russian friend" (alieva-2024 ¶2)': "curly quotation marks",
    "as she says (alieva-2024 ¶99)": "¶1 to ¶47",
    "“These are words that nobody wrote down.”": "has no source",
    "“These are words of nobody” and “a close Russian friend” (alieva-2024 ¶2)": "no source",
    "“a close Russian friend (alieva-2024 ¶2)": "has no partner",
}


@pytest.mark.parametrize(("source", "what"), BAD.items())
def test_what_is_not_verbatim_or_has_no_source_is_found(source: str, what: str) -> None:
    found = [flaw for run in passages(source) for flaw in flaws(run, SHELF)]
    assert len(found) == 1
    assert what in found[0].what


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        ("a close Russian friend", "Cite alieva-2024 ¶2."),
        ("a closed Russian friends of mine", "Compare alieva-2024 ¶2: “"),
        ("NGOs and IGOs were registered", "Cite alieva-2024 n9."),
        ("zzz qqq", "Look the words up in alieva-2024."),
    ],
)
def test_the_remedy_says_where_the_words_are(words: str, remedy: str) -> None:
    found = verify(words, "alieva-2024 ¶3", SHELF)
    assert found is not None
    assert found.remedy.startswith(remedy)


def test_output_is_looked_at_for_citations_only() -> None:
    mixed = "“These are words that nobody wrote.” “x y” (Alieva 2024) “z” (alieva-2024 ¶2)"
    assert [flaw.what[:4] for flaw in flaws(mixed, SHELF, ours=False)] == ["“z” "]
    assert len(list(flaws(mixed, SHELF))) == 3
    assert len(list(flaws(mixed, SHELF, sourced=False))) == 2


def test_a_teachers_own_text_may_have_a_short_name(tmp_path: Path) -> None:
    path = tmp_path / "luther.md"
    path.write_text(
        "---\nid: luther\ntitle: T\nauthor: A\ndate: '1517'\nlanguage: en\nrights: free\n---\n\n"
        "Out of love for the truth.\n",
        encoding="utf-8",
    )
    shelf = {"luther": load_edition(path)}
    assert list(flaws("“love for the truth” (luther ¶1), and (see n9)", shelf)) == []
    assert len(list(flaws("“love of the truth” (luther ¶1)", shelf))) == 1


@given(st.data())
def test_what_a_text_cites_of_itself_is_always_verbatim(data: st.DataObject) -> None:
    text = SHELF[data.draw(st.sampled_from(sorted(SHELF)))]
    first = data.draw(st.integers(0, len(text.sentences) - 1))
    span = text.sentences[first]
    cited = text.cite(span.start, span.end)
    assert list(flaws(cited, SHELF)) == []


@given(st.data())
def test_one_changed_letter_is_always_found(data: st.DataObject) -> None:
    text = SHELF[data.draw(st.sampled_from(sorted(SHELF)))]
    block = data.draw(st.sampled_from(text.paragraphs))
    letters = [at for at, char in enumerate(block.text) if char.isalpha()]
    at = data.draw(st.sampled_from(letters))
    wrong = block.text[:at] + "ß" + block.text[at + 1 :]
    assert verify(block.text, f"{text.id} {block.label}", SHELF) is None
    assert verify(wrong, f"{text.id} {block.label}", SHELF) is not None
