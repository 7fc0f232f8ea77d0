"""Readings in one small file of a marking pack, so that a seminar opens in a moment.

::

    {"format": "closereader-readings", "version": 1,
     "texts": {"artiukh-2022": "sha256:…"},
     "readings": [{"name": "Anna", "when": "first",
                   "choices": {"02/q2": ["report"]},
                   "marks": {"artiukh-2022": [[31, 74, "exclusion", "claim", "Who taught?"]]}}]}

Choices are left out where there are none. Places are code points of the text with this
fingerprint, half-open. A text with an empty list was opened and left unmarked. What is read is
checked like everything that comes from outside.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from closereader.annotations import checks
from closereader.codebook import open_codebook
from closereader.figures import CodedPassage
from closereader.seminar._errors import CollectError
from closereader.seminar.readings import Reading
from closereader.texts import Span, open_text, readable_texts, text_ids

FILE = "readings.json"
FORMAT, VERSION = "closereader-readings", 1
_LARGEST = 64_000_000


class Known(NamedTuple):
    """What a mark may name."""

    texts: Mapping[str, int]
    """The length of each text."""
    themes: frozenset[str]
    moves: frozenset[str | None]


def readings_json(readings: Iterable[Reading]) -> Iterator[str]:
    """Write readings, part by part; the same readings always give the same words."""
    found = tuple(readings)
    texts = [each for each in text_ids() if any(each in one.marks for one in found)]
    head = {
        "format": FORMAT,
        "version": VERSION,
        "texts": {each: open_text(each).fingerprint for each in texts},
        "readings": [],
    }
    yield _json(head).removesuffix("]}")
    for place, one in enumerate(found):
        parts = {
            "name": one.name,
            "when": one.when,
            **({"choices": one.choices} if one.choices else {}),
            "marks": {
                text: [[*each.span, each.theme, each.move, each.note] for each in marks]
                for text, marks in one.marks.items()
            },
        }
        yield f"{',' if place else ''}{_json(parts)}"
    yield "]}\n"


def _json(found: Mapping[str, object]) -> str:
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def read_readings(path: Path) -> tuple[Reading, ...]:
    """Read such a file.

    Raises `CollectError` when it cannot be read, or was made with other editions of the texts: one
    sentence.
    """
    again = "Make the pack again with `closereader collect`."
    try:
        if path.stat().st_size > _LARGEST:
            raise CollectError(f"{path.name} is too large to be read. {again}")
        whole = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise CollectError(f"{path.name} cannot be read. {again}") from error
    try:
        if (whole["format"], whole["version"]) != (FORMAT, VERSION):
            raise CollectError(f"{path.name} is of another version of the course. {again}")
        shelf = {each.id: each for each in readable_texts().texts}
        for text, fingerprint in whole["texts"].items():
            if text not in shelf or shelf[text].fingerprint != fingerprint:
                said = f"{path.name} was made with another edition of {str(text)[:40]}."
                raise CollectError(f"{said} {again}")
        book = open_codebook()
        known = Known(
            {each: len(shelf[each]) for each in whole["texts"]},
            frozenset(each.id for each in book.themes),
            frozenset((None, *(each.id for each in book.moves))),
        )
        return tuple(_reading(one, known) for one in whole["readings"])
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        if isinstance(error, CollectError):
            raise
        raise CollectError(f"{path.name} is damaged. {again}") from error


def _reading(one: Any, known: Known) -> Reading:  # noqa: ANN401 - JSON
    name, when = one["name"], one["when"]
    if not isinstance(name, str) or when not in {"first", "second"}:
        raise ValueError(name)
    return Reading(
        " ".join(checks.tidy(name[: checks.MOST_NAME]).split()),
        {
            text: tuple(_passage(text, known, each) for each in marks)
            for text, marks in one["marks"].items()
        },
        when,
        choices=_choices(one.get("choices", {})),
    )


def _choices(raw: Any) -> dict[str, tuple[str, ...]]:  # noqa: ANN401 - JSON
    found = {key: tuple(chosen) for key, chosen in raw.items()}
    if not all(isinstance(each, str) for key, chosen in found.items() for each in (key, *chosen)):
        raise ValueError(raw)
    return found


def _passage(text: str, known: Known, parts: Any) -> CodedPassage:  # noqa: ANN401 - JSON
    start, end, theme, move, note = parts
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= known.texts[text]:
        raise ValueError(start)
    if theme not in known.themes or move not in known.moves or not isinstance(note, str):
        raise ValueError(theme)
    return CodedPassage(text, Span(start, end), theme, move, note)
