"""The command ``closereader``: what can be done with the course from a shell.

Exit codes: 0 all is well; 1 something was found that wants mending; 2 the command could not do
its work, and says why.
"""

import argparse
import io
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from closereader._faults import SentenceError
from closereader._paths import course_folder, seeds_folder, work_folder
from closereader.authoring import AuthoringError, canonical, parse, read, run
from closereader.authoring.checks import (
    check_all,
    check_guide,
    check_notebook,
    guides_of,
    notebooks_of,
    read_all,
    shelf_of_the_course,
)
from closereader.authoring.coverage import GUIDE, stale_guide, write_guide
from closereader.authoring.exercises import (
    DERIVED,
    first_difference,
    notebooks_in,
    stale,
    write_all,
)
from closereader.authoring.listing import HOME, listing_stale, write_listing
from closereader.authoring.samples import PLACE, samples_stale, write_samples
from closereader.authoring.timing import note
from closereader.authoring.ways import write_ways
from closereader.commands import ADD
from closereader.damage import damages
from closereader.handin.home import LISTING
from closereader.texts import text_ids

Run = Callable[[argparse.Namespace], int]

FINE, FOUND, FAILED = 0, 1, 2
# Of a damaged course nothing is made for students; what they made is gathered as far as it goes.
_MAKING = ("bundle", "exercises", "notebooks", "site")
_USING = ("collect", "export", "handin", "import", "return")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A Windows console may lack a letter that a text has; that is no reason to stop.
            stream.reconfigure(errors="replace")
    given = _parser().parse_args(argv)
    wrong = list[str]()
    command = {"exercises": _exercises, "notebooks": _notebooks, "check": _check, "where": _where}
    try:
        wrong += damages() if given.command in {*_MAKING, *_USING} else ()
        for sentence in wrong:
            _complain(sentence)
        if not wrong or given.command not in _MAKING:
            run: Run = getattr(given, "run", None) or command[given.command]
            return max(run(given), FOUND if wrong else FINE)
    except SentenceError as error:
        said = str(error)
        for sentence in wrong:
            said = said.replace(sentence, "").strip()
        if said:
            _complain(said)
    except OSError as error:
        _complain(_sentence(error))
    except KeyboardInterrupt:
        _complain("Stopped. Files that were already written stay as they are.")
    return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="closereader",
        description="Hand in and collect; exchange marks; bundle, run and check the course.",
        epilog="Exit codes: 0 all is well, 1 something wants mending, 2 the command failed.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    about = "write exercises/ from solutions/"
    one = commands.add_parser("exercises", help=about, description=_EXERCISES)
    one.add_argument("--check", action="store_true", help="compare only; write nothing")
    about = "with --check: compare the cells, take the stored outputs as they are"
    one.add_argument("--no-run", action="store_true", help=about)
    one.add_argument("paths", nargs="*", type=Path, metavar="NOTEBOOK", help="default: all")
    about = "run lessons and solutions and store what they show"
    one = commands.add_parser("notebooks", help=about, description=_NOTEBOOKS)
    one.add_argument("--check", action="store_true", help="compare only; write nothing")
    one.add_argument("paths", nargs="*", type=Path, metavar="NOTEBOOK", help="default: all")
    about = "check grammar, quotations, placeholders and outputs"
    one = commands.add_parser("check", help=about, description=_CHECK)
    one.add_argument("--times", action="store_true", help="estimate reading times as well")
    one.add_argument("paths", nargs="*", type=Path, metavar="FILE", help="default: all")
    about = "print the folders of the course"
    commands.add_parser("where", help=about, description=_WHERE)
    for add in ADD:
        add(commands)
    return parser


_EXERCISES = """Derive every exercise from its solution: cells tagged `solution` are left out,
cells tagged `student` are only in the exercise. Each exercise is run with an empty work folder
before it is stored. The table of paragraphs in the teacher guide and seeds/samples.json are written
with them."""
_NOTEBOOKS = """Run the notebooks of notebooks/ and solutions/, each in a new kernel with an empty
work folder, and store their outputs in the one form that the course commits."""
_CHECK = """Check notebooks and guides without running them: the grammar of a notebook, every
quotation against its text, every number in prose against an output or its source, every DOI
against the reading list, the time that is promised, placeholders, and that no cell escapes
comparison."""
_WHERE = "Print where the course, its texts and your own work lie on this computer."


def _exercises(given: argparse.Namespace) -> int:
    course = course_folder()
    exercises, solutions = _near(course / DERIVED), _near(course / "solutions")
    sources = notebooks_in(solutions)
    _some(sources, solutions)
    if unknown := [path for path in given.paths if not _is_exercise(path, sources, exercises)]:
        raise AuthoringError(f"{unknown[0]}: is no exercise. Name it, or its solution.")
    only = {path.name for path in given.paths}
    if given.no_run and not given.check:
        raise AuthoringError("An exercise is run before it is written: use --no-run with --check.")
    if given.check:
        found = [*stale(exercises, solutions, _say, rerun=not given.no_run, only=only)]
        if stale_guide(course):
            found.append(f"{GUIDE}: its table of paragraphs is old. Run: closereader exercises")
        if samples_stale(course):
            found.append(f"{PLACE}: has other samples. Run: closereader exercises")
        if (course / LISTING).is_file() and listing_stale(course):
            found.append(f"{LISTING}: lists other code. Run: closereader exercises")
        return _report(found, f"{len(only or sources)} exercises are up to date.")
    changed = write_all(exercises, solutions, _say, only)
    if write_guide(course):
        _say(f"{GUIDE}: its table of paragraphs is new.")
    if write_samples(course):
        _say(f"{PLACE}: is new.")
    if _list_anew(course) and (course / HOME).is_file():
        _run_anew(course / HOME, write=True)
        _say(f"{HOME}: shows the exercises.")
    _say(f"{len(only or sources)} exercises, {changed} changed.")
    return FINE


