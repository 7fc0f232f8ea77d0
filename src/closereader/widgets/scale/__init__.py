"""Sentences placed between fate and choice."""

from closereader.widgets.scale.scale import Scale

__all__ = ["Scale"]
