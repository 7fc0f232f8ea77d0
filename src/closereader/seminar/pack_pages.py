"""The pages of a marking pack. They run nothing and fetch nothing; every word on them is text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from closereader.handin import Question, Submission, page
from closereader.handin.data import Json
from closereader.handin.placing import kept_as
from closereader.handin.render import Look, answer
from closereader.pages import Html, bullets, el, join, prose, style_sheet, table
from closereader.pages.lines import counted
from closereader.seminar._findings import KINDS, FileFinding
from closereader.seminar._outline import Outline
from closereader.seminar.collecting import Collected
from closereader.seminar.roster import Roster
from closereader.seminar.tables import Completeness

#: Added to the look of a hand-in.
STYLE = style_sheet(__file__, "pack.css")
WIDE = "body{max-width:84rem}"  # for answers beside their rubric
_BROAD = "body{max-width:60rem}"  # for tables
LONGEST = 60_000  # characters of an answer that are looked at
TEACHER = "For teachers: this page holds model answers and readings. Do not give it to students."


@dataclass(frozen=True, slots=True)
class Shown:
    """Makes HTML of answers; `turned` are the matrices that stand as their rubric does."""

    turned: frozenset[str] = frozenset()

    def __call__(self, question: Question, value: Json | None) -> Html:
        """Give an answer; without the closest passages, which take long, and cut when endless."""
        return _answer(question, value, turned=question.key in self.turned)


def _answer(question: Question, value: Json | None, *, turned: bool) -> Html:
    words = value.get("text") if value else None
    if isinstance(words, str) and len(words) > LONGEST:
        note = f"This answer has {len(words):,} characters; its beginning is shown, unchecked."
        return join([el("p", note, class_="flag"), prose(f"{words[:LONGEST]} […]")])

    def whole_words(said: str) -> Html:
        """Give the words in one element, whose characters can be counted."""
        return el("div", said, class_="words", data_answer=question.key)

    return answer(question, value, near=False, look=Look(whole_words, folded=True, turned=turned))


def link(words: object, to: str) -> Html:
    """Give a link within the pack; `to` is made by the pack itself."""
    return el("a", words, href=to)


def whole(  # noqa: PLR0913 - all that stands in it
    title: str,
    parts: list[Html],
    style: str = "",
    links: Iterable[tuple[str, str]] = (),
    *,
    script: str = "",
    about: Mapping[str, object] | None = None,
) -> str:
    """Give a page.

    `links` are the words and addresses of the pages that lead on, `script` the one that it runs and
    `about` attributes of its ``main``.
    """
    ways = [link(words, to) for words, to in links]
    nav = el("nav", *ways, aria_label="Pages", class_="ways") if ways else None
    return page.document(title, parts, style=STYLE + style, before=nav, script=script, about=about)


def reader_file(handin: Submission, roster: Roster, place: int = 0) -> str:
    """Name the file of a reader's page; `place` counts the earlier hand-ins from 1."""
    earlier = f"-earlier-{place}" if place else ""
    exercise = file_part(handin.exercise)
    return f"readers/{roster.slug(handin)}-{exercise}{earlier}.html"


def file_part(words: str) -> str:
    """Make words that a hand-in brought fit to be a part of a file name."""
    return "".join(char if char.isascii() and char.isalnum() else "-" for char in words.lower())[
        :24
    ]


def reader_page(  # noqa: PLR0913 - all that stands on it
    handin: Submission,
    outline: Outline,
    name: str,
    *,
    shown: Shown,
    links: Iterable[tuple[str, str]],
    flags: Sequence[str] = (),
) -> str:
    """Give one hand-in as its student sees it, without its data, and what is to be known of it."""
    parts = []
    if flags:
        parts.append(el("p", f"Remarks: {'; '.join(flags)}.", class_="flag"))
    parts += page.shown(handin, outline.sheet, outline.lesson, show=shown)
    asked = outline.keys | {one.key for one in outline.sheet.questions}
    asked |= {kept_as(key) for key in asked}
    if other := [key for key in handin.answers if key not in asked]:
        parts.append(el("h2", "Answers to questions that this version does not ask"))
        values = [(key, handin.answers[key].value) for key in other]
        parts += [join([el("h3", key), shown(_unknown(key), value)]) for key, value in values]
    return whole(f"{name}: exercise {handin.exercise}", parts, links=links)


