"""Who read what: the one form in which the views take readings, wherever they come from."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Literal

from closereader.annotations import Annotation, anchor
from closereader.codebook import open_codebook
from closereader.figures import CodedPassage, Sheet
from closereader.handin import HandInError, Submission, exercise_notebook, open_sheet
from closereader.output import html_output
from closereader.pages import cells
from closereader.seminar import _words
from closereader.seminar._names import by_last_name
from closereader.seminar._two import Each
from closereader.seminar.roster import Roster
from closereader.texts import Span, open_text, readable_texts, text_ids

When = Literal["first", "second", "latest"]

NOTHING_HERE = (
    "No readings are here yet. This lesson is opened by the teacher, with the hand-ins of the "
    "seminar in a folder “handins” of the course folder. Until then there is nothing to compare."
)
_FEW = 12


@dataclass(frozen=True)
class Reading:
    """What one reader marked, in the texts that this reader opened.

    Attributes
    ----------
    name
        As the reader wants to be called; no two readings of one time in a seminar share a name.
    marks
        The marked passages, by text. A text that was opened and left unmarked has an empty tuple;
        a text that was not opened is not there: the reader is missing for it, not silent.
    when
        ``first``, or ``second`` for a later reading of the same texts by the same reader.
    problems
        A sentence for what could not be shown.
    choices
        What the reader chose, by the id of the question: keys of its options.
    """

    name: str
    marks: Mapping[str, tuple[CodedPassage, ...]]
    when: Literal["first", "second"] = "first"
    problems: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def _by_theme(self) -> dict[tuple[str, str], tuple[CodedPassage, ...]]:
        found: dict[tuple[str, str], list[CodedPassage]] = defaultdict(list)
        for text, passages in self.marks.items():
            for each in passages:
                found[text, each.theme].append(each)
        return {key: tuple(sorted(each, key=lambda one: one.span)) for key, each in found.items()}

    def of(self, theme: str, text_id: str) -> tuple[CodedPassage, ...]:
        """Return the passages under a theme in a text, in the order of the text."""
        return self._by_theme.get((text_id, theme), ())


@dataclass(frozen=True)
class Seminar:
    """The readings of a seminar, and what is to be said about them.

    Attributes
    ----------
    readings
        First readings, and second readings where a reader handed the same text in again.
    source
        Where they come from, for the line under a figure.
    notes
        Sentences: what could not be read, what is still sealed.
    """

    readings: tuple[Reading, ...]
    source: str = ""
    notes: tuple[str, ...] = ()
    _memo: dict[tuple[str, When], dict[str, Reading]] = field(
        default_factory=dict, repr=False, compare=False
    )

    @property
    def people(self) -> bool:
        """Whether these are people's readings, of which nothing is saved into a notebook."""
        return False

    def without_names(self) -> Seminar:
        """Return the same readings without names of people; here there are none."""
        return self

    def of(self, text_id: str, when: When = "latest") -> dict[str, Reading]:
        """Return the readings of a text by reader: only those who opened it.

        ``latest`` takes the second reading where there is one, ``first`` and ``second`` only those
        readers who have both.
        """
        open_text(text_id)
        if (text_id, when) not in self._memo:
            here = [one for one in self.readings if text_id in one.marks]
            first = {one.name: one for one in here if one.when == "first"}
            second = {one.name: one for one in here if one.when == "second"}
            found = {"first": first, "second": second, "latest": first | second}[when]
            both = first.keys() & second.keys()
            self._memo[text_id, when] = {
                name: one for name, one in found.items() if when == "latest" or name in both
            }
        return self._memo[text_id, when]

    def not_counted(self, text_id: str | None = None) -> list[str]:
        """Say how many readers are not counted for a text, or for any text; nothing if all are."""
        every = {one.name for one in self.readings}
        if text_id is None:
            counted = {one.name for one in self.readings if one.marks}
            said = "opened no text: not counted anywhere"
        else:
            counted = set(self.of(text_id))
            said = "did not open this text: missing, not silent, and not counted"
        missing = len(every - counted)
        return [f"{missing} of {_words.readers(len(every))} {said}."] if missing else []

    def problems(self, shown: Iterable[Reading]) -> list[str]:
        """Say what of these readings could not be shown, and what the seminar notes."""
        own = {problem for one in shown for problem in one.problems}
        return [*sorted(own), *(one for one in self.notes if one not in own)]

    def quiet(self, text_id: str) -> Sheet | None:
        """Return a calm page when nobody's reading of this text can be shown; else nothing."""
        if self.of(text_id):
            return None
        said = list(self.notes) or [NOTHING_HERE]
        if self.readings:
            said.insert(0, f"Nobody in this seminar opened {text_id}.")
        return lines(said)

    def sheet(self) -> Sheet:
        """Show how many readers opened each text, and how many passages they marked."""
        if not self.readings:
            return lines(list(self.notes) or [NOTHING_HERE])
        names = sorted({one.name for one in self.readings})
        headings = ("Text", "Readers who opened it", "Read twice", "Passages marked")
        rows = []
        for text_id in text_ids():
            now = self.of(text_id)
            marked = sum(len(one.marks[text_id]) for one in now.values())
            twice = len(self.of(text_id, "second"))
            rows.append((text_id, str(len(now)), str(twice), str(marked)))
        who = f"{_words.readers(len(names))}: {_words.names(names, _FEW)}."
        said = [who, *self.not_counted(), f"Source: {self.source}.", *self.notes]
        return Sheet.tabled("Who read what", headings, rows, said)

    def __repr__(self) -> str:
        """Give the same page as plain text."""
        return self.sheet().text

    def _repr_html_(self) -> str:
        return html_output(self.sheet().html)


