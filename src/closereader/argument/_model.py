"""An argument map: a main claim and what it stands on.

The kinds are those of Stephen Toulmin, The Uses of Argument (Cambridge: Cambridge University Press,
1958), chapter 3, “The Layout of Arguments”; what he called “data” there is called “grounds” here,
as in later textbooks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from typing import Literal, get_args

from closereader.annotations import AnnotationError, Passage, checks
from closereader.argument._errors import ArgumentError
from closereader.argument._evidence import Standing, TableRow, standings
from closereader.output import html_output

KindId = Literal["claim", "grounds", "warrant", "backing", "qualifier", "rebuttal"]
KINDS: tuple[KindId, ...] = get_args(KindId)

MOST_NODES = 200
MOST_DEPTH = 12
MOST_TEXT = 1_000
MOST_NOTE = 2_000
MOST_QUOTE = 4_000


@dataclass(frozen=True, slots=True)
class Kind:
    """One part of an argument: its name, what it is, and the question that it answers."""

    id: KindId
    name: str
    definition: str
    asks: str


ABOUT: dict[KindId, Kind] = {
    "claim": Kind("claim", "Claim", "What you want others to accept.", "What do you say?"),
    "grounds": Kind(
        "grounds", "Grounds",
        "What the claim is built on: a passage of a text, or a row of a table.",
        "What do you have to go on?",
    ),
    "warrant": Kind(
        "warrant", "Warrant", "The rule that leads from these grounds to this claim.",
        "Why do these grounds support this claim?",
    ),
    "backing": Kind(
        "backing", "Backing", "What makes the warrant worth accepting.",
        "Why should anybody accept this rule?",
    ),
    "qualifier": Kind(
        "qualifier", "Qualifier", "How far the claim goes: probably, mostly, in this text only.",
        "How sure are you, and how far does it go?",
    ),
    "rebuttal": Kind(
        "rebuttal", "Rebuttal",
        "What speaks against it. A rebuttal below a rebuttal is an answer to it.",
        "When would it not hold? Who would disagree?",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Node:
    """One part of an argument, with what stands below it. The main claim is the whole map.

    Attributes
    ----------
    kind
        One of `KINDS`.
    text
        What is said, in one line; "" while nothing is.
    passage, row
        What it stands on: words of a text, a row of a table.
    note
        A remark for oneself; may have several lines.
    children
        What supports it, limits it or speaks against it.
    id
        Unique in its map; "" until the map is settled by `settled`.

    Raises
    ------
    ArgumentError
        When a field is not what it must be; the sentence says which.
    """

    kind: KindId
    text: str = ""
    passage: Passage | None = None
    row: TableRow | None = None
    note: str = ""
    children: tuple[Node, ...] = ()
    id: str = ""

    def __post_init__(self) -> None:
        """Refuse a node that cannot be."""
        if self.kind not in KINDS:
            raise ArgumentError(f"{self.kind!r} is no part of an argument; use {', '.join(KINDS)}.")
        try:
            checks.text(self.text, "the text", most=MOST_TEXT)
            checks.text(self.note, "the note", most=MOST_NOTE)
            if self.id:
                checks.name(self.id, "the id of a node")
        except ValueError as error:
            raise ArgumentError(f"A part of the map cannot be kept: {error}.") from error
        if one_line(self.text) != self.text:
            raise ArgumentError("The text of a node must be one line without spaces at its ends.")
        if self.passage is not None and len(self.passage.exact) > MOST_QUOTE:
            raise ArgumentError(
                f"A passage of {len(self.passage.exact):,} characters is too long for a map, which "
                f"takes {MOST_QUOTE:,}. Choose the words that matter."
            )

    def walk(self) -> Iterator[Node]:
        """Give this node and all below it, each before what stands below it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def __repr__(self) -> str:
        """Write the map as an indented list."""
        return to_plain(self)

    def _repr_html_(self) -> str:
        """Write the map as a nested list."""
        return html_output(to_html(self))


def one_line(text: str) -> str:
    """Make one line of a text: line ends and runs of white space become single spaces."""
    return " ".join(checks.tidy(text).split())


def settled(claim: Node) -> Node:
    """Check a whole map and give every node an id of its own.

    Raises
    ------
    ArgumentError
        When the topmost node is no claim, or the map is too large or too deep.
    """
    if claim.kind != "claim":
        raise ArgumentError(f"A map begins with its main claim, not with {claim.kind}.")
    count = _measure(claim)
    if count > MOST_NODES:
        raise ArgumentError(f"The map has {count:,} parts; {MOST_NODES} can be kept.")
    taken: set[str] = set()
    return _with_ids(claim, taken, {node.id for node in claim.walk()})


def _measure(claim: Node) -> int:
    count, layer, depth = 0, [claim], 0
    while layer:
        depth += 1
        if depth > MOST_DEPTH:
            raise ArgumentError(f"The map is more than {MOST_DEPTH} levels deep.")
        count += len(layer)
        layer = [child for node in layer for child in node.children]
    return count


def _with_ids(node: Node, taken: set[str], known: set[str]) -> Node:
    name = node.id
    number = len(taken)
    while not name or name in taken:
        number += 1
        name = f"n{number}" if f"n{number}" not in known else ""
    taken.add(name)
    children = tuple(_with_ids(child, taken, known) for child in node.children)
    return replace(node, id=name, children=children)


def read_passage(fields: object) -> Passage:
    """Make a passage of the fields that JSON holds; raises `ArgumentError`."""
    if not isinstance(fields, dict):
        raise ArgumentError("A passage must be a JSON object.")
    try:
        return Passage.of(fields)
    except (AnnotationError, TypeError) as error:
        raise ArgumentError(f"A passage cannot be read: {error}.") from error


def evidence(node: Node) -> tuple[Standing, ...]:
    """Check all that a node stands on: at most a passage and a row."""
    return standings(node.passage, node.row)


def to_plain(node: Node, level: int = 0) -> str:
    """Write a map as plain text: one line for each node, its evidence and its note below it."""
    indent = "  " * level
    lines = [f"{indent}- {node.kind.capitalize()}: {node.text or '(no words yet)'}"]
    lines += [f"{indent}    {each.cited}{_doubt(each)}" for each in evidence(node)]
    if node.note:
        lines += [f"{indent}    Note: {line}" for line in node.note.splitlines() if line.strip()]
    lines += [to_plain(child, level + 1) for child in node.children]
    return "\n".join(lines)


def to_html(node: Node) -> str:
    """Write a map as a nested list that reads well without any style."""
    return f"<ul>{_item(node)}</ul>"


def _item(node: Node) -> str:
    words = escape(node.text) or "<em>no words yet</em>"
    parts = [f"<strong>{node.kind.capitalize()}:</strong> {words}"]
    parts += [f"<br>{escape(each.cited + _doubt(each))}" for each in evidence(node)]
    if node.note:
        parts.append(f"<br><em>Note: {escape(node.note)}</em>")
    if node.children:
        parts.append(f"<ul>{''.join(_item(child) for child in node.children)}</ul>")
    return f"<li>{''.join(parts)}</li>"


def _doubt(found: Standing) -> str:
    state = "cut" if found.cut else "not found"
    return f" [{state}: {found.problem}]" if found.problem else ""
