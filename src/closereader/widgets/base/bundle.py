"""Join the small modules of a front end into the one module that anywidget takes.

A widget's front end reaches the browser as one self-contained ES module, in which relative imports
fail, or as parcels (`closereader.widgets.base._parcels`), where all widgets on a page share one
instance of each module, and so whatever state it has at its top. The sources are nevertheless real
modules, which editors, Node and TypeScript read as they are. `join` puts them one after
another, each after what it imports, so that neither using nor changing the course needs Node.

The dialect is small on purpose, and whatever lies outside of it is refused with file and line:

- ``import { a, b } from "./other.js";`` at the start of a line, or from another folder
  (``"../…"``); no renaming, no default, no ``*``;
- ``export function``, ``export async function``, ``export class``, ``export const``;
- ``export default …`` in the entry only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

BASE = Path(__file__).resolve().parent
QUESTION_CSS = BASE / "question.css"
"""The style sheet that the questions share."""

_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.{1,2}/[\w./-]+\.js)";[ \t]*\n?', re.MULTILINE)
_ANY_IMPORT = re.compile(r"^\s*import\b(?!\s*\()[^\n]*", re.MULTILINE)
_EXPORT = re.compile(
    r"^export (?=(?:async function\*?|function\*?|class|const) (?P<name>[\w$]+))", re.MULTILINE
)
_ANY_EXPORT = re.compile(r"^\s*export\b[^\n]*", re.MULTILINE)
_DEFAULT = re.compile(r"^export default\b", re.MULTILINE)
_TOP_LEVEL = re.compile(
    r"^(?:async function\*?|function\*?|class|const|let|var) (?P<name>[\w$]+)", re.MULTILINE
)
_DESTRUCTURED = re.compile(r"^(?:export )?(?:const|let|var) [\[{][^\n]*", re.MULTILINE)
_LINES_OF_COMMENT = re.compile(r"^[ \t]*(?:/\*(?:[^*]|\*(?!/))*\*/[ \t]*|//[^\n]*)\n", re.MULTILINE)
_NAME = re.compile(r"[A-Za-z_$][\w$]*")


class BundleError(ValueError):
    """A front-end module uses what `join` does not understand, or two modules clash."""


@dataclass(frozen=True, slots=True)
class _Module:
    path: Path
    code: str  # without its import lines, and without the word "export"
    imports: tuple[tuple[str, Path], ...]  # (name, from which file)
    exports: frozenset[str]
    names: tuple[str, ...]  # every name it declares at the top level


def join(entry: Path) -> str:
    """Return one self-contained ES module made of `entry` and all that it imports.

    `entry`: the module with the ``export default``. Imports are looked up beside it.
    Returns the modules in the order of their dependencies, each under a comment with its name.
    Raises `BundleError` when a line is outside of the small dialect, an import does not exist,
    imports go round in a circle, or two modules declare the same name; the sentence names the
    files.
    """
    return "\n".join(f"// ---- {_name(m.path)}\n{m.code.strip()}\n" for m in _modules(entry))


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of a front end when some of its modules are there already."""

    code: str
    modules: tuple[Path, ...]  # that `code` holds
    leans_on: frozenset[str]  # where its other modules are, those that are only leant on too


def rest(entry: Path, homes: Mapping[Path, str]) -> Rest:
    """Join what an entry needs and nobody has sent, without comments.

    `entry`: the module with the ``export default``.
    `homes`: where each module is that was sent, as a word; the code imports it as
    ``"closereader:word"``.
    Raises `BundleError` as `join`.
    """
    modules = _modules(entry)
    new = [module for module in modules if module.path not in homes]
    wanted: dict[str, set[str]] = {}
    for module in new:
        for name, source in module.imports:
            if source in homes:
                wanted.setdefault(homes[source], set()).add(name)
    imports = (
        f'import {{ {", ".join(sorted(names))} }} from "closereader:{home}";\n'
        for home, names in sorted(wanted.items())
    )
    exports = sorted(name for module in new for name in module.exports)
    code = "".join((*imports, *(_bare(m.code) for m in new), f"export {{ {', '.join(exports)} }};"))
    sent = frozenset(homes[module.path] for module in modules if module.path in homes)
    return Rest(code, tuple(module.path for module in new), sent)


def _bare(code: str) -> str:
    """Leave out the comments that have lines of their own."""
    return _LINES_OF_COMMENT.sub("", code).strip() + "\n"


