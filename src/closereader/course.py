"""What a course is called, speaks, and keeps from students: ``course.yml`` beside its texts.

The library knows no course; what it needs to know of one stands there. A course without the file
is taken as it lies: its folder's name, all its lessons in the order of their numbers, in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from closereader._faults import SentenceError
from closereader._paths import course_folder, seeds_folder
from closereader._yaml import Entry, read_yaml

FILE = "course.yml"
Words = tuple[str, ...]

_STEM = re.compile(r"[a-z][a-z0-9-]{0,39}")
_NOTEBOOK = re.compile(r"\d\d_[a-z0-9_]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]+)*")
_UNNAMED = "A close-reading course in JupyterLab.\n"
_cache: dict[Path, tuple[object, Course]] = {}


class CourseError(SentenceError):
    """The description of the course cannot be read; the message names the file and the remedy."""


@dataclass(frozen=True, slots=True)
class Headings:
    """The words by which a notebook is read; of several, any will do, and the first is offered."""

    time: Words = ("Time",)
    """In the head: the minutes, “Time: 45 min”."""
    together: Words = ("together",)
    """In the line of the time: the lesson is led by the teacher."""
    needed: Words = ("What you need", "You need")
    texts: Words = ("Texts", "Text")
    able: Words = ("What you will be able to do", "What you will be able to", "You will be able to")
    question: Words = ("Question",)
    """Begins the heading of a question: “Question 3”."""
    uncounted: Words = ("One more question",)
    """The heading of a question that came later: the others keep the ids of their answers."""
    in_the_lesson: Words = ("In the lesson",)
    """In a solution: begins the heading of the rubric of a question of the lesson."""
    more: Words = ("More",)
    """Begins the heading of a section beyond the core: “More: …”."""
    apart: Words = ("In the seminar", "Part C")
    """Begins a section that is done with others, whose minutes are promised apart."""
    misses: Words = ("What this count misses",)
    key_points: Words = ("Key points",)
    key_terms: Words = ("Key terms",)
    reading: Words = ("Further reading",)
    read: Words = ("Read",)
    """Before a citation: that part of the text is to be read, “Read (text ¶3–5)”."""

    home: Words = ("Home",)
    """These and the next name the links at the beginning and the end of a notebook."""
    back: Words = ("Back",)
    next: Words = ("Next",)
    lesson: Words = ("Lesson",)
    exercise: Words = ("Exercise",)

    def of(self, name: str) -> str:
        """Give the pattern of a group: any of its words."""
        words: Words = getattr(self, name)
        return f"(?:{'|'.join(map(re.escape, words))})"

    @property
    def numbered(self) -> re.Pattern[str]:
        """The heading of a question; its group is the number."""
        return re.compile(rf"{self.of('question')} (\d+)\b")


@dataclass(frozen=True, slots=True)
class Asking:
    """What is known of a question widget without running it."""

    minutes: float
    """How long it takes, to think and to work, apart from the words of an answer."""
    given: tuple[str, ...] = ()
    """The names of its arguments without a keyword, in order; its id comes as ``id=``."""


@dataclass(frozen=True, slots=True)
class Course:
    """What ``course.yml`` says, or what holds where it says nothing."""

    name: str
    about: str
    """Markdown: what the course is, for the first page of the student edition."""
    stem: str
    """Begins the names of files that people get: small letters, digits and hyphens."""
    languages: tuple[str, ...] = ("en",)
    """Of the lessons, as BCP 47 names them; the first is that of the headings."""
    lessons: tuple[str, ...] = ()
    """Names of the notebooks without their ending, in order; none: all, by their numbers."""
    teachers: tuple[str, ...] = ()
    """Of the lessons, those that students do not get."""
    students: tuple[str, ...] = ()
    """Files that students get beside notebooks, texts and programs, from the course folder on."""
    headings: Headings = field(default_factory=Headings)
    questions: Mapping[str, Asking] = field(default_factory=dict)
    """The course's own question widgets by name."""
    uncounted: Mapping[str, str] = field(default_factory=dict)
    """Text to the word that means it, for texts whose paragraphs are the editors' own."""

    def in_order(self, notebooks: Iterable[Path]) -> tuple[Path, ...]:
        """Sort notebooks as the course has them; what it does not name comes last, by name."""
        places = {name: place for place, name in enumerate(self.lessons)}
        last = len(places)
        return tuple(sorted(notebooks, key=lambda one: (places.get(one.stem, last), one.name)))


