"""A text of a million words in a kernel: the concordance beside NLTK and `re`, and its memory.

The text is the longest of the course, over and over. Each way runs in a Python of its own; memory
is what it has more when it has answered than before it was asked, with the text in it already.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psutil  # type: ignore[import-untyped]

COURSE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(COURSE))

from benchmarks.peers import peer  # noqa: E402
from closereader.texts import open_text  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = (1_000_000, 10_000_000)
MOST = 9_000  # paragraphs: an edition has ten thousand parts at most
ASKED = "russia"
AIMS = {"closereader": (350, 10)}
KERNEL = """
from closereader import Reader, check_quotations
from closereader.concordance import kwic
reader = Reader("long")
kwic("long", "west*")
words = open_text("long").body[100:160]
check_quotations(f"He says “{words}”, and more. " * 20)
"""


def paragraphs(words: int) -> list[str]:
    """Give paragraphs of so many words, about."""
    text = open_text("alieva-2024")
    found = [block.text.replace("\n", " ") for block in text.paragraphs]
    found *= words // sum(len(each.split()) for each in found)
    size = 1 + len(found) // MOST
    return [" ".join(found[at : at + size]) for at in range(0, len(found), size)]


def ours(body: list[str]) -> Callable[[], object]:
    """Search as the concordance does."""
    from closereader.concordance import kwic  # noqa: PLC0415 - loaded before the clock runs
    from tests.concordance.making import made  # noqa: PLC0415

    text = made("\n\n".join(body))
    return lambda: kwic(text, ASKED)


def nltk(body: list[str]) -> Callable[[], object]:
    """Search as NLTK does, with its own cheapest way to find words."""
    text = peer("nltk.text")
    words = "\n\n".join(body)
    return lambda: text.ConcordanceIndex(
        re.findall(r"\w+|[^\w\s]+", words), key=str.lower
    ).find_concordance(ASKED)


def plain(body: list[str]) -> Callable[[], object]:
    """Search with a regular expression, and cut the context out."""
    words, most = "\n\n".join(body), 40
    find = re.compile(rf"\b{ASKED}\b", re.IGNORECASE)
    return lambda: [
        words[max(0, hit.start() - most) : hit.end() + most] for hit in find.finditer(words)
    ]


WAYS = {"closereader": ours, "NLTK": nltk, "re": plain}


def child(way: str, size: int) -> None:
    """Print milliseconds of the first query and of the next, and megabytes."""
    search = WAYS[way](paragraphs(size))
    before = psutil.Process().memory_info().rss
    times = []
    for _ in range(2):
        begun = time.process_time()
        found = search()
        times.append(1000 * (time.process_time() - begun))
    print(*times, (psutil.Process().memory_info().rss - before) / 1e6)
    del found


def kernel() -> None:
    """Print the megabytes of a Python that opened, searched and quoted the text."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        copy = Path(folder)
        shutil.copytree(COURSE / "seeds", copy / "seeds")
        edition = (copy / "seeds/alieva-2024.md").read_text("utf-8")
        head = re.sub(r"(?m)^(id|formerly):.*\n", "", edition.split("---\n")[1])
        words = "\n\n".join(paragraphs(SIZES[0]))
        (copy / "seeds/long.md").write_text(f"---\nid: long\n{head}---\n{words}\n", "utf-8")
        os.environ |= {"CLOSEREADER_COURSE": folder, "CLOSEREADER_WORK": f"{folder}/work"}
        exec(KERNEL, {"open_text": open_text})  # noqa: S102 - what a student's cells do
        print(psutil.Process().memory_info().rss / 1e6)


def said(*given: str) -> list[float]:
    """Give the numbers that this script prints in a Python of its own."""
    done = subprocess.run(
        [sys.executable, __file__, *given],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    return [float(each) for each in done.stdout.split()]


def main() -> None:
    """Print one line per measure."""
    if sys.argv[2:]:
        child(sys.argv[1], int(sys.argv[2]))
        return
    if sys.argv[1:2] == ["kernel"]:
        kernel()
        return
    for size in SIZES:
        for way in WAYS if size == SIZES[0] else ("closereader",):
            if way == "NLTK" and peer("nltk") is None:
                continue
            first, later, memory = said(way, str(size))
            quick, small = AIMS.get(way, ("", "")) if size == SIZES[0] else ("", "")
            name = f"concordance, {size:,} words, {way}"
            print(f"{name}: first query\t{first:.0f}\tms CPU\t{quick}")
            print(f"{name}: the next\t{later:.0f}\tms CPU\t")
            print(f"{name}: memory above the text\t{memory:.0f}\tMB\t{small}", flush=True)
    (memory,) = said("kernel")
    print(f"a Python with {SIZES[0]:,} words, read, searched and quoted\t{memory:.0f}\tMB\t<= 300")


if __name__ == "__main__":
    main()
