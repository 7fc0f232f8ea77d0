"""The codebook: the themes a reader marks and the moves that words make in an argument."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal

from closereader._faults import SentenceError
from closereader._paths import seeds_folder
from closereader._still import look
from closereader._yaml import Entry, read_yaml

Underline = Literal["solid", "dashed", "dotted", "double", "wavy"]

Role = Literal["", "claim", "grounds", "counter"]
_ROLES = ("claim", "grounds", "counter")
_UNDERLINES = ("solid", "dashed", "dotted", "double", "wavy")
_ID = re.compile(r"[a-z][a-z0-9-]*")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_CODE = re.compile(r"[A-Z]{2}")
# What a move may be without; given one word of an example, it needs all.
_EXAMPLE = frozenset({"example", "example_text", "example_place"})
_MAY = _EXAMPLE | {"role"}
_cache: dict[Path, tuple[object, Codebook]] = {}


class CodebookError(SentenceError):
    """The codebook cannot be read, or has no such theme or move."""


@dataclass(frozen=True, slots=True)
class Theme:
    """What a marked passage is about."""

    id: str
    name: str
    code: str
    """Two capital letters, shown in the margin."""
    colour: str
    """``#RRGGBB``, from the palette of Okabe and Ito."""
    underline: Underline
    """The line that keeps the theme apart where colour cannot."""
    definition: str
    mark_when: str
    not_when: str
    example: str
    """Words of a text, verbatim."""
    example_text: str
    """The id of that text."""
    example_place: str
    """The paragraph the words stand in, for example ``¶7``."""


@dataclass(frozen=True, slots=True)
class Move:
    """What a marked passage does in the argument (after Toulmin, The Uses of Argument, 1958)."""

    id: str
    name: str
    definition: str
    role: Role = ""
    """What it is counted as: a claim, grounds for one, or a counter-passage, which speaks against
    a claim or limits it; "" for all others."""
    example: str = ""
    """Words of a text, verbatim; a codebook of one's own need not give any."""
    example_text: str = ""
    """The id of that text."""
    example_place: str = ""
    """The paragraph the words stand in, for example ``¶6``."""


@dataclass(frozen=True, slots=True)
class Codebook:
    """All themes and moves, in the order in which they are offered."""

    version: int
    themes: tuple[Theme, ...]
    moves: tuple[Move, ...]

    def of_role(self, role: Role) -> tuple[Move, ...]:
        """Return the moves that are counted as this; none when the codebook has none."""
        return tuple(move for move in self.moves if move.role == role)

    @property
    def counters(self) -> frozenset[str]:
        """The ids of the moves that speak against a claim, or limit it."""
        return frozenset(move.id for move in self.of_role("counter"))

    def theme(self, theme_id: str) -> Theme:
        """Return the theme with this id; an unknown one raises and lists those there are."""
        for theme in self.themes:
            if theme.id == theme_id:
                return theme
        known = ", ".join(theme.id for theme in self.themes)
        raise CodebookError(f"There is no theme {theme_id!r}. The themes are: {known}.")

    def move(self, move_id: str) -> Move:
        """Return the move with this id; an unknown one raises and lists those there are."""
        for move in self.moves:
            if move.id == move_id:
                return move
        known = ", ".join(move.id for move in self.moves)
        raise CodebookError(f"There is no move {move_id!r}. The moves are: {known}.")

    def theme_name(self, theme_id: str) -> str:
        """Name a theme; one of another codebook keeps its id."""
        return next((theme.name for theme in self.themes if theme.id == theme_id), theme_id)

    def move_name(self, move_id: str) -> str:
        """Name a move; one of another codebook keeps its id."""
        return next((move.name for move in self.moves if move.id == move_id), move_id)


@look
def open_codebook(path: Path | str | None = None) -> Codebook:
    """Read the codebook: ``codebook.yml`` in the folder of the texts, or another file.

    The same object comes back until the file changes on disk.

    Raises
    ------
    CodebookError
        When the file is missing or damaged; the message names the file and the remedy.
    """
    path = (seeds_folder() / "codebook.yml") if path is None else Path(path).resolve()
    found = read_yaml(path, CodebookError)
    if path not in _cache or _cache[path][0] is not found:
        _cache[path] = (found, _codebook(found, path))
    return _cache[path][1]


def _codebook(found: object, path: Path) -> Codebook:
    if not isinstance(found, Mapping):
        raise CodebookError(f"{path} must hold `version:`, `themes:` and `moves:`.")
    version = found.get("version")
    if type(version) is not int or version < 1:
        raise CodebookError(f"{path}: `version:` must be a whole number from 1 on.")
    themes = tuple(
        Theme(**entry)  # type: ignore[arg-type]  # _theme has checked each value
        for entry in _entries(found.get("themes"), "theme", _names(Theme), path)
    )
    for theme in themes:
        _check_theme(theme, path)
    moves = tuple(
        Move(**entry)  # type: ignore[arg-type]  # _check_move looks at the role
        for entry in _entries(found.get("moves"), "move", _names(Move), path, may=_MAY)
    )
    for move in moves:
        _check_move(move, path)
    whole = Entry(str(path), CodebookError)
    whole.once((theme.id for theme in themes), "theme id")
    whole.once((theme.colour.upper() for theme in themes), "theme colour")
    whole.once((theme.code for theme in themes), "theme code")
    whole.once((move.id for move in moves), "move id")
    return Codebook(version, themes, moves)


def _names(of: type[Theme | Move]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(of))


def _entries(
    found: object, kind: str, names: tuple[str, ...], path: Path, may: frozenset[str] = frozenset()
) -> Iterable[dict[str, str]]:
    if not isinstance(found, list) or not found:
        raise CodebookError(f"{path}: `{kind}s:` must be a list with at least one {kind}.")
    for number, entry in enumerate(found, start=1):
        where = f"{path}: {kind} {number}"
        named = entry.get("id") if isinstance(entry, Mapping) else None
        where += f" ({named:.40})" if isinstance(named, str) and named else ""
        part = Entry(where, CodebookError)
        given = part.fields(entry, names)
        left = may - (_EXAMPLE if _EXAMPLE & set(given) else frozenset())
        needed = [name for name in names if name in given or name not in left]
        values = {name: part.words(given, name) for name in needed}
        if not _ID.fullmatch(values["id"]):
            raise part.wrong(
                f": the id {values['id'][:40]!r} must be small letters, digits and hyphens."
            )
        yield values


def _check_move(move: Move, path: Path) -> None:
    if move.role and move.role not in _ROLES:
        raise CodebookError(
            f"{path}: move {move.id}: the role {move.role!r} must be one of {', '.join(_ROLES)}; "
            "leave it out for a move that is counted as none of them."
        )


def _check_theme(theme: Theme, path: Path) -> None:
    where = f"{path}: theme {theme.id}"
    if not _COLOUR.fullmatch(theme.colour):
        raise CodebookError(f"{where}: the colour {theme.colour!r} must look like #D55E00.")
    if not _CODE.fullmatch(theme.code):
        raise CodebookError(f"{where}: the code {theme.code!r} must be two capital letters.")
    if theme.underline not in _UNDERLINES:
        raise CodebookError(
            f"{where}: the underline {theme.underline!r} must be one of {', '.join(_UNDERLINES)}."
        )
