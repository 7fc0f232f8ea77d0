"""Chromium on a display that nobody sees, and Orca beside it, of which we read what it speaks.

What is needed comes from Debian or Ubuntu: ``apt-get install orca at-spi2-core xvfb xdotool dbus
openbox``, and a Chromium. Nothing makes a sound: Orca is kept from a speech server. That is not
only for the peace of the room. Where there is no sound device, the server takes a sentence or two
and then never answers again, and Orca, which waits for it, hears no key any more. Without a server
Orca writes the same sentences into its log.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from tests.browser.conftest import ARGUMENTS, HIDDEN_BY_PLAYWRIGHT, find_chromium
from tests.browser.driver import driven

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext

CUSTOM = """\
import orca.debug, orca.settings

orca.debug.debugFile.reconfigure(line_buffering=True)
orca.settings.sayAllOnLoad = False
"""
"""Orca's log waits in memory until 8 kB are full: a sentence would be read long after it was
spoken. And a page is not read aloud from its beginning whenever one is loaded."""
PROGRAMS = ("orca", "Xvfb", "xdotool", "dbus-daemon", "dbus-send", "openbox")
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
VERSION = "43."
SIZE = (1400, 900)
STARTS_WITHIN = 60.0
SPOKEN = re.compile(
    r"^[\d:.]+ - SPEECH OUTPUT: '(?!.*\S ' \{)(.*?)'(?: voice=\w+)? ?(?:\{[^}]*\})?$"
)
"""One utterance. The name of a pressed key ends in a space, and is left out."""


def find_missing() -> list[str]:
    """Name what is not installed."""
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    if "orca" not in missing and not (version := version_of_orca()).startswith(VERSION):
        missing.append(f"Orca {VERSION}, whose log we can read (here is {version})")
    if not any(Path(path).is_file() for path in LAUNCHERS):
        missing.append("at-spi-bus-launcher")
    with driven() as playwright:
        if find_chromium(playwright) is None:
            missing.append("chromium")
    return missing


def version_of_orca() -> str:
    """Return Orca's own word for its version."""
    shown = subprocess.run(["orca", "--version"], capture_output=True, encoding="utf-8", check=True)
    return shown.stdout.strip()


@dataclass
class Orca:
    """What Orca writes: the sentences that it speaks, since a place in its log."""

    log: Path

    def size(self) -> int:
        """Return how much stands in the log, in bytes."""
        return self.log.stat().st_size if self.log.exists() else 0

    def since(self, place: int) -> str:
        """Return what was written from a place on."""
        if not self.log.exists():
            return ""
        with self.log.open("rb") as file:
            file.seek(place)
            return file.read().decode("utf-8", errors="replace")

    def spoken(self, place: int = 0) -> list[str]:
        """Return what was spoken from a place on, one string for each utterance."""
        lines = self.since(place).splitlines()
        return [found[1] for line in lines if (found := SPOKEN.match(line))]


