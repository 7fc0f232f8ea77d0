"""Words are looked for in some stretches of a text, and given where they stand in the whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from closereader.texts import Span, Stretches, places


def test_words_are_found_in_the_stretches_only() -> None:
    body = "One came here. Two came there. Three came here again. Four came."
    some = Stretches(body, [Span(0, 14), Span(31, 53)])
    assert some.places("came") == [4, 37]
    assert some.places("came", 1) == [4]
    assert some.places("here.\n\nThree") == []
    (best, *_) = some.closest("threee")
    assert (best.text, best.span) == ("Three", Span(31, 36))


@given(st.text("ab \n", max_size=40), st.lists(st.integers(0, 40), max_size=8), st.text("ab \n"))
def test_nothing_else_is_found(body: str, cuts: list[int], words: str) -> None:
    at = sorted({min(cut, len(body)) for cut in cuts})
    spans = [Span(start, end) for start, end in zip(at[::2], at[1::2], strict=False)]
    found = Stretches(body, spans).places(words)
    assert found == [
        start + place for start, end in spans for place in places(body[start:end], words)
    ]
