"""Saving, deleting, restoring and reading marks: the last edit wins, and nothing is lost."""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import Any

import pytest

from closereader.annotations import Annotation, AnnotationError, Link, Passage
from closereader.work import Work, open_work
from tests.annotations.making import LATER, NOW, MadeUp
from tests.work.making import T1, T2, T3, TEXT, file_of, files, fresh, in_trash, mark, marks


def test_a_saved_mark_is_a_file_and_is_there_after_a_restart(work: Work) -> None:
    marked = mark(note="why?")
    saved = work.save(marked)
    assert (saved.at, saved.kept, saved.won) == (NOW, None, True)
    found = json.loads(file_of(work, marked).read_text(encoding="utf-8"))
    assert found == {**marked.to_w3c(), "closereader:format": 1}
    assert marks(fresh(work)) == [marked]


def test_marks_come_in_the_order_of_their_places(work: Work) -> None:
    made = [mark(30, 40), mark(0, 3), mark(0, 2), mark(7, 15)]
    for marked in made:
        work.save(marked)
    assert [(m.start, m.end) for m in marks(work)] == [(0, 2), (0, 3), (7, 15), (30, 40)]


def test_nothing_is_written_for_looking(tmp_path: Path) -> None:
    work = open_work(tmp_path / "none" / "work")
    assert work.annotations("made-up").items == ()
    assert work.annotations("made-up").problems == ()
    assert work.answer("02", "q1") is None
    assert work.answers("02") == {}
    assert work.trashed("made-up") == ()
    assert not (tmp_path / "none").exists()


def test_an_edit_that_knew_what_is_there_follows_it(work: Work) -> None:
    marked = mark()
    work.save(marked)
    saved = work.save(marked.changed(note="new", now=LATER), base=NOW)
    assert (saved.at, saved.kept) == (LATER, None)
    assert [m.note for m in marks(work)] == ["new"]


def test_an_edit_with_a_late_clock_follows_all_the_same(work: Work) -> None:
    """It knew what is there, so it is later, whatever its clock says."""
    marked = mark(now=T3)
    work.save(marked)
    late = mark_at(marked, "new", T1)
    saved = work.save(late, base=T3)
    assert (saved.at, saved.kept) == ("2026-03-01T12:00:00.001Z", None)
    assert [(m.note, m.modified) for m in marks(work)] == [("new", saved.at)]


def mark_at(marked: Annotation, note: str, modified: str) -> Annotation:
    found = marked.to_w3c()
    found["body"].append(
        {"type": "TextualBody", "format": "text/plain", "purpose": "commenting", "value": note}
    )
    return Annotation.from_w3c({**found, "modified": modified})


def test_the_later_of_two_edits_wins_and_the_earlier_is_kept_whole(work: Work) -> None:
    marked = mark()
    work.save(marked)
    mine, theirs = mark_at(marked, "mine", T1), mark_at(marked, "theirs", T2)
    work.save(mine, base=NOW)
    saved = work.save(theirs, base=NOW)
    assert saved.won
    assert [m.note for m in marks(work)] == ["theirs"]
    assert in_trash(work) == [("replaced", mine.to_w3c())]
    assert saved.kept is not None
    entry = json.loads(saved.kept.read_text(encoding="utf-8"))
    assert entry["reason"].endswith(".")
    assert entry["from"] == file_of(work, marked).relative_to(work.folder).as_posix()


def test_the_earlier_of_two_edits_loses_even_when_it_comes_last(work: Work) -> None:
    marked = mark()
    work.save(marked)
    mine, theirs = mark_at(marked, "mine", T1), mark_at(marked, "theirs", T2)
    work.save(theirs, base=NOW)
    saved = work.save(mine, base=NOW)
    assert (saved.won, saved.at) == (False, T2)
    assert [m.note for m in marks(work)] == ["theirs"]
    assert in_trash(work) == [("outrun", mine.to_w3c())]


def test_two_edits_of_one_instant_end_the_same_whichever_comes_first(tmp_path: Path) -> None:
    marked = mark()
    one, two = mark_at(marked, "one", T1), mark_at(marked, "two", T1)
    left = []
    for order in ((one, two), (two, one)):
        work = open_work(tmp_path / order[0].note)
        for edit in (marked, *order):
            work.save(edit, base=NOW if edit is not marked else None)
        left.append([m.note for m in marks(work)])
        assert len(in_trash(work)) == 1
    assert left[0] == left[1]


def test_saying_the_same_twice_is_saying_it_once(work: Work) -> None:
    """The browser repeats what it does not know to be saved."""
    marked = mark(note="why?")
    work.save(marked)
    again = work.save(marked)
    assert (again.at, again.kept, again.won) == (NOW, None, True)
    assert files(work, "trash") == []


