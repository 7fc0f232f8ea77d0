"""Closed questions counted: who chose what, which numbers, where sentences were placed."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from closereader.handin import Question, Submission
from closereader.pages import Html, el, join, table
from closereader.scale import open_scale
from closereader.seminar import _words
from closereader.seminar.roster import Roster
from closereader.tables import TableError
from closereader.widgets.number.check import Opened, TableCell, compare, readings

Given = Sequence[tuple[str, Mapping[str, Any]]]

_MOST = 12  # readers who are named in a cell
_LONGEST = 120  # letters of an answer in a row


def tally(questions: Sequence[Question], handins: Sequence[Submission], roster: Roster) -> Html:
    """Give a table for each closed question; nothing for those that are answered in prose."""
    parts = []
    for question in questions:
        given = [
            (roster.name(one), one.answers[question.key].value)
            for one in handins
            if question.key in one.answers
        ]
        kinds = {str(value.get("kind")) for _, value in given}
        count = _COUNTS.get(next(iter(kinds))) if len(kinds) == 1 else None
        if count is None:
            continue
        try:
            parts.append(count(question, given))
        except (KeyError, TypeError, ValueError, AttributeError):
            continue  # of a form that this version does not write; the answers stand below
    return join(parts)


def _who(names: Sequence[str]) -> str:
    return _words.names(names, _MOST) if names else ""


def _choice(question: Question, given: Given) -> Html:
    options = question.given.get("options")
    labels = dict(options) if isinstance(options, dict) else {}
    chosen: dict[str, list[str]] = {key: [] for key in labels}
    for name, value in given:
        for key in value["chosen"]:
            chosen.setdefault(str(key), []).append(name)
    rows = [(labels.get(key, key), len(names), _who(names)) for key, names in chosen.items()]
    return table(f"Chosen by {len(given)} readers", ("Option", "Readers", "Who"), rows)


def _number(question: Question, given: Given) -> Html:
    """Gather equal numbers, however they are typed: 0.2 and 0,20 are one."""
    groups: dict[object, list[tuple[str, str]]] = defaultdict(list)
    for name, value in given:
        words = str(value["text"]).strip()
        groups[readings(words) or words.casefold()].append((name, words))
    cell, opened = _expected(question)
    rows = []
    for those in sorted(groups.values(), key=lambda group: -len(group)):
        typed = ", ".join(dict.fromkeys(words[:_LONGEST] for _, words in those))
        fits = []
        if cell is not None and opened is not None:
            told = compare(those[0][1], cell, opened, question.given.get("tolerance", 0.0))
            fits = ["yes" if told.status == "fits" else f"no: {told.status}"]
        rows.append((typed, len(those), *fits, _who([name for name, _ in those])))
    said = f"; the table holds {opened.value:.4g}" if opened else ""
    heads = ("Number", "Readers", *(["As the table has it"] if opened else []), "Who")
    return table(f"Numbers, equal ones together{said}", heads, rows)


def _expected(question: Question) -> tuple[TableCell | None, Opened | None]:
    """Read the number that is asked for, when the notebook says where it stands."""
    about = question.given
    try:
        cell = TableCell(about["table"], about["column"], about["row"], about.get("minus"))
        return cell, cell.open()
    except (KeyError, TypeError, TableError):
        return None, None


def _scale(question: Question, given: Given) -> Html:
    if question.given.get("partner_of"):
        return Html("")  # each of them is counted where it is somebody's own
    scale = open_scale()
    rows = []
    for sentence in scale.sentences:
        places: dict[str, list[str]] = defaultdict(list)
        for name, value in given:
            one = value["placed"].get(sentence.id)
            if one and one["value"] is not None:
                places[scale.point(one["value"]).name].append(name)
        counted = [
            str(len(places[point.name])) if places[point.name] else "" for point in scale.points
        ]
        rows.append((join([el("q", sentence.quote), f" ({sentence.cited})"]), *counted))
    heads = ("Sentence", *(point.name for point in scale.points))
    return table(f"Placed by {len(given)} readers: how many at each point", heads, rows)


def _codes(question: Question, given: Given) -> Html:
    cases = question.given.get("cases")
    names = {one[0]: one[1] for one in cases} if isinstance(cases, (list, tuple)) else {}
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for _, value in given:
        for case, code in value["codes"].items():
            counts[str(case)][str(code)] += 1
    codes = sorted({code for row in counts.values() for code in row})
    rows = [
        (names.get(case, case), *(row.get(code, "") for code in codes))
        for case, row in counts.items()
    ]
    return table(f"Coded by {len(given)} readers", ("Case", *codes), rows)


def is_closed(questions: Sequence[Question], handins: Sequence[Submission]) -> bool:
    """Say whether all that was answered is closed: choices, numbers, places on a scale, codes."""
    kinds = list(_kinds(questions, handins))
    return bool(kinds) and set(kinds) <= set(_COUNTS)


def _kinds(questions: Sequence[Question], handins: Sequence[Submission]) -> Iterator[str]:
    for question in questions:
        for one in handins:
            if question.key in one.answers:
                yield str(one.answers[question.key].value.get("kind"))


_COUNTS: dict[str, Callable[[Question, Given], Html]] = {
    "choice": _choice,
    "codes": _codes,
    "number": _number,
    "scale": _scale,
}
