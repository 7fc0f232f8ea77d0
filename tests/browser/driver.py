"""Playwright's driver, with one habit less."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Playwright

QUICKER = Path(__file__).with_suffix(".cjs")
_OPTIONS = "NODE_OPTIONS"


@contextmanager
def driven() -> Iterator[Playwright]:
    """Start Playwright; it does not describe the page at each look for what is expected."""
    before = os.environ.get(_OPTIONS)
    os.environ[_OPTIONS] = f'{before or ""} --require "{QUICKER.as_posix()}"'.strip()
    driver = sync_playwright()
    try:
        playwright = driver.__enter__()
    finally:
        if before is None:
            del os.environ[_OPTIONS]
        else:
            os.environ[_OPTIONS] = before
    try:
        yield playwright
    finally:
        driver.__exit__()
