"""Marks as answers: what one reader marked, and the same passages of all readers together."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from closereader.annotations import Annotation
from closereader.codebook import open_codebook
from closereader.handin import Question, Submission
from closereader.handin.marked import unplaced
from closereader.handin.progress import amount
from closereader.pages import Html, el, join, table
from closereader.pages.lines import shorten
from closereader.seminar.roster import Roster
from closereader.texts import Text, TextError, open_text
from closereader.work import Placed, placed

_MOST = 200  # letters of a passage in a row
_ROWS = 80  # passages that are laid side by side


def marks_asked_for(handin: Submission, asked: Question | None) -> list[Annotation]:
    """Give the marks of a reader that a question asks for; all, when it does not say which."""
    wanted = asked.marks if asked is not None else None
    return [
        one
        for one in handin.marks
        if wanted is None
        or ((not wanted.texts or one.text in wanted.texts)
            and (not wanted.themes or one.theme in wanted.themes))
    ]  # fmt: skip


def marks_answer(handin: Submission, asked: Question | None) -> Html:
    """Say how many marks a reader made, by theme and text, and give the words, folded away."""
    marks, book = marks_asked_for(handin, asked), open_codebook()
    where = _places(marks)
    parts: list[Html] = []
    told: list[object] = []
    if asked is not None:
        found = amount(handin, asked)
        words = f"{found.state[:1].upper()}{found.state[1:]}."
        parts.append(el("p", words, class_="flag" if found.short or not found.there else "check"))
    texts = list(handin.texts) or sorted({one.text for one in marks})
    for theme in dict.fromkeys(one.theme for one in marks):
        of = [one for one in marks if one.theme == theme]
        counts = Counter(one.text for one in of)
        by_text = ", ".join(f"{text} {counts[text]}" for text in texts)
        noted = sum(bool(one.note.strip()) for one in of)
        moves = Counter(book.move_name(one.move) for one in of if one.move)
        made = ", ".join(f"{name} {number}" for name, number in moves.most_common())
        line = f": {by_text}; notes {noted} of {len(of)}; moves: {made or 'none'}. "
        told += [el("strong", book.theme_name(theme)), line]
    counters = [one for one in marks if one.move in book.counters]
    if counters:
        stand = ", ".join(dict.fromkeys(where[id(one)] for one in counters))
        told.append(f"Counter-passages: {stand}.")
    rows = [
        (where[id(one)], el("q", shorten(one.exact, _MOST)), book.theme_name(one.theme),
         book.move_name(one.move) if one.move else "",
         one.note or el("span", "no note", class_="none"))
        for one in marks
    ]  # fmt: skip
    if rows:
        heads = ("Place", "Words", "Theme", "Move", "Note")
        inside = table("The marks themselves", heads, rows)
        parts.append(el("details", el("summary", *told), inside))
    return join(parts)


def passages_together(
    handins: Sequence[Submission], roster: Roster, asked: Question | None
) -> Html:
    """Lay the same passages side by side, those of the most readers first, with their notes."""
    groups: list[list[_Spot]] = []
    for spots in _spots(handins, roster, asked).values():
        groups += _overlapping(spots)
    rows, book = [], open_codebook()
    order = sorted(groups, key=lambda group: -len({one.reader for one in group}))
    for group in order[:_ROWS]:
        words = Counter(one.words for one in group).most_common(1)[0][0]
        notes = [
            el("li", f"{one.reader}: {book.theme_name(one.theme)}"
               f"{', ' + book.move_name(one.move) if one.move else ''}"
               f"{'. ' + one.note if one.note else ''}")
            for one in group
        ]  # fmt: skip
        rows.append(
            (
                group[0].place,
                len({one.reader for one in group}),
                el("q", shorten(words, _MOST)),
                el("ul", *notes),
            )
        )
    if not rows:
        return Html("")
    heads = ("Place", "Readers", "Words most of them marked", "Who, theme, move, note")
    cut = "" if len(order) <= _ROWS else f" The first {_ROWS} of {len(order)}."
    inside = table(f"Marks that overlap are one passage.{cut}", heads, rows)
    said = f"The {len(order)} passages, each with all who marked it"
    return el("details", el("summary", said), inside, class_="together")


class _Spot(NamedTuple):
    """What is shown of a mark beside those of others: of a class there are very many."""

    start: int
    end: int
    text: Text
    reader: str
    theme: str
    move: str | None
    note: str
    other: str | None
    """Its words, where those of today's text are others."""

    @property
    def words(self) -> str:
        return self.text.body[self.start : self.end] if self.other is None else self.other

    @property
    def place(self) -> str:
        return f"{self.text.id} {self.text.label_of(self.start, self.end)}"


def _spots(
    handins: Iterable[Submission], roster: Roster, asked: Question | None
) -> dict[str, list[_Spot]]:
    """Give the marks that stand in each text of the course."""
    found: dict[str, list[_Spot]] = defaultdict(list)
    for handin in handins:
        reader, marks = roster.name(handin), marks_asked_for(handin, asked)
        for text, standing, _ in _by_text(marks):
            for start, end, one in standing:
                other = None if text.body[start:end] == one.exact else one.exact
                spot = _Spot(start, end, text, reader, one.theme, one.move, one.note, other)
                found[text.id].append(spot)
    return dict(sorted(found.items()))


def _overlapping(spots: Iterable[_Spot]) -> Iterator[list[_Spot]]:
    """Gather the marks that share words with the one before; a chain is cut at its first mark."""
    group: list[_Spot] = []
    end = 0
    for one in sorted(spots, key=lambda spot: spot[:2]):
        if group and one.start >= end:
            yield group
            group = []
        end = one.end if not group else min(end, one.end)
        group.append(one)
    if group:
        yield group


def _places(marks: Sequence[Annotation]) -> dict[int, str]:
    """Say where each mark stands in today's texts, each text opened once."""
    found = {id(one): one.text for one in marks}
    for text, standing, lost in _by_text(marks):
        found |= {
            id(one.mark): f"{text.id} {text.label_of(one.start, one.end)}" for one in standing
        }
        found |= {id(one): f"{text.id}, {unplaced(text, one)}" for one in lost}
    return found


def _by_text(
    marks: Sequence[Annotation],
) -> Iterator[tuple[Text, list[Placed], list[Annotation]]]:
    """Give each text of the course with the marks that stand in it today, and those that do not."""
    for text_id in {one.text for one in marks}:
        try:
            text = open_text(text_id)
        except TextError:
            continue  # of another course
        yield text, *placed(text, [one for one in marks if one.text == text_id])
