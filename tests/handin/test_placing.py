"""The sample sentences of a rubric: seen after the hand-in, and placed before the rubric tells."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from closereader.authoring import AuthoringError
from closereader.authoring.samples import PLACE, made, samples_of
from closereader.handin import read_handin
from closereader.handin.progress import progress
from closereader.handin.samples import LEVELS, open_samples
from closereader.handin.widget import HandIn
from closereader.work import Work, open_work
from tests.authoring.build import code, markdown, notebook
from tests.handin.making import full_work, sheet_02
from tests.house.tree import ROOT

if TYPE_CHECKING:
    from pathlib import Path

QUESTION = "exercise-question-4"
AT = "2026-01-02T03:04:05Z"


def edit(widget: HandIn, number: int, **value: object) -> dict[str, Any]:
    """Give the last reply of a widget to a placement."""
    replies: list[dict[str, Any]] = []
    widget.send = lambda content, buffers=None: replies.append(content)  # noqa: ARG005
    change = {"id": f"p{number}", "op": "place", "at": AT, "value": value}
    widget._heard(widget, {"type": "edits", "edits": [change]}, [])
    return replies[-1]


def shown(widget: HandIn) -> dict[str, Any]:
    return next(one for one in widget.samples if one["question"] == QUESTION)


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return full_work(tmp_path)


@pytest.fixture
def widget(work: Work) -> HandIn:
    widget = HandIn("02", work=work)
    widget.make()
    return widget


def test_the_file_says_what_the_solutions_say() -> None:
    assert (ROOT / PLACE).read_text(encoding="utf-8") == made(ROOT)


@pytest.mark.parametrize("exercise", [f"0{number}" for number in range(1, 8)])
def test_each_exercise_has_samples_of_each_level_each_with_its_reason(exercise: str) -> None:
    rubrics = open_samples(exercise)
    assert len(rubrics) >= 2
    for rubric in rubrics:
        assert {one.level for one in rubric.samples} == set(LEVELS)
        assert all(one.words and len(one.reason.split()) > 2 for one in rubric.samples)


def test_the_order_of_the_samples_does_not_tell_their_level() -> None:
    rubrics = [one for number in range(1, 8) for one in open_samples(f"0{number}")]
    orders = {tuple(sample.level for sample in rubric.samples) for rubric in rubrics}
    assert len(orders) > 3


@pytest.mark.parametrize(
    ("exercise", "question"),
    [
        ("02", "exercise-question-3"),
        ("02", "exercise-question-4"),
        ("02", "exercise-question-6"),
        ("05", "exercise-question-4"),
    ],
)
def test_each_side_of_a_question_with_two_has_a_thin_sentence(exercise: str, question: str) -> None:
    """A thin sentence for one side alone would make this side look the weaker one."""
    (rubric,) = [one for one in open_samples(exercise) if one.question == question]
    thin = [one.words for one in rubric.samples if one.level == "thin"]
    assert len(thin) == 2
    assert abs(len(thin[0].split()) - len(thin[1].split())) <= 2


def test_nothing_is_shown_before_a_file_was_made(work: Work) -> None:
    widget = HandIn("02", work=work)
    assert widget.samples == []
    assert open_samples("02")[0].samples[0].words not in widget.card()
    widget.make()
    assert [one["title"] for one in widget.samples] == [f"Question {n}" for n in (3, 4, 5, 6)]


def test_the_rubric_is_told_only_of_what_was_placed(widget: HandIn) -> None:
    before = shown(widget)
    assert {one["level"] + one["reason"] for one in before["samples"]} == {""}
    assert before["own"].startswith("It says “the masses hated")
    reply = edit(widget, 1, question=QUESTION, sample=before["samples"][1]["id"], level="thin")
    assert reply["type"] == "ack"
    first, second, *rest = shown(widget)["samples"]
    known = {one.id: one for one in open_samples("02")[1].samples}[second["id"]]
    assert (second["placed"], second["level"], second["reason"]) == (
        "thin", known.level, known.reason,
    )  # fmt: skip
    assert {one["level"] + one["reason"] for one in (first, *rest)} == {""}
    assert shown(widget)["differ"] == ""
    for number, one in enumerate((first, *rest), start=2):
        edit(widget, number, question=QUESTION, sample=one["id"], level="strong")
    assert shown(widget)["differ"] == "how much a noun can do."
    edit(widget, 9, question=QUESTION, sample="own", level="adequate")
    assert shown(widget)["own_placed"] == "adequate"


@pytest.mark.parametrize(
    "value",
    [
        {"question": QUESTION, "sample": "own", "level": "correct"},
        {"question": QUESTION, "sample": "another", "level": "thin"},
        {"question": "exercise-question-2", "sample": "own", "level": "thin"},
        {"question": None, "sample": [], "level": {}},
        {},
    ],
)
def test_what_is_no_placement_is_refused_and_nothing_written(
    widget: HandIn, value: dict[str, Any]
) -> None:
    reply = edit(widget, 1, **value)
    assert (reply["type"], reply["retry"]) == ("refused", False)
    assert not [name for name in widget._work.answers("02") if name.endswith("-samples")]


def test_placements_are_kept_handed_in_next_and_never_missing(work: Work, widget: HandIn) -> None:
    before = progress(read_handin(widget.make().read_bytes()), sheet_02())
    edit(widget, 1, question=QUESTION, sample="own", level="thin")
    edit(widget, 2, question=QUESTION, sample=shown(widget)["samples"][0]["id"], level="thin")
    assert widget.made["changed"] is False
    assert shown(HandIn("02", work=open_work(work.folder)))["own_placed"] == "thin"
    page = widget.make().read_bytes()
    handin = read_handin(page)
    assert handin.answers[f"02/{QUESTION}-samples"].value["kind"] == "placing"
    assert progress(handin, sheet_02()) == before
    words = page.decode()
    assert "Sample sentences placed after a hand-in" in words
    assert '<th scope="row">Own answer</th><td>thin</td>' in words
    assert "Answers to questions that this version does not ask" not in words


def test_an_answer_that_changes_makes_the_file_old_as_before(work: Work, widget: HandIn) -> None:
    work.save_answer("02", "exercise-question-5", {"kind": "prose", "text": "New."})
    widget.refresh()
    assert widget.made["changed"] is True


def test_a_hostile_placement_of_somebody_elses_file_is_only_words(work: Work) -> None:
    bad = {"kind": "placing", "placed": {"own": "<script>", "x": ["thin"]}}
    work.save_answer("02", f"{QUESTION}-samples", bad)
    widget = HandIn("02", work=work)
    page = widget.make().read_text(encoding="utf-8")
    assert "Sample sentences placed" not in page
    assert shown(widget)["own_placed"] == ""


def test_a_damaged_list_is_said_and_the_file_is_made_all_the_same(
    work: Work, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "samples.json").write_text('{"02": {"q": {"samples": [1]}}}', encoding="utf-8")
    monkeypatch.setattr("closereader.handin.samples.seeds_folder", lambda: seeds)
    widget = HandIn("02", work=work)
    assert widget.make().is_file()
    assert widget.problem.endswith("Restore the file from the course.")
    assert widget.samples == []
    (seeds / "samples.json").unlink()
    widget.refresh()
    assert (widget.problem, widget.samples) == ("", [])


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("- **Strong:** ‘A sentence.’", "and then why"),
        ("- **Strong:** ‘A sentence.’ It is long.", "one sample for each of strong"),
    ],
)
def test_a_sample_without_a_reason_or_its_like_is_refused(
    tmp_path: Path, line: str, why: str
) -> None:
    path = tmp_path / "09_sample.ipynb"
    made = notebook(
        path,
        markdown("# Exercise: Sample\n\n### Question 1"),
        code('Ask("09/exercise-question-1", "Why?")'),
        markdown(f"#### Sample sentences\n\n{line}", metadata={"tags": ["solution"]}),
    )
    path.write_text(json.dumps(made.data), encoding="utf-8")
    with pytest.raises(AuthoringError, match=why):
        samples_of(made)
