"""Measure how the time of five parts grows with what they are given, and fit the exponent.

Each part is given three sizes, each four times the one before; the exponent is the slope of a
straight line through the logarithms of size and processor time. 1 is linear, 2 is quadratic; below
1 a part of the time is the same for every size.
"""

from __future__ import annotations

import math
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

COURSE = Path(__file__).resolve().parents[1]
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a student's Python compiles a module once
sys.path.insert(0, str(COURSE))

from playwright.sync_api import sync_playwright  # noqa: E402

from benchmarks.bench_agreement import LENGTH, MARKS, drawn_marks  # noqa: E402
from benchmarks.bench_collect import CHILD, handin  # noqa: E402
from benchmarks.bench_long import one_run  # noqa: E402
from closereader import open_text, open_work  # noqa: E402
from closereader.agreement import alpha, span_alpha, unitized_alpha  # noqa: E402
from closereader.annotations import Annotation  # noqa: E402
from closereader.concordance import kwic  # noqa: E402
from tests.browser.conftest import ARGUMENTS, find_chromium  # noqa: E402
from tests.concordance.making import made  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from playwright.sync_api import Browser

RUNS = 3
LINEAR = "<= 1.2"


def exponent(sizes: Sequence[int], taken: Sequence[float]) -> float:
    """Fit the power of the size that the time grows with."""
    return statistics.linear_regression(
        [math.log(size) for size in sizes], [math.log(each) for each in taken]
    ).slope


def growth(name: str, sizes: Sequence[int], of: Callable[[int], float], what: str) -> None:
    """Print the milliseconds of each size, the median of some runs, and the exponent."""
    taken = [statistics.median(of(size) for _ in range(RUNS)) for size in sizes]
    for size, each in zip(sizes, taken, strict=True):
        print(f"{name}, {size:,} {what}\t{each:.1f}\tms CPU\t")
    print(f"{name}, exponent\t{exponent(sizes, taken):.2f}\t\t{LINEAR}", flush=True)


def cpu(act: Callable[[], object]) -> float:
    """Return the milliseconds of processor time that a call takes."""
    begun = time.process_time()
    act()
    return 1000 * (time.process_time() - begun)


def words_found(size: int) -> float:
    """Search a text that was never searched before."""
    longest = open_text("alieva-2024")
    paragraphs = [block.text.replace("\n", " ") for block in longest.paragraphs]
    each = sum(len(words.split()) for words in paragraphs)
    text = made("\n\n".join(paragraphs * (size // each)))
    return cpu(lambda: kwic(text, "russia*|west*"))


def agreed(call: Callable[[dict[int, list[tuple[int, int]]]], object], readers: int) -> float:
    """Compute from the marks of so many readers."""
    spans = drawn_marks(random.Random(readers), readers, MARKS)  # noqa: S311 - marks, no secrets
    return cpu(lambda: call(spans))


def coded(units: int) -> float:
    """Compute alpha of twenty readers' codes."""
    chance = random.Random(units)  # noqa: S311 - codes, no secrets
    codes = [[chance.choice("abcd") for _ in range(units)] for _ in range(20)]
    return cpu(lambda: alpha(codes))


def opened(folders: dict[int, Path], marks: int) -> float:
    """Read all marks of a work folder that nothing has read yet."""
    work = open_work(folders[marks])
    return cpu(lambda: work.annotations("alieva-2024"))


def full_folder(folder: Path, marks: int) -> Path:
    """Write a work folder with so many marks."""
    text, work = open_text("alieva-2024"), open_work(folder)
    for number in range(marks):
        at = number % (len(text.body) - 80)
        work.save(Annotation.on(text, at, at + 60, theme="exclusion", note="Why?"))
    return folder


def collected(uploads: dict[int, Path], handins: int) -> float:
    """Read hand-ins and write their pack, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, str(CHILD), str(uploads[handins]), str(Path(folder) / "pack")],
            capture_output=True, text=True, encoding="utf-8", check=True,
        )  # fmt: skip
    _, _, _, _, reading, _, writing, *_ = map(float, done.stdout.split())
    return 1000 * (reading + writing)


def upload(folder: Path, handins: int) -> Path:
    """Write a zip of hand-ins."""
    chance = random.Random(200)  # noqa: S311 - the same class every time
    path = folder / f"{handins}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(handins):
            archive.writestr(f"Reader No {number}_{number}_file_/h.html", handin(number, chance))
    return path


def shown(browser: Browser, characters: int) -> float:
    """Show the reader with a text and 200 marks."""
    return one_run(browser, characters, 200)["first display"]


def main() -> None:
    """Print the lines of each part."""
    growth("concordance, a first search", (16_000, 64_000, 256_000), words_found, "words")
    readers = (50, 200, 800)
    growth("agreement on marks", readers, partial(agreed, partial(span_alpha, length=LENGTH)),
           "readers")  # fmt: skip
    growth("unitized alpha", readers, partial(agreed, lambda spans: unitized_alpha(spans, LENGTH)),
           "readers")  # fmt: skip
    growth("alpha of codes", (1_000, 4_000, 16_000), coded, "units")
    with tempfile.TemporaryDirectory() as temporary:
        room = Path(temporary)
        folders = {marks: full_folder(room / str(marks), marks) for marks in (100, 400, 1_600)}
        growth("a work folder is opened", tuple(folders), partial(opened, folders), "marks")
        uploads = {handins: upload(room, handins) for handins in (15, 60, 240)}
        growth("hand-ins collected", tuple(uploads), partial(collected, uploads), "hand-ins")
    with sync_playwright() as playwright:
        path = find_chromium(playwright)
        if path is None:
            sys.exit("There is no Chromium to measure in; see tests/browser/conftest.py.")
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        sizes = (100_000, 400_000, 1_600_000)
        growth("reader, first display", sizes, partial(shown, browser), "characters")
        browser.close()


if __name__ == "__main__":
    main()
