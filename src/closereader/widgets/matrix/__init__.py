"""A table that is filled with words and passages."""

from closereader.widgets.matrix.matrix import Matrix

__all__ = ["Matrix"]
