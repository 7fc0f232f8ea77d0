"""What the guide tells teachers to do is done here, with the words of the guide."""

from __future__ import annotations

import inspect
import itertools
import json
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

import closereader
from closereader import cli, open_codebook, open_text, open_work
from closereader.authoring import read
from closereader.handin import make
from closereader.handin.page import page
from closereader.widgets.reader import Reader
from tests.authoring.build import CLOSING, HEAD, code, markdown, notebook, write_canonical
from tests.exchange import making
from tests.guides.words import GUIDES, ROOT, TEACHER, blocks, commands, section
from tests.handin.making import MADE, full_work, sheet_02


def add_the_text(course: Path) -> None:
    words = section("Add a text")
    (sample,) = blocks(words, "markdown")
    (name,) = re.findall(r"for example `(seeds/[^`]+)`", words)
    (course / name).write_text(sample, encoding="utf-8")


@pytest.mark.parametrize("guide", GUIDES)
def test_every_command_of_the_guides_exists_with_its_options(guide: str) -> None:
    found = commands(GUIDES[guide])
    assert len(found) >= 3
    for words in found:
        cli._parser().parse_args(words)


def test_a_text_is_added_as_the_guide_says(course: Path) -> None:
    add_the_text(course)
    (shown,) = blocks(section("Add a text"), "python")
    names: dict[str, object] = {}
    exec(shown, names)  # noqa: S102 - the guide's own words
    reader = Reader("sample-2026")
    reader.mark("The second paragraph.", theme="agency", note="found")
    assert len(open_work().annotations("sample-2026").items) == 1
    path = course / "seeds" / "sample-2026.md"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("The first paragraph.", "The very first one."), encoding="utf-8")
    (mark,) = Reader("sample-2026").marks
    assert mark["status"] == "moved"
    path.write_text(before.replace("second paragraph", "last line of all"), encoding="utf-8")
    (mark,) = Reader("sample-2026").marks
    assert mark["status"] in {"offered", "lost"}


def test_a_theme_is_added_as_the_guide_says(course: Path) -> None:
    (entry,) = blocks(section("Add a theme"), "yaml")
    path = course / "seeds" / "codebook.yml"
    words = path.read_text(encoding="utf-8")
    assert words.count("\nmoves:") == 1
    changed = words.replace("\nmoves:", f"\n{entry}\n\nmoves:")
    changed = changed.replace("version: 1", "version: 2", 1)
    path.write_text(changed, encoding="utf-8")
    codebook = open_codebook()
    theme = codebook.themes[-1]
    assert (codebook.version, theme.id, len(codebook.themes)) == (2, "memory", 6)
    text = open_text(theme.example_text)
    (span,) = text.find(theme.example)
    assert text.paragraph_at(span.start).label == theme.example_place
    mark = Reader(theme.example_text).mark(theme.example, theme="memory")
    assert (mark.theme, mark.codebook) == ("memory", 2)
    assert cli.main(["export", "qdc", "--out", "codebook.qdc"]) == 0
    assert 'name="Memory"' in Path("codebook.qdc").read_text(encoding="utf-8")


