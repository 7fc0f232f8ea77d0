"""What is wrong on this computer: the reader opens all the same, and says so in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from closereader import Reader
from closereader.widgets.base import sync
from closereader.widgets.base.sync import EditError
from closereader.widgets.reader import desk
from closereader.work import WorkError, _earlier
from tests.widgets.course import EDITION, Browser, mark_id
from tests.work.making import leave_still

if TYPE_CHECKING:
    from pathlib import Path


pytestmark = pytest.mark.usefixtures("course")


def files(course: Path) -> list[Path]:
    return sorted((course / "work" / "annotations" / "small-2024").glob("*.json"))


def test_a_damaged_edition_is_said_in_the_widget(course: Path) -> None:
    (course / "seeds" / "small-2024.md").write_text("no front matter", encoding="utf-8")
    reader = Reader("small-2024")
    assert "small-2024.md" in reader.problem
    assert "small-2024.md" in reader.card()
    assert repr(reader) == "Reader('small-2024'): 0 passages marked"
    with pytest.raises(EditError, match="cannot be marked now"):
        reader.mark("First words", theme="rentier")
    (course / "seeds" / "small-2024.md").write_text(EDITION, encoding="utf-8")
    reader.refresh()
    assert reader.problem == ""
    assert reader.text["title"] == "A small text"


def test_a_broken_seal_is_said_and_the_text_is_read(course: Path) -> None:
    seal = f"sha256:{'0' * 64}  small-2024\n"
    (course / "seeds" / "SHA256SUMS").write_text(seal, encoding="utf-8")
    reader = Reader("small-2024")
    assert "sealed" in reader.problem
    assert reader.mark("First words", theme="rentier")


def test_a_damaged_codebook_is_said_and_marks_are_shown(course: Path) -> None:
    Reader("small-2024").mark("First words", theme="rentier")
    (course / "seeds" / "codebook.yml").write_text("themes: [", encoding="utf-8")
    reader = Reader("small-2024")
    assert "codebook.yml" in reader.problem
    assert len(reader.marks) == 1


def test_a_damaged_annotation_costs_one_mark_and_is_named(course: Path) -> None:
    reader = Reader("small-2024")
    reader.mark("First words", theme="rentier")
    reader.mark("It ends here", theme="rentier")
    files(course)[0].write_text('{"half": ', encoding="utf-8")
    assert "cannot be read now" in Reader("small-2024").problem
    leave_still(files(course)[0])
    again = Reader("small-2024")
    assert len(again.marks) == 1
    assert "damaged" in again.problem
    assert files(course)[0].stem in again.problem or "damaged/" in again.problem


def test_a_work_folder_that_cannot_be_made_is_a_sentence(course: Path) -> None:
    (course / "work").write_text("a file in the way", encoding="utf-8")
    reader = Reader("small-2024")
    assert repr(reader) == "Reader('small-2024'): 0 passages marked"
    with pytest.raises(WorkError, match="a file where a folder is needed"):
        reader.mark("First words", theme="rentier")
    assert reader.marks == []
    (course / "work").unlink()
    reader.mark("First words", theme="rentier")
    assert len(reader.marks) == 1


def test_a_changed_text_moves_offers_and_loses_but_never_guesses(course: Path) -> None:
    reader = Reader("small-2024")
    moved = reader.mark("It speaks of oil, and of oil again", theme="rentier")
    offered = reader.mark("nothing could change", theme="determinism")
    changed = EDITION.replace("First words", "Best words").replace(
        "nothing could change", "nothing could ever change"
    )
    (course / "seeds" / "small-2024.md").write_text(changed, encoding="utf-8")
    reader.refresh()
    status = {mark["id"]: mark for mark in reader.marks}
    assert status[moved.id]["status"] == "moved"
    assert status[moved.id]["message"]
    assert "quote" not in status[moved.id]
    assert status[offered.id]["status"] == "offered"
    assert status[offered.id]["quote"] == "nothing could change"
    (course / "seeds" / "small-2024.md").write_text(
        EDITION.replace("The second paragraph says that nothing could change.", "Gone."),
        encoding="utf-8",
    )
    reader.refresh()
    status = {mark["id"]: mark for mark in reader.marks}
    assert status[offered.id]["status"] == "lost"
    assert (status[offered.id]["s"], status[offered.id]["e"]) == (0, 0)
    assert len(files(course)) == 2


# ---- an edit that has waited in a browser while the text was changed

WORDS = "nothing could change"


def changed(course: Path) -> None:
    """Put words before all others, as a new edition may."""
    seed = course / "seeds" / "small-2024.md"
    seed.write_text(EDITION.replace("First words", "The very first words"), encoding="utf-8")
    desk._DESKS.clear()
    sync._LEDGERS.clear()
    _earlier._known.clear()


def here(reader: Reader) -> dict[str, int]:
    start = str(reader.text["body"]).index(WORDS)
    return {"s": start, "e": start + len(WORDS)}


def test_a_mark_made_in_an_earlier_text_is_put_on_its_own_words(course: Path) -> None:
    reader = Reader("small-2024")
    reader.mark("It ends here", theme="rentier")
    edition, place = reader.text["fingerprint"], here(reader)
    changed(course)
    browser = Browser(Reader("small-2024"))
    mark = {"id": mark_id(), **place, "theme": "determinism", "note": "why"}
    assert browser.edit("put", mark, edition=edition)["type"] == "ack"
    shown = next(one for one in browser.reader.marks if one["id"] == mark["id"])
    assert {"s": shown["s"], "e": shown["e"]} == here(browser.reader)
    assert browser.reader.annotations[0].exact == WORDS


def test_a_note_on_a_mark_of_an_earlier_text_leaves_it_on_its_own_words(course: Path) -> None:
    reader = Reader("small-2024")
    mark = reader.mark(WORDS, theme="determinism")
    edition, place = reader.text["fingerprint"], here(reader)
    changed(course)
    browser = Browser(Reader("small-2024"))
    thing = {"id": mark.id, **place, "theme": "determinism", "note": "why"}
    assert browser.edit("put", thing, edition=edition, base=mark.modified)["type"] == "ack"
    [kept] = browser.reader.annotations
    assert (kept.exact, kept.note) == (WORDS, "why")


def test_the_first_mark_of_all_is_put_on_its_own_words_too(course: Path) -> None:
    """A text is kept when it is shown: what is marked in it may arrive after it has changed."""
    reader = Reader("small-2024")
    edition, place = reader.text["fingerprint"], here(reader)
    changed(course)
    browser = Browser(Reader("small-2024"))
    mark = {"id": mark_id(), **place, "theme": "determinism", "note": "why"}
    assert browser.edit("put", mark, edition=edition)["type"] == "ack"
    [stands] = browser.reader.annotations
    assert (stands.exact, stands.note) == (WORDS, "why")


def test_a_mark_made_while_the_text_has_changed_on_disk_keeps_its_edition(course: Path) -> None:
    reader = Reader("small-2024")
    seed = course / "seeds" / "small-2024.md"
    seed.write_text(EDITION.replace("First words", "The very first words"), encoding="utf-8")
    reader.mark(WORDS, theme="determinism")
    changed(course)
    [shown] = (again := Reader("small-2024")).marks
    assert (shown["status"], shown["s"]) == ("moved", here(again)["s"])
    [state] = (course / "work" / "texts").glob(f"{reader.annotations[0].fingerprint[7:]}.txt")
    assert WORDS in state.read_text(encoding="utf-8")


def test_words_of_a_text_that_nobody_has_any_more_are_to_be_marked_again(course: Path) -> None:
    reader = Reader("small-2024")
    edition, place = reader.text["fingerprint"], here(reader)
    for state in (course / "work" / "texts").iterdir():
        state.unlink()
    changed(course)
    browser = Browser(Reader("small-2024"))
    mark = {"id": mark_id(), **place, "theme": "determinism", "note": "why"}
    answer = browser.edit("put", mark, edition=edition)
    assert (answer["type"], answer["retry"]) == ("refused", False)
    assert "Mark them again" in answer["why"]
    link = {"id": mark_id(), "a": list(place.values()), "b": [0, 7], "note": ""}
    assert "Mark them again" in browser.edit("link", link, edition=edition)["why"]


def test_a_text_that_changes_in_an_open_page_takes_its_history_along(course: Path) -> None:
    browser = Browser(Reader("small-2024"))
    mark = browser.put(**here(browser.reader), theme="determinism")
    browser.edit("delete", mark, base=mark["at"])
    seed = course / "seeds" / "small-2024.md"
    seed.write_text(EDITION.replace("First words", "The very first words"), encoding="utf-8")
    browser.heard.clear()
    Reader("small-2024").refresh()  # another widget of the same text
    [_, gone] = browser.last("history")["done"]
    assert {name: gone["before"][name] for name in ("s", "e")} == here(browser.reader)
