"""The command: exit codes, sentences instead of tracebacks, progress, and files as they were."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from closereader import cli
from closereader.authoring import notebook as notebook_module
from closereader.authoring import read
from closereader.authoring.samples import PLACE as SAMPLES
from closereader.handin import code_cells
from closereader.handin.home import LISTING
from tests.authoring.build import HEAD, code, markdown, notebook, write_canonical

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a small course with the real texts, and work in it."""
    folder = tmp_path.resolve() / "a course"
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    for other in (LISTING, SAMPLES):  # they tell of other notebooks
        (folder / other).unlink()
    write_canonical(
        notebook(
            folder / "solutions" / "02_a.ipynb",
            markdown(HEAD, id="head"),
            code("'a stub'", tags=("student",), id="stub"),
            code("'an answer that is long enough'", tags=("solution",), id="answer"),
        )
    )
    for variable in ("CLOSEREADER_COURSE", "CLOSEREADER_SEEDS", "CLOSEREADER_WORK"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.chdir(folder)
    return folder


def lines(capsys: pytest.CaptureFixture[str]) -> tuple[list[str], str]:
    captured = capsys.readouterr()
    return captured.out.splitlines(), captured.err


def test_where_prints_the_folders(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["where"]) == 0
    said, _ = lines(capsys)
    assert said == [
        f"course: {course}",
        f"texts:  {course / 'seeds'} (alieva-2024, artiukh-2022, post-2022)",
        f"work:   {course / 'work'} (made when the first thing is saved)",
    ]
    (course / "work").mkdir()
    assert cli.main(["where"]) == 0
    assert lines(capsys)[0][2] == f"work:   {course / 'work'}"


def test_outside_a_course_the_variable_that_is_wrong_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CLOSEREADER_COURSE", str(tmp_path))
    for command in ("where", "check", "exercises", "notebooks"):
        assert cli.main([command]) == 2
        said, complaint = lines(capsys)
        assert said == []
        assert complaint.startswith(f"closereader: CLOSEREADER_COURSE names {tmp_path.resolve()}")
        assert "Traceback" not in complaint


@pytest.mark.usefixtures("course")
def test_exercises_are_found_missing_then_written_then_fine(
    capsys: pytest.CaptureFixture[str],
) -> None:
    exercise = Path("exercises") / "02_a.ipynb"
    assert cli.main(["exercises", "--check"]) == 1
    assert lines(capsys)[0] == [
        "Comparing exercises/02_a.ipynb with solutions/02_a.ipynb …",
        f"{exercise}: is missing. Run: closereader exercises",
        "1 to mend.",
    ]
    assert not exercise.exists()
    assert cli.main(["exercises"]) == 0
    assert lines(capsys)[0] == [
        "Deriving exercises/02_a.ipynb from solutions/02_a.ipynb …",
        "1 exercises, 1 changed.",
    ]
    assert [cell.id for cell in read(exercise).cells] == ["head", "stub"]
    for more in ([], ["--no-run"]):
        assert cli.main(["exercises", "--check", *more]) == 0
        assert lines(capsys)[0][-1] == "1 exercises are up to date."
    assert cli.main(["exercises", "--no-run"]) == 2
    assert "use --no-run with --check" in lines(capsys)[1]


def test_one_exercise_is_made_by_its_name_or_by_its_solution(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_canonical(notebook(course / "solutions" / "03_b.ipynb", markdown(HEAD, id="head")))
    both = {"02_a.ipynb", "03_b.ipynb"}
    for path, there in (("solutions/03_b.ipynb", {"03_b.ipynb"}), ("exercises/02_a.ipynb", both)):
        assert cli.main(["exercises", path]) == 0
        assert lines(capsys)[0][-1] == "1 exercises, 1 changed."
        assert {each.name for each in (course / "exercises").iterdir()} == there
        assert cli.main(["exercises", "--check", "--no-run", path]) == 0
        assert lines(capsys)[0][-1] == "1 exercises are up to date."
    assert cli.main(["exercises", "solutions/04_c.ipynb"]) == 2
    assert "04_c.ipynb: is no exercise" in lines(capsys)[1]


@pytest.mark.usefixtures("course")
def test_notebooks_are_compared_then_stored_then_fine(capsys: pytest.CaptureFixture[str]) -> None:
    path = Path("solutions") / "02_a.ipynb"
    before = path.read_bytes()
    assert cli.main(["notebooks", "--check"]) == 1
    said, _ = lines(capsys)
    assert said == [
        f"Running {path} (1 of 1) …",
        f"{path}: cell 2 (stub) shows something else. Run: closereader notebooks",
        "1 to mend.",
    ]
    assert path.read_bytes() == before
    assert cli.main(["notebooks", str(path)]) == 0
    assert lines(capsys)[0][-1] == "1 notebooks, 1 changed."
    assert cli.main(["notebooks", "--check"]) == 0
    assert lines(capsys)[0][-1] == "1 notebooks show what they showed before."


def test_a_cell_that_fails_is_a_sentence_and_the_file_stays(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_canonical(
        notebook(course / "notebooks" / "03_b.ipynb", code("1 / 0", id="divide"))
    )
    before = path.read_bytes()
    assert cli.main(["notebooks", str(path)]) == 2
    _, complaint = lines(capsys)
    assert "cell 1 (divide): stopped with ZeroDivisionError" in complaint
    assert path.read_bytes() == before


def test_a_check_parses_each_notebook_and_each_cell_once(
    course: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (3, 4):
        cells = (markdown(HEAD, id="head"), code(f"Ask('0{number}/q1', 'Why?')", id="ask"))
        write_canonical(notebook(course / "notebooks" / f"0{number}_b.ipynb", *cells))
    parsed: list[object] = []

    def notes(module: object, name: str, which: int) -> None:
        plain = getattr(module, name)

        def noted(*given: Any, **named: Any) -> Any:
            parsed.append(given[which])
            return plain(*given, **named)

        monkeypatch.setattr(module, name, noted)

    notes(notebook_module, "parse", 1)  # its path
    notes(ast, "parse", 0)  # the source
    code_cells.parsed.cache_clear()
    cli.main(["check"])
    capsys.readouterr()
    assert len(parsed) == len(set(parsed))
    assert len(parsed) >= 3 + 2 + 2  # three notebooks; the solution has two cells of code


def test_exercises_are_not_run_in_place(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_canonical(notebook(course / "exercises" / "02_a.ipynb", markdown("# A")))
    assert cli.main(["notebooks", str(path)]) == 2
    assert "is made from its solution. Run: closereader exercises" in lines(capsys)[1]


def test_check_reports_every_finding_with_its_remedy(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    guide = course / "README.md"
    guide.write_text("“a close Russian fiend” (alieva-2024 ¶2)\n", encoding="utf-8")
    assert cli.main(["check"]) == 1
    said, _ = lines(capsys)
    assert said[-1] == f"{len(said) - 1} to mend."
    assert any(line.startswith("README.md, line 1: “a close Russian fiend”") for line in said)
    guide.write_text("“a close Russian friend” (alieva-2024 ¶2)\n", encoding="utf-8")
    assert cli.main(["check", "README.md"]) == 0
    assert lines(capsys)[0] == ["0 notebooks and 1 guides: nothing to mend."]


@pytest.mark.usefixtures("course")
def test_check_can_estimate_reading_times(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["check", "--times"])
    assert "solutions/02_a.ipynb: promises 10 min, estimated " in capsys.readouterr().out


@pytest.mark.parametrize("command", ["check", "notebooks", "exercises"])
def test_a_course_without_notebooks_is_not_fine(
    command: str, course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(course / "solutions")
    (course / "seeds" / "README.md").unlink(missing_ok=True)
    assert cli.main([command]) == 2
    assert "holds no notebook" in lines(capsys)[1]


@pytest.mark.usefixtures("course")
@pytest.mark.parametrize("command", ["check", "notebooks"])
def test_a_file_that_is_not_there_is_named(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([command, "none.ipynb"]) == 2
    assert lines(capsys)[1].startswith("closereader: none.ipynb: there is no such file.")


def test_a_broken_notebook_is_named(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = course / "notebooks" / "01_x.ipynb"
    broken.parent.mkdir()
    broken.write_text("{", encoding="utf-8")
    assert cli.main(["check"]) == 1
    assert "01_x.ipynb: is no JSON" in str(lines(capsys))


def test_a_folder_that_cannot_be_written_is_a_sentence(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (course / "exercises").write_text("a file where a folder should be", encoding="utf-8")
    assert cli.main(["exercises"]) == 2
    assert "exercises" in (complaint := lines(capsys)[1])
    assert complaint.endswith("Check that the file may be read and written.\n")


def test_an_interruption_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop() -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "work_folder", stop)
    assert cli.main(["where"]) == 2
    assert lines(capsys)[1].startswith("closereader: Stopped.")


@pytest.mark.parametrize("argv", [[], ["dance"], ["check", "--fast"]])
def test_a_command_that_is_not_known_shows_the_usage(
    argv: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(argv)
    assert stopped.value.code == 2
    assert "usage: closereader" in lines(capsys)[1]


def test_a_console_that_lacks_letters_is_no_reason_to_stop(course: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "closereader.cli", "exercises", "--check"],
        cwd=course,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert done.returncode == 1
    assert b"Comparing exercises/02_a.ipynb with solutions/02_a.ipynb ?" in done.stdout
    assert b"Traceback" not in done.stderr