def test_an_exercise_is_changed_as_the_guide_says(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = section("Change an exercise")
    ran, derived, checked, bundled = commands(words)
    assert (checked[0], bundled) == ("check", ["bundle"])
    (deadline,) = re.findall(r"`(- \*\*Hand in by:\*\* [^`]+)`", words)
    (kept,) = re.findall(r"first words, such as `([^`]+)`", words)
    for folder in ("solutions", "notebooks"):
        shutil.copy(ROOT / folder / "02_exclusion.ipynb", folder)
    path = course / ran[1]
    data = json.loads(path.read_text(encoding="utf-8"))
    data["cells"][0]["source"].insert(3, f"{deadline}\n")
    (asked,) = (each for each in data["cells"] if f'"{kept}"' in "".join(each["source"]))
    words = "".join(asked["source"])
    asked["source"] = words.replace(
        "Is losing a higher rank exclusion?", "Is a lost rank exclusion?"
    )
    path.write_text(json.dumps(data), encoding="utf-8")
    assert cli.main(ran) == 0
    assert cli.main(derived) == 0
    made = course / "exercises" / path.name
    exercise = made.read_text(encoding="utf-8")
    assert deadline in exercise
    assert "Is a lost rank exclusion?" in exercise
    assert "Is losing a higher rank exclusion?" not in exercise
    # and what is changed in the exercise itself
    made.write_text(exercise.replace("a lost rank", "a lost place"), encoding="utf-8")
    capsys.readouterr()
    assert cli.main(derived) == 2
    assert "was changed by hand" in capsys.readouterr().err
    assert "a lost place" in made.read_text(encoding="utf-8")


def test_the_other_cells_of_an_exercise_are_as_the_guide_writes_them(course: Path) -> None:
    add_the_text(course)
    words = section("Add an exercise")
    _, matrix, _ = blocks(words, "python")
    (course / "seeds/other-2026.md").write_text(
        (course / "seeds/sample-2026.md").read_text("utf-8").replace("sample-2026", "other-2026"),
        "utf-8",
    )
    for cell in re.findall(r"(?m)^\| `(\w+\(.*?\))` \|", words):
        if "…" not in cell:
            exec(cell, {n: getattr(closereader, n) for n in closereader.__all__})  # noqa: S102
    exec(matrix, {})  # noqa: S102 - as they stand there


def test_an_exercise_is_added_handed_in_and_collected_as_the_guide_says(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_the_text(course)
    words = section("Add an exercise")
    ask, _, handin = blocks(words, "python")
    (entry,) = blocks(words, "yaml")
    (choice,) = re.findall(r"`(Choose\([^`]+\))`", words)
    again = re.findall(r"`(again=[^`]+)`", words)[0]
    file = course / "seeds" / "questions.yml"
    file.write_text(f"{file.read_text('utf-8').rstrip()}\n{entry}", encoding="utf-8")
    answer = (
        "#### One answer\n\nIt says that a line break means nothing. That is the whole request."
    )
    hidden = {"tags": ["student"], "jupyter": {"source_hidden": True}}
    works = json.loads((course / "seeds" / "reading-list.json").read_text(encoding="utf-8"))
    work = next(one for one in works if "DOI" in one)
    cited = f"{work['author'][0]['family']} ({work['issued']['date-parts'][0][0]})"
    begun, made, derived, checked = commands(words)
    assert cli.main(begun) == 0
    assert (course / "solutions" / "09_sample.ipynb").is_file()
    write_canonical(
        notebook(
            course / "solutions" / "09_sample.ipynb",
            markdown(HEAD.replace("the essay", "`sample-2026`"), id="head"),
            markdown("## Questions\n\n### Question 1", id="q1"),
            {**code(ask.strip(), id="ask"), "metadata": hidden},
            markdown(answer, id="answer", metadata={"tags": ["solution"]}),
            markdown("### Question 2", id="q2"),
            {
                **code(f"from closereader import Choose\n\n{choice}", id="choose"),
                "metadata": hidden,
            },
            markdown("### Question 3", id="q3"),
            {
                **code(
                    ask.strip().replace("question-1", "question-3")[:-1] + f"    {again},\n)",
                    id="last",
                ),
                "metadata": hidden,
            },
            markdown("## Hand in\n\nOne file.", id="hand-in"),
            code(handin.strip(), id="file"),
            markdown(
                CLOSING.replace("Somebody (2001)", cited).replace("10.1000/182", work["DOI"]),
                id="closing",
            ),
        )
    )
    assert cli.main(made) == 0
    assert cli.main(derived) == 0
    capsys.readouterr()
    cli.main(checked)
    # Findings about the registers of the course are left out: its lessons are not in this copy.
    found = [one for one in capsys.readouterr().out.splitlines() if "09_sample" in one]
    assert found == []
    exercise = read(course / "exercises" / "09_sample.ipynb")
    sources = "\n".join(cell.source for cell in exercise.cells)
    assert ask.strip() in sources
    assert "Then look for a word" not in (course / "exercises" / "09_sample.ipynb").read_text(
        "utf-8"
    )
    assert "☐ Patience" in str(exercise.data)
    assert "You have not answered exercise question 1 yet." in str(exercise.data)
    assert "That is the whole request" not in sources

    incoming = course / "uploads"
    incoming.mkdir()
    mine = open_work()
    for name in ("Aster", "Birch"):
        mine.set_reader(name)
        value = {"text": f"{name} read it: “The second paragraph.” (sample-2026 ¶2)"}
        mine.save_answer("09", "exercise-question-1", value)
        assert cli.main(["handin", "09", "--out", str(incoming / f"{name}.html")]) == 0
    with zipfile.ZipFile(course / "handins.zip", "w") as archive:
        for path in sorted(incoming.iterdir()):
            archive.write(path, path.name)
    (course / "class.txt").write_text("Aster\nBirch\nCedar\n", encoding="utf-8")
    capsys.readouterr()
    (collect,) = commands(section("Collect"))
    assert cli.main(collect) == 1  # somebody is missing
    said = capsys.readouterr().out
    assert "Cedar" in said
    for name in re.findall(r"`([a-z]+\.(?:csv|jsonld|html))`", section("Collect")):
        assert (course / "pack-09" / name).is_file(), name
    assert (course / "pack-09" / "index.html").is_file()
    assert len(list((course / "pack-09").rglob("*.html"))) >= 4


def test_one_hand_in_is_looked_at_as_the_guide_says(course: Path, tmp_path: Path) -> None:
    words = section("One hand-in by itself")
    (restore,) = commands(words)
    (shown,) = blocks(words, "python")
    student = full_work(tmp_path / "student")
    shutil.copytree(ROOT / "exercises", course / "exercises", dirs_exist_ok=True)
    data = make(student, sheet_02(), made=MADE)
    (course / "handin.html").write_text(page(data, sheet_02()), encoding="utf-8")
    open_work().set_reader("Teacher")
    assert cli.main(restore) == 0
    assert not open_work().has_work
    names: dict[str, Any] = {}
    exec(f"{shown}\nreader = {shown.split(chr(10) * 2)[1]}", names)  # noqa: S102 - the guide's words
    assert [mark["note"] for mark in names["reader"].marks if mark["note"]] == [
        "Tried, and failed?"
    ]


def test_the_other_programs_get_their_files(course: Path) -> None:
    (course / "notes.json").write_text(json.dumps(making.api()), encoding="utf-8")
    for words in commands(section("Other programs")):
        assert cli.main(words) == 0
    for name in ("codebook.qdc", "codebook.csv", "marks.csv", "marks.jsonld"):
        assert (course / name).stat().st_size > 50


def test_the_model_readings_are_laid_over_a_text_as_the_guide_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))
    (shown,) = blocks(section("The seminar view"), "python")
    exec(shown, {})  # noqa: S102 - the guide's own words


