"""What holds for every test."""

from __future__ import annotations

import os

from hypothesis import settings

# A slow machine is no reason to fail: no example is timed. And what decides about a change tries
# the same examples each time; new ones are for people, and for the weekly run.
DECIDES = "CI" in os.environ and os.environ.get("GITHUB_EVENT_NAME") != "schedule"
settings.register_profile("course", deadline=None, derandomize=DECIDES)
settings.load_profile("course")
