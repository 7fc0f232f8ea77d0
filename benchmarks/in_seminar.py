"""What `bench_seminar.py` times in a Python of its own, as a kernel does: opening, then each view.

A view of people's readings makes its page when the browser asks for it; so it is asked here too.
"""

from __future__ import annotations

import time

BEGUN = time.perf_counter()

import sys  # noqa: E402
from typing import TYPE_CHECKING, Any  # noqa: E402

from closereader.seminar import heat_map, open_seminar  # noqa: E402
from closereader.seminar.showing import SeminarView  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Mapping

    from closereader.seminar.views import View

TEXT = "alieva-2024"


def asked(view: View, kind: str = "show", **more: object) -> Mapping[str, Any]:
    """Ask a view as its page in the browser does, and give what it sends."""
    if not isinstance(view, SeminarView):
        sys.exit(f"There is nobody to be shown: {view}")
    sent: list[Mapping[str, Any]] = []
    view.reply = sent.append  # type: ignore[method-assign, assignment]
    view.receive(kind, {"type": kind, "view": "v", "n": 1, "names": False, **more})
    [answer] = sent
    return answer


def timed(name: str, view: View, kind: str = "show", **more: object) -> Mapping[str, Any]:
    """Print how long one question takes."""
    begun = time.perf_counter()
    answer = asked(view, kind, **more)
    print(name, time.perf_counter() - begun)
    return answer


def main() -> None:
    """Print a name and seconds in each line."""
    seminar = open_seminar()
    asked(heat_map(seminar, TEXT))
    print("first figure", time.perf_counter() - BEGUN)
    print("the same in processor time", time.process_time())
    from closereader.seminar import (  # noqa: PLC0415 - the first figure is timed without them
        agreement_figure,
        contested_sheet,
        difference_map,
        only_sheet,
        shaded_text,
        unmarked_sheet,
    )

    if (found := len(seminar.of(TEXT))) != int(sys.argv[1]):
        sys.exit(f"{found} readers were found, not {sys.argv[1]}.")
    shaded = shaded_text(seminar, TEXT)
    page = timed("shaded_text", shaded)
    runs = [run for block in page["parts"][0]["text"]["blocks"] for run in block["runs"]]
    most = max(runs, key=lambda run: int(run[1]))
    timed("its most marked passage, readers", shaded, "words", start=most[3], end=most[4], theme="")
    difference = difference_map(seminar, TEXT)
    timed("difference_map", difference)
    timed("two groups by likeness", difference, wishes={"sides": "likeness"})
    for build in (agreement_figure, contested_sheet, unmarked_sheet, only_sheet):
        timed(build.__name__, build(seminar, TEXT))


if __name__ == "__main__":
    main()
