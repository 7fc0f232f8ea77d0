"""Two groups of readers by likeness of their marks, and whether chance would make them too.

Readers and cells (a theme in a sentence or paragraph) make a table of yes and no. The groups are
the two ends of its first axis: the first singular vector of what is left of the table when the
habit of each reader (how much is marked) and the pull of each cell (by how many) are taken out.

Every table has a first axis. So the same is done with tables in which each reader marks as many
cells, and each cell is marked by as many readers, but which reader marks which cell is left to
chance: the trades of Strona et al. (2014), "A fast and unbiased procedure to randomize ecological
binary matrices with fixed row and column totals", Nature Communications 5, 4114. The groups are
found only when at most one in twenty of such tables has as strong an axis. Once more tables than
that have, no more are made (Besag and Clifford 1991, "Sequential Monte Carlo p-values", Biometrika
78, 301-304).
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from closereader.codebook import open_codebook
from closereader.seminar.density import units
from closereader.seminar.readings import Reading, Seminar
from closereader.texts import open_text

Table = np.ndarray[tuple[int, int], np.dtype[np.bool_]]
Residual = np.ndarray[tuple[int, int], np.dtype[np.float64]]
Rows = tuple[frozenset[int], ...]

TABLES = 199
"""Tables that are left to chance, beside the one that was found."""
LIMIT = 0.05
FEWEST = 3
"""Readers of the smaller group."""
_TRADES = 5  # for each reader and table
_SEED = 20140611


class Groups(NamedTuple):
    """Two groups of readers, and how often chance makes as strong a difference."""

    one: tuple[str, ...]
    other: tuple[str, ...]
    p: float
    """Share of the tables of chance with an axis at least as strong."""
    apart: tuple[str, ...]
    """Readers without a mark, who are in no group."""

    @property
    def found(self) -> bool:
        """Whether they are more than chance, and both of a size."""
        return self.p <= LIMIT and min(len(self.one), len(self.other)) >= FEWEST


def two_groups(seminar: Seminar, text_id: str, *, tables: int = TABLES) -> Groups | None:
    """Part the readers of a text into two groups by likeness of their marks.

    `seminar`, `text_id`: as in `closereader.seminar.heat_map`.
    `tables`: how many tables are left to chance. The same ones each time.
    They are to be shown only if they are ``found``; None when there are too few readers with marks.
    """
    cells = _cells(seminar.of(text_id), text_id)
    names = [name for name, each in cells.items() if each]
    apart = tuple(name for name, each in cells.items() if not each)
    columns = sorted({cell for name in names for cell in cells[name]})
    if len(names) < 2 * FEWEST or len(columns) < 2:  # noqa: PLR2004 - one column has no axis
        return None
    place = {cell: at for at, cell in enumerate(columns)}
    rows = tuple(frozenset(place[cell] for cell in cells[name]) for name in names)
    p, axis = _tested(rows, len(columns), tables)
    sides = [tuple(name for name, at in zip(names, axis, strict=True) if (at > 0) is up)
             for up in (True, False)]  # fmt: skip
    one, other = sorted(sides, key=lambda each: (-len(each), each))
    return Groups(one, other, p, apart)


@lru_cache(maxsize=32)
def _tested(rows: Rows, size: int, tables: int) -> tuple[float, tuple[float, ...]]:
    """Return the share of tables with an axis at least as strong, and each reader on the axis.

    A view asks for the same readers again with each click on something else.
    """
    table = np.zeros((len(rows), size), dtype=np.bool_)
    for at, row in enumerate(rows):
        table[at, list(row)] = True
    strength, axis = _axis(_residual(table))
    chance = np.random.default_rng(_SEED)  # the same tables each time
    as_strong, enough = 0, LIMIT * (tables + 1)
    for made in range(1, tables + 1):
        _trade(table, chance)
        left = _residual(table)
        as_strong += float(np.linalg.eigvalsh(left @ left.T)[-1]) >= strength - 1e-9
        if as_strong > enough:
            return as_strong / made, axis
    return (as_strong + 1) / (tables + 1), axis


def _cells(found: Mapping[str, Reading], text_id: str) -> dict[str, set[tuple[int, int]]]:
    """Return for each reader the cells with a mark: place of the theme, place of the unit."""
    columns = units(open_text(text_id))
    themes = [each.id for each in open_codebook().themes]
    return {
        name: {
            (row, at)
            for row, theme in enumerate(themes)
            for mark in one.of(theme, text_id)
            for at, unit in enumerate(columns)
            if mark.span.start < unit.end and unit.start < mark.span.end
        }
        for name, one in found.items()
    }


def _residual(table: Table) -> Residual:
    """Return the table without the means of its rows and columns."""
    left: Residual = table - table.mean(axis=1, keepdims=True)
    left -= left.mean(axis=0, keepdims=True)
    return left


def _axis(table: Residual) -> tuple[float, tuple[float, ...]]:
    """Return how strong the first axis is (its singular value, squared), and each reader on it."""
    square = table @ table.T
    values, vectors = np.linalg.eigh(square)
    first = vectors[:, -1]
    sign = 1 if first[np.abs(first).argmax()] > 0 else -1
    return float(values[-1]), tuple(float(each) for each in sign * first)


def _trade(table: Table, chance: np.random.Generator) -> None:
    """Let pairs of readers trade cells that one of them has, so that all totals stay."""
    trades = _TRADES * len(table)
    firsts = chance.integers(0, len(table), trades)
    others = (firsts + chance.integers(1, len(table), trades)) % len(table)
    for a, b in zip(firsts.tolist(), others.tolist(), strict=True):
        one, other = table[a], table[b]
        apart = (one != other).nonzero()[0]
        has = one[apart]
        chance.shuffle(has)  # who of the two has which of them
        one[apart], other[apart] = has, ~has
