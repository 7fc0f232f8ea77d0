"""A text that is read and marked."""

from closereader.widgets.reader.reader import Reader

__all__ = ["Reader"]
