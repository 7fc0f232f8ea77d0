"""An answer as a page shows it.

The value may come from anywhere: what is not as expected is shown as the words it is made of,
never executed and never left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from closereader.argument import from_dict, missing, to_html
from closereader.claims import PROVABLE, open_claims
from closereader.handin import _picture
from closereader.handin._amounts import length
from closereader.pages import Html, bullets, el, join, prose, table
from closereader.pages.lines import counted
from closereader.quotations import AnswerCheck, QuotationCheck, check_answer, cut_words
from closereader.scale import open_scale
from closereader.texts import Span, TextError, open_text, readable_texts
from closereader.widgets.claims import EXPECTED

if TYPE_CHECKING:
    from closereader.handin.sheet import Question

_LONGEST = 20_000  # characters of a value of another form that are shown
_MOST_CELLS = 5_000  # of a matrix; a few kilobytes can ask for a million empty ones
_SURE = {
    "guess": "Said before the replies: a guess.",
    "fairly": "Said before the replies: fairly sure.",
    "sure": "Said before the replies: sure.",
}
Value = dict[str, Any]


class Look(NamedTuple):
    """How an answer is shown."""

    words: Callable[[str], Html] = prose
    """Makes the paragraphs of an answer in prose."""
    folded: bool = False
    """Whether it is short, for many answers below each other: quotations that are verbatim are
    folded away, so that the others catch the eye, and a matrix is a line for each of its rows."""
    turned: bool = False
    """Whether a matrix has its cases down and its questions across; the widget has them so not."""


PLAIN = Look()


def answer(
    question: Question, value: Value | None, *, near: bool = True, look: Look = PLAIN
) -> Html:
    """Give an answer as HTML: words and quotation checks, choices, tables, maps.

    `near` is whether to say which passage comes closest to a misquotation; it takes long.
    """
    if not value:
        return el("p", "Not answered.", class_="none")
    kind = value.get("kind")
    show = _KINDS.get(kind) if isinstance(kind, str) else None
    try:
        if kind == "prose":
            return _prose(question, value, near=near, look=look)
        if kind == "matrix":
            return _matrix(question, value, turned=look.turned, lines=look.folded)
        return show(question, value) if show else _other(value)
    except (KeyError, TypeError, ValueError, AttributeError):
        # ValueError covers the errors of texts, claims, scales and maps. The value was not made by
        # this program, or by another version of it: its words are still somebody's answer.
        return _other(value)


def checked(value: Value | None, *, near: bool = True) -> AnswerCheck | None:
    """Check the quotations of an answer in prose against the texts; None for other answers."""
    if not value or value.get("kind") != "prose" or not isinstance(value.get("text"), str):
        return None
    texts = readable_texts().texts
    return check_answer(value["text"], texts, texts, near=near)


def _prose(question: Question, value: Value, *, near: bool, look: Look) -> Html:
    found = checked(value, near=near)
    words = look.words(str(value["text"]))
    if found is None or not str(value["text"]).strip():
        return el("p", "Not answered.", class_="none")
    asked = length(found.words, question.given.get("words"))
    count = f"{asked}, {counted(found.quoted, 'word')} quoted."
    if look.folded:
        return join([words, *_folded(found, f"{count} {_quotations(found)}")])
    checks = _checks(found.quotations)
    head = "Quotations, looked up in the texts:" if found.quotations else "No quotations."
    return join([words, el("p", count, " ", head, class_="check"), checks])


def _checks(quotations: Iterable[QuotationCheck]) -> Html:
    return bullets(join([el("q", one.quote), " ", one.sentence]) for one in quotations)


def _quotations(found: AnswerCheck) -> str:
    many = len(found.quotations)
    if not many:
        return "No quotations."
    good = sum(one.verbatim for one in found.quotations)
    return f"{counted(many, 'quotation')}, {good if good < many else 'all'} verbatim."


def _folded(found: AnswerCheck, said: str) -> Iterator[Html]:
    good = [one for one in found.quotations if one.verbatim]
    if good:
        yield el("details", el("summary", said), _checks(good), class_="checks")
    else:
        yield el("p", said, class_="check")
    yield _checks(one for one in found.quotations if not one.verbatim)


def _choice(question: Question, value: Value) -> Html:
    options = question.given.get("options")
    chosen = [str(one) for one in value["chosen"]]
    if not isinstance(options, dict):
        return bullets(chosen)
    rows = [join(["☑ " if key in chosen else "☐ ", label]) for key, label in options.items()]
    rows += [join(["☑ ", key]) for key in chosen if key not in options]  # of another version
    sure = _SURE.get(str(value.get("sure")), "")
    told = el("p", sure, class_="check") if sure else ""
    return join([el("ul", *(el("li", row) for row in rows), class_="choice"), told])


def _matrix(question: Question, value: Value, *, turned: bool, lines: bool) -> Html:
    columns = question.given.get("columns") or []
    names = {one[0]: one[1] for one in columns}
    keys = [*names, *(key for row in value["rows"] for key in row["cells"] if key not in names)]
    keys = list(dict.fromkeys(keys))
    if len(keys) * len(value["rows"]) > _MOST_CELLS:
        raise ValueError("This matrix is larger than any that the course asks for.")
    cases = [str(row["label"]) for row in value["rows"]]
    rows = [
        [names.get(key, key), *(_cell(row["cells"].get(key)) for row in value["rows"])]
        for key in keys
    ]
    heads = ["Question", *cases]
    if turned:
        heads = ["Case", *(row[0] for row in rows)]
        rows = [[case, *(row[at] for row in rows)] for at, case in enumerate(cases, 1)]
    if not lines:
        return table("The matrix", heads, rows)
    told = (
        el("li", el("strong", row[0]), *(
            part
            for head, cell in zip(heads[1:], row[1:], strict=True)
            for part in (" · ", el("span", f"{head}: ", class_="check"), cell)
        ))
        for row in rows
    )  # fmt: skip
    return el("ul", *told, class_="matrix", aria_label="The matrix")


def _cell(cell: Mapping[str, Any] | None) -> Html:
    if not cell:
        return el("span", "empty", class_="none")
    passage = cell.get("passage")
    parts = [placed_words(passage["text"], passage["start"], passage["end"], passage["exact"])] if (
        passage
    ) else []  # fmt: skip
    note = str(cell.get("note") or "")
    return join([*parts, *([el("em", note)] if note else [])], " ")


def placed_words(text_id: str, start: int, end: int, exact: str) -> Html:
    """Give words with their place in today's text, or say that they do not stand there."""
    where, cut = text_id, ""
    try:
        text = open_text(text_id)
        if text.body[start:end] == exact and 0 <= start < end:
            where = f"{text_id} {text.label_of(start, end)}"
            cut = cut_words(text, Span(start, end))
        else:
            where = f"{text_id}; these words do not stand at the place that is given"
    except TextError:
        where = f"{text_id}; this text is not in the course"
    return join([el("q", exact), f" ({where})", *([" ", el("em", cut)] if cut else [])])


