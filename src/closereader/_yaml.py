"""Reading the course's YAML: what is wrong with it is a sentence, with its file, line and remedy.

It is the small part of YAML that people write by hand: lists, mappings and words. A date or a
number of many digits stays the words that were written, because that is what the readers want and
because some of them (30 February, 25:61:61) are no value at all; what is a value is a whole number
of up to nine digits, ``true``, ``false`` and ``null``. Aliases, with which a kilobyte can become a
gigabyte, and tags are refused, and so is what is nested deeper than any file of the course.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REMEDY = "Restore the file from the course, or correct the entry."
MOST_BYTES = 1_000_000
"""A larger file is refused before it is read; the course's own have below 50 kB."""

_DEEPEST = 20
_KEPT = {"tag:yaml.org,2002:bool", "tag:yaml.org,2002:null"}
_WHOLE = re.compile(r"(?:0|-?[1-9][0-9]{0,8})\Z")
# libyaml where it is there: ten times as fast. Both give the same, but for words in a message.
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _resolvers() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    """Give, by first letter, the words that are values."""
    found: dict[str, list[tuple[str, re.Pattern[str]]]] = {
        first: [pair for pair in pairs if pair[0] in _KEPT]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    for first in "-0123456789":
        found.setdefault(first, []).append(("tag:yaml.org,2002:int", _WHOLE))
    return found


class _Loader(_Base):  # type: ignore[misc]  # either of two classes
    """A loader that takes for a value only what is one for certain."""

    yaml_implicit_resolvers = _resolvers()


def read_yaml(path: Path, error: type[ValueError]) -> object:
    """Give what a YAML file holds; it is read again only after it was changed.

    Parameters
    ----------
    path
        The file.
    error
        What to raise, with one sentence and the remedy, when it is missing or no YAML in UTF-8.

    Returns
    -------
    object
        Shared by all who ask: leave it as it is.
    """
    try:
        stat = path.stat()
        return _read(path, error, stat.st_mtime_ns, stat.st_size)  # type: ignore[arg-type]  # a class
    except FileNotFoundError as reason:
        raise error(f"{path} is missing: restore it from the course.") from reason
    except OSError as reason:
        why = reason.strerror or str(reason)
        raise error(f"{path} cannot be read ({why}): restore it.") from reason
    except UnicodeDecodeError as reason:
        raise error(f"{path} is not UTF-8: save it with the encoding UTF-8.") from reason


def parse_yaml(source: str, path: Path, error: type[ValueError], *, first_line: int = 1) -> object:
    """Give what some lines of YAML hold; `first_line` is the one of the file they begin on."""
    try:
        if found := _refused(source):
            raise error(f"{path}, line {found[0] + first_line}: {found[1]}. {REMEDY}")
        return yaml.load(source, Loader=_Loader)  # noqa: S506 - a safe loader, and less of it
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


def _refused(source: str) -> tuple[int, str] | None:
    """Find what is YAML and is not read here: its line, from 0, and what it is."""
    if len(source) > MOST_BYTES:
        return 0, f"this is longer than {MOST_BYTES / 1e6:.0f} MB"
    depth = 0
    events: Iterator[Any] = yaml.parse(source, Loader=_Loader)
    for event in events:
        line = int(event.start_mark.line)
        if isinstance(event, yaml.AliasEvent):
            return line, "an alias (a word that begins with *) means nothing here"
        if getattr(event, "tag", None) is not None:
            return line, "a tag (a word that begins with !) means nothing here"
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                return line, "this is nested too deeply"
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None


@lru_cache(maxsize=64)
def _read(path: Path, error: type[ValueError], _time: int, size: int) -> object:
    if size > MOST_BYTES:
        raise error(f"{path} is longer than {MOST_BYTES / 1e6:.0f} MB. {REMEDY}")
    return parse_yaml(path.read_text(encoding="utf-8-sig"), path, error)
