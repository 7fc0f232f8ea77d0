"""All checks of the course's notebooks and guides, as one list of findings."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote

from closereader._faults import SentenceError
from closereader._paths import seeds_folder
from closereader._reading import read_words
from closereader.authoring._errors import AuthoringError
from closereader.authoring.again_rules import earlier
from closereader.authoring.asked import asked
from closereader.authoring.button_rules import named_buttons
from closereader.authoring.comparison import escapes, form
from closereader.authoring.exercises import COMMAND, DERIVED, notebooks_in
from closereader.authoring.findings import Finding
from closereader.authoring.goals import check_goals
from closereader.authoring.grammar import check
from closereader.authoring.head_texts import check_texts, unknown_texts
from closereader.authoring.needs import needs
from closereader.authoring.notebook import Cell, Notebook, read
from closereader.authoring.numbers import check_numbers, check_register, read_register
from closereader.authoring.prose import images, links, passages
from closereader.authoring.quotations import flaws
from closereader.authoring.reading_list import check_shelf, check_works, read_works
from closereader.authoring.speech import said
from closereader.authoring.timing import check_length, check_marks, check_time
from closereader.authoring.ways import LESSONS, check_ways
from closereader.codebook import Move, Theme, open_codebook
from closereader.course import FILE as COURSE
from closereader.course import open_course
from closereader.questions import FILE, QuestionError, open_question, question_ids
from closereader.texts import Text, TextError, UnknownText, open_text, readable_texts

FOLDERS = ("notebooks", "exercises", "solutions")
# Where the numbers of prose come from, and the works that lessons cite.
REGISTER = Path("seeds/numbers.csv")
WORKS = Path("seeds/reading-list.json")
BOOK = "codebook.yml"
Held = TypeVar("Held")
GUIDES = ("README.md", "CONTRIBUTING.md", "seeds/README.md", "docs/*.md", "solutions/**/*.md")


def shelf_of_the_course() -> dict[str, Text]:
    """Open every text that can be opened; `closereader.damage` tells of the others."""
    return {text.id: text for text in readable_texts().texts}


def notebooks_of(course: Path) -> tuple[Path, ...]:
    """Give every notebook of the course: lessons, exercises, solutions."""
    return tuple(path for folder in FOLDERS for path in notebooks_in(course / folder))


def guides_of(course: Path) -> tuple[Path, ...]:
    """Give the Markdown files whose quotations are checked."""
    return tuple(sorted({path for pattern in GUIDES for path in course.glob(pattern)}))


def check_notebook(notebook: Notebook, shelf: Mapping[str, Text]) -> Iterator[Finding]:
    """Give all that is wrong with one notebook by itself."""
    yield from _each(
        form(notebook),
        escapes(notebook),
        check(notebook),
        quotations(notebook, shelf),
        dead_links(notebook),
        check_texts(notebook, shelf),
        unknown_texts(notebook, shelf),
        check_time(notebook),
        check_length(notebook),
        check_marks(notebook),
        _tells_of_solutions(notebook) if notebook.folder != "solutions" else (),
    )


def read_all(
    read: Callable[[Path], Held], paths: Iterable[Path]
) -> tuple[list[Held], list[Finding]]:
    """Read files, and give a finding for each that cannot be read."""
    held, found = list[Held](), list[Finding]()
    for path in paths:
        try:
            held.append(read(path))
        except SentenceError as error:
            found.append(Finding(path, "", str(error), ""))
    return held, found


def _each(*rules: Iterable[Finding]) -> Iterator[Finding]:
    """Give what rules find; one that a damaged file stops says so, and the others go on."""
    for rule in rules:
        try:
            yield from rule
        except SentenceError as error:
            yield Finding(Path(), "", str(error), "")


def quotations(notebook: Notebook, shelf: Mapping[str, Text]) -> Iterator[Finding]:
    """Give every quotation of a notebook that is not verbatim, or has no source."""
    for cell in notebook.cells:
        for one in said(cell):
            # A string that is a passage of a text, to be marked, has its own quotation marks.
            if one.by == "code" and any(text.find(one.whole) for text in shelf.values()):
                continue
            place = f"{cell.place}, {FILE}" if one.by == "choice" else cell.place
            for flaw in flaws(one.words, shelf, ours=one.by != "output"):
                yield Finding(notebook.path, place, flaw.what, flaw.remedy)


def unasked(notebooks: Iterable[Notebook]) -> Iterator[Finding]:
    """Give every question of ``questions.yml`` that no notebook asks."""
    used = {key for notebook in notebooks for _, key in _choices(notebook)}
    path = seeds_folder() / FILE
    for key in filter(None, _held()):  # one without an id is damaged
        try:
            open_question(key)
        except QuestionError as error:
            if key not in used:  # else said where it is asked
                yield Finding(path, key, str(error), "Correct it.")
        if key not in used:
            what = "No notebook asks this question."
            yield Finding(path, key, what, "Ask it with Choose, or take it out.")


def examples() -> Iterator[Finding]:
    """Give every example of the codebook that does not stand where the codebook says."""
    book = open_codebook()
    named: list[tuple[str, Theme | Move]] = [(f"theme {one.id}", one) for one in book.themes]
    named += [(f"move {one.id}", one) for one in book.moves if one.example]
    for place, one in named:
        remedy = "Take an example from one of your texts."
        try:
            text = open_text(one.example_text)
        except UnknownText as error:
            yield Finding(seeds_folder() / BOOK, place, str(error), remedy)
            continue
        except TextError:  # damaged, as `closereader.damage` says
            continue
        try:
            if one.example in text.block(one.example_place).text:
                continue
            what = f"Its example does not stand in {one.example_text} {one.example_place}."
            if stands := [block.label for block in text.blocks if one.example in block.text]:
                what += f" It stands in {', '.join(stands)}."
                remedy = f"Write example_place: {stands[0]}"
        except TextError as error:
            what = str(error)
        yield Finding(seeds_folder() / BOOK, place, what, remedy)


def without_solution(course: Path) -> Iterator[Finding]:
    """Give every exercise whose solution was taken away: students still get it."""
    solutions = course / "solutions"
    for path in notebooks_in(course / DERIVED) if solutions.is_dir() else ():
        if not (solutions / path.name).is_file():
            what = "Has no solution of its name, and students still get it."
            yield Finding(path, "", what, "Delete it too, or bring its solution back.")


def lessons_named(course: Path) -> Iterator[Finding]:
    """Give every lesson that ``course.yml`` names and that is not there, or does not name."""
    named = open_course(course).lessons
    there = [path.stem for path in notebooks_in(course / LESSONS)] if named else []
    for name in named:
        if name not in there:
            what = f"`lessons:` names {name}, and {LESSONS} holds no notebook of that name."
            remedy = "Take the line out, or name the notebook as it is called."
            yield Finding(course / "seeds" / COURSE, name, what, remedy)
    for name in there:
        if name not in named:
            what = f"{LESSONS} holds {name}, and `lessons:` does not name it: it comes last."
            yield Finding(course / "seeds" / COURSE, name, what, "Name it in its place.")


def _held() -> tuple[str, ...]:
    """Give the questions of the file; none where it cannot be read, which `needs` says."""
    with suppress(QuestionError):
        return question_ids()
    return ()


def _choices(notebook: Notebook) -> Iterator[tuple[Cell, str]]:
    for cell in notebook.cells:
        yield from ((cell, one.key) for one in asked(cell.code) if one.widget == "Choose")


def dead_links(notebook: Notebook) -> Iterator[Finding]:
    """Give every link or picture of a notebook that should lie in the course and does not."""
    for cell in notebook.cells:
        for address in (*links(cell.prose), *(one[1] for one in images(cell.prose))):
            file = unquote(address.partition("#")[0])
            outside = "://" in address or address.startswith(("mailto:", "attachment:"))
            if file and not outside and not (notebook.path.parent / file).exists():
                what = f"Links to {address}, which is not there."
                source = notebook.path.parent.parent / "solutions" / Path(file).name
                derived = Path(file).parent.name == DERIVED and source.is_file()
                remedy = f"Run: {COMMAND}" if derived else "Correct the address."
                yield Finding(notebook.path, cell.place, what, remedy)


def check_guide(path: Path, shelf: Mapping[str, Text]) -> Iterator[Finding]:
    """Give the quotations of a Markdown file that are not verbatim, and buttons that are none."""
    whole = read_words(path, AuthoringError)
    source = whole.partition("\n---\n")[2] if whole.startswith("---\n") else whole
    for words in passages(source):
        for flaw in flaws(words, shelf, sourced=False):
            yield Finding(path, _line(whole, words), flaw.what, flaw.remedy)
    for name, remark in named_buttons(source):
        yield Finding(path, _line(whole, name), *remark)


def _line(source: str, words: str) -> str:
    """Say in which line a passage begins; nothing when marks within it hide that."""
    at = source.find(words[:20])
    return f"line {source.count(chr(10), 0, at) + 1}" if at >= 0 else ""


def check_all(notebooks: Sequence[Notebook], course: Path) -> Iterator[Finding]:
    """Give what only shows when notebooks are seen together, or beside a register of the course.

    Question ids, numbers in prose, and works that are cited. What the registers hold and no
    notebook uses is given only when these are all the notebooks of the course.
    """
    known = {one.path.resolve(): one for one in notebooks}
    every = [path.resolve() for path in notebooks_of(course)]
    in_order = [path for path in every if path.parent.name == LESSONS]
    lessons, _ = read_all(lambda path: known.get(path) or read(path), in_order)
    registers, unread = read_all(read_register, [course / REGISTER])
    lists, unlisted = read_all(read_works, [course / WORKS])
    rows, works = sum(registers, ()), sum(lists, ())
    yield from _each(
        unread, unlisted, needs(notebooks), check_together(notebooks), earlier(notebooks, lessons)
    )
    for notebook in notebooks:
        yield from _each(
            check_numbers(notebook, rows),
            # a course that keeps no reading list has nothing to compare with
            check_works(notebook, works) if lists and (course / WORKS).exists() else (),
        )
    if known.keys() >= set(every):
        yield from _each(
            check_register(course / REGISTER, rows, notebooks),
            check_shelf(course / WORKS, works, notebooks),
            unasked(notebooks),
            examples(),
            lessons_named(course),
            without_solution(course),
            check_ways(notebooks, lessons, course),
            check_goals(notebooks, course),
        )


def check_together(notebooks: Iterable[Notebook]) -> Iterator[Finding]:
    """Give question ids that a lesson shares with an exercise: their answers would be one."""
    held: dict[str, Path] = {}
    for notebook in notebooks:
        if notebook.folder == "solutions":
            continue
        path = notebook.path
        mine = {one.key for cell in notebook.cells for one in asked(cell.code)}
        for key in sorted(mine & held.keys()):
            what = f"Has the question id {key!r}, which {held[key]} has too."
            yield Finding(path, "", what, "Give one of them another id.")
        held.update(dict.fromkeys(mine, path))


def _tells_of_solutions(notebook: Notebook) -> Iterator[Finding]:
    for cell in notebook.cells:
        words = [cell.source, *(one.words for one in said(cell))]
        if any(re.search(r"\bsolutions[/\\]", one) for one in words):
            what = "Names the folder of the solutions."
            yield Finding(notebook.path, cell.place, what, "Say it without the folder.")
