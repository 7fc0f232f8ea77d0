"""The library reads from top to bottom: no room imports from one below it in this list."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest

from tests.house.tree import PACKAGE, ROOT, SOURCES, name, parsed, with_suffix

# Lowest first. A new room goes into this list, and into the one in docs/maintainer.md.
ROOMS = [
    "_still",
    "_paths",
    "_reading",
    "_yaml",
    "_faults",
    "moved",
    "course",
    "output",
    "pages",
    "texts",
    "quotations",
    "codebook",
    "glossary",
    "annotations",
    "work",
    "exchange",
    "concordance",
    "agreement",
    "tables",
    "argument",
    "claims",
    "questions",
    "scale",
    "damage",
    "figures",
    "widgets",
    "handin",
    "seminar",
    "authoring",
    "lab",
    "site",
    "commands",
    "cli",
]
FACE = "__init__"  # the public names; may take from every room, and no room may take from it
HEAVY = {"pandas", "plotly", "numpy"}
MAY_LOAD = {
    "tables/_frame.py": {"pandas"},  # what a student asks for
    "tables/_table.py": {"pandas"},  # its type only
    "agreement/_columns.py": {"numpy"},  # very many codes or marks
    "agreement/_spans.py": {"numpy"},
    "agreement/_continuum.py": {"numpy"},
    "seminar/likeness.py": {"numpy"},  # a teacher's map of all readings
}

# Packages of courses stand above the library: it knows none of them.
COURSES = {path.parent.name for path in with_suffix(".py") if path.parent.parent == SOURCES} - {
    "closereader"
}

MODULES = [path for path in with_suffix(".py") if PACKAGE in path.parents]


def room(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def dotted(path: Path) -> list[str]:
    parts = list(path.relative_to(SOURCES).with_suffix("").parts)
    return parts[:-1] if parts[-1] == "__init__" else parts


def parent(imported: str) -> str:
    return imported.rpartition(".")[0]


@cache
def imports(path: Path) -> list[tuple[int, str]]:
    """Return (line, dotted name) of all that a module imports, lazily or not."""
    found: list[tuple[int, str]] = []
    package = dotted(path) if path.name == "__init__.py" else dotted(path)[:-1]
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            stem = ".".join([*base, node.module] if node.module else base)
            found += [(node.lineno, f"{stem}.{alias.name}") for alias in node.names]
    return found


def test_every_module_stands_in_a_known_room() -> None:
    assert {room(path) for path in MODULES} - set(ROOMS) - {FACE} == set()


def test_no_import_goes_upward() -> None:
    assert [fault for path in MODULES for fault in upward(path)] == []


def upward(path: Path) -> Iterator[str]:
    """Say which imports of a module go to a room above its own, to a course or to the face."""
    here = room(path)
    if here == FACE:
        return
    for line, imported in imports(path):
        said = f"{name(path)}:{line} imports {imported}"
        parts = imported.split(".")
        if parts[0] in COURSES:
            yield f"{said}, of a course"
        if parts[0] != "closereader":
            continue
        there = parts[1] if len(parts) > 1 else FACE
        if there not in ROOMS:
            yield f"{said} from the package's face"
        elif ROOMS.index(there) > ROOMS.index(here):
            yield f"{said}, which stands above {here}"


def test_an_import_that_goes_upward_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    said = "from closereader.handin import a\nfrom closereader import open_text\n"
    said += "from whose_lessons import figures\nfrom closereader.course import b\nimport re\n"
    monkeypatch.setitem(globals(), "parsed", lambda _: ast.parse(said))
    at = "src/closereader/widgets/new.py"
    assert list(upward(PACKAGE / "widgets/new.py")) == [
        f"{at}:1 imports closereader.handin.a, which stands above widgets",
        f"{at}:2 imports closereader.open_text from the package's face",
        f"{at}:3 imports whose_lessons.figures, of a course",
    ]


PYTHON = {".".join(dotted(path)): path for path in with_suffix(".py") if SOURCES in path.parents}


def test_an_underscore_means_this_folder_only() -> None:
    """A module or a name with an underscore is used beside it and below, and nowhere else."""
    through = []
    for here, path in PYTHON.items():
        for line, imported in imports(path):
            parts = imported.split(".")
            private = [at for at, part in enumerate(parts) if re.match("_[^_]", part)]
            if parts[0] not in {"closereader", *COURSES} or not private:
                continue
            home = ".".join(parts[: private[0]])
            if not f"{here}.".startswith(f"{home}."):
                through.append(f"{name(path)}:{line} imports {imported}")
    assert through == []


def test_no_files_import_one_another_in_a_circle() -> None:
    """Not even for the types alone: each file can be read after those that it names."""
    above: dict[str, set[str]] = {}
    for here, path in PYTHON.items():
        named = {each for _, imported in imports(path) for each in (imported, parent(imported))}
        above[here] = {each for each in named if each in PYTHON} - {here}
    # A face takes from its own room, whose files may ask other rooms' faces.
    faces = {here for here, path in PYTHON.items() if path.name == "__init__.py"}
    todo = {here: those - faces for here, those in above.items() if here not in faces}
    while free := {here for here, those in todo.items() if not those & todo.keys()}:
        todo = {here: those for here, those in todo.items() if here not in free}
    assert todo == {}


def heavy(path: Path) -> set[str]:
    """Name the heavy packages that a module imports."""
    whole: set[str] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            whole |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            whole.add(node.module or "")
    return {each.split(".")[0] for each in whole} & HEAVY


def test_a_heavy_package_is_imported_only_where_it_repays() -> None:
    found = {
        path.relative_to(PACKAGE if PACKAGE in path.parents else SOURCES).as_posix(): heavy(path)
        for path in PYTHON.values()
    }
    assert {inside: names for inside, names in found.items() if names} == MAY_LOAD


def test_importing_the_reader_loads_neither_pandas_nor_plotly() -> None:
    program = f"import sys, closereader.widgets.reader;print(sorted({HEAVY!r} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True, text=True, encoding="utf-8", check=True, cwd=ROOT,
    )  # fmt: skip
    assert done.stdout.strip() == "[]"


def test_a_figure_loads_no_room_that_only_other_figures_need() -> None:
    others = {f"closereader.{each}" for each in ("agreement", "concordance", "glossary", "scale")}
    program = (
        "import sys; from whose_lessons.figures import rents_across;"
        f"print(sorted({others!r} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True, text=True, encoding="utf-8", check=True, cwd=ROOT,
    )  # fmt: skip
    assert done.stdout.strip() == "[]"


def test_the_first_question_of_a_lesson_waits_for_nothing_that_it_does_not_show(
    tmp_path: Path,
) -> None:
    others = {f"closereader.{each}" for each in ("codebook", "quotations", "widgets.matrix")}
    program = (
        "import sys; from closereader import Choose, open_work;"
        f"Choose('02/q1', work=open_work({str(tmp_path)!r}));"
        "from closereader.texts import _shelf;"
        f"print(sorted({others!r} & set(sys.modules)), _shelf._cache)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True, text=True, encoding="utf-8", check=True, cwd=ROOT,
    )  # fmt: skip
    assert done.stdout.strip() == "[] {}"


def test_the_package_says_that_it_is_typed() -> None:
    assert (PACKAGE / "py.typed").is_file()
