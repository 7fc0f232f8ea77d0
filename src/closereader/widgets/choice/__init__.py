"""A question with options."""

from closereader.widgets.choice.choice import SURE, Choose

__all__ = ["SURE", "Choose"]
