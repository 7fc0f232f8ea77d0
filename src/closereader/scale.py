"""Sentences on a scale from fate to choice: what the points mean, and who placed what where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from closereader._paths import seeds_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CANNOT_SAY = "?"
YOU = "You"


class ScaleError(ValueError):
    """The scale cannot be read, or has no such sentence; the message says what to mend."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the scale, or the answer that there is none."""

    value: str
    """``"1"`` (fate) to ``"5"`` (choice), or ``"?"``."""
    name: str
    definition: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is placed: words of a text, verbatim."""

    id: str
    text: str
    """The id of the text."""
    place: str
    """The paragraph, for example ``¶7``."""
    quote: str
    context: str
    """Who or what is meant, in one sentence; never an argument for a point."""

    @property
    def cited(self) -> str:
        """The place as it is cited: ``vorobiev-2022 ¶7``."""
        return f"{self.text} {self.place}"


@dataclass(frozen=True, slots=True)
class Placement:
    """Where somebody put a sentence, and why."""

    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Placer:
    """Somebody who placed the sentences before the course began."""

    id: str
    name: str
    about: str
    placed: Mapping[str, Placement]
    """Their placement of each sentence, by its id."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The points, the sentences in the order in which they are shown, and who placed them."""

    version: int
    points: tuple[Point, ...]
    sentences: tuple[Sentence, ...]
    placers: tuple[Placer, ...]

    def point(self, value: str) -> Point:
        """Return the point of this value; an unknown one raises and lists those there are."""
        for point in self.points:
            if point.value == value:
                return point
        known = ", ".join(point.value for point in self.points)
        raise ScaleError(f"There is no point {value!r} on the scale. There are: {known}.")

    def sentence(self, sentence_id: str) -> Sentence:
        """Return the sentence with this id; an unknown one raises and lists those there are."""
        for sentence in self.sentences:
            if sentence.id == sentence_id:
                return sentence
        known = ", ".join(sentence.id for sentence in self.sentences)
        raise ScaleError(f"There is no sentence {sentence_id!r}. There are: {known}.")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people who placed the same sentences. Counts are of sentences."""

    names: tuple[str, str]
    both: int
    """Sentences that both put on a point; only these are compared."""
    exact: int
    near: int
    """On the same point, or on the one beside it."""
    alpha: float | None
    """Krippendorff's alpha with ordinal distances; None where it is not defined."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What several people's placements have in common, and where they part."""

    names: tuple[str, ...]
    pairs: tuple[Pair, ...]
    alpha: float | None
    """The same for all of them together."""
    gaps: tuple[tuple[str, int], ...]
    """Sentence and points from the lowest to the highest, widest first; gaps of 0 left out."""
    unsaid: tuple[str, ...]
    """Sentences of which at least one of them cannot say."""
    without: tuple[float, float] | None
    """Lowest and highest `alpha` when any one sentence is left out; None where not defined."""


def compare(placed: Mapping[str, Mapping[str, str]], sentences: Iterable[str]) -> Comparison:
    """Compare placements of the same sentences.

    Parameters
    ----------
    placed
        For each person's name, the value of each sentence: ``{"You": {"s01": "5", "s02": "?"}}``.
        A sentence that is not in it counts as not placed, like “cannot say”.
    sentences
        Ids of the sentences to compare, in their order.

    Notes
    -----
    Alpha follows Krippendorff, *Content Analysis* (ordinal metric, missing values left out); see
    `closereader.agreement`.
    """
    ids = tuple(sentences)
    names = tuple(placed)
    points = {name: [_number(placed[name].get(one, CANNOT_SAY)) for one in ids] for name in names}
    spans = []
    for at, one in enumerate(ids):
        given = [value for name in names if (value := points[name][at]) is not None]
        if len(given) > 1 and max(given) > min(given):
            spans.append((one, max(given) - min(given)))
    return Comparison(
        names=names,
        pairs=tuple(_pair((a, b), points[a], points[b]) for a, b in combinations(names, 2)),
        alpha=_alpha(list(points.values())),
        gaps=tuple(sorted(spans, key=lambda span: -span[1])),
        unsaid=tuple(one for at, one in enumerate(ids) if any(
            points[name][at] is None for name in names)),
        without=_without_one(list(points.values())),
    )  # fmt: skip


def _number(value: str) -> int | None:
    return None if value == CANNOT_SAY else int(value)


def _pair(
    names: tuple[str, str], first: Sequence[int | None], second: Sequence[int | None]
) -> Pair:
    apart = [
        abs(a - b)
        for a, b in zip(first, second, strict=True)
        if a is not None and b is not None
    ]  # fmt: skip
    return Pair(
        names=names,
        both=len(apart),
        exact=sum(1 for gap in apart if gap == 0),
        near=sum(1 for gap in apart if gap <= 1),
        alpha=_alpha([first, second]),
    )


def _alpha(points: Sequence[Sequence[int | None]]) -> float | None:
    from closereader.agreement import alpha  # noqa: PLC0415 - only where something is compared

    if len(points) < 2:  # noqa: PLR2004 - nobody agrees alone
        return None
    return alpha(points, distance="ordinal").value


def _without_one(points: Sequence[Sequence[int | None]]) -> tuple[float, float] | None:
    count = len(points[0]) if points else 0
    values = [_alpha([[*row[:at], *row[at + 1 :]] for row in points]) for at in range(count)]
    defined = [value for value in values if value is not None]
    return (min(defined), max(defined)) if defined and count > 1 else None


# ---- the file


def open_scale(path: Path | str | None = None) -> Scale:
    """Read the scale: ``scale.yml`` in the folder of the texts, or another file.

    Raises
    ------
    ScaleError
        When the file is missing or damaged; the message names the file and the remedy.
    """
    path = (seeds_folder() / "scale.yml") if path is None else Path(path).resolve()
    try:
        stat = path.stat()
    except OSError as error:
        raise ScaleError(f"{path} cannot be read: restore it from the course.") from error
    return _read(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=4)
def _read(path: Path, _time: int, _size: int) -> Scale:
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise ScaleError(f"{path} cannot be read as UTF-8: restore it from the course.") from error
    except yaml.YAMLError as error:
        raise ScaleError(f"{path} is not YAML: put quotation marks around values.") from error
    if not isinstance(found, Mapping) or type(found.get("version")) is not int:
        raise ScaleError(f"{path} must hold `version:`, `points:`, `sentences:` and `placers:`.")
    points = tuple(Point(**each) for each in _entries(found, "points", Point, path))
    sentences = tuple(Sentence(**each) for each in _entries(found, "sentences", Sentence, path))
    _unique([point.value for point in points], "value of a point", path)
    _unique([sentence.id for sentence in sentences], "id of a sentence", path)
    values = {point.value for point in points}
    if not values <= {*"12345", CANNOT_SAY}:
        raise ScaleError(f"{path}: the value of a point must be 1 to 5, or {CANNOT_SAY!r}.")
    placers = tuple(
        _placer(each, values, {sentence.id for sentence in sentences}, path)
        for each in found.get("placers") or ()
    )
    return Scale(found["version"], points, sentences, placers)


def _entries(
    found: Mapping[str, Any], part: str, of: type[Point | Sentence], path: Path
) -> Iterable[dict[str, str]]:
    names = set(of.__dataclass_fields__)
    entries = found.get(part)
    if not isinstance(entries, list) or not entries:
        raise ScaleError(f"{path}: `{part}:` must be a list with at least one entry.")
    for number, entry in enumerate(entries, start=1):
        good = isinstance(entry, Mapping) and set(entry) == names
        if not good or not all(isinstance(value, str) and value for value in entry.values()):
            raise ScaleError(
                f"{path}: entry {number} of `{part}:` needs {', '.join(sorted(names))}, each with "
                "some text (in quotation marks when it is a number), and nothing else."
            )
        yield {name: entry[name].strip() for name in names}


def _placer(found: object, values: set[str], sentences: set[str], path: Path) -> Placer:
    parts = found if isinstance(found, Mapping) else {}
    named = [parts.get(name) for name in ("id", "name", "about")]
    if not all(isinstance(each, str) and each for each in named):
        raise ScaleError(f"{path}: each of `placers:` needs `id:`, `name:` and `about:`.")
    placed = parts.get("placed")
    if not isinstance(placed, Mapping) or set(placed) != sentences:
        raise ScaleError(f"{path}: {parts['name']} must place each sentence, and nothing else.")
    for one, each in placed.items():
        good = isinstance(each, Mapping) and each.get("value") in values and each.get("reason")
        if not good:
            raise ScaleError(
                f"{path}: {parts['name']}, {one}: needs a `value:` among {', '.join(values)} (in "
                "quotation marks) and a `reason:`."
            )
    return Placer(
        id=parts["id"], name=parts["name"], about=parts["about"].strip(),
        placed={one: Placement(each["value"], each["reason"].strip())
                for one, each in placed.items()},
    )  # fmt: skip


def _unique(values: Sequence[str], what: str, path: Path) -> None:
    for value in values:
        if values.count(value) > 1:
            raise ScaleError(f"{path}: the {what} {value!r} is used twice; change one.")
