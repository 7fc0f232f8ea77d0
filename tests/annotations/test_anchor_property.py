"""Whatever is edited in a text, a mark is never put in a wrong place without asking.

Texts are made of phrases that repeat, with odd characters among them. Some edits delete a stretch
and insert characters that occur nowhere in the text, so that only deleting can make a look-alike;
others use the words of the text itself. Every character or word remembers where it came from, which
says where the marked words really are.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from hypothesis import assume, event, example, given
from hypothesis import strategies as st

from closereader.annotations import Anchor, Annotation, anchor
from closereader.annotations._anchor import _is_whole
from closereader.texts import Span, places
from tests.annotations.making import MadeUp, kept

PHRASES = [
    "Western people, listen. ", "we are to blame. ", "not so, ", "and so ", "it was inevitable; ",
    "😀 ", "👩\u200d🚀", "שָׁלוֹם ", "q\u0323\u0304 ", "é", "\n\n", "the ", "\u00a0", "a", "b",
]  # fmt: skip
NEW = st.text("#%0123456789", max_size=12)  # nothing of this stands in any phrase
BODIES = st.lists(st.sampled_from(PHRASES), min_size=1, max_size=24).map(
    lambda phrases: unicodedata.normalize("NFC", "".join(phrases))
)


@dataclass(frozen=True)
class Edited:
    """A text before and after some edits, a mark made before, and where its words are now."""

    mark: Annotation
    after: MadeUp
    place: Span | None
    changed: bool
    origins: tuple[int, ...]
    before: MadeUp


@st.composite
def edited(draw: st.DrawFn, most: int = 4) -> Edited:
    """Edit a text in up to ``most`` places, anywhere."""
    text = MadeUp(draw(BODIES))
    start = draw(st.integers(0, len(text.body) - 1))
    end = draw(st.integers(start + 1, len(text.body)))
    mark = Annotation.on(text, start, end, theme="exclusion")
    return _edit(draw, text, mark, [(0, len(text.body))] * most)


@st.composite
def edited_elsewhere(draw: st.DrawFn) -> Edited:
    """Edit a longer text, but leave the marked words and their context alone."""
    parts = [draw(BODIES) for _ in range(5)]
    text = MadeUp(unicodedata.normalize("NFC", "".join(parts)))
    start = draw(st.integers(len(parts[0]), len(text.body) - 1))
    end = draw(st.integers(start + 1, min(start + 30, len(text.body))))
    mark = Annotation.on(text, start, end, theme="exclusion")
    before, after = start - len(mark.prefix) - 1, end + len(mark.suffix) + 1
    stretches = [(0, before)] if before >= 0 else []
    stretches += [(after, len(text.body))] if after <= len(text.body) else []
    assume(stretches)
    return _edit(draw, text, mark, stretches * 2)


def _edit(
    draw: st.DrawFn, text: MadeUp, mark: Annotation, stretches: list[tuple[int, int]]
) -> Edited:
    """In each stretch of the original (code points) delete some signs and put new ones there."""
    signs = list(zip(text.body, range(len(text.body)), strict=True))
    for low, high in stretches:
        first = draw(st.integers(low, high))
        last = draw(st.integers(first, min(high, first + 60)))
        where = sum(0 <= at < first for _, at in signs)
        where += sum(at < 0 for _, at in signs[:where])
        kept = [each for each in signs[where:] if not first <= each[1] < last]
        signs = signs[:where] + [(sign, -1) for sign in draw(NEW)] + kept
    body = "".join(sign for sign, _ in signs)
    assume(body and unicodedata.is_normalized("NFC", body))
    words = list(range(mark.start, mark.end))
    origins = [at for _, at in signs]
    found = [i for i in range(len(origins)) if origins[i : i + len(words)] == words]
    place = Span(found[0], found[0] + len(words)) if found else None
    return Edited(mark, MadeUp(body), place, body != text.body, tuple(origins), text)


def whole_context(mark: Annotation, body: str) -> list[Span]:
    """List the places of the same words between the whole prefix and the whole suffix."""
    before = len(mark.prefix)
    return [
        Span(at + before, at + before + len(mark.exact))
        for at in places(body, mark.prefix + mark.exact + mark.suffix)
    ]


def check(case: Edited, found: Anchor) -> None:
    """Say what must be true of every answer, whatever was done to the text."""
    body, mark = case.after.body, case.mark
    event(found.status)
    if found.status in ("exact", "moved"):
        assert found.span is not None
        assert body[found.span.start : found.span.end] == mark.exact
        assert (found.status == "exact") is not case.changed
        assert found.candidates == ()
    if found.status == "moved":
        assert found.span is not None
        assert whole_context(mark, body) == [found.span]
    if found.status in ("offered", "lost"):
        assert case.changed
        assert found.message
    if found.status == "offered":
        assert found.span == found.candidates[0]
        assert all(0 <= s.start < s.end <= len(body) for s in found.candidates)
    if found.status == "lost":
        assert mark.exact not in body


@given(case=st.one_of(edited(), edited(most=1), edited_elsewhere()))
def test_the_same_words_in_the_same_context_or_no_silent_place(case: Edited) -> None:
    check(case, anchor(case.mark, case.after))


@given(case=edited(most=1))
def test_one_edit_that_leaves_the_words_alone_never_moves_them_elsewhere(case: Edited) -> None:
    assume(case.place is not None)
    found = anchor(case.mark, case.after)
    check(case, found)
    if found.status in ("exact", "moved"):
        assert found.span == case.place
    else:
        assert found.status == "offered"  # the words are there, so they are not lost


@given(case=edited_elsewhere())
def test_edits_away_from_the_words_and_their_context_move_them(case: Edited) -> None:
    found = anchor(case.mark, case.after)
    check(case, found)
    assert case.place is not None
    if found.status != "offered":
        assert found.span == case.place
    elif len(whole_context(case.mark, case.after.body)) == 1:  # deleting made no twin
        assert not _is_whole(case.after.body, case.mark.passage, case.place.start)


@given(case=edited(most=2))
def test_words_that_are_no_longer_there_are_not_found(case: Edited) -> None:
    assume(case.mark.exact not in case.after.body)
    found = anchor(case.mark, case.after)
    check(case, found)
    assert found.status in ("offered", "lost")
    assert found.score < 1.0 or found.status == "offered"


@given(body=BODIES, data=st.data())
@example(body="the the ", data=None)
def test_a_second_copy_is_never_taken_for_the_first(body: str, data: st.DataObject | None) -> None:
    text = MadeUp(body)
    start = data.draw(st.integers(0, len(body) - 1)) if data else 0
    end = data.draw(st.integers(start + 1, len(body))) if data else 4
    mark = Annotation.on(text, start, end, theme="exclusion")
    twice = MadeUp(body + "\n\n#\n\n" + body)
    found = anchor(mark, twice)
    assert found.status == "offered"
    assert found.span == Span(start, end)


# ---- the text that was marked is known


@given(case=st.one_of(edited(), edited(most=1), edited_elsewhere()))
def test_the_text_that_was_marked_never_leads_elsewhere(case: Edited) -> None:
    found = anchor(case.mark, case.after, kept(case.before, case.after))
    event(found.status)
    if found.status == "moved":
        assert found.span is not None
        stands = case.origins[found.span.start : found.span.end]
        own = sum(case.mark.start <= origin < case.mark.end for origin in stands)
        assert own > 0
        assert all(origin < 0 or case.mark.start <= origin < case.mark.end for origin in stands)
    if found.status == "exact":
        assert not case.changed
    if case.place is not None:
        assert found.status != "lost"


WORDS = ["we", "are", "not", "to", "blame", "they", "say", "it", "was", "never", "so"]
Told = tuple[str, int]  # a word, and which word of the marked text it is; -1: it was written anew
SENTENCES = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=16), min_size=2, max_size=8
)


def written(sentences: list[list[Told]]) -> str:
    return " ".join(" ".join(word for word, _ in each).capitalize() + "." for each in sentences)


@given(drawn=SENTENCES, data=st.data())
def test_words_of_the_text_itself_never_lead_elsewhere(
    drawn: list[list[str]], data: st.DataObject
) -> None:
    """Sentences are dropped, swapped, copied; words are exchanged, put in, and replaced."""
    numbers = iter(range(1000))
    before: list[list[Told]] = [[(word, next(numbers)) for word in each] for each in drawn]
    text = MadeUp(written(before))
    sentence = data.draw(st.integers(0, len(before) - 1))
    first = data.draw(st.integers(0, len(before[sentence]) - 1))
    last = data.draw(st.integers(first, len(before[sentence]) - 1))
    start, end = place_of(before, sentence, first)[0], place_of(before, sentence, last)[1]
    mark = Annotation.on(text, start, end, theme="exclusion")
    after = [list(each) for each in before]
    for _ in range(data.draw(st.integers(1, 3))):
        one, two = (data.draw(st.integers(0, len(after) - 1)) for _ in range(2))
        match data.draw(st.sampled_from(["drop", "swap", "copy", "phrase", "word", "exchange"])):
            case "drop" if len(after) > 1:
                del after[one]
            case "swap":
                after[one], after[two] = after[two], after[one]
            case "copy":
                after.insert(two, [(word, -1) for word, _ in after[one]])
            case "phrase":
                after[two] = [*after[two], *((word, -1) for word, _ in after[one][:3])]
            case "word":
                at = data.draw(st.integers(0, len(after[one]) - 1))
                after[one][at] = (data.draw(st.sampled_from(WORDS)), -1)
            case _:
                after[one][0], after[one][-1] = after[one][-1], after[one][0]
    newer = MadeUp(written(after))
    found = anchor(mark, newer, kept(text, newer))
    event(found.status)
    if found.status != "moved" or found.span is None:
        return
    stands = [
        (number, origin)
        for number, each in enumerate(after)
        for at, (_, origin) in enumerate(each)
        if found.span.start <= place_of(after, number, at)[0] < found.span.end
    ]
    meant = {origin for _, origin in before[sentence][first : last + 1]}
    own = sum(origin in meant for _, origin in stands)
    was, now = ([word for word, _ in each] for each in (before[sentence], after[stands[0][0]]))
    # Words that changed places with their like cannot be told from those that stayed.
    alike = len(was) == len(now) and sum(map(str.__ne__, was, now)) <= 1
    stayed = newer.body[found.span.start : found.span.end] == mark.exact
    assert 2 * own >= len(stands) or (alike and stayed)


def place_of(sentences: list[list[Told]], sentence: int, word: int) -> tuple[int, int]:
    """Give the place of a word in the text that is written of sentences."""
    start = len(written(sentences[:sentence])) + (sentence > 0)
    start += sum(len(each) + 1 for each, _ in sentences[sentence][:word])
    return start, start + len(sentences[sentence][word][0])