def lines(said: Sequence[str]) -> Sheet:
    """Return a page of a few sentences."""
    return Sheet("".join(cells.tag("p", one) for one in said), "\n".join(said))


def from_annotations(by_reader: Mapping[str, Sequence[Annotation]]) -> tuple[Reading, ...]:
    """Make readings from marks alone, by name of the reader.

    Marks do not say what was opened: a text without a mark of this reader counts as not opened.
    """
    return tuple(
        _reading(name, {each.text for each in marks}, marks)
        for name, marks in sorted(by_reader.items())
    )


def from_handins(
    handins: Iterable[Submission], roster: Roster | None = None, each: Each = map
) -> tuple[Reading, ...]:
    """Make readings from hand-ins: of each reader the first, and the last where it is another.

    A reader opened a text when the hand-in has a mark in it, an answer that names it, or an answer
    to a question about this text alone. First and second are taken text by text, in the order in
    which the hand-ins were made. Readers are told apart and named as in a marking pack, by the
    `roster` of one when it is given. The work on a reader is done by `each`, which is like `map`.
    """
    every = sorted(handins, key=lambda one: (one.made, one.exercise))
    roster = Roster(every) if roster is None else roster
    by_reader: dict[str, list[Submission]] = defaultdict(list)
    for one in every:
        given = by_reader[roster.name(one)]
        if one not in given:  # the same file sent twice is no second reading
            given.append(one)
    alone = {number: _asked_alone(number) for number in {one.exercise for one in every}}
    readers = sorted(by_reader.items(), key=lambda item: by_last_name(item[0]))
    return tuple(one for found in each(partial(_of_reader, alone), readers) for one in found)


def _of_reader(
    alone: Mapping[str, Mapping[str, str]], reader: tuple[str, Sequence[Submission]]
) -> list[Reading]:
    name, given = reader
    times: dict[str, list[Submission]] = defaultdict(list)
    for one in given:
        for text in opened(one, alone[one.exercise]):
            times[text].append(one)
    # who opened no text stays, so that it can be said that somebody is not counted
    first = _joined(name, {text: each[0] for text, each in times.items()}, "first")
    found = [replace(first, choices=_choices(given))]
    again = {text: each[-1] for text, each in times.items() if each[1:]}
    return [*found, _joined(name, again, "second")] if again else found


def _choices(given: Iterable[Submission]) -> dict[str, tuple[str, ...]]:
    """Return what a reader chose last, question by question."""
    return {
        key: tuple(one for one in chosen if isinstance(one, str))
        for handin in given
        for key, answer in handin.answers.items()
        if answer.value.get("kind") == "choice"
        and isinstance(chosen := answer.value.get("chosen"), list)
        and chosen
    }


def opened(handin: Submission, alone_in: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return the texts of a hand-in that its reader opened; `from_handins` says the rule."""
    alone_in = _asked_alone(handin.exercise) if alone_in is None else alone_in
    said = json.dumps([one.value for one in handin.answers.values()], ensure_ascii=False)
    alone = set()
    for key, texts in alone_in.items():
        given = handin.answers.get(key) or handin.answers.get(f"{handin.exercise}/{key}")
        if given is not None and any(given.value.values()):
            alone.add(texts)
    marked = {each.text for each in handin.marks}
    known = [each for each in handin.texts if each in text_ids()]
    return tuple(each for each in known if each in marked | alone or each in said)


def _asked_alone(exercise: str) -> dict[str, str]:
    """Return, for each question of an exercise that is about one text alone, this text."""
    try:
        sheet = open_sheet(exercise_notebook(exercise))
    except HandInError:  # the exercise is not on this computer
        return {}
    about = {one.key: tuple(one.given.get("texts") or ()) for one in sheet.questions}
    return {key: texts[0] for key, texts in about.items() if len(texts) == 1}


def _joined(
    name: str, by_text: Mapping[str, Submission], when: Literal["first", "second"]
) -> Reading:
    marks = [each for text, one in by_text.items() for each in one.marks if each.text == text]
    return _reading(name, by_text, marks, when)


def _reading(
    name: str,
    texts: Iterable[str],
    marks: Sequence[Annotation],
    when: Literal["first", "second"] = "first",
) -> Reading:
    known = {theme.id for theme in open_codebook().themes}
    opened = set(texts)
    shelf = {text.id: text for text in readable_texts().texts if text.id in opened}
    placed: dict[str, list[CodedPassage]] = {text: [] for text in shelf}
    lost = 0
    for mark in marks:
        text = shelf.get(mark.text) if mark.theme in known else None
        place = anchor(mark, text).certain if text is not None else None
        if place is None:
            lost += 1
            continue
        here = CodedPassage(mark.text, Span(*place), mark.theme, mark.move, mark.note)
        placed[mark.text].append(here)
    problem = f"Not drawn, of {name}: {lost} (no certain place here, or an unknown theme)."
    return Reading(
        name,
        {text: tuple(passages) for text, passages in placed.items()},
        when,
        (problem,) if lost else (),
    )
