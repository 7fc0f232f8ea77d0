"""What is written keeps every MUST of the Web Annotation Data Model that applies to it.

The table names the section of the W3C Recommendation of 23 February 2017
(https://www.w3.org/TR/annotation-model/), what it says, and the check. MUSTs about what is never
written (Choice, bodyValue, Time State, collections …) are covered by checking that it is not.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closereader.annotations import Annotation, Link, read_w3c
from tests.annotations.making import MadeUp, links, mark_words, marks

Json = dict[str, Any]
_URN = re.compile(r"urn:[a-z0-9][a-z0-9-]{0,30}[a-z0-9]:[a-zA-Z0-9()+,\-.:=@;$_!*'%/?]+")
_DATE = re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", re.ASCII)


def one(found: Json, key: str) -> bool:
    """JSON-LD writes several values as a list: exactly one value is no list, and is there."""
    return key in found and not isinstance(found[key], list) and found[key] is not None


def is_iri(value: object) -> bool:
    """All that is written are URNs (RFC 8141), and every URN is an IRI."""
    return isinstance(value, str) and _URN.fullmatch(value) is not None


def is_date(value: object) -> bool:
    return (
        isinstance(value, str)
        and _DATE.fullmatch(value) is not None
        and datetime.fromisoformat(value).tzinfo == UTC
    )


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def everything(found: Any) -> Iterator[Json]:
    """Yield every object inside a JSON value, itself first."""
    if isinstance(found, dict):
        yield found
    for each in found.values() if isinstance(found, dict) else found:
        if isinstance(each, dict | list):
            yield from everything(each)


def typed(found: Json, kind: str) -> list[Json]:
    return [each for each in everything(found) if kind in listed(each.get("type"))]


def targets(found: Json) -> list[Json]:
    return listed(found["target"])


def selectors(found: Json, kind: str) -> list[Json]:
    chosen = [s for t in targets(found) for s in t["selector"] if s["type"] == kind]
    assert len(chosen) == len(targets(found))
    return chosen


MUSTS: list[tuple[str, str, Callable[[Json], bool]]] = [
    ("3.1", "@context MUST be, or hold, the anno context; a single one MUST be a string",
     lambda a: a["@context"] == "http://www.w3.org/ns/anno.jsonld"),
    ("3.1", "an Annotation MUST have exactly 1 IRI",
     lambda a: one(a, "id") and is_iri(a["id"])),
    ("3.1", "an Annotation MUST have the Annotation class",
     lambda a: "Annotation" in listed(a["type"])),
    ("3.1", "there MUST be 1 or more targets",
     lambda a: len(targets(a)) >= 1 and all(targets(a))),
    ("3.2.1", "a body or target that is an External Web Resource MUST have exactly 1 IRI",
     lambda a: all(is_iri(r["source"]) for r in typed(a, "SpecificResource"))),
    ("3.2.4", "a TextualBody MUST have exactly 1 value",
     lambda a: all(one(b, "value") and isinstance(b["value"], str)
                   for b in typed(a, "TextualBody"))),
    ("3.2.5", "bodyValue MUST NOT stand beside body",
     lambda a: "bodyValue" not in a),
    ("3.2.7", "a Choice MUST …: there is none",
     lambda a: not typed(a, "Choice")),
    ("3.3.1", "created MUST NOT be more than 1 and MUST be an xsd:dateTime in UTC with Z",
     lambda a: one(a, "created") and is_date(a["created"])),
    ("3.3.1", "modified MUST NOT be more than 1 and MUST be an xsd:dateTime in UTC with Z",
     lambda a: one(a, "modified") and is_date(a["modified"])),
    ("3.3.1", "generated MUST …: there is none",
     lambda a: "generated" not in a),
    ("3.3.2", "an Agent MUST NOT have more than 1 IRI",
     lambda a: all("id" not in agent or is_iri(agent["id"]) for agent in typed(a, "Person"))),
    ("3.3.3", "properties of an audience MUST be prefixed: there is none",
     lambda a: "audience" not in a),
    ("3.3.6", "the value of rights MUST be an IRI: there is none",
     lambda a: not any("rights" in each for each in everything(a))),
    ("4", "a Specific Resource MUST have exactly 1 source",
     lambda a: all(one(r, "source") for r in typed(a, "SpecificResource"))),
    ("4.2.4", "a TextQuoteSelector MUST have exactly 1 type, and this class",
     lambda a: all(one(s, "type") for s in selectors(a, "TextQuoteSelector"))),
    ("4.2.4", "a TextQuoteSelector MUST have exactly 1 exact",
     lambda a: all(one(s, "exact") and isinstance(s["exact"], str)
                   for s in selectors(a, "TextQuoteSelector"))),
    ("4.2.4", "a TextQuoteSelector MUST NOT have more than 1 prefix, nor more than 1 suffix",
     lambda a: all(one(s, "prefix") and one(s, "suffix")
                   for s in selectors(a, "TextQuoteSelector"))),
    ("4.2.4", "the text MUST be normalized before recording",
     lambda a: all(unicodedata.is_normalized("NFC", s[key])
                   for s in selectors(a, "TextQuoteSelector")
                   for key in ("exact", "prefix", "suffix"))),
    ("4.2.5", "a TextPositionSelector MUST have exactly 1 type, and this class",
     lambda a: all(one(s, "type") for s in selectors(a, "TextPositionSelector"))),
    ("4.2.5", "start and end MUST be exactly 1 each, and non-negative integers",
     lambda a: all(type(s[key]) is int and s[key] >= 0
                   for s in selectors(a, "TextPositionSelector") for key in ("start", "end"))),
    ("4.2.4/5", "the selection MUST be in code points: both selectors count the same",
     lambda a: all(p["end"] - p["start"] == len(q["exact"]) for q, p in zip(
         selectors(a, "TextQuoteSelector"), selectors(a, "TextPositionSelector"), strict=True))),
    ("4.3.1", "a Time State MUST …: there is none",
     lambda a: not typed(a, "TimeState")),
    ("4.3.2", "a Request Header State MUST …: there is none",
     lambda a: not typed(a, "HttpRequestState")),
    ("4.3", "a State given by its IRI is an External Web Resource: exactly 1 id",
     lambda a: all(one(t, "state") and is_iri(t["state"]["id"]) for t in targets(a))),
]  # fmt: skip

SHOULDS: list[tuple[str, str, Callable[[Json], bool]]] = [
    ("3.3.1", "there SHOULD be exactly 1 created", lambda a: one(a, "created")),
    ("3.3.5", "there SHOULD be exactly 1 motivation",
     lambda a: a["motivation"] in {"classifying", "linking"}),
    ("4", "a Specific Resource SHOULD have the SpecificResource class",
     lambda a: all(t["type"] == "SpecificResource" for t in targets(a))),
    ("3.2.4", "the body SHOULD have the TextualBody class, and 3.2.1 a format",
     lambda a: all(b["format"] == "text/plain" for b in typed(a, "TextualBody"))),
    ("3.3.2", "an agent SHOULD have a class, and a nickname",
     lambda a: "creator" not in a or a["creator"]["type"] == "Person"),
]  # fmt: skip


def rule(row: tuple[str, str, object]) -> str:
    return f"{row[0]} {row[1]}"


@pytest.mark.parametrize("row", MUSTS + SHOULDS, ids=rule)
def test_an_ordinary_mark_keeps(row: tuple[str, str, Callable[[Json], bool]]) -> None:
    assert row[2](mark_words(MadeUp("Who is excluded?"), "excluded", note="ask").to_w3c())


@given(drawn=st.one_of(marks().map(lambda drawn: drawn[1]), links()))
def test_whatever_is_marked_or_linked_keeps_them_all(drawn: Annotation | Link) -> None:
    found = json.loads(json.dumps(drawn.to_w3c()))
    assert [rule(row) for row in MUSTS + SHOULDS if not row[2](found)] == []


def break_id(found: Json) -> None:
    found["id"] = "no iri"


BREAKAGES: dict[str, Callable[[Json], object]] = {
    "3.1 @context MUST": lambda a: a.update({"@context": "http://example.org"}),
    "3.1 an Annotation MUST have exactly 1": break_id,
    "3.1 an Annotation MUST have the": lambda a: a.update(type="Note"),
    "3.2.4": lambda a: a["body"][-1].pop("value"),
    "3.2.5": lambda a: a.update(bodyValue="x"),
    "3.3.1 created": lambda a: a.update(created="2026-03-01T09:30:00+00:00"),
    "3.3.1 modified": lambda a: a.update(modified="1 March"),
    "3.3.2": lambda a: a["creator"].update(id=["urn:x:1", "urn:x:2"]),
    "3.3.6": lambda a: a.update(rights="all"),
    "4 a Specific": lambda a: a["target"].pop("source"),
    "4.2.4 a TextQuoteSelector MUST have exactly 1 exact": (
        lambda a: a["target"]["selector"][0].update(exact=["a", "b"])
    ),
    "4.2.4 the text MUST be normalized": (
        lambda a: a["target"]["selector"][0].update(prefix="e\u0301")
    ),
    "4.2.5 start": lambda a: a["target"]["selector"][1].update(start=-1),
    "4.2.4/5": lambda a: a["target"]["selector"][1].update(end=10_000),
    "4.3 a State": lambda a: a["target"].update(state=[{"id": "x"}, {"id": "y"}]),
}


@pytest.mark.parametrize("begins", BREAKAGES)
def test_the_checks_can_fail(begins: str) -> None:
    found = mark_words(MadeUp("Who is excluded, and by whom?"), "excluded", note="ask").to_w3c()
    rows = [row for row in MUSTS if rule(row).startswith(begins)]
    assert rows
    assert all(row[2](found) for row in rows)
    BREAKAGES[begins](found)

    def kept(row: tuple[str, str, Callable[[Json], bool]]) -> bool:
        try:
            return row[2](found)
        except KeyError:
            return False

    assert not all(kept(row) for row in rows)


def test_an_empty_note_is_no_body() -> None:
    found = mark_words(MadeUp("Who is excluded?"), "excluded").to_w3c()
    assert [body["source"] for body in found["body"]] == [
        "urn:closereader:codebook:1:theme:exclusion"
    ]


def test_a_mark_is_written_so() -> None:
    text = MadeUp("Who is excluded, and by whom?")
    mark = Annotation.on(
        text, 7, 15, theme="exclusion", move="claim", note="ask", creator="urn:uuid:6f9619ff-"
        "8b86-4d01-b42d-00cf4fc964ff", creator_name="Ada", now="2026-03-01T09:30:00.000Z",
        id="urn:uuid:00000000-0000-4000-8000-000000000001",
    )  # fmt: skip
    assert mark.to_w3c() == {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:uuid:00000000-0000-4000-8000-000000000001",
        "type": "Annotation",
        "motivation": "classifying",
        "created": "2026-03-01T09:30:00.000Z",
        "modified": "2026-03-01T09:30:00.000Z",
        "creator": {
            "type": "Person",
            "id": "urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
            "nickname": "Ada",
        },
        "body": [
            {
                "type": "SpecificResource",
                "purpose": "classifying",
                "source": "urn:closereader:codebook:1:theme:exclusion",
            },
            {
                "type": "SpecificResource",
                "purpose": "classifying",
                "source": "urn:closereader:codebook:1:move:claim",
            },
            {
                "type": "TextualBody",
                "format": "text/plain",
                "purpose": "commenting",
                "value": "ask",
            },
        ],
        "target": {
            "type": "SpecificResource",
            "source": "urn:closereader:text:made-up",
            "state": {"id": f"urn:closereader:fingerprint:{text.fingerprint}"},
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": "excluded",
                    "prefix": "Who is ",
                    "suffix": ", and by whom?",
                    "closereader:occurrences": 1,
                },
                {"type": "TextPositionSelector", "start": 7, "end": 15},
            ],
        },
    }


@given(drawn=marks())
def test_a_mark_comes_back_as_it_was(drawn: tuple[MadeUp, Annotation]) -> None:
    found = json.loads(json.dumps(drawn[1].to_w3c()))
    assert Annotation.from_w3c(found) == drawn[1]
    assert read_w3c(found) == drawn[1]


@given(link=links())
def test_a_link_comes_back_as_it_was(link: Link) -> None:
    assert read_w3c(json.loads(json.dumps(link.to_w3c()))) == link


@given(drawn=marks(), which=st.sampled_from(["exact", "prefix", "suffix"]))
def test_the_quotation_is_what_stands_there(drawn: Any, which: str) -> None:
    text, mark = drawn
    near = {
        "exact": text.body[mark.start : mark.end],
        "prefix": text.body[: mark.start][-len(mark.prefix) or len(text.body) :],
        "suffix": text.body[mark.end :][: len(mark.suffix)],
    }
    assert getattr(mark, which) == near[which]
