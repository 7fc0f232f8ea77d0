"""What Python raises when data from elsewhere are not what the code took them for."""

FAULTS = (
    ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError,
)  # fmt: skip
"""A fence catches these around one file of many: a fault in it must cost that file alone.

Errors of the system (a full disk, no memory) are none: they concern every file alike.
"""


class SentenceError(ValueError):
    """An error whose message tells a person all there is to say: what, where, and what to do.

    A notebook shows that sentence, and not the way that the program took to it.
    """

    def _render_traceback_(self) -> list[str]:
        return [f"{type(self).__name__}: {self}"]
