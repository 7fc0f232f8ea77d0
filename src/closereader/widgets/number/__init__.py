"""A question whose answer is a number of a table."""

from closereader.widgets.number.number import Number

__all__ = ["Number"]
