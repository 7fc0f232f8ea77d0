"""Who reads stays the same, whatever happens to ``reader.json``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from closereader.annotations import Annotation
from closereader.work import ReaderId, Work
from tests.work.making import (
    TEXT,
    files,
    fresh,
    in_trash,
    leave_still,
    mark,
)

ADA = ReaderId("urn:uuid:7d0f3f0e-6b3c-4c55-9d3f-2f6f5f6f0a11", "Ada")
GRACE = ReaderId("urn:uuid:1c9b1f7a-3c54-4f3e-8f80-6c1b5c0f7d22", "Grace")


def by(reader: ReaderId, start: int = 7) -> Annotation:
    return Annotation.on(
        TEXT, start, start + 8, theme="exclusion", creator=reader.id, creator_name=reader.name
    )


def card(work: Work) -> Path:
    return work.folder / "reader.json"


def set_aside(work: Work) -> Path:
    [file] = (work.folder / "damaged").glob("reader~*.json")
    return file


@pytest.mark.parametrize("wait", [False, True])
def test_half_a_card_is_the_same_reader(work: Work, *, wait: bool) -> None:
    work.become(ADA)
    folder_id, data = work.id, card(work).read_bytes()
    card(work).write_bytes(data[: data.index(b'"made"')])
    if wait:
        leave_still(card(work))
    assert fresh(work).reader == ADA
    card(work).write_bytes(data)
    assert (fresh(work).reader, fresh(work).id) == (ADA, folder_id)


@pytest.mark.parametrize("left", [b"", b"\0\0\0", None])
def test_a_card_of_which_nothing_is_left_is_found_in_the_marks(
    work: Work, left: bytes | None
) -> None:
    work.become(ADA)
    work.save(by(ADA))
    work.save(mark(0, 3))  # nobody is named
    if left is None:
        card(work).unlink()
    else:
        card(work).write_bytes(left)
        assert fresh(work).reader.id == ADA.id  # already while somebody may be writing it
        leave_still(card(work))
    assert fresh(work).reader == ReaderId(ADA.id, "")
    assert json.loads(card(work).read_bytes())["id"] == ADA.id
    problems = work.annotations("made-up").problems
    assert len(problems) == (left is not None)
    assert all("choose it again; then delete that file" in p.sentence for p in problems)


def test_marks_of_two_readers_do_not_say_who_reads_here(work: Work) -> None:
    for reader, start in ((ADA, 0), (GRACE, 7)):
        work.save(by(reader, start))
    card(work).write_bytes(b"{")
    leave_still(card(work))
    assert work.reader.id not in {ADA.id, GRACE.id}
    [problem] = work.annotations("made-up").problems
    assert "you have a new reader id: choose your name again" in problem.sentence


def test_a_card_that_is_whole_again_says_who_reads(work: Work) -> None:
    """Nothing was known of the reader; then the old card comes back where it was set aside."""
    work.become(ADA)
    folder_id, data = work.id, card(work).read_bytes()
    card(work).write_bytes(b"")
    leave_still(card(work))
    assert work.reader.id != ADA.id
    set_aside(work).write_bytes(data)
    assert work.annotations("made-up").problems == ()
    assert (work.reader, work.id) == (ADA, folder_id)
    assert [why for why, _ in in_trash(work)] == ["replaced"]
    assert files(work, "damaged") == []


def test_a_name_that_was_chosen_since_stays(work: Work) -> None:
    work.become(ADA)
    data = card(work).read_bytes()
    card(work).write_bytes(b"")
    leave_still(card(work))
    work.set_reader("Ada L.")
    set_aside(work).write_bytes(data)
    work.annotations("made-up")
    assert work.reader == ReaderId(ADA.id, "Ada L.")
    assert {item["name"] for _, item in in_trash(work)} >= {"Ada"}


def test_a_copy_of_the_card_is_taken_in_and_another_reader_s_is_named(work: Work) -> None:
    work.become(ADA)
    own = json.loads(card(work).read_bytes())
    copy = work.folder / "reader (Ada's conflicted copy).json"
    copy.write_text(json.dumps({**own, "name": "A."}), encoding="utf-8")
    assert work.annotations("made-up").problems == ()
    assert work.reader == ADA
    assert ("replaced", "A.") in [(why, item["name"]) for why, item in in_trash(work)]
    assert not copy.exists()
    copy.write_text(json.dumps({**own, "id": GRACE.id, "name": "Grace"}), encoding="utf-8")
    [problem] = work.annotations("made-up").problems
    assert "names another reader (Grace) than reader.json does (Ada)" in problem.sentence
    assert copy.exists()
    assert work.reader == ADA


def test_a_copy_is_all_that_is_left_of_the_card(work: Work) -> None:
    work.become(ADA)
    card(work).rename(work.folder / "reader 2.json")
    assert fresh(work).reader == ADA
