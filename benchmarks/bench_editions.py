"""A new edition in which one word in twenty is another: where the marks of the old one stand now.

Beside it, on the same marks, diff-match-patch, which compares the two editions letter by letter. A
mark is right where it stands on the words that took the place of those that were marked.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.peers import peer
from closereader.annotations import Annotation, anchor
from closereader.texts import Span, open_text
from tests.annotations.making import MadeUp, kept
from tests.annotations.test_new_edition import WORD, reworded

if TYPE_CHECKING:
    from collections.abc import Iterable

SHARE = 0.05
CASES = ((1, 1_000, 6), (150, 20_000, 1))
"""How many times as long as the essay the text is, marks, and editions that are tried."""
AIMS = {1: {"right": ">= 990", "wrong": "0", "CPU": "<= 0.5"}, 150: {"wrong": "0", "CPU": "<= 1"}}
NEAR = 200  # characters on both sides
PATIENCE = 60  # seconds in which diff-match-patch may look for the shortest difference

Marked = list[tuple[Span, Span]]
"""The place of each mark, and the one where it belongs."""


def marked(body: str, now: dict[int, Span], count: int, chance: random.Random) -> Marked:
    """Draw marks of one to thirty words."""
    words = [found.span() for found in WORD.finditer(body)]
    found = []
    for _ in range(count):
        size = chance.randrange(1, 31)
        first = chance.randrange(len(words) - size)
        start, last = words[first][0], words[first + size - 1]
        found.append((Span(start, last[1]), Span(now[start].start, now[last[0]].end)))
    return found


def a_mark(text: MadeUp, place: Span) -> Annotation:
    """Mark words as `Annotation.on` does, without its look through the whole text for others."""
    start, end = place
    near = text.body[max(0, start - NEAR) : end + NEAR]
    here = Annotation.on(MadeUp(near), min(start, NEAR), min(start, NEAR) + end - start, theme="a")
    return replace(here, text=text.id, fingerprint=text.fingerprint, start=start, end=end)


def ours(before: str, after: str, marks: Marked) -> tuple[Iterable[Span | None], float]:
    """Give where our marks stand without asking, and the seconds that it took."""
    old, new = MadeUp(before), MadeUp(after)
    made = [a_mark(old, place) for place, _ in marks]
    begun = time.process_time()
    earlier = kept(old, new)
    places = [anchor(mark, new, earlier).certain for mark in made]
    return places, time.process_time() - begun


def theirs(before: str, after: str, marks: Marked, tool: Any) -> tuple[Iterable[Span], float]:  # noqa: ANN401 - it has no types
    """Give where diff-match-patch has them."""
    tool.Diff_Timeout = PATIENCE
    begun = time.process_time()
    diffs = tool.diff_main(before, after)
    places = [Span(*(tool.diff_xIndex(diffs, at) for at in place)) for place, _ in marks]
    return places, time.process_time() - begun


def long_body(times: int, chance: random.Random) -> str:
    """Make a text of the words of the essay, so many times as long; no paragraph is there twice."""
    body = open_text("alieva-2024").body
    if times == 1:
        return body
    return "\n\n".join(reworded(body, chance, 0.5)[0] for _ in range(times))


def main() -> None:
    """Print one line per measure."""
    package = peer("diff_match_patch")
    for times, count, editions in CASES:
        fates: dict[str, Counter[str]] = defaultdict(Counter)
        seconds: dict[str, float] = defaultdict(float)
        for edition in range(editions):
            chance = random.Random(edition)  # noqa: S311 - marks, not secrets
            body = long_body(times, chance)
            after, now = reworded(body, chance, SHARE)
            marks = marked(body, now, count, chance)
            ways = {"closereader": ours(body, after, marks)}
            if package is not None and times == 1:
                ways["diff-match-patch"] = theirs(body, after, marks, package.diff_match_patch())
            for way, (places, taken) in ways.items():
                seconds[way] += taken
                fates[way].update(
                    "asked" if place is None else "right" if place == meant else "wrong"
                    for place, (_, meant) in zip(places, marks, strict=True)
                )
        for way, fate in fates.items():
            aims = AIMS[times] if way == "closereader" else {}
            name = f"{len(WORD.findall(body)):,} words, {count:,} marks, {editions} editions, {way}"
            for each in ("right", "wrong", "asked"):
                print(f"{name}: {each} of 1,000\t{1000 * fate[each] / fate.total():.1f}\tmarks"
                      f"\t{aims.get(each, '')}")  # fmt: skip
            taken = seconds[way] / editions
            print(f"{name}: the time of one\t{taken:.2f}\ts CPU\t{aims['CPU'] if aims else ''}",
                  flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
