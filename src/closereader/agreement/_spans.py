"""Alpha for marks in a text: every character is a unit, inside the theme or outside."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Literal

from closereader.agreement._bootstrap import SEED, TIMES, with_interval
from closereader.agreement._continuum import Interval, Profile, merged, totals, turns, without
from closereader.agreement._result import Agreement, AgreementError, settle

Estimate = Callable[[Sequence[int]], float | None]

NAME = "alpha of marked characters"
_MANY = 4000  # marks from which on it pays to load numpy


def span_alpha(  # noqa: PLR0913 - each with a default that is right for most
    spans_by_reader: Mapping[Any, Sequence[Interval]],
    length: int,
    *,
    leave_out: Sequence[Interval] = (),
    interval: Literal["readers", "paragraphs"] | None = None,
    paragraphs: Sequence[Interval] = (),
    times: int = TIMES,
    seed: int = SEED,
) -> Agreement:
    """Return the nominal alpha of one theme, with the characters of the text as units.

    Krippendorff (2011), section B (binary data, two values), for every character in or outside
    a reader's marks; computed from the ends of the marks, so that the length of the text costs
    nothing. It sees which words were marked. It does not see where one mark ends and the next
    begins (`unitized_alpha` does), nor why anything was marked.

    Parameters
    ----------
    spans_by_reader
        For each reader the marks of one theme as ``(start, end)``, half-open, in code points. Marks
        of one reader may overlap. A reader who opened the text and marked nothing has an empty
        list, and counts; one who did not open it is not in the mapping, and does not.
    length
        Length of the text in code points.
    leave_out
        Stretches of the text that are taken away before anything is counted.
    interval
        What to draw again for a 95 % bootstrap interval: readers or paragraphs.
    paragraphs
        Where the paragraphs lie; needed for an interval by paragraphs. What lies between them
        belongs to none and is not drawn.

    Notes
    -----
    Alpha corrects for few units, here by 1 / (readers x characters). So stretching all offsets
    changes it, in a text of a thousand characters by less than 0.001.
    """
    if length < 0:
        raise AgreementError(f"A text cannot have {length} characters.")
    m = len(spans_by_reader)
    if not leave_out and interval is None and sum(map(len, spans_by_reader.values())) >= _MANY:
        found = totals(spans_by_reader, length)
        if found is not None:
            return ratio(*found, m=m, length=length)
    taken = merged(leave_out, length, "what is left out")
    spans = [
        without(merged(each, length, f"reader {who}"), taken)
        for who, each in spans_by_reader.items()
    ]
    rest = length - sum(end - start for start, end in taken)
    profile = Profile(spans, rest)
    result = ratio(*profile.sums(0, rest), m=m, length=rest)
    if interval == "readers":
        return with_interval(result, m, _by_readers(spans, rest), times=times, seed=seed)
    if interval == "paragraphs":
        blocks = without(merged_apart(paragraphs, length), taken)
        parts = [(*profile.sums(start, end), end - start) for start, end in blocks]
        return with_interval(result, len(parts), _by_parts(parts, m), times=times, seed=seed)
    return result


def merged_apart(paragraphs: Sequence[Interval], length: int) -> list[Interval]:
    """Return the paragraphs in order; they may touch, but not overlap."""
    if not paragraphs:
        raise AgreementError("Say where the paragraphs lie: paragraphs=[(start, end), ...].")
    found = sorted(paragraphs)
    for (_, end), (start, _) in pairwise(found):
        if start < end:
            raise AgreementError(f"Two paragraphs overlap at {start}.")
    if found[0][0] < 0 or found[-1][1] > length:
        raise AgreementError(f"A paragraph does not lie in a text of {length} characters.")
    return found


def ratio(marked: int, apart: int, *, m: int, length: int, pairs: int | None = None) -> Agreement:
    """Return alpha from sums over characters, as ``Profile.sums`` gives them.

    `pairs`: ordered pairs of readers who are compared at each character; by default ``m (m - 1)``.
    """
    compared = m * (m - 1) if pairs is None else pairs
    n = m * length
    observed = apart / (compared * length) if compared and length else None
    expected = 2 * marked * (n - marked) / (n * (n - 1)) if n > 1 else None
    reason = ""
    if compared and length and not marked:
        reason = "nobody marked anything"
    elif compared and length and marked == n:
        reason = "everybody marked everything"
    units = length if compared else 0
    return settle(NAME, observed, expected, n_units=units, n_readers=m, reason=reason)


def _by_readers(spans: Sequence[Sequence[Interval]], length: int) -> Estimate:
    import numpy as np  # noqa: PLC0415 - 0.1 s that only a thousand draws repay

    readers, steps, width = turns(spans)

    def estimate(drawn: Sequence[int]) -> float | None:
        often = np.asarray(drawn)
        m = int(often.sum())
        pairs = m * m - int(often @ often)
        depth = np.cumsum(often[readers] * steps)
        # Copies of one reader mark the same, so none of these pairs is among them.
        apart = 2 * int((depth * (m - depth)) @ width)
        return ratio(int(depth @ width), apart, m=m, length=length, pairs=pairs).value

    return estimate


def _by_parts(parts: Sequence[tuple[int, int, int]], m: int) -> Estimate:
    def estimate(drawn: Sequence[int]) -> float | None:
        marked, apart, length = (
            sum(often * part[at] for often, part in zip(drawn, parts, strict=True))
            for at in range(3)
        )
        return ratio(marked, apart, m=m, length=length).value

    return estimate
