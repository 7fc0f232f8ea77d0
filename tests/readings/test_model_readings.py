"""The model readings: every passage stands in its text, letter for letter."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from closereader import Reader
from closereader._paths import course_folder
from closereader.annotations import Annotation, Collection, anchor, read_collection
from closereader.authoring.prose import headings, passages
from closereader.authoring.quotations import flaws
from closereader.codebook import open_codebook
from closereader.figures import (
    NoModelReadings,
    model_readings,
)
from closereader.texts import UnknownText, open_text, text_ids
from closereader.work import open_work

FOLDER = course_folder() / "solutions" / "readings"
NAMES = ("reading_a", "reading_b", "reading_c")
SIZES = {
    "reading_a": {"alieva-2024": 110, "artiukh-2022": 17, "post-2022": 48},
    "reading_b": {"alieva-2024": 123, "artiukh-2022": 17, "post-2022": 43},
    "reading_c": {"alieva-2024": 94, "artiukh-2022": 18, "post-2022": 33},
}


def collection(name: str) -> Collection:
    return read_collection(FOLDER / f"{name}.json")


def marks(name: str) -> list[Annotation]:
    return [each for each in collection(name).items if isinstance(each, Annotation)]


@pytest.mark.parametrize("name", NAMES)
def test_all_passages_are_there(name: str) -> None:
    found = collection(name)
    assert found.problems == ()
    assert len(marks(name)) == len(found.items) == sum(SIZES[name].values())
    assert Counter(each.text for each in marks(name)) == SIZES[name]


@pytest.mark.parametrize("name", NAMES[:2])
def test_no_gender_is_read_out_of_the_name_of_the_post(name: str) -> None:
    """The post says nothing of its author's gender, and a name is no evidence (lesson 04)."""
    gendered = re.compile(r"\b(?:he|she|his|her|him|himself|herself)\b", re.IGNORECASE)
    notes = [each.note for each in marks(name) if each.text == "post-2022"]
    assert notes
    assert [note for note in notes if gendered.search(note)] == []


def test_no_id_is_used_twice() -> None:
    assert [len(marks(name)) for name in NAMES] == [175, 183, 145]
    assert len({each.id for name in NAMES for each in marks(name)}) == 175 + 183 + 145


def test_the_third_reads_against_the_grain_of_the_others() -> None:
    """Under each theme a third of its marks or more stand where A and B have none of this theme."""
    others = [each for name in NAMES[:2] for each in marks(name)]
    apart: Counter[str] = Counter()
    for mine in marks("reading_c"):
        met = {
            each.theme
            for each in others
            if each.text == mine.text and each.start < mine.end and mine.start < each.end
        }
        apart[mine.theme] += mine.theme not in met
    counts = Counter(each.theme for each in marks("reading_c"))
    assert set(counts) == {theme.id for theme in open_codebook().themes}
    for theme, count in counts.items():
        assert apart[theme] * 3 >= count, theme


def test_the_third_says_from_which_place_it_argues() -> None:
    places = {each.note.partition(":")[0] for each in marks("reading_c")}
    imagined = {"Imagined, from Ukraine", "Imagined, from Azerbaijan"}
    assert places == {"Realist", "Left reader", "For the post"} | imagined


def test_no_program_says_we_for_those_who_are_attacked() -> None:
    """A note travels alone, over a text or into a table: it says itself that it is imagined."""
    for each in marks("reading_c"):
        place, _, said = each.note.partition(":")
        own = re.sub(r"‘[^’]*’|'[^']*'(?!\w)", "", re.sub(r"(?<=\w)'s\b", "s", said))
        if "from" in place.lower():
            assert re.findall(r"\b(?:I|me|my|we|us|our|ours)\b", own, re.IGNORECASE) == [], said


@pytest.mark.parametrize("name", NAMES)
def test_every_quotation_is_verbatim_at_its_place(name: str) -> None:
    for each in marks(name):
        text = open_text(each.text)
        assert text.body[each.start : each.end] == each.exact
        assert each.exact.strip() == each.exact != ""
        assert each.fingerprint == text.fingerprint
        assert anchor(each, text).status == "exact"


