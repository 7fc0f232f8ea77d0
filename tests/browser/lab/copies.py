"""JupyterLab whose kernels are copies of one process that has imported what they import.

To import is most of what a kernel does in a short journey. A copy is forked, from a process in
which nothing was run: its session, folder, environment and end are its own, as those of a kernel
that is started. Kernels are started, as ever, where there is no fork, and where a module lies
beside the notebook, which must not be imported in place of the library.

Run with the arguments of JupyterLab, in the place of ``-m jupyterlab``.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

STARTS = ("-m", "ipykernel_launcher", "-f")
TO_BE_COPIED = "to-be-copied"
MODULES = ("closereader", "pandas", "plotly.graph_objects", "ipykernel.debugger")


class Copy:
    """A kernel that was forked: of `subprocess.Popen`, what Jupyter asks it for."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._process = os.pidfd_open(pid)

    def __del__(self) -> None:
        os.close(self._process)

    def poll(self) -> int | None:
        """Say only whether it has ended: how, its parent knows."""
        return 1 if select.select([self._process], [], [], 0)[0] else None

    def wait(self) -> int:
        select.select([self._process], [], [])
        return 1

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            signal.pidfd_send_signal(self._process, number)


def copy_kernels() -> None:
    """Let the server of this process have its kernels copied."""
    from jupyter_client.provisioning import local_provisioner  # noqa: PLC0415 - not in copies

    names = vars(local_provisioner)
    start = names["launch_kernel"]
    ours, theirs = socket.socketpair()
    line = [sys.executable, __file__, TO_BE_COPIED]
    subprocess.Popen(line, stdin=theirs.fileno(), start_new_session=True)
    theirs.close()
    answers = ours.makefile()

    def copy(cmd: list[str], **more: Any) -> Any:
        if tuple(cmd[1:4]) != STARTS or any(Path(more["cwd"]).glob("*.py")):
            return start(cmd, **more)
        asked = {"args": cmd[3:], "cwd": more["cwd"], "env": more["env"]}
        ours.sendall(json.dumps(asked).encode() + b"\n")
        return Copy(int(answers.readline()))

    names["launch_kernel"] = copy


def be_copied() -> None:
    """Import, then be a kernel for each line that comes; end with the server."""
    os.environ["JPY_PARENT_PID"] = str(os.getpid())  # looked up when a kernel's module is imported
    from ipykernel.kernelapp import launch_new_instance  # noqa: PLC0415

    for name in MODULES:
        importlib.import_module(name)
    course = sys.modules[MODULES[0]]
    for name in course.__all__:
        getattr(course, name)
    link = socket.socket(fileno=os.dup(0))
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them here
    gc.freeze()
    lines = link.makefile()
    for line in lines:
        if os.fork():
            continue
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        asked = json.loads(line)
        os.setsid()  # before the server knows of it: signals are sent to the whole session
        link.sendall(f"{os.getpid()}\n".encode())
        lines.close()
        link.close()
        os.chdir(asked["cwd"])
        os.environ.clear()
        os.environ.update(asked["env"])
        launch_new_instance(asked["args"])
        return


if __name__ == "__main__":
    del sys.path[0]  # the folder of the journeys
    if sys.argv[1:] == [TO_BE_COPIED]:
        be_copied()
    else:
        if sys.platform == "linux":
            copy_kernels()
        runpy.run_module("jupyterlab", run_name="__main__")
