"""Graphs of linked data: parts side by side, names in full, as PyLD and RDFLib write them."""

from __future__ import annotations

import json
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from closereader.annotations import Annotation, Collection, Link
from closereader.codebook import open_codebook
from closereader.exchange import Brought, ExchangeError, _graph, bring
from closereader.texts import open_text, text_ids
from tests.exchange import making

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXTS = [open_text(one) for one in text_ids()]
LETTER = open_text("artiukh-2022")
WORDS = "It has regained agency"
OA, DCTERMS = "http://www.w3.org/ns/oa#", "http://purl.org/dc/terms/"
# Of the context http://www.w3.org/ns/anno.jsonld, what the annotations here use.
FULL = {
    **{name: f"{OA}has{name.title()}" for name in ("body", "target", "source", "selector")},
    "purpose": f"{OA}hasPurpose",
    "state": f"{OA}hasState",
    "motivation": f"{OA}motivatedBy",
    **{name: f"{OA}{name}" for name in ("exact", "prefix", "suffix", "start", "end")},
    **{name: f"{DCTERMS}{name}" for name in ("creator", "created", "modified")},
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "format": "http://purl.org/dc/elements/1.1/format",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "nickname": "http://xmlns.com/foaf/0.1/nick",
    "items": "http://www.w3.org/ns/activitystreams#items",
    "first": "http://www.w3.org/ns/activitystreams#first",
    "total": "http://www.w3.org/ns/activitystreams#totalItems",
    "id": "@id",
    "type": "@type",
}
KINDS = {"AnnotationCollection": "OrderedCollection", "AnnotationPage": "OrderedCollectionPage"}
ADDRESSES = {"body", "target", "source", "state", "creator"}


def brought(found: object) -> Brought:
    return bring(found, TEXTS, open_codebook(), name="notes.json")


def apart(found: Any, nodes: list[dict[str, Any]], names: Iterator[int]) -> Any:
    """Lay every part of some JSON among the nodes, and leave its name where it was."""
    if isinstance(found, list):
        return [apart(one, nodes, names) for one in found]
    if not isinstance(found, dict):
        return found
    node = {"id": f"_:b{next(names)}"} | {
        key: apart(value, nodes, names) for key, value in found.items() if key != "@context"
    }
    if node.keys() != {"id"}:
        nodes.append(node)
    return node["id"]


def in_full(node: dict[str, Any]) -> dict[str, Any]:
    """Write a node as an expanded one: full names, every value in a list."""
    found: dict[str, Any] = {}
    for key, value in node.items():
        each = [
            one
            if key == "id"
            else KINDS.get(one, f"{OA}{one}")
            if key == "type"
            else {"@id": f"{OA}{one}"}
            if key in {"motivation", "purpose"}
            else {"@id": one}
            if key in ADDRESSES | {"selector", "items", "first"}
            else {"@value": str(one), "@type": "http://www.w3.org/2001/XMLSchema#integer"}
            if isinstance(one, int)
            else {"@value": one}
            for one in (value if isinstance(value, list) else [value])
        ]
        whole = [{"@list": each}] if key == "items" else each
        found[FULL.get(key, key)] = each[0] if key == "id" else whole
    return found


def marks() -> Collection:
    start = LETTER.find(WORDS)[0].start
    here, there = (
        Annotation.on(LETTER, begin, begin + 22, theme="agency", note=note, creator_name="Aster")
        for begin, note in ((start, "Why?"), (start + 3, ""))
    )
    link = Link.between(here.passage, there.passage, note="both")
    return Collection(id="urn:x:all", items=(here, there, link), label="Marks")


@pytest.mark.parametrize("form", ["short", "full", "in one"])
def test_our_marks_and_links_come_back_from_a_graph(form: str) -> None:
    """PyLD 3.3.0 flattens and expands so, RDFLib 7.6.0 writes the second."""
    given = marks()
    nodes: list[dict[str, Any]] = []
    apart(given.to_w3c(), nodes, count())
    full = [in_full(node) for node in nodes]
    found = {"short": {"@graph": nodes}, "full": full, "in one": {"@graph": full}}[form]
    back = brought(json.loads(json.dumps(found)))
    assert (back.problems, back.count("placed")) == ((), 3)
    assert {one.id: one for one in back.marks} == {one.id: one for one in given.items}


