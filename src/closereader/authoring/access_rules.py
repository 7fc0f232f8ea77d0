"""What a notebook owes to a reader who listens to it, or who sees little of it.

These are the 13 rules of Berkeley's ``jupyterlab-a11y-checker`` (its ``doc/rules.md``), looked at
in prose and, other than there, in what the code has put out. Three of them stand elsewhere: one
H1, at the beginning, and no level skipped, in `closereader.authoring.grammar`; and words for
every picture in `closereader.authoring.cell_rules`. The words beside each rule here are its name
there. Besides, a Markdown table, which that checker passes over, needs a name and no empty
heading.
"""

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

from closereader.authoring.figure_rules import PLOTLY
from closereader.authoring.findings import Finding
from closereader.authoring.notebook import Cell, Notebook
from closereader.authoring.prose import headings, images, plain, without_code
from closereader.pages.markdown import tables

VAGUE = ("click", "here", "link", "more", "read")
SHORT = 20  # signs; a link of fewer that has one of these words does not say where it leads

_EMPTY_HEADING = re.compile(r"(?m)^ {0,3}#{1,6}[ \t]*#*[ \t]*$")
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\([^)]*\)")
_ADDRESS = re.compile(r"(?i)(?:https?://|www\.)")
_COLOUR = re.compile(r"(?i)(?<![\w-])(?:background-)?color\s*:\s*(?!inherit\b)[^;\"'>]+")
_PIXELS = re.compile(r"(?i)\.(?:png|jpe?g|gif|webp|bmp)\b|^attachment:")


class _Page(HTMLParser):
    """Collect what the rules ask about from a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.flaws: list[tuple[str, str]] = []
        self.colours: list[str] = []
        self.links: list[str] = []
        self._tables: list[dict[str, int]] = []
        self._link: list[str] | None = None
        self._read: str = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.colours += _COLOUR.findall(given.get("style") or "")
        if tag == "img" and not (given.get("alt") or "").strip():
            self.flaws.append(("A picture has no words.", "Give it an alt text."))
        elif tag == "a":
            self._link = [given.get("aria-label") or ""]
        elif tag == "table":
            self._tables.append({"caption": 0, "th": 0, "scope": 0})
        elif self._tables and tag in {"caption", "th"}:
            self._tables[-1][tag] += 1
            self._tables[-1]["scope"] += "scope" in given
            self._read = ""

    def handle_data(self, data: str) -> None:
        self._read += data
        if self._link is not None:
            self._link.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._link is not None:
            self.links.append(next(iter(filter(str.strip, self._link)), ""))
            self._link = None
        elif tag in {"caption", "th"} and self._tables and not self._read.strip():
            what = "a table is empty."
            name = "The caption of" if tag == "caption" else "A heading of"
            self.flaws.append((f"{name} {what}", "Say in it what stands there."))
        elif tag == "table" and self._tables:
            self.flaws += _table(self._tables.pop())


def access(notebook: Notebook, cells: tuple[Cell, ...]) -> Iterator[Finding]:
    """Give what shuts a reader of a notebook out."""
    yield from _twice(notebook, cells)
    for cell in cells:
        found = _prose(cell.source) if cell.kind == "markdown" else _shown(cell)
        for what, remedy in found:
            yield Finding(notebook.path, cell.place, what, remedy)


def _twice(notebook: Notebook, cells: tuple[Cell, ...]) -> Iterator[Finding]:
    """heading-duplicate-h2 and heading-duplicate-h1-h2: a list of headings must tell them apart."""
    seen: set[str] = set()
    for cell in cells:
        for one in headings(cell.prose):
            title = one.title.lower()
            if one.level == 2 and title in seen:  # noqa: PLR2004 - H2
                what = f"The heading “{one.title}” stands twice."
                yield Finding(notebook.path, cell.place, what, "Give one of them another name.")
            if one.level <= 2:  # noqa: PLR2004 - H1 and H2
                seen.add(title)


def _prose(source: str) -> Iterator[tuple[str, str]]:
    bare = without_code(source)
    if _EMPTY_HEADING.search(bare):  # heading-empty
        yield "A heading has no words.", "Write it, or take it out."
    for link in _LINK.finditer(bare):  # link-discernible-text
        yield from _link(plain(link[1]))
    for words in _Page(bare).links:
        yield from _link(words)
    for _, address in images(source):  # color-insufficient-cc-normal and -large
        if _PIXELS.search(address):
            what = f"Whether the words in {address} can be read cannot be told from its pixels."
            yield what, "Draw it as a figure, or as SVG with the colours of the page."
    yield from _html(bare)
    for name, heads in tables(source):
        if not name:  # what stands for table-missing-caption, where there can be no caption
            what = "No words above a table say what it is."
            yield what, "Put a heading above it, or a sentence that ends with a colon."
        if not all(heads):
            yield "A table has an empty heading.", "Say in it what stands in the column."


def _shown(cell: Cell) -> Iterator[tuple[str, str]]:
    for output in cell.outputs:
        data = output.get("data", {})
        yield from _html(str(data.get("text/html", "")))
        if any(kind.startswith("image/") for kind in data) and PLOTLY not in data:
            what = "Puts out a picture, whose words nobody can have read to them."
            yield what, "Draw it as a figure of the course."


def _html(html: str) -> Iterator[tuple[str, str]]:
    page = _Page(html)
    yield from page.flaws
    for colour in page.colours:  # color-insufficient-cc-normal and -large
        what = f"Has a colour of its own ({colour}), which the page may make unreadable."
        yield what, "Leave colours to the page."


def _table(seen: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    if not seen["th"]:  # table-missing-header
        yield "A table has no headings.", "Use th, with a scope."
    if not seen["caption"]:  # table-missing-caption
        yield "A table has no caption.", "Say in a caption what it is."
    if seen["th"] > seen["scope"]:  # table-missing-scope
        yield "A heading of a table does not say what it heads.", "Give it a scope."


def _link(words: str) -> Iterator[tuple[str, str]]:
    """link-discernible-text: what a list of links says of each by itself."""
    words = words.strip()
    vague = len(words) < SHORT and any(one in words.lower() for one in VAGUE)
    if not words or vague or _ADDRESS.match(words):
        yield f"The link “{words}” does not say where it leads.", "Name what it opens."
