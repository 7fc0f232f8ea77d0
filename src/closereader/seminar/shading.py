"""The text itself, shaded by how many readers marked each of its words."""

from collections.abc import Mapping
from typing import Any

from closereader.codebook import open_codebook
from closereader.seminar import _words
from closereader.seminar.density import level, steps, within
from closereader.seminar.readings import Seminar
from closereader.texts import open_text

_KEY = (
    "The darker a passage, the more readers marked it: five steps, each of a fifth of the "
    "readers. Choose a passage to see who marked it, as what, and why."
)


def text_part(seminar: Seminar, text_id: str, wishes: Mapping[str, Any]) -> dict[str, Any]:
    """Return a text for the browser: its blocks in runs of words, each with how many marked it.

    `seminar`, `text_id`: as in `closereader.seminar.heat_map`.
    `wishes`: ``theme``: the id of one theme; ``reader``: the place of one reader among those of the
    text, as a string. Anything else means all of them.
    A run is ``[words, readers, level, start, end]``; places are code points of the text.
    """
    text, found = open_text(text_id), seminar.of(text_id)
    themes, order = open_codebook().themes, list(found)
    theme = next((each.id for each in themes if each.id == wishes.get("theme")), None)
    chosen = next((at for at in range(len(order)) if str(at) == wishes.get("reader")), None)
    shown = found if chosen is None else {order[chosen]: found[order[chosen]]}
    marks = [
        one.marks[text_id] if theme is None else one.of(theme, text_id) for one in shown.values()
    ]
    depth = steps([marks], len(text))
    n = len(shown)
    many = {at: len(found[name].marks[text_id]) for at, name in enumerate(order)}
    silent = sum(not each for each in many.values())
    return {
        "key": _KEY if chosen is None else "Shaded is what this reader marked.",
        "of": n,
        "blocks": [
            {
                "label": block.label,
                "kind": block.kind,
                "far": list(block.indents),
                "runs": [
                    [
                        text.body[each.start : each.end], each.counts[0], level(each.counts[0], n),
                        each.start, each.end,
                    ]
                    for each in within(depth, block.start, block.end)
                ],
            }
            for block in text.blocks
        ],
        "themes": [
            {
                "id": each.id,
                "name": each.name,
                "many": sum(bool(one.of(each.id, text_id)) for one in found.values()),
            }
            for each in themes
        ],
        "theme": theme or "",
        "readers": [
            {"key": str(at), "name": order[at], "marks": many[at]}
            for at in sorted(many, key=lambda at: (-many[at], at))
        ],
        "reader": "" if chosen is None else str(chosen),
        "said": [
            *([f"{_words.readers(silent)} opened the text and marked nothing."] if silent else []),
            *seminar.not_counted(text_id),
        ],
    }  # fmt: skip
