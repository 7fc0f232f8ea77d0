"""What stops a seminar's files from being collected."""

from __future__ import annotations


class CollectError(ValueError):
    """Nothing can be collected, or a pack cannot be written; one sentence that says what to do."""
