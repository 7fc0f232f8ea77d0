"""What a map does not have yet. It is never said that a map is right."""

from collections.abc import Iterator
from typing import NamedTuple

from closereader.argument._model import Node, evidence

_SHOWN = 60


class Gap(NamedTuple):
    """Something that is missing, and the id of the node it is missing from."""

    node: str
    sentence: str


def gaps(claim: Node) -> tuple[Gap, ...]:
    """Find what a map does not have yet, in the order of the map.

    Parameters
    ----------
    claim
        The main claim, which is the map.

    Returns
    -------
    tuple of Gap
        None when everything that a program can see is there. That is no judgement of the argument.
    """
    found = list(_below(claim, None))
    kinds = {node.kind for node in claim.walk()}
    if "qualifier" not in kinds:
        found.append(Gap(claim.id, "Nothing says how far the claim goes: there is no qualifier."))
    if "rebuttal" not in kinds:
        found.append(Gap(claim.id, "Nobody disagrees: there is no rebuttal."))
    return tuple(found)


def missing(claim: Node) -> tuple[str, ...]:
    """Say what a map does not have yet, one sentence each; see `gaps`."""
    return tuple(gap.sentence for gap in gaps(claim))


def _below(node: Node, parent: Node | None) -> Iterator[Gap]:
    for sentence in (*_own(node), *_place(node, parent), *_CHECKS[node.kind](node, parent)):
        yield Gap(node.id, sentence)
    for child in node.children:
        yield from _below(child, node)


def _own(node: Node) -> Iterator[str]:
    if not node.text and node.kind != "grounds":  # grounds may speak by their evidence alone
        yield f"A {node.kind} has no words yet."
    for found in evidence(node):
        if found.problem:
            state = "cut" if found.cut else "not found"
            yield f"The evidence of {_name(node)} is {state}. {found.problem}"


def _place(node: Node, parent: Node | None) -> Iterator[str]:
    above = parent.kind if parent is not None else ""
    if node.kind == "backing" and above != "warrant":
        yield f"{_name(node, start=True)} stands below no warrant; a backing supports a warrant."
    if node.kind == "qualifier" and above != "claim":
        yield f"{_name(node, start=True)} stands below no claim; a qualifier limits a claim."


def _claim(node: Node, _parent: Node | None) -> Iterator[str]:
    kinds = {child.kind for child in node.children}
    below = {grandchild.kind for child in node.children for grandchild in child.children}
    if not kinds & {"grounds", "claim"}:
        yield f"{_name(node, start=True)} has no grounds: what is it built on?"
    elif "grounds" in kinds and "warrant" not in kinds | below:
        yield f"{_name(node, start=True)} has no warrant: why do the grounds support it?"


def _grounds(node: Node, _parent: Node | None) -> Iterator[str]:
    if node.passage is None and node.row is None:
        yield f"{_name(node, start=True)} hold no passage and no row of a table."


def _warrant(node: Node, _parent: Node | None) -> Iterator[str]:
    if not any(child.kind == "backing" for child in node.children):
        yield f"{_name(node, start=True)} has no backing: why should anybody accept it?"


def _rebuttal(node: Node, parent: Node | None) -> Iterator[str]:
    answers = parent is not None and parent.kind == "rebuttal"
    if not answers and not any(child.kind == "rebuttal" for child in node.children):
        yield f"{_name(node, start=True)} is not met: nothing answers it."


def _nothing(_node: Node, _parent: Node | None) -> Iterator[str]:
    return iter(())


_CHECKS = {
    "claim": _claim, "grounds": _grounds, "warrant": _warrant, "backing": _nothing,
    "qualifier": _nothing, "rebuttal": _rebuttal,
}  # fmt: skip


def _name(node: Node, *, start: bool = False) -> str:
    the = "The" if start else "the"
    if not node.text:
        return f"{the} {node.kind} without words"
    short = node.text
    if len(short) > _SHOWN:
        short = f"{short[:_SHOWN].rpartition(' ')[0] or short[:_SHOWN]} …"
    return f"{the} {node.kind} “{short}”"
