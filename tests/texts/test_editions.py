"""The three editions say what their originals say, word by word, and nothing else."""

from __future__ import annotations

import hashlib
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from closereader._paths import course_folder
from closereader.texts import load_edition, open_text, sealed, text_ids
from tests.texts.rebuild import complaints

if TYPE_CHECKING:
    from pathlib import Path

SEEDS = course_folder() / "seeds"
IDS = ("alieva-2024", "artiukh-2022", "post-2022")


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """Make a copy of the texts that a test may spoil."""
    shutil.copytree(SEEDS, tmp_path / "seeds")
    return tmp_path / "seeds"


def test_the_page_says_how_many_lines_of_the_seal_another_program_cannot_read() -> None:
    seal = (SEEDS / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    ours = [line for line in seal if line.startswith("sha256:")]
    page = " ".join((SEEDS / "README.md").read_text(encoding="utf-8").split())
    assert f"checks the originals, and warns of {len(ours)} lines that it cannot read" in page


def test_these_are_all() -> None:
    assert set(IDS) <= set(text_ids())


@pytest.mark.parametrize("text_id", IDS)
def test_word_by_word(text_id: str) -> None:
    assert complaints(SEEDS / f"{text_id}.md") == []


@pytest.mark.parametrize("text_id", IDS)
def test_the_original_is_the_one_named(text_id: str) -> None:
    text = open_text(text_id)
    original = SEEDS / text.meta.source_file
    assert hashlib.sha256(original.read_bytes()).hexdigest() == text.meta.source_sha256
    assert text.seal == "whole"
    assert text.warning == ""


def test_the_seal_file_is_fresh() -> None:
    assert (SEEDS / "SHA256SUMS").read_text(encoding="utf-8") == sealed(SEEDS)


def test_sizes() -> None:
    found = {i: (len(open_text(i).paragraphs), len(open_text(i).notes)) for i in IDS}
    assert found == {"alieva-2024": (47, 42), "artiukh-2022": (6, 0), "post-2022": (12, 0)}


def test_the_notes_are_numbered_in_order() -> None:
    notes = open_text("alieva-2024").notes
    assert [note.number for note in notes] == list(range(1, 43))
    assert [note.offset for note in notes] == sorted(note.offset for note in notes)


@pytest.mark.parametrize(
    ("label", "before"),
    [
        ("n1", "Dr Leila Alieva"),
        ("n6", "“embody and project.”"),
        ("n13", "co-creation of these values."),
        ("n20", "in both the West and China."),
        ("n40", 'in areas which are practically indivisible".'),
        ("n42", "“this does not mean that the larger trend is not still toward democracy”."),
    ],
)
def test_notes_hang_where_a_reader_sees_them(label: str, before: str) -> None:
    text = open_text("alieva-2024")
    assert text.body[: text.note(label).offset].endswith(before)


@pytest.mark.parametrize("text_id", ["alieva-2024", "post-2022"])
def test_the_title_is_that_of_the_text(text_id: str) -> None:
    text = open_text(text_id)
    assert text.headings[0].text == text.title


def test_the_letter_says_that_its_title_is_not_in_our_copy() -> None:
    letter = open_text("artiukh-2022")
    assert not letter.headings
    assert "not in our copy" in letter.meta.version


def test_slips_of_the_originals_are_kept() -> None:
    essay, letter = open_text("alieva-2024"), open_text("artiukh-2022")
    assert essay.note(9).text.startswith("For instance, 3,804 NGOs and IGOs were registered as ob")
    assert "at the last COP28 in 2023 in Saudi Arabia." in essay.note(9).text
    assert "Keith Ellsion" in essay.note(21).text
    assert "Anthony Blake" in essay.note(13).text
    assert essay.note(42).text.endswith("Interview with F NPQ, Fall, 2013.")
    assert letter.find("communist, democratic socialist Left anarchist and feminist scholars")


def test_the_scraped_date_is_gone_and_listed() -> None:
    letter = open_text("artiukh-2022")
    assert letter.body.startswith("Here in the post-Soviet world")
    assert [edit.removed for edit in letter.meta.edited] == [" date 2022-03-04 "]


def test_italics_are_those_of_the_original() -> None:
    text = open_text("alieva-2024")
    original = (SEEDS / text.meta.source_file).read_text(encoding="utf-8")
    body_lines = [p for p in original.split("\n\n") if not re.match("[⁰¹²³⁴-⁹]", p)]
    theirs = re.findall(r"\*([^*]+)\*", "\n\n".join(body_lines))
    assert [text.body[s.start : s.end] for s in text.emphasis] == theirs
    assert "realpolitik" in theirs


def test_no_profile_of_a_private_person() -> None:
    edition = (SEEDS / "post-2022.md").read_text(encoding="utf-8")
    assert "linkedin.com" not in edition.lower()


# The proof must be able to fail.


def _spoil(path: Path, pattern: str, new: str) -> None:
    source = path.read_text(encoding="utf-8")
    spoilt, times = re.subn(pattern, new, source, count=1)
    assert times == 1, pattern
    path.write_text(spoilt, encoding="utf-8", newline="\n")


@pytest.mark.parametrize(
    ("text_id", "pattern", "new"),
    [
        ("alieva-2024", "Saudi Arabia", "Dubai"),
        ("alieva-2024", "Keith Ellsion", "Keith Ellison"),
        ("alieva-2024", r"phenomenon\.\[\^2\] But this", "phenomenon. But this[^2]"),
        ("alieva-2024", "cruel and dehumanising", "dehumanising and cruel"),
        ("alieva-2024", "“Well, good riddance", '"Well, good riddance'),
        ("alieva-2024", r"\*realpolitik\* \(or", "realpolitik (or"),
        ("alieva-2024", r"the US\. ", "the US.\n\n"),
        ("alieva-2024", r"\| May 2024\n", ""),
        ("alieva-2024", r'      - \["I grew up –", "Azerbaijan, which has a"\]\n', ""),
        ("alieva-2024", r", 41, 42\]", ", 41]"),
        ("artiukh-2022", "socialist Left anarchist and", "socialist, Left anarchist and"),
        ("artiukh-2022", r'    removed: " date 2022-03-04 "\n', ""),
        ("artiukh-2022", r"free market\.\n$", "free market. But Russia\n"),
        ("post-2022", "it could not, the soil", "it could not; the soil"),
        ("post-2022", r"\n\nMany write", " Many write"),
        ("post-2022", "# The War of the Worlds\n\n", ""),
        ("post-2022", r'      - "Many write these days that"\n', ""),
    ],
)
def test_the_proof_notices(seeds: Path, text_id: str, pattern: str, new: str) -> None:
    path = seeds / f"{text_id}.md"
    _spoil(path, pattern, new)
    assert complaints(path) != []


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(which=st.sampled_from(IDS), seed=st.integers(0, 10**6), how=st.sampled_from("dac"))
def test_the_proof_notices_any_word(
    tmp_path_factory: pytest.TempPathFactory, which: str, seed: int, how: str
) -> None:
    seeds = tmp_path_factory.mktemp("seeds")
    shutil.copytree(SEEDS / "originals", seeds / "originals")
    front, body = (SEEDS / f"{which}.md").read_text(encoding="utf-8").split("\n---\n", 1)
    words = list(re.finditer(r"(?<= )[A-Za-z]{2,}(?= )", body))
    word = words[seed % len(words)]
    new = {"d": "", "a": f"{word[0]} indeed", "c": word[0].swapcase()}[how]
    path = seeds / f"{which}.md"
    spoilt = body[: word.start()] + new + body[word.end() :]
    path.write_text(f"{front}\n---\n{spoilt}", encoding="utf-8", newline="\n")
    assert complaints(path) != []
    assert load_edition(path).seal == "none"