def test_the_seminar_can_hide_names_as_the_guide_says() -> None:
    from closereader.seminar import open_seminar  # noqa: PLC0415 - a heavy room, for one test

    (option,) = re.findall(r"`open_seminar\((\w+)=True\)`", TEACHER)
    assert option in inspect.signature(open_seminar).parameters


def time_of(path: Path) -> list[int]:
    head = next(cell.source for cell in read(path).cells if "**Time:**" in cell.source)
    line = next(line for line in head.splitlines() if "**Time:**" in line)
    return [int(one) for one in re.findall(r"(\d+) minutes", line)]


def test_the_times_are_those_that_lessons_and_exercises_promise() -> None:
    rows = re.findall(r"^\| (0\d) \| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$", section("What there is"), re.MULTILINE)  # fmt: skip # noqa: E501
    assert [row[0] for row in rows] == [path.name[:2] for path in notebooks("notebooks")]
    for number, _, alone, together, exercise in rows:
        if number == "09":
            continue
        (lesson,) = (ROOT / "notebooks").glob(f"{number}_*.ipynb")
        given = [int(one) for one in re.findall(r"\d+", f"{alone} {together}")]
        assert given == time_of(lesson)[:2], number  # the third is that of the sections *More*
        for path in (ROOT / "exercises").glob(f"{number}_*.ipynb"):
            assert [int(one) for one in re.findall(r"(\d+)", exercise.split("]")[0])] == time_of(
                path
            )


def notebooks(folder: str) -> list[Path]:
    return sorted((ROOT / folder).glob("*.ipynb"))


def test_each_session_fills_its_ninety_minutes() -> None:
    weeks = re.findall(r"^### Week \d.*?(?=^##|\Z)", TEACHER, re.MULTILINE | re.DOTALL)
    assert len(weeks) == 7
    for week in weeks:
        spans = [(int(a), int(b)) for a, b in re.findall(r"\*\*(\d+)–(\d+)\*\*", week)]
        assert spans[0][0] == 0
        assert spans[-1][1] == 90
        assert all(one[1] == other[0] for one, other in itertools.pairwise(spans))
        assert len(re.findall(r"^- \*Stalls", week, re.MULTILINE)) == 2


@pytest.mark.parametrize(
    ("number", "headings"),
    [
        ("01", ["Who speaks", "Question 2", "One passage, read aloud"]),
        ("02", ["In the seminar", "Question 3"]),
        ("03", ["In the seminar"]),
        ("04", ["In the seminar"]),
        ("05", ["In the seminar", "Fifteen paths"]),
        ("06", ["In the seminar"]),
        ("07", ["In the seminar"]),
        ("08", ["In the seminar"]),
    ],
)
def test_the_parts_that_a_session_names_are_in_its_lesson(number: str, headings: list[str]) -> None:
    (path,) = (ROOT / "notebooks").glob(f"{number}_*.ipynb")
    prose = "\n".join(cell.source for cell in read(path).cells if cell.kind == "markdown")
    for heading in headings:
        assert heading.casefold() in TEACHER.casefold()
        assert re.search(rf"^#+ {re.escape(heading)}", prose, re.MULTILINE), heading


def test_every_exercise_has_a_part_c_and_ends_with_the_file() -> None:
    for path in notebooks("exercises"):
        prose = "\n".join(cell.source for cell in read(path).cells)
        assert re.search(r"^## Part C\.", prose, re.MULTILINE), path.name
        assert re.search(rf'^HandIn\(\s*"{path.name[:2]}"', prose, re.MULTILINE), path.name
