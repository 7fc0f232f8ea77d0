"""Our marks come back from a program that reads and writes W3C annotations, and keeps less."""

from __future__ import annotations

from typing import Any

import pytest

from closereader.annotations import Annotation, Collection, Link
from closereader.codebook import open_codebook
from closereader.exchange import Brought, bring
from closereader.texts import open_text, text_ids

TEXTS = [open_text(one) for one in text_ids()]
LETTER = open_text("artiukh-2022")
READER: Any = {
    "creator": "urn:uuid:00000000-0000-4000-8000-000000000001",
    "creator_name": "Aster",
}
MARKS = tuple(
    Annotation.on(
        LETTER,
        at,
        at + 30,
        theme=theme,
        move=move,
        note=note,
        now="2026-03-01T09:30:00.000Z",
        **READER,
    )
    for at, theme, move, note in (
        (0, "agency", "claim", "Whose?"),
        (100, "exclusion", None, ""),
        (200, "determinism", "qualifier", ""),
    )
)
LINK = Link.between(MARKS[0].passage, MARKS[1].passage, note="one thought", **READER)


def passed_on(written: dict[str, Any]) -> dict[str, Any]:
    """Leave out what Recogito's text-annotator 4.1.1 leaves out, and add what it adds.

    It keeps bodies, creator and times; a target becomes one of a list, without its type, its state
    and properties of our own, and with shorter words beside the quotation.
    """
    targets = written["target"] if isinstance(written["target"], list) else [written["target"]]
    aimed = []
    for target in targets:
        quote, place = target["selector"]
        short = {"prefix": quote["prefix"][-10:], "suffix": quote["suffix"][:10]}
        quote = {"type": quote["type"], "exact": quote["exact"], **short}
        aimed.append(
            {"annotation": written["id"], "source": target["source"], "selector": [quote, place]}
        )
    return {**written, "target": aimed}


def as_list(notes: list[dict[str, Any]]) -> object:
    return notes


def as_collection(notes: list[dict[str, Any]]) -> object:
    return Collection("urn:x:one", "", ()).to_w3c() | {
        "total": len(notes),
        "first": {"id": "urn:x:page", "type": "AnnotationPage", "items": notes},
    }


def brought(found: object) -> Brought:
    return bring(found, TEXTS, open_codebook(), name="notes.json")


@pytest.mark.parametrize("form", [as_list, as_collection])
def test_our_marks_come_back_as_they_were(form: Any) -> None:
    found = brought(form([passed_on(mark.to_w3c()) for mark in MARKS]))
    assert found.marks == MARKS
    assert (found.count("placed"), found.tags, found.problems) == (3, {}, ())


def test_a_theme_that_the_codebook_lost_stays_a_tag() -> None:
    written = passed_on(MARKS[0].to_w3c())
    written["body"][0]["source"] = lost = "urn:closereader:codebook:1:theme:destiny"
    found = brought([written])
    assert (found.count("no theme"), found.tags) == (1, {lost: 1})


def test_a_collection_of_links_alone_is_ours_too() -> None:
    found = brought(Collection("urn:x:one", "", (LINK,)).to_w3c())
    assert (found.marks, found.count("placed")) == ((LINK,), 1)


def test_a_link_that_lost_its_state_is_named() -> None:
    found = brought([passed_on(LINK.to_w3c())])
    assert (found.marks, found.count("no theme")) == ((), 2)


def linked_data(written: Any, name: str = "") -> Any:
    """Write a thing as PyLD 3.3.0 and RDFLib 7.6.0 do when it went through RDF and back."""
    if isinstance(written, list):
        made = [linked_data(one, name) for one in written]
        return made[0] if len(made) == 1 and name != "items" else made
    if isinstance(written, dict):
        if name == "state":
            return written["id"]
        kept = {key: one for key, one in written.items() if key != "@context" or "first" in written}
        return {key: linked_data(one, key) for key, one in kept.items()}
    if name in {"start", "end", "total", "startIndex"}:
        return str(written)
    if name == "closereader:occurrences":
        return {"type": "xsd:integer", "@value": str(written)}
    return written.replace("Z", "000+00:00") if name in {"created", "modified"} else written


@pytest.mark.parametrize("known", [MARKS, MARKS[:1], (*MARKS, LINK)])
def test_our_marks_come_back_from_a_store_of_linked_data(known: tuple[Any, ...]) -> None:
    whole = Collection("urn:x:one", "Mine", known, **READER)
    found = brought(linked_data(whole.to_w3c()))
    assert (found.marks, found.problems) == (known, ())
    assert Collection.from_w3c(linked_data(whole.to_w3c())) == whole


def test_a_reader_who_is_described_once_is_known_in_every_mark() -> None:
    whole = Collection("urn:x:one", "Mine", MARKS, **READER).to_w3c()
    for item in whole["first"]["items"]:
        item["creator"] = item["creator"]["id"]
    assert brought(whole).marks == MARKS
    whole["first"]["items"][1]["creator"] = whole["creator"]
    whole["creator"] = whole["creator"]["id"]
    assert Collection.from_w3c(whole).creator_name == "Aster"
