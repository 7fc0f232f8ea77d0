"""A front end in Chromium against a stand-in for anywidget, JupyterLab and Python (mock.js)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from axe_playwright_python.base import AXE_SCRIPT

from tests.browser.front.served import address

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from closereader.widgets.base.sync import Synced

MOCK = Path(__file__).with_name("mock.js")
_OF_IPYWIDGETS = {"layout", "tabbable", "tooltip"}
# Headings as a notebook has them above a widget.
HTML = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Front</title></head>
<body data-jp-theme-light="{light}" style="margin:0;padding:12px 16px;background:{paper}">
<main><div style="position:absolute;clip-path:inset(50%)">
<h1>Front</h1><h2>A part</h2><h3>A question</h3></div>
<div id="widgets"></div><div id="more"></div></main><script src="{mock}"></script></body></html>"""


def state_of(widget: Synced) -> dict[str, Any]:
    """Return the traits that reach the browser, as JSON carries them."""
    names = [name for name in widget.keys if name[0] != "_" and name not in _OF_IPYWIDGETS]
    state: dict[str, Any] = json.loads(json.dumps({n: getattr(widget, n) for n in names}))
    return state


class _Living:
    """A widget in this process: what it sends and which traits it changes."""

    def __init__(self, widget: Synced) -> None:
        self.widget = widget
        self.messages: list[Any] = []
        self.changed: dict[str, Any] = {}
        widget.send = lambda content, buffers=None: self.messages.append(content)  # noqa: ARG005
        for name in state_of(widget):
            widget.observe(self._see, name)

    def _see(self, change: Any) -> None:
        self.changed[change["name"]] = change["new"]

    def answer(self, message: dict[str, Any]) -> dict[str, Any]:
        """Let the widget hear a message; return what comes of it."""
        self.widget._heard(self.widget, message, [])
        messages, self.messages = self.messages, []
        changed, self.changed = self.changed, {}
        return {"traits": changed, "messages": messages}


class Front:
    """A page with widgets on it, and the strings that move them."""

    def __init__(self, page: Page) -> None:
        self.kept = page
        self._left = False
        self.errors: list[str] = []
        self.living: list[_Living] = []
        self.knows_python = False
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._console)

    def _console(self, message: Any) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def begin(self) -> Front:
        """Begin anew, when it is next asked for, on the same page: nothing is left of what was."""
        self._left = True
        self.errors.clear()
        return self

    @property
    def page(self) -> Page:
        """The page, which may still have to be loaded."""
        if self._left:
            self.open()
        return self.kept

    def open(self, *, dark: bool = False) -> Front:
        """Load (or load again) the empty page; what the browser stored stays."""
        light, paper = ("false", "#111111") if dark else ("true", "#ffffff")
        mock = address(MOCK.read_text(encoding="utf-8"), "js")
        self.kept.goto(address(HTML.format(light=light, paper=paper, mock=mock), "html"))
        if self._left:
            self.errors.clear()  # those of the widgets that have gone too
        self._left = False
        return self

    def show(
        self, module: str, state: dict[str, Any], *, css: str = "", of: int | None = None
    ) -> int:
        """Show a widget and return its number; `of` makes it one more view of that one's model."""
        return self._show(module, css, state, {} if of is None else {"of": of})

    def live(self, widget: Synced) -> int:
        """Show a real widget, with the real Python behind it, and return its number."""
        number = self.know(widget)
        front = widget._front
        return self._show(front.script(), front.css(), state_of(widget), {"real": number})

    def _show(self, module: str, css: str, state: dict[str, Any], more: dict[str, int]) -> int:
        return int(
            self.page.evaluate(
                "([at, css, state, more]) => mock.show_at(at, css, JSON.parse(state), more)",
                # one string is sent in a tenth of the time
                [address(module, "js"), css and address(css, "css"), json.dumps(state), more],
            )
        )

    def know(self, widget: Synced) -> int:
        """Let the page ask this widget's Python, by the number that is returned."""
        page = self.page  # what stood there before is gone when there is again a first widget
        if not self.knows_python:
            page.expose_function("real_python", self._real)
            self.knows_python = True
        self.living.append(_Living(widget))
        return len(self.living) - 1

    def _real(self, number: int, message: dict[str, Any]) -> dict[str, Any]:
        return self.living[number].answer(message)

    def settle(self) -> None:
        """Wait until what is on the page has been laid out and drawn; in sight, it is then."""
        self.page.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )

    def view(self, number: int = 0) -> Locator:
        """Return a widget's element."""
        return self.page.locator(".widget-host").nth(number)

    def sent(self, kind: str | None = None, number: int = 0) -> list[dict[str, Any]]:
        """Return the messages that a widget sent to Python, those of one type only if named."""
        found: list[dict[str, Any]] = self.page.evaluate(
            "([n, type]) => mock.sent(n, type)", [number, kind]
        )
        return found

    def edits(self, number: int = 0) -> list[dict[str, Any]]:
        """Return the edits that a widget sent, repetitions included."""
        return [edit for message in self.sent("edits", number) for edit in message["edits"]]

    def disk(self) -> list[dict[str, Any]]:
        """Return the edits that the scripted Python wrote, in their order."""
        found: list[dict[str, Any]] = self.page.evaluate("() => mock.python.disk")
        return found

    def python(self, mode: str, why: str = "") -> None:
        """Let Python be honest, deaf, busy, full (refuses for now) or strict (refuses for good)."""
        self.page.evaluate(
            "([mode, why]) => { mock.python.mode = mode; mock.python.why = why }", [mode, why]
        )

    def answer(self, function: str) -> None:
        """Script Python's answers: JavaScript, message => answer(s), null for the usual ones."""
        self.page.evaluate(f"() => {{ mock.python.handle = {function}; }}")

    @property
    def voice(self) -> Locator:
        """What was last said to a screen reader, by whichever widget."""
        return self.page.locator("#closereader-voice")

    def receive(self, message: dict[str, Any], number: int = 0) -> None:
        """Let a message from Python arrive."""
        self.page.evaluate("([message, n]) => mock.receive(message, n)", [message, number])

    def set(self, number: int = 0, **traits: Any) -> None:
        """Let Python change traits."""
        self.page.evaluate("([changes, n]) => mock.set(changes, n)", [traits, number])

    def kernel(self, deed: str, *args: str) -> None:
        """Let JupyterLab's kernel do something: restart, crash, free, status(word, connection)."""
        self.page.evaluate("([deed, args]) => mock[deed](...args)", [deed, list(args)])

    def stored(self, prefix: str = "closereader:") -> list[str]:
        """Return the names of what the browser keeps."""
        names: list[str] = self.page.evaluate("() => Object.keys(localStorage)")
        return sorted(name for name in names if name.startswith(prefix))

    def axe(self, within: str = "#widgets", without: str = "") -> list[str]:
        """Return what axe-core objects to inside the widgets, one line each."""
        self.page.add_script_tag(url=address(AXE_SCRIPT, "js"))
        violations = self.page.evaluate(
            "(where) => axe.run(where, { resultTypes: ['violations'] }).then((r) => r.violations)",
            {"include": [within], "exclude": [without] if without else []},
        )
        return [
            f"{rule['id']}: {node['target']} {node.get('failureSummary', '')}"
            for rule in violations
            for node in rule["nodes"]
        ]