def _is_exercise(path: Path, sources: Iterable[Path], exercises: Path) -> bool:
    """Say whether a path is a solution, or the exercise that is or will be made of one."""
    made = {place.resolve() for one in sources for place in (one, exercises / one.name)}
    return path.resolve() in made


def _notebooks(given: argparse.Namespace) -> int:
    course = course_folder()
    every = [path for path in notebooks_of(course) if path.parent.name != DERIVED]
    every += [course / HOME] if (course / HOME).is_file() else []
    paths: list[Path] = [_existing(path) for path in given.paths] or [_near(one) for one in every]
    _some(paths, course)
    for path in paths:
        if path.resolve().parent == course.resolve() / DERIVED:
            raise AuthoringError(f"{path}: is made from its solution. Run: closereader exercises")
    for path in () if given.check else write_ways(course):
        _say(f"{_near(path)}: its links to the other notebooks are new.")
    if not given.check:
        _list_anew(course)  # which the first page is made of
    found = []
    for number, path in enumerate(paths, start=1):
        _say(f"Running {path} ({number} of {len(paths)}) …")
        if difference := _run_anew(path, write=not given.check):
            found.append(f"{path}: {difference}. Run: closereader notebooks")
    if given.check:
        return _report(found, f"{len(paths)} notebooks show what they showed before.")
    _say(f"{len(paths)} notebooks, {len(found)} changed.")
    return FINE


def _run_anew(path: Path, *, write: bool) -> str:
    """Run a notebook; say what it shows otherwise than before, "" when nothing."""
    before = read(path)
    fresh = canonical(run(before))
    if path.read_bytes() == fresh.encode():
        return ""
    if write:
        path.write_text(fresh, encoding="utf-8", newline="\n")
    return first_difference(before, parse(fresh, path))


def _list_anew(course: Path) -> bool:
    """List the notebooks for the first page, and for the plugin; say whether the list is new."""
    new = any((course / one).is_file() for one in (HOME, LISTING)) and write_listing(course)
    if new:
        own = (course / "pyproject.toml").is_file()  # the plugin has the list of its own course
        again = " JupyterLab takes it when the package is installed again." if own else ""
        _say(f"{LISTING}: is new.{again}")
    return new


def _check(given: argparse.Namespace) -> int:
    course = course_folder()
    every = (*notebooks_of(course), *guides_of(course))
    paths: list[Path] = [_existing(path) for path in given.paths] or [_near(one) for one in every]
    _some(paths, course)
    shelf = shelf_of_the_course()
    notebooks, found = read_all(read, [path for path in paths if path.suffix == ".ipynb"])
    guides = [path for path in paths if path.suffix != ".ipynb"]
    for notebook in notebooks:
        found += check_notebook(notebook, shelf)
    per_guide, unread = read_all(lambda guide: [*check_guide(guide, shelf)], guides)
    found += [*unread, *(one for each in per_guide for one in each), *check_all(notebooks, course)]
    for notebook in notebooks if given.times else ():
        _say(note(notebook))
    counted = f"{len(notebooks)} notebooks and {len(guides)} guides"
    lines = [*dict.fromkeys(map(str, found))]
    wrong = [one for one in damages() if not any(one in line for line in lines)]
    return _report([*wrong, *lines], f"{counted}: nothing to mend.")


def _where(given: argparse.Namespace) -> int:
    del given
    work = work_folder()
    note = "" if work.is_dir() else " (made when the first thing is saved)"
    _say(f"course: {course_folder()}")
    _say(f"texts:  {seeds_folder()} ({', '.join(text_ids())})")
    _say(f"work:   {work}{note}")
    return FINE


def _report(found: Iterable[str], fine: str) -> int:
    lines = list(found)
    for line in lines:
        _say(line)
    _say(f"{len(lines)} to mend." if lines else fine)
    return FOUND if lines else FINE


def _near(path: Path) -> Path:
    """Name a path from the current folder when it lies in it: shorter to read."""
    here = Path.cwd().resolve()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _some(paths: Sequence[Path], folder: Path) -> None:
    """Stop when there is nothing to do: a check of nothing proves nothing."""
    if not paths:
        raise AuthoringError(f"{folder}: holds no notebook. Check the folder.")


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise AuthoringError(f"{path}: there is no such file. Check the name and the folder.")
    return path


def _sentence(error: OSError) -> str:
    if error.filename is None or error.strerror is None:
        return str(error)
    return f"{error.filename}: {error.strerror}. Check that the file may be read and written."


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _complain(sentence: str) -> None:
    sys.stderr.write(f"closereader: {sentence}\n")


if __name__ == "__main__":
    sys.exit(main())
