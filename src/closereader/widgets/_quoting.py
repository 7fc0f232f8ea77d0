"""Mark by quoting: from pasted words to the one place that has them, or to a helpful no."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closereader.texts import Span, Text

LONGEST = 2_000
"""Code points of a quotation that is looked for approximately."""
_SHOWN = 60
_LISTED = 6


class QuoteError(ValueError):
    """The words are nowhere in the text, or in several places; the message says where."""


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
        When no place has the words (the closest passages are named), or several have them
        and `occurrence` does not say which.
    """
    if not quote.strip():
        raise QuoteError("There are no words to look for: quote a passage of the text.")
    spans = text.find(quote.strip()) or text.find(quote, folded=True)
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
            "label": text.paragraph_at(close.span.start).label,
        }
        for close in text.closest(quote[:LONGEST])
    ]


def _nowhere(text: Text, quote: str) -> str:
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
    labels = [text.paragraph_at(span.start).label for span in spans[:_LISTED]]
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
