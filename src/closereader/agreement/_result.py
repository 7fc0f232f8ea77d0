"""What every statistic of agreement gives back."""

from dataclasses import dataclass

from closereader._faults import SentenceError

MINUS = "\N{MINUS SIGN}"


class AgreementError(SentenceError):
    """The data cannot be read as codes or marks; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """A statistic of agreement and what stands behind it: ``value = 1 - observed / expected``.

    Attributes
    ----------
    name
        The statistic in words, such as ``alpha, ordinal``.
    value
        1 for full agreement, 0 for what chance would give, below 0 for less than that. ``None``
        when it is not defined, and never 1 for that reason.
    reason
        Why the value is not defined; empty when it is.
    observed, expected
        Mean disagreement between two codes of one unit, and between any two codes, in the unit of
        the distance (for nominal codes and marks: a share from 0 to 1).
    n_units
        Units that at least two readers coded; for marks, characters.
    n_readers
        Readers who are compared.
    low, high
        The ends of a bootstrap interval, when one was asked for and could be had.
    shares
        Whether `observed` is a share from 0 to 1.
    """

    name: str
    value: float | None
    reason: str = ""
    observed: float | None = None
    expected: float | None = None
    n_units: int = 0
    n_readers: int = 0
    low: float | None = None
    high: float | None = None
    shares: bool = True

    @property
    def agreed(self) -> float | None:
        """Observed agreement, ``1 - observed``, where the disagreement is a share."""
        return 1 - self.observed if self.shares and self.observed is not None else None

    @property
    def sentence(self) -> str:
        """The result in one sentence."""
        if self.value is None:
            said = f"{self.name}: not defined, because {self.reason}"
        else:
            said = f"{self.name}: {number(self.value)}"
            if self.low is not None and self.high is not None:
                said += f" (95 % interval {number(self.low)} to {number(self.high)})"
        if self.agreed is not None:
            said += f"; observed agreement {number(self.agreed)}"
        return f"{said}; {self.n_readers} readers, {self.n_units} units."

    def __str__(self) -> str:
        """Return the sentence."""
        return self.sentence


def number(value: float) -> str:
    """Write a value with two digits and a true minus: ``0.74``, ``−0.70``."""
    written = f"{value:.2f}"
    return written.removeprefix("-") if float(written) == 0 else written.replace("-", MINUS)


def settle(  # noqa: PLR0913 - the parts of an Agreement
    name: str,
    observed: float | None,
    expected: float | None,
    *,
    n_units: int,
    n_readers: int,
    reason: str = "",
    shares: bool = True,
) -> Agreement:
    """Divide where it can be done; say why where it cannot.

    `reason`: why the value cannot be defined, when the caller knows it already.
    """
    if not reason and n_readers < 2:  # noqa: PLR2004
        reason = "fewer than two readers are compared"
    if not reason and (n_units == 0 or observed is None or expected is None):
        reason = "no unit was coded by two readers"
    if not reason and expected == 0:
        reason = "all codes are the same, and without variation there is nothing to agree about"
    value = None if reason or not expected or observed is None else 1 - observed / expected
    return Agreement(name, value, reason, observed, expected, n_units, n_readers, shares=shares)
