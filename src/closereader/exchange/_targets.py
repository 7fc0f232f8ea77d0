"""What a note is about: the passages in its targets, each with its words where they are given.

Source: Web Annotation Data Model, 3.2.6 (each body applies to each target), 3.2.7 (a choice), 4.2
(selectors; 4.2.4 the text quote), 4.2.9 (``refinedBy``: a selector within what another selects).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from closereader.annotations import checks
from closereader.exchange._bodies import strings

MOST_TARGETS = 100
_SHOWN = 100
_SEGMENT = re.compile(r"#\w+=")  # as in #xywh=… and #t=…, Media Fragments URI 1.0
_KNOWN = {"source", "selector", "type", "id", "items", "format", "annotation"}
_FOREIGN = ("phrases", "ranges", "selector", "selectors")


class Words(NamedTuple):
    """Words of a page and what stands beside them, in NFC."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(slots=True)
class Target:
    """One thing that a note is about."""

    source: object = ""
    words: Words | None = None
    selectors: list[str] = field(default_factory=list)
    """The kinds of its selectors: `words` may be missing although it is about a passage."""
    span: tuple[int, int] | None = None
    """Where its text says that the passage stands, in characters; of no use in another text."""


@dataclass(slots=True)
class Aimed:
    """What the targets of one note say."""

    targets: list[Target] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)


def read_targets(raw: Mapping[str, Any]) -> Aimed:
    """Read the targets of one annotation: at least one, which may be about no passage.

    Raises `ValueError` when a quotation, or what stands beside it, is no text or too long; when
    there are more than 100 targets.
    """
    aimed = Aimed()
    _read(aimed, raw.get("target"))
    if not aimed.targets:
        kinds = [key for key in _FOREIGN if raw.get(key)]
        aimed.targets.append(Target(selectors=kinds))
    if len(aimed.targets) > MOST_TARGETS:
        raise ValueError(f"it has {len(aimed.targets)} targets, and {MOST_TARGETS} are possible")
    each = {(repr(one.source), one.words, tuple(one.selectors)): one for one in aimed.targets}
    aimed.targets = list(each.values())
    return aimed


def _read(aimed: Aimed, target: object) -> None:
    if isinstance(target, list):
        for one in target:
            _read(aimed, one)
    elif isinstance(target, str):
        aimed.targets.append(_page(target))
    elif isinstance(target, Mapping) and isinstance(target.get("items"), list):
        _several(aimed, target)
    elif isinstance(target, Mapping):
        source = target.get("source") or target.get("id") or ""
        if isinstance(source, Mapping):
            aimed.left.update(f"page {key}" for key in source if key not in _KNOWN)
            source = source.get("id") or ""
        if selectors := _listed(target.get("selector")):
            _select(aimed, source, selectors)
        else:
            aimed.targets.append(_page(source) if "id" in target else Target(source))
        aimed.left.update(f"target {key}" for key in target if key not in _KNOWN)


def _page(address: object) -> Target:
    """Take an address for a page, or for a part of one where it has a fragment that says so."""
    part = isinstance(address, str) and _SEGMENT.search(address)
    return Target(address, selectors=[f"part {part[0][1:-1]}"] if part else [])


def _several(aimed: Aimed, target: Mapping[str, Any]) -> None:
    """Read a set of targets; of a choice the first that has words, since all mean the same."""
    inner = Aimed()
    _read(inner, target["items"])
    aimed.unread += inner.unread
    aimed.left += inner.left
    if "Choice" in _listed(target.get("type")) and inner.targets:
        first = next((one for one in inner.targets if one.words), inner.targets[0])
        aimed.unread += [f"another target “{_named(one)}”" for one in inner.targets if one != first]
        inner.targets = [first]
    aimed.targets += inner.targets


def _named(target: Target) -> str:
    return str(target.words.exact if target.words else target.source)


def _select(aimed: Aimed, source: object, selectors: list[Any]) -> None:
    kinds = [_kind(one) for one in selectors]
    found = list(dict.fromkeys(_quotations(selectors, aimed)))
    # Recogito's own form has a selector for each part of a mark; else all select the same words.
    parts = all(isinstance(one, Mapping) and "quote" in one for one in selectors)
    first, rest = (found, []) if parts else (found[:1], found[1:])
    aimed.targets += [Target(source, words, kinds) for words in first] or [
        Target(source, selectors=kinds, span=_span(selectors))
    ]
    aimed.unread += [f"other words of its passage “{words.exact}”" for words in rest]


def _quotations(selectors: list[Any], aimed: Aimed, outer: Words | None = None) -> Iterator[Words]:
    """Give the innermost quotations: what a selector refines is read before it."""
    for one in selectors:
        if not isinstance(one, Mapping):
            continue
        own = _quotation(one, outer)
        inner = _listed(one.get("refinedBy"))
        found = list(_quotations([*inner, *_listed(one.get("items"))], aimed, own or outer))
        if found:
            yield from found
        elif own:
            yield own
            if inner:
                kinds = " and ".join(_kind(each) for each in inner)
                aimed.unread.append(f"a narrower place in its words, by {kinds}: all were taken")


def _quotation(selector: Mapping[str, Any], outer: Words | None) -> Words | None:
    if selector.get("type") != "TextQuoteSelector" and "quote" not in selector:
        return None
    exact = _text(selector.get("exact", selector.get("quote")), "its quotation", checks.MOST_QUOTE)
    if not exact.strip():
        return None
    before = _text(selector.get("prefix"), "its prefix", checks.MOST_CONTEXT)
    after = _text(selector.get("suffix"), "its suffix", checks.MOST_CONTEXT)
    if outer and outer.exact.count(exact) == 1:  # what stands beside it is in the words around it
        begin, _, end = outer.exact.partition(exact)
        before = before or begin[-checks.MOST_CONTEXT :]
        after = after or end[: checks.MOST_CONTEXT]
    return Words(exact, before, after)


def _span(selectors: list[Any]) -> tuple[int, int] | None:
    """Return the place that a position selector gives (4.2.5)."""
    for one in selectors:
        if isinstance(one, Mapping) and one.get("type") == "TextPositionSelector":
            start, end = one.get("start"), one.get("end")
            if type(start) is int and type(end) is int and 0 <= start < end:
                return start, end
    return None


def _text(value: object, what: str, most: int) -> str:
    words = "" if value is None else value
    if isinstance(words, str):
        words = unicodedata.normalize("NFC", checks.tidy(words))
    return checks.text(words, what, most=most)


def _kind(selector: object) -> str:
    """Describe a selector: its kind, and what it says of the place."""
    if not isinstance(selector, Mapping):
        return str(selector)[:_SHOWN]
    said = [words for key, value in selector.items() if key != "type" for words in strings(value)]
    words = f" “{', '.join(said)}”"[:_SHOWN] if said else ""
    return f"{str(selector.get('type') or 'a selector')[:_SHOWN]}{words}"


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
