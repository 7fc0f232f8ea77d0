"""The journeys under Orca: ``uv run python -m tests.orca``; what is missing here is printed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

if __name__ == "__main__":
    sys.exit(pytest.main(["-n", "0", "-v", "-rs", str(Path(__file__).parent), *sys.argv[1:]]))
