"""Notes from Hypothes.is: what its exports hold, read as hostile.

Four forms are read, and told apart by what they hold:

- the answer of its search API: ``{"total": …, "rows": [note, …]}``
- what its client exports: ``{"export_date": …, "annotations": [note, …]}``
- its JSON-LD: one W3C Annotation, or a list of them, or an AnnotationCollection with its page
- a bare list of notes, as scripts leave it

Sources: Hypothesis API 1.0, ``Annotation``; W3C Web Annotation Data Model, sections 3.2, 4 and 5.
"""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from closereader.annotations import checks
from closereader.exchange._errors import ExchangeError
from closereader.exchange._file import read_json

if TYPE_CHECKING:
    from pathlib import Path

MOST_NOTES = 10_000
"""Notes in one file."""
MOST_TAGS = 100
_MOST_URI = 2_048
_MOST_TAG = 200


@dataclass(frozen=True, slots=True)
class ForeignNote:
    """One note on one passage, as another program has it; nothing is placed yet."""

    id: str
    """An IRI: its own, or one that follows from its id."""
    uri: str
    """The address of the page it was made on; "" when it is not said."""
    exact: str
    """The words, in NFC; "" when the note is about a whole page, or answers another."""
    prefix: str
    suffix: str
    note: str
    tags: tuple[str, ...]
    creator: str
    """An IRI such as ``acct:reader@example.org``, or ""."""
    creator_name: str
    created: str
    modified: str


@dataclass(frozen=True, slots=True)
class Foreign:
    """What a file holds: its notes, and a sentence for each thing that was left out."""

    notes: tuple[ForeignNote, ...]
    problems: tuple[str, ...]


def read_notes(path: Path) -> Foreign:
    """Read a Hypothes.is export.

    Raises
    ------
    ExchangeError
        When the file cannot be read, is none of the four forms, or has more than 10,000 notes. A
        note that is damaged costs that note: it is named in ``problems``.
    """
    return notes_of(read_json(path), path.name)


def notes_of(found: object, name: str) -> Foreign:
    """Read the notes in JSON; ``name`` is what a sentence calls the file."""
    raw = _list_in(found)
    if raw is None:
        raise ExchangeError(
            f"{name} is no export of Hypothes.is and no collection of annotations: it has no list "
            "of notes."
        )
    if len(raw) > MOST_NOTES:
        raise ExchangeError(
            f"{name} holds {len(raw):,} notes, and {MOST_NOTES:,} are possible: export it in parts."
        )
    notes: list[ForeignNote] = []
    problems: list[str] = []
    seen: set[str] = set()
    for number, one in enumerate(raw, start=1):
        try:
            note = _note(one)
        except ValueError as error:
            problems.append(f"{name}, note {number}, was left out: {error}.")
            continue
        if note.id in seen:
            problems.append(f"{name}, note {number}, was left out: a note before it has its id.")
            continue
        seen.add(note.id)
        notes.append(note)
    if isinstance(found, Mapping):
        total = found.get("total")
        if isinstance(total, int) and not isinstance(total, bool) and total > len(raw):
            problems.append(
                f"{name} says that there are {total} notes and holds {len(raw)}: it is only a part "
                "of the export."
            )
    return Foreign(tuple(notes), tuple(problems))


def _list_in(found: object) -> list[Any] | None:
    if isinstance(found, list):
        return found
    if not isinstance(found, Mapping):
        return None
    for key in ("rows", "annotations", "items"):
        if isinstance(found.get(key), list):
            return list(found[key])
    if isinstance(found.get("first"), Mapping):
        return _list_in(found["first"])
    return [found] if "target" in found else None


