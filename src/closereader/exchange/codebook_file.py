"""The codebook as other programs read it: a REFI-QDA codebook file (``.qdc``), or CSV.

Source: REFI-QDA Standard 1.0, Codebook Exchange (XML namespace ``urn:QDA-XML:codebook:1.0``):
``CodeBook`` holds ``Codes``, which holds ``Code``; a code has a ``guid``, a ``name``, an
``isCodable`` and may have a ``color``, a ``Description`` and codes below it.

Themes and moves become two groups: two codes that cannot be applied, with the themes and the moves
below them. The standard has no place for an underline, for "mark when" or for an example, so what
can be said in words stands in the description, a paragraph each.

The CSV has the columns ``path`` and ``description``, as Taguette 1.5 takes them; it reads no
``.qdc``. A full stop parts the levels of a path there: ``Themes.Exclusion``.
"""

from __future__ import annotations

import csv
import io
import re
import uuid
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from closereader.exchange.table import safe

if TYPE_CHECKING:
    from closereader.codebook import Codebook, Move, Theme

NAMESPACE = "urn:QDA-XML:codebook:1.0"
ORIGIN = "closereader"

_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:closereader:codebook")
# XML 1.0, section 2.2: what cannot stand in a document, not even as a reference.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def qdc(codebook: Codebook) -> str:
    r"""Return the codebook as a REFI-QDA codebook, XML in UTF-8 with ``\n``.

    The same codebook gives the same file, and a theme keeps its ``guid`` (RFC 9562, version 5,
    from its id) when its words change, so that a program knows it again.
    """
    themes = [_code("theme", one.id, one.name, _about(one), one.colour) for one in codebook.themes]
    moves = [_code("move", one.id, one.name, _what(one)) for one in codebook.moves]
    groups = [
        *_group("themes", "Themes", "What a marked passage is about.", themes),
        *_group("moves", "Moves", "What a marked passage does in the argument.", moves),
    ]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="utf-8"?>',
            f'<CodeBook xmlns="{NAMESPACE}" origin="{ORIGIN}">',
            "  <Codes>",
            *groups,
            "  </Codes>",
            "</CodeBook>",
            "",
        ]
    )


def codebook_csv(codebook: Codebook) -> str:
    r"""Return the codebook as CSV: a line of names, then a line for each theme and move, ``\r\n``.

    Cells are made harmless for spreadsheets, as those of `marks_csv` are.
    """
    themes = [("Themes", theme.name, _about(theme)) for theme in codebook.themes]
    moves = [("Moves", move.name, _what(move)) for move in codebook.moves]
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(("path", "description"))
    for group, name, about in (*themes, *moves):
        rows.writerow((f"{group}.{name.replace('.', ' ')}", safe(about)))
    return out.getvalue()


def guid(kind: str, name: str) -> str:
    """Return the ``guid`` of a theme or a move: the same in every export."""
    return str(uuid.uuid5(_SPACE, f"{kind}:{name}")).upper()


def _group(name: str, title: str, about: str, codes: list[list[str]]) -> list[str]:
    head = f"guid={quoteattr(guid('group', name))} name={quoteattr(title)}"
    return [
        f'    <Code {head} isCodable="false">',
        f"      <Description>{_text(about)}</Description>",
        *(f"      {line}" for code in codes for line in code),
        "    </Code>",
    ]


def _code(kind: str, name: str, title: str, about: str, colour: str = "") -> list[str]:
    coloured = f" color={quoteattr(colour)}" if colour else ""
    head = f"guid={quoteattr(guid(kind, name))} name={quoteattr(_plain(title))}"
    return [
        f'<Code {head} isCodable="true"{coloured}>',
        f"  <Description>{_text(about)}</Description>",
        "</Code>",
    ]


def _about(theme: Theme) -> str:
    return "\n".join(
        [
            theme.definition,
            f"Mark when: {theme.mark_when}.",
            f"Do not mark when: {theme.not_when}.",
            _example(theme),
        ]
    )


def _what(move: Move) -> str:
    return "\n".join([move.definition, *([_example(move)] if move.example else [])])


def _example(of: Theme | Move) -> str:
    return f"Example: “{of.example}” ({of.example_text} {of.example_place})"


def _plain(words: str) -> str:
    return _NOT_XML.sub("", words)


def _text(words: str) -> str:
    return escape(_plain(words))
