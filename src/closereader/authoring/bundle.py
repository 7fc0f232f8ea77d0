"""The student edition: the course as one zip, without what a teacher keeps.

In it are the lessons, the exercises, the texts and tables, the library and the course's own
package, what installing needs, and what ``course.yml`` names for students, such as a guide. Not in
it are solutions and model readings, the lessons that ``course.yml`` keeps for teachers, the guides
of teachers and maintainers, tests, and anybody's work. The same course gives the same bytes:
every file has the date of the release.

A course without a ``pyproject.toml`` lies apart from the library: it gets the library that is
running, and a ``pyproject.toml`` by which one command installs it.

Before it is written, every file is held against the sentences of the solutions and the model
readings; an edition that tells one is not written.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from closereader.authoring._errors import AuthoringError
from closereader.authoring.edition import PROJECT, installer, library, readme
from closereader.authoring.exercises import COMMAND, DERIVED, derive, notebooks_in, words_of
from closereader.authoring.held_back import secrets_of, told
from closereader.authoring.listing import HOME, listing
from closereader.authoring.needs import needs
from closereader.authoring.notebook import Notebook, canonical, parse, read
from closereader.authoring.samples import PLACE as SAMPLES
from closereader.authoring.samples import samples_stale
from closereader.course import Course, open_course
from closereader.handin.home import LISTING

_SEEDS = {".csv", ".json", ".md", ".txt", ".yml", ""}
_SOURCES = {".css", ".js", ".json", ".md", ".py", ".typed", ".yml"}
# Of the folder of texts: which number in prose comes from where is a register for authors, and it
# names the solutions' numbers too.
_NOT_FOR_STUDENTS = {"seeds/numbers.csv"}
FIRST = (1980, 1, 1)  # the first day that a zip can name
_RELEASED = re.compile(r"^date-released: (\d{4})-(\d{2})-(\d{2})$", re.MULTILINE)
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)\s#]+)(#[^)\s]*)?\)")
_NAME = re.compile(r"[A-Za-z0-9._-]{1,80}")
_WINDOWS = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bundle:
    """A student edition, ready to be written."""

    stem: str
    """The one folder that unpacking makes, and the beginning of the file's name."""
    members: Mapping[str, bytes]
    """File contents by their names inside the edition, sorted."""
    notes: tuple[str, ...]
    """A sentence for each thing that was changed on the way."""
    day: tuple[int, int, int] = FIRST
    """The date that every file has: that of the release, as JupyterLab shows it to a student."""

    @property
    def file(self) -> str:
        """What the zip is called."""
        return f"{self.stem}-student.zip"

    def zipped(self) -> bytes:
        """Return the zip: sorted, all of one date, one folder at its top."""
        inside = ((f"{self.stem}/{name}", data) for name, data in self.members.items())
        return zipped(inside, self.day)