def _note(raw: object) -> ForeignNote:
    if not isinstance(raw, Mapping):
        raise ValueError("it is not a JSON object")  # noqa: TRY004 - refused like the rest
    note, tags = _said(raw)
    target = _first(raw.get("target"))
    quote = _quote(target)
    who = raw.get("creator", raw.get("user", ""))
    if isinstance(who, Mapping):
        who = who.get("id", "")
    uri = raw.get("uri") or (target.get("source") if isinstance(target, Mapping) else "") or ""
    created = _moment(raw.get("created"))
    creator = _iri(who)
    return ForeignNote(
        id=_id(raw.get("id")),
        uri=checks.text(uri, "its address", most=_MOST_URI),
        exact=_words(quote.get("exact", ""), "its quotation", checks.MOST_QUOTE),
        prefix=_words(quote.get("prefix", ""), "its prefix", checks.MOST_CONTEXT),
        suffix=_words(quote.get("suffix", ""), "its suffix", checks.MOST_CONTEXT),
        note=checks.text(note, "its note", most=checks.MOST_NOTE),
        tags=tags,
        creator=creator,
        creator_name=_name(raw, creator),
        created=created,
        modified=max(created, _moment(raw.get("updated", raw.get("modified")), created)),
    )


def _said(raw: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """Take the note and the tags, from the API's fields or from W3C bodies."""
    notes: list[str] = []
    tags: list[object] = []
    if isinstance(raw.get("text"), str):
        notes.append(raw["text"])
    if isinstance(raw.get("tags"), list):
        tags += raw["tags"]
    bodies = raw.get("body", [])
    for body in bodies if isinstance(bodies, list) else [bodies]:
        value = body.get("value") if isinstance(body, Mapping) else body
        purpose = body.get("purpose") if isinstance(body, Mapping) else None
        if isinstance(value, str) and value.strip():
            (tags if purpose == "tagging" else notes).append(value)
    if len(tags) > MOST_TAGS:
        raise ValueError(f"it has {len(tags)} tags, and {MOST_TAGS} are possible")
    if not all(isinstance(tag, str) for tag in tags):
        raise ValueError("one of its tags is not text")
    kept = [checks.tidy(str(tag)).replace("\n", " ").strip() for tag in tags]
    if any(len(tag) > _MOST_TAG for tag in kept):
        raise ValueError(f"one of its tags has more than {_MOST_TAG} characters")
    words = "\n\n".join(checks.tidy(note).strip() for note in notes)
    return words.strip(), tuple(dict.fromkeys(tag for tag in kept if tag))


def _first(target: object) -> object:
    if isinstance(target, list):
        return target[0] if target else {}
    return target


def _quote(target: object) -> Mapping[str, Any]:
    selectors = target.get("selector", []) if isinstance(target, Mapping) else []
    for one in selectors if isinstance(selectors, list) else [selectors]:
        if isinstance(one, Mapping) and one.get("type") == "TextQuoteSelector":
            return one
    return {}


def _words(value: object, what: str, most: int) -> str:
    words = "" if value is None else value
    if isinstance(words, str):
        words = unicodedata.normalize("NFC", checks.tidy(words))
    return checks.text(words, what, most=most)


def _id(value: object) -> str:
    """Return an IRI for the note: its own, or that of the page on which Hypothes.is shows it."""
    if value is None:
        raise ValueError("it has no id")
    words = checks.text(value, "its id", most=500, least=1)
    if "://" in words or words.startswith("urn:"):
        return checks.iri(words, "its id")
    return checks.iri(f"https://hypothes.is/a/{words}", "its id")


def mark_id(note: ForeignNote, theme: str) -> str:
    """Return the id of the mark that a note becomes: the same whenever it is brought in."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{note.id}#{theme}')}"


def _iri(value: object) -> str:
    if value in ("", None):
        return ""
    return checks.iri(value, "the id of its author")


def _name(raw: Mapping[str, Any], creator: str) -> str:
    info = raw.get("user_info")
    given = info.get("display_name") if isinstance(info, Mapping) else None
    if isinstance(given, str) and given.strip():
        return checks.text(checks.tidy(given).strip(), "its author's name", most=checks.MOST_NAME)
    account = creator.removeprefix("acct:")
    return account.split("@")[0][: checks.MOST_NAME] if account != creator else ""


def _moment(value: object, otherwise: str = "") -> str:
    """Read an xsd:dateTime with any time zone; write it as the course does, in UTC."""
    if value is None:
        return otherwise or checks.stamp()
    try:
        found = datetime.fromisoformat(value)  # type: ignore[arg-type]  # caught below
        found = found if found.tzinfo else found.replace(tzinfo=UTC)
        written = checks.stamp(found)
        checks.instant(written)
    except (TypeError, ValueError, OverflowError) as error:
        raise ValueError("the time of its making is no time") from error
    return written
