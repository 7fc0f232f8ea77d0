"""Every file names its format; a newer one is left alone, further fields are carried."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from closereader.work import ReaderId, Work, WorkError
from tests.annotations.making import NOW
from tests.work.making import (
    T1,
    act,
    file_of,
    files,
    fresh,
    leave_still,
    mark,
    marks,
)

ADA = ReaderId("urn:uuid:7d0f3f0e-6b3c-4c55-9d3f-2f6f5f6f0a11", "Ada")


def rewrite(file: Path, **changes: Any) -> bytes:
    found = {**json.loads(file.read_bytes()), **changes}
    file.write_text(json.dumps(found), encoding="utf-8")
    leave_still(file)
    return file.read_bytes()


def test_a_newer_mark_is_left_alone_and_said(work: Work) -> None:
    marked, other = mark(0, 3), mark(7, 15)
    work.save(marked)
    work.save(other)
    file = file_of(work, marked)
    data = rewrite(file, **{"closereader:format": 2, "body": "in some newer form"})
    loaded = fresh(work).annotations("made-up")
    assert loaded.items == (other,)
    [problem] = loaded.problems
    assert "was written by a newer version of the course (format 2; this one knows 1)" in (
        problem.sentence
    )
    assert problem.sentence.endswith(
        "Update the course on this computer, or go on where you wrote it."
    )
    for change in (marked.changed(note="new"), None):
        with pytest.raises(WorkError, match="newer version"):
            act(work, marked, change)
    with pytest.raises(WorkError, match="newer version"):
        work.restore("made-up", marked.id)
    assert file.read_bytes() == data
    assert files(work, "damaged") == files(work, "trash") == []


def test_a_newer_answer_is_left_alone_and_said(work: Work) -> None:
    work.save_answer("02", "q1", {"text": "a"})
    data = rewrite(work.folder / "answers/02/q1.json", format=2, value=["a"])
    with pytest.raises(WorkError, match="newer version"):
        work.answer("02", "q1")
    with pytest.raises(WorkError, match="newer version"):
        work.save_answer("02", "q1", {"text": "b"})
    assert work.answers("02") == {}
    assert "newer version" in work.answers("02").problems[0].sentence
    assert (work.folder / "answers/02/q1.json").read_bytes() == data


def test_a_newer_card_is_the_same_reader_and_is_left_alone(work: Work) -> None:
    work.become(ADA)
    folder_id = work.id
    data = rewrite((work.folder / "reader.json"), format=2, made=["a", "list"])
    assert (fresh(work).reader, fresh(work).id) == (ADA, folder_id)
    with pytest.raises(WorkError, match="newer version"):
        work.set_reader("Grace")
    [problem] = work.annotations("made-up").problems
    assert "work/reader.json cannot be used here" in problem.sentence
    assert (work.folder / "reader.json").read_bytes() == data


def test_further_fields_are_carried(work: Work) -> None:
    """A newer program may say more without a new format; saving here must not take it away."""
    work.become(ADA)
    marked = mark()
    work.save(marked)
    work.save_answer("02", "q1", {"text": "a"}, at=NOW)
    more = {"mood": {"word": "sure"}}
    paths = [
        file_of(work, marked),
        work.folder / "answers/02/q1.json",
        (work.folder / "reader.json"),
    ]
    for path in paths:
        rewrite(path, **more)
    [there] = marks(work)
    work.save(there.changed(note="new"), base=there.modified)
    work.save_answer("02", "q1", {"text": "b"}, base=NOW, at=T1)
    work.set_reader("Ada L.")
    for path in paths:
        assert json.loads(path.read_bytes())["mood"] == {"word": "sure"}
    assert work.annotations("made-up").problems == ()


def test_every_file_names_its_format(work: Work) -> None:
    marked = mark(0, 3)
    work.become(ADA)
    work.set_reader("Ada L.")
    work.save(mark())
    work.save(marked)
    work.delete("made-up", marked.id)
    work.save_answer("02", "q1", {"text": "a"})
    work.save_answer("02", "q1", {"text": "words of another kind"})
    assert len(files(work)) == 6
    for name in files(work):
        found = json.loads((work.folder / name).read_bytes())
        item = found.get("item", found)
        assert 1 in {item.get("format"), item.get("closereader:format")}, name
