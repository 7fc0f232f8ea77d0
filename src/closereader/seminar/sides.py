"""Ready sides for the map of differences, so that nobody has to write a name."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from closereader.codebook import open_codebook
from closereader.figures import Sheet
from closereader.pages.lines import shorten
from closereader.questions import ChoiceQuestion, QuestionError, open_question
from closereader.seminar import _words
from closereader.seminar.at_words import marked_at
from closereader.seminar.contested import contested
from closereader.seminar.groups import FEWEST, Group, twice, twice_groups
from closereader.seminar.readings import Seminar, lines
from closereader.texts import open_text

TWICE, LIKENESS, LISTS = "twice", "likeness", "lists"
_MOST_PASSAGES = 8
_MOST_WORDS = 60


class Sides(NamedTuple):
    """The two sides, or a sentence in their place; and what is to be said about them."""

    groups: Sequence[Group] | Sheet
    said: str = ""


def offered(seminar: Seminar, text_id: str) -> list[dict[str, Any]]:
    """Return the sides that can be chosen, in groups: ``{"label", "options": [[key, words]]}``.

    Sides of fewer than three readers are not among them; two lists can be made of anybody.
    """
    groups = [
        ("Who marked these words, and who did not", list(_passages(seminar, text_id))),
        ("Who chose this reply, and who another", list(_replies(seminar, text_id))),
        (
            "All readers",
            [
                (LIKENESS, "Two groups by likeness of marks"),
                (TWICE, f"First and second reading: {twice(seminar, text_id)}"),
                (LISTS, "Two lists of readers"),
            ],
        ),
    ]
    return [
        {"label": label, "options": [list(each) for each in options]}
        for label, options in groups
        if options
    ]


def make_sides(seminar: Seminar, text_id: str, key: str, wishes: Mapping[str, Any]) -> Sides:
    """Make the sides of a key that `offered` gave, or that the browser made of a passage.

    `key`: ``marked:THEME:START:END`` (no theme: any), ``reply:QUESTION:OPTION``, ``twice``,
    ``likeness`` or ``lists``.
    `wishes`: for two lists: ``a`` and ``b``, the places of readers among those of the text.
    """
    kind, _, rest = key.partition(":")
    if kind == TWICE:
        return Sides(twice_groups(seminar, text_id))
    if kind == LIKENESS:
        return _alike(seminar, text_id)
    if kind == "marked" and (found := _place(text_id, rest)) is not None:
        return _marked(seminar, text_id, *found)
    if kind == "reply":
        return _reply(seminar, text_id, *rest.rpartition(":")[::2])
    return _lists(seminar, text_id, wishes)


def first_key(seminar: Seminar, text_id: str) -> str:
    """Return the sides to begin with: those of the most divided passage."""
    return next((key for key, _ in _passages(seminar, text_id)), LISTS)


def _split(seminar: Seminar, text_id: str, inside: Iterable[str]) -> tuple[list[str], list[str]]:
    among = set(inside)
    here = seminar.of(text_id)
    return [one for one in here if one in among], [one for one in here if one not in among]


def _two(
    seminar: Seminar, text_id: str, sides: Sequence[Sequence[str]], names: Sequence[str]
) -> list[Group]:
    here = seminar.of(text_id)
    return [
        Group(f"{name} ({_words.readers(len(who))})", {one: here[one] for one in who})
        for who, name in zip(sides, names, strict=True)
    ]


# ---- who marked some words


def _passages(seminar: Seminar, text_id: str) -> Iterable[tuple[str, str]]:
    n = len(seminar.of(text_id))
    for each in contested(seminar, text_id, most=_MOST_PASSAGES):
        if min(len(each.marked), len(each.unmarked)) >= FEWEST:
            key = f"marked:{each.theme.id}:{each.unit.start}:{each.unit.end}"
            words = _begin(text_id, each.unit.start, each.unit.end)
            yield key, f"{each.theme.name}, {each.unit.label}: {len(each.marked)} of {n}. {words}"


def _begin(text_id: str, start: int, end: int) -> str:
    return f"“{shorten(open_text(text_id).body[start:end], _MOST_WORDS)}”"


def _place(text_id: str, rest: str) -> tuple[str | None, int, int] | None:
    theme, *places = rest.split(":")
    known = {each.id for each in open_codebook().themes}
    if len(places) != 2 or not all(each.isdecimal() for each in places):  # noqa: PLR2004 - both ends
        return None
    start, end = map(int, places)
    if not start < end <= len(open_text(text_id)) or theme not in {"", *known}:
        return None
    return theme or None, start, end


def _marked(seminar: Seminar, text_id: str, theme: str | None, start: int, end: int) -> Sides:
    found = marked_at(seminar, text_id, start, end, theme)
    sides = _split(seminar, text_id, (each.reader for each in found))
    what = open_codebook().theme(theme).name if theme else "any theme"
    said = f"A marked something of these words as {what}: {_begin(text_id, start, end)} B did not."
    if not all(sides):
        which = "Nobody" if not sides[0] else "Everybody"
        return Sides(lines([f"{which} marked these words as {what}, so there are no two sides."]))
    return Sides(_two(seminar, text_id, sides, ("those who marked it", "those who did not")), said)


# ---- who chose a reply


def _asked(seminar: Seminar, text_id: str) -> dict[str, ChoiceQuestion]:
    keys = sorted({key for one in seminar.of(text_id).values() for key in one.choices})
    found = {}
    for key in keys:
        try:
            found[key] = open_question(key)
        except QuestionError:  # of a course that has changed since
            continue
    return found


def _replies(seminar: Seminar, text_id: str) -> Iterable[tuple[str, str]]:
    for key, asked in _asked(seminar, text_id).items():
        for option in asked.options:
            sides = _by_reply(seminar, text_id, key, option.key)
            if min(map(len, sides)) >= FEWEST:
                short = shorten(option.label, _MOST_WORDS)
                yield f"reply:{key}:{option.key}", f"{key}: {short} ({len(sides[0])})"


def _by_reply(
    seminar: Seminar, text_id: str, question: str, option: str
) -> tuple[list[str], list[str]]:
    """Part those who answered; who did not answer stands on no side."""
    answered = {
        name: each.choices[question]
        for name, each in seminar.of(text_id).items()
        if question in each.choices
    }
    return (
        [name for name, chosen in answered.items() if option in chosen],
        [name for name, chosen in answered.items() if option not in chosen],
    )


def _reply(seminar: Seminar, text_id: str, question: str, option: str) -> Sides:
    asked = _asked(seminar, text_id).get(question)
    label = next((each.label for each in asked.options if each.key == option), "") if asked else ""
    sides = _by_reply(seminar, text_id, question, option)
    if not label or not all(sides):
        return Sides(lines(["This reply was chosen by nobody, or by all: there are no two sides."]))
    silent = len(seminar.of(text_id)) - len(sides[0]) - len(sides[1])
    rest = f" Without an answer, and on no side: {_words.readers(silent)}." if silent else ""
    said = f"A chose “{label}” in question {question}, B another reply.{rest}"
    return Sides(_two(seminar, text_id, sides, ("those who chose it", "those who did not")), said)


# ---- two groups by likeness, and two lists


def _alike(seminar: Seminar, text_id: str) -> Sides:
    from closereader.seminar.likeness import TABLES, two_groups  # noqa: PLC0415 - numpy: 0.2 s

    found = two_groups(seminar, text_id)
    if found is None:
        return Sides(lines([f"Two groups need at least {2 * FEWEST} readers with marks."]))
    test = (
        f"Tested against up to {TABLES} seminars of chance, in which every reader marks as much "
        f"and every sentence is marked as often: p = {found.p:.2f}."
    )
    if not found.found:
        return Sides(
            lines([f"Chance would make two groups like these too, so none are shown. {test}"])
        )
    rest = f" Without a mark, and on no side: {_words.readers(len(found.apart))}."
    said = (
        "Two groups whose marks are alike. That is more than chance would do; why it is so, the "
        f"numbers do not say. {test}" + (rest if found.apart else "")
    )
    return Sides(_two(seminar, text_id, (found.one, found.other), ("one group", "the other")), said)


def places_in(wishes: Mapping[str, Any], name: str) -> list[str]:
    """Return the places of readers that were put on a list."""
    raw = wishes.get(name)
    return [each for each in raw if isinstance(each, str)] if isinstance(raw, list) else []


def _lists(seminar: Seminar, text_id: str, wishes: Mapping[str, Any]) -> Sides:
    here = list(seminar.of(text_id))
    sides = []
    for name in ("a", "b"):
        places = places_in(wishes, name)
        sides.append([each for at, each in enumerate(here) if str(at) in places])
    if not all(sides):
        return Sides(lines(["Put at least one reader on each side."]))
    return Sides(_two(seminar, text_id, sides, ("list A", "list B")))
