"""Exercises from solutions: one source, so that the two never drift apart.

In a notebook of ``solutions/`` a cell tagged ``solution`` stays there, a cell tagged ``student``
(a stub: an empty question, a matrix to fill) goes only into the exercise, and every other cell
is in both. The exercise is run after it was derived, so that its static cards show before a
student has run anything, and so that nothing an answer printed can come along.
"""

import hashlib
import html
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from operator import attrgetter
from pathlib import Path

from closereader.annotations import checks
from closereader.authoring._errors import AuthoringError
from closereader.authoring.notebook import Cell, Notebook, canonical, parse, read, write_words
from closereader.authoring.running import run
from closereader.authoring.speech import strings
from closereader.course import CourseError, open_course
from closereader.texts import open_text, text_ids

SOLUTION, STUDENT = "solution", "student"
KNOWN_TAGS = frozenset({SOLUTION, STUDENT})
COMMAND = "closereader exercises"
_BY_HAND = f"Write the change into its solution, delete the exercise, and run: {COMMAND}"
DERIVED = "exercises"

_WRITTEN = attrgetter("id", "kind", "source", "tags")

# A line this short ("Reader(", "## Question 2") says nothing that only an answer knows.
_TELLING = 25


def notebooks_in(folder: Path) -> tuple[Path, ...]:
    """Give the notebooks that lie directly in a folder of a course, in reading order."""
    found = folder.glob("*.ipynb")
    try:
        return open_course(folder.parent).in_order(found)
    except CourseError:  # it has no order then, and `closereader.damage` says why
        return tuple(sorted(found))


def derive(solution: Notebook, path: Path) -> Notebook:
    """Give the exercise of a solution, not yet run; `path` is where it will lie.

    Raises `AuthoringError` when a cell has both tags, or a tag the course does not know: a mistyped
    ``solution`` would hand the answer to every student.
    """
    for cell in solution.cells:
        _check_tags(solution, cell)
    data = json.loads(canonical(solution))
    data["cells"] = [
        _for_student(raw)
        for raw, cell in zip(data["cells"], solution.cells, strict=True)
        if SOLUTION not in cell.tags
    ]
    data["metadata"]["closereader"] = {
        "command": COMMAND,
        "generated_from": f"{solution.folder}/{solution.path.name}",
        "words": words_of(parse(json.dumps(data), path)),
    }
    return parse(json.dumps(data), path)


def words_of(notebook: Notebook) -> str:
    """Return a digest of the cells, which an exercise keeps to tell what was changed by hand.

    Empty cells do not count: JupyterLab adds one when the last cell is run.
    """
    sources = [cell.source.strip() for cell in notebook.cells if cell.source.strip()]
    return hashlib.sha256(json.dumps(sources).encode()).hexdigest()


def is_by_hand(exercise: Notebook, derived: Notebook) -> bool:
    """Say whether an exercise has words that were written since it was made, and only into it."""
    made = exercise.data["metadata"].get("closereader", {}).get("words")
    return isinstance(made, str) and words_of(exercise) not in {made, words_of(derived)}


def build(solution: Notebook, path: Path) -> str:
    """Derive an exercise, run it, and give its canonical text.

    Raises `AuthoringError` when the untouched exercise does not run to its end, or tells what only
    the solution may.
    """
    return _sealed(solution, run(derive(solution, path), cwd=solution.path.parent))


def rebuild(solution: Notebook, stored: Notebook) -> str:
    """Derive an exercise as `build` does, with the outputs that are stored instead of a new run.

    Raises `AuthoringError` when it tells what only the solution may.
    """
    outputs = {raw["id"]: raw for raw in stored.data["cells"]}
    derived = derive(solution, stored.path)
    for raw in derived.data["cells"]:
        if raw["cell_type"] == "code" and raw["id"] in outputs:
            kept = outputs[raw["id"]]
            raw |= {key: kept.get(key) for key in ("outputs", "execution_count")}
    return _sealed(solution, derived)


def _sealed(solution: Notebook, exercise: Notebook) -> str:
    """Give the canonical text of an exercise that keeps the solution's secrets."""
    words = canonical(exercise)
    told = next(leaks(solution, exercise, [open_text(one).body for one in text_ids()]), None)
    if told is not None:
        raise AuthoringError(
            f"{exercise.path}: would show words of the solution: “{told}”. "
            "Tag the cell that shows them `solution`, or say it differently there.",
        )
    return words


