"""Make a map of a file from elsewhere: what can be read is read, the rest is said."""

import re
from dataclasses import replace
from typing import Any, NamedTuple

from closereader.annotations import checks
from closereader.argument import _json
from closereader.argument._argdown import OWN, citations, plain
from closereader.argument._argdown_lines import ArgdownFile, Member, Relation, Sign, read_lines
from closereader.argument._errors import ArgumentError
from closereader.argument._model import (
    KINDS,
    MOST_NODES,
    MOST_NOTE,
    MOST_TEXT,
    KindId,
    Node,
    settled,
)

MOST_FILE = 500_000
"""Characters of a file that is read."""
_MOST_REMARKS = 20  # of those that are not about a relation
_VERBS: dict[Sign, str] = {
    "support": "supports", "attack": "attacks", "undercut": "undercuts",
    "contradict": "contradicts",
}  # fmt: skip
_OWN_TITLE = re.compile(rf"(?:{'|'.join(KINDS)}) \d+", re.IGNORECASE)
# what Argdown's list of signs has names like: .A. .->. .v_. :smile:
_SHORT = re.compile(r"(?<!\\)(?:\.(?:[AEOPv~^]|<?->|v_|<>|\[\])\.|:[a-z_]{2,}:)")
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
    found = read_lines(source, OWN)
    if not found.members:
        raise ArgumentError("The file holds no statement and no argument.")
    if len(found.members) > MOST_NODES:
        raise ArgumentError(
            f"The file holds {len(found.members):,} statements and arguments; a map takes "
            f"{MOST_NODES}. Divide the file."
        )
    if len(found.relations) > 2 * MOST_NODES:
        raise ArgumentError(
            f"The file holds {len(found.relations):,} relations; {2 * MOST_NODES} can be read. "
            "Divide the file."
        )
    tree = _Tree(found)
    claim = settled(tree.build())
    remarks = found.remarks
    if len(remarks) > _MOST_REMARKS:
        rest = len(remarks) - _MOST_REMARKS
        remarks = [*remarks[:_MOST_REMARKS], f"There are {rest} more remarks of this kind."]
    return Imported(claim, (*tree.changed, *remarks))


