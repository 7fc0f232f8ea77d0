"""What holds for every test."""

from __future__ import annotations

from hypothesis import settings

# A slow machine is no reason to fail: no example is timed.
settings.register_profile("course", deadline=None)
settings.load_profile("course")
