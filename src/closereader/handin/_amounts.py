"""How much of an answer there is: counted, and set beside what the question asks for.

An amount is a fact about words, cells and cards. It says nothing of how good they are. Nor does
what is told beside it of evidence: a passage that is used twice, a claim that leads to none.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from closereader.argument import Node, from_dict, missing
from closereader.claims import open_claims
from closereader.handin._asked import Items
from closereader.pages.lines import counted, listed, shorten
from closereader.quotations import AnswerCheck, check_answer, count_words
from closereader.scale import open_scale
from closereader.texts import readable_texts

Value = Mapping[str, Any]

list_names = partial(listed, most=8)  # as many names as a sentence holds
_cut = partial(shorten, most=60)  # a passage that is named
_LONGEST = 20_000  # characters of an answer whose quotations are looked at
_ABOUT_IT = {"kind", "schema", "title", "summary"}  # parts of a value that are no answer


class Amount(NamedTuple):
    """How much there is of what one question asks for."""

    there: bool
    """Whether there is anything."""
    state: str
    """The counts, ready to follow the name of the question: ``12 of 150-250 words``."""
    short: bool = False
    """Whether there is less than the question asks for; a short answer is there all the same."""
    told: tuple[str, ...] = ()
    """What a program can see of the evidence, a sentence each; nothing of it makes an answer short.
    """


NOTHING = Amount(there=False, state="no answer yet")


def answer_amount(given: Value, value: Value | None) -> Amount:
    """Count what an answer holds; the value may come from anywhere.

    `given`: the arguments of the widget that asked, as far as they are plain values.
    `value`: the answer, None when there is none.
    """
    if not value:
        return NOTHING
    kind = value.get("kind")
    count = _COUNTS.get(kind) if isinstance(kind, str) else None
    try:
        if count is not None:
            return count(given, value)
    except (KeyError, TypeError, ValueError, AttributeError):
        pass  # of another form than this version writes: it is there, and cannot be counted
    there = any(_there(one) for key, one in value.items() if key not in _ABOUT_IT)
    return Amount(there, "answered") if there else NOTHING


def is_answered(given: Value, value: Value) -> bool:
    """Say whether an answer holds anything; its quotations are not looked up for that."""
    if value.get("kind") == "prose":
        return bool(str(value.get("text") or "").strip())
    return answer_amount(given, value).there


def joined(one: Amount, other: Amount) -> Amount:
    """Join the amounts of two things that one question asks for."""
    there = one.there or other.there
    if not there:
        return one
    short = one.short or other.short or not (one.there and other.there)
    return Amount(there, f"{one.state}; {other.state}", short, one.told + other.told)


def length(words: int, asked: object) -> str:
    """Say how long an answer is, and how long it was asked to be: ``12 of 150-250 words``."""
    least, most = _range(asked)
    if words < least:
        return f"{words} of {least}-{most} words"
    return counted(words, "word") + (f" ({least}-{most} asked for)" if words > most else "")


def _range(asked: object) -> tuple[float, float]:
    if isinstance(asked, (tuple, list)) and [type(one) for one in asked] == [int, int]:
        return asked[0], asked[1]
    return 0, float("inf")


def _prose(given: Value, value: Value) -> Amount:
    text = value["text"]
    if not text.strip():
        return NOTHING
    texts = readable_texts().texts
    found = check_answer(text, texts, texts, near=False) if len(text) <= _LONGEST else None
    words = found.words if found else count_words(text)
    short = words < _range(given.get("words"))[0]
    told = tuple(_quoted(given, found)) if found else ()
    return Amount(True, length(words, given.get("words")), short, told)


def _quoted(given: Value, found: AnswerCheck) -> Iterator[str]:
    if given.get("texts") and not found.quotations:
        yield "It claims something and quotes no passage."
    for one in found.repeated:
        yield f"The same passage is quoted twice: “{_cut(one.quote)}” ({one.cited or one.place})."


def _matrix(given: Value, value: Value) -> Amount:
    rows = {row["id"]: (row["label"], row["cells"]) for row in value["rows"]}
    asked = {one[0]: one[1] for one in given.get("rows") or ()} or {
        key: label for key, (label, _) in rows.items()
    }
    cells = {row: rows[row][1] if row in rows else {} for row in asked}
    columns = {one[0]: one[1] for one in given.get("columns") or ()}
    filled = [cell for row in cells.values() for key in columns if (cell := _filled(row.get(key)))]
    elsewhere = any(_filled(cell) for _, row in rows.values() for cell in row.values())
    if not (filled or elsewhere):
        return NOTHING
    if not columns:  # they are known only when the cell runs
        return Amount(True, "answered")
    total = len(asked) * len(columns)
    notes = filled.count("note")
    state = f"{len(filled)} of {counted(total, 'cell')}"
    state += f" ({notes} with a note only)" if notes else ""
    gaps = [
        f"no “{label}” in {list_names(bare)}"
        for key, label in columns.items()
        if (bare := [asked[row] for row in asked if not _filled(cells[row].get(key))])
    ]
    named = [
        (f"“{label}” in {asked[row]}", cells[row].get(key))
        for key, label in columns.items()
        for row in asked
    ]
    return Amount(True, "; ".join([state, *gaps]), bool(gaps), tuple(_held(named)))


def _held(named: Iterable[tuple[str, Any]]) -> Iterator[str]:
    """Say which cells have a note and no passage, and which passages stand in two of them."""
    cells = [(name, cell) for name, cell in named if _filled(cell)]
    if bare := [name for name, cell in cells if _filled(cell) == "note"]:
        yield f"A note and no passage: {list_names(bare)}."
    yield from _twice(
        (name, tuple(cell["passage"][part] for part in ("text", "start", "end", "exact")))
        for name, cell in cells
        if cell.get("passage")
    )


def _twice(used: Iterable[tuple[str, tuple[object, ...]]]) -> Iterator[str]:
    """Say which passages are used in two places, by name: text, start, end and words of each."""
    places: dict[tuple[object, ...], list[str]] = {}
    for name, passage in used:
        places.setdefault(passage, []).append(name)
    for passage, names in places.items():
        if names[1:]:
            yield f"The same passage, “{_cut(str(passage[-1]))}”, stands in {list_names(names)}."


def _filled(cell: object) -> str:
    """Say what a cell holds: ``passage``, ``note`` when it has only that, "" when it is empty."""
    if not isinstance(cell, Mapping):
        return ""
    return (
        "passage" if cell.get("passage") else "note" if str(cell.get("note") or "").strip() else ""
    )


def _claims(given: Value, value: Value) -> Amount:
    done = [key for key, one in value["cards"].items() if one.get("expect") and one.get("by")]
    choice = {key: given[key] for key in ("ids", "text", "kind", "provable") if key in given}
    known = all(one is not None for one in choice.values())  # and not only when the cell runs
    asked = [one.id for one in open_claims().choose(**choice)] if known else None
    begun = any(one.get("expect") or one.get("by") for one in value["cards"].values())
    return _of("card", done, asked, begun=begun, enough=given.get("choose"))


def _scale(given: Value, value: Value) -> Amount:
    asked = given.get("sentences", [one.id for one in open_scale().sentences])
    done = [key for key, one in value["placed"].items() if one["value"] is not None]
    begun = any(one["reason"] for one in value["placed"].values())
    return _of("sentence", done, asked, begun=begun)


def _codes(given: Value, value: Value) -> Amount:
    asked = given.get("cases")
    ids = [one[0] for one in asked] if isinstance(asked, (list, tuple)) else asked
    return _of("case", [key for key, code in value["codes"].items() if code], ids)


def _of(
    name: str, done: Sequence[str], asked: object, *, begun: bool = False, enough: object = None
) -> Amount:
    """Give the amount of an answer of like parts; `asked` are their ids, or how many there are.

    `begun` is whether there is something although no part is whole, `enough` how many of them the
    question asks for, where that is not all.
    """
    if isinstance(asked, (list, tuple)):
        done, total = [key for key in done if key in asked], len(asked)
    else:
        total = int(asked) if isinstance(asked, Items) else len(done)
    if not (done or begun):
        return NOTHING
    if isinstance(enough, int):
        total = min(total, enough)
    if len(done) > total:  # more than was asked for
        return Amount(True, counted(len(done), name))
    return Amount(True, f"{len(done)} of {counted(total, name)}", len(done) < total)


def _argument(_given: Value, value: Value) -> Amount:
    claim = from_dict(value["map"])
    parts = list(claim.walk())
    if not any(part.text or part.passage or part.row for part in parts):
        return NOTHING
    gaps = missing(claim)
    state = f"a map of {counted(len(parts), 'part')}"
    state += f"; {counted(len(gaps), 'thing')} that it does not have yet" if gaps else ""
    return Amount(True, state, bool(gaps), tuple(_mapped(claim)))


def _mapped(claim: Node) -> Iterator[str]:
    """Say which claims of a map lead to no evidence, and which passages it uses twice."""
    for node in claim.walk():
        evident = any(part.passage or part.row for part in node.walk())
        if node.kind == "claim" and node.text and not evident:
            yield f"The claim “{_cut(node.text)}” leads to no passage and no row of a table."
    yield from _twice(
        (f"the {node.kind} “{_cut(node.text)}”", (where.text, where.start, where.end, where.exact))
        for node in claim.walk()
        if (where := node.passage)
    )


def _there(part: object) -> bool:
    return bool(part.strip() if isinstance(part, str) else part)


_COUNTS: dict[str, Callable[[Value, Value], Amount]] = {
    "argument": _argument,
    "claims": _claims,
    "codes": _codes,
    "matrix": _matrix,
    "prose": _prose,
    "scale": _scale,
}
