"""The page of one question: all answers to it, the rubric beside them, and a place to mark.

Marking is done by one script, which the page carries and whose digest its policy names. Without
it the page reads the same and asks for nothing.
"""

import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from closereader.handin import Submission, page
from closereader.handin.data import Json
from closereader.pages import Html, el
from closereader.pages.markdown import render
from closereader.seminar._outline import Asked, Outline, heading_of
from closereader.seminar.marking import answer_digest
from closereader.seminar.pack_marks import marks_answer, passages_together
from closereader.seminar.pack_models import (
    Models,
    Place,
    models_section,
    places_named,
    places_quoted,
)
from closereader.seminar.pack_pages import LONGEST, TEACHER, WIDE, Shown, link, reader_file, whole
from closereader.seminar.pack_rubric import Levels, Rubric
from closereader.seminar.pack_tally import is_closed, tally
from closereader.seminar.roster import Roster
from closereader.seminar.tables import InShort
from closereader.widgets.base.bundle import css, join

_OVERALL: Levels = {"Overall": {}}  # what is judged where a rubric has no items
# Where the answers and the model readings will stand: no word on a page holds such a sign.
_ANSWERS, _BENEATH = Html("\x01"), Html("\x02")


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the answers of every question page of an exercise."""

    outline: Outline
    roster: Roster
    rubric: Rubric
    models: Models
    told: Mapping[int, Mapping[str, "Told"]]
    """What stands of each hand-in, by its `id`, on the page of each heading that it answers."""


class Told(NamedTuple):
    """What stands of one hand-in on the page of a question; of a large class it waits packed."""

    packed: bytes
    places: frozenset[Place]
    """The paragraphs that it quotes."""

    @property
    def article(self) -> str:
        """The answer as HTML."""
        return zlib.decompress(self.packed).decode()


def has_answered(handin: Submission, asked: Asked, amounts: Mapping[str, InShort]) -> bool:
    """Say whether a hand-in has something under a heading."""
    if asked.questions:
        return any(amounts[each.key].there for each in asked.questions)
    return bool(handin.marks)


def question_page(
    around: Around,
    asked: Asked,
    handins: Sequence[Submission],
    links: Iterable[tuple[str, str]],
    *,
    lesson: bool = False,
) -> Iterator[str]:
    """Give all answers to one question, with the rubric beside them and the model readings.

    They are given one after the other: the page of a large class has twenty million letters.
    """
    exercise, roster = around.outline.sheet.exercise, around.roster
    title = f"{'Lesson' if lesson else 'Exercise'} {exercise}, {asked.heading}"
    question = heading_of(asked, lesson=lesson)
    spoke = [one for one in handins if question in around.told[id(one)]]
    silent = [one for one in handins if question not in around.told[id(one)]]
    seed, those = _drawn(roster, exercise, question, spoke)
    name = "Answers" if asked.questions else "Marks"
    kind = "answered" if asked.questions else "marked passages"
    order = f"In an order of this question's own, drawn with the seed {seed}."
    parts: list[Html] = [
        el("h2", name),
        el("p", f"{len(those)} of {len(handins)} readers {kind}. {order}", class_="check"),
        tally(asked.questions, those, roster),
        *([] if asked.questions else [passages_together(those, roster, asked.marks)]),
        _ANSWERS,
    ]
    if silent:
        who = "No answer from:" if asked.questions else "No marks from:"
        parts += [el("p", who, class_="check"), *(_silent(one, asked, roster) for one in silent)]
    words = asked.prose or (asked.questions[0].prompt if asked.questions else "")
    rubric = around.rubric
    beside = rubric.of_lesson(asked.heading) if lesson else rubric.of(asked.heading)
    aside = el("aside", el("h2", "Rubric"), beside, aria_label="Rubric", tabindex="0")
    header = el("header", el("h1", title), *_prompts(words, asked), el("p", TEACHER, class_="meta"))
    answers = el("section", *parts, class_="answers", aria_label=name)
    body = el("div", aside, answers, class_="beside")
    levels = rubric.levels.get(question, {})
    page = whole(
        title,
        [header, body, _BENEATH],
        WIDE + css(_MARKING / "marking.css"),
        links,
        script=_script(),
        about={
            "data_pack": roster.series,
            "data_exercise": exercise,
            "data_question": question,
            "data_levels": json.dumps(levels or _OVERALL, ensure_ascii=False),
        },
    )
    before, _, rest = page.partition(_ANSWERS)
    between, _, behind = rest.partition(_BENEATH)
    yield before
    quoted: Counter[Place] = Counter()
    for told in (around.told[id(one)][question] for one in those):
        yield told.article
        quoted.update(told.places)
    yield between
    yield _beneath(around, asked, quoted)
    yield behind


_MARKING = Path(__file__).parent / "front" / "marking"


@cache
def _script() -> str:
    return join(_MARKING / "marking.js") + "\nmark_answers(document);\n"


def _drawn(
    roster: Roster, exercise: str, question: str, handins: list[Submission]
) -> tuple[str, list[Submission]]:
    """Shuffle by a seed; who comes later is put in between, and moves nobody else."""
    seed = hashlib.sha256(f"{roster.series}\n{exercise}\n{question}".encode()).hexdigest()[:8]

    def place(handin: Submission) -> str:
        return hashlib.sha256(f"{seed}\n{roster.id(handin)}".encode()).hexdigest()

    return seed, sorted(handins, key=place)


def _quoted(handin: Submission, asked: Asked) -> set[Place]:
    values = [
        handin.answers[each.key].value for each in asked.questions if each.key in handin.answers
    ]
    return {place for value in values if _short(value) for place in places_quoted(value)}


def _beneath(around: Around, asked: Asked, quoted: Counter[Place]) -> Html:
    named = places_named(around.rubric.words.get(asked.heading, ""))
    beneath = models_section(around.models, named, quoted)
    return el("section", beneath, aria_label="Model readings")


def _short(value: Json) -> bool:
    words = value.get("text")
    return not isinstance(words, str) or len(words) <= LONGEST


def _prompts(words: str, asked: Asked) -> list[Html]:
    """Give what was asked: the prose under the heading, and what the widgets ask besides."""
    told = dict.fromkeys([words, *(one.prompt for one in asked.questions)])
    # a widget's prompt can be the prose and more, or a part of it
    whole_ones = [one for one in told if not any(one in other for other in told if other != one)]
    return [el("div", render(one), class_="ask") for one in whole_ones if one]


def told_of(handin: Submission, asked: Asked, roster: Roster, shown: Shown) -> Told:
    """Give what stands of a hand-in on the page of a question."""
    article = _article(handin, asked, roster, shown).encode(errors="replace")
    return Told(zlib.compress(article, 1), frozenset(_quoted(handin, asked)))


def _article(handin: Submission, asked: Asked, roster: Roster, shown: Shown) -> Html:
    flag = el("p", "This file was changed after it was made.", class_="flag")
    if asked.questions:
        parts = [page.answered(handin, one, shown, folded=True) for one in asked.questions]
        if is_closed(asked.questions, [handin]):  # it is counted above
            parts = [el("details", el("summary", "This answer"), *parts)]
    else:
        parts = [marks_answer(handin, asked.marks)]
    return _row(handin, asked, roster, *([flag] if handin.altered else []), *parts)


def _silent(handin: Submission, asked: Asked, roster: Roster) -> Html:
    """Give the place of a reader who did not answer: a name, and where to say something of it."""
    return _row(handin, asked, roster, class_="silent")


def _row(
    handin: Submission, asked: Asked, roster: Roster, *parts: Html, class_: str | None = None
) -> Html:
    name = roster.name(handin)
    return el(
        "article",
        el("h3", link(name, f"../{reader_file(handin, roster)}")),
        *parts,
        el("div", class_="marking"),
        el("div", class_="comments"),
        id=f"r{roster.number(handin)}",
        class_=class_,
        data_reader=roster.id(handin),
        data_name=name,
        data_digest=answer_digest(handin, asked),
    )
