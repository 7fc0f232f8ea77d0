"""The parts of a quotation: runs of the text's words between […] and words of the writer's own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

ELLIPSIS = "[…]"

_DOTS = r"\s*(?:…|\.\s?\.)[\s.…]*"
_OMITTED = rf"\[{_DOTS}\]|\({_DOTS}\)|<{_DOTS}>|\{{{_DOTS}\}}"
_OWN = re.compile(rf"(?P<omitted>{_OMITTED})|\[(?P<put>[^\[\]]*)\]")
_STRICT = re.compile(re.escape(ELLIPSIS))
_MOST_PARTS = 60  # the rest is one part more, brackets and all: in no text


@dataclass(frozen=True, slots=True)
class Part:
    """A run of quoted words between omissions or words of the writer's own."""

    words: str
    put: str | None = None
    """The writer's words in the gap before it; None where words are left out."""
    before: str | None = None
    after: str | None = None
    """`before`, `after`: the writer's letters that touch it, as in [t]he and state[s]; None when
    none do."""


def readings(quote: str, *, strict: bool) -> Iterator[list[Part]]:
    """Give the ways to read a quotation: as it is written, then without the writer's brackets."""
    parts = _split(quote, strict=strict)
    if quote and parts != [Part(quote)]:
        yield [Part(quote)]
    if parts:
        yield parts


def _split(quote: str, *, strict: bool) -> list[Part]:
    parts: list[Part] = []
    at = 0
    puts: list[str | None] = [None]  # since the last part
    for own in [*(_STRICT if strict else _OWN).finditer(quote), None]:
        words = quote[at : own.start() if own else len(quote)]
        put = own["put"] if own and not strict else None
        if any(sign.isalnum() for sign in words):
            if len(parts) == _MOST_PARTS:
                return [*parts, Part(quote[at:].strip())]
            before = puts[-1] if words[0].isalnum() else None
            after = put if words[-1].isalnum() else None
            parts.append(Part(words.strip(), None if None in puts else puts[-1], before, after))
            puts = []
        if own:
            puts.append(put)
            at = own.end()
    return parts
