"""Many students at once: ``uv run python -m tests.browser.hub 30``, and how long they wait.

Each gets a server, and on it a kernel that imports what a lesson imports; printed are the seconds
until the half of them, and all, can begin, and what a student takes of the memory.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.browser.hub.hub import Hub, made_parts

PAUSE = 0.5
PATIENCE = 600.0


def begin(hub: Hub, user: str, begun: float) -> tuple[float, float]:
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
    return served, time.monotonic() - begun


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
            served, ready = ([one[which] for one in waited] for which in (0, 1))
            taken = [hub.memory(user) for user in users]
        sys.stdout.write(
            f"{many} students at once, load before {load:.1f}, {os.cpu_count()} processors\n"
            f"server: half after {statistics.median(served):.0f} s, all after {max(served):.0f} s\n"
            f"kernel: half after {statistics.median(ready):.0f} s, all after {max(ready):.0f} s\n"
            f"memory of a student (median): server {statistics.median(one[0] for one in taken)} MB,"
            f" kernel {statistics.median(max(one[1], default=0) for one in taken)} MB\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
