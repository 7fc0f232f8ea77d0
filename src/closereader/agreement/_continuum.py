"""A text as a line: who marked what, read off the ends of the marks."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, chain, pairwise
from typing import Any

from closereader.agreement._result import AgreementError

Interval = tuple[int, int]


def check(spans: Iterable[Interval], length: int, whose: str) -> list[Interval]:
    """Return the spans in their order, those without a character left out.

    Raises `AgreementError` for a span that ends before it begins, or that lies outside the text.
    """
    found = sorted((start, end) for start, end in spans)
    for start, end in found:
        if not 0 <= start <= end <= length:
            raise AgreementError(
                f"The mark {start} to {end} of {whose} does not lie in a text of {length} "
                "characters."
            )
    return [(start, end) for start, end in found if start < end]


def merged(spans: Iterable[Interval], length: int, whose: str) -> list[Interval]:
    """Return what the spans cover together: in order, without overlap."""
    found: list[Interval] = []
    for start, end in check(spans, length, whose):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def without(spans: Sequence[Interval], left_out: Sequence[Interval]) -> list[Interval]:
    """Return the spans on the shorter line that is left when some stretches are cut out.

    Both must be in order and without overlap, as `merged` gives them.
    """
    ends = [end for _, end in left_out]
    cut = [0, *accumulate(end - start for start, end in left_out)]

    def moved(place: int) -> int:
        before = bisect_right(ends, place)
        if before < len(left_out) and left_out[before][0] < place:
            return left_out[before][0] - cut[before]
        return place - cut[before]

    kept = [(moved(start), moved(end)) for start, end in spans]
    return [(start, end) for start, end in kept if start < end]


class Profile:
    """How many of the readers marked each place, as steps from one end of a mark to the next.

    `spans`: for each reader what they marked, as `merged` gives it.
    `length`: length of the text in characters.
    `weights`: how often each reader counts; by default once.
    """

    def __init__(
        self,
        spans: Sequence[Sequence[Interval]],
        length: int,
        weights: Sequence[int] | None = None,
    ) -> None:
        every = [1] * len(spans) if weights is None else weights
        steps: dict[int, int] = {0: 0, length: 0}
        for marks, weight in zip(spans, every, strict=True):
            for start, end in marks:
                steps[start] = steps.get(start, 0) + weight
                steps[end] = steps.get(end, 0) - weight
        self.places = sorted(steps)
        self.depths = list(accumulate(steps[place] for place in self.places))
        m = self.readers = sum(every)
        widths = [b - a for a, b in pairwise(self.places)]
        marked = (depth * width for depth, width in zip(self.depths, widths, strict=False))
        apart = (
            2 * depth * (m - depth) * width
            for depth, width in zip(self.depths, widths, strict=False)
        )
        self._marked = [0, *accumulate(marked)]
        self._apart = [0, *accumulate(apart)]

    def sums(self, start: int, end: int) -> tuple[int, int]:
        """Return characters marked, and pairs of readers that differ, over a stretch of the text.

        Each character counts once for every reader who marked it, and twice for every pair of
        readers of whom one marked it and the other did not.
        """
        before, after = self._until(start), self._until(end)
        return after[0] - before[0], after[1] - before[1]

    def _until(self, place: int) -> tuple[int, int]:
        step = min(bisect_right(self.places, place) - 1, len(self._marked) - 1)
        depth, more = self.depths[step], place - self.places[step]
        return (
            self._marked[step] + depth * more,
            self._apart[step] + 2 * depth * (self.readers - depth) * more,
        )


def totals(
    spans_by_reader: Mapping[Any, Sequence[Interval]], length: int
) -> tuple[int, int] | None:
    """Return what ``Profile.sums`` gives for a whole text, by numpy; ``None``: leave it to Python.

    For tens of thousands of marks this is about three times as fast. It takes only marks that lie
    in order and apart for each reader, as a store of marks usually has them.
    """
    import numpy as np  # noqa: PLC0415 - 0.1 s that only very many marks repay

    marks = sum(map(len, spans_by_reader.values()))
    ends_of = chain.from_iterable(chain.from_iterable(spans_by_reader.values()))
    ends = np.fromiter(ends_of, dtype=np.int64, count=2 * marks).reshape(marks, 2)
    last = np.cumsum([len(spans) for spans in spans_by_reader.values()])
    jumps = ends[1:, 0] < ends[:-1, 1]
    jumps[last[(last > 0) & (last < marks)] - 1] = False
    if jumps.any() or (ends[:, 0] > ends[:, 1]).any() or ends.min() < 0 or ends.max() > length:
        return None
    m = len(spans_by_reader)
    turns = np.sort(np.concatenate((2 * ends[:, 0] + 1, 2 * ends[:, 1])))
    depth = np.cumsum(2 * (turns & 1) - 1)[:-1]
    width = np.diff(turns >> 1)
    marked = int((depth * width).sum())
    return marked, 2 * m * marked - 2 * int((depth * depth * width).sum())


def turns(spans: Sequence[Sequence[Interval]]) -> tuple[Any, Any, Any]:
    """Return where marks begin and end, in the order of the text, as three arrays of numpy.

    Drawing readers again and again needs no more: how deep each stretch is marked by a draw is the
    running sum of how often the reader of each turn was drawn.

    `spans`: as in `Profile`; those of one reader apart.
    Returns `reader`, `step`, `width`: whose turn it is; 1 where a mark begins and -1 where it ends;
    characters to the next turn.
    """
    import numpy as np  # noqa: PLC0415 - see `totals`

    marks = [(place, step, who) for who, own in enumerate(spans)
             for mark in own for place, step in zip(mark, (1, -1), strict=True)]  # fmt: skip
    sides = np.array(sorted(marks), dtype=np.int64).reshape(-1, 3).T
    places, steps, readers = np.ascontiguousarray(sides)  # each of them in one piece
    return readers, steps, np.diff(places, append=places[-1:])