def _unknown(key: str) -> Question:
    return Question(key, key, "Ask", "")


def index_page(  # noqa: PLR0913 - all that stands on it
    collected: Collected,
    roster: Roster,
    *,
    first: Sequence[Html],
    pages: Mapping[str, Sequence[tuple[str, str, str]]],
    readers: Sequence[tuple[Completeness, str]],
    after: Mapping[str, Html],
    notes: Sequence[str],
    class_size: int = 0,
    named: Sequence[Html] | None = None,
) -> str:
    """Give the first page: questions, readers, findings, files.

    `first` is what is looked at first. `pages` has for each exercise its pages: words, file, and
    how many answered. `readers` has the lines of the table of what is complete, and each one's
    file. `class_size` is how long the class list is, 0 without one. `named` are, in a pack without
    names, the answers that hold one.
    """
    title = "Marking pack"
    files, people = counted(len(collected.handins), "hand-in"), counted(len(roster), "reader")
    count = f"{files} of {people}{f', of a class of {class_size}' if class_size else ''}."
    parts = [el("header", el("h1", title), el("p", count), el("p", TEACHER, class_="meta"))]
    parts += first
    for heading, links in pages.items():
        listed = (el("li", link(words, to), f" {said}") for words, to, said in links)
        ways = el("ul", *listed, class_="links")
        parts.append(el("nav", el("h2", heading), ways, aria_label=heading))
    parts += [el("h2", "Readers"), _readers(readers), el("h2", "Findings"), _findings(collected)]
    parts += [el("h2", "Tables"), bullets(_TABLES)]
    parts += [join([el("h2", name), words]) for name, words in after.items() if words]
    parts += [el("h2", "About this pack"), bullets(notes)]
    if named is not None:
        parts += [el("p", _NAMELESS), bullets(named)]
        parts += [] if named else [el("p", "No answer holds a name of the class.", class_="check")]
    return whole(title, parts, _BROAD)


_NAMELESS = (
    "Names, ids and file names are left out, and times are days. Which number is whose stands in "
    "who-is-who.csv, beside this folder. What people wrote is not changed. Answers and notes that "
    "hold a name of the class, or a part of one that is in no text:"
)


_TABLES = (
    join([link("completeness.csv", "completeness.csv"),
          ": what each reader handed in, what is missing, and what is less than was asked"]),
    join([link("annotations.csv", "annotations.csv"), ": every mark of everyone, one in a row"]),
    join([link("annotations.jsonld", "annotations.jsonld"),
          ": the same as one W3C AnnotationCollection, with the links between passages"]),
    join([link("handins.jsonl", "handins.jsonl"),
          ": the hand-ins themselves, for ", el("code", "closereader return")]),
)  # fmt: skip


def _readers(readers: Sequence[tuple[Completeness, str]]) -> Html:
    rows = [
        (link(line.reader, to), line.exercise, f"{line.answered} of {line.asked}",
         sum(line.marks.values()),
         "; ".join([*line.flags, *(one.rstrip(".") for one in line.missing)]),
         bullets(line.short))
        for line, to in readers
    ]  # fmt: skip
    heads = (
        "Reader", "Exercise", "Questions answered", "Marks", "Remarks", "Less than is asked for"
    )  # fmt: skip
    return table("Each hand-in, by exercise and reader", heads, rows)


def _findings(collected: Collected) -> Html:
    if not collected.findings and not collected.ignored:
        return el("p", "Every file is a hand-in, whole and unchanged.")
    parts = []
    by_kind: dict[str, list[FileFinding]] = {}
    for one in collected.findings:
        by_kind.setdefault(KINDS[one.kind], []).append(one)
    for kind, found in by_kind.items():
        other = any(one.other for one in found)
        rows = [(one.name, one.reason, *([one.other] if other else [])) for one in found]
        heads = (
            "Name" if kind == KINDS["missing"] else "File",
            "What was found",
            *(["See"] if other else []),
        )
        parts.append(table(f"{kind}: {len(found)}", heads, rows))
    if collected.ignored:
        words = "file was" if collected.ignored == 1 else "files were"
        note = f"{collected.ignored} {words} passed over: computers leave such files everywhere."
        parts.append(el("p", note, class_="check"))
    return join(parts)
