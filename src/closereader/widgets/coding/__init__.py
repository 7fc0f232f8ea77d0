"""Cases, each put under a rule."""

from closereader.widgets.coding.coding import Case, Coding

__all__ = ["Case", "Coding"]
