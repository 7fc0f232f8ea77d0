"""What came back is laid beside the words it is about, and what changed since is told truly."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from closereader.handin import HandInError, embedded, read_handin
from closereader.handin._changed import changed
from closereader.handin.data import BACK
from closereader.handin.returned import (
    ReturnedPage,
    beside,
    is_returned,
    keep_returned,
    open_returned,
    read_returned,
)
from closereader.work import Work
from tests.handin.making import HOSTILE, MADE, new_work

ASK = "02/exercise-question-4"
WAS = "It reports. The post says “the masses” and names nobody. I stop here."


def comment(words: str = "the masses", **given: Any) -> dict[str, Any]:
    start = WAS.find(words)
    place = [start, start + len(words)] if words else None
    return {"answer": ASK, "body": "Who?", "exact": words, "place": place} | given


def data(work: Work, *comments: dict[str, Any], **given: Any) -> dict[str, Any]:
    question = {
        "heading": "Question 4", "levels": {"Reasons": "thin"}, "remark": "Say whom.",
        "answers": {ASK: WAS}, "comments": list(comments),
    }  # fmt: skip
    return {
        "format": BACK, "version": 1, "exercise": {"id": "02", "title": "Exclusion"},
        "reader": {"id": work.reader.id, "name": "Quiet Reader"}, "made": MADE,
        "questions": [question],
    } | given  # fmt: skip


def page(found: object) -> bytes:
    return f"<!doctype html><p>x</p>{embedded(found, BACK)}".encode()  # type: ignore[arg-type]


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return new_work(tmp_path)


def laid_beside(found: ReturnedPage, work: Work) -> dict[str, Any]:
    """Lay what came back beside the answers of the work folder."""
    now = {f"{found.exercise}/{key}": one for key, one in work.answers(found.exercise).items()}
    return beside(found, now)


def answered(work: Work, text: str) -> dict[str, Any]:
    """Give what is shown of three comments when the answer is `text`."""
    work.save_answer("02", "exercise-question-4", {"kind": "prose", "text": text})
    said = (comment(), comment("I stop here."), comment(""))
    return laid_beside(read_returned(page(data(work, *said))), work)


def test_a_comment_says_which_words_of_its_sentence_changed(work: Work) -> None:
    now = WAS.replace("“the masses” and names nobody", "“the masses”, the rich say,")
    shown = answered(work, now)
    assert shown["sentence"].endswith(
        "3 comments. You changed the words behind 1 of 2 comments on words."
    )
    (question,) = shown["questions"]
    assert (question["levels"], question["remark"]) == ("Reasons: thin", "Say whom.")
    first, second, whole = question["comments"]
    assert first["state"] == "changed"
    assert first["pieces"] == [
        ["same", "The post says “the"], ["gone", "masses” and names nobody."],
        ["new", "masses”, the rich say,."],
    ]  # fmt: skip
    assert (second["state"], whole["state"]) == ("same", "")
    assert question["answers"][0]["state"] == "changed"


def test_words_that_are_gone_and_an_answer_that_is_not_here_are_told_apart(work: Work) -> None:
    (none,) = laid_beside(read_returned(page(data(work, comment()))), work)["questions"]
    assert none["comments"][0]["state"] == "none"
    (gone,) = answered(work, "Quite another text")["questions"]
    assert [one["state"] for one in gone["comments"]] == ["gone", "gone", ""]
    (same,) = answered(work, WAS)["questions"]
    assert [one["state"] for one in same["comments"]] == ["same", "same", ""]


def test_after_random_edits_every_word_told_of_is_a_word_of_the_answer() -> None:
    draw = random.Random(11)  # noqa: S311 - no secret
    some = [*WAS.split(), "the", "\n", "ß", "🧵.", "and", "“No!”"]
    for _ in range(20_000):
        was, now = (" ".join(draw.choices(some, k=draw.randint(0, 14))) for _ in range(2))
        if draw.random() < 0.6:
            at = draw.randint(0, len(was))
            now = was[:at] + draw.choice(["", "x", " the ", now]) + was[at + draw.randint(0, 9) :]
        start = draw.randint(0, len(was))
        end = draw.randint(start, len(was))
        found = changed(was, now, start, end)
        before = [w for kind, run in found.pieces if kind != "new" for w in run.split()]
        after = [w for kind, run in found.pieces if kind != "gone" for w in run.split()]
        assert _stands_in(before, was.split())
        assert _stands_in(after, now.split())
        assert set(was[start:end].split()[1:-1]) <= set(before)
        if found.state == "same":
            assert before == after
        whole = changed(was, now)
        assert [w for k, run in whole.pieces if k != "new" for w in run.split()] == was.split()
        assert [w for k, run in whole.pieces if k != "gone" for w in run.split()] == now.split()


def _stands_in(run: list[str], words: list[str]) -> bool:
    return any(words[n : n + len(run)] == run for n in range(len(words) + 1))


def test_two_long_answers_are_compared_without_delay() -> None:
    first, second = (" ".join(f"{n * by} and" for n in range(20_000)) for by in (1, 7))
    found = changed(f"One. {first}", f"One. {second}")
    assert [kind for kind, _ in found.pieces] == ["same", "gone", "new", "same"]


def test_it_is_kept_and_what_came_before_it_too(work: Work) -> None:
    assert open_returned(work, "02") is None
    first = read_returned(page(data(work)))
    file = keep_returned(first, work)
    assert file.name == "returned-02.html"
    second = read_returned(page(data(work, comment())))
    keep_returned(second, work)
    assert open_returned(work, "02") == second
    (earlier,) = (file.parent / "earlier").iterdir()
    assert earlier.read_bytes() == first.page


def _changed(found: dict[str, Any], *path: str | int, value: object) -> dict[str, Any]:
    found = json.loads(json.dumps(found))
    *way, last = path
    here: Any = found
    for step in way:
        here = here[step]
    here[last] = value
    return found


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (("exercise", "id"), "../../x", "not as it was made"),
        (("reader", "id"), "me", "not as it was made"),
        (("made",), "yesterday", "not as it was made"),
        (("questions", 0, "comments", 0, "place"), [0, -1], "not as it was made"),
        (("questions", 0, "comments", 0, "place"), [1e300, 2], "not as it was made"),
        (("questions", 0, "remark"), "\ud800", "cannot be read"),
        (("version",), 2, "newer version"),
        (("questions",), {}, "not as it was made"),
    ],
)
def test_what_is_not_as_it_was_made_is_refused(
    path: tuple[str | int, ...], value: object, says: str, work: Work
) -> None:
    wrong = _changed(data(work, comment()), *path, value=value)
    words = json.dumps(wrong)  # half a surrogate pair stays an escape
    file = f'<script type="application/json" id="{BACK}">{words}</script>'.encode()
    assert is_returned(file)
    with pytest.raises(HandInError, match=says):
        read_returned(file)


@pytest.mark.parametrize("inside", ["", "{", "[]", "1e999", "NaN", "[" * 9_999, "null"])
def test_other_data_are_refused(inside: str) -> None:
    file = f'<script type="application/json" id="{BACK}">{inside}</script>'.encode()
    with pytest.raises(HandInError, match="damaged"):
        read_returned(file)
    with pytest.raises(HandInError, match="damaged"):
        read_returned(file[:-4])


def test_hostile_words_stay_words_and_odd_places_break_nothing(work: Work) -> None:
    work.save_answer("02", "exercise-question-4", {"kind": "prose", "text": HOSTILE})
    said = comment(body=HOSTILE, exact=HOSTILE, place=[900_000, 3])
    found = read_returned(page(data(work, said)))
    (question,) = laid_beside(found, work)["questions"]
    assert question["comments"][0]["body"] == HOSTILE
    assert b"<script>alert" not in found.page


def test_the_page_that_came_back_is_no_hand_in(work: Work) -> None:
    with pytest.raises(HandInError, match="it is the page that came back"):
        read_handin(page(data(work)))
