"""Many students at once: ``uv run python -m tests.browser.hub 30``, and how long they wait.

Each gets a server, and on it a kernel that runs the first cell of a lesson; printed are the seconds
until the half of them, and all, can begin, and what a student takes of the memory.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import websocket

from tests.browser.hub.hub import STEM, Hub, made_parts

PAUSE = 0.5
PATIENCE = 600.0
FIRST_CELL = "from closereader import WhoAmI\n\nWhoAmI()"
"""What lesson 00 runs first."""


def run(hub: Hub, user: str, kernel: str, code: str) -> None:
    """Run a cell on a student's kernel, as a page does; return when its widget is shown."""
    place = f"{hub.url}/user/{user}/api/kernels/{kernel}/channels".replace("http", "ws", 1)
    line = websocket.create_connection(
        place, header={"Authorization": f"token {hub.token}"}, timeout=PATIENCE
    )
    header = {
        "msg_id": uuid.uuid4().hex,
        "msg_type": "execute_request",
        "username": user,
        "session": uuid.uuid4().hex,
        "date": "",
        "version": "5.3",
    }
    asked = {"header": header, "parent_header": {}, "metadata": {}, "channel": "shell"}
    line.send(json.dumps(asked | {"content": {"code": code, "silent": False}}))
    answer: dict[str, object] = {}
    while answer.get("msg_type") != "execute_reply":
        received = line.recv()
        answer = json.loads(received) if isinstance(received, str) else {}
    assert answer["content"]["status"] == "ok", answer["content"]  # type: ignore[index]
    line.close()


def begin(hub: Hub, user: str, begun: float) -> tuple[float, float]:
    """Start a student's server and a lesson on it; give the seconds until each was ready."""
    hub.call(f"users/{user}/server", "POST", {})
    while not (hub.call(f"users/{user}") or {})["servers"].get("", {}).get("ready"):
        if time.monotonic() - begun > PATIENCE:
            raise TimeoutError(f"the server of {user} did not start")
        time.sleep(PAUSE)
    served = time.monotonic() - begun
    link = urlencode({"repo": (hub.parts / STEM).as_uri(), "branch": "main"})
    with hub.ask(f"user/{user}/git-pull/api?{link}") as steps:
        assert b'"phase": "finished"' in steps.read()
    place = {"name": "python3", "path": f"{STEM}/notebooks/00_start_here.ipynb"}
    run(hub, user, hub.call("kernels", "POST", place, of=user)["id"], FIRST_CELL)
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
            f"lesson: half after {statistics.median(ready):.0f} s, all after {max(ready):.0f} s\n"
            f"memory of a student (median): server {statistics.median(one[0] for one in taken)} MB,"
            f" kernel {statistics.median(max(one[1], default=0) for one in taken)} MB\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
