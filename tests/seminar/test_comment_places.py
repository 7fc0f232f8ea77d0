"""After any edit a comment stands on the very words it was written about, or on none."""

from __future__ import annotations

import random

from closereader.seminar.comment_places import place_of
from closereader.seminar.marking import Comment

ASK, AT = "02/exercise-question-4", "2026-03-05T10:00:00.000Z"
SAYS = "The post says “the masses” (post-2022 ¶4) where it could name people."
WORDS = [*SAYS.split(), "the", "masses", "said.", "“hated”", "\n\n", "and", "ß", "🧵"]


def test_after_random_edits_no_comment_stands_on_wrong_words() -> None:
    draw = random.Random(7)  # noqa: S311 - no secret
    placed = 0
    for _ in range(100_000):
        text = " ".join(draw.choices(WORDS, k=draw.randint(1, 40)))
        start = draw.randrange(len(text))
        end = min(len(text), start + draw.randint(1, 30))
        around = 32
        while text.count(text[max(0, start - around) : end + around]) > 1 and around < len(text):
            around *= 2
        said = Comment(
            "urn:x", ASK, "b", AT, text[start:end], text[max(0, start - around) : start],
            text[end : end + around], start, end,
        )  # fmt: skip
        changed, at = edited(draw, text, start - len(said.prefix), end + len(said.suffix))
        place = place_of(changed, said)
        if place is None:
            continue
        placed += 1
        assert changed[place[0] : place[1]] == said.exact
        assert changed[: place[0]].endswith(said.prefix)
        assert changed[place[1] :].startswith(said.suffix)
        if at is not None:
            assert place[0] == at + len(said.prefix)
    assert placed > 20_000


def edited(draw: random.Random, text: str, start: int, end: int) -> tuple[str, int | None]:
    """Edit a text once to three times; say where what stood in a stretch is now, if untouched."""
    at: int | None = start
    length = end - start
    for _ in range(draw.randint(1, 3)):
        first = draw.randrange(len(text) + 1)
        last = min(len(text), first + draw.choice((0, 0, 1, 5, 20)))
        new = draw.choice(
            ("", "x", " ".join(draw.choices(WORDS, k=3)), text[: draw.randint(0, 60)])
        )
        text = text[:first] + new + text[last:]
        if at is None:
            continue
        if last <= at:
            at += len(new) - (last - first)
        elif first < at + length:
            at = None
    return text, at
