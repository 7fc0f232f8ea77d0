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

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from closereader.codebook import open_codebook
from closereader.seminar.density import units
from closereader.texts import open_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from closereader.seminar.readings import Reading, Seminar

    Table = np.ndarray[tuple[int, int], np.dtype[np.float64]]

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

    Parameters
    ----------
    seminar, text_id
        As in `closereader.seminar.heat_map`.
    tables
        How many tables are left to chance. The same ones each time.

    Returns
    -------
    Groups, to be shown only if they are ``found``; None when there are too few readers with marks.
    """
    cells = _cells(seminar.of(text_id), text_id)
    names = [name for name, each in cells.items() if each]
    apart = tuple(name for name, each in cells.items() if not each)
    columns = sorted({cell for name in names for cell in cells[name]})
    if len(names) < 2 * FEWEST or len(columns) < 2:  # noqa: PLR2004 - one column has no axis
        return None
    place = {cell: at for at, cell in enumerate(columns)}
    rows = [{place[cell] for cell in cells[name]} for name in names]
    strength, axis = _axis(_residual(rows, len(columns)))
    p = _share(rows, len(columns), strength, tables)
    sides = [tuple(name for name, at in zip(names, axis, strict=True) if (at > 0) is up)
             for up in (True, False)]  # fmt: skip
    one, other = sorted(sides, key=lambda each: (-len(each), each))
    return Groups(one, other, p, apart)


def _share(rows: list[set[int]], size: int, strength: float, tables: int) -> float:
    """Return the share of tables with an axis at least as strong; the rows are traded for it."""
    chance = random.Random(_SEED)  # noqa: S311 - the same tables each time, and no secret
    as_strong, enough = 0, LIMIT * (tables + 1)
    for made in range(1, tables + 1):
        _trade(rows, chance)
        table = _residual(rows, size)
        as_strong += float(np.linalg.eigvalsh(table @ table.T)[-1]) >= strength - 1e-9
        if as_strong > enough:
            return as_strong / made
    return (as_strong + 1) / (tables + 1)


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


def _residual(rows: list[set[int]], size: int) -> Table:
    """Return the table without the means of its rows and columns."""
    table = np.zeros((len(rows), size))
    for at, row in enumerate(rows):
        table[at, list(row)] = 1
    left: Table = (
        table - table.mean(axis=1, keepdims=True) - table.mean(axis=0, keepdims=True) + table.mean()
    )
    return left


def _axis(table: Table) -> tuple[float, list[float]]:
    """Return how strong the first axis is (its singular value, squared), and each reader on it."""
    square = table @ table.T
    values, vectors = np.linalg.eigh(square)
    first = vectors[:, -1]
    sign = 1 if first[np.abs(first).argmax()] > 0 else -1
    return float(values[-1]), [float(each) for each in sign * first]


def _trade(rows: list[set[int]], chance: random.Random) -> None:
    """Let pairs of readers trade cells that one of them has, so that all totals stay."""
    for _ in range(_TRADES * len(rows)):
        a, b = chance.sample(range(len(rows)), 2)
        only_a, only_b = rows[a] - rows[b], rows[b] - rows[a]
        if not only_a or not only_b:
            continue
        both = rows[a] & rows[b]
        pool = sorted(only_a | only_b)
        got = set(chance.sample(pool, len(only_a)))
        rows[a] = both | got
        rows[b] = both | (set(pool) - got)
