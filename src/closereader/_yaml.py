"""Reading the course's YAML: what is wrong with it is a sentence, with its file, line and remedy.

It is the small part of YAML that people write by hand: lists, mappings and words. A date or a
number of many digits stays the words that were written, because that is what the readers want and
because some of them (30 February, 25:61:61) are no value at all; what is a value is a whole number
of up to nine digits, ``true``, ``false`` and ``null``, as in YAML 1.2, so that ``no`` is Norwegian.
Aliases, with which a kilobyte can become a gigabyte, and tags are refused, and so is a name that a
mapping has twice, and what is nested deeper or has more entries than any file of the course.
"""

import itertools
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from closereader._reading import read_words

REMEDY = "Restore the file from the course, or correct the entry."
MOST_BYTES = 1_000_000
"""A larger file is refused before it is read; the course's own have below 50 kB."""

_DEEPEST = 20
_MOST_EVENTS = 20_000  # words, and beginnings and ends of lists; the course's largest has 1,790
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,8}")
_VALUES = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
# libyaml where it is there: ten times as fast. Both give the same, but for words in a message.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Unread(Exception):  # noqa: N818 - never seen outside this module
    """What is YAML and is not read here: its line, from 0, and what it is."""

    def __init__(self, event: Any, what: str) -> None:  # noqa: ANN401 - PyYAML has no types for it
        super().__init__(what)
        self.line = int(event.start_mark.line)


@dataclass(frozen=True, slots=True)
class Entry:
    """A part of what a file holds; what is wrong in it is said with its place and the remedy."""

    where: str
    """The file and the entry: ``…/claims.yml: claim 3``."""
    error: type[ValueError]

    def wrong(self, sentence: str) -> ValueError:
        """Make the error; the sentence goes on where `where` ends."""
        return self.error(f"{self.where}{sentence} {REMEDY}")

    def fields(self, found: object, known: Collection[str] | None = None) -> Mapping[str, Any]:
        """Take a mapping whose names are words, and are known."""
        if not isinstance(found, Mapping) or not all(isinstance(name, str) for name in found):
            raise self.wrong(" must be lines of the form `name: value`.")
        if extra := [name for name in found if known is not None and name not in known]:
            raise self.wrong(f" has the field {extra[0]!r}, which means nothing here.")
        return found

    def words(self, fields: Mapping[str, object], name: str) -> str:
        """Take the words under a name, without the white space around them."""
        value = fields.get(name)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(
                f" needs `{name}:` with some text (numbers, true and false in quotation marks)."
            )
        return value.strip()

    def once(self, values: Iterable[str], what: str) -> None:
        """Refuse what stands here twice."""
        for value, times in Counter(values).items():
            if times > 1:
                raise self.wrong(f": the {what} {value!r} is used twice; change one.")


def read_list(path: Path, error: type[ValueError], name: str, what: str = "") -> Sequence[object]:
    """Give the one list that a file holds, under its name; `error` and `what` as in `read_yaml`."""
    found = read_yaml(path, error, what)
    entries = found.get(name) if isinstance(found, Mapping) else None
    if not isinstance(entries, list) or not entries:
        raise error(f"{path} must hold a list `{name}:`. {REMEDY}")
    return entries


def read_yaml(path: Path, error: type[ValueError], what: str = "") -> object:
    """Give what a YAML file holds; it is read again only after it was changed.

    `path`: the file.
    `error`: what to raise, with one sentence and the remedy, when it is missing or no YAML in
    UTF-8.
    `what`: what the file is, when a course need not have it: ``"scale"``.
    What it returns is shared by all who ask: leave it as it is.
    """
    try:
        stat = path.stat()
        stamp = (stat.st_mtime_ns, stat.st_size)
    except OSError:
        stamp = (0, 0)  # nothing of it is kept, and reading it says why
    return _read(path, error, what, *stamp)  # type: ignore[arg-type]  # a class


def parse_yaml(source: str, path: Path, error: type[ValueError], *, first_line: int = 1) -> object:
    """Give what some lines of YAML hold; `first_line` is the one of the file they begin on."""
    try:
        return _document(_events(source))
    except _Unread as reason:
        raise error(f"{path}, line {reason.line + first_line}: {reason}. {REMEDY}") from reason
    except yaml.MarkedYAMLError as reason:
        at = reason.problem_mark
        # libyaml finds what is missing at the end on the line after the last
        line = f", line {min(at.line, source.count(chr(10))) + first_line}" if at else ""
        raise error(
            f"{path}{line}: this is not YAML ({reason.problem}). {REMEDY} A value that contains a "
            "colon needs quotation marks."
        ) from reason
    except yaml.YAMLError as reason:
        words = " ".join(str(reason).split())
        raise error(f"{path}: this is not YAML ({words}). {REMEDY}") from reason


def _events(source: str) -> Iterator[Any]:
    """Give the beginnings, words and ends of a file, as long as there are not too many."""
    for number, event in enumerate(yaml.parse(source, Loader=_LOADER)):
        if number > _MOST_EVENTS:
            raise _Unread(event, f"this has more than {_MOST_EVENTS:,} entries")
        yield event


def _document(events: Iterator[Any]) -> object:
    """Make the value that a file holds; None when it is empty."""
    found, begun = None, False
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            if begun:
                raise _Unread(event, "a second document begins here, with ---")
            found, begun = _value(events, next(events), 0), True
    return found


def _value(events: Iterator[Any], event: Any, depth: int) -> object:  # noqa: ANN401 - as above
    if isinstance(event, yaml.AliasEvent):
        raise _Unread(event, "an alias (a word that begins with *) means nothing here")
    if event.tag is not None:
        raise _Unread(event, "a tag (a word that begins with !) means nothing here")
    if isinstance(event, yaml.ScalarEvent):
        return _word(event.value) if event.implicit[0] else event.value
    if depth == _DEEPEST:
        raise _Unread(event, "this is nested too deeply")
    if isinstance(event, yaml.SequenceStartEvent):
        inside = _until(events, yaml.SequenceEndEvent)
        return [_value(events, event, depth + 1) for event in inside]
    return _mapping(events, depth + 1)


def _mapping(events: Iterator[Any], depth: int) -> dict[object, object]:
    found: dict[object, object] = {}
    for event in _until(events, yaml.MappingEndEvent):
        if not isinstance(event, yaml.ScalarEvent):
            raise _Unread(event, "this is not YAML as it is read here (a name must be one word)")
        name = _value(events, event, depth)
        if name in found:
            raise _Unread(event, f"`{str(name)[:60]}:` stands here for the second time; keep one")
        found[name] = _value(events, next(events), depth)
    return found


def _until(events: Iterator[Any], end: type[object]) -> Iterator[Any]:
    return itertools.takewhile(lambda event: not isinstance(event, end), events)


def _word(written: str) -> object:
    """Give the value of a word without quotation marks."""
    if _WHOLE.fullmatch(written):
        return int(written)
    return _VALUES.get(written, written)


@lru_cache(maxsize=64)
def _read(path: Path, error: type[ValueError], what: str, _time: int, size: int) -> object:
    if size > MOST_BYTES:
        raise error(f"{path} is longer than {MOST_BYTES / 1e6:.0f} MB. {REMEDY}")
    return parse_yaml(read_words(path, error, what), path, error)
