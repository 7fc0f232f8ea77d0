"""One more mark: what is sent for it, and what it costs where many lie already.

``uv run python benchmarks/bench_marks.py [checkout]`` measures another checkout of the course.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
COURSE = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else HERE
sys.path.insert(0, str(COURSE / "src"))
os.environ["CLOSEREADER_COURSE"] = str(COURSE)

import comm  # noqa: E402
from comm.base_comm import BaseComm  # noqa: E402

from closereader import Reader  # noqa: E402
from closereader.annotations import Annotation  # noqa: E402
from closereader.texts import Text, open_text  # noqa: E402
from closereader.work import Work, open_work  # noqa: E402

TEXT = "alieva-2024"
TURNS = 15
SENT: list[int] = []


class Counter(BaseComm):
    """Counts the bytes of every message."""

    def publish_msg(self, msg_type: str, data: object = None, *_: object, **__: object) -> None:
        """Keep how long a message is."""
        del msg_type
        SENT.append(len(json.dumps(data, default=str, ensure_ascii=False).encode()))


def fill(work: Work, text: Text, chance: random.Random, exact: int, earlier: int) -> None:
    """Put marks into a work folder; those of an earlier edition had one sign more."""
    for number in range(exact + earlier):
        start = chance.randrange(len(text.body) - 120)
        mark = Annotation.on(text, start, start + 80, theme="exclusion")
        if number >= exact:
            words = mark.exact[:40] + "\u2026" + mark.exact[40:]
            other = "sha256:" + "0" * 64
            mark = replace(mark, exact=words, end=mark.end + 1, fingerprint=other)
        work.save(mark)


def one_more(exact: int, earlier: int) -> tuple[float, float]:
    """Return CPU milliseconds and bytes of one more mark, as the browser makes it; medians."""
    chance = random.Random(3)  # noqa: S311 - marks, not secrets
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ["CLOSEREADER_WORK"] = str(Path(folder) / "work")
        work, text = open_work(), open_text(TEXT)
        fill(work, text, chance, exact, earlier)
        reader = Reader(TEXT, work=work)
        hear = partial(reader._handle_custom_msg, buffers=[])  # noqa: SLF001 - as a comm does
        times, sizes = [], []
        for number in range(TURNS):
            start = chance.randrange(len(text.body) - 120)
            mark = {"id": f"urn:uuid:00000000-0000-4000-8000-{number:012d}", "s": start,
                    "e": start + 80, "theme": "exclusion", "move": None, "note": ""}  # fmt: skip
            edit = {"id": f"e{number}", "op": "put", "at": "2026-01-01T00:00:00.000Z", "mark": mark}
            SENT.clear()
            begun = time.process_time()
            hear({"type": "edits", "edits": [edit]})
            times.append((time.process_time() - begun) * 1000)
            sizes.append(sum(SENT))
    return statistics.median(times), statistics.median(sizes)


def main() -> None:
    """Print one line per measure."""
    comm.create_comm = Counter
    for exact, earlier, aim in ((200, 0, "4"), (50, 150, "4"), (2000, 0, "")):
        cost, size = one_more(exact, earlier)
        name = f"one more mark among {exact + earlier:,}"
        name += f", {earlier} of an earlier edition" if earlier else ""
        print(f"{name}, CPU in Python\t{cost:.1f}\tms\t{aim}", flush=True)
        print(f"{name}, sent to the page\t{size / 1000:.1f}\tkB\t2", flush=True)


if __name__ == "__main__":
    main()