def note(**more: Any) -> dict[str, Any]:
    quote = {"type": "TextQuoteSelector", "exact": WORDS}
    target = {"type": "SpecificResource", "source": making.LETTER, "selector": quote}
    return {"id": "urn:x:a", "type": "Annotation", "target": target, **more}


def test_a_note_of_another_program_keeps_its_words_and_tags() -> None:
    body = [
        {"type": "TextualBody", "value": "Whose?", "purpose": "commenting"},
        {"type": "TextualBody", "value": "agency", "purpose": "tagging"},
        {"type": "Choice", "items": [{"type": "TextualBody", "value": "or so"}]},
    ]
    nodes: list[dict[str, Any]] = []
    apart(note(body=body, motivation="commenting"), nodes, count())
    for found in ({"@graph": nodes}, [in_full(node) for node in nodes]):
        (mark,) = brought(found).marks
        assert isinstance(mark, Annotation)
        assert (mark.exact, mark.theme, mark.note) == (WORDS, "agency", "Whose?\n\nor so")


def test_words_with_a_language_are_words() -> None:
    quote = {
        "@type": [f"{OA}TextQuoteSelector"],
        f"{OA}exact": [{"@value": WORDS, "@language": "en"}],
    }
    aim = {f"{OA}hasSource": [{"@id": making.LETTER}], f"{OA}hasSelector": [quote]}
    one = {"@id": "urn:x:a", "@type": [f"{OA}Annotation"], f"{OA}hasTarget": [aim]}
    assert [row.fate for row in brought([one]).rows] == ["no theme"]
    assert [row.fate for row in brought(one).rows] == ["no theme"]


def test_parts_that_are_not_in_the_file_are_named() -> None:
    """RDFLib 7.6.0 writes such a file when it is given the context of the model."""
    found = brought({"@graph": [note(target="_:b1", body="_:b2")]})
    assert found.problems[0] == (
        "notes.json names 2 parts that are not in it: the program that wrote it has left them out."
    )
    assert not found.marks


def test_a_page_that_follows_and_is_not_in_the_graph_is_asked_for() -> None:
    first, second = "https://example.org/1", "https://example.org/2"
    pages = [
        {"id": first, "type": "AnnotationPage", "next": second},
        {"id": second, "type": "AnnotationPage"},
    ]
    assert brought({"@graph": [note(), *pages]}).problems == ()
    (problem,) = brought({"@graph": [note(), pages[0]]}).problems
    assert f"more notes follow, at {second}" in problem


def test_parts_that_name_each_other_end(monkeypatch: pytest.MonkeyPatch) -> None:
    ring = [
        {"id": f"urn:x:{n}", "type": "Choice", "items": [f"urn:x:{(n + 1) % 3}"]} for n in range(3)
    ]
    assert brought({"@graph": [note(body="urn:x:0"), *ring]}).count("no theme") == 1
    chain = [
        {"id": f"urn:x:{n}", "type": "Choice", "items": [f"urn:x:{n + 1}"]} for n in range(5000)
    ]
    assert brought({"@graph": [note(body="urn:x:0"), *chain]}).count("no theme") == 1
    monkeypatch.setattr(_graph, "MOST_NODES", 1000)
    doubled = [
        {"id": f"urn:x:{n}", "type": "Choice", "items": [f"urn:x:{n + 1}"] * 2} for n in range(15)
    ]
    with pytest.raises(ExchangeError, match="name each other too often"):
        brought({"@graph": [note(body="urn:x:0"), *doubled]})


@pytest.mark.parametrize("found", [{"@graph": []}, {"@graph": 1}, {"@id": "urn:x:a"}, [{"@id": 1}]])
def test_a_graph_without_annotations_is_refused(found: Any) -> None:
    with pytest.raises(ExchangeError, match="Frame it as an AnnotationCollection"):
        brought(found)
