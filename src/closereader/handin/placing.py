"""Placing the samples of a rubric, and one's own answer among them, once a file was made.

A placement is kept like an answer, under the name of its question and ``-samples``. It is no
question of the sheet, so it is never counted as missing. How the rubric places a sentence is said
only when the student has placed it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from closereader.handin._errors import HandInError
from closereader.handin.data import Json, Submission
from closereader.handin.samples import LEVELS, SampleSet, open_samples
from closereader.pages import Html, el, join, table
from closereader.widgets.base.sync import EditError
from closereader.work import Work

if TYPE_CHECKING:
    from closereader.handin.sheet import Question

OWN = "own"
"""What one's own answer is called among the samples."""
KIND = "placing"
_SUFFIX = "-samples"


def kept_as(question: str) -> str:
    """Name what keeps the placements of a question."""
    return f"{question}{_SUFFIX}"


def without_placings(data: Json) -> Json:
    """Give the data of a hand-in without the placements, which come after it."""
    answers = [one for one in data["answers"] if one["value"].get("kind") != KIND]
    return {**data, "answers": answers}


def placed_in(value: Mapping[str, Any] | None) -> dict[str, str]:
    """Give what was placed, by the id of the sample; the value may come from anywhere."""
    placed = (value or {}).get("placed")
    if not isinstance(placed, dict):
        return {}
    return {str(one): level for one, level in placed.items() if level in LEVELS}


def to_place(handin: Submission, titles: Mapping[str, str]) -> list[dict[str, Any]]:
    """Give what a student may see now: of a sentence not yet placed, its words alone.

    `handin`: what the student has, as it would be handed in.
    `titles`: the headings of the questions, by the part of their id after the exercise; one that is
    not among them is left out.
    Raises `HandInError` when the samples cannot be read.
    """
    rubrics = [one for one in open_samples(handin.exercise) if one.question in titles]
    return [_shown(handin, one, titles[one.question]) for one in rubrics]


def _shown(handin: Submission, rubric: SampleSet, title: str) -> dict[str, Any]:
    given = handin.answers.get(f"{handin.exercise}/{kept_as(rubric.question)}")
    placed = placed_in(given.value if given else None)
    own = handin.answers.get(f"{handin.exercise}/{rubric.question}")
    words = own.value.get("text") if own and own.value.get("kind") == "prose" else ""
    sentences = [
        {
            "id": one.id,
            "words": one.words,
            "placed": placed.get(one.id, ""),
            "level": one.level if one.id in placed else "",
            "reason": one.reason if one.id in placed else "",
        }
        for one in rubric.samples
    ]
    done = all(one["placed"] for one in sentences)
    return {
        "question": rubric.question,
        "title": title,
        "samples": sentences,
        "own": str(words or "").strip(),
        "own_placed": placed.get(OWN, ""),
        "differ": rubric.differ if done else "",
    }


def placings_table(handin: Submission, question: Question) -> Html:
    """Say how the samples of a question were placed, beside the rubric; nothing when none was."""
    given = handin.answers.get(kept_as(question.key))
    mine = placed_in(given.value if given else None)
    rubric = next((r for r in _known(handin.exercise) if r.question == question.name), None)
    rows: list[tuple[object, ...]] = [
        (el("q", one.words), mine[one.id], one.level)
        for one in (rubric.samples if rubric else ())
        if one.id in mine
    ]
    rows += [("Own answer", mine[OWN], "-")] if OWN in mine else []
    heads = ("Sentence", "Placed", "By the rubric")
    return table("Sample sentences placed after a hand-in", heads, rows) if rows else join([])


def _known(exercise: str) -> tuple[SampleSet, ...]:
    try:
        return open_samples(exercise)
    except HandInError:  # the placements are then shown without their sentences
        return ()


def keep_placing(
    work: Work, exercise: str, value: object, *, titles: Collection[str], at: str
) -> str:
    """Keep where the student places one sentence; give the time that the disk has for it.

    `value`: what the browser sent: ``{"question": …, "sample": id or "own", "level": …}``.
    `titles`: the questions that there are, by the part of their id after the exercise.
    Raises `EditError` when there is no such sentence or level.
    Raises `WorkError` when it cannot be written now.
    """
    parts = value if isinstance(value, dict) else {}
    question, sample, level = (str(parts.get(key)) for key in ("question", "sample", "level"))
    rubrics = {one.question: one for one in open_samples(exercise) if one.question in titles}
    if question not in rubrics or level not in LEVELS:
        raise EditError("A placement names a question with samples, and one of the three levels.")
    if sample not in {OWN, *(one.id for one in rubrics[question].samples)}:
        raise EditError("This sentence is not among the samples of the course any more.")
    name = kept_as(question)
    there = work.answer(exercise, name)
    placed = {**placed_in(there.value if there else None), sample: level}
    base = there.modified if there else None
    saved = work.save_answer(exercise, name, {"kind": KIND, "placed": placed}, base=base, at=at)
    return saved.at
