"""An exercise comes from its solution, runs untouched, and tells nothing that only that knows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from closereader.authoring import AuthoringError, Notebook, parse, read
from closereader.authoring.exercises import build, derive, leaks, stale, words_of, write_all
from tests.authoring.build import code, markdown, notebook, shows, write_canonical

ANSWER = "The essay addresses institutions, and so it shuts the reader out."
SOURCE = Path("solutions") / "02_a.ipynb"
TARGET = Path("exercises") / "02_a.ipynb"


def solution(folder: Path, *more: dict[str, object]) -> Notebook:
    return notebook(
        folder / SOURCE,
        markdown("# Exercise", id="title"),
        code("answer = ''\nanswer", tags=("student",), id="stub"),
        code(f"answer = {ANSWER!r}\nanswer", tags=("solution",), id="answer"),
        markdown(f"A rubric. {ANSWER}", metadata={"tags": ["solution"]}, id="rubric"),
        markdown("## Shared words that are long enough to count", id="shared"),
        *more,
    )


def test_solution_cells_stay_and_student_cells_go_only_to_the_student() -> None:
    made = derive(solution(Path()), TARGET)
    assert [cell.id for cell in made.cells] == ["title", "stub", "shared"]
    assert [cell.tags for cell in made.cells] == [(), (), ()]
    assert made.data["metadata"]["closereader"] == {
        "command": "closereader exercises",
        "generated_from": "solutions/02_a.ipynb",
        "words": words_of(made),
    }


@pytest.mark.parametrize(
    ("tags", "sentence"),
    [
        (("solutions",), "the tag 'solutions' means nothing here"),
        (("Solution",), "means nothing here"),
        (("solution", "student"), "is tagged both"),
    ],
)
def test_a_mistyped_tag_stops_before_an_answer_goes_out(
    tags: tuple[str, ...], sentence: str
) -> None:
    bad = solution(Path(), code("'my answer'", tags=tags, id="mistyped"))
    with pytest.raises(AuthoringError, match=sentence) as caught:
        derive(bad, TARGET)
    assert "(mistyped)" in str(caught.value)


@pytest.mark.parametrize(
    "where",
    [
        markdown(f"Look: {ANSWER}"),
        code("x", shows(text_plain=ANSWER)),
        code("x", shows(text_html=f"<p>{ANSWER.replace(' ', '&#32;')}</p>")),
        markdown("x", metadata={"closereader": {"note": ANSWER}}),
    ],
    ids=["prose", "output", "escaped", "metadata"],
)
def test_words_of_an_answer_are_found_wherever_they_hide(where: dict[str, object]) -> None:
    exercise = notebook(TARGET, where)
    assert ANSWER in set(leaks(solution(Path()), exercise))


def test_what_a_shared_cell_or_a_text_says_is_no_secret() -> None:
    source = solution(Path(), markdown(f"The words: {ANSWER}", id="told"))
    assert list(leaks(source, derive(source, TARGET))) == []
    shown = notebook(TARGET, markdown(f"> {ANSWER}"))
    assert list(leaks(solution(Path()), shown)) != []
    whole_text = [f"Before. A rubric. {ANSWER} After. answer = {ANSWER!r}"]
    assert list(leaks(solution(Path()), shown, whole_text)) == []


def test_an_exercise_that_prints_the_answer_is_not_written(tmp_path: Path) -> None:
    told = code(f"print({ANSWER[:30]!r} + {ANSWER[30:]!r})", id="tells")
    source = notebook(tmp_path / SOURCE, code(f"print({ANSWER!r})", tags=("solution",)), told)
    source.path.parent.mkdir()
    with pytest.raises(AuthoringError, match="would show words of the solution"):
        build(source, tmp_path / TARGET)


def test_what_an_answer_left_in_a_stored_output_is_found_without_a_run(tmp_path: Path) -> None:
    made = write_all(tmp_path / "exercises", write_canonical(solution(tmp_path)).parent, print)
    assert made == 1
    path = tmp_path / TARGET
    data = json.loads(path.read_text(encoding="utf-8"))
    data["cells"][1]["outputs"][0]["data"]["text/plain"] = f"'{ANSWER}'"
    write_canonical(parse(json.dumps(data), path))
    with pytest.raises(AuthoringError, match="would show words of the solution"):
        stale(path.parent, tmp_path / "solutions", print, rerun=False)


def test_exercises_are_written_once_and_found_stale_after_any_change(tmp_path: Path) -> None:
    folder, solutions = tmp_path / "exercises", tmp_path / "solutions"
    said: list[str] = []
    write_canonical(solution(tmp_path))
    assert stale(folder, solutions, said.append) == [
        f"{folder / '02_a.ipynb'}: is missing. Run: closereader exercises"
    ]
    assert write_all(folder, solutions, said.append) == 1
    assert write_all(folder, solutions, said.append) == 0
    assert stale(folder, solutions, said.append) == []
    made = read(folder / "02_a.ipynb")
    assert [cell.count for cell in made.cells] == [None, 1, None]
    assert made.cells[1].outputs[0]["data"] == {"text/plain": "''"}
    assert ANSWER not in made.path.read_text(encoding="utf-8")
    assert said[-1] == "Comparing exercises/02_a.ipynb with solutions/02_a.ipynb …"

    whole = made.path.read_bytes()
    made.path.write_bytes(whole.replace(b"Shared words", b"Changed words"))
    for rerun in (True, False):
        (sentence,) = stale(folder, solutions, said.append, rerun=rerun)
        assert "cell 3 (shared) is written differently" in sentence
        assert sentence.endswith("Write the change into its solution, delete the exercise, and "
                                 "run: closereader exercises")  # fmt: skip
    source = solution(tmp_path)
    source.data["cells"][4]["source"] = "## Other words that are long enough to count"
    made.path.write_bytes(whole)
    write_canonical(source)
    (sentence,) = stale(folder, solutions, said.append, rerun=False)
    assert sentence.endswith("Run: closereader exercises")
    write_canonical(solution(tmp_path))

    data = json.loads(whole)
    data["cells"][1]["outputs"][0]["data"]["text/plain"] = "'other'"
    write_canonical(parse(json.dumps(data), made.path))
    assert "cell 2 (stub) shows something else" in stale(folder, solutions, said.append)[0]
    assert stale(folder, solutions, said.append, rerun=False) == []  # as the name says

    made.path.write_bytes(whole + b"\n")
    for rerun in (True, False):
        (sentence,) = stale(folder, solutions, said.append, rerun=rerun)
        assert "only the metadata or the form" in sentence

    made.path.write_bytes(whole)
    orphan = folder / "09_b.ipynb"
    orphan.write_bytes(whole)
    assert stale(folder, solutions, said.append) == [
        f"{orphan}: has no solution to come from. Write {solutions / '09_b.ipynb'}, or delete it."
    ]


def test_what_a_teacher_changed_in_an_exercise_is_not_written_over(tmp_path: Path) -> None:
    folder, solutions = tmp_path / "exercises", tmp_path / "solutions"
    write_canonical(solution(tmp_path))
    assert write_all(folder, solutions, print) == 1
    path = folder / "02_a.ipynb"
    data = json.loads(path.read_text(encoding="utf-8"))
    data["metadata"]["language_info"] = {"name": "python", "version": "3.13"}
    data["cells"].append({**data["cells"][0], "id": "empty", "source": ["\n"]})
    path.write_text(json.dumps(data), encoding="utf-8")
    assert write_all(folder, solutions, print) == 1  # looked at in JupyterLab, and saved

    data["cells"][2]["source"] = ["## A better word"]
    path.write_text(json.dumps(data), encoding="utf-8")
    mine = path.read_bytes()
    with pytest.raises(AuthoringError, match=r"changed by hand.*cell 3") as caught:
        write_all(folder, solutions, print)
    assert "Write the change into its solution" in str(caught.value)
    assert path.read_bytes() == mine
    path.unlink()
    assert write_all(folder, solutions, print) == 1


def test_a_change_that_was_written_into_the_solution_as_well_is_not_lost(tmp_path: Path) -> None:
    folder, solutions = tmp_path / "exercises", tmp_path / "solutions"
    source = solution(tmp_path)
    write_canonical(source)
    assert write_all(folder, solutions, print) == 1
    path = folder / "02_a.ipynb"
    data = json.loads(path.read_text(encoding="utf-8"))
    data["cells"][2]["source"] = source.data["cells"][4]["source"] = "## A better word"
    path.write_text(json.dumps(data), encoding="utf-8")
    write_canonical(source)
    (sentence,) = stale(folder, solutions, print, rerun=False)
    assert sentence.endswith("Run: closereader exercises")
    assert write_all(folder, solutions, print) == 1
    assert stale(folder, solutions, print, rerun=False) == []
