"""A browser's store that is full, forbidden or strange: what waits is found all the same."""

from __future__ import annotations

import pytest

from tests.browser.front.harness import Front
from tests.browser.front.trial import Trial

pytestmark = pytest.mark.browser


def test_without_a_store_the_page_says_that_it_must_not_be_closed(front: Front, trial: str) -> None:
    front.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('denied') } })"
    )
    box = Trial(front, trial)
    box.front.kernel("restart")
    box.push()
    box.says(
        "Python was restarted. Press “Run this cell again” (Shift+Enter) to save 1 change. "
        "Do not close this page before."
    )
    box.show()
    box.says("Saved 12:03", 1)
    assert len(box.front.disk()) == 1


def test_a_store_that_is_full_is_not_the_end(box: Trial) -> None:
    box.front.page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new Error('quota') } }"
    )
    box.push()
    box.says("Saved 12:03")
    assert len(box.front.disk()) == 1
    box.front.kernel("restart")
    edit = box.push()
    box.show()  # the cell was run again: a new widget, which knows nothing of the old one
    box.says("Saved 12:03", 1)
    assert box.front.disk()[-1]["id"] == edit


def test_a_store_that_has_room_again_holds_the_last_word(box: Trial) -> None:
    box.front.page.evaluate(
        "() => { const put = Storage.prototype.setItem;"
        " Storage.prototype.setItem = () => { Storage.prototype.setItem = put; throw 1 } }"
    )
    box.front.python("strict", "No theme is called “x”.")
    box.push(mark={"id": "m1", "note": "my own words"})
    box.says("1 change cannot be saved: No theme is called “x”.")
    assert len(box.front.edits()) == 1
    assert len(box.front.stored()) == 1


def test_what_waited_under_another_name_finds_its_room_in_a_full_store(box: Trial) -> None:
    box.front.python("deaf")
    box.push()
    box.front.page.evaluate(
        "() => { const put = Storage.prototype.setItem, most = localStorage.length;"
        " Storage.prototype.setItem = function (name, text) {"
        " if (this.getItem(name) === null && this.length >= most) throw 1;"
        " put.call(this, name, text) } }"
    )
    box.show(work="w2", was="w1")
    box.says("Saving…", 1)
    assert [name.split(":")[1] for name in box.front.stored()] == ["w2"]


def test_what_waited_under_a_provisional_work_folder_is_found(box: Trial) -> None:
    box.front.python("deaf")
    edit = box.push()
    box.front.python("honest")
    box.show(work="w2", was="w1")  # the folder was mended, Python restarted, the cell run again
    box.says("Saved 12:03", 1)
    assert [e["id"] for e in box.front.disk()] == [edit]
    assert box.front.stored() == []


def test_strange_entries_in_the_store_are_passed_over(box: Trial) -> None:
    box.front.page.evaluate(
        "() => { for (const [n, t] of ['{', '[]', 'null', '{\"id\": 3}'].entries())"
        " localStorage.setItem(`closereader:w1:trial:1|00000000${n}|x`, t) }"
    )
    box.push()
    box.says("Saved 12:03")
    assert len(box.front.disk()) == 1
