"""Mark by quoting: from pasted words to the one place that has them, or to a helpful no."""

from collections.abc import Sequence
from typing import Any

from closereader._faults import SentenceError
from closereader.quotations._find import cut_words, whole_places, whole_words
from closereader.texts import Span, Text

LONGEST = 2_000
"""Code points of a quotation that is looked for approximately."""
_SHOWN = 60
_AROUND = 40  # characters beside a place, to tell it from another
_LISTED = 6
_OFFERED = 3
_PASTED = "“”„‟«»‹›\"‘’‚'「」『』 "


class QuoteError(SentenceError):
    """The words are nowhere in the text, cut inside a word, or in several places."""


def find_quote(text: Text, quote: str, occurrence: int | None = None) -> Span:
    """Find the one place in a text that has these words.

    Parameters
    ----------
    text
        Where to look.
    quote
        The words. Curly and straight quotation marks, dashes and line breaks need not match.
    occurrence
        Which place is meant when the words occur several times, counted from 1.

    Returns
    -------
    Span
        Code points into ``text.body``, half-open.

    Raises
    ------
    QuoteError
        When no place has the words (the closest passages are named), or only with a word cut, or
        several have them and `occurrence` does not say which.
    """
    if not quote.strip():
        raise QuoteError("There are no words to look for: quote a passage of the text.")
    spans = whole_places(text, quote)
    if not spans:
        raise QuoteError(_nowhere(text, quote))
    if occurrence is None:
        if len(spans) > 1:
            raise QuoteError(_everywhere(text, quote, spans))
        return spans[0]
    if not 1 <= occurrence <= len(spans):
        raise QuoteError(
            f"“{_short(quote)}” occurs {_times(len(spans))} in {text.id}; "
            f"there is no occurrence {occurrence}."
        )
    return spans[occurrence - 1]


def close_places(text: Text, quote: str) -> list[dict[str, Any]]:
    """List the passages that come closest to a quotation, the closest first.

    Returns
    -------
    list of dict
        ``s``, ``e`` (code points), ``text``, ``score`` (0 to 1) and ``label`` (``"¶12"``).
        They may be offered to a person and must never be taken for the quotation.
    """
    return [
        {
            "s": close.span.start,
            "e": close.span.end,
            "text": close.text,
            "score": round(close.score, 3),
            "label": text.label_of(*close.span),
        }
        for close in text.closest(quote[:LONGEST])
    ]


def find_places(
    texts: Sequence[Text], quote: str
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Find words in texts: the places that have them, else the closest (only to be offered).

    Quotation marks at both ends, which a person pastes along, are left off; typographic quotation
    marks, dashes and white space need not match. What is returned is always the text's own words;
    of words that are cut, the whole ones are the closest.
    """
    words = quote.strip().strip(_PASTED).strip()
    if not words:
        return [], []
    whole = [(text, span) for text in texts for span in whole_places(text, words, folded=True)]
    if whole:
        return [_place(text, span) for text, span in whole[:_LISTED]], []
    cut = [(text, span) for text in texts for span in text.find(words, folded=True)]
    near = [{**_place(text, whole_words(text, span)), "score": 1.0} for text, span in cut]
    near += [
        {**place, "quote": place["text"], "text": text.id}
        for text in texts if not cut
        for place in close_places(text, words)
    ]  # fmt: skip
    near.sort(key=lambda place: -float(place["score"]))
    return [], near[:_OFFERED]


def _place(text: Text, span: Span) -> dict[str, Any]:
    words = text.body[span.start : span.end]
    return {"text": text.id, "s": span.start, "e": span.end, "quote": words,
            "before": text.body[max(0, span.start - _AROUND) : span.start],
            "after": text.body[span.end : span.end + _AROUND],
            "label": text.label_of(*span)}  # fmt: skip


def _nowhere(text: Text, quote: str) -> str:
    if cut := text.find(quote, folded=True):
        return cut_words(text, cut[0])
    words = f"“{_short(quote)}” is not in {text.id}"
    notes = text.find_note(quote, folded=True)
    if notes:
        labels = ", ".join(note.label for note in notes[:_LISTED])
        return f"{words}: it stands in its notes ({labels}), and only the text can be marked."
    places = close_places(text, quote)
    if not places:
        return f"{words}, nor anything like it."
    best = places[0]
    return f"{words}. The closest passage is “{_short(best['text'])}” ({text.id} {best['label']})."


def _everywhere(text: Text, quote: str, spans: Sequence[Span]) -> str:
    labels = [text.label_of(*span) for span in spans[:_LISTED]]
    more = ", …" if len(spans) > _LISTED else ""
    return (
        f"“{_short(quote)}” occurs {_times(len(spans))} in {text.id} ({', '.join(labels)}{more}): "
        f"quote more words, or add occurrence=1 to {len(spans)}."
    )


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _SHOWN else f"{flat[:_SHOWN].rstrip()}[…]"
