"""How far the placements of several people agree, and where they part."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from closereader.agreement import alpha
from closereader.scale._model import CANNOT_SAY

YOU = "You"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people who placed the same sentences. Counts are of sentences."""

    names: tuple[str, str]
    both: int
    """Sentences that both put on a point; only these are compared."""
    exact: int
    near: int
    """On the same point, or on the one beside it."""
    alpha: float | None
    """Krippendorff's alpha with ordinal distances; None where it is not defined."""


@dataclass(frozen=True, slots=True)
class ScaleComparison:
    """What several people's placements have in common, and where they part."""

    names: tuple[str, ...]
    pairs: tuple[Pair, ...]
    alpha: float | None
    """The same for all of them together."""
    gaps: tuple[tuple[str, int], ...]
    """Sentence and points from the lowest to the highest, widest first; gaps of 0 left out."""
    unsaid: tuple[str, ...]
    """Sentences of which at least one of them cannot say."""
    without: tuple[float, float] | None
    """Lowest and highest `alpha` when any one sentence is left out; None where not defined."""


def compare(placed: Mapping[str, Mapping[str, str]], sentences: Iterable[str]) -> ScaleComparison:
    """Compare placements of the same sentences.

    Parameters
    ----------
    placed
        For each person's name, the value of each sentence: ``{"You": {"s01": "5", "s02": "?"}}``.
        A sentence that is not in it counts as not placed, like “cannot say”.
    sentences
        Ids of the sentences to compare, in their order.

    Notes
    -----
    Alpha follows Krippendorff, *Content Analysis* (ordinal metric, missing values left out); see
    `closereader.agreement`.
    """
    ids = tuple(sentences)
    names = tuple(placed)
    points = {name: [_number(placed[name].get(one, CANNOT_SAY)) for one in ids] for name in names}
    spans = []
    for at, one in enumerate(ids):
        given = [value for name in names if (value := points[name][at]) is not None]
        if len(given) > 1 and max(given) > min(given):
            spans.append((one, max(given) - min(given)))
    return ScaleComparison(
        names=names,
        pairs=tuple(_pair((a, b), points[a], points[b]) for a, b in combinations(names, 2)),
        alpha=_alpha(list(points.values())),
        gaps=tuple(sorted(spans, key=lambda span: -span[1])),
        unsaid=tuple(one for at, one in enumerate(ids) if any(
            points[name][at] is None for name in names)),
        without=_without_one(list(points.values())),
    )  # fmt: skip


def _number(value: str) -> int | None:
    return None if value == CANNOT_SAY else int(value)


def _pair(
    names: tuple[str, str], first: Sequence[int | None], second: Sequence[int | None]
) -> Pair:
    apart = [
        abs(a - b)
        for a, b in zip(first, second, strict=True)
        if a is not None and b is not None
    ]  # fmt: skip
    return Pair(
        names=names,
        both=len(apart),
        exact=sum(1 for gap in apart if gap == 0),
        near=sum(1 for gap in apart if gap <= 1),
        alpha=_alpha([first, second]),
    )


def _alpha(points: Sequence[Sequence[int | None]]) -> float | None:
    if len(points) < 2:  # noqa: PLR2004 - nobody agrees alone
        return None
    return alpha(points, distance="ordinal").value


def _without_one(points: Sequence[Sequence[int | None]]) -> tuple[float, float] | None:
    count = len(points[0]) if points else 0
    values = [_alpha([[*row[:at], *row[at + 1 :]] for row in points]) for at in range(count)]
    defined = [value for value in values if value is not None]
    return (min(defined), max(defined)) if defined and count > 1 else None
