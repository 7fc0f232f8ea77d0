"""One site for all tests of the folder: made by the command, offered by a plain web server."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import pytest

from tests.house.tree import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

TOOLS = ("uv", "node", "npm")
OUT_OF_REACH = ("reach their registries", "Could not resolve", "Failed to fetch", "dns error")
"""What the command, or uv, says where there is no network."""


@dataclass
class Site:
    """A site that is being offered."""

    folder: Path
    url: str
    sent: list[int]
    """The sizes of the files that browsers asked for, in bytes."""


class Files(http.server.SimpleHTTPRequestHandler):
    """Any web server: files by their names, with their types, nothing compressed."""

    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012 - as the standard library has it
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }
    sent: ClassVar[list[int]] = []

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def copyfile(self, source: Any, outputfile: Any) -> None:
        data = source.read()
        self.sent.append(len(data))
        outputfile.write(data)


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the site, in an environment of its own; skip where what it needs cannot be had.

    CLOSEREADER_SITE names one that was made before.
    """
    if made := os.environ.get("CLOSEREADER_SITE"):
        return Path(made)
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"NO SITE TESTS: {' and '.join(missing)} not found; a site is made with them.")
    out = tmp_path_factory.mktemp("site") / "site"
    line = ["uv", "run", "--isolated", "--no-default-groups", "--extra", "lab", "--extra", "site",
            "closereader", "site", "--out", str(out)]  # fmt: skip
    places = {key: value for key, value in os.environ.items() if not key.startswith("CLOSEREADER_")}
    done = subprocess.run(
        line, cwd=ROOT, env=places, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode and any(word in done.stderr for word in OUT_OF_REACH):
        pytest.skip(f"NO SITE TESTS: {done.stderr.strip().splitlines()[-1]}")
    assert done.returncode == 0, done.stderr[-2000:]
    return out


@pytest.fixture
def site(site_folder: Path) -> Iterator[Site]:
    """Offer the site on this machine."""
    Files.sent.clear()
    offer = functools.partial(Files, directory=str(site_folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), offer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Site(site_folder, f"http://127.0.0.1:{server.server_port}", Files.sent)
        server.shutdown()
