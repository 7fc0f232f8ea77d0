"""Write docs/accessibility.md: ``uv run python -m tests.accessibility``."""

from tests.accessibility.report import PLACE, report

PLACE.write_text(report(), encoding="utf-8", newline="\n")
