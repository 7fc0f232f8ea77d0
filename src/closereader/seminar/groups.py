"""Two groups of readers, or two readings of the same readers, to be compared."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from closereader.figures import Sheet
from closereader.seminar import _words
from closereader.seminar.readings import Reading, Seminar, lines

Who = str | Sequence[str]
TIMES = ("first", "second")
FEWEST = 3
"""People of whom two readings are compared before a room."""
_FIRST, _SECOND = "first readings", "second readings"


class Group(NamedTuple):
    """Readers who are compared with others, and what the group is called."""

    name: str
    readings: Mapping[str, Reading]


def is_twice(groups: Sequence[Group]) -> bool:
    """Whether the two groups are two readings of the same readers."""
    return {each.name for each in groups} == {_FIRST, _SECOND}


def twice(seminar: Seminar, text_id: str) -> str:
    """Say how many readers of a text handed it in twice."""
    again, every = len(seminar.of(text_id, "second")), len(seminar.of(text_id))
    return f"{again} of {_words.readers(every)} handed {text_id} in twice."


def twice_groups(seminar: Seminar, text_id: str) -> list[Group] | Sheet:
    """Return the first and the second readings, or a sentence when too few handed in twice.

    Of fewer than three people nothing is drawn: it would show one of them to the whole room.
    """
    first, second = (seminar.of(text_id, when) for when in ("first", "second"))
    if not first:
        return lines([f"Nobody in this seminar handed {text_id} in twice."])
    if len(first) < FEWEST:
        few = f"Of fewer than {FEWEST} nothing is drawn: it would show one reader to the room."
        return lines([f"{twice(seminar, text_id)} {few}"])
    return [Group(_FIRST, first), Group(_SECOND, second)]


def named_groups(
    seminar: Seminar, text_id: str, a: Who | None, b: Who | None
) -> list[Group] | Sheet:
    """Return the two groups of readers that a cell names, or a sentence about what is missing."""
    here = seminar.of(text_id)
    if a is None and b is None and len(here) > 1:
        a, b = min(here), max(here)
    if a is None or b is None:
        return lines([_how(text_id, sorted(here))])
    if a in TIMES and b in TIMES and a != b:
        groups = twice_groups(seminar, text_id)
        return groups if a == "first" or isinstance(groups, Sheet) else groups[::-1]
    groups, unknown = [], []
    for label, who in (("A", a), ("B", b)):
        names = [who] if isinstance(who, str) else list(who)
        unknown += [each for each in names if each not in here]
        name = names[0] if len(names) == 1 else f"group {label} ({_words.readers(len(names))})"
        groups.append(Group(name, {each: here[each] for each in names if each in here}))
    if unknown or not all(each.readings for each in groups):
        missing = f"Nobody who opened {text_id} is called {_words.names(unknown)}."
        return lines([*([missing] if unknown else []), _how(text_id, sorted(here))])
    return groups


def _how(text_id: str, names: Sequence[str]) -> str:
    return (
        "Say who is compared, with two names or two lists of names, for example "
        f'difference_map(seminar, "{text_id}", ["…", "…"], ["…"]). '
        f"Readers of this text: {_words.names(names, 40)}."
    )
