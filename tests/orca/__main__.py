"""The journeys under Orca: ``uv run python -m tests.orca``; what is missing here is printed.

When all of them have passed, what was tried with what is kept in ``tried.json``: the report on
accessibility tells it.
"""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.conftest import find_chromium
from tests.orca.desk import version_of_orca

HERE = Path(__file__).parent
TRIED = HERE / "tried.json"


class Passed:
    """Which journeys have passed, and what they have counted."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.counted: dict[str, object] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note one that has passed."""
        if report.when == "call" and report.passed:
            self.names.append(report.nodeid.rpartition("orca/")[2])
            self.counted |= dict(report.user_properties)


def version_of_chromium() -> str:
    """Return the browser's own word for its version, without its packager's."""
    with sync_playwright() as playwright:
        path = find_chromium(playwright)
    assert path is not None
    shown = subprocess.run([path, "--version"], capture_output=True, encoding="utf-8", check=True)
    return " ".join(shown.stdout.split()[:2])


def main() -> int:
    """Run the journeys."""
    passed = Passed()
    outcome = int(pytest.main(["-n", "0", "-v", "-rs", str(HERE), *sys.argv[1:]], [passed]))
    for name, value in passed.counted.items():
        sys.stdout.write(f"{name}: {value}\n")
    whole = len(sys.argv) == 1 and outcome == 0 and passed.names
    if whole:  # none was left out, and none was skipped
        kept = {
            "orca": version_of_orca(),
            "chromium": version_of_chromium(),
            "date": dt.datetime.now(dt.UTC).date().isoformat(),
            "counted": passed.counted,
            "journeys": passed.names,
        }
        TRIED.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8", newline="\n")
    return outcome


if __name__ == "__main__":
    sys.exit(main())
