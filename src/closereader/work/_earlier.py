"""Earlier states of a text, beside the state of today, and where marks of them stand now."""

from collections.abc import Iterable
from typing import NamedTuple

from closereader.annotations import Annotation, Earlier, anchor
from closereader.texts import Editions, Text
from closereader.work import _editions
from closereader.work._open import open_work
from closereader.work._work import Work

_MOST_KNOWN = 8
_known: dict[tuple[str, str], Editions] = {}  # by fingerprints, which name texts and so never age


def earlier(text: Text, work: Work | None = None) -> Earlier:
    """Give the earlier states of a text that a work folder keeps, for `anchor`.

    Parameters
    ----------
    text
        The text as it is today.
    work
        The work folder; by default the reader's own.

    Returns
    -------
    callable
        Takes a fingerprint; gives that state beside today's, None when it is not kept, cannot be
        read, or is not what its name says.
    """

    def state(fingerprint: str) -> Editions | None:
        key = (fingerprint, text.fingerprint)
        if key not in _known and fingerprint not in missing:
            body = _editions.read((work or open_work()).folder, fingerprint)
            if body is None:
                missing.add(fingerprint)
                return None
            while len(_known) >= _MOST_KNOWN:
                _known.pop(next(iter(_known)))
            _known[key] = Editions(body, text.body)
        return _known.get(key)

    missing: set[str] = set()
    return state


class Placed(NamedTuple):
    """A mark where it stands in today's text: code points, half-open."""

    start: int
    end: int
    mark: Annotation


def placed(
    text: Text, marks: Iterable[Annotation], work: Work | None = None
) -> tuple[list[Placed], list[Annotation]]:
    """Part marks into those that stand in the text, in order, and those that do not.

    A mark stands when its place is exact, or moved and proved; a look-alike is never taken. `work`
    is as for `earlier`.
    """
    standing, lost, states = [], [], earlier(text, work)
    for mark in marks:
        if place := anchor(mark, text, states).certain:
            standing.append(Placed(*place, mark))
        else:
            lost.append(mark)
    return sorted(standing, key=lambda one: (one.start, -one.end, one.mark.id)), lost
