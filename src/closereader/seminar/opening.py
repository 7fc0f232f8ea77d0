"""Opening a seminar: from hand-ins, from a marking pack, or from the two model readings alone.

The seal. In a teacher's course, which has the model readings, everything is shown. In a student's
course, other people's readings are shown only for exercises that this student has handed in
already, because whoever has seen a mark finds it hard not to see it. It is a seal of courtesy and
no lock: a file that lies on a computer can be opened with other programs.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from closereader._paths import course_folder, work_folder
from closereader.annotations import Annotation, CollectionError, read_collection
from closereader.figures import NoModelReadings, model_readings
from closereader.figures.charts import listed
from closereader.handin import HandInError, read_handin
from closereader.handin.data import LARGEST
from closereader.seminar._errors import CollectError
from closereader.seminar.archives import MARKER
from closereader.seminar.collecting import KINDS, Collected, collect
from closereader.seminar.readings import (
    NOTHING_HERE,
    Reading,
    Seminar,
    from_annotations,
    from_handins,
)

FOLDERS = ("handins", "pack")
"""Where a seminar is looked for in the course folder when nothing is named."""
OWN = "handins"
"""The folder of the work folder that one's own hand-ins are kept in."""

_MODELS = "the two model readings of the course, and nobody else"


def open_seminar(source: Path | str | None = None, *, anonymous: bool = False) -> Seminar:
    """Open the readings of a seminar.

    Parameters
    ----------
    source
        A folder or a zip of hand-ins, or a marking pack; a relative path counts from the course
        folder. By default the folder ``handins`` or ``pack`` of the course folder, and when there
        is none, the two model readings.
    anonymous
        Call the readers Reader 1, Reader 2 … in place of the names they chose.

    Returns
    -------
    Seminar
        Never an error about what is missing, damaged or sealed: the seminar then has fewer
        readings, or none, and says why in its ``notes``.
    """
    course = course_folder()
    there = [course / name for name in FOLDERS if (course / name).exists()]
    path = course / Path(source).expanduser() if source is not None else next(iter(there), None)
    if path is None:
        return _models()
    if not path.exists():
        return Seminar((), notes=(f"There is no {path.name} in the course folder.", NOTHING_HERE))
    if (path / MARKER).is_file() and not (path / "handins").is_dir():
        return _pack(path, anonymous=anonymous)
    return _handins(path, anonymous=anonymous)


def is_teachers() -> bool:
    """Whether this course has the model readings, which a student's does not."""
    try:
        return bool(model_readings())
    except NoModelReadings:
        return False


def handed_in() -> frozenset[str]:
    """Return the exercises whose hand-in lies in the reader's own work folder."""
    found = set()
    for path in sorted((work_folder() / OWN).glob("*.html")):
        try:
            if path.stat().st_size <= LARGEST:
                found.add(read_handin(path.read_bytes()).exercise)
        except (HandInError, OSError):
            continue  # a file that cannot be read opens nothing
    return frozenset(found)


def _models() -> Seminar:
    try:
        found = model_readings()
    except NoModelReadings:
        return Seminar((), notes=(NOTHING_HERE,))
    return Seminar(from_annotations(found), source=_MODELS)


def _handins(path: Path, *, anonymous: bool) -> Seminar:
    try:
        got = collect([path])
    except CollectError as error:
        return Seminar((), notes=(str(error),))
    every = (*got.handins, *got.earlier)
    free = set(got.exercises) if is_teachers() else set(got.exercises) & handed_in()
    readings = from_handins((one for one in every if one.exercise in free), anonymous=anonymous)
    notes = [*_sealed(set(got.exercises) - free), *_findings(got)]
    notes += [problem for one in readings for problem in one.problems]
    if not readings and not notes:
        notes = [f"{path.name} holds no hand-in.", NOTHING_HERE]
    count = sum(one.exercise in free for one in every)
    files = "1 hand-in" if count == 1 else f"{count} hand-ins"
    return Seminar(readings, f"{files} in “{path.name}”", tuple(notes))


def _sealed(exercises: set[str]) -> list[str]:
    if not exercises:
        return []
    which = listed(sorted(exercises))
    return [
        (
            f"Still sealed: exercise {which}. Other people's readings of an exercise open when "
            "your own hand-in of it is made. Whoever has seen a mark finds it hard not to see it."
        )
    ]


def _findings(got: Collected) -> list[str]:
    counted: dict[str, int] = defaultdict(int)
    for one in got.findings:
        counted[KINDS[one.kind]] += 1
    said = "; ".join(f"{name.lower()}: {number}" for name, number in counted.items())
    return [f"Files that need a look ({said}): `closereader collect` names each."] if said else []


def _pack(path: Path, *, anonymous: bool) -> Seminar:
    if not is_teachers():
        return Seminar((), notes=("A marking pack opens in the teacher's course only.",))
    by_reader: dict[str, list[Annotation]] = defaultdict(list)
    names: dict[str, str] = {}
    problems: list[str] = []
    for file in sorted(path.glob("*.json*")):
        if file.name == MARKER:
            continue
        try:
            found = read_collection(file)
        except CollectionError as error:
            problems.append(str(error))
            continue
        problems += found.problems
        for item in found.items:
            if isinstance(item, Annotation):
                by_reader[item.creator].append(item)
                names[item.creator] = " ".join(item.creator_name.split())
    readings = _by_name(by_reader, names, anonymous=anonymous)
    said = (
        "A pack holds marks only: who opened a text and marked nothing in it is missing here. "
        "Open the hand-ins themselves to count them."
    )
    return Seminar(readings, f"the marks in “{path.name}”", (said, *problems))


def _by_name(
    by_reader: dict[str, list[Annotation]], names: dict[str, str], *, anonymous: bool
) -> tuple[Reading, ...]:
    marks: dict[str, list[Annotation]] = {}
    for place, reader in enumerate(sorted(by_reader, key=lambda one: (names[one], one)), start=1):
        name = f"Reader {place}" if anonymous or not names[reader] else names[reader]
        while name in marks:
            name += " (again)"
        marks[name] = by_reader[reader]
    return from_annotations(marks)