def zipped(members: Iterable[tuple[str, bytes]], day: tuple[int, int, int] = FIRST) -> bytes:
    """Zip files, all of one date: the same members give the same bytes on every system."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in members:
            entry = zipfile.ZipInfo(name, (*day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, data)
    return out.getvalue()


def bundle(course: Path) -> Bundle:
    """Gather the student edition of a course.

    Raises `AuthoringError` when a part is missing, a name would not work on every system, or a file
    tells what the solutions hold back; the message names the file.
    """
    told_of = open_course(course)
    given = [p for f in ("notebooks", "exercises") for p in _notebooks(course, f, told_of)]
    if lacks := next(needs(map(read, given)), None):
        raise AuthoringError(str(lacks))
    members: dict[str, bytes] = {}
    notes: list[str] = []
    for path in given:
        words, note = _clean(path)
        members[_inside(path, course)] = words.encode()
        notes += [note, *_old(path, course)] if note else _old(path, course)
    for name, path in _files(course, told_of):
        members[name] = path.read_bytes()
    if (course / HOME).is_file():
        # Its stored table names what students do not get.
        members[HOME] = _blank(read(course / HOME)).encode()
    members[LISTING] = listing(course, keep=members.__contains__).encode()
    own = course / PROJECT
    installs = [(PROJECT, own.read_text("utf-8"))] if own.is_file() else installer(told_of)
    members |= {name: words.encode() for name, words in installs}
    members["README.md"] = readme(told_of, members).encode()
    # Guides only: an edition of a text is left as it is, to the last sign.
    for name in [one for one in members if re.search(r"(?:^|/)README\.md$|^docs/.*\.md$", one)]:
        members[name] = _without_dead_links(name, members)
    check_names(members)
    secrets = secrets_of(course)
    if (course / "solutions").is_dir() and samples_stale(course):
        raise AuthoringError(f"{SAMPLES}: is old. Run: closereader exercises")
    for name, data in members.items():
        if name == SAMPLES:  # what of the solutions students get after their hand-in, and no more
            continue
        if not name.endswith(".png") and (found := next(told(secrets, name, data), None)):
            raise AuthoringError(
                f"{name}: tells what {found.where} holds back: “{found.words}”. Say it there in "
                "other words, or tag the cell of the solution otherwise."
            )
    members = dict(sorted(members.items()))
    held = (course / name for name in members if (course / name).is_file())
    return Bundle(told_of.stem, members, tuple(notes), _released(course, held))


def _released(course: Path, given: Iterable[Path]) -> tuple[int, int, int]:
    """Give the day of the release where the course is cited, else that of its newest file."""
    citation = course / "CITATION.cff"
    words = citation.read_text(encoding="utf-8") if citation.is_file() else ""
    if found := _RELEASED.search(words):
        return int(found[1]), int(found[2]), int(found[3])
    newest = max(path.stat().st_mtime for path in given)
    return max(FIRST, datetime.fromtimestamp(newest, UTC).timetuple()[:3])


def _notebooks(course: Path, folder: str, told_of: Course) -> Iterator[Path]:
    every = notebooks_in(course / folder)
    found = [one for one in every if one.stem not in told_of.teachers]
    if not found:
        raise AuthoringError(f"{course / folder}: holds no notebook. Check the folder.")
    yield from found


def _files(course: Path, told_of: Course) -> Iterator[tuple[str, Path]]:
    for name in told_of.students:
        if not (course / name).is_file():
            raise AuthoringError(f"{course / name}: is missing, and students need it. Restore it.")
        yield name, course / name
    for path in sorted((course / "seeds").rglob("*")):
        name = _inside(path, course)
        if name not in _NOT_FOR_STUDENTS and _is_given(path, name, _SEEDS):
            yield name, path
    own = ((_inside(path, course), path) for path in sorted((course / "src").rglob("*")))
    for name, path in own if (course / PROJECT).is_file() else library():
        if _is_given(path, name, _SOURCES):
            yield name, path


def _is_given(path: Path, name: str, suffixes: set[str]) -> bool:
    hidden = any(part.startswith((".", "__pycache__", "~")) for part in name.split("/"))
    return not hidden and not path.is_symlink() and path.is_file() and path.suffix in suffixes


def _clean(path: Path) -> tuple[str, str]:
    """Give a notebook as it is committed; one that was saved by hand loses what it shows."""
    notebook = read(path)
    words = canonical(notebook)
    if path.read_bytes() == words.encode():
        return words, ""
    return _blank(notebook), (
        f"{path.name} was saved by hand, so it may show your own marks: its outputs are left out. "
        "To keep them, run: closereader notebooks"
    )


def _old(path: Path, course: Path) -> list[str]:
    """Say when students would get an exercise in other words than those of its solution."""
    source = course / "solutions" / path.name
    if path.parent.name != DERIVED or not source.exists():
        return []
    if words_of(read(path)) == words_of(derive(read(source), path)):
        return []
    return [
        (
            f"{path.name} says something else than its solution, and goes out as it is. To make it "
            f"anew, run: {COMMAND}"
        )
    ]


def _blank(notebook: Notebook) -> str:
    for cell in notebook.data["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    return canonical(parse(canonical(notebook), notebook.path))


def _inside(path: Path, course: Path) -> str:
    return path.relative_to(course).as_posix()


def _without_dead_links(name: str, members: Mapping[str, bytes]) -> bytes:
    """Leave the words of a link that leads to something that students do not have."""

    def kept(found: re.Match[str]) -> str:
        address = found[2]
        if ":" in address:
            return found[0]
        target = _resolved(PurePosixPath(name).parent / address)
        there = any(one == target or one.startswith(f"{target}/") for one in members)
        return found[0] if there else found[1]

    return _LINK.sub(kept, members[name].decode("utf-8")).encode()


def _resolved(path: PurePosixPath) -> str:
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def check_names(members: Mapping[str, bytes]) -> None:
    """Refuse a name that Windows or macOS would not take, or take for another."""
    seen: dict[str, str] = {}
    for name in members:
        for part in name.split("/"):
            if not _NAME.fullmatch(part) or part.endswith(".") or _WINDOWS.fullmatch(part):
                raise AuthoringError(
                    f"{name}: cannot be a file on every system. Name it with letters a-z, digits, "
                    "hyphens and underscores."
                )
        if (other := seen.setdefault(name.casefold(), name)) != name:
            raise AuthoringError(f"{name}: is the same file as {other} on Windows. Rename one.")
