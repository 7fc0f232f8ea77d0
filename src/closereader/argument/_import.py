"""Make a map of a file from elsewhere: what can be read is read, the rest is said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from closereader.annotations import checks
from closereader.argument import _json
from closereader.argument._argdown import HEAD, citations, unescape
from closereader.argument._argdown_lines import Found, Member, Sign, read_lines
from closereader.argument._errors import ArgumentError
from closereader.argument._model import KINDS, MOST_NODES, MOST_NOTE, MOST_TEXT, Node, settled

if TYPE_CHECKING:
    from closereader.argument._model import KindId

MOST_FILE = 500_000
"""Characters of a file that is read."""
_MOST_REMARKS = 20
_OWN_TITLE = re.compile(rf"(?:{'|'.join(KINDS)}) \d+", re.IGNORECASE)
_TAG = re.compile(rf"(?:^|\s+)#({'|'.join(KINDS)})$")


class Imported(NamedTuple):
    """A map that was read, and a sentence for everything that was not taken as it stands."""

    claim: Node
    remarks: tuple[str, ...]


def read_map(source: str) -> Imported:
    """Read a map from Argdown, ours or anybody's, or from our JSON.

    Raises
    ------
    ArgumentError
        When the file is too large, is empty, or holds no map; the sentence says what to do.
    """
    if len(source) > MOST_FILE:
        raise ArgumentError(
            f"The file has {len(source):,} characters; {MOST_FILE:,} can be read. Is it the right "
            "file?"
        )
    clean = checks.tidy(source.removeprefix("\ufeff"))
    if not clean.strip():
        raise ArgumentError("The file is empty.")
    if clean.lstrip().startswith('{"') or re.match(r"\s*\{\s*\"schema\"", clean):
        return Imported(_json.from_json(clean), ())
    return read_argdown(clean)


def read_argdown(source: str) -> Imported:
    """Read Argdown; raises `ArgumentError` when nothing in it is a statement, or too much is."""
    found = read_lines(source, HEAD)
    if not found.members:
        raise ArgumentError("The file holds no statement and no argument.")
    if len(found.members) > MOST_NODES:
        raise ArgumentError(
            f"The file holds {len(found.members):,} statements and arguments; a map takes "
            f"{MOST_NODES}. Divide the file."
        )
    claim = settled(_Tree(found).build())
    remarks = found.remarks
    if len(remarks) > _MOST_REMARKS:
        rest = len(remarks) - _MOST_REMARKS
        remarks = [*remarks[:_MOST_REMARKS], f"There are {rest} more remarks of this kind."]
    return Imported(claim, tuple(remarks))


class _Tree:
    """Hangs every member of a file in one tree below one claim."""

    def __init__(self, found: Found) -> None:
        self.found = found
        self.below: dict[str, list[tuple[str, Sign]]] = {key: [] for key in found.members}
        for source, target, sign in found.relations:
            self.below[target].append((source, sign))
        self.placed: set[str] = set()

    def build(self) -> Node:
        supporting = {source for source, _, _ in self.found.relations}
        roots = [key for key in self.found.members if key not in supporting]
        if not roots:
            roots = [next(iter(self.found.members))]
            self._say(f"In this file everything supports everything; {self._name(roots[0])} is "
                      "taken for the main claim.")  # fmt: skip
        main = max(roots, key=lambda key: (bool(self.below[key]), -roots.index(key)))
        tree = self._hang(main, None)
        loose = []
        for key in [*roots, *self.found.members]:
            if key not in self.placed:
                self._say(f"{self._name(key)} is not connected with the main claim in the file; "
                          "it is put below it.")  # fmt: skip
                loose.append(self._hang(key, "support"))
        return Node(
            tree.kind, tree.text, tree.passage, tree.row, tree.note,
            (*tree.children, *loose), tree.id,
        )  # fmt: skip

    def _hang(self, key: str, sign: Sign | None) -> Node:
        self.placed.add(key)
        children = []
        for child, relation in self.below[key]:
            if child in self.placed:
                self._say(f"{self._name(child)} stands in several places of the file; it is kept "
                          "in one of them.")  # fmt: skip
                continue
            children.append(self._hang(child, relation))
        return self._node(self.found.members[key], sign, tuple(children))

    def _node(self, member: Member, sign: Sign | None, children: tuple[Node, ...]) -> Node:
        ours = next((d for d in member.data if isinstance(d, dict) and d.get("kind") in KINDS), {})
        words = member.texts[0] if member.texts else ""
        tag = _TAG.search(words)
        text = unescape(_TAG.sub("", words)).strip()
        kind: KindId = "claim" if sign is None else _kind(ours, tag, sign, member)
        for cited in reversed(citations(ours)):
            text = "" if text == cited else text.removesuffix(f" {cited}")
        notes = self._notes(member, ours)
        if not text and not ours:
            text = member.title
        text, notes = self._fit(text, notes)
        own = {**ours, "kind": kind, "text": text, "note": "\n".join(notes)[:MOST_NOTE]}
        return self._made(own, children)

    def _made(self, own: dict[str, Any], children: tuple[Node, ...]) -> Node:
        """Make the node; evidence that cannot be read is kept as words in the note."""
        try:
            return _json.node_of(own, children)
        except ArgumentError as error:
            self._say(f"Something of “{own['text'][:60]}” cannot be read: {error}")
        kept = "\n".join(filter(None, [own["note"], *citations(own)]))[:MOST_NOTE]
        plain = {"kind": own["kind"], "text": own["text"], "note": kept}
        return _json.node_of(plain, children)

    def _notes(self, member: Member, ours: dict[str, Any]) -> list[str]:
        """Return what has no other place: a title, other wordings, somebody's data."""
        note = ours.get("note", "")
        notes = [checks.tidy(note)] if isinstance(note, str) and note else []
        if member.title and member.texts and not _OWN_TITLE.fullmatch(member.title):
            notes.append(f"Title: {member.title}")
        notes += [f"Also: {unescape(words)}" for words in member.texts[1:] if not _TAG.match(words)]
        notes += [f"Data: {data}" for data in member.data if data is not ours]
        return notes

    def _fit(self, text: str, notes: list[str]) -> tuple[str, list[str]]:
        if len(text) <= MOST_TEXT:
            return text, notes
        start = text[: MOST_TEXT - 2].rstrip()
        self._say(
            f"“{text[:40]} …” is longer than {MOST_TEXT:,} characters; the rest is in its note"
            f"{', as far as it fits' if len(text) - len(start) > MOST_NOTE else ''}."
        )
        return f"{start} …", [f"… {text[len(start) :].strip()}", *notes]

    def _name(self, key: str) -> str:
        member = self.found.members[key]
        words = member.title or unescape(next(iter(member.texts), ""))
        return f"“{words[:60]}”"

    def _say(self, sentence: str) -> None:
        if sentence not in self.found.remarks:
            self.found.remarks.append(sentence)


def _kind(ours: dict[str, Any], tag: re.Match[str] | None, sign: Sign, member: Member) -> KindId:
    named = ours.get("kind") or (tag[1] if tag else None)
    for kind in KINDS:
        if kind == named:
            return kind
    if sign != "support":
        return "rebuttal"
    return "grounds" if member.argument else "claim"
