"""Firefox and Safari's engine, driven by the protocols they speak themselves.

Playwright brings browsers of its own and cannot drive those that Debian ships, and no package
index that we may rely on holds Firefox's driver. Firefox speaks WebDriver BiDi on a socket
(https://w3c.github.io/webdriver-bidi/), WebKitGTK's driver speaks WebDriver over HTTP
(https://www.w3.org/TR/webdriver2/); keys and pointers are described the same way in both.
"""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import socket
import subprocess
import time
import urllib.request
from abc import ABC, abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import websocket

from tests.browser.lab.server import free_port

if TYPE_CHECKING:
    from collections.abc import Mapping

WIDTH, HEIGHT = 1400, 900
STARTED_WITHIN = 60
KEYS = {
    "Control": "\ue009",
    "Shift": "\ue008",
    "Enter": "\ue007",
    "Escape": "\ue00c",
    "Home": "\ue011",
    "ArrowRight": "\ue014",
    "ArrowDown": "\ue015",
}


class Engine(ABC):
    """One window of one browser."""

    name: str
    process: subprocess.Popen[bytes]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    @abstractmethod
    def open(self, address: str) -> None:
        """Go to an address."""

    @abstractmethod
    def _value(self, expression: str) -> str:
        """Give the string that an expression of the page comes to."""

    @abstractmethod
    def _perform(self, sources: list[dict[str, Any]]) -> None:
        """Press keys and move the pointer."""

    @abstractmethod
    def _picture(self) -> str:
        """Give what the window shows, as a PNG in base64."""

    def run(self, function: str, *given: object) -> Any:
        """Call a function of JavaScript with plain values, and give its plain value."""
        call = f"JSON.stringify(({function})(...{json.dumps(given)}) ?? null)"
        return json.loads(self._value(call))

    def picture(self, file: Path) -> None:
        file.write_bytes(base64.b64decode(self._picture()))

    def press(self, chord: str) -> None:
        """Press keys together: ``Control+Shift+ArrowRight``."""
        keys = [KEYS.get(key, key) for key in chord.split("+")]
        down = [{"type": "keyDown", "value": key} for key in keys]
        up = [{"type": "keyUp", "value": key} for key in reversed(keys)]
        self._perform([{"type": "key", "id": "keys", "actions": [*down, *up]}])

    def write(self, words: str) -> None:
        for letter in words:
            self.press(letter)

    def draw(self, *places: tuple[float, float]) -> None:
        """Press the mouse at the first place, move it over the others, and let go at the last."""

        def move(place: tuple[float, float]) -> dict[str, Any]:
            return {"type": "pointerMove", "x": round(place[0]), "y": round(place[1])}

        actions = [
            move(places[0]),
            {"type": "pointerDown", "button": 0},
            *({**move(place), "duration": 100} for place in places[1:]),
            {"type": "pointerUp", "button": 0},
        ]
        mouse = {"type": "pointer", "id": "mouse", "actions": actions}
        self._perform([{**mouse, "parameters": {"pointerType": "mouse"}}])


