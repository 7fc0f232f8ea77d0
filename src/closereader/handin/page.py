"""The file that a student hands in: one HTML page that any browser opens and prints.

It has no script that runs, asks for nothing from anywhere (its own policy forbids it), and carries
its data as JSON at the end.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from closereader.annotations import Passage
from closereader.codebook import open_codebook
from closereader.handin import render
from closereader.handin.data import Json, Submission, embedded, read_data
from closereader.handin.marked import text_section
from closereader.handin.placing import placings_table
from closereader.handin.progress import Progress, amount, progress
from closereader.pages import Html, bullets, el, elements, join, style_sheet

if TYPE_CHECKING:
    from closereader.handin.sheet import Question, QuestionSheet

    Show = Callable[[Question, Json | None], Html]

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'"
)

_STYLE = style_sheet(__file__, "page.css")


def page(data: Json, sheet: QuestionSheet, lesson: QuestionSheet | None = None) -> str:
    """Give the whole file for data made by `closereader.handin.make`.

    `lesson` is the sheet of the lesson that belongs to the exercise; its answers come last.
    """
    handin = read_data(data)
    parts = shown(handin, sheet, lesson)
    parts.append(el("footer", el("p", f"Digest of the data: {data['digest']}", class_="meta")))
    return document(f"{_number(handin)} {handin.title}: {name_of(handin)}", parts, embedded(data))


def shown(
    handin: Submission,
    sheet: QuestionSheet,
    lesson: QuestionSheet | None = None,
    *,
    show: Show = render.answer,
) -> list[Html]:
    """Give what a page says of a hand-in: head, questions with answers, marks, the lesson."""
    told = [one for one in lesson.questions if one.key in handin.answers] if lesson else []
    number = len(handin.marks)
    marked = f"Marked passages ({number})" if number else "Marked passages"
    names = [*(one.heading for one in sheet.questions), marked, *(["From the lesson"] * bool(told))]
    parts = [
        _head(handin, progress(handin, sheet)),
        _contents(names),
        *(_question(handin, one, show, at) for at, one in enumerate(sheet.questions, 1)),
        _marks(handin, len(sheet.questions) + 1),
    ]
    if told:
        parts.append(el("h2", "From the lesson", id=_place(len(names))))
        parts += [_question(handin, one, show, level="h3") for one in told]
    return parts


def _contents(names: Iterable[str]) -> Html:
    """Give links to the parts of the page, in their order."""
    links = (el("a", name, href=f"#{_place(at)}") for at, name in enumerate(names, 1))
    return el("nav", bullets(links), aria_label="Contents", class_="contents")


def _place(at: int) -> str:
    return f"part-{at}"


def document(  # noqa: PLR0913 - all that stands in it
    title: str,
    parts: list[Html],
    tail: str = "",
    *,
    style: str = "",
    before: Html | None = None,
    script: str = "",
    about: Mapping[str, object] | None = None,
) -> str:
    """Give a page of the course's look that fetches nothing.

    It runs nothing, or the one `script`: its policy names the digest of these very words.
    `before` stands before the main part, with a link that skips it: the way to other pages.
    `about` are the attributes of the element ``main``.
    """
    policy = POLICY
    if script:
        if "</script" in script.lower():
            raise ValueError("A script that holds its own end cannot stand in a page.")
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        policy += f"; script-src 'sha256-{digest}'"
        tail += f'<script type="module">{script}</script>'
    skip = el("a", "Skip to the page itself", href="#main", class_="skip")
    ways = join([skip, before]) if before else ""
    head = (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{elements.text(policy)}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"{el('title', title)}<style>{_STYLE}{_colours()}{style}</style></head>"
    )
    main = el("main", join(parts), id="main", tabindex="-1", **about or {})
    return f"{head}<body>{ways}{main}\n{tail}</body></html>\n"


def name_of(handin: Submission) -> str:
    """Name the reader as they wished, or by the first letters of their id."""
    return handin.name or f"reader {handin.reader.removeprefix('urn:uuid:')[:8]}"


def moment(iso: str) -> str:
    """Say a time in words: “2 January 2026, 03:04 UTC”; its first second stands for the day."""
    when = datetime.fromisoformat(iso)
    whole = (when.hour, when.minute, when.second) == (0, 0, 0)
    return when.strftime("%d %B %Y" if whole else "%d %B %Y, %H:%M UTC").lstrip("0")


def _head(handin: Submission, done: Progress) -> Html:
    told = (("Missing:", done.missing), ("Less than is asked for:", done.short))
    lists = [join([el("p", head, class_="check"), bullets(said)]) for head, said in told if said]
    return el(
        "header",
        el("h1", f"{_number(handin)}: {handin.title}"),
        el("p", el("strong", name_of(handin)),
           f" · {moment(handin.made)} · codebook version {handin.codebook}", class_="meta"),
        el("p", done.sentence, class_="check"),
        *(lists or [el("p", "Nothing is missing.", class_="check")]),
    )  # fmt: skip


def _number(handin: Submission) -> str:
    return f"Exercise {handin.exercise}"


def _question(
    handin: Submission, question: Question, show: Show, at: int | None = None, level: str = "h2"
) -> Html:
    asked = [el("p", one, class_="ask") for one in question.plain.split("\n\n") if one.strip()]
    heading = el(level, question.heading, id=_place(at) if at else None)
    answer = answered(handin, question, show)
    name = question.heading if at else f"{question.heading}, from the lesson"
    return el("section", heading, *asked, answer, aria_label=name)


def answered(handin: Submission, question: Question, show: Show, *, folded: bool = False) -> Html:
    """Give what answers a question, with its amount where the answer itself does not show it.

    What was seen of the evidence is folded behind a `folded` amount.
    """
    there, state, short, seen = amount(handin, question)
    if question.marks is not None:
        words = f"{state}. See below, under Marked passages." if there else f"{state}."
        return el("p", words[:1].upper() + words[1:], class_="check" if there else "none")
    given = handin.answers.get(question.key)
    answer = show(question, given.value if given else None)
    told = [el("p", f"{state}.", class_="check")] if short and question.widget != "Ask" else []
    if folded and told and seen:
        told, seen = [el("details", el("summary", f"{state}."), bullets(seen), class_="checks")], ()
    return join([*told, answer, bullets(seen), placings_table(handin, question)])


def _marks(handin: Submission, at: int) -> Html:
    by_text = {
        text: [one for one in handin.marks if one.text == text]
        for text in dict.fromkeys([*handin.texts, *(one.text for one in handin.marks)])
    }
    sections = [text_section(text, marks) for text, marks in by_text.items() if marks]
    nothing = el("p", "No passage is marked.", class_="none")
    links = [
        join([_end(link.first), " and ", _end(link.second), f": {link.note}" if link.note else "."])
        for link in handin.links
    ]
    linked = [el("h3", "Linked passages"), bullets(links)] if links else []
    heading, name = el("h2", "Marked passages", id=_place(at)), "Marked passages"
    return el("section", heading, *(sections or [nothing]), *linked, aria_label=name)


def _end(passage: Passage) -> Html:
    return render.placed_words(passage.text, passage.start, passage.end, passage.exact)


def _colours() -> str:
    lines = ["solid", "dashed", "dotted", "double", "wavy"]
    rules = [
        f"mark.t-{one.code.lower()}{{background:{one.colour}26;text-decoration-color:{one.colour};"
        # as dark as the reader's lines; the colour by itself is for browsers older than 2023
        f"text-decoration-color:color-mix(in oklab,{one.colour} 72%,var(--deep));"
        f"text-decoration-style:{one.underline if one.underline in lines else 'solid'}}}"
        for one in open_codebook().themes
    ]
    return "".join(rules) + "mark.t-many{background:var(--shade);text-decoration-style:double}"