@dataclass(frozen=True, slots=True)
class Front:
    """The front end of a widget: the module that is its entry, and its style sheets in order."""

    entry: Path
    sheets: tuple[Path, ...]

    @classmethod
    def beside(cls, file: str, entry: str, *sheets: str | Path) -> Front:
        """Name a front end by where it lies from a Python file; ``base.css`` comes first."""
        folder = Path(file).parent
        return cls(
            folder / entry,
            (BASE / "base.css", *((folder / sheet).resolve() for sheet in sheets)),
        )

    def script(self) -> str:
        """Return the whole of its code, as one module."""
        return script(self.entry)

    def css(self) -> str:
        """Return its style sheets as one."""
        return css(*self.sheets)

    def files(self) -> tuple[Path, ...]:
        """Return all that it is made of.

        Raises `BundleError` as `join`.
        """
        return (*(module.path for module in _modules(self.entry)), *self.sheets)


LOADER = Front(BASE / "load.js", ())
"""What a widget opens with whose code comes in parcels."""


@cache
def script(entry: Path) -> str:
    """Return an entry, with all that it imports, as a page needs it: without comments."""
    return _bare(join(entry))


@cache
def css(*sheets: Path) -> str:
    """Return style sheets as one, in order, each under a comment with its name."""
    return "\n".join(
        f"/* ---- {_name(sheet)} */\n{sheet.read_text(encoding='utf-8').strip()}\n"
        for sheet in sheets
    )


def _name(path: Path) -> str:
    """Name a file with its folder: there are several of the name ``list.js``."""
    return f"{path.parent.name}/{path.name}"


def _modules(entry: Path) -> list[_Module]:
    """Read an entry and all that it imports, each after what it imports."""
    modules: list[_Module] = []
    _visit(entry.resolve(), entry.resolve(), (), modules)
    _refuse_twins(modules)
    return modules


def _visit(path: Path, entry: Path, trail: tuple[Path, ...], done: list[_Module]) -> _Module:
    for module in done:
        if module.path == path:
            return module
    if path in trail:
        circle = " → ".join(_name(p) for p in (*trail[trail.index(path) :], path))
        raise BundleError(f"These modules import one another in a circle: {circle}.")
    module = _read(path, is_entry=path == entry)
    for name, source in module.imports:
        other = _visit(source, entry, (*trail, path), done)
        if name not in other.exports:
            raise BundleError(
                f"{_name(path)} imports {name!r}, which {_name(source)} does not export."
            )
    done.append(module)
    return module


def _read(path: Path, *, is_entry: bool) -> _Module:
    try:
        source = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    except FileNotFoundError:
        raise BundleError(f"There is no front-end module {_name(path)}.") from None
    return _understood(path, source, is_entry=is_entry)


@cache  # a lesson has many widgets, which have most of their modules in common
def _understood(path: Path, source: str, *, is_entry: bool) -> _Module:
    imports = tuple(
        (name, other)
        for found in _IMPORT.finditer(source)
        for other in [(path.parent / found.group(2)).resolve()]  # once a line: it asks the disk
        for name in _imported(found, source, path)
    )
    code = _IMPORT.sub("", source)
    exports = frozenset(found.group("name") for found in _EXPORT.finditer(code))
    code = _EXPORT.sub("", code)
    rest = _DEFAULT.sub("default_export", code) if is_entry else code
    for pattern in (_ANY_IMPORT, _ANY_EXPORT, _DESTRUCTURED):
        if strange := pattern.search(rest):
            line = strange.group(0).strip()
            raise BundleError(f"{_name(path)} has a line that cannot be joined: {line}")
    names = tuple(found.group("name") for found in _TOP_LEVEL.finditer(code))
    return _Module(path, code, imports, exports, names)


def _imported(found: re.Match[str], source: str, path: Path) -> list[str]:
    names = [name.strip() for name in found.group(1).split(",") if name.strip()]
    for name in names:
        if not _NAME.fullmatch(name):
            line = source.count("\n", 0, found.start()) + 1
            raise BundleError(f"{_name(path)}, line {line}: import {name!r} under its own name.")
    return names


def _refuse_twins(modules: list[_Module]) -> None:
    home: dict[str, Path] = {}
    for module in modules:
        for name in module.names:
            first = home.setdefault(name, module.path)
            if first != module.path:
                raise BundleError(
                    f"{_name(first)} and {_name(module.path)} both declare {name!r} at their top "
                    f"level. Rename one: the two are joined into one module."
                )
