"""A file from elsewhere may be anything: it is read in reasonable time, or refused in words."""

from __future__ import annotations

import json

import pytest

from closereader.argument import ArgumentError, TableRow, read_map, to_json

MANY = 100_000


@pytest.mark.parametrize(
    "endless",
    [
        "{" * MANY,
        '{"a":' * (MANY // 5),
        "{a: " * (MANY // 4) + "}",
        "/* " * (MANY // 3),
        "<!--" * (MANY // 4),
        "a\n" * (MANY // 2),
        "".join(f"  + [b]: {n}\n" for n in range(MANY // 20)),
        "".join(f"  + <b{n % 150}>: {n}\n" for n in range(MANY // 20)),
    ],
    ids=["braces", "objects", "one closed", "comments", "html", "lines", "wordings", "relations"],
)
def test_the_time_grows_with_the_length_and_not_with_its_square(endless: str) -> None:
    # With the square these files would take from minutes to hours, and hold up every widget.
    read = read_map(f"[a]: The claim.\n{endless}")
    assert read.claim.kind == "claim"
    assert read.claim.text.startswith("The claim.")


def test_what_ends_behind_an_open_brace_or_comment_is_still_found() -> None:
    read = read_map('[a]: One {open {source: "Paley"} /* open\n\n[b]: Two. <!-- gone --> {x: 1}\n')
    said = [(node.text, node.note) for node in read.claim.walk()]
    assert said[0][0].startswith("One {open")
    assert 'Data: {source: "Paley"}' in said[0][1]
    assert "Beside the map: Two." in said[0][1]
    assert "Data: {x: 1}" in said[0][1]


def test_a_number_that_no_table_can_hold_is_refused_in_words() -> None:
    with pytest.raises(ArgumentError, match="must be text or a number"):
        TableRow("panel", (("year", 10**400),))
    known = json.loads(to_json(read_map("[a]: The claim.").claim))
    known["map"]["row"] = {"table": "panel", "key": {"year": 10**400}}
    with pytest.raises(ArgumentError, match="must be text or a number"):
        read_map(json.dumps(known))