def _claims(_question: Question, value: Value) -> Html:
    claims = open_claims()
    rows = []
    for claim_id, one in value["cards"].items():
        claim = claims.claim(str(claim_id))
        expect = EXPECTED.get(one.get("expect"), "nothing said")
        way = PROVABLE.get(one.get("by"), "nothing said")
        rows.append((claim.cite(), expect, way, "yes" if one.get("seen") else "no"))
    return table("Claims", ("Claim", "Expected", "To be checked", "Finding opened"), rows)


def _scale(question: Question, value: Value) -> Html:
    scale = open_scale()
    rows = []
    for sentence in scale.sentences:
        if sentence.id not in value["placed"]:
            continue
        one = value["placed"][sentence.id]
        point = scale.point(one["value"]).name if one["value"] is not None else "not placed"
        rows.append((f"“{sentence.quote}” ({sentence.cited})", point, str(one["reason"])))
    placed = "Your partner placed" if question.given.get("partner_of") else "Placed"
    return table(scale.caption, ("Sentence", placed, "Reason"), rows)


def _codes(question: Question, value: Value) -> Html:
    cases = question.given.get("cases")
    names = {one[0]: one[1] for one in cases} if isinstance(cases, (list, tuple)) else {}
    rows = [(names.get(case, case), str(code)) for case, code in value["codes"].items()]
    return table("Codes", ("Case", "Code"), rows)


def _pictured(_question: Question, value: Value) -> Html:
    if value.get("choice") is None:
        return el("p", "No picture kept.", class_="none")
    choice = json.dumps(value["choice"], ensure_ascii=False)
    return join(
        [
            el("p", el("strong", str(value["title"]))),
            el("p", str(value["summary"]), class_="words"),
            el("p", f"Choice: {choice}", class_="check"),
        ]
    )


def _argument(_question: Question, value: Value) -> Html:
    claim = from_dict(value["map"])
    gaps = missing(claim)
    head = "What the map does not have yet:" if gaps else "The map has every part."
    return join(
        [
            Html(to_html(claim)),
            _picture.draw(claim),
            el("p", head, class_="check"),
            bullets(gaps),
        ]
    )


def _other(value: Value) -> Html:
    """Show an answer of a kind that is none of these: words as they are, all else as JSON."""
    if value.keys() == {"kind", "text"} and isinstance(value["text"], str):
        return el("p", value["text"] or "Not answered.", class_="words")
    words = json.dumps(value, ensure_ascii=False, indent=1)
    cut = f"{words[:_LONGEST]} […]" if len(words) > _LONGEST else words
    note = el("p", "This answer has a form that this version does not know.", class_="check")
    return join([note, el("pre", cut)])


_KINDS: dict[str, Callable[[Question, Value], Html]] = {
    "argument": _argument,
    "choice": _choice,
    "claims": _claims,
    "codes": _codes,
    "picture": _pictured,
    "scale": _scale,
}
