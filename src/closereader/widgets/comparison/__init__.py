"""Two texts beside each other."""

from closereader.widgets.comparison.comparison import Compare

__all__ = ["Compare"]
