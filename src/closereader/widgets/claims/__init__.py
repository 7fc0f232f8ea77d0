"""The claims of the texts, and how each can be checked."""

from closereader.widgets.claims.claims import EXPECTED, ClaimCards

__all__ = ["EXPECTED", "ClaimCards"]
