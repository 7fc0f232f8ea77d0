"""The hand-ins under fixtures are what the program makes, and stay readable."""

from __future__ import annotations

from dataclasses import replace

from closereader.handin import read_handin
from tests.seminar.make_fixtures import made
from tests.seminar.making import FIXTURES


def test_the_program_makes_what_the_fixtures_hold() -> None:
    """The look of a page may change; what it carries is the same until the script is run again."""
    again = {name: read_handin(words.encode()) for name, words in made()}
    stored = {path.name: read_handin(path.read_bytes()) for path in FIXTURES.glob("*.html")}
    assert again.keys() == stored.keys()
    for name, one in stored.items():
        assert replace(again[name], program=one.program) == one
        assert not one.altered
        assert not one.problems
    assert sum(path.stat().st_size for path in FIXTURES.glob("*")) < 300_000