def open_course(folder: Path | None = None) -> Course:
    """Read what a course says of itself.

    `folder`: the course folder; default: the one that is used.
    Raises `CourseError` when the file is damaged; the message names it and the remedy.
    Raises `CourseNotFound` when no folder is given and no course is found.
    """
    path = (seeds_folder() if folder is None else folder / "seeds") / FILE
    if not path.exists():
        return _unnamed(course_folder() if folder is None else folder)
    found = read_yaml(path, CourseError)
    if path not in _cache or _cache[path][0] is not found:
        _cache[path] = (found, _course(found, path))
    return _cache[path][1]


def _unnamed(folder: Path) -> Course:
    stem = re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-")
    return Course(
        name=folder.resolve().name or "A course",
        about=_UNNAMED,
        stem=stem if _STEM.fullmatch(stem) else "course",
    )


def _course(found: object, path: Path) -> Course:
    given = _part(path, "the file").fields(found, {one.name for one in fields(Course)})
    for name in ("name", "stem"):
        if not isinstance(given.get(name), str) or not str(given[name]).strip():
            raise CourseError(f"{path} needs `{name}:` with some text.")
    stem = str(given["stem"])
    if not _STEM.fullmatch(stem):
        raise CourseError(f"{path}: `stem: {stem[:40]}` must be small letters, digits and hyphens.")
    about = given.get("about", _UNNAMED)
    if not isinstance(about, str):
        raise CourseError(f"{path}: `about:` must be some lines of text.")
    lessons = _named(given, "lessons", _NOTEBOOK, path, "is no name such as 02_of_rivers")
    teachers = _named(given, "teachers", _NOTEBOOK, path, "is no name such as 02_of_rivers")
    for name in teachers:
        if lessons and name not in lessons:
            raise CourseError(f"{path}: `teachers:` has {name}, which `lessons:` does not name.")
    languages = _named(given, "languages", _LANGUAGE, path, "is no language such as en or de")
    return Course(
        name=str(given["name"]).strip(),
        about=about.rstrip() + "\n",
        stem=stem,
        languages=languages or ("en",),
        lessons=lessons,
        teachers=teachers,
        students=_inside(given, path),
        headings=_headings(given.get("headings", {}), path),
        questions=_questions(given.get("questions", {}), path),
        uncounted=_uncounted(given.get("uncounted", {}), path),
    )


def _part(path: Path, what: str) -> Entry:
    return Entry(f"{path}: {what}", CourseError)


def _words(found: object, path: Path, name: str) -> Words:
    listed = found if isinstance(found, list) else [found]
    if not listed or not all(isinstance(one, str) and one.strip() for one in listed):
        raise CourseError(f"{path}: `{name}:` must be words, or a list of words.")
    return tuple(str(one).strip() for one in listed)


def _named(
    given: Mapping[str, object], name: str, pattern: re.Pattern[str], path: Path, wrong: str
) -> Words:
    if name not in given:
        return ()
    listed = _words(given[name], path, name)
    for one in listed:
        if not pattern.fullmatch(one):
            raise CourseError(f"{path}: `{name}:` has {one[:40]!r}, which {wrong}.")
    if len(set(listed)) < len(listed):
        raise CourseError(f"{path}: `{name}:` names something twice; keep one.")
    return listed


def _inside(given: Mapping[str, object], path: Path) -> Words:
    listed = _words(given["students"], path, "students") if "students" in given else ()
    for one in listed:
        if one.startswith("/") or "\\" in one or ":" in one or ".." in one.split("/"):
            raise CourseError(
                f"{path}: `students:` has {one[:60]!r}, which leads out of the course."
            )
    return listed


def _headings(found: object, path: Path) -> Headings:
    given = _part(path, "`headings:`").fields(found, {one.name for one in fields(Headings)})
    return Headings(**{name: _words(value, path, name) for name, value in given.items()})


def _questions(found: object, path: Path) -> dict[str, Asking]:
    asked: dict[str, Asking] = {}
    for widget, entry in _part(path, "`questions:`").fields(found).items():
        one = _part(path, f"`{widget}:`").fields(entry, {"minutes", "given"})
        minutes = one.get("minutes")
        if type(minutes) is not int or minutes < 1:
            raise CourseError(f"{path}: `{widget}:` needs `minutes:`, a whole number from 1 on.")
        asked[widget] = Asking(
            minutes, _words(one["given"], path, "given") if "given" in one else ()
        )
    return asked


def _uncounted(found: object, path: Path) -> dict[str, str]:
    given = _part(path, "`uncounted:`").fields(found)
    return {text: _words(word, path, text)[0] for text, word in given.items()}
