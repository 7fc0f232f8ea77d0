"""Measure agreement on marks: 12 themes, 200 readers, 60 marks each, in texts of two lengths.

Beside it, in the same run, the naive way: a table of readers by characters. It gets numpy, which
makes it as fast as it can be, and only one theme, because it is slow enough with one. For codes of
fixed units there are peers, NLTK and krippendorff. krippendorff is handed the same lists as we are,
and besides an array of numbers made beforehand.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.peers import peer
from closereader.agreement import alpha, span_alpha, unitized_alpha

THEMES, READERS, MARKS = 12, 200, 60
LENGTH = 48_000  # about the longest text of the course
FACTOR = 20
RUNS = 7
AIM = "<= 50"

Spans = dict[int, list[tuple[int, int]]]


def seminar(chance: random.Random, length: int, marks: int = MARKS) -> Spans:
    """Make the marks of one theme."""
    return drawn_marks(chance, READERS, marks, length)


def milliseconds(act: Callable[[], object], runs: int = RUNS) -> float:
    """Time a call; the median of some runs."""
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        act()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


def naive(spans: Spans, length: int) -> float:
    """Compute the same alpha from a table of readers by characters."""
    table = np.zeros((len(spans), length), dtype=np.int64)
    for row, marks in zip(table, spans.values(), strict=True):
        for start, end in marks:
            row[start:end] = 1
    m, n = len(spans), table.size
    inside = table.sum(axis=0)
    apart = (2 * inside * (m - inside)).sum() / (m - 1)
    marked = int(inside.sum())
    return float(1 - (n - 1) * apart / (2 * marked * (n - marked)))


def line(name: str, number: float, aim: str = "") -> None:
    """Print one measure."""
    print(f"{name}\t{number:.1f}\tms\t{aim}", flush=True)


def themes(course: list[Spans], length: int) -> list[float | None]:
    """Compute every theme."""
    return [span_alpha(spans, length).value for spans in course]


def main() -> None:
    """Print one line per measure; stop when the two ways differ."""
    chance = random.Random(1)  # noqa: S311 - marks, not secrets
    name = f"alpha of {THEMES} themes, {READERS} readers, {MARKS} marks each"
    for length in (LENGTH, FACTOR * LENGTH):
        course = [seminar(chance, length) for _ in range(THEMES)]
        line(f"{name}, {length:,} characters", milliseconds(partial(themes, course, length)), AIM)
    few = [seminar(chance, LENGTH, MARKS // THEMES) for _ in range(THEMES)]
    line(
        f"the same, {MARKS} marks over all themes", milliseconds(partial(themes, few, LENGTH)), AIM
    )
    one = seminar(chance, LENGTH)
    slow, fast = naive(one, LENGTH), span_alpha(one, LENGTH).value
    if fast is None or abs(slow - fast) > 1e-9:  # noqa: PLR2004 - rounding
        raise SystemExit(f"The two ways differ: {fast} and {slow}.")
    line("one theme, ours", milliseconds(partial(span_alpha, one, LENGTH)))
    line(
        "one theme, readers by characters with numpy", milliseconds(partial(naive, one, LENGTH), 3)
    )
    few_units(chance)
    many_readers(chance)
    many_units(chance)


def many_readers(chance: random.Random) -> None:
    """Measure what drawing readers again costs, and unitized alpha, as readers grow."""
    for readers, aim in ((50, ""), (200, ""), (1000, "<= 1000")):
        themes_drawn = [drawn_marks(chance, readers, 8) for _ in range(5)]
        each = partial(span_alpha, length=LENGTH, interval="readers")
        act = partial(lambda call, given: [call(one) for one in given], each, themes_drawn)
        line(f"5 themes with intervals, {readers:,} readers", milliseconds(act, 3), aim)
    for readers in (20, 80, 200, 800):
        walk = partial(unitized_alpha, drawn_marks(chance, readers, MARKS), LENGTH)
        line(f"unitized alpha, {readers} readers, {MARKS} marks each", milliseconds(walk, 3))


def drawn_marks(chance: random.Random, readers: int, marks: int, length: int = LENGTH) -> Spans:
    """Make marks of one theme that lie apart."""
    found = {}
    for reader in range(readers):
        ends = sorted(chance.sample(range(length), 2 * marks))
        found[reader] = list(zip(ends[::2], ends[1::2], strict=True))
    return found


def many_units(chance: random.Random) -> None:
    """Measure alpha of very many codes, and krippendorff's where it is installed."""
    units = 10_000
    words = [[chance.choice("abcd") for _ in range(units)] for _ in range(READERS)]
    numbers = [list(map(ord, row)) for row in words]
    name = f"alpha of {READERS} readers, {units:,} units"
    line(f"{name}, words, ours", milliseconds(partial(alpha, words)), "1.2 of krippendorff")
    line(f"{name}, numbers, ours", milliseconds(partial(alpha, numbers)), "1.2 of krippendorff")
    theirs = getattr(peer("krippendorff"), "alpha", None)
    if theirs is None:
        return
    array = np.array(numbers, dtype=float)
    for kind, data in (("words", words), ("numbers", numbers), ("a ready array", array)):
        value = theirs(reliability_data=data, level_of_measurement="nominal")
        if abs(value - (alpha(words).value or 0)) > 1e-9:  # noqa: PLR2004 - rounding
            raise SystemExit("krippendorff and we differ.")
        call = partial(theirs, reliability_data=data, level_of_measurement="nominal")
        line(f"{name}, {kind}, krippendorff", milliseconds(call, 3))


def few_units(chance: random.Random) -> None:
    """Measure alpha for fixed units, and NLTK's where it is installed."""
    codes = [[chance.choice("abcd") for _ in range(MARKS)] for _ in range(READERS)]
    name = f"alpha of {READERS} readers, {MARKS} units"
    line(f"{name}, ours", milliseconds(partial(alpha, codes)))
    task_of = getattr(peer("nltk.metrics.agreement"), "AnnotationTask", None)
    if task_of is None:
        return
    rows = [(who, at, code) for who, row in enumerate(codes) for at, code in enumerate(row)]
    task = task_of(data=rows)
    if abs(task.alpha() - (alpha(codes).value or 0)) > 1e-9:  # noqa: PLR2004 - rounding
        raise SystemExit("NLTK and we differ.")
    line(f"{name}, NLTK", milliseconds(task.alpha, 3))


if __name__ == "__main__":
    main()
