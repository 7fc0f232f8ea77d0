"""Which passages cost the most agreement: alpha again, with one of them left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from closereader.agreement._continuum import Interval, Profile, merged
from closereader.agreement._result import AgreementError
from closereader.agreement._spans import ratio


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What happens to alpha when one passage is left out.

    Attributes
    ----------
    label
        The name of the passage.
    without
        Alpha without it; ``None`` when it is then not defined.
    cost
        How much higher alpha is without it; below 0 for a passage that carries agreement.
    share
        The passage's share of all disagreement, 0 to 1.
    """

    label: Any
    without: float | None
    cost: float | None
    share: float


def leave_one_passage_out(
    spans_by_reader: Mapping[Any, Sequence[Interval]],
    length: int,
    passages: Mapping[Any, Interval] | Sequence[Interval],
) -> tuple[LeftOut, ...]:
    """Return for each passage what it costs, the dearest first.

    To see what several cost together, give them to `span_alpha` as ``leave_out``.

    Parameters
    ----------
    spans_by_reader, length
        As in `span_alpha`.
    passages
        Stretches of the text, such as paragraphs, by name or in a list.
    """
    named = dict(passages) if isinstance(passages, Mapping) else {each: each for each in passages}
    m = len(spans_by_reader)
    profile = Profile(
        [merged(each, length, f"reader {who}") for who, each in spans_by_reader.items()], length
    )
    marked, apart = profile.sums(0, length)
    whole = ratio(marked, apart, m=m, length=length).value
    found = []
    for label, (start, end) in named.items():
        if not 0 <= start <= end <= length:
            raise AgreementError(f"The passage {label} does not lie in the text.")
        here, between = profile.sums(start, end)
        rest = ratio(marked - here, apart - between, m=m, length=length - (end - start)).value
        found.append(LeftOut(label, rest, _cost(whole, rest), between / apart if apart else 0.0))
    return _dearest_first(found)


def _cost(whole: float | None, rest: float | None) -> float | None:
    return rest - whole if rest is not None and whole is not None else None


def _dearest_first(found: Sequence[LeftOut]) -> tuple[LeftOut, ...]:
    return tuple(sorted(found, key=lambda one: (one.cost is None, -(one.cost or 0.0))))
