"""Names that a package does not hold when it is imported: of parts that wait, and old ones.

Old is what was here once, and belongs to a course now. A package of a course says in its
``pyproject.toml`` which old names it has taken, as entry points of ``closereader.moved``::

    [project.entry-points."closereader.moved"]
    "closereader.figures.rainfall" = "our_course.figures:rainfall"

So the library keeps an old import working for one version, and names no course.
"""

import sys
import warnings
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

GROUP = "closereader.moved"


def at_first_use(
    package: str, homes: Mapping[str, str], names: Sequence[str]
) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """Give ``__getattr__`` and ``__dir__`` of a package that imports names at first use (PEP 562).

    `package`: its ``__name__``.
    `homes`: for each name that waits, the module within the package that has it.
    `names`: all of its public names.
    """
    here = vars(sys.modules[package])

    def find(name: str) -> object:
        if name not in homes:
            return moved(package, name, f"; it has {', '.join(names)}")
        here[name] = getattr(import_module(f"{package}.{homes[name]}"), name)
        return here[name]

    return find, lambda: sorted({*here, *names})


def moved(module: str, name: str, hint: str = "") -> object:
    """Give a name of `module` that a course has taken, with a warning that says where it is now.

    `module`, `name`: what was asked for: ``"closereader.figures"``, ``"rainfall"``.
    `hint`: how the sentence goes on when there is no such name.
    Raises `AttributeError` when no installed course has taken it.
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
