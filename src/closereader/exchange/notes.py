"""Notes from Hypothes.is and other programs: what their exports hold, read as hostile.

Five forms are read, and told apart by what they hold:

- the answer of Hypothes.is' search API: ``{"total": …, "rows": [note, …]}``
- what its client exports: ``{"export_date": …, "annotations": [note, …]}``
- W3C JSON-LD: one Annotation, a list of them, an AnnotationPage, or an AnnotationCollection
- a bare list of notes, as scripts leave it, and JSON Lines
- a list, or JSON Lines, of the first and the third

What a note says is in `_bodies`, what it is about in `_targets`, who wrote it in `_authors`.

Sources: Hypothesis API 1.0, ``Annotation``; W3C Web Annotation Data Model, sections 3.2, 4 and 5.
"""

import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from closereader.annotations import checks, read_iri
from closereader.exchange._authors import read_author
from closereader.exchange._bodies import read_bodies, strings
from closereader.exchange._errors import ExchangeError
from closereader.exchange._targets import Words, read_targets
from closereader.pages import visible

MOST_NOTES = 10_000
MOST_PASSAGES = 20_000
"""Notes in one file."""
_MOST_URI = 2_048
_SHOWN = 300  # characters of words that were not understood
_NAMED = 20  # things of one note that were not understood, each with its words
_LISTS = ("rows", "annotations", "items")
# What a note may say without a loss when it is left: it is read elsewhere, or keeps the books of
# the program that wrote it.
_KNOWN = {
    *("@context", "id", "type", "text", "tags", "body", "bodies", "bodyValue", "target", "uri"),
    *("creator", "user", "user_info", "created", "modified", "updated", "group", "permissions"),
    *("document", "links", "hidden", "flagged", "references", "moderation", "mentions", "actions"),
    "motivation",
}
_USUAL = {"commenting", "highlighting", "tagging", "classifying"}


