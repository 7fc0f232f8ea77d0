"""What of the reader's state touches no page: what edits do, what undoes them, what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.browser.front.pure import HERE, loaded
from tests.browser.front.reader_kit import MADE, Json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

ENTRY = """
import { difference } from "./reader/halving.js";
import { compare_marks, later_than, make_edit, make_order } from "./reader/state.js";
import { project, record, step } from "./reader/state.js";

export default {
  compare_marks, difference, later_than, make_edit, make_order, project, record, step,
};
"""


@pytest.fixture(scope="module")
def js(chromium_browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with loaded(chromium_browser, tmp_path_factory.mktemp("state"), ENTRY) as page:
        yield page


def mark(number: int, **more: Any) -> Json:
    return {
        "id": f"m{number}", "s": number, "e": number + 5, "theme": "agency", "move": None,
        "note": "", "at": MADE, "by": "r", "status": "exact", **more,
    }  # fmt: skip


def test_edits_are_laid_over_what_python_said(js: Page) -> None:
    edits = [
        {"id": "a", "op": "put", "mark": mark(3)},
        {"id": "b", "op": "put", "mark": mark(1, theme="gender")},
        {"id": "c", "op": "delete", "mark": mark(2)},
    ]
    seen = js.evaluate(
        """([marks, edits]) => { const p = project(marks, [], edits);
          return [p.marks.map((m) => m.id + m.theme), [...p.waiting]]; }""",
        [[mark(1), mark(2)], edits],
    )
    assert seen == [["m1gender", "m3agency"], ["m3", "m1", "m2"]]


def test_an_edit_is_later_than_what_it_changes_even_if_the_clock_went_back(js: Page) -> None:
    edit = js.evaluate(
        "([m]) => make_edit('mark', m, { ...m, note: 'x' }, { id: 'e', now: 0 })", [mark(1)]
    )
    assert edit["at"] > MADE
    assert edit["mark"]["at"] == edit["at"]
    assert (edit["base"], edit["before"]) == (MADE, mark(1))


STEPS = st.lists(st.sampled_from(["put", "change", "delete", "undo", "redo"]), max_size=25)


@HERE
@given(steps=STEPS)
def test_undo_and_redo_lead_back_to_every_state(js: Page, steps: list[str]) -> None:
    """Against a plain model: a list of states and a place in it."""
    shown = js.evaluate(
        """(steps) => {
          let history = { done: [], undone: [] }, edits = [], n = 0;
          const show = () => project([], [], edits).marks.map((m) => m.id + m.note).sort();
          const push = (edit) => {
            if (!edit) return;
            edits = [...edits, edit];
            history = record(history, edit);
          };
          return steps.map((name) => {
            n += 1;
            const stamp = { id: `e${n}`, now: n };
            const seen = project([], [], edits);
            const last = seen.marks.at(-1);
            const place = { id: `m${n}`, s: n, e: n + 1, status: 'exact' };
            const fresh = { ...place, theme: 't', move: null, note: '', at: '', by: '' };
            const noted = { ...last, note: `${n}` };
            if (name === 'put') push(make_edit('mark', null, fresh, stamp));
            if (name === 'change' && last) push(make_edit('mark', last, noted, stamp));
            if (name === 'delete' && last) push(make_edit('mark', last, null, stamp));
            if (name === 'undo' || name === 'redo') push(step(name, history, seen, stamp));
            return show();
          });
        }""",
        steps,
    )
    states: list[list[str]] = [[]]
    place = 0
    for name, now in zip(steps, shown, strict=True):
        if name == "undo":
            place = max(0, place - 1)
        elif name == "redo":
            place = min(len(states) - 1, place + 1)
        elif now != states[place]:
            states[place + 1 :] = [now]
            place += 1
        assert now == states[place]


@HERE
@given(before=st.lists(st.integers(0, 5)), now=st.lists(st.integers(0, 5)))
def test_what_changed_in_a_row_is_all_that_changed(
    js: Page, before: list[int], now: list[int]
) -> None:
    found = js.evaluate("([before, now]) => difference(before, now)", [before, now])
    gone, come = found["gone"], found["come"]
    same = len(before) - len(gone)
    assert same == len(now) - len(come)
    first = next((n for n in range(same + 1) if before[n : n + len(gone)] == gone
                  and now[n : n + len(come)] == come and before[:n] == now[:n]
                  and before[n + len(gone) :] == now[n + len(come) :]), None)  # fmt: skip
    assert first is not None
    if gone and come:
        assert gone[0] != come[0]
        assert gone[-1] != come[-1]


LISTS = st.lists(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3)), max_size=80), max_size=5)


@HERE
@given(lists=LISTS)
def test_lists_of_marks_are_in_order_whatever_was_before(
    js: Page, lists: list[list[tuple[int, int]]]
) -> None:
    """Marks that stay are the same objects, as those of a model are; few or many may change."""
    found, expected = js.evaluate(
        """(lists) => {
          const made = new Map(), order = make_order();
          const mark = (s, n, at) => {
            const key = `${s}.${n}.${at}`;
            if (!made.has(key)) made.set(key, { id: key, s, e: s + n + 1 });
            return made.get(key);
          };
          const marks = lists.map((list) => list.map(([s, n], at) => mark(s, n, at)));
          const ids = (list) => list.map(({ id }) => id);
          return [marks.map((list) => ids(order(list))),
                  marks.map((list) => ids([...list].sort(compare_marks)))];
        }""",
        lists,
    )
    assert found == expected
