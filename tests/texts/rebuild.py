"""Make of an original what its edition must be, by applying exactly what `edited:` lists.

Nothing here uses the parser of the editions: the two ways meet only in the tests.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from closereader.texts import load_edition

if TYPE_CHECKING:
    from pathlib import Path

    from closereader.texts import EditionChange, Text

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
MARKER = re.compile(f"[{RAISED}]+")


def number(raised: str) -> int:
    return int("".join(str(RAISED.index(digit)) for digit in raised))


def plain(line: str) -> str:
    """Take markers, asterisks and the brackets of addresses out of a line."""
    return re.sub(r"<(https?://[^>]*)>", r"\1", MARKER.sub("", line).replace("*", ""))


@dataclass
class Rebuilt:
    lines: list[str] = field(default_factory=list)
    notes: dict[int, str] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)


def rebuild(original: str, edits: tuple[EditionChange, ...]) -> Rebuilt:
    """Apply the entries of `edited:` to an original; complain of those that do not apply."""
    made = Rebuilt()
    for edit in edits:
        if edit.removed:
            if original.count(edit.removed) != 1:
                made.complaints.append(f"not there once: {edit.removed!r}")
            original = original.replace(edit.removed, "")
    lines = [line.strip() for line in original.split("\n") if line.strip()]
    for edit in edits:
        for before, after in edit.joined:
            _join(lines, before, after, made.complaints)
        for first in edit.broken:
            _break(lines, first, made.complaints)
    numbers = {note for edit in edits for note in edit.notes}
    for line in lines:
        mark = MARKER.match(line)
        if mark and number(mark[0]) in numbers:
            made.notes[number(mark[0])] = line[mark.end() :].strip()
        else:
            made.lines.append(line)
    if set(made.notes) != numbers:
        made.complaints.append(f"notes not found: {sorted(numbers - set(made.notes))}")
    return made


def _join(lines: list[str], before: str, after: str, complaints: list[str]) -> None:
    """Join the one line that ends `before` with the next (over notes) that begins `after`."""
    found = []
    for at, line in enumerate(lines):
        if not plain(line).endswith(before):
            continue
        over = at + 1
        while over < len(lines) and not MARKER.match(line) and MARKER.match(lines[over]):
            over += 1
        if over < len(lines) and plain(lines[over]).startswith(plain(after)):
            found.append((at, over))
    if len(found) != 1:
        complaints.append(f"not one place to join: {before!r} {after!r}")
        return
    at, over = found[0]
    lines[at] += " " + lines.pop(over)


def _break(lines: list[str], first: str, complaints: list[str]) -> None:
    found = [(at, line.index(first)) for at, line in enumerate(lines) if line.count(first) == 1]
    if len(found) != 1 or found[0][1] == 0:
        complaints.append(f"not one place to break before: {first!r}")
        return
    at, cut = found[0]
    lines[at : at + 1] = [lines[at][:cut].strip(), lines[at][cut:]]


def complaints(path: Path) -> list[str]:
    """Compare an edition with its original, and say everything that `edited:` does not cover."""
    text = load_edition(path)
    original = (path.parent / text.meta.source_file).read_bytes().decode("utf-8")
    made = rebuild(original, text.meta.edited)
    return [
        *made.complaints,
        *_words(made, text),
        *_characters(made, path),
        *_markers(made, text),
    ]


def _words(made: Rebuilt, text: Text) -> list[str]:
    """Align original and edition word by word."""
    theirs = " ".join(plain(line) for line in made.lines).split()
    theirs += " ".join(plain(made.notes[n]) for n in sorted(made.notes)).split()
    ours = text.body.split()
    ours += [word for note in text.notes for word in note.text.split()]
    if theirs == ours:
        return []
    matcher = difflib.SequenceMatcher(None, theirs, ours, autojunk=True)
    return [
        f"words: {tag} {' '.join(theirs[a:b])!r} -> {' '.join(ours[c:d])!r}"
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]


def _characters(made: Rebuilt, path: Path) -> list[str]:
    """Compare every character of the file's body: headings, asterisks, addresses, markers."""
    body = path.read_text(encoding="utf-8").split("\n---\n", 1)[1]
    ours, notes = [], {}
    for line in body.split("\n"):
        if note := re.fullmatch(r"\[\^(\d+)\]: (.*)", line):
            notes[int(note[1])] = note[2]
        elif line:
            ours.append(re.sub(r"^(#{1,2}|\|) ", "", line))
    theirs = [MARKER.sub(lambda m: f"[^{number(m[0])}]", line) for line in made.lines]
    wrong = [f"line: {a!r} -> {b!r}" for a, b in zip(theirs, ours, strict=False) if a != b]
    wrong += [f"lines: {len(theirs)} -> {len(ours)}"] if len(theirs) != len(ours) else []
    return wrong + [f"note {n}" for n in made.notes if notes.get(n) != made.notes[n]]


def _markers(made: Rebuilt, text: Text) -> list[str]:
    """See that each note hangs where its marker stands in the original: after the same words."""
    before: dict[int, str] = {}
    so_far = ""
    for line in made.lines:
        for mark in MARKER.finditer(line):
            before[number(mark[0])] = _tail(so_far + plain(line[: mark.start()]))
        so_far += plain(line) + " "
    ours = {note.number: _tail(text.body[: note.offset]) for note in text.notes}
    return [
        f"marker {n}: {before.get(n)!r} -> {ours.get(n)!r}"
        for n in sorted(before.keys() | ours.keys())
        if before.get(n) != ours.get(n)
    ]


def _tail(words: str) -> str:
    return " ".join(words.split()[-8:])
