"""Who wins when two people, or two notebooks, changed the same thing.

An edit says which state of the thing it started from (its ``base``, the ``modified`` of that
state). If the disk still holds that state, nothing was changed in between, and the edit follows it.
Otherwise the last edit by time wins. Whatever loses is kept whole in the trash; nothing is merged.

The ``modified`` of a thing only ever grows on disk: so no two of its states have the same one, and
a ``base`` cannot be mistaken for a state that its maker never saw.
"""

from __future__ import annotations

from dataclasses import dataclass

from closereader.annotations import checks


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be done with an edit.

    Attributes
    ----------
    wins
        Whether the edit goes to disk.
    modified
        The time it is saved under: its own, or just after what it follows, when its clock is late.
    follows
        Whether it started from what the disk holds (then nothing is lost by replacing that).
    """

    wins: bool
    modified: str
    follows: bool


def judge(mine: str, base: str | None, there: str | None, *, wins_tie: bool) -> Verdict:
    """Decide about an edit.

    Parameters
    ----------
    mine
        When the edit was made.
    base
        The ``modified`` of the state that it started from; None when it knew of none.
    there
        The ``modified`` of what is on disk (or of its deletion); None when there is nothing.
    wins_tie
        What to do when both were made in the same instant.
    """
    if there is None:
        return Verdict(wins=True, modified=mine, follows=True)
    mine_at, there_at = checks.instant(mine), checks.instant(there)
    if base is not None and checks.instant(base) == there_at:
        return Verdict(wins=True, modified=checks.after(there, mine), follows=True)
    wins = mine_at > there_at or (mine_at == there_at and wins_tie)
    modified = checks.after(there, mine) if wins else there
    return Verdict(wins=wins, modified=modified, follows=False)
