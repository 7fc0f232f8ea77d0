"""A page of its own for a machine: several may run beside each other, each in a process."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.conftest import ARGUMENTS, HIDDEN_BY_PLAYWRIGHT, MISSING, find_chromium
from tests.browser.driver import driven
from tests.browser.machine.cells import Cell, widget_cells
from tests.browser.machine.machine import Machine, search

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).parents[3]


@contextmanager
def made_machine() -> Iterator[Machine]:
    """Give a machine on a page of its own."""
    with driven() as playwright:
        path = find_chromium(playwright)
        if path is None:
            sys.exit(MISSING)
        browser = playwright.chromium.launch(
            executable_path=path,
            args=list(ARGUMENTS),
            ignore_default_args=[HIDDEN_BY_PLAYWRIGHT],
        )
        yield Machine(browser.new_page())
        browser.close()


def run(seeds: Sequence[int], widget: str) -> list[str]:
    """Run one sequence for each seed; return what went wrong, as `search` does."""
    with made_machine() as machine:
        return search(machine, cells_of(widget), seeds, lambda _: None)


def cells_of(widget: str) -> list[Cell]:
    """Find the cells that make this kind of widget; "" for all."""
    return [cell for cell in widget_cells(ROOT) if widget in {"", cell.widget}]
