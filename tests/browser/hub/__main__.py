"""Many students at once: ``uv run python -m tests.browser.hub 30``, and how long they wait.

Each gets a server, and on it a kernel; printed are the seconds until the half of them, and all, can
begin. Then each opens the lesson whose kernel takes most and runs its cells; printed is what a
student takes of the memory.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from pathlib import Path

from tests.browser.hub.hub import Hub, made_parts

LESSON = "notebooks/03_rentier_states.ipynb"
PAUSE = 0.5
PATIENCE = 600.0


def begin(hub: Hub, user: str, begun: float) -> tuple[float, float, str]:
    """Start a student's server and a kernel on it; give the seconds until each was ready."""
    hub.call(f"users/{user}/server", "POST", {})
    while not (hub.call(f"users/{user}") or {})["servers"].get("", {}).get("ready"):
        if time.monotonic() - begun > PATIENCE:
            raise TimeoutError(f"the server of {user} did not start")
        time.sleep(PAUSE)
    served = time.monotonic() - begun
    kernel = hub.call("kernels", "POST", {"name": "python3"}, of=user)["id"]
    while hub.call(f"kernels/{kernel}", of=user)["execution_state"] not in {"idle", "starting"}:
        time.sleep(PAUSE)
    return served, time.monotonic() - begun, kernel


def read(hub: Hub, user: str, kernel: str) -> None:
    """Open the lesson as JupyterLab does, and run what it holds."""
    course = hub.course_of(user)
    if not course.exists():  # nbgitpuller brings it to those who come with a browser
        shutil.copytree(hub.parts / course.name, course)
    place = f"contents/{course.name}/{LESSON}?type=notebook&content=1"
    lesson = hub.call(place, of=user)["content"]
    hub.execute(user, kernel, f"import os; os.chdir({str((course / LESSON).parent)!r})")
    for cell in lesson["cells"]:
        if cell["cell_type"] == "code":
            hub.execute(user, kernel, cell["source"])


def main() -> int:
    """Start them all in the same moment."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    kept = os.environ.get("CLOSEREADER_HUB")
    with tempfile.TemporaryDirectory() as temporary:
        parts = made_parts(Path(kept) if kept else Path(temporary) / "parts")
        users = tuple(f"student{number:03}" for number in range(many))
        with Hub(parts, Path(temporary) / "hub", users) as hub, ThreadPoolExecutor(many) as pool:
            load = os.getloadavg()[0]
            begun = time.monotonic()
            waited = list(pool.map(lambda user: begin(hub, user, begun), users))
            served, ready, kernels = zip(*waited, strict=True)
            list(pool.map(read, repeat(hub), users, kernels))
            taken = [hub.memory(user) for user in users]
        both = [server + max(kernel, default=0) for server, kernel in taken]
        sys.stdout.write(
            f"{many} students at once, load before {load:.1f}, {os.cpu_count()} processors\n"
            f"server: half after {statistics.median(served):.0f} s, all after {max(served):.0f} s\n"
            f"kernel: half after {statistics.median(ready):.0f} s, all after {max(ready):.0f} s\n"
            f"memory of a student with {LESSON}: server {taken[0][0]} MB, kernel {taken[0][1]} MB,"
            f" both {statistics.median(both):.0f} MB (median), {max(both)} MB (most)\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
