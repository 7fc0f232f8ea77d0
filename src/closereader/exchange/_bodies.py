"""What a note says: the words and the tags in its bodies, whatever their form.

Source: Web Annotation Data Model, 3.2.1 (resources), 3.2.4 (textual bodies), 3.2.5 (``bodyValue``),
3.2.7 (choices, and their like: composites and lists), 3.3.5 (purposes), 4.1 (specific resources);
``text`` and ``tags`` are those of the Hypothesis API.

Each string of a body goes one of three ways: into the note, into a tag, or into ``unread``, which
is reported with its words. What describes a body and says nothing by itself (its language, its
rights) is counted by its name in ``left``.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from closereader.annotations import checks
from closereader.exchange._html import FORMATS, words_of

MOST_TAGS = 100
MOST_TAG = 200
"""Characters of a tag; a longer one is a note."""
_TAGGING = {"tagging", "classifying"}
_NAMING = ("value", "@value", "source", "items")
_WORDS = (*_NAMING, "label")
_QUIET = {"type", "@type", "@context", "format", "purpose", "motivation", "hasPurpose"}
_ABOUT = {
    *("language", "@language", "processingLanguage", "textDirection", "rights", "license"),
    *("created", "modified", "generated", "creator", "generator", "canonical", "via"),
    *("accessibility", "audience", "state", "scope", "styleClass", "renderedVia", "annotation"),
}
_KNOWN = {"id", *_WORDS, *_QUIET, *_ABOUT}


@dataclass(slots=True)
class NoteWords:
    """What the bodies of one note say."""

    notes: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    """What was not understood: the name of a property, and its words."""
    left: Counter[str] = field(default_factory=Counter)
    """Names of properties that are about a body and are not kept."""

    @property
    def note(self) -> str:
        """The note: the words of all bodies, in their order, an empty line between them."""
        return "\n\n".join(dict.fromkeys(filter(None, self.notes)))


def read_bodies(raw: Mapping[str, Any]) -> NoteWords:
    """Read the note and the tags of one annotation.

    Raises `ValueError` when there are more than 100 tags, or a tag of the API is no text.
    """
    said = NoteWords()
    purposes = _names(raw.get("motivation"))
    tagged = bool(purposes) and purposes <= _TAGGING
    _read(said, raw.get("text"), tagged=False)
    tags = raw.get("tags")
    if isinstance(tags, list) and not all(isinstance(tag, str) for tag in tags):
        raise ValueError("one of its tags is not text")
    _read(said, tags, tagged=True)
    for key in ("bodyValue", "body", "bodies"):
        _read(said, raw.get(key), tagged=tagged)
    if len(said.tags) > MOST_TAGS:
        raise ValueError(f"it has {len(said.tags)} tags, and {MOST_TAGS} are possible")
    said.tags = list(dict.fromkeys(said.tags))
    return said


def _read(said: NoteWords, body: object, *, tagged: bool) -> None:
    """Read a body, or a list of them; ``tagged`` is what is meant where it does not say."""
    if isinstance(body, list):
        for one in body:
            _read(said, one, tagged=tagged)
    elif isinstance(body, Mapping):
        purposes = _names(body.get("purpose"))
        _read_one(said, body, tagged=bool(purposes & _TAGGING) if purposes else tagged)
    else:
        _take(said, body, tagged=tagged)


def _read_one(said: NoteWords, body: Mapping[str, Any], *, tagged: bool) -> None:
    html = bool(_names(body.get("format")) & FORMATS)
    for key in _WORDS:
        value = body.get(key)
        if key == "value" and html:
            value = [words_of(words) or words for words in strings(value)]
        _read(said, value, tagged=tagged)
    others = [
        f"{key} “{words}”"
        for key, value in body.items()
        if key not in _KNOWN
        for words in strings(value)
    ]
    if not others and all(_blank(body.get(key)) for key in _NAMING):  # a thing only named
        _read(said, body.get("id"), tagged=tagged)
    elif not _blank(body.get("id")):
        said.left["body id"] += 1
    said.left.update(f"body {key}" for key in _ABOUT if not _blank(body.get(key)))
    said.unread += others


def _take(said: NoteWords, words: object, *, tagged: bool) -> None:
    if words is None or isinstance(words, bool) or not (clean := checks.tidy(str(words)).strip()):
        return
    flat = clean.replace("\n", " ")
    if tagged and len(flat) <= MOST_TAG:
        said.tags.append(flat)
    else:
        said.notes.append(clean)


def _names(value: object) -> set[str]:
    """Read the names of purposes or formats: one or several, with or without ``oa:``."""
    several = value if isinstance(value, list) else [value]
    return {one.removeprefix("oa:").lower() for one in several if isinstance(one, str)}


def _blank(value: object) -> bool:
    return not any(strings(value)) and not isinstance(value, (int, float))


def strings(value: object) -> Iterator[str]:
    """Give every string in JSON that holds something, but the names of types."""
    for one in checks.inside(value, but={"type", "@type"}):
        if isinstance(one, str) and (words := checks.tidy(one).strip()):
            yield words
