"""Finding a place again: exact, moved, offered or lost, and never a look-alike without asking."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from closereader.annotations import Anchor, Annotation, AnnotationError, Passage, anchor
from closereader.texts import Span, load_edition, open_text
from tests.annotations.making import MadeUp, kept, mark_words
from tests.texts.making import FRONT

BODY = (
    "The lessons of the war are read in many places.\n\n"
    "Experts from outside often explain the region to those who live in it. "
    "Those who live in it are seldom asked, and when they are asked they are thanked.\n\n"
    "Oil explains much, we are told. It does not explain everything."
)
TEXT = MadeUp(BODY)


def test_the_same_text_the_same_place() -> None:
    mark = mark_words(TEXT, "live in it", after=BODY.index("Those"))
    found = anchor(mark, TEXT)
    assert (found.status, found.span, found.score) == ("exact", Span(mark.start, mark.end), 1.0)
    assert (found.message, found.candidates) == ("", ())


def again(mark: Annotation, body: str) -> Anchor:
    """Find the place in another state of the text, the marked one being known."""
    after = MadeUp(body)
    return anchor(mark, after, kept(TEXT, after))


def test_words_before_it_move_it() -> None:
    mark = mark_words(TEXT, "seldom asked")
    found = again(mark, "A new heading.\n\n" + BODY)
    assert found.status == "moved"
    assert found.span == Span(mark.start + 16, mark.end + 16)
    assert "“seldom asked” was found again" in found.message


def test_a_change_elsewhere_after_it_is_said_too() -> None:
    mark = mark_words(TEXT, "seldom asked")
    found = again(mark, BODY + " More.")
    assert (found.status, found.span) == ("moved", Span(mark.start, mark.end))


def test_words_that_stood_twice_are_told_apart_by_their_context() -> None:
    second = mark_words(TEXT, "live in it", after=BODY.index("Those"))
    found = again(second, "New. " + BODY)
    assert (found.status, found.span) == ("moved", Span(second.start + 5, second.end + 5))


def test_a_word_that_was_corrected_beside_them_does_not_lose_them() -> None:
    mark = mark_words(TEXT, "seldom asked")
    found = again(mark, BODY.replace("seldom asked, and", "seldom asked; but"))
    assert (found.status, found.span) == ("moved", Span(mark.start, mark.end))


def test_a_word_that_was_corrected_among_them_is_said() -> None:
    mark = mark_words(TEXT, "Those who live in it are seldom asked")
    found = again(mark, BODY.replace("seldom", "rarely"))
    assert (found.status, found.span) == ("moved", Span(mark.start, mark.end))
    assert "now reads “Those who live in it are rarely asked”, in the same place" in found.message


def test_a_word_put_in_is_for_a_person_to_judge() -> None:
    """A *not* turns a sentence into its opposite."""
    mark = mark_words(TEXT, "seldom asked")
    found = again(mark, BODY.replace("are seldom", "are not seldom"))
    assert (found.status, found.score) == ("offered", 1.0)
    assert "it is not certain that this is the passage" in found.message


def test_a_stop_put_in_is_for_a_person_to_judge() -> None:
    mark = mark_words(TEXT, "it are seldom asked")
    assert again(mark, BODY.replace("they are thanked", "they were. thanked")).status == "offered"
    assert again(mark, BODY.replace("they are thanked", "they were thanked")).status == "moved"


def test_a_part_of_a_compound_changed_beside_others_is_a_word_replaced() -> None:
    """Parts are compared within what was replaced, not over a whole sentence."""
    before = MadeUp("It began. The post-war era saw the people of it and its end. It ended so.")
    after = MadeUp("It began. The 1994 era saw the people’s of it and its end. It ended so.")
    found = anchor(mark_words(before, "it and its end"), after, kept(before, after))
    assert found.status == "moved"
    for one, two in (("post-war era", "war-post era"), ("post-war era saw", "post-saw era war")):
        swapped = MadeUp(before.body.replace(one, two))
        found = anchor(mark_words(before, "it and its end"), swapped, kept(before, swapped))
        assert found.status == "offered"


def test_one_word_of_two_may_be_another_and_one_of_one_may_not() -> None:
    changed = BODY.replace("seldom", "rarely")
    assert again(mark_words(TEXT, "seldom asked"), changed).reworded
    assert again(mark_words(TEXT, "seldom"), changed).status == "lost"


@pytest.mark.parametrize(
    ("one", "two"), [("are seldom asked", "asked are seldom"), ("seldom asked", "asked seldom")]
)
def test_words_that_changed_places_are_for_a_person_to_judge(one: str, two: str) -> None:
    mark = mark_words(TEXT, "they are thanked")
    assert again(mark, BODY.replace("seldom", "rarely")).status == "moved"
    assert again(mark, BODY.replace(one, two)).status == "offered"


def test_marked_words_reworded_while_their_sentence_is_quoted_later() -> None:
    """The old sentence stands at the end, in another voice: that is not where it was."""
    before = MadeUp("Much was said. The elites dreaded reform above all. So it went on. It ended.")
    changed = before.body.replace("dreaded", "welcomed the coming of")
    for voice in ("“The elites dreaded reform above all.”", "The elites dreaded reform above all."):
        after = MadeUp(f"{changed} Others keep saying this: {voice} But who are they?")
        found = anchor(mark_words(before, "dreaded"), after, kept(before, after))
        assert found.status == "offered"


def test_a_sentence_that_stands_among_others_now_is_only_offered() -> None:
    """It was reworded in its place, and stands at the end as it was: no neighbour came with it."""
    before = MadeUp("Much was said. So it began. The elites dreaded reform above all. It ended.")
    changed = before.body.replace("dreaded reform", "welcomed the coming of change")
    after = MadeUp(f"{changed} Listen to them. The elites dreaded reform above all.")
    found = anchor(mark_words(before, "dreaded"), after, kept(before, after))
    assert found.status == "offered"


def test_a_sentence_that_is_gone_is_not_found_in_one_that_begins_like_it() -> None:
    said = "verybody here will tell you that NATO"
    before = MadeUp(f"E{said} expanded to the East. Nothing else is here. It ended so.")
    after = MadeUp(f"Nothing else is here. It ended so. And yet: e{said} is innocent.")
    mark = mark_words(before, "NATO")
    for earlier in (None, kept(before, after)):
        assert anchor(mark, after, earlier).status == "offered"


def test_without_the_text_that_was_marked_its_whole_sentence_must_stand() -> None:
    short = mark_words(TEXT, "It does not explain everything.")
    after = MadeUp(f"A new line.\n\n{BODY}")
    found = anchor(short, after)
    assert (found.status, found.span) == ("moved", Span(short.start + 13, short.end + 13))
    within = mark_words(TEXT, "seldom asked")  # 32 signs do not reach over its sentence
    found = anchor(within, after)
    assert (found.status, found.span) == ("offered", Span(within.start + 13, within.end + 13))


def test_the_place_where_nothing_was_moved_is_offered_first() -> None:
    before = MadeUp("One came. Two saw it, and two were glad. Three left. Four came. Five left.")
    mark = mark_words(before, "two were glad")
    after = MadeUp(
        "In front: and two were glad. One came. Two saw it all, but surely two were glad to. "
        "Three left. Four came. Five left."
    )
    found = anchor(mark, after, kept(before, after))
    assert found.status == "offered"
    assert found.span is not None
    assert found.span.start == after.body.rindex("two were glad")


def test_words_are_offered_only_where_the_text_was_changed() -> None:
    """The sentences that stayed are known to be others, though they have the same words."""
    stayed = "One came late. Two came late. Three came late. "
    before = MadeUp(f"{stayed}They all came late that day, and were glad. {stayed.upper()}")
    mark = mark_words(before, "came late", after=len(stayed))
    after = MadeUp(f"{stayed}And all of them there, I say, came late. {stayed.upper()}")
    found = anchor(mark, after, kept(before, after))
    place = after.body.index("came late. ONE")
    assert found.candidates == (Span(place, place + len("came late")),)
    assert "at one place where it can be" in found.message


def test_words_that_stand_only_in_sentences_that_stayed_are_not_lost() -> None:
    before = MadeUp("One came late. Zip zap zup, and came late. Two came late. It was so.")
    after = MadeUp("One came late. Brrr. Two came late. It was so.")
    found = anchor(mark_words(before, "came late", after=20), after, kept(before, after))
    assert found.status == "offered"
    assert len(found.candidates) == 2
    assert "stands in it at 2 places" in found.message


def test_like_words_are_offered_only_where_the_text_was_changed() -> None:
    before = MadeUp("Hear this. The elitist few ruled it. The elites won. So it went. It ended.")
    mark = mark_words(before, "elitist")
    for now, status in ("That is an ellitist way to rule.", "offered"), ("Brrr.", "lost"):
        after = MadeUp(before.body.replace("The elitist few ruled it.", now))
        found = anchor(mark, after, kept(before, after))
        assert found.status == status
        assert all(after.body[slice(*span)] == "ellitist" for span in found.candidates)
        assert "in what was changed" in found.message


def test_changes_on_both_sides_are_for_a_person_to_judge() -> None:
    mark = mark_words(TEXT, "seldom asked")
    changed = BODY.replace("are seldom asked, and", "were seldom asked; but")
    found = anchor(mark, MadeUp(changed))
    assert (found.status, found.score) == ("offered", 1.0)
    assert found.span is not None
    assert changed[found.span.start : found.span.end] == "seldom asked"
    assert "at one place" in found.message


def test_the_other_half_of_a_refrain_is_never_taken() -> None:
    """The marked place is gone; its twin still stands, and is only offered."""
    body = "We are to blame for much here. And then: we are to blame for nothing at all, they say."
    mark = mark_words(MadeUp(body), "are to blame")
    left = MadeUp(body.replace("We are to blame for much here. ", ""))
    found = anchor(mark, left)
    assert found.status == "offered"
    assert found.candidates == (found.span,)


def test_the_same_words_before_it_are_no_proof_when_they_stood_twice() -> None:
    """The whole prefix fits the twin, whose suffix is another."""
    head = "Listen, all of you who read this from far away: "
    body = f"{head}no. It was not so.\n\n{head}no. It was quite so."
    mark = mark_words(MadeUp(body), "no")
    found = anchor(mark, MadeUp(body.replace(f"{head}no. It was not so.", "Cut.")))
    assert found.status == "offered"


def test_a_copy_of_the_whole_context_makes_it_uncertain() -> None:
    mark = mark_words(TEXT, "seldom asked")
    found = anchor(mark, MadeUp(BODY + "\n\n" + BODY))
    assert found.status == "offered"
    assert found.candidates == tuple(
        Span(mark.start + at, mark.end + at) for at in (0, len(BODY) + 2)
    )
    assert "at 2 places" in found.message


def test_changed_words_are_offered_with_their_likeness() -> None:
    mark = mark_words(TEXT, "Oil explains much, we are told")
    changed = BODY.replace("Oil explains much", "Oil explained much")
    found = anchor(mark, MadeUp(changed))
    assert found.status == "offered"
    assert 0.6 <= found.score < 1.0
    assert found.span is not None
    assert changed[found.span.start : found.span.end].startswith("Oil explained")


def test_words_in_another_typography_are_offered_with_their_marks() -> None:
    before = MadeUp("""He said "it's not so" - and left. Nobody went with him.""")
    after = MadeUp("""He said “it’s not so” – and left. Nobody went with him, so far.""")
    words = """"it's not so" - and left"""
    (span,) = anchor(mark_words(before, words), after).candidates
    assert after.body[slice(*span)] == "“it’s not so” – and left"


def test_what_is_gone_is_lost_with_its_words() -> None:
    mark = mark_words(TEXT, "Oil explains much, we are told", note="by whom?")
    found = anchor(mark, MadeUp("Nothing of all that stands here any more."))
    assert (found.status, found.span, found.score) == ("lost", None, 0.0)
    assert "“Oil explains much, we are told”" in found.message


def test_a_long_passage_is_shown_short() -> None:
    mark = mark_words(TEXT, BODY[:130])
    message = anchor(mark, MadeUp("Gone.")).message
    assert "[…]" in message
    assert len(message) < 300


def test_another_text_has_no_place_for_it() -> None:
    mark = mark_words(TEXT, "seldom asked")
    with pytest.raises(AnnotationError, match="passage of made-up and has no place in other"):
        anchor(mark, MadeUp(BODY, id="other"))


def test_a_place_whose_quotation_does_not_fit_is_not_believed() -> None:
    """The file was changed by hand: the fingerprint is right, the place is not."""
    mark = mark_words(TEXT, "seldom asked")
    bent = replace(mark, start=mark.start - 3, end=mark.end - 3)
    assert anchor(bent, TEXT).span == Span(mark.start, mark.end)
    assert anchor(bent, TEXT).status == "moved"


def test_a_place_beyond_the_end_is_not_believed() -> None:
    mark = mark_words(TEXT, "seldom asked")
    beyond = replace(mark, start=mark.start + 9999, end=mark.end + 9999)
    assert anchor(beyond, TEXT).span == Span(mark.start, mark.end)


def test_the_whole_text_can_be_marked() -> None:
    mark = mark_words(MadeUp("All of it."), "All of it.")
    assert anchor(mark, MadeUp("All of it.")).status == "exact"
    assert anchor(mark, MadeUp("All of it. More.")).span == Span(0, 10)


def test_without_any_context_nothing_is_certain() -> None:
    """An annotation from elsewhere may have no prefix and no suffix."""
    passage = replace(Passage.on(TEXT, 4, 11), prefix="", suffix="", times=0)
    found = anchor(passage, MadeUp("New. " + BODY))
    assert (found.status, found.span) == ("offered", Span(9, 16))


@pytest.mark.parametrize("words", ["👩\u200d🚀", "q\u0323\u0304", "שָׁלוֹם", "🇺🇦", "हिन्दी"])
def test_odd_characters_move_by_code_points(words: str) -> None:
    words = unicodedata.normalize("NFC", words)
    text = MadeUp(f"Before 😀 {words} after.")
    mark = mark_words(text, words)
    newer = MadeUp("👩\u200d🚀" + text.body)
    moved = anchor(mark, newer, kept(text, newer))
    assert (moved.status, moved.span) == ("moved", Span(mark.start + 3, mark.end + 3))


def test_line_ends_make_no_difference(tmp_path: Path) -> None:
    """An edition saved on Windows is the same text: CRLF is no part of a canonical body."""
    source = FRONT.format(id="made-up") + "One line.\n\nTwo 😀 lines.\n"
    file = tmp_path / "made-up.md"
    file.write_bytes(source.encode("utf-8"))
    unix = load_edition(file)
    mark = Passage.on(unix, 11, 16)
    file.write_bytes(source.replace("\n", "\r\n").encode("utf-8"))
    assert anchor(mark, load_edition(file)).status == "exact"


def test_every_sentence_of_the_course_is_found_again() -> None:
    """A line is added to each text; every sentence of it moves by that much, its text unknown."""
    for text_id in ("alieva-2024", "artiukh-2022", "post-2022"):
        text = open_text(text_id)
        newer = MadeUp("A preface was added.\n\n" + text.body, id=text_id)
        for start, end in text.sentences:
            found = anchor(Passage.on(text, start, end), newer)
            assert (found.status, found.span) == ("moved", Span(start + 22, end + 22))