def leaks(solution: Notebook, exercise: Notebook, known: Iterable[str] = ()) -> Iterator[str]:
    """Give every telling line and string of a `solution` cell that the exercise also holds.

    What a shared cell also says is no secret, and neither is what stands in a text of the course
    (``known``): a reader's card may show it.
    """
    open_to_all = [one.source for one in solution.cells if SOLUTION not in one.tags]
    open_to_all = [_plain(words) for words in (*open_to_all, *known)]
    shown = _plain("\n".join(every_string(exercise.data)))
    for cell in solution.cells:
        if SOLUTION not in cell.tags:
            continue
        for secret in (*cell.source.splitlines(), *strings(cell.source)):
            words = _plain(secret)
            telling = len(words) >= _TELLING and not any(words in one for one in open_to_all)
            if telling and words in shown:
                yield words


def stale(
    folder: Path,
    solutions: Path,
    say: Callable[[str], None],
    *,
    rerun: bool = True,
    only: Collection[str] = (),
) -> list[str]:
    """Give a sentence for every exercise that is not what its solution makes of it now.

    `only` are names of files; all are compared when it is empty.
    With ``rerun=False`` the cells are compared and the stored outputs are taken as they are: in a
    moment, where something else runs the exercises.
    """
    found = []
    every = notebooks_in(solutions)
    for source in _named(every, only):
        path = folder / source.name
        say(f"Comparing {folder.name}/{source.name} with {solutions.name}/{source.name} …")
        if not path.exists():
            found.append(f"{path}: is missing. Run: {COMMAND}")
            continue
        fresh = build(read(source), path) if rerun else rebuild(read(source), read(path))
        if path.read_bytes() != fresh.encode():
            stored, now = read(path), parse(fresh, path)
            where = first_difference(stored, now)
            remedy = _BY_HAND if is_by_hand(stored, now) else f"Run: {COMMAND}"
            found.append(f"{path}: is not what {source} makes now ({where}). {remedy}")
    sources = {source.name for source in every}
    found += [
        f"{path}: has no solution to come from. Write {solutions / path.name}, or delete it."
        for path in _named(notebooks_in(folder), only)
        if path.name not in sources
    ]
    return found


def write_all(
    folder: Path, solutions: Path, say: Callable[[str], None], only: Collection[str] = ()
) -> int:
    """Write every exercise, or `only` those of these names; give how many files changed.

    Raises `AuthoringError` before anything is written, when somebody changed the words of one by
    hand.
    """
    changed = 0
    sources = _named(notebooks_in(solutions), only)
    for source in sources:
        path = folder / source.name
        if not path.exists():
            continue
        stored, derived = read(path), derive(read(source), path)
        if is_by_hand(stored, derived):
            where = first_difference(stored, derived, outputs=False)
            raise AuthoringError(
                f"{path}: was changed by hand, and is not written over ({where}). {_BY_HAND}"
            )
    for source in sources:
        path = folder / source.name
        say(f"Deriving {folder.name}/{source.name} from {solutions.name}/{source.name} …")
        changed += write_words(path, build(read(source), path))
    return changed


def _named(paths: Iterable[Path], only: Collection[str]) -> list[Path]:
    return [path for path in paths if not only or path.name in only]


def first_difference(left: Notebook, right: Notebook, *, outputs: bool = True) -> str:
    """Say where two notebooks first differ: a cell, their length, or only their metadata."""
    for one, other in zip(left.cells, right.cells, strict=False):
        if _WRITTEN(one) != _WRITTEN(other):
            return f"{one.place} is written differently"
        if outputs and one.outputs != other.outputs:
            return f"{one.place} shows something else"
    if len(left.cells) != len(right.cells):
        return f"{len(left.cells)} cells against {len(right.cells)}"
    return "only the metadata or the form of the file differs"


def _check_tags(notebook: Notebook, cell: Cell) -> None:
    unknown = sorted(set(cell.tags) - KNOWN_TAGS)
    if unknown:
        raise AuthoringError(
            f"{notebook.path}, {cell.place}: the tag {unknown[0]!r} means nothing here. "
            f"Use {SOLUTION!r}, {STUDENT!r} or none.",
        )
    if set(cell.tags) == KNOWN_TAGS:
        raise AuthoringError(
            f"{notebook.path}, {cell.place}: is tagged both {SOLUTION!r} and {STUDENT!r}. "
            "Keep the one that says where it belongs.",
        )


def _for_student(raw: dict[str, object]) -> dict[str, object]:
    metadata = raw["metadata"]
    if isinstance(metadata, dict):
        raw["metadata"] = {key: value for key, value in metadata.items() if key != "tags"}
    return raw


def every_string(value: object) -> Iterator[str]:
    """Give every string of a JSON value."""
    return (one for one in checks.inside(value) if isinstance(one, str))


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(words)).strip()
