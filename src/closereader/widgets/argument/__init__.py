"""The map of an argument."""

from closereader.widgets.argument.argument import ArgumentMap

__all__ = ["ArgumentMap"]
