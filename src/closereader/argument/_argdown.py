r"""Write a map as Argdown (https://argdown.org/syntax), so that other tools can read and draw it.

A claim becomes a statement, ``[Claim 1]: …``; every other part an argument, ``<Grounds 1>: …``.
Below its parent and further in stands what supports it (``+``), attacks it (``-``) or, as a
rebuttal of a warrant, undercuts it (``_``). Argdown knows no qualifier, so a qualifier stands as
``+`` with its tag. The kind is a tag (``#warrant``), and the data in braces, which Argdown keeps as
metadata, hold what a map needs to come back whole: ids, the place of a passage, the key of a row,
the note.
A sign that means something in Argdown is escaped by a backslash. The escapes were found by giving
random maps to the parser of ``@argdown/core`` 1.7.5, which read every one and gave back its words.
"""

import json
import re
from collections import Counter
from typing import Any

from closereader.argument._evidence import row_stands, stands
from closereader.argument._json import own_fields
from closereader.argument._model import Node
from closereader.course import open_course

# also ":smile:" and ".A.", which would become an emoji and the sign for "all"
_SPECIAL = re.compile(r"[\\@#*_\[\]<>{}]|/(?=[/*])|=(?==)|:(?=:*[^\s:]+:)|\.(?=\.*[^\s.]+\.)")
_LINK = re.compile(r"\[([^\]\x00]+?)\]\(([^)\x00]+?)\)")
_EMPHASIS = re.compile(r"\*\*|\*|(?<!\w)__|__(?!\w)|(?<!\w)_|_(?!\w)")
_ENDS = re.compile(r"[\s)}_.,!?;:*-]|$")
_LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"')
_IN_DATA = {sign: f"\\u{ord(sign):04x}" for sign in "{}<>]=\u2028\u2029"}


OWN = re.compile(r"// An argument map of the course “[^\n]*” \(closereader-argument/1\)\.")
"""What a file of ours begins with, of whatever course."""


def head() -> str:
    """Give the first line of a file: what it is, and of which course."""
    name = " ".join(open_course().name.split())
    return f"// An argument map of the course “{name}” (closereader-argument/1)."


def to_argdown(claim: Node) -> str:
    """Write a map as one tree of Argdown; `read_argdown` reads it back without loss."""
    lines = [head(), ""]
    _write(claim, None, 0, Counter(), lines)
    return "\n".join(lines) + "\n"


def citations(fields: dict[str, Any]) -> list[str]:
    """Return what stands behind a node's own words, from the data of the node alone."""
    found = []
    passage = fields.get("passage")
    if isinstance(passage, dict) and isinstance(passage.get("exact"), str):
        label = fields.get("label", passage.get("text", ""))
        found.append(f"“{' '.join(passage['exact'].split())}” ({label})")
    if isinstance(fields.get("row"), dict) and isinstance(fields.get("value"), str):
        found.append(fields["value"])
    return found


def plain(words: str) -> tuple[str, list[str]]:
    r"""Give the words that Argdown shows, and the addresses of its links.

    The stars of emphasis and the backslash of ``\\[`` are left out; a sign without a partner stays.
    """
    escaped = iter(re.findall(r"\\(.)", words))
    hidden = re.sub(r"\\.", "\x00", words)
    addresses = [f"Address of “{link[1]}”: {link[2]}" for link in _LINK.finditer(hidden)]
    hidden = _LINK.sub(r"\1", hidden)
    opened: dict[str, int] = {}
    cuts: list[tuple[int, int]] = []
    for mark in _EMPHASIS.finditer(hidden):
        begun = opened.pop(mark[0], None)
        if begun is not None and _ENDS.match(hidden, mark.end()):
            cuts += [(begun, begun + len(mark[0])), mark.span()]
            opened = {sign: at for sign, at in opened.items() if at < begun}
        elif not hidden[mark.end() : mark.end() + 1].isspace():
            opened[mark[0]] = mark.start()
    for start, end in sorted(cuts, reverse=True):
        hidden = hidden[:start] + hidden[end:]
    return re.sub("\x00", lambda _: next(escaped), hidden), addresses


def _write(
    node: Node, parent: Node | None, level: int, counts: Counter[str], lines: list[str]
) -> None:
    counts[node.kind] += 1
    title = f"{node.kind.capitalize()} {counts[node.kind]}"
    title = f"[{title}]" if node.kind == "claim" else f"<{title}>"
    fields = own_fields(node)
    del fields["text"]
    if node.passage is not None:
        fields["label"] = stands(node.passage).label
    if node.row is not None:
        fields["value"] = " ".join(row_stands(node.row).cited.split())
    words = _SPECIAL.sub(r"\\\g<0>", " ".join(filter(None, [node.text, *citations(fields)])))
    shown = f": {words}" if words else ""
    symbol = f"{_symbol(node, parent)} " if parent is not None else ""
    lines.append(f"{'    ' * level}{symbol}{title}{shown} #{node.kind} {_data(fields)}")
    for child in node.children:
        _write(child, node, level + 1, counts, lines)


def _symbol(node: Node, parent: Node) -> str:
    if node.kind != "rebuttal":
        return "+"
    return "_" if parent.kind == "warrant" else "-"


def _data(fields: dict[str, Any]) -> str:
    """Write JSON in one line, which is YAML too, with no sign of Argdown inside its strings."""

    def safe(found: re.Match[str]) -> str:
        return "".join(_IN_DATA.get(sign, sign) for sign in found[0])

    return _LITERAL.sub(safe, json.dumps(fields, ensure_ascii=False))
