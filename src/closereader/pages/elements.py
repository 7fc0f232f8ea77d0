"""HTML whose text is always text: every word that comes from somewhere passes through here."""

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from unicodedata import category

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction of all words after them, and so could hide what stands there."""


class Html(str):
    """A string that is already HTML; anything else is escaped by `el`."""

    __slots__ = ()


def text(words: object) -> Html:
    """Escape words; control characters, which HTML may not hold, become visible boxes."""
    said = str(words)
    return Html(said if said.isalnum() else escape(visible(said)))  # half of all are one word


def visible(words: str) -> str:
    """Give words as a page shows them: control characters as boxes, one for one.

    Every space is a space, also one that does not break; joiners and marks of direction belong to
    the words, as in Persian.
    """
    for char in () if words.isprintable() else set(words):
        if not _shown(char):
            words = words.replace(char, "\ufffd")
    return words


def _shown(char: str) -> bool:
    kept = char.isprintable() or char in "\n\t" or category(char) in {"Zs", "Cf"}
    return kept and char not in _TURNING


def el(tag: str, *parts: object, **attributes: object) -> Html:
    """Give an element; `class_` and `for_` lose their underscore, other ones become hyphens."""
    given = ""
    for name, value in attributes.items():
        if value is not None:
            given += f' {name.rstrip("_").replace("_", "-")}="{text(value)}"'
    return Html(f"<{tag}{given}>{''.join(_each(parts))}</{tag}>")


def _each(parts: Iterable[object]) -> list[Html]:
    # a list, which is made quicker: a pack of a large class has a million elements
    return [part if isinstance(part, Html) else text(part) for part in parts]


def join(parts: Iterable[object], between: str = "") -> Html:
    """Join pieces, each of them HTML or words."""
    return Html(text(between).join(_each(parts)))


def prose(words: str) -> Html:
    """Give paragraphs: an empty line parts them, a line break stays one."""
    blocks = [block.strip("\n") for block in words.split("\n\n") if block.strip()]
    return join(el("p", join(block.split("\n"), "\n"), class_="words") for block in blocks)


def bullets(lines: Iterable[object]) -> Html:
    """Give a list, nothing when it would be empty."""
    items = [el("li", line) for line in lines]
    return el("ul", *items) if items else Html("")


def table(caption: str, headings: Sequence[object], rows: Iterable[Sequence[object]]) -> Html:
    """Give a table with a caption; the first cell of a row is its heading."""
    # an empty heading would be announced as one
    head = el("tr", *(el("th", one, scope="col") if one else el("td") for one in headings))
    lines = [
        f'<tr><th scope="row">{first}</th>{"".join([f"<td>{one}</td>" for one in rest])}</tr>'
        for first, *rest in map(_each, rows)
    ]
    body = el("tbody", Html("".join(lines)))
    return wide(caption, el("table", el("caption", caption), el("thead", head), body))


def wide(name: str, inside: Html) -> Html:
    """Give a box that scrolls sideways where its contents are wider than the page, by key too."""
    return el("div", inside, class_="wide", role="group", aria_label=name, tabindex="0")


def style_sheet(beside: str, name: str) -> str:
    """Return a style sheet that lies beside a Python file."""
    return Path(beside).with_name(name).read_text(encoding="utf-8")
