"""Sentences placed on a scale."""

from closereader.widgets.scale.scale import Scale

__all__ = ["Scale"]