def test_deleting_moves_to_the_trash_and_restoring_brings_it_back(work: Work) -> None:
    marked = mark(note="why?")
    work.save(marked)
    gone = work.delete("made-up", marked.id, base=NOW)
    assert marks(work) == []
    assert gone.kept is not None
    assert gone.kept.parent == work.folder / "trash" / "annotations" / "made-up"
    assert [(t.why, t.item) for t in work.trashed("made-up")] == [("deleted", marked)]
    back = work.restore("made-up", marked.id)
    assert back.won
    [found] = marks(fresh(work))
    assert (found.id, found.note, found.created) == (marked.id, "why?", marked.created)
    assert found.modified == back.at > gone.at
    assert work.trashed("made-up") == ()


def test_deleting_what_is_not_there_is_no_error(work: Work) -> None:
    marked = mark()
    assert work.delete("made-up", marked.id).kept is None
    work.save(marked)
    first = work.delete("made-up", marked.id)
    again = work.delete("made-up", marked.id)
    assert (again.at, again.kept) == (first.at, first.kept)


def test_restoring_what_is_there_or_never_was_changes_nothing(work: Work) -> None:
    marked = mark()
    assert not work.restore("made-up", marked.id).won
    work.save(marked)
    assert not work.restore("made-up", marked.id).won
    assert marks(work) == [marked]


def test_a_deletion_older_than_what_is_there_does_nothing(work: Work) -> None:
    marked = mark(now=T2)
    work.save(marked)
    gone = work.delete("made-up", marked.id, base=NOW, at=T1)
    assert (gone.won, gone.at) == (False, T2)
    assert marks(work) == [marked]


def test_a_repeated_put_does_not_bring_back_what_was_deleted(work: Work) -> None:
    marked = mark(note="why?")
    work.save(marked)
    gone = work.delete("made-up", marked.id)
    again = work.save(marked)
    assert (again.won, again.at) == (False, gone.at)
    assert marks(work) == []
    assert ("outrun", marked.to_w3c()) in in_trash(work)


def test_undoing_a_deletion_brings_it_back_even_with_a_late_clock(work: Work) -> None:
    marked = mark(note="why?")
    work.save(marked)
    gone = work.delete("made-up", marked.id)
    assert work.save(marked, base=gone.at).won
    [found] = marks(work)
    assert found.modified > gone.at
    assert found.note == "why?"


def test_a_mark_made_undone_and_done_again_within_a_millisecond(work: Work) -> None:
    marked = mark(now=T1)
    work.save(marked)
    gone = work.delete("made-up", marked.id, at=T1)
    assert gone.won
    assert gone.at > T1
    assert work.save(marked.changed(now=T1)).won
    assert len(marks(work)) == 1


def test_a_link_is_saved_with_its_first_text(work: Work) -> None:
    other = MadeUp("The soil was simply not suitable.", id="other")
    link = Link.between(Passage.on(TEXT, 0, 3), Passage.on(other, 4, 8), note="roots", now=NOW)
    work.save(link)
    assert work.annotations("made-up").items == (link,)
    assert work.annotations("other").items == ()


@pytest.mark.parametrize("text_id", ["../x", "", "con", "A", "a/b", ".."])
def test_no_text_id_is_a_path(work: Work, text_id: str) -> None:
    with pytest.raises(ValueError, match="the name of the text"):
        work.annotations(text_id)
    with pytest.raises(ValueError, match="the name of the text"):
        work.delete(text_id, mark().id)


@pytest.mark.parametrize("bad", ["../../x", "x", "", 7])
def test_no_id_is_a_path(work: Work, bad: Any) -> None:
    with pytest.raises(ValueError, match="the id must be an IRI"):
        work.delete("made-up", bad)


def test_a_mark_from_elsewhere_has_a_file_of_its_own(work: Work) -> None:
    found = mark().to_w3c()
    marked = Annotation.from_w3c({**found, "id": "http://example.org/../../../etc/passwd"})
    work.save(marked)
    [name] = files(work, "annotations/made-up")
    assert uuid.UUID(Path(name).stem).version == 5
    assert marks(fresh(work)) == [marked]


@pytest.mark.parametrize("base", ["yesterday", "", "2026-13-01T00:00:00Z"])
def test_a_base_is_a_time(work: Work, base: str) -> None:
    with pytest.raises(ValueError, match="the time of an edit"):
        work.save(mark(), base=base)


def test_a_time_without_end_is_refused() -> None:
    """After it nothing could ever be saved."""
    with pytest.raises(AnnotationError, match="too far away"):
        mark(now="9999-12-31T23:59:59.999Z")