@pytest.mark.parametrize("name", NAMES)
def test_every_passage_has_a_theme_a_move_and_a_reason(name: str) -> None:
    codebook = open_codebook()
    for each in marks(name):
        assert codebook.theme(each.theme)
        assert each.move
        assert codebook.move(each.move)
        assert each.codebook == codebook.version
        assert len(each.note.split()) >= 5


@pytest.mark.parametrize("name", NAMES)
def test_it_is_signed_and_its_time_is_fixed(name: str) -> None:
    found = collection(name)
    label = f"Reading {name[-1].upper()}"
    assert found.label.startswith(label)
    assert {(each.creator, each.creator_name) for each in marks(name)} == {(found.creator, label)}
    assert {each.created for each in marks(name)} == {found.created}


@pytest.mark.parametrize("name", NAMES)
def test_it_says_that_no_person_made_it(name: str) -> None:
    assert collection(name).creator_class == "Software"
    assert {each.to_w3c()["creator"]["type"] for each in marks(name)} == {"Software"}


@pytest.mark.parametrize("name", NAMES)
def test_the_file_is_in_its_canonical_form(name: str) -> None:
    again = json.dumps(collection(name).to_w3c(), ensure_ascii=False, indent=1) + "\n"
    assert again.encode() == (FOLDER / f"{name}.json").read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_the_essay_quotes_with_places_and_has_no_offsets(name: str) -> None:
    source = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    shelf = {text_id: open_text(text_id) for text_id in text_ids()}
    found = [flaw for words in passages(source) for flaw in flaws(words, shelf)]
    assert found == []
    assert source.count("¶") >= 15
    assert "[00" not in source
    assert '"' not in source
    themes = ["Exclusion", "Rentier state", "Gender in expertise and politics", "Determinism"]
    assert [each.title for each in headings(source)][1:] == [
        *themes,
        "Agency and shared ownership",
    ]


def test_the_readme_says_that_they_are_no_keys() -> None:
    words = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert "They are no keys" in words
    for name in NAMES:
        assert f"[{name}.json]({name}.json), {sum(SIZES[name].values())} |" in words


def test_they_are_laid_over_the_reader(tmp_path: Path) -> None:
    others = model_readings("artiukh-2022")
    assert {name: len(found) for name, found in others.items()} == {
        "Reading A": 17,
        "Reading B": 17,
        "Reading C": 18,
    }
    reader = Reader("artiukh-2022", others=others, work=open_work(tmp_path / "work"))
    assert [(each["name"], len(each["marks"])) for each in reader.others] == [
        ("Reading A", 17),
        ("Reading B", 17),
        ("Reading C", 18),
    ]
    assert {mark["status"] for each in reader.others for mark in each["marks"]} == {"exact"}
    assert {name: len(found) for name, found in model_readings().items()} == {
        "Reading A": 175,
        "Reading B": 183,
        "Reading C": 145,
    }


def test_without_the_folder_one_sentence_says_so(tmp_path: Path) -> None:
    with pytest.raises(
        NoModelReadings, match=r"This course has no model readings .* Ask your teacher"
    ):
        model_readings(folder=tmp_path / "none")
    with pytest.raises(UnknownText):
        model_readings("nobody-1999")


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "readings"
    shutil.copytree(FOLDER, folder)
    path = folder / "reading_b.json"
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole[:5000], encoding="utf-8")
    with pytest.raises(NoModelReadings, match=r"reading_b\.json is not a collection.*Restore"):
        model_readings(folder=folder)
    path.write_text(whole.replace('"start": ', '"begin": ', 1), encoding="utf-8")
    with pytest.raises(NoModelReadings, match=r"reading_b\.json, item 1 .* was left out"):
        model_readings(folder=folder)


def test_no_lesson_and_no_exercise_asks_for_them() -> None:
    for folder in ("notebooks", "exercises"):
        for path in (course_folder() / folder).glob("*.ipynb"):
            source = path.read_text(encoding="utf-8")
            assert "model_readings" not in source, path.name
