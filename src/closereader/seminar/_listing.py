"""Hand-ins and a class list: who is missing, who is not on it, who is only written otherwise.

A collect is of one exercise: one that somebody sent by mistake is asked of nobody else.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from closereader.seminar._findings import FileFinding, Received
from closereader.seminar._names import Register, pairs
from closereader.seminar.archives import plain

_LOOSE = (
    "Its name is like this one of the class list only when accents, alphabets and ways of writing "
    "a letter are left aside (ue for ü). It counts as that person's; see that it is."
)


def exercises_asked(exercises: Iterable[str]) -> tuple[str, ...]:
    """Say of which exercises a collect is, by the exercise of each hand-in.

    Those of which there are more than half as many as of the one that most are of.
    """
    many = Counter(exercises)
    most = max(many.values(), default=0)
    return tuple(sorted(one for one, count in many.items() if 2 * count > most))


def pseudonyms(files: Mapping[int, tuple[str, str]], names: Iterable[str]) -> dict[int, str]:
    """Give the name on the class list of those who hand in under another one.

    `files`: for each hand-in the name in it, and its file, whose folder the platform named.
    `names`: the class list.
    Returns the name on the list by hand-in, where it is certain and other than the one in it.
    """
    register = Register(dict.fromkeys(names))
    found: dict[int, str] = {}
    for one, (name, file) in files.items():
        listed = register.find(labels_of("", file)).names
        if len(listed) == 1 and listed != register.find([name]).names:
            (found[one],) = listed
    return found


def strays(newest: Sequence[Received], asked: Sequence[str]) -> Iterator[FileFinding]:
    """Name the hand-ins of other exercises than those of the collect."""
    for one in newest:
        if one.handin.exercise not in asked:
            reason = (
                f"It is of exercise {one.handin.exercise}, and this collect is of exercise "
                f"{', '.join(asked)}. It stands at the end of the pack. A collect of that "
                f"exercise alone: --exercise {one.handin.exercise}."
            )
            yield FileFinding("other", one.file, reason, plain(one.handin.name))


def compare(
    received: Sequence[Received], newest: Sequence[Received], names: Sequence[str]
) -> list[FileFinding]:
    """Compare with a class list, exercise by exercise."""
    register = Register(dict.fromkeys(names))
    fits = {
        id(one): register.find(labels_of(one.handin.name, one.file)) for one in (*received, *newest)
    }
    came: dict[str, set[str]] = defaultdict(set)
    for one in received:
        came[one.handin.exercise] |= fits[id(one)].names
    if not came:
        return [FileFinding("missing", name, "No hand-in was found.") for name in names]
    findings = [
        FileFinding("loose", one.file, _LOOSE, ", ".join(fit.names))
        for one in newest
        if (fit := fits[id(one)]).loose and fit.names
    ]
    asked = exercises_asked(one.handin.exercise for one in newest)
    for exercise, here in sorted(came.items()):
        given = [one for one in newest if one.handin.exercise == exercise]
        absent = []
        for name, people in Counter(names).items() if exercise in asked else ():
            there = sum(name in fits[id(one)].names for one in given) or int(name in here)
            absent += [name] * (people - there)
        strangers = [one for one in given if not fits[id(one)].names]
        findings += _unmatched(exercise, absent, strangers)
    return findings


def _unmatched(
    exercise: str, absent: Sequence[str], strangers: Sequence[Received]
) -> Iterator[FileFinding]:
    """Name who is missing and who is not on the list; of two that are alike say so at both."""
    paired = pairs(absent, [labels_of(one.handin.name, one.file) for one in strangers])
    for at, name in enumerate(absent):
        other = strangers[paired[at]].file if at in paired else ""
        perhaps = " Perhaps it is this one, which is not on the list." if other else ""
        yield FileFinding(
            "missing", name, f"No hand-in of exercise {exercise} was found.{perhaps}", other
        )
    names = {file: absent[at] for at, file in paired.items()}
    for at, one in enumerate(strangers):
        who = plain(one.handin.name)
        reason = "Neither the reader's name nor its folder stands on the class list; it is used."
        if at in names:
            reason += " Perhaps it is of somebody who is missing."
            who = f"{who}; perhaps {names[at]}".removeprefix("; ")
        yield FileFinding("unlisted", one.file, reason, who)


def labels_of(name: str, file: str) -> list[str]:
    """Give what a file may be listed under: its reader's name, and the beginnings of its folders.

    Moodle puts ``Name_12345_assignsubmission_file_`` before a file, Canvas ``lastfirst_12345_``.
    """
    *folders, last = re.split(r"/| › ", file)
    parts = [*folders, last.rpartition(".")[0] or last]
    return [name, *(part.partition("_")[0] for part in parts)]