class Firefox(Engine):
    """Firefox without a window."""

    name = "Firefox"
    program = shutil.which("firefox-esr") or shutil.which("firefox")

    def __init__(self, folder: Path) -> None:
        assert self.program is not None
        log = folder / "firefox.log"
        profile = folder / "profile"
        profile.mkdir()
        command = [self.program, "--headless", "--no-remote", "--profile", str(profile)]
        size = [f"--width={WIDTH}", f"--height={HEIGHT}", "--remote-debugging-port=0"]
        with log.open("wb") as file:
            self.process = subprocess.Popen([*command, *size], stdout=file, stderr=file)
        self._socket = websocket.create_connection(
            _said(log, r"BiDi listening on (ws://\S+)", self.process) + "/session",
            timeout=120,
            suppress_origin=True,
        )
        self._asked = 0
        self._ask("session.new", capabilities={})
        self._context = self._ask("browsingContext.getTree")["contexts"][0]["context"]
        viewport = {"width": WIDTH, "height": HEIGHT}
        self._ask("browsingContext.setViewport", context=self._context, viewport=viewport)

    def __exit__(self, *_: object) -> None:
        self._socket.close()
        super().__exit__()

    def _ask(self, method: str, **params: object) -> Any:
        self._asked += 1
        self._socket.send(json.dumps({"id": self._asked, "method": method, "params": params}))
        while True:  # events come between
            answer = json.loads(self._socket.recv())
            if answer.get("id") == self._asked:
                assert answer["type"] == "success", answer
                return answer["result"]

    def open(self, address: str) -> None:
        self._ask("browsingContext.navigate", context=self._context, url=address, wait="complete")

    def _value(self, expression: str) -> str:
        target = {"context": self._context}
        answer = self._ask(
            "script.evaluate", expression=expression, target=target, awaitPromise=False
        )
        assert answer["type"] == "success", answer
        return str(answer["result"]["value"])

    def _perform(self, sources: list[dict[str, Any]]) -> None:
        self._ask("input.performActions", context=self._context, actions=sources)

    def _picture(self) -> str:
        return str(self._ask("browsingContext.captureScreenshot", context=self._context)["data"])


class WebKit(Engine):
    """WebKitGTK's MiniBrowser on a screen that nobody sees."""

    name = "WebKitGTK"
    program = shutil.which("WebKitWebDriver")
    browser = next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"), None)
    screen = shutil.which("xvfb-run")

    def __init__(self, folder: Path) -> None:
        assert self.program is not None
        assert self.screen is not None
        port = free_port()
        env = os.environ | {"HOME": str(folder), "WEBKIT_DISABLE_COMPOSITING_MODE": "1"}
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            # Its sandbox needs rights that root in a container has not; the pages are our own.
            env["WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"] = "1"
        screen = f"-screen 0 {WIDTH}x{HEIGHT}x24"
        command = [self.screen, "-a", "-s", screen, self.program, f"--port={port}"]
        with (folder / "webkit.log").open("wb") as file:
            self.process = subprocess.Popen(
                command, stdout=file, stderr=file, env=env, start_new_session=True
            )
        self._base = f"http://127.0.0.1:{port}"
        _wait_for(port, self.process)
        options = {"binary": str(self.browser), "args": ["--automation"]}
        always = {"browserName": "MiniBrowser", "webkitgtk:browserOptions": options}
        wanted = {"capabilities": {"alwaysMatch": always}}
        self._base += f"/session/{self._ask('POST', '/session', wanted)['sessionId']}"
        self._ask("POST", "/window/rect", {"x": 0, "y": 0, "width": WIDTH, "height": HEIGHT})

    def __exit__(self, *_: object) -> None:
        try:
            self._ask("DELETE", "")
        finally:
            # xvfb-run is a shell: what it started does not end with it
            os.killpg(self.process.pid, 15)
            self.process.wait()

    def _ask(self, method: str, path: str, body: Mapping[str, object] | None = None) -> Any:
        request = urllib.request.Request(  # noqa: S310 - our own driver
            self._base + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=120) as answer:  # noqa: S310
            return json.loads(answer.read())["value"]

    def open(self, address: str) -> None:
        self._ask("POST", "/url", {"url": address})

    def _value(self, expression: str) -> str:
        script = {"script": f"return {expression}", "args": []}
        return str(self._ask("POST", "/execute/sync", script))

    def _perform(self, sources: list[dict[str, Any]]) -> None:
        self._ask("POST", "/actions", {"actions": sources})

    def _picture(self) -> str:
        return str(self._ask("GET", "/screenshot"))


def _said(log: Path, pattern: str, process: subprocess.Popen[bytes]) -> str:
    """Wait for what a program writes when it is ready."""
    deadline = time.monotonic() + STARTED_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        if found := re.search(pattern, log.read_text(encoding="utf-8", errors="replace")):
            return found[1]
        time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8", errors="replace")[-2000:])


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + STARTED_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as caller:
            if caller.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("WebKitGTK's driver did not start.")
