"""The comparison from Python: two texts, one store, links across, one order of undo."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from closereader import Compare, Reader
from closereader.codebook import CodebookError
from closereader.output import html_output
from closereader.quotations import QuoteError
from closereader.texts import TextError, UnknownText
from closereader.widgets.base import sync
from closereader.widgets.reader import desk
from tests.widgets.course import Browser, make_course, mark_id

if TYPE_CHECKING:
    from pathlib import Path

ONE, TWO = "small-2024", "other-2023"
OTHER = """\
---
id: other-2023
title: Another text
author: Somebody Else
date: "2023-01-01"
language: en
rights: none
---

# Another text

The soil was not suitable, and the roots were weak.

Oil again, and nobody could change it.
"""


@pytest.fixture(autouse=True)
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLOSEREADER_COURSE", str(make_course(tmp_path)))
    monkeypatch.delenv("CLOSEREADER_WORK", raising=False)
    monkeypatch.delenv("CLOSEREADER_SEEDS", raising=False)
    (tmp_path / "seeds" / f"{TWO}.md").write_text(OTHER, encoding="utf-8")
    return tmp_path


@pytest.fixture
def compare() -> Compare:
    return Compare(ONE, TWO)


@pytest.fixture
def browser(compare: Compare) -> Browser:
    return Browser(compare)


def mark(start: int, end: int) -> dict[str, Any]:
    return {
        "id": mark_id(), "s": start, "e": end, "theme": "rentier", "move": None, "note": "",
    }  # fmt: skip


def files(course: Path, text_id: str) -> list[dict[str, Any]]:
    folder = course / "work" / "annotations" / text_id
    return [json.loads(f.read_text(encoding="utf-8")) for f in sorted(folder.glob("*.json"))]


# ---- opening


def test_both_texts_are_there_with_their_words_and_places() -> None:
    compare = Compare(ONE, TWO, show=("¶2", None), search="oil", themes=["rentier"], height=400)
    assert [text["id"] for text in compare.texts] == [ONE, TWO]
    assert compare.texts[1]["words"] == 19
    assert compare.search == "oil"
    first, second = compare.options
    assert compare.texts[0]["body"][first["focus"][0] :].startswith("The second paragraph")
    assert second == {"themes": ["rentier"], "readonly": False, "focus": None, "height": 400}
    assert compare.problems == ["", ""]


def test_it_looks_the_same_everywhere_without_python(compare: Compare) -> None:
    assert repr(compare) == f"Compare({ONE!r}, {TWO!r}): 0 passages marked, 0 links"
    bundle = compare._repr_mimebundle_()
    assert bundle is not None
    assert bundle[0]["text/plain"] == repr(compare)
    html = bundle[0]["text/html"]
    assert "A small text | Another text" in html
    assert "Somebody Else: Another text. 2 paragraphs, 19 words" in html
    assert html == html_output(Compare(ONE, TWO).card())
    compare.link("It speaks of oil", "the roots were weak")
    Reader(TWO).mark("Oil again", theme="rentier")
    assert repr(compare) == f"Compare({ONE!r}, {TWO!r}): 1 passage marked, 1 link"


def test_what_cannot_be_opened_is_said_in_a_sentence() -> None:
    with pytest.raises(UnknownText, match="other-2023"):
        Compare(ONE, "nothing-1999")
    with pytest.raises(TypeError, match=r"no option serch=\. Did you mean search=\?"):
        Compare(ONE, TWO, serch="oil")  # type: ignore[call-arg]
    for wrong in ("¶1", ("¶1",), ("¶1", "¶2", "¶3")):
        with pytest.raises(TypeError, match="a place of its own"):
            Compare(ONE, TWO, show=wrong)
    with pytest.raises(TypeError, match="searches for words"):
        Compare(ONE, TWO, search=3)  # type: ignore[arg-type]  # what a person may type
    with pytest.raises(TextError, match="¶9"):
        Compare(ONE, TWO, show=("¶1", "¶9"))
    with pytest.raises(CodebookError, match="determinism"):
        Compare(ONE, TWO, themes=["oil"])


def test_a_text_may_be_compared_with_itself() -> None:
    compare = Compare(ONE, ONE, show=("¶1", "¶2"))
    assert repr(compare) == f"Compare({ONE!r}, {ONE!r}): 0 passages marked, 0 links"
    compare.link("It speaks of oil", "nothing could change")
    [link] = compare.links[0]
    assert "away" not in link
    assert compare.links[0] == compare.links[1]
    assert repr(compare).endswith("1 link")
    assert compare.undo()
    assert repr(compare).endswith("0 links")


def test_a_damaged_text_opens_with_the_reason(course: Path) -> None:
    (course / "seeds" / f"{TWO}.md").write_text("no front matter", encoding="utf-8")
    compare = Compare(ONE, TWO)
    assert compare.problems[0] == ""
    assert f"{TWO}.md" in compare.problems[1]
    assert f"{TWO}.md" in compare.card()
    with pytest.raises(sync.EditError, match="cannot be marked now"):
        compare.link("It speaks of oil", "the roots were weak")


# ---- one store


def test_a_mark_in_a_reader_appears_here_and_the_other_way_round(
    compare: Compare, browser: Browser, course: Path
) -> None:
    reader = Reader(TWO)
    reader.mark("Oil again", theme="rentier")
    assert [len(marks) for marks in compare.marks] == [0, 1]
    answer = send(browser, "put", mark(15, 26), TWO)
    assert answer["type"] == "ack"
    assert answer["about"] == TWO
    assert len(reader.marks) == 2
    assert len(files(course, TWO)) == 2
    assert len(compare.annotations) == 2


def send(browser: Browser, op: str, thing: dict[str, Any], about: str, **more: Any) -> Any:
    """Send one edit of one side, as the front end does."""
    what = "value" if "link" in op else "mark"
    edit = {"id": mark_id(), "op": op, "at": "2026-03-01T12:00:00Z", what: thing, **more}
    browser.tell(type="edits", about=about, edits=[edit])
    return next(m for m in reversed(browser.heard) if m["type"] in {"ack", "refused"})


def test_a_change_must_say_in_which_text_it_is(compare: Compare, browser: Browser) -> None:
    refused = browser.edit("put", mark(15, 26))
    assert (refused["type"], refused["retry"]) == ("refused", False)
    assert "which of the texts" in refused["why"]
    assert send(browser, "put", mark(15, 26), "nothing-1999")["type"] == "refused"
    browser.tell(type="hello", about=["x"], view="v")
    assert compare.annotations == ()


def test_a_side_is_answered_by_name(browser: Browser) -> None:
    browser.tell(type="hello", about=TWO, view="v")
    assert browser.last("welcome")["about"] == TWO
    histories = {m["about"] for m in browser.heard if m["type"] == "history"}
    assert histories == {ONE, TWO}
    browser.tell(type="closest", about=TWO, id="c", quote="The soil was not suitable at all")
    assert browser.last("closest")["places"][0]["label"] == "¶1"
    browser.tell(type="ping", about=ONE, n=3)
    assert browser.last("pong") == {"type": "pong", "n": 3, "about": ONE}


def test_the_same_edit_twice_is_saved_once(browser: Browser, course: Path) -> None:
    edit = {"id": "e1", "op": "put", "at": "2026-03-01T12:00:00Z", "mark": mark(15, 26)}
    for _ in range(2):
        browser.tell(type="edits", about=ONE, edits=[edit])
    assert [m["edits"] for m in browser.heard if m["type"] == "ack"] == [["e1"], ["e1"]]
    assert len(files(course, ONE)) == 1


def test_reading_only_takes_nothing() -> None:
    compare = Compare(ONE, TWO, readonly=True)
    browser = Browser(compare)
    assert "reading only" in send(browser, "put", mark(15, 26), ONE)["why"]
    with pytest.raises(sync.EditError, match="for reading only"):
        compare.link("It speaks of oil", "the roots were weak")


# ---- links


def test_a_link_reaches_into_the_other_text(compare: Compare, course: Path) -> None:
    link = compare.link("It speaks of oil", "the roots were weak", note=" why ")
    [stored] = files(course, ONE)
    assert stored["motivation"] == "linking"
    sources = [target["source"] for target in stored["target"]]
    assert [ONE in sources[0], TWO in sources[1]] == [True, True]
    assert files(course, TWO) == []
    [shown], away = compare.links
    assert away == []
    assert (shown["away"], shown["note"]) == (TWO, "why")
    assert shown["quotes"] == ["It speaks of oil", "the roots were weak"]
    a, b = shown["a"], shown["b"]
    assert compare.texts[0]["body"][a[0] : a[1]] == "It speaks of oil"
    assert compare.texts[1]["body"][b[0] : b[1]] == "the roots were weak"
    assert compare.linked == (link,)


def test_a_link_is_seen_from_the_other_side_too(compare: Compare) -> None:
    compare.link("It speaks of oil", "the roots were weak")
    turned = Compare(TWO, ONE)
    assert (turned.linked, turned.saved) == (compare.linked, compare.linked[0].modified)
    assert [len(links) for links in turned.links] == [0, 1]
    turned.unlink(turned.linked[0])
    assert compare.linked == ()
    assert compare.links == [[], []]


def test_the_browser_links_changes_the_note_and_takes_it_back(
    compare: Compare, browser: Browser
) -> None:
    link = {"id": mark_id(), "a": [15, 26], "b": [18, 26], "note": "", "away": TWO}
    assert send(browser, "link", link, ONE)["type"] == "ack"
    [shown] = compare.links[0]
    changed = {**shown, "note": "an answer"}
    later = {"at": "2026-03-01T12:01:00Z", "base": shown["at"]}
    assert send(browser, "link", changed, ONE, **later)["type"] == "ack"
    assert compare.linked[0].note == "an answer"
    assert compare.undo()
    assert compare.linked[0].note == ""
    assert compare.redo()
    assert compare.linked[0].note == "an answer"


def test_an_unlink_is_taken_back_when_the_other_text_has_changed(
    compare: Compare, course: Path
) -> None:
    link = compare.link("It speaks of oil", "the roots were weak", note="why")
    [shown] = compare.links[0]
    compare.unlink(link)
    words = OTHER.replace("the roots were weak", "every root was dry")
    (course / "seeds" / f"{TWO}.md").write_text(words, encoding="utf-8")
    desk._DESKS.clear()  # Python was restarted: what was unlinked is in the trash only
    sync._LEDGERS.clear()
    browser = Browser(Compare(ONE, TWO))
    later = {"at": "2099-03-01T12:00:00Z", "base": shown["at"]}
    assert send(browser, "link", shown, ONE, undoes="an unlink", **later)["type"] == "ack"
    [back] = browser.reader.linked
    assert (back.id, back.created, back.note) == (link.id, link.created, "why")
    assert [each.exact for each in back.passages] == ["It speaks of oil", "the roots were weak"]


def test_a_link_into_a_text_with_other_words_now_is_refused(
    compare: Compare, browser: Browser
) -> None:
    link = {"id": mark_id(), "a": [15, 26], "b": [18, 26], "note": "", "away": TWO}
    here, there = (
        text["body"][slice(*link[side])]
        for text, side in zip(compare.texts, ("a", "b"), strict=True)
    )
    refused = send(browser, "link", {**link, "quotes": [here, "other words"]}, ONE)
    assert (refused["type"], refused["retry"]) == ("refused", False)
    assert "Mark them again" in refused["why"]
    assert send(browser, "link", {**link, "quotes": [here, there]}, ONE)["type"] == "ack"


@pytest.mark.parametrize("away", ["nothing-1999", "../x", 7])
def test_a_link_into_nothing_is_refused(compare: Compare, browser: Browser, away: object) -> None:
    link = {"id": mark_id(), "a": [15, 26], "b": [18, 26], "note": "", "away": away}
    refused = send(browser, "link", link, ONE)
    assert (refused["type"], refused["retry"]) == ("refused", False)
    assert compare.linked == ()


def test_words_that_are_not_there_are_not_linked(compare: Compare) -> None:
    with pytest.raises(QuoteError):
        compare.link("It speaks of oil", "It speaks of oil")
    with pytest.raises(sync.EditError, match="no link urn:x"):
        compare.unlink("urn:x")


def test_a_link_whose_words_are_gone_keeps_them(compare: Compare, course: Path) -> None:
    compare.link("It speaks of oil", "the roots were weak")
    changed = OTHER.replace("the roots were weak", "nothing else grew")
    (course / "seeds" / f"{TWO}.md").write_text(changed, encoding="utf-8")
    compare.refresh()
    [shown] = compare.links[0]
    assert shown["b"] == [0, 0]
    assert shown["quotes"][1] == "the roots were weak"
    compare.unlink(compare.linked[0])
    assert compare.undo()
    assert len(compare.linked) == 1


def test_a_reader_of_the_first_text_can_take_a_link_back(compare: Compare) -> None:
    reader = Reader(ONE)
    compare.link("It speaks of oil", "the roots were weak")
    browser = Browser(reader)
    browser.tell(type="hello", view="v")
    [step] = browser.last("history")["done"]
    assert (step["op"], step["value"]["away"]) == ("link", TWO)
    assert reader.undo()
    assert compare.linked == ()
    assert reader.redo()
    assert len(compare.linked) == 1


# ---- undo


def test_undo_follows_the_order_of_both_texts(compare: Compare, browser: Browser) -> None:
    for minute, about in enumerate([ONE, TWO, ONE]):
        at = {"at": f"2026-03-01T12:0{minute}:00Z"}
        send(browser, "put", mark(15 + minute, 26), about, **at)
    counts = []
    while compare.undo():
        counts.append(tuple(len(marks) for marks in compare.marks))
    assert counts == [(1, 1), (1, 0), (0, 0)]
    while compare.redo():
        counts.append(tuple(len(marks) for marks in compare.marks))
    assert counts[3:] == [(1, 0), (1, 1), (2, 1)]
