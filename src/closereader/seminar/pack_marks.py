"""Marks as answers: what one reader marked, and the same passages of all readers together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from closereader.codebook import open_codebook
from closereader.handin.marked import Placed, placed, unplaced
from closereader.handin.progress import amount
from closereader.pages import Html, el, join, table
from closereader.pages.lines import shorten
from closereader.texts import Text, TextError, open_text

if TYPE_CHECKING:
    from closereader.annotations import Annotation
    from closereader.handin import Question, Submission
    from closereader.seminar.roster import Roster

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
    groups: dict[tuple[str, int], list[tuple[Submission, Placed]]] = defaultdict(list)
    for text, standing in _standing(handins, asked):
        for number, overlapping in enumerate(_overlapping(standing)):
            groups[text.id, number] = overlapping
    rows, book = [], open_codebook()
    order = sorted(groups.values(), key=lambda group: -len({id(one) for one, _ in group}))
    for group in order[:_ROWS]:
        readers = {id(one): roster.name(one) for one, _ in group}
        words = Counter(one.mark.exact for _, one in group).most_common(1)[0][0]
        notes = [
            el("li", f"{roster.name(handin)}: {book.theme_name(one.mark.theme)}"
               f"{', ' + book.move_name(one.mark.move) if one.mark.move else ''}"
               f"{'. ' + one.mark.note if one.mark.note else ''}")
            for handin, one in group
        ]  # fmt: skip
        rows.append(
            (
                _places([group[0][1].mark])[id(group[0][1].mark)],
                len(readers),
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


def _standing(
    handins: Iterable[Submission], asked: Question | None
) -> Iterable[tuple[Text, list[tuple[Submission, Placed]]]]:
    by_text: dict[str, list[tuple[Submission, list[Annotation]]]] = defaultdict(list)
    for handin in handins:
        found: dict[str, list[Annotation]] = defaultdict(list)
        for mark in marks_asked_for(handin, asked):
            found[mark.text].append(mark)
        for text_id, marks in found.items():
            by_text[text_id].append((handin, marks))
    for text_id, given in sorted(by_text.items()):
        try:
            text = open_text(text_id)
        except TextError:
            continue  # of another course
        yield text, [(one, each) for one, marks in given for each in placed(text, marks)[0]]


def _overlapping(
    standing: list[tuple[Submission, Placed]],
) -> Iterable[list[tuple[Submission, Placed]]]:
    """Gather the marks that share words with the one before; a chain is cut at its first mark."""
    group: list[tuple[Submission, Placed]] = []
    end = 0
    for one in sorted(standing, key=lambda pair: (pair[1].start, pair[1].end)):
        if group and one[1].start >= end:
            yield group
            group = []
        end = one[1].end if not group else min(end, one[1].end)
        group.append(one)
    if group:
        yield group


def _places(marks: Sequence[Annotation]) -> dict[int, str]:
    """Say where each mark stands in today's texts, each text opened once."""
    found = {id(one): one.text for one in marks}
    for text_id in {one.text for one in marks}:
        try:
            text = open_text(text_id)
        except TextError:
            continue
        standing, lost = placed(text, [one for one in marks if one.text == text_id])
        found |= {
            id(one.mark): f"{text_id} {text.label_of(one.start, one.end)}" for one in standing
        }
        found |= {id(one): f"{text_id}, {unplaced(text, one)}" for one in lost}
    return found
