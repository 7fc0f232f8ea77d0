"""Answers that hold a name of the class: what a pack without names cannot hide, listed."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from closereader.annotations import checks
from closereader.handin import Submission
from closereader.seminar._names import words_of
from closereader.texts import readable_texts

_LEAST = 3  # letters of a word that can be a name by itself


class Naming(NamedTuple):
    """A place where somebody wrote a name: whose hand-in, and under which key or as what."""

    handin: Submission
    where: str


def naming(handins: Iterable[Submission], names: Iterable[str]) -> Iterator[Naming]:
    """Find the answers and notes that hold a name of the class.

    A name is found when all of its words stand there side by side, in any order, or one of them
    that no text of the course holds. A name that is written otherwise is not found.
    """
    known = {word for text in readable_texts().texts for word in words_of(text.body)}
    wholes = {tuple(sorted(words)) for name in names if (words := words_of(name))[1:]}
    alone = {
        word
        for whole in (*wholes, *(words_of(name) for name in names))
        for word in whole
        if len(word) >= _LEAST and word not in known and not word.isdigit()
    }
    sizes = {len(whole) for whole in wholes}
    for handin in handins:
        for key, given in handin.answers.items():
            # words quoted from a text are not their writer's
            said = checks.inside(given.value, but={"exact", "kind"})
            if any(isinstance(one, str) and _holds(one, wholes, sizes, alone) for one in said):
                yield Naming(handin, key)
        notes = [one.note for one in handin.marks] + [one.note for one in handin.links]
        if any(_holds(note, wholes, sizes, alone) for note in notes):
            yield Naming(handin, "the notes")


def _holds(said: str, wholes: set[tuple[str, ...]], sizes: set[int], alone: set[str]) -> bool:
    words = words_of(said)
    return not alone.isdisjoint(words) or any(
        tuple(sorted(words[at : at + size])) in wholes
        for size in sizes
        for at in range(len(words) - size + 1)
    )
