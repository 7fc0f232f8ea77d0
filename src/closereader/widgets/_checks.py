"""Check quotations against the texts, character by character. Says what is there, judges nothing.

A quotation may leave words out, written […]; its parts must then stand in the text in this order.
Words in square brackets are the writer's own and are passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Literal

from closereader.texts import Span, Text, TextError
from closereader.widgets._quoted import Cited, Quoted, count_words, find_quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

Status = Literal["verbatim", "typography", "not found"]

LONGEST = 4_000
"""Code points of a quotation that is looked for; longer ones are looked for by their beginning."""
_HELPFUL = 0.65  # a passage less alike than this would only mislead
_MOST_PLACES = 4  # named when the words occur several times
_OWN = re.compile(r"\[[^\]]*\]|\((?:\.\.\.|…)\)")  # […] and other insertions of the writer
# An omission written without brackets; a run of spaces is tried once, not from each of them.
_BARE = re.compile(r"(?:(?<!\s)\s+)?(?:…|\.\s?\.\s?\.)\s*")
_TAIL = re.compile(r"(?<![\s,.;:!?])[\s,.;:!?]+$")


@dataclass(frozen=True, slots=True)
class Found:
    """Where words stand: spans in ``text`` (one for each part), or a note's label."""

    text: Text
    spans: tuple[Span, ...]
    label: str

    @property
    def place(self) -> str:
        """The citation: ``alieva-2024 ¶12``."""
        return f"{self.text.id} {self.label}"


@dataclass(frozen=True, slots=True)
class Closest:
    """A passage that resembles words which are in no text. Offered, never assumed."""

    words: str
    place: str
    score: float
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class QuotationCheck:
    """What was found out about one quotation.

    Attributes
    ----------
    quote
        The words as they were written, without their quotation marks.
    status
        ``"verbatim"``; ``"typography"``: the same words, with other quotation marks, dashes,
        spaces or closing punctuation; ``"not found"``.
    place
        ``"alieva-2024 ¶12"`` (several are separated by commas), "" when the words were not found.
    closest
        The passage that comes closest, when there is one and the words were not found.
    sentence
        What was found, in a sentence.
    cited
        The place that was cited, "" when none was.
    wrong
        A sentence when that is not where the words stand, else "".
    start, end
        Where the words stand in the answer: code points, half-open.
    """

    quote: str
    status: Status
    place: str
    closest: Closest | None
    sentence: str
    cited: str = ""
    wrong: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class AnswerCheck:
    """The words and quotations of an answer; ``quoted`` counts the words that are quotations."""

    words: int
    quoted: int
    quotations: tuple[QuotationCheck, ...]

    def __repr__(self) -> str:
        """Say how many there are of each kind."""
        kinds = [check.status for check in self.quotations]
        counts = [f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds)]
        total = f"{len(kinds)} quotation{'' if len(kinds) == 1 else 's'}"
        return f"AnswerCheck({self.words} words, {': '.join([total, ', '.join(counts)])})".replace(
            ": )", ")"
        )


def check_answer(
    prose: str, texts: Sequence[Text], known: Sequence[Text] = (), *, near: bool = True
) -> AnswerCheck:
    """Count the words of an answer and check every quotation in it.

    Parameters
    ----------
    prose
        The answer.
    texts
        The texts that the question is about; a place cited as ``(¶12)`` means the only one.
    known
        All texts, to be searched when these do not have the words.
    near
        Whether to look for the closest passage of words that are in no text; it takes long.
    """
    shelf = list(dict.fromkeys([*texts, *known]))
    quoted = find_quoted(prose)
    checks = tuple(check_quotation(each, shelf, texts, near=near) for each in quoted)
    return AnswerCheck(count_words(prose), sum(count_words(q.words) for q in quoted), checks)


def check_quotation(
    quoted: Quoted, shelf: Sequence[Text], asked: Sequence[Text] = (), *, near: bool = True
) -> QuotationCheck:
    """Check one quotation against every text of ``shelf``."""
    cited = _meant(quoted.cited, asked)
    order = sorted(shelf, key=lambda text: cited is None or text.id != cited.text)
    exact, found, remark = _look_up(quoted.words, tuple(order))
    make = partial(
        QuotationCheck,
        quote=quoted.words,
        cited=str(cited or ""),
        start=quoted.start,
        end=quoted.end,
    )
    if not found:
        best = next(iter(closest(quoted.words, order)), None) if near else None
        sentence = "In no text word for word."
        if best:
            sentence += f" The closest passage is in {best.place}."
        wrong = (
            f"You cite {cited}{unknown}." if cited and (unknown := _unknown(cited, shelf)) else ""
        )
        return make(status="not found", place="", closest=best, sentence=sentence, wrong=wrong)
    wrong = _wrongly(cited, found, shelf)
    here = [each for each in found if cited is not None and not wrong and _fits(cited, each)]
    places = list(dict.fromkeys(each.place for each in here or found))
    stands = ", ".join(places[:_MOST_PLACES]) + (", …" if len(places) > _MOST_PLACES else "")
    sentence = f"Verbatim in {stands}." if exact else f"The words of {stands}; {remark}."
    status: Status = "verbatim" if exact else "typography"
    return make(status=status, place=stands, closest=None, sentence=sentence, wrong=wrong)


