"""Reading ``scale.yml``; whatever is wrong in it is said with the place and the remedy."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from closereader._paths import seeds_folder
from closereader._yaml import Entry, read_yaml
from closereader.scale._model import (
    CANNOT_SAY,
    Placement,
    Placer,
    RatingScale,
    ScaleError,
    ScalePoint,
    Sentence,
)

_cache: dict[Path, tuple[object, RatingScale]] = {}


def open_scale(path: Path | str | None = None) -> RatingScale:
    """Read the scale: ``scale.yml`` in the folder of the texts, or another file.

    Raises
    ------
    ScaleError
        When the file is missing or damaged; the message names the file and the remedy.
    """
    path = (seeds_folder() / "scale.yml") if path is None else Path(path).resolve()
    found = read_yaml(path, ScaleError, "scale")
    if path not in _cache or _cache[path][0] is not found:
        _cache[path] = (found, _scale(found, path))
    return _cache[path][1]


def _scale(found: object, path: Path) -> RatingScale:
    if not isinstance(found, Mapping) or type(found.get("version")) is not int:
        raise ScaleError(f"{path} must hold `version:`, `points:`, `sentences:` and `placers:`.")
    points = tuple(ScalePoint(**each) for each in _entries(found, "points", ScalePoint, path))
    sentences = tuple(Sentence(**each) for each in _entries(found, "sentences", Sentence, path))
    whole = Entry(str(path), ScaleError)
    whole.once((point.value for point in points), "value of a point")
    whole.once((sentence.id for sentence in sentences), "id of a sentence")
    values = {point.value for point in points}
    if not values <= {*"12345", CANNOT_SAY}:
        raise ScaleError(f"{path}: the value of a point must be 1 to 5, or {CANNOT_SAY!r}.")
    placers = tuple(
        _placer(each, values, {sentence.id for sentence in sentences}, path)
        for each in found.get("placers") or ()
    )
    return RatingScale(found["version"], points, sentences, placers, _ends(found, points, path))


def _ends(found: Mapping[str, Any], points: tuple[ScalePoint, ...], path: Path) -> tuple[str, str]:
    """Take the words for both ends; left out, they are the names of the first and last point."""
    placed = [point.name.lower() for point in points if point.value != CANNOT_SAY]
    if not placed:
        raise ScaleError(f"{path}: `points:` needs one besides {CANNOT_SAY!r}.")
    given = found.get("ends", [placed[0], placed[-1]])
    good = isinstance(given, list) and all(isinstance(one, str) and one.strip() for one in given)
    if not good or len(given) != 2:  # noqa: PLR2004 - a line has two
        raise ScaleError(f"{path}: `ends:` must be two words, such as [line, habit].")
    return given[0].strip(), given[1].strip()


def _entries(
    found: Mapping[str, Any], part: str, of: type[ScalePoint | Sentence], path: Path
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
