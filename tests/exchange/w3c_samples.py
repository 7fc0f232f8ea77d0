"""Annotations after the sections of the W3C Web Annotation Data Model, written for these tests.

Each says what has to come of it: the note, the tags, the words of each passage, and what else the
report has to say. They are about the letter of this course; nobody made them elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

PAGE = "https://example.org/a-page"
WORDS = "It has regained agency"
OTHER = "our corner of the world"
QUOTE = {"type": "TextQuoteSelector", "exact": WORDS, "prefix": "anymore. ", "suffix": " and is"}
OTHER_QUOTE = {"type": "TextQuoteSelector", "exact": OTHER}
TARGET = {"source": PAGE, "selector": QUOTE}


@dataclass(frozen=True, slots=True)
class Sample:
    """An annotation without its id, and what has to come of it."""

    section: str
    raw: dict[str, Any]
    note: str = ""
    tags: tuple[str, ...] = ()
    words: tuple[str, ...] = (WORDS,)
    said: tuple[str, ...] = ()
    author: tuple[str, str] = ("", "")


def on(body: object = None, **more: Any) -> dict[str, Any]:
    """Make an annotation on a quotation, with this body."""
    return {"target": TARGET, **({} if body is None else {"body": body}), **more}


def text(value: object, **more: Any) -> dict[str, Any]:
    """Make a textual body."""
    return {"type": "TextualBody", "value": value, **more}


def selected(*selectors: Any) -> dict[str, Any]:
    """Make an annotation on what these selectors select."""
    chosen = list(selectors) if len(selectors) > 1 else selectors[0]
    return {"bodyValue": "why", "target": {"source": PAGE, "selector": chosen}}


POSITION = {"type": "TextPositionSelector", "start": 412, "end": 434}
RANGE = {
    "type": "RangeSelector",
    "startSelector": {"type": "XPathSelector", "value": "//p[4]/em[1]"},
    "endSelector": {"type": "XPathSelector", "value": "//p[4]/em[2]"},
}
FRAGMENT = {"type": "FragmentSelector", "value": "p5"}

BODIES = (
    Sample("3.1", on()),
    Sample("3.2.1", on("https://example.org/an-answer"), "https://example.org/an-answer"),
    Sample(
        "3.2.1",
        on({"id": "https://example.org/a.mp3", "format": "audio/mpeg", "language": "uk"}),
        "https://example.org/a.mp3",
        said=("body language (1)",),
    ),
    Sample(
        "3.2.3", on({"id": "https://example.org/v", "type": "Video"}), "https://example.org/v"
    ),
    Sample("3.2.4", on(text("A reading", format="text/plain")), "A reading"),
    Sample("3.2.4", on(text("A reading", id="urn:x:body-1")), "A reading", said=("body id (1)",)),
    Sample(
        "3.2.4", on(text("<p>j&#39;adore <b>!</b></p>", format="text/html")), "j'adore !"
    ),
    Sample(
        "3.2.4",
        on(text('See <a href="https://example.org/b">this</a>', format=["text/html"])),
        "See this (https://example.org/b)",
    ),
    Sample("3.2.4", on(text(["one", "two"])), "one\n\ntwo"),
    Sample(
        "3.2.4",
        on(text({"@value": "слово", "@language": "uk"})),
        "слово",
        said=("body @language (1)",),
    ),
    Sample("3.2.4", on(text("A reading", chars="the same in another key")), "A reading",
           said=("more than was understood: chars “the same in another key”",)),
    Sample("3.2.5", on(bodyValue="A comment that matters"), "A comment that matters"),
    Sample("3.2.5", on(bodyValue="week 3", motivation="tagging"), tags=("week 3",)),
    Sample("3.2.6", on([text("one"), "https://example.org/two"]),
           "one\n\nhttps://example.org/two"),
    Sample("3.2.7", on({"type": "Choice", "items": [text("in English"), text("українською")]}),
           "in English\n\nукраїнською"),
    Sample("3.2.7", on({"type": "Choice", "id": "urn:x:choice", "items": ["https://a.example/",
           text("or this")]}), "https://a.example/\n\nor this", said=("body id (1)",)),
    Sample("3.2.7", on({"type": "Composite", "items": [text("both"), text("together")]}),
           "both\n\ntogether"),
    Sample("3.2.7", on({"type": "List", "items": [text("1"), {"type": "List",
           "items": [text("2"), text("inner", purpose="tagging")]}]}), "1\n\n2", ("inner",)),
    Sample("3.3.5", on([text("exclusion", purpose="tagging"), text("why", purpose="commenting")]),
           "why", ("exclusion",)),
    Sample("3.3.5", on(text("exclusion"), motivation=["tagging"]), tags=("exclusion",)),
    Sample("3.3.5", on(text("why"), motivation="questioning"), "why", said=("motivation (1)",)),
    Sample("3.3.5", on(text("exclusion", purpose="oa:tagging")), tags=("exclusion",)),
    Sample("4.1", on({"type": "SpecificResource", "purpose": "tagging",
           "source": "https://example.org/city"}), tags=("https://example.org/city",)),
    Sample("4.1", on({"type": "SpecificResource", "purpose": "classifying",
           "source": {"id": "https://example.org/vocabulary/1", "label": "exclusion"}}),
           tags=("exclusion", "https://example.org/vocabulary/1")),
    Sample("4.1", on({"purpose": "tagging", "id": "https://example.org/tag"}),
           tags=("https://example.org/tag",)),
    Sample("4.1", on({"type": "SpecificResource", "purpose": "linking",
           "source": "https://example.org/b"}), "https://example.org/b"),
    Sample("4.2", on({"source": "https://example.org/b", "selector": {"type": "TextQuoteSelector",
           "exact": "words of another page"}}), "https://example.org/b",
           said=("selector “words of another page”",)),
)  # fmt: skip
TARGETS = (
    Sample("3.2.1", {"bodyValue": "why", "target": PAGE}, "why", words=("",),
           said=("about no passage",)),
    Sample("3.2.1", {"bodyValue": "why", "target": {"id": PAGE, "type": "Text",
           "language": "en"}}, "why", words=("",), said=("about no passage", "language (1)")),
    Sample("4.2.1", {"bodyValue": "why", "target": f"{PAGE}#xywh=1,2,3,4"}, "why", words=("",),
           said=("without its words", "“why” (part xywh)")),
    Sample("3.2.6", {"bodyValue": "why", "target": [TARGET, {"source": PAGE,
           "selector": OTHER_QUOTE}]}, "why", words=(WORDS, OTHER), said=("about 2 passages",)),
    Sample("3.2.7", {"bodyValue": "why", "target": {"type": "List", "items": [TARGET,
           {"source": PAGE, "selector": OTHER_QUOTE}]}}, "why", words=(WORDS, OTHER)),
    Sample("3.2.7", {"bodyValue": "why", "target": {"type": "Choice", "items": [PAGE, TARGET]}},
           "why", said=(f"another target “{PAGE}”",)),
    Sample("4.1", on(text("why"), target={"source": {"id": PAGE, "language": "en"},
           "selector": QUOTE}), "why", said=("page language (1)",)),
    Sample("4.2", selected(POSITION, QUOTE), "why"),
    Sample("4.2", selected(QUOTE, OTHER_QUOTE), "why",
           said=(f"other words of its passage “{OTHER}”",)),
    Sample("4.2", selected("https://example.org/selector"), "why", words=("",),
           said=("without its words", "https://example.org/selector")),
    Sample("4.2.1", selected(FRAGMENT), "why", words=("",),
           said=("“why” (FragmentSelector “p5”)",)),
    Sample("4.2.2", selected({"type": "CssSelector", "value": "#p > em"}), "why", words=("",),
           said=("#p > em",)),
    Sample("4.2.3", selected({"type": "XPathSelector", "value": "/p[2]"}), "why", words=("",),
           said=("/p[2]",)),
    Sample("4.2.4", selected(QUOTE), "why"),
    Sample("4.2.5", selected(POSITION), "why", words=("",), said=("(TextPositionSelector)",)),
    Sample("4.2.6", selected({**POSITION, "type": "DataPositionSelector"}), "why", words=("",),
           said=("(DataPositionSelector)",)),
    Sample("4.2.7", selected({"type": "SvgSelector", "value": "<svg/>"}), "why", words=("",),
           said=("SvgSelector",)),
    Sample("4.2.8", selected(RANGE), "why", words=("",), said=("//p[4]/em[1]", "//p[4]/em[2]")),
    Sample("4.2.9", selected({**FRAGMENT, "refinedBy": QUOTE}), "why"),
    Sample("4.2.9", selected({**FRAGMENT, "refinedBy": [{**RANGE, "refinedBy": QUOTE}]}), "why"),
    Sample("4.2.9", selected({"type": "TextQuoteSelector", "exact": f"{WORDS} and is able",
           "refinedBy": {"type": "TextQuoteSelector", "exact": WORDS}}), "why"),
    Sample("4.2.9", selected({**QUOTE, "refinedBy": POSITION}), "why",
           said=("narrower place in its words, by TextPositionSelector",)),
    Sample("4.3", on(text("why"), target={**TARGET, "state": {"type": "TimeState",
           "sourceDate": "2022-03-01T00:00:00Z"}, "styleClass": "red", "scope": PAGE}), "why",
           said=("target scope (1), target state (1), target styleClass (1)",)),
)  # fmt: skip
REST = (
    Sample("3.3.2", on(creator="acct:ann@example.org"), author=("acct:ann@example.org", "ann")),
    Sample("3.3.2", on(creator="Jane Doe"), author=("", "Jane Doe")),
    Sample("3.3.2", on(creator={"type": "Person", "name": "Jane"}), author=("", "Jane")),
    Sample("3.3.2", on(creator={"id": "aboutgeo", "name": "R. S."}), author=("", "R. S."),
           said=("author id (1)",)),
    Sample("3.3.2", on(creator={"id": "urn:x:ann", "nickname": "A.", "email": "a@example.org"}),
           author=("urn:x:ann", "A."), said=("author email (1)",)),
    Sample("3.3.2", on(creator=["https://a.example/", {"id": "urn:x:b", "name": "Bo"}]),
           author=("https://a.example/", ""), said=("other authors, who are not kept: Bo",)),
    Sample("3.3.3", on(audience={"id": "urn:x:class", "type": "EducationalAudience"}),
           said=("audience (1)",)),
    Sample("3.3.6", on(rights="https://creativecommons.org/publicdomain/zero/1.0/"),
           said=("rights (1)",)),
    Sample("3.3.7", on(canonical="urn:x:first", via="https://example.org/copy"),
           said=("canonical (1), via (1)",)),
    Sample("4.4", on(stylesheet="https://example.org/style.css"), said=("stylesheet (1)",)),
    Sample("3.1", on(text("why", purpose="commenting"), **{"@context":
           ["http://www.w3.org/ns/anno.jsonld"], "my:rating": "five"}), "why",
           said=("my:rating (1)",)),
)  # fmt: skip
SAMPLES = (*BODIES, *TARGETS, *REST)