def closest(words: str, shelf: Sequence[Text], limit: int = 1) -> tuple[Closest, ...]:
    """Return the passages of all texts that come closest to some words, the best first."""
    looked_for = _OWN.sub(" ", words)[:LONGEST]
    least = count_words(looked_for) / 2  # a passage half as long is no help
    near = [each for text in shelf for each in _closest_in(text, looked_for)]
    near = [each for each in near if each.score >= _HELPFUL and count_words(each.words) > least]
    return tuple(sorted(near, key=lambda each: -each.score)[:limit])


def find_words(words: str, text: Text, *, folded: bool = False) -> tuple[Found, ...]:
    """Find every place in a text, or in its notes, that has a quotation's parts in order."""
    parts = [part.strip() for part in _OWN.split(words[:LONGEST])]
    parts = [part for part in parts if any(sign.isalnum() for sign in part)]
    if not parts:
        return ()
    places = []
    for first in text.find(parts[0], folded=folded):
        spans = [first]
        for part in parts[1:]:
            after = [s for s in text.find(part, folded=folded) if s.start >= spans[-1].end]
            if not after:
                break
            spans.append(after[0])
        if len(spans) == len(parts):
            places.append(Found(text, tuple(spans), _labels(text, spans)))
    notes = [{note.label for note in text.find_note(part, folded=folded)} for part in parts]
    labels = sorted(set.intersection(*notes), key=lambda label: int(label[1:]))
    return (*places, *(Found(text, (), label) for label in labels))


def differences(mine: str, theirs: str) -> list[tuple[str, str]]:
    """Compare word by word: runs that are the ``"same"``, only ``"mine"``, only ``"theirs"``."""
    a, b = mine.split(), theirs.split()
    runs: list[tuple[str, str]] = []
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            runs.append(("same", " ".join(a[a1:a2])))
            continue
        runs += [("mine", " ".join(a[a1:a2]))] if a2 > a1 else []
        runs += [("theirs", " ".join(b[b1:b2]))] if b2 > b1 else []
    return runs


@lru_cache(maxsize=4_096)  # an answer is checked whenever it is saved, and changes little
def _look_up(words: str, shelf: tuple[Text, ...]) -> tuple[bool, tuple[Found, ...], str]:
    """Search as written, then with other typography; say what is other about it."""
    bare = _BARE.sub(" […] ", words)
    ways = [
        (words, False, ""),
        (words, True, "quotation marks, dashes or spaces differ"),
        (_TAIL.sub("", words), True, "the punctuation at the end is yours"),
        (_TAIL.sub("", bare), True, "words are left out between them, which is written […]"),
    ]
    for wanted, folded, remark in ways:
        for text in shelf:
            if found := find_words(wanted, text, folded=folded):
                rest = [f for t in shelf if t is not text for f in find_words(wanted, t)]
                return not remark, (*found, *rest), remark
    return False, (), ""


@lru_cache(maxsize=4_096)  # a teacher's pages show each answer of a seminar more than once
def _closest_in(text: Text, words: str) -> tuple[Closest, ...]:
    near = text.closest(words, least=_HELPFUL)
    return tuple(
        Closest(
            close.text,
            f"{text.id} {text.paragraph_at(close.span.start).label}",
            close.score,
            text.id,
            close.span,
        )
        for close in near
    )


def _labels(text: Text, spans: Sequence[Span]) -> str:
    first = text.paragraph_at(spans[0].start).label
    last = text.paragraph_at(max(spans[-1].end - 1, spans[-1].start)).label
    return first if first == last else f"{first}–{last}"


def _meant(cited: Cited | None, asked: Sequence[Text]) -> Cited | None:
    """Complete ``(¶12)`` with the only text that the question is about."""
    if cited is not None and not cited.text and len(asked) == 1:
        return Cited(asked[0].id, cited.first, cited.last)
    return cited


def _fits(cited: Cited, found: Found) -> bool:
    """Say whether the cited place covers what was found."""
    if cited.text and cited.text != found.text.id:
        return False
    try:
        if not found.spans or cited.first.startswith("n"):
            return found.label in {cited.first, cited.last}
        start, end = found.text.block(cited.first).start, found.text.block(cited.last).end
    except TextError:
        return False
    return start <= found.spans[0].start and found.spans[-1].end <= end


def _wrongly(cited: Cited | None, found: Sequence[Found], shelf: Sequence[Text]) -> str:
    """Say what is wrong with the cited place, "" when nothing is."""
    if cited is None or any(_fits(cited, each) for each in found):
        return ""
    return f"You cite {cited}{_unknown(cited, shelf) or '; these words do not stand there'}."


def _unknown(cited: Cited, shelf: Sequence[Text]) -> str:
    """Say that a cited text or place does not exist, "" when it does."""
    texts = {text.id: text for text in shelf}
    if not cited.text:
        return ""
    if cited.text not in texts:
        return f", but no text is called {cited.text}"
    text = texts[cited.text]
    for label in (cited.first, cited.last):
        try:
            _ = text.note(label) if label.startswith("n") else text.block(label)
        except TextError as error:
            return f", but {str(error).rstrip('.')}"
    return ""