@dataclass(frozen=True, slots=True)
class ForeignNote:
    """One note on one passage, as another program has it; nothing is placed yet."""

    id: str
    """An IRI: its own, or one that follows from its id."""
    uri: str
    """The address of the page it was made on; "" when it is not said."""
    exact: str
    """The words, in NFC; "" when they are not given, or the note is about a whole page."""
    prefix: str
    suffix: str
    note: str
    tags: tuple[str, ...]
    creator: str
    """An IRI such as ``acct:reader@example.org``, or ""."""
    creator_name: str
    created: str
    modified: str
    part: int = 0
    """Which of the passages that the note is about, from 0."""
    selectors: tuple[str, ...] = ()
    """How its passage is selected: it may be about one although `exact` is empty."""
    span: tuple[int, int] | None = None
    """Where its own text has the passage, when nothing else is said of it."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """What a file holds: its notes, and a sentence for each thing that was left out."""

    notes: tuple[ForeignNote, ...]
    """A note on several passages is here once for each of them, with one id."""
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """One annotation that was read."""

    number: int
    notes: tuple[ForeignNote, ...]
    time: str
    """When it was last changed, "" when it does not say."""
    problems: tuple[str, ...]
    left: Counter[str]


def notes_of(found: object, name: str) -> Foreign:
    """Read the notes in JSON; ``name`` is what a sentence calls the file.

    Of several notes with one id the one that was changed last counts.

    Raises `ExchangeError` when it has none of the forms, or more than 10,000 notes, or notes about
    more than 20,000 passages. A note that is damaged costs that note: it is named in ``problems``.
    """
    holders: list[Mapping[str, Any]] = []
    raw = _all_in(found, holders, name)
    if len(raw) > MOST_NOTES:
        raise ExchangeError(
            f"{name} holds {len(raw):,} notes, and {MOST_NOTES:,} are possible: export it in parts."
        )
    kept: dict[str, _Read] = {}
    problems: list[str] = []
    passages = 0
    for number, one in enumerate(raw, start=1):
        try:
            read = _note(one, number)
        except ValueError as error:
            problems.append(f"{name}, note {number}, was left out: {error}.")
            continue
        passages += len(read.notes)
        if passages > MOST_PASSAGES:
            raise ExchangeError(
                f"The notes in {name} are about more than {MOST_PASSAGES:,} passages, which are "
                "more than can be brought in at once: export it in parts."
            )
        key = read.notes[0].id
        before = kept.get(key)
        if before and before.time >= read.time:
            problems.append(f"{name}, note {number}, was left out: a note before it has its id.")
            continue
        if before:
            problems.append(
                f"{name}, note {before.number}, was left out: note {number} has its id, and is "
                "newer."
            )
        kept[key] = read
    left: Counter[str] = Counter()
    for read in kept.values():
        problems += [f"{name}, note {read.number}: {problem}." for problem in read.problems]
        left.update(set(read.left))
    if left:
        counted = ", ".join(f"{what} ({times})" for what, times in sorted(left.items()))
        problems.append(f"{name}: not kept of its notes: {visible(counted)}.")
    problems += _parts(holders, len(raw), name)
    return Foreign(tuple(note for read in kept.values() for note in read.notes), tuple(problems))


def _all_in(found: object, holders: list[Mapping[str, Any]], name: str) -> list[Any]:
    raw = _notes_in(found, holders, name)
    if raw is None:
        raise ExchangeError(
            f"{name} is no export of Hypothes.is and no collection of annotations: it has no list "
            "of notes."
        )
    return raw


def _notes_in(found: object, holders: list[Mapping[str, Any]], name: str) -> list[Any] | None:
    """Find the notes, and add what holds them to ``holders``; None when there are none."""
    if isinstance(found, list):
        pages = ((_notes_in(one, holders, name) if _holds(one) else [one]) for one in found)
        return [note for page in pages for note in page or ()]
    if not isinstance(found, Mapping):
        return None
    if not _holds(found):
        return [found] if "target" in found else None
    holders.append(found)
    for key in _LISTS:
        if isinstance(found.get(key), list):
            return list(found[key])
    first = found["first"]
    if isinstance(first, str):
        raise ExchangeError(
            f"{name} only says where its notes are: at {first[:200]}. Save that page as a file, "
            "and import the file."
        )
    return _notes_in(first, holders, name)


def _holds(found: object) -> bool:
    if not isinstance(found, Mapping) or "target" in found:
        return False
    return "first" in found or any(isinstance(found.get(key), list) for key in _LISTS)


def _parts(holders: list[Mapping[str, Any]], held: int, name: str) -> Iterator[str]:
    """Say what is missing when a file is only a part of an export."""
    here = {found.get("id") for found in holders if isinstance(found.get("id"), str)}
    wholes = [*holders, *(one for found in holders if isinstance(one := found.get("partOf"), dict))]
    totals = [total for one in wholes if type(total := one.get("total")) is int]
    if (total := max(totals, default=0)) > held:
        yield (
            f"{name} says that there are {total} notes and holds {held}: it is only a part of the "
            "export."
        )
    for key, words in (("next", "more notes follow"), ("prev", "more notes stand before these")):
        for found in holders:
            page = found.get(key)
            address = page.get("id") if isinstance(page, Mapping) else page
            if isinstance(address, str) and address not in here:
                yield (
                    f"{name} is only a part: {words}, at {address[:200]}. Save that page too, and "
                    "import it as well."
                )


def _note(raw: object, number: int) -> _Read:
    if not isinstance(raw, Mapping):
        raise ValueError("it is not a JSON object")  # noqa: TRY004 - refused like the rest
    said, aimed, author = read_bodies(raw), read_targets(raw), read_author(raw)
    changed = raw.get("updated", raw.get("modified"))
    created = _moment(raw.get("created", changed))
    modified = max(created, _moment(changed, created))
    name, tags = _id(raw.get("id")), tuple(said.tags)
    note = checks.text(said.note, "its note", most=checks.MOST_NOTE)
    notes = tuple(
        ForeignNote(
            id=name,
            uri=checks.text(raw.get("uri") or target.source, "its address", most=_MOST_URI),
            **(target.words or Words(""))._asdict(),
            note=note,
            tags=tags,
            creator=author.id,
            creator_name=author.name,
            created=created,
            modified=modified,
            part=part,
            selectors=tuple(target.selectors),
            span=target.span,
        )
        for part, target in enumerate(aimed.targets)
    )
    unread = said.unread + aimed.unread
    problems = [_cut(f"it says more than was understood: {w}") for w in unread[:_NAMED]]
    if len(unread) > _NAMED:
        problems.append(f"it says {len(unread) - _NAMED:,} more things that were not understood")
    if author.others:
        problems.append(_cut(f"it has other authors, who are not kept: {', '.join(author.others)}"))
    left = said.left + aimed.left + author.left
    left.update(key[:100] for key in raw.keys() - _KNOWN if any(strings(raw[key])))
    if any(one.removeprefix("oa:") not in _USUAL for one in strings(raw.get("motivation"))):
        left["motivation"] += 1
    time = modified if changed is not None or raw.get("created") is not None else ""
    return _Read(number, notes, time, tuple(problems), left)


def _cut(words: str) -> str:
    flat = " ".join(checks.tidy(words).split())  # a report is read in a terminal
    return flat if len(flat) <= _SHOWN else f"{flat[:_SHOWN]} […]"


def _id(value: object) -> str:
    """Return an IRI for the note: its own, or that of the page on which Hypothes.is shows it."""
    if value is None:
        raise ValueError("it has no id")
    words = checks.text(value, "its id", most=500, least=1)
    if "://" in words or words.startswith("urn:"):
        return checks.iri(words, "its id")
    return checks.iri(f"https://hypothes.is/a/{words}", "its id")


def mark_id(note: ForeignNote, theme: str) -> str:
    """Return the id of the mark that a note becomes: the same whenever it is brought in.

    A mark of ours that another program passed on has its own again, so that it is known here.
    """
    themes = (name for kind, name in map(read_iri, note.tags) if kind == "theme")
    if next(themes, "") == theme and not note.part:
        return note.id
    part = f"#{note.part}" if note.part else ""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{note.id}#{theme}{part}')}"


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
