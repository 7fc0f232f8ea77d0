"""A person at the keyboard who hears what Orca speaks: keys go in, sentences come out."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.orca.desk import Desktop

QUIET = 0.6
"""Seconds without a line in Orca's log: it has heard the key and said what it had to say."""
PATIENCE = 90.0
"""Seconds for what should be heard at once: a busy machine is no failure."""
HEARD = re.compile(r"^\^+ PROCESS ATSPI_KEY_RELEASED_EVENT", re.MULTILINE)


class Listener:
    """The keyboard and the ears of one journey.

    ``actions`` counts the keys that were pressed, a chord as one; what was typed counts as one, as
    it takes one decision.
    """

    def __init__(self, desktop: Desktop, page: Page) -> None:
        self.desktop = desktop
        self.page = page
        self.actions = 0
        self._from = desktop.orca.size()

    def press(self, *keys: str, until: str = "") -> list[str]:
        """Press keys, each when Orca is done with the last; return what it said.

        After the last one wait until some words are heard.
        """
        begin = self.desktop.orca.size()
        for key in keys:
            place = self.desktop.orca.size()
            self.desktop.key(key)
            self.actions += 1
            self._until(lambda place=place: HEARD.search(self.desktop.orca.since(place)), key)
            self.settle(place)
        return self.expect(until, begin)

    def press_until(self, key: str, words: str, times: int = 30) -> list[str]:
        """Press a key until some words are heard, as one who looks for them does.

        Nobody presses on before the last key was answered: a busy Orca is quiet, and then speaks.
        """
        begin = self.desktop.orca.size()
        until = time.monotonic() + PATIENCE
        for _ in range(times):
            place = self.desktop.orca.size()
            said = self.press(key)
            while not said and time.monotonic() < until:
                said = self.settle(place)
            if words in " / ".join(said):
                return said
        said = self.desktop.orca.spoken(begin)
        raise AssertionError(f"{times} times {key} do not lead to “{words}”; heard: {said}")

    def type(self, text: str) -> list[str]:
        """Type letters, and return what is said after the last."""
        place = self.desktop.orca.size()
        self.desktop.type(text)
        self.actions += 1
        wanted = len(text)
        self._until(
            lambda: len(HEARD.findall(self.desktop.orca.since(place))) >= wanted, f"typed {text!r}"
        )
        return self.settle(place)

    def settle(self, place: int) -> list[str]:
        """Wait until Orca is quiet, and return what it has said since a place in its log."""
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => done()))")
        until = time.monotonic() + PATIENCE
        before, since = self.desktop.orca.size(), time.monotonic()
        while time.monotonic() - since < QUIET and time.monotonic() < until:
            # Not time.sleep: while the page waits, what it asks Python for must be answered.
            self.page.wait_for_timeout(50)
            if (now := self.desktop.orca.size()) != before:
                before, since = now, time.monotonic()
        return self.desktop.orca.spoken(place)

    def expect(self, words: str, place: int) -> list[str]:
        """Wait until some words are spoken after a place in the log, then until Orca is quiet."""
        self._until(lambda: words in " / ".join(self.desktop.orca.spoken(place)), words)
        return self.settle(place)

    def _until(self, holds: object, what: str) -> None:
        assert callable(holds)
        until = time.monotonic() + PATIENCE
        while not holds():
            said = " / ".join(self.desktop.orca.spoken(self._from)[-8:])
            assert time.monotonic() < until, f"waited in vain for {what}; heard last: {said}"
            self.page.wait_for_timeout(50)
