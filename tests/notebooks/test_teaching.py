"""How the course teaches: what each lesson and exercise must have, whatever it is about."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from closereader._paths import course_folder
from closereader.authoring import read
from closereader.authoring.asked import asked
from closereader.authoring.coverage import GUIDE, coverage
from closereader.authoring.exercises import SOLUTION, every_string, notebooks_in
from closereader.authoring.prose import headings
from closereader.authoring.routes import asked_about
from closereader.authoring.speech import calls, choices, strings
from closereader.authoring.timing import without_more
from closereader.handin.samples import open_samples
from closereader.handin.sheet import marks_asked, open_sheet
from closereader.questions import open_question, question_ids
from closereader.seminar.pack_rubric import open_rubric

if TYPE_CHECKING:
    from collections.abc import Iterator

    from closereader.authoring.notebook import Cell, Notebook
    from closereader.handin.sheet import Call

COURSE = course_folder()
NUMBERS = [f"0{number}" for number in range(1, 8)]
LESSONS = {p.name[:2]: read(p) for p in notebooks_in(COURSE / "notebooks")}
EXERCISES = {p.name[:2]: read(p) for p in notebooks_in(COURSE / "exercises")}
TEACHER = (COURSE / GUIDE).read_text(encoding="utf-8")
PLACE = re.compile(r"\([a-z]+-\d{4}\s+(?:¶\d+|n\d+|byline)[^)]*\)")
JUDGED = ("Reasons", "Counter-passage", "Limits")
LONG, SHORT, SHORT_OF_EXERCISE = (130, 170), 40, 70


def questions(notebook: Notebook, widget: str = "") -> list[Call]:
    """Give the calls of a notebook that ask, or those of one widget."""
    every = [one for cell in notebook.cells if cell.kind == "code" for one in asked(cell.source)]
    return [one for one in every if widget in ("", one.widget)]


def under(notebook: Notebook, title: str) -> Iterator[Cell]:
    """Give the cells under the section of this title, itself included."""
    inside = False
    for cell in notebook.cells:
        for one in headings(cell.source) if cell.kind == "markdown" else ():
            if one.level == 2:
                inside = one.title.startswith(title)
        if inside:
            yield cell


def sources(notebook: Notebook, title: str) -> str:
    return "\n".join(cell.source for cell in under(notebook, title))


def middle(call: Call) -> float:
    least, most = call.given["words"]
    return float(least + most) / 2


def is_long(call: Call) -> bool:
    return LONG[0] <= middle(call) <= LONG[1]


def test_a_passage_is_read_aloud_in_five_steps_before_anybody_opens_a_text() -> None:
    cells = LESSONS["01"].cells
    first = next(at for at, cell in enumerate(cells) if "Reader(" in cell.source)
    steps = [
        found[1]
        for cell in cells[:first]
        for found in re.finditer(r"<details>\n<summary><b>Step (\d)\. ", cell.source)
    ]
    assert steps == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("number", NUMBERS)
def test_one_answer_of_a_lesson_is_long_and_revised_once(number: str) -> None:
    answers = questions(LESSONS[number], "Ask")
    [long] = [one for one in answers if is_long(one)]
    assert [one.key for one in answers if one is not long and one.given["words"][1] > SHORT] == []
    again = questions(EXERCISES[number], "Ask")
    [revised] = [one for one in again if is_long(one)]
    assert revised.given["again"] == long.key
    most = [one.given["words"][1] for one in again if one is not revised]
    assert [one for one in most if one > SHORT_OF_EXERCISE] == []


@pytest.mark.parametrize("number", NUMBERS)
def test_the_long_answer_has_beginnings_for_those_who_look_for_one(number: str) -> None:
    for notebook in (LESSONS[number], EXERCISES[number]):
        for above, cell in pairwise(notebook.cells):
            if cell.kind == "code" and any(
                one.widget == "Ask" and is_long(one) for one in asked(cell.source)
            ):
                frames = f"{above.source} {' '.join(strings(cell.source))}"
                if number not in ("04", "05") or notebook.folder == "notebooks":
                    assert frames.count("…") >= 2, f"{notebook.path.name}, {cell.place}"


@pytest.mark.parametrize("number", NUMBERS)
def test_a_lesson_says_how_its_long_answer_is_looked_at(number: str) -> None:
    """By the rows of the rubric that the guide, the solution and the pack have for it."""
    lesson = LESSONS[number]
    (asks,) = [
        above.source
        for above, cell in pairwise(lesson.cells)
        if cell.kind == "code"
        and any(is_long(one) for one in asked(cell.source) if one.widget == "Ask")
    ]
    (named,) = re.findall(r"look at three things: your (.+) of your claim", asks)
    items = open_rubric(number).levels
    (judged,) = [items[heading] for heading in items if heading.startswith("Lesson: ")]
    assert re.findall(r"\*\*(.+?)\*\*", named) == [one.lower() for one in judged]


@pytest.mark.parametrize("key", list(question_ids()))
def test_each_reply_of_a_choice_names_a_passage(key: str) -> None:
    without = [one.key for one in open_question(key).options if not PLACE.search(one.reply)]
    assert without == []


@pytest.mark.parametrize("number", NUMBERS[1:])
def test_a_lesson_opens_with_two_questions_on_earlier_ones(number: str) -> None:
    before = under(LESSONS[number], "Before you begin")
    assert sum(len(list(asked(cell.source))) for cell in before if cell.kind == "code") == 2
    assert next(under(LESSONS[number], "The puzzle"))


@pytest.mark.parametrize("number", NUMBERS[1:])
def test_a_map_is_drawn_every_week_and_not_under_more(number: str) -> None:
    assert questions(without_more(LESSONS[number]), "ArgumentMap")


@pytest.mark.parametrize("number", NUMBERS)
def test_an_exercise_opens_with_texts_and_asks_for_two_links(number: str) -> None:
    exercise = EXERCISES[number]
    first = next(cell for cell in exercise.cells if cell.kind == "code")
    assert {name for name, _ in calls(first.source)} & {"Compare", "Reader"}
    code = [cell.source for cell in exercise.cells if cell.kind == "code"]
    asks = [one for source in code for one in marks_asked(source).values()]
    assert sum(int(one.get("links") or 0) for one in asks) >= 2


@pytest.mark.parametrize("number", NUMBERS)
def test_comparing_begins_with_what_is_alike(number: str) -> None:
    """Before a pair is opened, in the exercise; before the pairs are told, in the lesson."""
    opening = sources(EXERCISES[number], "Part A").partition("Compare(")[0]
    assert re.search(r"\balike\b|\*same\b", opening), "exercise"
    lesson = "\n".join(cell.source for cell in LESSONS[number].cells)
    assert re.search(r"(?i)alike|both sides of a pair share|both sides share", lesson), "lesson"


@pytest.mark.parametrize("number", NUMBERS)
def test_a_dispute_has_three_pairs_of_passages(number: str) -> None:
    cells = [cell.source for cell in LESSONS[number].cells if cell.kind == "markdown"]
    quoted = r"[“‘][^|]*[”’][^|]*"
    pairs = re.compile(rf"^\|(?:[^|“‘]*\|)?[^|]*{quoted}\|[^|]*{quoted}\|$", re.MULTILINE)
    assert sum(len(pairs.findall(source)) for source in cells) >= 3


def test_hints_grow_fewer_from_lesson_to_lesson() -> None:
    for notebooks in (LESSONS, EXERCISES):
        means = []
        for number in NUMBERS:
            told = [
                (hints,) if isinstance(hints, str) else hints
                for one in questions(notebooks[number])
                if one.widget in ("Ask", "ArgumentMap")
                for hints in [one.given.get("hints") or ()]
            ]
            means.append(sum(map(len, told)) / len(told))
        assert means == sorted(means, reverse=True), means
        assert means[-1] == 0


@pytest.mark.parametrize("number", NUMBERS)
def test_each_answer_of_an_exercise_has_a_rubric_and_samples_of_its_own(number: str) -> None:
    rubric, samples = open_rubric(number), {one.question: one for one in open_samples(number)}
    solution = read(next((COURSE / "solutions").glob(f"{number}_*")))
    tables: list[str] = []
    for question in open_sheet(solution.path).questions:
        if question.widget != "Ask":
            continue
        heading = question.heading
        assert tuple(rubric.levels[heading]) == JUDGED, heading
        title = f"**Exercise {number}, {heading.lower()}**\n\n"
        assert TEACHER.count(title) == 1, title
        tables.append(TEACHER.partition(title)[2].partition("\n\n")[0])
        assert question.name in samples, heading
        assert samples[question.name].differ, heading
    assert len(set(tables)) == len(tables)  # none is shared


@pytest.mark.parametrize("number", NUMBERS)
def test_an_exercise_promises_what_its_lesson_promises(number: str) -> None:
    def goals(notebook: Notebook) -> list[str]:
        (line,) = re.findall(r"able to do:\*\* (.+)", notebook.cells[0].source)
        return [one.strip(" .") for one in line.split(";")]

    assert goals(EXERCISES[number])[: len(goals(LESSONS[number]))] == goals(LESSONS[number])


@pytest.mark.parametrize("number", NUMBERS)
def test_what_is_written_at_length_is_written_alone(number: str) -> None:
    together = sources(EXERCISES[number], "Part C")
    assert [one.key for one in asked(together) if is_long(one)] == []


@pytest.mark.parametrize("number", NUMBERS[1:])
def test_a_mark_of_a_partner_is_replied_to_without_a_file(number: str) -> None:
    together = sources(EXERCISES[number], "Part C")
    assert "mark" in together.lower()
    assert "no file is needed" in together
    week = TEACHER.partition(f"### Week {int(number) + 1}:")[2].partition("###")[0]
    last = TEACHER.partition("### Week 7:")[2].partition("###")[0]
    assert re.search(r"repl(?:y|ies) to (?:a|one) mark", week or last), f"week {int(number) + 1}"


def test_a_partner_is_named_among_those_who_see_marks() -> None:
    privacy = TEACHER.partition("## Privacy")[2].partition("\n## ")[0]
    assert "a partner sees marks" in privacy


@pytest.mark.parametrize(
    ("number", "word", "paragraph"),
    [
        ("04", "neopatriarchy", "¶46"),
        ("04", "women whom ¶29 names", "¶29"),
        ("06", "Eastern Partnership", "¶10"),
        ("06", "impunity and appeasement", "¶41"),
        ("06", "polarisation", "¶44"),
    ],
)
def test_what_the_essay_is_about_is_asked_about(number: str, word: str, paragraph: str) -> None:
    lesson = LESSONS[number]
    assert ("alieva-2024", paragraph) in asked_about(lesson)
    asking = [
        words
        for above, cell in pairwise(lesson.cells)
        if cell.kind == "code" and any(asked(cell.source))
        for words in (above.source, *strings(cell.source), *choices(cell.source, replies=False))
    ]
    assert any(word in words for words in asking)


def test_a_shared_future_is_asked_about_in_the_exercise() -> None:
    exercise = EXERCISES["06"]
    (task,) = [cell.source for cell in exercise.cells if cell.source.startswith("### Question 1\n")]
    assert "(alieva-2024 ¶44)" in task


def test_most_of_the_essay_is_read_and_asked_about_without_the_further_sections() -> None:
    lines = coverage([*LESSONS.values(), *EXERCISES.values()], ["alieva-2024"])

    def core(numbers: tuple[str, ...]) -> bool:
        return any(not one.endswith("+") for one in numbers)

    assert sum(core(line.read) for line in lines) >= 36
    assert sum(core(line.asked) for line in lines) >= 44
    assert sum(line.read == ("06+",) for line in lines) > 0  # the mark of a further section


def test_a_solution_keeps_what_teachers_see_to_teachers() -> None:
    for path in notebooks_in(COURSE / "solutions"):
        for cell in read(path).cells:
            if "#### How this answer is looked at" in cell.source:
                assert SOLUTION in cell.tags, f"{path.name}, {cell.place}"


WRITES_CODE = re.compile(r"(?:[Ww]rite|[Gg]ive|[Pp]ut in) `?\w+=\S+|brackets of the cell|\w+=True")


@pytest.mark.parametrize(
    "notebook",
    [*LESSONS.values(), *EXERCISES.values()],
    ids=lambda one: f"{one.folder}-{one.path.stem}",
)
def test_no_student_is_told_to_write_code(notebook: Notebook) -> None:
    """They see none: what can be done is a button, a key or a field, or is said to the teacher."""
    shown = [cell.source for cell in notebook.cells if cell.kind == "markdown"]
    shown += every_string([list(cell.outputs) for cell in notebook.cells])
    assert [found[0] for words in shown if (found := WRITES_CODE.search(words))] == []