class _Tree:
    """Hangs the members of a file in one tree below one claim; what finds no place is said."""

    def __init__(self, found: ArgdownFile) -> None:
        self.found = found
        self.changed: list[str] = []
        """A sentence for each relation that the map has not as the file has it."""
        self._below: dict[str, list[Relation]] = {key: [] for key in found.members}
        self._children: dict[str, list[tuple[str, Relation]]] = {key: [] for key in found.members}

    def build(self) -> Node:
        for relation in self.found.relations:
            self._below[relation.target].append(relation)
            if relation.sign == "contradict":
                self._below[relation.source].append(relation)
        main = self._main()
        queue, placed, left = [main], {main}, dict(self.found.relations)
        for (
            key
        ) in queue:  # it grows while it is read: what is nearest to the main claim comes first
            for relation in self._below[key]:
                child = relation.target if relation.source == key else relation.source
                if child not in placed:
                    self._children[key].append((child, relation))
                    placed.add(child)
                    queue.append(child)
                    del left[relation]
        tree = self._hang(main, None, "claim")
        for relation in left:
            self._change(relation, "it is not in the map, where each part stands in one place.")
        beside = [key for key in self.found.members if key not in placed]
        return replace(tree, note=self._with_those_beside(tree.note, beside))

    def _main(self) -> str:
        """Choose the claim that stands on others and on which none stands."""
        sources = {
            relation.source
            for relation in self.found.relations
            if relation.sign != "contradict" and relation.source != relation.target
        }
        roots = [key for key in self.found.members if key not in sources]
        if not roots:
            roots = [next(iter(self.found.members))]
            self._say(f"In this file everything supports everything; {self._name(roots[0])} is "
                      "taken for the main claim.")  # fmt: skip
        return max(roots, key=lambda key: (bool(self._below[key]), -roots.index(key)))

    def _hang(self, key: str, relation: Relation | None, parent: KindId) -> Node:
        member = self.found.members[key]
        kind: KindId = "claim"
        if relation:
            kind, named = _kind(relation.sign, member)
            if named not in {"", kind}:
                self._say(f"{self._name(key)} is called {named} in the file; in the map it is "
                          f"{kind}, as it {_VERBS[relation.sign]} another part.")  # fmt: skip
            # what a map writes for a rebuttal: of a warrant an undercut, of all else an attack
            if relation.sign not in {"support", "undercut" if parent == "warrant" else "attack"}:
                self._change(relation, f"in the map {self._name(key)} is a rebuttal of the other.")
        children = [self._hang(child, below, kind) for child, below in self._children[key]]
        return self._node(member, kind, tuple(children))

    def _with_those_beside(self, note: str, beside: list[str]) -> str:
        """Keep in a note what does not lead to the main claim: it is given no relation."""
        for key in beside:
            node = self._node(self.found.members[key], "claim", ())
            longer = f"{note}\nBeside the map: {node.text}\n{node.note}".strip()
            fits = len(longer) <= MOST_NOTE
            note = longer if fits else note
            self._say(
                f"{self._name(key)} is not connected with the main claim in the file; it is "
                + ("in the note of the main claim." if fits else "left out, as that note is full.")
            )
        return note

    def _node(self, member: Member, kind: KindId, children: tuple[Node, ...]) -> Node:
        ours = _ours(member)
        text, addresses = plain(_TAG.sub("", member.texts[0] if member.texts else ""))
        text = text.strip()
        for cited in reversed(citations(ours)):
            text = "" if text == cited else text.removesuffix(f" {cited}")
        notes = [*addresses, *self._notes(member, ours)]
        if not text and not ours:
            text = member.title
        text, notes = self._fit(text, notes)
        note = "\n".join(notes)
        if len(note) > MOST_NOTE:
            self._say(f"The note of “{text[:40]}” is longer than {MOST_NOTE:,} characters; its end "
                      "is left out.")  # fmt: skip
        return self._made({**ours, "kind": kind, "text": text, "note": note[:MOST_NOTE]}, children)

    def _made(self, own: dict[str, Any], children: tuple[Node, ...]) -> Node:
        """Make the node; evidence that cannot be read is kept as words in the note."""
        try:
            return _json.node_of(own, children)
        except ArgumentError as error:
            self._say(f"Something of “{own['text'][:60]}” cannot be read: {error}")
        kept = "\n".join(filter(None, [own["note"], *citations(own)]))[:MOST_NOTE]
        bare = {"kind": own["kind"], "text": own["text"], "note": kept}
        return _json.node_of(bare, children)

    def _notes(self, member: Member, ours: dict[str, Any]) -> list[str]:
        """Return what has no other place: a title, other wordings, somebody's data."""
        note = ours.get("note", "")
        notes = [checks.tidy(note)] if isinstance(note, str) and note else []
        if member.title and member.texts and not _OWN_TITLE.fullmatch(member.title):
            notes.append(f"Title: {member.title}")
        for words in member.texts[1:]:
            if not _TAG.match(words):
                other, addresses = plain(words)
                notes += [f"Also: {other}", *addresses]
        if any(_SHORT.search(words) for words in member.texts):
            self._say(f"{self._name_of(member)} holds a name between colons or full stops, for "
                      "which Argdown shows a sign; it is kept as it was typed.")  # fmt: skip
        return [*notes, *(f"Data: {data}" for data in member.data if data is not ours)]

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
        return self._name_of(self.found.members[key])

    def _name_of(self, member: Member) -> str:
        words = member.title or plain(next(iter(member.texts), ""))[0]
        return f"“{words[:60]}”"

    def _say(self, sentence: str) -> None:
        if sentence not in self.found.remarks:
            self.found.remarks.append(sentence)

    def _change(self, relation: Relation, what: str) -> None:
        """Say what became of a relation: its sign, and both of its ends."""
        source, target = self._name(relation.source), self._name(relation.target)
        sign = relation.sign
        related = f"{source} {_VERBS[sign]} {target}"
        if sign == "contradict":
            related = f"{source} and {target} contradict each other"
        self.changed.append(f"{related} in the file; {what}")


def _ours(member: Member) -> dict[str, Any]:
    return next((d for d in member.data if isinstance(d, dict) and d.get("kind") in KINDS), {})


def _kind(sign: Sign, member: Member) -> tuple[KindId, str]:
    """Give the kind of a member that stands below another, and what the file calls it."""
    tag = _TAG.search(member.texts[0]) if member.texts else None
    named = _ours(member).get("kind") or (tag[1] if tag else "")
    if sign != "support":
        return "rebuttal", named
    fitting: dict[str, KindId] = {kind: kind for kind in KINDS if kind != "rebuttal"}
    return fitting.get(named, "grounds" if member.argument else "claim"), named
