"""A question that is answered in prose; `Choose`, `Matrix` and `WhoAmI` beside it."""

from closereader.widgets.choice import Choose
from closereader.widgets.matrix import Matrix
from closereader.widgets.question.ask import Ask
from closereader.widgets.whoami import WhoAmI

__all__ = ["Ask", "Choose", "Matrix", "WhoAmI"]
