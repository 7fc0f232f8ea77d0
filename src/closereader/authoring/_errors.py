"""The one error of the authoring room."""

from __future__ import annotations


class AuthoringError(ValueError):
    """A notebook cannot be read, run or derived; the message says which, why, and what to do."""
