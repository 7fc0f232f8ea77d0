"""How often words stand in a text, how sure that is, and whether it can be compared."""

from dataclasses import dataclass

from closereader.concordance._exact import binomial_interval, binomial_p, poisson_interval
from closereader.concordance._lines import kwic, opened
from closereader.concordance._pattern import Pattern, read_pattern
from closereader.quotations import count_words
from closereader.texts import Text

PER = 1_000
"""Rates are hits in so many words."""

FEWEST = 10
"""With fewer hits than this, the upper end of the interval is more than four times the lower
(9 hits: 4.1 to 17.1; 10 hits: 4.8 to 18.4), so that a rate twice as high and one half as high fit
the same count. Such a rate can be read, but hardly be compared."""

RULE = (
    f"The rule here: fewer than {FEWEST} hits are too few to compare, because the upper end of "
    "such an interval is more than four times its lower end."
)


@dataclass(frozen=True, slots=True)
class Count:
    """How often some words stand in a text."""

    text: str
    """The id of the text."""
    pattern: str
    raw: int
    """How many hits there are."""
    words: int
    """How many words the text has: headings and byline included, and notes if they were counted.
    What stands between two spaces is one word when it holds a letter or a digit; so a hit may be a
    part of a word (*state* in *petro-state*), and the page then says how many are."""
    rate: float
    """Hits per 1,000 words."""
    low: float
    """The lower end of the 95 % interval of the rate (Garwood 1936), per 1,000 words."""
    high: float
    """The upper end."""
    quoted: int
    """How many of the hits stand between quotation marks."""
    note: str
    """When there are too few hits to compare: why, and by which rule; else empty."""

    @property
    def comparable(self) -> bool:
        """Whether there are enough hits to compare the rate with another."""
        return self.raw >= FEWEST

    def __str__(self) -> str:
        """Say it in a sentence."""
        hits = "1 hit" if self.raw == 1 else f"{self.raw:,} hits"
        inside = f"; of these, {self.quoted} in quotation marks" if self.quoted else ""
        return (
            f"{self.text}: {hits} in {self.words:,} words, {self.rate:.1f} per 1,000 words "
            f"(95 % interval {self.low:.1f} to {self.high:.1f}){inside}."
        )


def count(text: str | Text, pattern: str | Pattern, *, notes: bool = False) -> Count:
    """Count some words in a text.

    Parameters
    ----------
    text
        The id of a text.
    pattern
        As in `kwic`.
    notes
        Whether hits and words of the notes count too.

    Returns
    -------
    Count
        The interval takes the hits for a Poisson process: as if each word had the same chance,
        whatever stood before it. Words come in clusters, so the true uncertainty is larger.

    Raises
    ------
    PatternError, UnknownText
        As in `kwic`.
    """
    [found] = opened(text)
    read = pattern if isinstance(pattern, Pattern) else read_pattern(pattern)
    lines = kwic(found, read, notes=notes)
    words = found.words
    if notes:
        words += sum(count_words(note.text) for note in found.notes)
    if not words:
        raise ValueError(f"{found.id} has no words to count in.")
    raw = len(lines)
    low, high = poisson_interval(raw)
    per = PER / words
    return Count(
        found.id,
        read.typed,
        raw,
        words,
        raw * per,
        low * per,
        high * per,
        sum(line.quoted for line in lines),
        _guard(found.id, raw, words, (low * per, high * per)),
    )


def _guard(text_id: str, raw: int, words: int, interval: tuple[float, float]) -> str:
    if raw >= FEWEST:
        return ""
    hits = {0: "no hit", 1: "1 hit"}.get(raw, f"{raw} hits")
    low, high = interval
    return (
        f"{text_id} is too short to compare words that are so rare in it: {hits} in {words:,} "
        f"words can stand for any rate from {low:.1f} to {high:.1f} per 1,000 words. {RULE}"
    )


@dataclass(frozen=True, slots=True)
class Comparison:
    """The rates of the same words in two texts."""

    first: Count
    second: Count
    ratio: float | None
    """The first rate divided by the second; None when the second is zero."""
    low: float
    """The lower end of the exact 95 % interval of the ratio."""
    high: float | None
    """The upper end; None when there is none, because the second text has no hit."""
    p: float
    """How often texts with one and the same rate would differ at least so much: exact, two-sided,
    given the sum of the hits (Przyborowski and Wilenski 1940)."""
    sentence: str
    """The result in words."""
    limits: str
    """What it cannot say."""

    def __str__(self) -> str:
        """Give result and limits."""
        return f"{self.sentence} {self.limits}"


_LIMITS = (
    "This cannot say why, nor who is meant by the words. It takes each word for an independent "
    "draw, which running prose is not: one paragraph that says a word six times counts as six. So "
    "it is surer than it ought to be. And texts differ in genre, audience and length, not only in "
    "their authors."
)


def compare(
    first: str | Text, second: str | Text, pattern: str | Pattern, *, notes: bool = False
) -> Comparison:
    """Compare how often some words stand in two texts.

    Returns
    -------
    Comparison
        With the exact conditional interval of the ratio: Clopper and Pearson's interval for the
        first text's share of all hits, turned into a ratio of rates.
    """
    one, two = count(first, pattern, notes=notes), count(second, pattern, notes=notes)
    total, both = one.raw + two.raw, one.words + two.words
    ratio = one.rate / two.rate if two.raw else None
    low, high, p = 0.0, None, 1.0
    if total:
        least, most = binomial_interval(one.raw, total)
        times = two.words / one.words
        low = least / (1 - least) * times
        high = most / (1 - most) * times if most < 1 else None
        p = binomial_p(one.raw, total, one.words / both)
    sentence = _said(one, two, (ratio, low, high), p)
    return Comparison(one, two, ratio, low, high, p, sentence, _LIMITS)


def _said(one: Count, two: Count, ratio: tuple[float | None, float, float | None], p: float) -> str:
    if not one.raw + two.raw:
        return f"Neither {one.text} nor {two.text} has a hit: there is nothing to compare."
    times, low, high = ratio
    rates = f"{one.rate:.1f} per 1,000 words in {one.text} and {two.rate:.1f} in {two.text}"
    few = [each for each in (one, two) if not each.comparable]
    if times is None or high is None:
        fit = f"any ratio from {low:.2f} upward fits the counts"
    else:
        fit = f"any ratio from {low:.2f} to {high:.2f} fits the counts"
        if not few:
            fit = f"the first is {times:.2f} times the second, and {fit}"
    apart = p < 0.05 and not few  # noqa: PLR2004 - the level of the interval
    seldom, stop = ("seldom ", ":") if apart else ("", "")
    chance = f"Equal rates would {seldom}give counts at least this far apart{stop} {_times(p)}"
    verdict = "" if apart else " The counts do not tell the two rates apart."
    if few:
        names = ", ".join(f"{each.text}: {each.raw}" for each in few)
        verdict = f" Fewer than {FEWEST} hits ({names}): do not rank the texts by this."
    return f"{rates}: {fit}. {chance}.{verdict}"


def _times(p: float) -> str:
    """Say a p-value as the number of times that it is."""
    if p < 0.001:  # noqa: PLR2004 - what is worth printing
        return "less than once in 1,000 times (exact test, p < 0.001)"
    of = 1000 if p < 0.01 else 100  # noqa: PLR2004 - so that a whole number says it
    times = "once" if round(p * of) == 1 else f"{round(p * of)} times"
    return f"about {times} in {of:,} (exact test, p = {p:.3f})"
