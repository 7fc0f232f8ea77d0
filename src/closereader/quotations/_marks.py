"""Which stretches of prose stand in quotation marks. The one place that knows the marks.

Read are “…”, „…“, „…”, «…», »…«, ‹…›, ›…‹, ‚…‘, ‚…’, ‘…’, ”…”, ’…’, 「…」, 『…』, 〝…〟, "…",
＂…＂, '…', and what stands for them on a plain keyboard: ,,…'' ``…'' <<…>>. Marks pair as brackets
do, within one paragraph.

An apostrophe is told from a single mark by its neighbours: a single mark opens before a word where
white space or a bracket stands before it, and closes behind a word. One after a plural (*the
workers’ rights*) can still be taken for the end of a quotation in single marks; `Stretch.others`
has the ends that may be meant instead. A mark without a partner quotes nothing by itself.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import partial

_CLOSED_BY = {
    "“": "”",
    "„": "“”",
    "”": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "‚": "‘’",
    "‘": "’",
    "’": "’",
    "'": "'",
    '"': '"',
    "＂": "＂",
    "「": "」",
    "『": "』",
    "〝": "〟〞",
}
_CLOSES = {
    sign: "".join(opening for opening, ends in _CLOSED_BY.items() if sign in ends)
    for sign in {end for ends in _CLOSED_BY.values() for end in ends}
}
_SIGN = re.compile(f"[{''.join(_CLOSED_BY.keys() | _CLOSES.keys())}]")
_SINGLE = "'‘’‚"  # may be apostrophes
_OPENS_AFTER = '([{-–—/“„"«»‘‚'
# Two signs of a plain keyboard for one mark. The length stays, so that places stay.
_PLAIN = (
    (re.compile(r",,|``|(?<!\S)''(?=\S)|<<"), {",,": "\0„", "``": "\0“", "''": "\0“", "<<": "\0«"}),
    (re.compile(r"''|>>"), {"''": "”\0", ">>": "»\0"}),
)
_ELISION = re.compile(r"\d\ds?\b|(?:em|tis|twas|cause|til|n)\b", re.IGNORECASE)  # ’90s, ’tis
_BREAK = re.compile(r"\n\s*\n")
_OTHERS = 6  # ends that are looked at in place of the likeliest


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """Words between two quotation marks: ``prose[start:end]``.

    Attributes
    ----------
    start, end
        Code points, half-open, without the marks.
    paired
        Whether the marks are a pair. If not, the first has no partner, and ends where the next
        mark might have closed it.
    others
        Further places in the same paragraph where the stretch might end, in order.
    """

    start: int
    end: int
    paired: bool = True
    others: tuple[int, ...] = ()


def stretches(prose: str) -> tuple[Stretch, ...]:
    """Return what stands in paired quotation marks, in order; stretches may lie in each other."""
    return tuple(each for each in readings(prose) if each.paired)


def readings(prose: str) -> tuple[Stretch, ...]:
    """Return `stretches`, and those that a mark without a partner might open, in order.

    The time grows with the length of the prose: it may come from a file that somebody has made to
    hold a teacher up.
    """
    signs = prose
    for typed, meant in _PLAIN:
        if any(two in signs for two in meant):
            signs = typed.sub(partial(_meant, meant), signs)
    found: list[Stretch] = []
    start = 0
    for end in [*(gap.start() for gap in _BREAK.finditer(prose)), len(prose)]:
        found += _Paragraph(signs, start, end).stretches()
        start = end
    return tuple(sorted(found))


def _meant(signs: dict[str, str], typed: re.Match[str]) -> str:
    return signs[typed[0]]


class _Paragraph:
    """The quotation marks of one paragraph, read from left to right."""

    def __init__(self, prose: str, start: int, end: int) -> None:
        self._prose, self._start, self._end = prose, start, end
        self._open: dict[str, list[int]] = {sign: [] for sign in _CLOSED_BY}
        self._ends: dict[str, list[int]] = {sign: [] for sign in _CLOSED_BY}
        self._pairs: dict[int, int] = {}
        self._openings: list[int] = []

    def stretches(self) -> list[Stretch]:
        """Pair the marks; give each opening mark what it most likely opens."""
        for found in _SIGN.finditer(self._prose, self._start, self._end):
            at, sign = found.start(), found[0]
            if sign in _CLOSES and self._may_close(at, sign):
                for opening in _CLOSES[sign]:
                    self._ends[opening].append(at)
                if self._close(at, sign):
                    continue
            if sign in _CLOSED_BY and self._may_open(at, sign):
                self._open[sign].append(at)
                self._openings.append(at)
        return [each for at in self._openings if (each := self._from(at)) is not None]

    def _from(self, at: int) -> Stretch | None:
        ends = self._ends[self._prose[at]]
        end = self._pairs.get(at)
        next_end = bisect_right(ends, at if end is None else end)
        later = ends[next_end : next_end + _OTHERS]
        if end is not None:
            return Stretch(at + 1, end, others=tuple(later))
        return Stretch(at + 1, later[0], paired=False, others=tuple(later[1:])) if later else None

    def _close(self, at: int, sign: str) -> bool:
        """Close the nearest mark that this one can close; what was opened within it stays open."""
        tops = [(self._open[opening][-1], opening) for opening in _CLOSES[sign]
                if self._open[opening]]  # fmt: skip
        if not tops or (sign in "“‘" and self._begins(at)):
            return False
        start, opening = max(tops)
        self._open[opening].pop()
        self._pairs[start] = at
        for places in self._open.values():
            while places and places[-1] > start:
                places.pop()
        return True

    def _may_close(self, at: int, sign: str) -> bool:
        before, after = self._around(at)
        if sign in _SINGLE:
            return bool(before) and not before.isspace() and not after.isalnum()
        return True

    def _may_open(self, at: int, sign: str) -> bool:
        before, _ = self._around(at)
        if sign in '"＂':
            return not before.isalnum()  # an inch
        if sign in "”’'":
            elided = sign != "”" and _ELISION.match(self._prose, at + 1)
            return self._begins(at) and not elided
        return sign != "‘" or not before.isalnum()  # a wrong apostrophe

    def _begins(self, at: int) -> bool:
        before, after = self._around(at)
        free = not before or before.isspace() or before in _OPENS_AFTER
        return free and bool(after) and not after.isspace()

    def _around(self, at: int) -> tuple[str, str]:
        return self._prose[at - 1 : at] if at > self._start else "", self._prose[at + 1 : at + 2]
