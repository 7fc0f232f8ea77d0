"""Measure what widgets send too late: traits filled after the comm is open, per class.

What the browser draws first is what the comm opened with; on a slow machine it waits for no more.
``uv run python benchmarks/bench_opening.py [checkout]`` measures another checkout of the course.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
COURSE = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else HERE
sys.path[:0] = [str(COURSE / "src"), str(HERE)]
os.environ["CLOSEREADER_COURSE"] = str(COURSE)

import closereader  # noqa: E402
from tests.widgets.opening import recorded, widget_cells  # noqa: E402

FOLDERS = ("notebooks", "exercises", "solutions")


def main() -> None:
    """Run the cells of all notebooks that make a widget, in an empty work folder."""
    names = set(closereader.__all__)
    late: dict[str, set[str]] = defaultdict(set)
    made = 0
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ["CLOSEREADER_WORK"] = str(Path(folder) / "work")
        for notebook in sorted(path for each in FOLDERS for path in COURSE.glob(f"{each}/*.ipynb")):
            for _, source in widget_cells(notebook, names):
                with recorded() as openings:
                    exec(source, {})  # noqa: S102 - the course's own cell
                made += len(openings)
                for opening in openings:
                    late[opening.widget].update(opening.late)
    print(f"widgets made by the cells of the course\t{made}\t\t")
    print(f"traits filled after the comm is open\t{sum(map(len, late.values()))}\ttraits\t0")
    for widget, traits in sorted(late.items()):
        names_of = f": {', '.join(sorted(traits))}" if traits else ""
        print(f"- {widget}{names_of}\t{len(traits)}\ttraits\t0")


if __name__ == "__main__":
    main()
