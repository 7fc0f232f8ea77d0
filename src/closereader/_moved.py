"""Old names: what was here once, and belongs to a course now.

A package of a course says in its ``pyproject.toml`` which old names it has taken, as entry points
of the group ``closereader.moved``::

    [project.entry-points."closereader.moved"]
    "closereader.figures.rainfall" = "our_course.figures:rainfall"

So the library keeps an old import working for one version, and names no course.
"""

import warnings

GROUP = "closereader.moved"


def moved(module: str, name: str, hint: str = "") -> object:
    """Give a name of `module` that a course has taken, with a warning that says where it is now.

    Parameters
    ----------
    module, name
        What was asked for: ``"closereader.figures"``, ``"rainfall"``.
    hint
        How the sentence goes on when there is no such name.

    Raises
    ------
    AttributeError
        When no installed course has taken it.
    """
    if not name.startswith("_"):
        from importlib.metadata import entry_points  # noqa: PLC0415 - 20 ms, and rarely needed

        for entry in entry_points(group=GROUP, name=f"{module}.{name}"):
            warnings.warn(
                f"{module}.{name} has moved: write `from {entry.module} import {entry.attr}`. "
                "The old name goes with the next version.",
                DeprecationWarning,
                stacklevel=3,
            )
            return entry.load()
    raise AttributeError(f"{module} has no {name!r}{hint}.")