class Desktop:
    """A display, its buses, Orca and a browser; all of them end with it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.orca = Orca(folder / "orca.log")
        self.browser: BrowserContext | None = None
        self._open = ExitStack()
        self._env: dict[str, str] = {}

    def __enter__(self) -> Self:
        try:
            self._begin()
        except BaseException:
            self._open.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def _begin(self) -> None:
        for name in ("run", "home"):
            (self.folder / name).mkdir(mode=0o700)
        custom = self.folder / "home/.local/share/orca/orca-customizations.py"
        custom.parent.mkdir(parents=True)
        custom.write_text(CUSTOM, encoding="utf-8")
        self._env = {key: value for key, value in os.environ.items() if key not in _NOT_OURS}
        self._env |= {
            "HOME": str(self.folder / "home"),
            "XDG_RUNTIME_DIR": str(self.folder / "run"),
            "LANG": "C.UTF-8",
            "NO_AT_BRIDGE": "0",
            "ACCESSIBILITY_ENABLED": "1",
            "SPEECHD_CMD": "false",  # no server is started, so none is found
        }
        width, height = SIZE
        screen = ("-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp")
        number = self._ask("Xvfb", "-displayfd", "1", *screen)
        self._env["DISPLAY"] = f":{number}"
        bus = self._ask("dbus-daemon", "--session", "--nofork", "--print-address=1")
        self._env["DBUS_SESSION_BUS_ADDRESS"] = bus
        self._start("openbox")
        self._start(
            next(path for path in LAUNCHERS if Path(path).is_file()), "--launch-immediately"
        )
        for name in ("ScreenReaderEnabled", "IsEnabled"):
            self._set_status(name)
        self._start("orca", "--replace", f"--debug-file={self.orca.log}")
        self.wait_for(lambda: "Screen reader on." in self.orca.spoken(), "Orca's first words")

    def _start(self, *command: str) -> subprocess.Popen[str]:
        log = self._open.enter_context(
            (self.folder / f"{Path(command[0]).name}.out").open("w", encoding="utf-8")
        )
        process = subprocess.Popen(
            command, env=self._env, stdout=log, stderr=log, encoding="utf-8", cwd=self.folder
        )
        self._open.callback(_end, process)
        return process

    def _ask(self, *command: str) -> str:
        """Start a program that says one line; return the line."""
        log = self._open.enter_context(
            (self.folder / f"{command[0]}.out").open("w", encoding="utf-8")
        )
        process = subprocess.Popen(
            command,
            env=self._env,
            stdout=subprocess.PIPE,
            stderr=log,
            encoding="utf-8",
            cwd=self.folder,
        )
        self._open.callback(_end, process)
        assert process.stdout is not None
        self._open.callback(process.stdout.close)
        line = process.stdout.readline().strip()
        assert line, f"{command[0]} did not start; see {self.folder}"
        return line

    def _set_status(self, name: str) -> None:
        command = (
            *("dbus-send", "--session", "--dest=org.a11y.Bus", "--print-reply", "/org/a11y/bus"),
            *("org.freedesktop.DBus.Properties.Set", "string:org.a11y.Status"),
            *(f"string:{name}", "variant:boolean:true"),
        )

        def answered() -> bool:
            done = subprocess.run(command, env=self._env, capture_output=True, check=False)
            return done.returncode == 0

        self.wait_for(answered, f"the bus to take {name}")

    def wait_for(
        self, holds: Callable[[], bool], what: str, seconds: float = STARTS_WITHIN
    ) -> None:
        """Wait until something holds."""
        until = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < until, f"waited in vain for {what}; see {self.folder}"
            time.sleep(0.1)

    def browse(self) -> None:
        """Open the browser, with one profile for all pages, and hear its first page."""
        playwright = self._open.enter_context(driven())
        context = self.browser = playwright.chromium.launch_persistent_context(
            self.folder / "profile",
            executable_path=find_chromium(playwright),
            headless=False,
            args=[
                *ARGUMENTS,
                "--force-renderer-accessibility=complete",
                "--kiosk",  # no bars of the browser, among which the focus would begin
                "--test-type",  # no word about --no-sandbox, which Orca would read
                f"--window-size={SIZE[0]},{SIZE[1]}",
                "--window-position=0,0",
            ],
            ignore_default_args=[HIDDEN_BY_PLAYWRIGHT],
            env={**self._env},
            no_viewport=True,
            timezone_id="UTC",
        )
        self._open.callback(context.close)
        page = context.pages[0]
        page.set_content("<title>Ready</title><p>Nothing yet.")
        heard = self.orca.spoken
        self.wait_for(lambda: "Finished loading Ready." in heard(), "the first page")

    def key(self, *names: str) -> None:
        """Press keys as a keyboard does, by their X names, such as ``Shift+Tab``."""
        # As long as fingers stay: Orca asks which keys are down when the caret has moved.
        self._do("key", "--clearmodifiers", "--delay", "80", *names)

    def click_low(self) -> None:
        """Click at the lower edge: a focus() in a page does not give it the keyboard."""
        self._do("mousemove", str(SIZE[0] // 2), str(SIZE[1] - 20), "click", "1")

    def type(self, text: str) -> None:
        """Type letters one after the other."""
        self._do("type", "--delay", "60", text)

    def _do(self, *command: str) -> None:
        subprocess.run(["xdotool", *command], env=self._env, check=True)


_NOT_OURS = {
    "XDG_DATA_HOME",
    "XDG_CONFIG_HOME",
    "DBUS_SESSION_BUS_ADDRESS",
    "WAYLAND_DISPLAY",
    "XAUTHORITY",
    "AT_SPI_BUS_ADDRESS",
}


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:  # Orca does not always let itself be asked
        process.kill()
        process.wait()
