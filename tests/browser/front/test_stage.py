"""No widget stays blank: late data are drawn, and a drawing that failed can be repeated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from closereader import Ask
from tests.browser.front.harness import Front, state_of
from tests.browser.front.served import address
from tests.house.tree import ROOT
from tests.widgets.table import WIDGETS

if TYPE_CHECKING:
    from pathlib import Path

    from closereader.widgets.base.sync import Synced

pytestmark = pytest.mark.browser

EACH = pytest.mark.parametrize("kind", WIDGETS, ids=lambda kind: kind.__name__)
NOT_THERE = "This has not arrived from Python yet. It appears here when it does."
FAILED = re.compile("^This could not be shown. Nothing is lost")
# A model of which one trait cannot be read as long as window.broken says so.
BREAK = """(state, name) => {
  window.broken = true;
  const model = mock.make_model(state);
  const value = model.state[name];
  Object.defineProperty(model.state, name, { get() {
    if (window.broken) throw new Error(`the trait ${name} is broken`);
    return value;
  } });
  return model;
}"""
SHOW_BROKEN = f"""([module, state, name]) =>
  mock.show_at(module, "", {{}}, {{ model: ({BREAK})(state, name) }})"""


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOSEREADER_COURSE", str(ROOT))
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))


def empty(state: dict[str, Any], widget: Synced) -> dict[str, Any]:
    """Give every trait the value it has before Python fills it."""
    traits = widget.traits()
    return {name: traits[name].default(widget) for name in state}


def words(front: Front, number: int = 0) -> str:
    front.settle()  # what the browser has not drawn yet has no words
    # That nobody answers is said after a while: whether this was read before or after it, says
    # nothing of the drawing.
    return front.view(number).inner_text().partition("\n\nWaiting for Python …")[0]


@EACH
def test_a_view_drawn_before_its_data_draws_itself_when_they_come(
    front: Front, kind: type[Synced]
) -> None:
    widget = WIDGETS[kind][0]()
    state = state_of(widget)
    front.show(widget._front.script(), state, css=widget._front.css())
    expected = words(front)
    front.open()
    front.show(widget._front.script(), empty(state, widget), css=widget._front.css())
    expect(front.view().locator(".cr-stage p")).to_have_text(NOT_THERE)
    front.set(**state)
    assert expected
    expect(front.view().locator(".cr-stage")).to_be_hidden()
    assert words(front) == expected


@EACH
def test_a_drawing_that_failed_says_so_and_can_be_repeated(
    front: Front, kind: type[Synced]
) -> None:
    widget = WIDGETS[kind][0]()
    state = state_of(widget)
    front.show(widget._front.script(), state, css=widget._front.css())
    expected, hellos = words(front), len(front.sent("hello"))
    front.open()
    front.page.add_style_tag(content=widget._front.css())
    read = "names" if kind.__name__ == "SeminarView" else "work"  # what it needs to draw
    front.page.evaluate(SHOW_BROKEN, [address(widget._front.script(), "js"), state, read])
    expect(front.view().locator(".cr-stage p")).to_have_text(FAILED)
    again = front.view().get_by_role("button", name="Show it again")
    again.click()
    expect(again).to_be_visible()  # it failed once more
    assert len(front.errors) == 2, front.errors
    front.errors.clear()
    front.page.evaluate("() => { window.broken = false }")
    again.click()
    expect(again).to_be_hidden()
    assert words(front) == expected
    assert len(front.sent("hello")) == hellos  # what had failed half-way sends nothing


# Each trait is broken in turn, and the view taken away before the next is shown. What is returned
# is how many still listen to the window of each view that failed.
EARS = f"""async ([module, state, failed]) => {{
  const widget = (await import(module)).default;
  const {{ addEventListener, removeEventListener }} = window;
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const left = {{}};
  for (const name of Object.keys(state)) {{
    let ears = 0;
    window.addEventListener = function (event, callback, options) {{
      ears += 1;
      options?.signal?.addEventListener("abort", () => {{ ears -= 1 }});
      return addEventListener.call(window, event, callback, options);
    }};
    window.removeEventListener = function (...args) {{
      ears -= 1;
      return removeEventListener.apply(window, args);
    }};
    const number = await mock.render(widget, ({BREAK})(state, name));
    await frame().then(frame); // what the browser has not drawn yet has no words
    if (mock.views[number].el.innerText.startsWith(failed)) left[name] = ears;
    await mock.hide(number);
  }}
  return left;
}}"""


@EACH
def test_a_drawing_that_fails_anywhere_leaves_nobody_listening(
    front: Front, kind: type[Synced]
) -> None:
    widget = WIDGETS[kind][0]()
    module = address(widget._front.script(), "js")
    left = front.page.evaluate(EARS, [module, state_of(widget), FAILED.pattern.removeprefix("^")])
    assert left
    assert not any(left.values()), left
    meant = [f"the trait {name} is broken" for name in left]
    assert [one for one in front.errors if not any(why in one for why in meant)] == []
    front.errors.clear()


def test_what_fails_later_leaves_the_words_on_the_page(front: Front) -> None:
    from closereader import Ask  # noqa: PLC0415 - only here

    widget = Ask("02/q1", "Why?")
    state = state_of(widget)
    front.show(widget._front.script(), state, css=widget._front.css())
    front.python("busy")  # so that the words are not on disk yet, however long this takes
    box = front.view().get_by_role("textbox")
    box.fill("words of mine")
    front.page.evaluate(
        """() => {
          const { state } = mock.views[0].model, value = state.checked;
          const get = () => { throw new Error("broken"); };
          Object.defineProperty(state, "checked", { configurable: true, get, set() {} });
          window.mend = () => Object.defineProperty(state, "checked", { get: () => value });
        }"""
    )
    front.set(checked={"text": "words of mine"})
    expect(front.view().locator(".cr-stage p")).to_have_text(FAILED)
    expect(box).to_have_value("words of mine")
    front.errors.clear()
    front.page.evaluate("() => window.mend()")
    front.view().get_by_role("button", name="Show it again").click()
    expect(front.view().locator(".cr-stage")).to_be_hidden()
    expect(front.view().get_by_role("textbox")).to_have_value("words of mine")
    front.kernel("free")
    expect(front.view().locator(".cr-status-text")).to_contain_text("Saved")
    assert [edit["value"]["text"] for edit in front.disk()] == ["words of mine"]


def test_a_model_that_anywidget_made_deaf_hears_again(front: Front) -> None:
    """The classes are those of anywidget 0.11 and ipywidgets 8, as far as messages go."""
    from closereader import Ask  # noqa: PLC0415 - only here

    widget = Ask("02/q1", "Why?")
    front.page.evaluate(
        """() => {
          class WidgetModel {
            async _handle_comm_msg(message) { window.heard.push(message); }
          }
          class AnyModel extends WidgetModel {
            async _handle_comm_msg(message) {
              await this.ready;
              return super._handle_comm_msg(message);
            }
          }
          window.heard = []; window.asked = [];
          const make = (ready) => {
            const whole = new AnyModel();
            whole.ready = ready;
            ready.catch(() => {});
            whole.comm = {
              on_msg(callback) { whole.callback = callback; },
              send: (data) => window.asked.push(data),
            };
            whole.comm.on_msg((message) => whole._handle_comm_msg(message));
            return whole;
          };
          const late = Promise.reject(new Error("Failed to initialize model."));
          window.whole = { deaf: make(late), well: make(Promise.resolve()) };
          mock.manager.get_model = async (id) => window.whole[id];
        }"""
    )
    for name in ("deaf", "well"):
        front.show(
            widget._front.script(), {**state_of(widget), "address": name}, css=widget._front.css()
        )
    front.page.wait_for_function("() => window.asked.length === 1")
    front.page.evaluate("() => { window.heard = []; }")
    heard = front.page.evaluate(
        """async () => {
          for (const name of ["deaf", "well"]) await window.whole[name].callback({ of: name });
          return window.heard;
        }"""
    )
    assert heard == [{"of": "deaf"}, {"of": "well"}]
    assert front.page.evaluate("() => window.asked") == [{"method": "request_state"}]


def test_a_view_whose_python_is_gone_before_it_is_drawn_is_drawn_and_says_so(front: Front) -> None:
    """Restarted again while a slow page still draws: JupyterLab throws at what is sent."""
    widget = Ask("02/q1", "Why?", texts=("artiukh-2022",))
    front.page.evaluate(
        """([source, state]) => {
          const model = mock.make_model(state);
          model.send = () => { throw new Error("Cannot send"); };
          return mock.show(source, state, { model });
        }""",
        [widget._front.script(), state_of(widget)],
    )
    box = front.view().get_by_role("textbox", name="Why?")
    box.press_sequentially("words")
    expect(front.view().locator(".cr-status-text")).to_contain_text("Python was restarted")
    expect(front.view().locator(".cr-stage")).to_be_hidden()
