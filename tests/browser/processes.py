"""The processes that a server starts: any of them may end between being listed and being asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import psutil  # type: ignore[import-untyped]

if TYPE_CHECKING:
    import subprocess


def family(pid: int) -> list[psutil.Process]:
    """Give a process and all that come from it; none where it has ended."""
    try:
        top = psutil.Process(pid)
        return [top, *top.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def words_of(process: psutil.Process) -> list[str]:
    """Give the words of a process's command; none where it has ended."""
    try:
        words: list[str] = process.cmdline()
    except psutil.NoSuchProcess:
        return []
    return words


def listens(process: psutil.Process, port: int) -> bool:
    """Say whether a process has this port; no where it has ended."""
    try:
        return any(one.laddr and one.laddr.port == port for one in process.net_connections())
    except psutil.Error:
        return False


def variable_of(process: psutil.Process, name: str) -> str:
    """Give a variable of a process's environment; "" where it has none, or has ended."""
    try:
        return str(process.environ().get(name, ""))
    except psutil.NoSuchProcess:
        return ""


def proportional(process: psutil.Process) -> int | None:
    """Give the proportional set size in MB: what is shared counts in part (Linux only).

    None where the process has ended.
    """
    try:
        text = Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return None
    return sum(int(row.split()[1]) for row in text.splitlines() if row.startswith("Pss:")) // 1000


def end(started: subprocess.Popen[bytes], patience: float) -> None:
    """End a server and all that it has started; what is left after so many seconds is killed."""
    everyone = family(started.pid)
    started.terminate()
    _, left = psutil.wait_procs(everyone, timeout=patience)
    for straggler in left:
        try:
            straggler.kill()
        except psutil.NoSuchProcess:
            continue  # at this very moment
    started.wait()
