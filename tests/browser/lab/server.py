"""A JupyterLab of its own for a module of journeys, with nobody's settings in it."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import psutil  # type: ignore[import-untyped]

from tests.browser.processes import end, family, listens

COURSE = Path(__file__).parents[3]
SEEDS = COURSE / "seeds"
COPIES = Path(__file__).with_name("copies.py")
STARTED_WITHIN = 180
"""Seconds; a machine at rest takes about five, one with a load of 24 took more than sixty."""

# At each load of a page JupyterLab would ask Node whether its own sources were changed: half a
# second of the processor. Students have no Node, and for them nothing is asked either.
PAGES = {"buildCheck": False}
DARK = {"apputils-extension/themes": {"theme": "JupyterLab Dark"}}
# Whoever is called through PyDLL keeps all other threads waiting: half of the time here, as other
# programs on a busy machine do, but without a processor.
SLOW = """\
import ctypes, os, threading, time
wait, of = ctypes.PyDLL("kernel32").Sleep if os.name == "nt" else ctypes.PyDLL(None).usleep, 50
def take_time():
    while True:
        wait(of if os.name == "nt" else of * 1000)
        time.sleep(of / 1000)
threading.Thread(target=take_time, daemon=True).start()
"""


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@dataclass
class Lab:
    """A running JupyterLab over a fresh copy of the course: ``seeds/`` and an empty ``work/``.

    ``settings_of_lab`` are settings of JupyterLab's own plugins, by the names of their files.
    ``slow`` takes half of the time of every kernel, which is started as a student's is; else it is
    a copy (see ``copies.py``).
    """

    folder: Path
    settings_of_lab: dict[str, dict[str, Any]] = field(default_factory=dict)
    slow: bool = False
    token: str = field(default_factory=lambda: secrets.token_hex(8))
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def course(self) -> Path:
        return self.folder / "course"

    @property
    def work(self) -> Path:
        return self.course / "work"

    def __enter__(self) -> Self:
        shutil.copytree(SEEDS, self.course / "seeds")
        settings = self.folder / "jupyter"
        files: dict[str, Any] = {"labconfig/page_config.json": PAGES}
        for name, values in self.settings_of_lab.items():
            files[f"lab/user-settings/@jupyterlab/{name}.jupyterlab-settings"] = values
        for path, values in files.items():
            file = settings / "config" / path
            file.parent.mkdir(parents=True)
            file.write_text(json.dumps(values), encoding="utf-8")
        if self.slow:
            startup = settings / "ipython/profile_default/startup"
            startup.mkdir(parents=True)
            (startup / "slow.py").write_text(SLOW, encoding="utf-8")
        env = {key: value for key, value in os.environ.items() if not key.startswith("JUPYTER")}
        env |= {
            "CLOSEREADER_COURSE": str(self.course),
            "CLOSEREADER_WORK": str(self.work),
            "IPYTHONDIR": str(settings / "ipython"),
            "JUPYTER_CONFIG_DIR": str(settings / "config"),
            "JUPYTER_DATA_DIR": str(settings / "data"),
            "JUPYTER_RUNTIME_DIR": str(settings / "runtime"),
        }
        program = ("-m", "jupyterlab") if self.slow else (str(COPIES),)
        command = [
            *(sys.executable, *program, "--no-browser", "--allow-root"),
            *(f"--port={self.port}", "--ServerApp.port_retries=0"),
            # a kernel that died is seen by the next look, of which there is one in three seconds
            "--AsyncIOLoopKernelRestarter.time_to_dead=0.5",
            "--LabApp.expose_app_in_browser=True",  # so that a journey can take the page of another
            *(f"--IdentityProvider.token={self.token}", f"--ServerApp.root_dir={self.course}"),
        ]
        with (self.folder / "lab.log").open("wb") as log:
            self.process = subprocess.Popen(
                command, env=env, cwd=self.course, stdout=log, stderr=subprocess.STDOUT
            )
        try:
            self._wait()
        except BaseException:
            self.__exit__()  # nobody else ends it
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self.process is None:
            return
        end(self.process, patience=10)

    def _wait(self) -> None:
        assert self.process is not None
        deadline = time.monotonic() + STARTED_WITHIN
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            try:
                self.api("status")
            except OSError:  # refused, or not answered in time
                time.sleep(0.1)
            else:
                return
        raise AssertionError(f"JupyterLab did not start:\n{self.log()[-3000:]}")

    def log(self) -> str:
        return (self.folder / "lab.log").read_text(encoding="utf-8", errors="replace")

    def settings(self, plugin: str) -> Any:
        """Read a JupyterLab plugin's settings, with the defaults that hold here."""
        return self._call(f"lab/api/settings/{plugin}", "GET", None)["schema"]["properties"]

    def api(self, path: str, method: str = "GET", body: object = None) -> Any:
        """Call Jupyter's own REST interface."""
        return self._call(f"api/{path}", method, body)

    def _call(self, path: str, method: str, body: object) -> Any:
        request = urllib.request.Request(  # noqa: S310 - our own server
            f"{self.url}/{path}",
            method=method,
            headers={"Authorization": f"token {self.token}"},
            data=None if body is None else json.dumps(body).encode(),
        )
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            text = answer.read()
        return json.loads(text) if text else None

    def notebook(self, path: str, *sources: str) -> str:
        """Write a small notebook of code cells that have not been run."""
        cells: list[dict[str, Any]] = [
            {
                "cell_type": "code",
                "id": f"cell-{n}",
                "metadata": {},
                "execution_count": None,
                "outputs": [],
                "source": source,
            }
            for n, source in enumerate(sources)
        ]
        kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
        self.write(path, {"cells": cells, "metadata": {"kernelspec": kernel}})
        return path

    def write(self, path: str, notebook: dict[str, Any]) -> None:
        """Write a notebook."""
        target = self.course / path
        target.parent.mkdir(parents=True, exist_ok=True)
        whole = {"nbformat": 4, "nbformat_minor": 5, **notebook}
        target.write_text(json.dumps(whole), encoding="utf-8")

    def take(self, path: str) -> None:
        """Copy a notebook of the course as it is."""
        target = self.course / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(COURSE / path, target)

    def read(self, path: str) -> Any:
        """Read a notebook from disk."""
        return json.loads((self.course / path).read_text(encoding="utf-8"))

    def kernel_of(self, path: str) -> str:
        """Name the kernel that runs a notebook."""
        found = [s["kernel"]["id"] for s in self.api("sessions") if s["path"] == path]
        assert len(found) == 1, found
        return str(found[0])

    def process_of(self, path: str) -> psutil.Process:
        """Give the process that runs a notebook: the one that listens where its kernel does."""
        assert self.process is not None
        file = self.folder / f"jupyter/runtime/kernel-{self.kernel_of(path)}.json"
        deadline = time.monotonic() + STARTED_WITHIN
        while time.monotonic() < deadline:
            with suppress(ValueError):  # for a kernel that comes again the file is written anew
                port = json.loads(file.read_text(encoding="utf-8"))["shell_port"]
                for child in family(self.process.pid):
                    if listens(child, port):
                        return child
            time.sleep(0.1)  # it is there, but does not listen yet
        raise AssertionError(f"no process runs {path}")

    def kill_kernel(self, path: str) -> None:
        """End a kernel's process as a crash would, without asking anybody."""
        self.process_of(path).kill()

    def forget(self) -> None:
        """Shut every kernel down and empty the work folder: the next journey starts anew."""
        for session in self.api("sessions"):
            self.api(f"sessions/{session['id']}", "DELETE")
        shutil.rmtree(self.work, ignore_errors=True)

    def marks(self, text: str = "alieva-2024") -> list[Any]:
        """Read the annotation files of one text."""
        files = sorted((self.work / "annotations" / text).glob("*.json"))
        return [json.loads(file.read_text(encoding="utf-8")) for file in files]
