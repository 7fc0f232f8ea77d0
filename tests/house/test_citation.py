"""CITATION.cff says what Citation File Format 1.2.0 asks for, and the same as pyproject.toml."""

from __future__ import annotations

import tomllib
from typing import Any

import yaml

from tests.house.tree import ROOT, read

CITATION: dict[str, Any] = yaml.safe_load(read(ROOT / "CITATION.cff"))
PROJECT: dict[str, Any] = tomllib.loads(read(ROOT / "pyproject.toml"))["project"]

# the fields of the schema that we use; a mistyped one is not among them
REQUIRED = {"cff-version", "message", "title", "authors"}
OPTIONAL = {
    "abstract",
    "type",
    "version",
    "license",
    "keywords",
    "date-released",
    "repository-code",
}


def test_required_fields_are_there_and_no_unknown_one() -> None:
    assert set(CITATION) >= REQUIRED
    assert set(CITATION) <= REQUIRED | OPTIONAL
    assert CITATION["cff-version"] == "1.2.0"
    assert CITATION["type"] == "software"


def test_authors_are_entities_or_persons() -> None:
    assert CITATION["authors"]
    assert all(set(author) & {"name", "family-names", "alias"} for author in CITATION["authors"])


def test_it_says_the_same_as_the_package() -> None:
    assert str(CITATION["version"]) == PROJECT["version"]
    assert CITATION["license"] == PROJECT["license"]


def test_keywords_are_distinct_words() -> None:
    keywords = CITATION["keywords"]
    assert all(isinstance(word, str) and word for word in keywords)
    assert len(set(keywords)) == len(keywords)
