"""A reader on the mock page: what a person does to it, and what can be seen of it."""

from __future__ import annotations

import functools
import unicodedata
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from closereader.codebook import open_codebook
from closereader.texts import open_text
from closereader.widgets.reader import Reader
from closereader.widgets.reader.payload import codebook_payload, text_payload

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.front.harness import Front

ESSAY = "alieva-2024"
MADE = "2026-03-01T12:00:00.000Z"

Json = dict[str, Any]


@functools.cache
def module() -> str:
    return Reader._front.script()


@functools.cache
def style() -> str:
    return Reader._front.css()


@functools.cache
def _codebook() -> Json:
    return codebook_payload(open_codebook())


@functools.cache
def _edition(text_id: str) -> Json:
    return text_payload(open_text(text_id))


def small_text(*paragraphs: str, language: str = "en") -> Json:
    """Make a text of paragraphs; each is one sentence. The first line is a heading."""
    blocks: list[Json] = []
    sentences: list[list[int]] = []
    at = 0
    for number, words in enumerate(paragraphs):
        kind, label = ("h1", "§1") if number == 0 else ("p", f"¶{number}")
        blocks.append({"k": kind, "s": at, "e": at + len(words), "label": label})
        sentences.append([at, at + len(words)])
        at += len(words) + 2
    return {
        "id": "small", "title": paragraphs[0], "byline": "", "fingerprint": "sha256:0",
        "language": language, "lead": {}, "body": "\n\n".join(paragraphs), "blocks": blocks,
        "notes": [], "emphasis": [], "sentences": sentences,
    }  # fmt: skip


POEM = small_text(
    "One heading",
    "First words here. Then a long second sentence follows, to have more than one line in this "
    "paragraph; and more, and still more words until the line is full and breaks again.",
    "A family 👩‍👩‍👧 and a cafe\u0301 stand here.",
    "Last paragraph.",
)
POEM["sentences"] = [[0, 11], [13, 30], [31, POEM["blocks"][1]["e"]], *POEM["sentences"][2:]]


def state(text: str | Json = ESSAY, **traits: Any) -> Json:
    """Give all traits of a reader; options may be given one by one."""
    options: Json = {"themes": None, "readonly": False, "focus": None, "height": "600px"}
    options |= {name: traits.pop(name) for name in list(traits) if name in options}
    return {
        "text": _edition(text) if isinstance(text, str) else text,
        "codebook": _codebook(), "marks": [], "links": [], "others": [], "options": options,
        "who": {"id": "r1", "name": "Heron"}, "work": {"id": "w1", "label": "work"},
        "problem": "", "saved": "", **traits,
    }  # fmt: skip


def span(quote: str, text: str | Json = ESSAY) -> tuple[int, int]:
    """Give the place of words that stand in the text once, in code points."""
    body = _edition(text)["body"] if isinstance(text, str) else text["body"]
    wanted = unicodedata.normalize("NFC", quote)
    assert body.count(wanted) == 1, (quote, body.count(wanted))
    start = body.index(wanted)
    return start, start + len(wanted)


def mark(number: int, quote: str, theme: str, text: str | Json = ESSAY, **more: Any) -> Json:
    """Give a mark as Python sends it."""
    s, e = span(quote, text)
    return {
        "id": f"urn:uuid:00000000-0000-4000-8000-{number:012d}", "s": s, "e": e, "theme": theme,
        "move": None, "note": "", "at": MADE, "by": "r1", "status": "exact", **more,
    }  # fmt: skip


_BOX = """(quote) => {
  for (const block of document.querySelectorAll('.crr-scroll .crr-block')) {
    const at = block.textContent.indexOf(quote);
    if (at < 0) continue;
    block.scrollIntoView({ block: 'center' });
    const range = document.createRange();
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let seen = 0, node = null, started = false;
    while ((node = walker.nextNode())) {
      const end = seen + node.length;
      if (!started && at < end) { range.setStart(node, at - seen); started = true; }
      if (started && at + quote.length <= end) {
        range.setEnd(node, at + quote.length - seen);
        break;
      }
      seen = end;
    }
    const rects = [...range.getClientRects()].filter((r) => r.width > 0);
    const [a, b] = [rects[0], rects[rects.length - 1]];
    return { x1: a.left, y1: (a.top + a.bottom) / 2, x2: b.right, y2: (b.top + b.bottom) / 2 };
  }
  return null;
}"""

_HIGHLIGHTS = """(part_of_name) => {
  const words_of = (still) => {
    const range = document.createRange();
    range.setStart(still.startContainer, still.startOffset);
    range.setEnd(still.endContainer, still.endOffset);
    return range.toString();
  };
  return [...CSS.highlights].flatMap(([name, set]) =>
    name.includes(part_of_name) ? [...set].map((range) => [name, words_of(range)]) : []);
}"""


class Desk:
    """One reader (the first on the page unless named) and a person before it."""

    def __init__(self, front: Front, number: int = 0) -> None:
        self.front = front
        self.number = number
        self.page: Page = front.page

    def show(self, text: str | Json = ESSAY, **traits: Any) -> Desk:
        self.number = self.front.show(module(), state(text, **traits), css=style())
        # Width and margin are known only once the page has been laid out.
        self.front.settle()
        return self

    @property
    def el(self) -> Locator:
        return self.front.view(self.number)

    @property
    def text(self) -> Locator:
        return self.el.locator(".crr-scroll")

    @property
    def card(self) -> Locator:
        return self.el.locator(".crr-card:has(> form)")

    @property
    def foot(self) -> Locator:
        return self.el.locator(".crr-message")

    @property
    def spoken(self) -> Locator:
        return self.front.voice

    def box(self, quote: str) -> dict[str, float]:
        found: dict[str, float] | None = self.page.evaluate(_BOX, quote)
        assert found is not None, quote
        return found

    def drag(self, quote: str, *, card: bool = True) -> None:
        """Select words with the mouse, and wait for the card."""
        box = self.box(quote)
        self.page.mouse.move(box["x1"] + 0.5, box["y1"])
        self.page.mouse.down()
        self.page.mouse.move(box["x2"] - 0.5, box["y2"], steps=3)
        self.page.mouse.up()
        if card:
            expect(self.card).to_contain_text(quote.strip()[:30])

    def caret_before(self, quote: str) -> None:
        """Put the caret before words with a click."""
        box = self.box(quote)
        self.page.mouse.click(box["x1"] + 0.5, box["y1"])

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def selection(self) -> str:
        words: str = self.page.evaluate("() => getSelection().toString()")
        return words

    def marks(self) -> list[Json]:
        """Return the marks that were sent with `put`, in their order."""
        return [edit["mark"] for edit in self.front.edits(self.number) if edit["op"] == "put"]

    def painted(self, kind: str = "own") -> list[tuple[int, str]]:
        """Return (number of the theme, words) of everything painted, page-wide."""
        return [
            (int(name.rsplit("-", 1)[1]), words) for name, words in self.highlights(f"-{kind}-")
        ]

    def highlights(self, part_of_name: str) -> list[tuple[str, str]]:
        """Return (name, words) of every range of the highlights whose name holds a word."""
        found: list[list[str]] = self.page.evaluate(_HIGHLIGHTS, part_of_name)
        return [(name, words) for name, words in found]
