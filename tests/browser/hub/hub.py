"""A JupyterHub of its own, with the configuration of deploy/ and the student edition."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import time
import urllib.error
import urllib.request
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from tests.browser.lab.server import free_port
from tests.browser.processes import end, family, proportional, variable_of, words_of
from tests.house.tree import ROOT

TOOLS = ("uv", "node", "npm", "git")
NEEDED = ("jupyterhub>=5.3,<7", "nbgitpuller>=1.2,<2")
UNUSED = "rfc3987-syntax"
"""Taken out again, as deploy/README.md says: a server that has it needs longer to start."""
PROXY = "configurable-http-proxy@5"
STEM = "whose-lessons"
OUT_OF_REACH = ("Could not resolve", "Failed to fetch", "dns error", "ENOTFOUND", "EAI_AGAIN")
"""What uv and npm say where there is no network."""
STARTED_WITHIN = 120
"""Seconds; a busy machine takes about ten."""


class Missing(Exception):  # noqa: N818 - it says what happened
    """The hub cannot be tried here; the message says why."""


def made_parts(folder: Path) -> Path:
    """Install what the hub is made of into a folder, unless it is there; return the folder.

    Raises
    ------
    Missing
        When a tool or the network is missing.
    """
    if (folder / "ready").is_file():
        return folder
    if lacking := [tool for tool in TOOLS if shutil.which(tool) is None]:
        raise Missing(f"{' and '.join(lacking)} not found; a hub is made with them.")
    folder.mkdir(parents=True, exist_ok=True)
    edition = folder / f"{STEM}.zip"
    _run(["uv", "run", "closereader", "bundle", "--out", str(edition)], ROOT)
    with zipfile.ZipFile(edition) as archive:
        archive.extractall(folder)
    course = folder / STEM
    _run(["git", "init", "-q", "-b", "main"], course)
    _run(["git", "add", "-A"], course)
    by = ("-c", "user.name=Teacher", "-c", "user.email=teacher@example.org")
    _run(["git", *by, "commit", "-q", "-m", "The course"], course)
    python = folder / "env" / "bin" / "python"
    _run(["uv", "venv", "-q", "--python", "3.11", str(folder / "env")], folder)
    line = ["uv", "pip", "install", "-q", "--python", str(python), *NEEDED, f"{course}[lab]"]
    _run(line, folder)
    _run(["uv", "pip", "uninstall", "-q", "--python", str(python), UNUSED], folder)
    _run(["npm", "install", "--no-audit", "--no-fund", "--prefix", str(folder), PROXY], folder)
    (folder / "ready").touch()
    return folder


def _run(line: list[str], cwd: Path) -> None:
    done = subprocess.run(
        line, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode and any(word in done.stderr for word in OUT_OF_REACH):
        raise Missing(done.stderr.strip().splitlines()[-1])
    assert done.returncode == 0, done.stderr[-2000:]


@dataclass
class Hub:
    """A hub that runs: its parts, the folder of all that it keeps, and its users."""

    parts: Path
    folder: Path
    users: tuple[str, ...]
    port: int = field(default_factory=free_port)
    token: str = field(default_factory=lambda: secrets.token_hex(16))
    password: str = field(default_factory=lambda: secrets.token_hex(8))
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def exchange(self) -> Path:
        return self.folder / "exchange"

    def course_of(self, user: str) -> Path:
        return self.folder / "home" / user / STEM

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        ours = ("JUPYTER", "CLOSEREADER_", "HUB_", "COURSE_")
        env = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
        bin_folder = self.parts / "env" / "bin"
        env |= {
            "PATH": f"{bin_folder}{os.pathsep}{env['PATH']}",
            "COURSE_REPOSITORY": (self.parts / STEM).as_uri(),
            "HUB_FOLDER": str(self.folder),
            "HUB_PASSWORD": self.password,
            "HUB_PORT": str(self.port),
            "HUB_PROXY": str(self.parts / "node_modules" / ".bin" / "configurable-http-proxy"),
            "HUB_TOKEN": self.token,
            "HUB_USERS": ",".join(self.users),
        }
        line = [str(bin_folder / "jupyterhub"), "-f", str(ROOT / "deploy/jupyterhub_config.py")]
        with (self.folder / "hub.log").open("wb") as log:
            self.process = subprocess.Popen(
                line, env=env, cwd=self.folder, stdout=log, stderr=subprocess.STDOUT
            )
        deadline = time.monotonic() + STARTED_WITHIN
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                self.call("")
            except urllib.error.URLError:
                time.sleep(0.2)
            else:
                return self
        self.__exit__()
        raise AssertionError(f"JupyterHub did not start:\n{self.log()[-3000:]}")

    def __exit__(self, *_: object) -> None:
        if self.process is None:
            return
        end(self.process, patience=20)

    def log(self) -> str:
        return (self.folder / "hub.log").read_text(encoding="utf-8", errors="replace")

    def call(self, path: str, method: str = "GET", body: object = None, of: str = "") -> Any:
        """Call the hub's own REST interface, or that of a user's server."""
        place = f"user/{of}/api" if of else "hub/api"
        with self.ask(f"{place}/{path}", method, body) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def ask(self, path: str, method: str = "GET", body: object = None) -> Any:
        """Ask for any address of the hub; the answer is still to be read."""
        request = urllib.request.Request(  # noqa: S310 - our own server
            f"{self.url}/{path}",
            method=method,
            headers={"Authorization": f"token {self.token}"},
            data=None if body is None else json.dumps(body).encode(),
        )
        return urllib.request.urlopen(request, timeout=STARTED_WITHIN)  # noqa: S310

    def memory(self, user: str) -> tuple[int, list[int]]:
        """Measure a user's server and each kernel: the proportional set size, in MB."""
        assert self.process is not None
        server, kernels = 0, []
        for one in family(self.process.pid):
            words = " ".join(words_of(one))
            if variable_of(one, "JUPYTERHUB_USER") != user:
                continue
            size = proportional(one)
            if size is not None and "ipykernel" in words:
                kernels.append(size)
            elif size is not None and "singleuser" in words:
                server = size
        return server, sorted(kernels)
