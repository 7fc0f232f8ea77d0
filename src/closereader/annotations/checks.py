"""What a value must be before it is let in: text, names, times, identities, counts.

Everything here raises `ValueError` with a clause that names the value, so that the caller can say
which annotation, answer or file it came from. `closereader.work` uses the same checks for the
names that become file names.
"""

import re
import unicodedata
import uuid
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import chain

MOST_NOTE = 20_000
"""Code points in a note: some twelve printed pages."""
MOST_QUOTE = 500_000
"""Code points in a marked passage: longer than any text of the course."""
MOST_CONTEXT = 4_096
"""Code points kept before and after a passage (32 are enough nearly always)."""
MOST_NAME = 120
"""Code points in a reader's name."""

# Unassigned to people: C0 and C1 controls but tab and newline, and halves of surrogate pairs,
# which no UTF-8 file can hold.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>\"{}|\\^`]+")
_URN_UUID = re.compile(r"urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?Z",
)
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,78}[a-z0-9_-])?")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?")
_FINGERPRINT = re.compile(r"sha256:[0-9a-f]{64}")
_MOST_IRI = 2_048
_MILLISECOND = timedelta(milliseconds=1)


def text(value: object, what: str, *, most: int, least: int = 0) -> str:
    """Return ``value`` when it is plain text of ``least`` to ``most`` code points."""
    if not isinstance(value, str):
        raise ValueError(f"{what} must be text, not {_kind(value)}")  # noqa: TRY004 - one kind
    if not least <= len(value) <= most:
        wanted = f"at most {most}" if least == 0 else f"{least} to {most}"
        raise ValueError(f"{what} has {len(value)} characters; {wanted} are possible")
    if not value.isprintable() and (found := _CONTROL.search(value)):
        raise ValueError(
            f"{what} holds a control character (U+{ord(found[0]):04X} at {found.start()})"
        )
    return value


def quote(value: object, what: str, *, most: int, least: int = 0) -> str:
    """Return ``value`` when it is `text` in NFC, as every canonical text is."""
    found = text(value, what, most=most, least=least)
    if not unicodedata.is_normalized("NFC", found):
        raise ValueError(f"{what} is not in Unicode normalisation form NFC")
    return found


def tidy(value: str) -> str:
    r"""Make plain text of what a person pasted: ``\n`` line ends, no control characters.

    Word processors and slides paste vertical tabs and form feeds for line breaks; a note must not
    be lost for them.
    """
    lines = value.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")
    return _CONTROL.sub("", lines.replace("\x0c", "\n").replace("\x85", "\n"))


def name(value: object, what: str) -> str:
    """Return ``value`` when it can be a file's name on every system, and mean one file only.

    Small letters a-z, digits, ``.``, ``_`` and ``-``; at most 80; beginning with a letter or
    digit, not ending with a full stop; none of the names Windows keeps for devices. Small letters
    only, because Windows and macOS take ``Q1.json`` and ``q1.json`` for one file.
    """
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        shown = value if isinstance(value, str) else _kind(value)
        raise ValueError(
            f"{what} {shown!r} may hold only small letters a-z, digits, hyphens, underscores and "
            "full stops inside, 80 at most"
        )
    if _RESERVED.fullmatch(value):
        raise ValueError(f"{what} {value!r} is a name that Windows keeps for itself")
    return value


def iri(value: object, what: str) -> str:
    """Return ``value`` when it is an absolute IRI (RFC 3987); a urn:uuid in small letters."""
    if isinstance(value, str) and _URN_UUID.fullmatch(value):
        return value.lower()
    if not isinstance(value, str) or len(value) > _MOST_IRI or not _IRI.fullmatch(value):
        raise ValueError(f"{what} must be an IRI such as urn:uuid:…, not {_kind(value)}")
    return text(value, what, most=_MOST_IRI)


def count(value: object, what: str) -> int:
    """Return ``value`` when it is a whole number, zero or more (``true`` is none)."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"{what} must be a whole number, not {_kind(value)}")  # noqa: TRY004
    if value < 0:
        raise ValueError(f"{what} is {value}; it cannot be below zero")
    return value


def fingerprint(value: object, what: str) -> str:
    """Return ``value`` when it is ``sha256:`` and 64 hexadecimal digits."""
    if not isinstance(value, str) or not _FINGERPRINT.fullmatch(value):
        raise ValueError(f"{what} must be sha256: and 64 hexadecimal digits")
    return value


def instant(value: object, what: str = "the time") -> datetime:
    """Read an xsd:dateTime whose time zone is written ``Z`` (Web Annotation model 3.3.1)."""
    if not isinstance(value, str) or not _INSTANT.fullmatch(value):
        raise ValueError(f"{what} must be a time in UTC like 2026-03-01T09:30:00.000Z")
    if value[0] == "9":  # so that there is always a later one
        raise ValueError(f"{what} is {value}, which is too far away")
    try:
        return datetime.fromisoformat(value)
    except ValueError as error:
        raise ValueError(f"{what} is {value}, which no calendar has") from error


def stamp(moment: datetime | None = None) -> str:
    """Write a moment (now, when none is given) as xsd:dateTime in UTC, to the millisecond."""
    found = datetime.now(UTC) if moment is None else moment.astimezone(UTC)
    return found.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def after(earlier: str, now: str | None = None) -> str:
    """Return ``now`` when it is later than ``earlier``, else the millisecond after ``earlier``.

    A computer's clock may be set back; the order of edits must not be.
    """
    moment = stamp() if now is None else now
    if instant(moment) > instant(earlier):
        return moment
    return stamp(instant(earlier) + _MILLISECOND)


def before(later: str) -> str:
    """Return the millisecond before ``later``."""
    return stamp(instant(later) - _MILLISECOND)


def new_id() -> str:
    """Make an identity: ``urn:uuid:`` and a random UUID (RFC 9562, version 4)."""
    return f"urn:uuid:{uuid.uuid4()}"


def uuid_of(identity: str) -> uuid.UUID:
    """Return the UUID that names the file of ``identity``.

    The one inside a ``urn:uuid:``; for any other IRI the UUID derived from it (RFC 9562,
    version 5, name space URL), so that no IRI ever becomes a path.
    """
    if _URN_UUID.fullmatch(identity):
        return uuid.UUID(identity[9:])
    return uuid.uuid5(uuid.NAMESPACE_URL, identity)


def inside(value: object, but: Collection[str] = ()) -> Iterator[object]:
    """Give a value of JSON and all that it holds, save what stands under some names."""
    yield value
    if isinstance(value, Mapping):
        for name, one in value.items():
            if name not in but:
                yield from inside(one, but)
    elif isinstance(value, list):
        for one in value:
            yield from inside(one, but)


def is_deeper(value: object, most: int) -> bool:
    """Tell whether a value of JSON is nested so deeply that reading it could exhaust the stack."""
    level = [value] if isinstance(value, (dict, list)) else []
    for _ in range(most - 1):
        held = chain.from_iterable(each.values() if type(each) is dict else each for each in level)
        level = [each for each in held if isinstance(each, (dict, list))]
    return any(level)


def _kind(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return f"“{value[:60]}”" if _CONTROL.search(value) is None else "text that cannot be shown"
    return {bool: "true or false", dict: "an object", list: "a list"}.get(type(value), "a number")
