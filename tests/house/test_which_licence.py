"""Which file is under which licence: one list, the same in three places, for every file."""

from __future__ import annotations

import json
import re
from fnmatch import fnmatchcase
from functools import cache

import pytest

from tests.house.tree import ROOT, files, name, read

PLACES = ("LICENSE", "seeds/README.md", "seeds/tables/README.md")
LINE = re.compile(
    r"^- (No licence seen[^:]*|CC-BY-SA-4\.0|CC-BY-4\.0|BSD-3-Clause): ", re.MULTILINE
)
NONE = "No licence seen"


def block(place: str) -> str:
    """Return the list as it stands in a file: from its first line to the next empty one."""
    text = read(ROOT / place)
    first = LINE.search(text)
    assert first, f"{place} has no list of licences"
    return text[first.start() :].partition("\n\n")[0].strip()


@cache
def lines() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each licence of the list with its patterns, in order."""
    found = LINE.split(block("LICENSE"))[1:]
    pairs = zip(found[::2], found[1::2], strict=True)
    return tuple((licence, tuple(re.findall(r"`([^`]+)`", rest))) for licence, rest in pairs)


def licence(path: str) -> str:
    """Return the licence of the first line that names a file."""
    return next(
        licence for licence, patterns in lines() for one in patterns if fnmatchcase(path, one)
    )


@pytest.mark.parametrize("place", PLACES[1:])
def test_the_list_is_the_same_wherever_it_stands(place: str) -> None:
    assert block(place) == block("LICENSE")


def test_every_pattern_names_a_file() -> None:
    names = [name(path) for path in files()]
    idle = [
        one
        for _, patterns in lines()
        for one in patterns
        if not any(fnmatchcase(path, one) for path in names)
    ]
    assert idle == []


def test_a_table_has_the_licence_that_its_sources_allow() -> None:
    package = json.loads(read(ROOT / "seeds/tables/datapackage.json"))
    for table in package["resources"]:
        given = {each["name"] for each in table["licenses"]}
        listed = licence(f"seeds/tables/{table['path']}")
        if "CC-BY-SA-4.0" in given:
            assert listed == "CC-BY-SA-4.0", table["name"]
        elif "notspecified" in given:
            assert listed.startswith(NONE), table["name"]
        else:
            assert listed == "CC-BY-4.0", table["name"]


def test_no_original_and_no_edition_is_given_away() -> None:
    seeds = [name(path) for path in files() if name(path).startswith("seeds/")]
    editions = [
        path
        for path in seeds
        if path.startswith("seeds/originals/")
        or (path.endswith(".md") and "source_sha256:" in read(ROOT / path))
    ]
    assert len(editions) >= 6
    assert {path: licence(path) for path in editions if not licence(path).startswith(NONE)} == {}


@pytest.mark.parametrize(
    ("path", "listed"),
    [
        ("src/closereader/claims.py", "BSD-3-Clause"),
        ("tests/conftest.py", "BSD-3-Clause"),
        ("seeds/claims.yml", "CC-BY-4.0"),
        ("seeds/codebook.yml", "CC-BY-4.0"),
        ("seeds/glossary.yml", "CC-BY-4.0"),
        ("seeds/passages.yml", "CC-BY-4.0"),
        ("seeds/questions.yml", "CC-BY-4.0"),
        ("seeds/scale.yml", "CC-BY-4.0"),
        ("solutions/readings/reading_a.json", "CC-BY-4.0"),
        ("seeds/tables/cited_people.csv", "CC-BY-4.0"),
        ("docs/images/reader.png", "No licence seen, texts"),
    ],
)
def test_files_that_somebody_may_ask_about(path: str, listed: str) -> None:
    assert (ROOT / path).is_file()
    assert licence(path) == listed
