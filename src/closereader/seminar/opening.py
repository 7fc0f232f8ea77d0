"""Opening a seminar: from hand-ins, from a marking pack, or from the model readings alone.

The seal. In a teacher's course, which has the solutions, everything is shown. In a student's
course, other people's readings are shown only for exercises that this student has handed in
already, because whoever has seen a mark finds it hard not to see it. It is a seal of courtesy and
no lock: a file that lies on a computer can be opened with other programs.
"""

from collections import Counter
from dataclasses import replace
from pathlib import Path

from closereader._paths import course_folder, exchange_folder, work_folder
from closereader.figures import NoModelReadings, model_readings
from closereader.handin import HandInError, read_handin
from closereader.handin.data import LARGEST
from closereader.pages.lines import counted, listed
from closereader.seminar._errors import CollectError
from closereader.seminar._findings import KINDS
from closereader.seminar.archives import MARKER
from closereader.seminar.collecting import Collected, collect
from closereader.seminar.people import SeminarOfPeople, numbers
from closereader.seminar.readings import (
    NOTHING_HERE,
    Reading,
    Seminar,
    from_annotations,
    from_handins,
)
from closereader.seminar.roster import anonymous
from closereader.seminar.stored import FILE, read_readings
from closereader.seminar.who import read_who

FOLDERS = ("pack", "handins")
"""Where a seminar is looked for in the course folder when nothing is named."""
OWN = "handins"
"""The folder of the work folder that one's own hand-ins are kept in."""

_MODELS = "the model readings of the course, and nobody else"


def open_seminar(source: Path | str | None = None, *, nameless: bool = False) -> Seminar:
    """Open the readings of a seminar.

    Parameters
    ----------
    source
        A folder or a zip of hand-ins, or a marking pack; a relative path counts from the course
        folder. By default the pack or the folder ``handins`` that lies in the course folder; else
        the folder of the class that ``CLOSEREADER_EXCHANGE`` names, when a hand-in lies in it; else
        the model readings.
    nameless
        Call the readers Reader 1, Reader 2 … in place of the names they chose.

    Returns
    -------
    Seminar
        Never an error about what is missing, damaged or sealed: the seminar then has fewer
        readings, or none, and says why in its ``notes``.
    """
    course = course_folder()
    if source is None:
        there = _found(course) or _exchange()
    else:
        there = [course / Path(source).expanduser()]
    if not there:
        return _models()
    path = there[0]
    if there[1:]:
        names = ", ".join(one.name for one in there)
        return Seminar((), notes=(f'Name one of {names}, as in open_seminar("{path.name}").',))
    if not path.exists():
        return Seminar((), notes=(f"There is no {path.name} in the course folder.", NOTHING_HERE))
    if (path / MARKER).is_file():
        return _pack(path, nameless=nameless)
    return _handins(path, nameless=nameless)


def _found(course: Path) -> list[Path]:
    """Return what a seminar can be opened from: one folder, or several packs to choose from."""
    packs = sorted(one.parent for one in course.glob(f"pack-*/{MARKER}"))
    named = [course / name for name in FOLDERS if (course / name).exists()]
    if packs[1:]:
        return named[:1] or packs
    return [*(one for one in named if one.name == FOLDERS[0]), *packs, *named][:1]


def _exchange() -> list[Path]:
    """Return the folder of the class, as soon as somebody handed in."""
    folder = exchange_folder()
    if folder is None or next(folder.rglob("handin-*.html"), None) is None:
        return []
    return [folder]


def is_teachers() -> bool:
    """Whether this course has solutions, which no student's has; it need not have readings."""
    return any((course_folder() / "solutions").glob("*"))


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


def _handins(path: Path, *, nameless: bool) -> Seminar:
    try:
        got = collect([path])
    except CollectError as error:
        return Seminar((), notes=(str(error),))
    try:
        # Beside the folder of the class lies nothing of the course: its pack is in the course.
        who = read_who(course_folder() if path == exchange_folder() else path.resolve().parent)
    except CollectError as error:
        return Seminar((), notes=(str(error),))
    if nameless:
        got = anonymous(got, who.grown(got, seed=path.name))
    every = (*got.handins, *got.earlier)
    free = set(got.exercises) if is_teachers() else set(got.exercises) & handed_in()
    readings = from_handins(one for one in every if one.exercise in free)
    notes = _sealed(set(got.exercises) - free)
    if is_teachers() or path != exchange_folder():
        notes += _findings(got)  # what a classmate's folder keeps to itself is no finding
    notes += [problem for one in readings for problem in one.problems]
    if not readings and not notes:
        notes = [f"{path.name} holds no hand-in.", NOTHING_HERE]
    count = sum(one.exercise in free for one in every)
    where = "the folder of the class" if path == exchange_folder() else f"“{path.name}”"
    return _of(readings, f"{counted(count, 'hand-in')} in {where}", tuple(notes), who.numbers())


def _of(
    readings: tuple[Reading, ...], source: str, notes: tuple[str, ...], known: dict[str, int]
) -> Seminar:
    """Make a seminar of people, as soon as there is one whose readings could be saved.

    They stand in the order of their numbers, so that no view shows the order of the alphabet.
    """
    if not readings:
        return Seminar((), source, notes)
    label = numbers((one.name for one in readings), known)
    order = sorted(readings, key=lambda one: int(label[one.name].rpartition(" ")[2]))
    return SeminarOfPeople(tuple(order), source, notes, known=known)


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
    kinds = Counter(KINDS[one.kind] for one in got.findings if one.kind != "duplicate")
    said = "; ".join(f"{name.lower()}: {number}" for name, number in kinds.items())
    return [f"Files that need a look ({said}): `closereader collect` names each."] if said else []


def _pack(path: Path, *, nameless: bool) -> Seminar:
    if not is_teachers():
        return Seminar((), notes=("A marking pack opens in the teacher's course only.",))
    try:
        readings = read_readings(path / FILE)
        known = read_who(path.resolve().parent).numbers()
    except CollectError as error:
        return Seminar((), notes=(str(error),))
    if nameless:
        label = numbers((one.name for one in readings), known)
        readings = tuple(replace(one, name=label[one.name]) for one in readings)
    return _of(readings, f"the marking pack “{path.name}”", (), known)
