"""Measure what a lesson sends to the page when all its widgets are made: code, and everything.

``uv run python benchmarks/bench_code.py [checkout]`` measures another checkout of the course. Each
lesson is made in a Python of its own, as a kernel does.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import zlib
from base64 import b64decode
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
COURSE = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else HERE
CODE = ("_esm", "_css", "code")  # "code": the modules that all widgets of a page share


def sent_by(lesson: Path) -> Counter[str]:
    """Return the bytes of the traits that a lesson's widgets open with."""
    sys.path[:0] = [str(COURSE / "src"), str(HERE)]
    import comm  # noqa: PLC0415 - in the Python of a lesson only
    from comm.base_comm import BaseComm  # noqa: PLC0415

    import closereader  # noqa: PLC0415
    from tests.widgets.opening import widget_cells  # noqa: PLC0415

    sizes: Counter[str] = Counter()

    class Counting(BaseComm):
        def publish_msg(
            self,
            msg_type: str,
            data: dict[str, dict[str, object]] | None = None,
            metadata: object = None,
            buffers: list[bytes] | None = None,
            **_: object,
        ) -> None:
            del msg_type, metadata
            for name, value in ((data or {}).get("state") or {}).items():
                if name == "packed":
                    held = json.loads(zlib.decompress(b64decode(str(value))))
                    name = "code" if "code" in held else "values"  # noqa: PLW2901
                sizes[name] += len(json.dumps(value, default=str, ensure_ascii=False).encode())
            sizes["buffers"] += sum(len(each) for each in buffers or [])

    comm.create_comm = Counting
    for _, source in widget_cells(lesson, set(closereader.__all__)):
        exec(source, {})  # noqa: S102 - the course's own cell
    return sizes


def main() -> None:
    """Print two lines for each lesson."""
    if os.environ.get("LESSON"):
        print(json.dumps(sent_by(Path(os.environ["LESSON"]))))
        return
    for lesson in sorted(COURSE.glob("notebooks/*.ipynb")):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            given = {"LESSON": str(lesson), "CLOSEREADER_COURSE": str(COURSE),
                     "CLOSEREADER_WORK": str(Path(folder) / "work")}  # fmt: skip
            done = subprocess.run(
                [sys.executable, __file__, *sys.argv[1:]],
                env=os.environ | given,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                check=True,
            )
        sizes: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
        if not sizes:
            continue
        code = sum(sizes.get(name, 0) for name in CODE)
        print(f"{lesson.stem}, code of its widgets\t{code / 1000:.0f}\tkB\t")
        print(f"{lesson.stem}, all that they open with\t{sum(sizes.values()) / 1000:.0f}\tkB\t300")


if __name__ == "__main__":
    main()
