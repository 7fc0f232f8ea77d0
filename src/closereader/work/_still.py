"""Whether a file has come to rest: one that another program is still writing is not damaged.

A sync program, or a copy from a stick, may write a file bit by bit under its own name. What cannot
be read is called damaged only when nobody has changed it for some seconds; until then it cannot be
read *now*.
"""

import time
from pathlib import Path

STILL = 5.0
"""Seconds without a change after which nobody is writing any more."""

_SEEN: dict[Path, tuple[tuple[int, int], float]] = {}
"""Unreadable files: their size and time of change, and when this process saw them so first."""


def is_still(file: Path) -> bool:
    """Say whether nobody has changed a file for `STILL` seconds; one that is gone is not still.

    Its own time of change tells, unless that lies ahead of this computer's clock, as it may on a
    network drive: then it is still when this process saw the same state long enough ago.
    """
    try:
        now = file.stat()
    except FileNotFoundError:
        return False
    age = time.time() - now.st_mtime
    if age >= 0:
        return age >= STILL
    state = (now.st_size, now.st_mtime_ns)
    before, since = _SEEN.get(file, (None, 0.0))
    if before != state:
        _SEEN[file] = (state, time.monotonic())
        return False
    return time.monotonic() - since >= STILL
