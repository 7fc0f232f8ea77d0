"""The web edition: every lesson as a page to read, without Python and without JupyterLab.

nbconvert makes the inside of a page from a lesson as it is stored, with its cards, its still
figures and their tables; no code, and so nothing that code holds, is in it. Of the texts a page has
the words that the lesson quotes, with a few around them; whole texts only when asked for.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path

import nbformat
from nbconvert import HTMLExporter

from closereader.authoring.listing import HOME
from closereader.authoring.ways import END, TOP
from closereader.course import open_course
from closereader.handin.home import LISTING
from closereader.pages.markdown import tables
from closereader.site import _texts

_HERE = Path(__file__).parent / "reading"
_TEMPLATE = """{%- extends 'display_priority.j2' -%}
{% block markdowncell %}{{ cell.source | markdown2html }}
{% endblock markdowncell %}
{% block output_group %}<div class="out">{{ super() }}</div>
{% endblock output_group %}
{% block execute_result %}{{ super() }}{% block data_priority scoped %}{{ super() }}{% endblock %}
{% endblock execute_result %}
{% block data_html %}{{ output.data['text/html'] }}{% endblock data_html %}
{% block data_svg %}{{ output.data['image/svg+xml'] }}{% endblock data_svg %}
{% block data_text %}<pre>{{ output.data['text/plain'] | escape }}</pre>{% endblock data_text %}
{% block stream_stdout %}<pre>{{ output.text | escape }}</pre>{% endblock stream_stdout %}
"""
_LINK = re.compile(r'<a\b[^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_HEAD = re.compile(r"<th\b")
_CAPTION = re.compile(r"<caption\b[^>]*>(.*?)</caption>", re.DOTALL)
_STYLE = re.compile(r"<style\b.*?</style>", re.DOTALL)
_RUN_ME = re.compile(r"<p [^>]*><em>[^<]*</em></p>(?=</div></div>)")  # a card asks for it last
_ANCHOR = re.compile(r'<a class="anchor-link"[^>]*>.*?</a>', re.DOTALL)  # headings keep their ids
_TITLE = re.compile(r"(?<=>)([^\n<>]+)\n(<div class=\"[^\"]*\"><span class=\"?closereader-figure)")
_HEADING = re.compile(r"<h([123])\b[^>]*?id=\"([^\"]*)\"[^>]*>(.*?)</h\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class _Page:
    """A page: the name of its file, its title, and its inside."""

    name: str
    title: str
    inside: str


def write(members: Mapping[str, bytes], out: Path, *, whole: bool) -> None:
    """Write the pages.

    `members`: the student edition: file contents by their names.
    `out`: the folder to be made.
    `whole`: whether the whole texts are written too.
    """
    out.mkdir()
    listed = json.loads(members[LISTING])
    paths = [one["path"] for one in listed if one["path"].startswith("notebooks/")]
    notebooks = {path: _read(members[path]) for path in paths}
    names = {path: f"{Path(path).stem}.html" for path in paths}
    titles = {one["path"]: str(one["title"]) for one in listed}
    cited: set[str] = set()
    pages = []
    for path in paths:
        passages, of = _texts.passages(_prose(notebooks[path]), whole=whole)
        cited |= of
        inside = _inside(notebooks[path], {**names, HOME: "index.html"}) + passages
        pages.append(_Page(names[path], titles[path], inside))
    texts = [_Page(*parts) for parts in _texts.pages()] if whole else []
    minutes = {names[one["path"]]: one["minutes"] for one in listed if one["path"] in names}
    first = _Page("index.html", open_course().name, _first(pages, minutes, texts, cited))
    for number, page in enumerate(pages):
        before, after = pages[:number][-1:], pages[number + 1 :][:1]
        _put(out / page.name, _shell(page, _way(before, after)))
    for page in [first, *texts]:
        _put(out / page.name, _shell(page, ""))
    searched = _Page("search.html", "Search", _search([*pages, *texts]))
    _put(out / searched.name, _shell(searched, ""))
    _put(out / "style.css", (_HERE / "style.css").read_text(encoding="utf-8"))


def _read(data: bytes) -> nbformat.NotebookNode:
    notebook: nbformat.NotebookNode = nbformat.reads(  # type: ignore[no-untyped-call]
        data.decode("utf-8"), 4
    )
    return notebook


def _prose(notebook: nbformat.NotebookNode) -> Sequence[str]:
    return [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]


def _inside(notebook: nbformat.NotebookNode, names: Mapping[str, str]) -> str:
    """Convert a lesson; its ways on are those of the page."""
    cells = [cell for cell in notebook.cells if cell.get("id") not in {TOP, END}]
    kept = nbformat.from_dict({**notebook, "cells": cells})  # type: ignore[no-untyped-call]
    exporter = HTMLExporter(  # type: ignore[no-untyped-call]
        template_name="base",
        raw_template=_TEMPLATE,
        exclude_input=True,
    )
    html, _ = exporter.from_notebook_node(kept)
    for left_out in (_ANCHOR, _STYLE, _RUN_ME):
        html = left_out.sub("", html)
    html = _TITLE.sub(r'<p class="title">\1</p>\n\2', html)
    html = _LINK.sub(lambda found: _link(found[1], found[2], names), html)
    names_of_tables = (name for source in _prose(kept) for name, _ in tables(source))
    return _TABLE.sub(lambda found: _wide(found[0], names_of_tables), html)


def _link(address: str, words: str, names: Mapping[str, str]) -> str:
    """Lead to a page that is here, or elsewhere; what is not here keeps its words only."""
    place, hash_, part = unescape(address).partition("#")
    if place.startswith(("https:", "http:")):
        return f'<a href="{escape(address)}">{words}</a>'
    page = names.get(place.removeprefix("../")) if place else ""
    if page is None:
        return words
    return f'<a href="{escape(page + hash_ + part)}">{words}</a>'


def _wide(table: str, names: Iterator[str]) -> str:
    """Let a table be scrolled; one of Markdown has no caption yet, and is given its name."""
    caption = _CAPTION.search(table)
    name = _words(caption[1]) if caption else next(names)
    if not caption:
        table = table.replace(">", f"><caption>{escape(name)}</caption>", 1)
        table = _HEAD.sub('<th scope="col"', table)
    given = f'class="wide" role="group" aria-label="{escape(name)}" tabindex="0"'
    return f"<div {given}>{table}</div>"


def _words(html: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", html)).split())


def _way(before: Sequence[_Page], after: Sequence[_Page]) -> str:
    parts = [f'<a rel="prev" href="{one.name}">Previous: {escape(one.title)}</a>' for one in before]
    parts += [f'<a rel="next" href="{one.name}">Next: {escape(one.title)}</a>' for one in after]
    return "".join(parts)


def _first(
    pages: Sequence[_Page],
    minutes: Mapping[str, int | None],
    texts: Sequence[_Page],
    cited: set[str],
) -> str:
    course = open_course()
    rows = "".join(
        f'<li><a href="{page.name}">{escape(page.title)}</a>'
        f"{f', {minutes[page.name]} min' if minutes[page.name] else ''}</li>"
        for page in pages
    )
    whole = "".join(f'<li><a href="{one.name}">{escape(one.title)}</a></li>' for one in texts)
    return (
        f"<h1>{escape(course.name)}</h1><p>{escape(course.about)}</p>"
        '<p class="note">This is the course to read. Marking passages, answering and handing in '
        "need JupyterLab, where the exercises are too.</p>"
        f"<h2>Lessons</h2><ol>{rows}</ol>"
        + (f"<h2>Texts</h2><ul>{whole}</ul>" if whole else "")
        + _texts.rights(cited)
    )


def _search(pages: Sequence[_Page]) -> str:
    parts = [one for page in pages for one in _indexed(page)]
    index = json.dumps(parts, ensure_ascii=False).replace("<", "\\u003c")
    script = (_HERE / "search.js").read_text(encoding="utf-8")
    return (
        '<h1>Search</h1><form role="search"><label for="query">Words</label>'
        '<input id="query" name="q" type="search" autocomplete="off"></form>'
        '<p id="said" role="status">Searching needs JavaScript.</p><ol id="found"></ol>'
        f'<script type="application/json" id="index">{index}</script>'
        f'<script type="module">{script}</script>'
    )


def _indexed(page: _Page) -> Iterator[dict[str, str]]:
    """Give the parts of a page, by its headings."""
    starts = [*_HEADING.finditer(page.inside)]
    for number, found in enumerate(starts):
        end = starts[number + 1].start() if number + 1 < len(starts) else len(page.inside)
        heading = _words(found[3])
        where = page.title if found[1] == "1" else f"{page.title}: {heading}"
        words = _words(page.inside[found.end() : end])
        yield {"page": page.name, "at": found[2], "where": where, "words": words}


def _shell(page: _Page, way: str) -> str:
    course = open_course()
    title = page.title if page.title == course.name else f"{page.title} · {course.name}"
    nav = f'<nav class="way" aria-label="{{}}">{way}</nav>' if way else ""
    search = (
        '<form role="search" aria-label="All lessons" action="search.html">'
        '<input type="search" name="q" aria-label="Search the lessons">'
        "<button>Search</button></form>"
    )
    return f"""<!doctype html>
<html lang="{escape(course.languages[0])}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<link rel="stylesheet" href="style.css">
</head>
<body>
<a class="skip" href="#main">To the page itself</a>
<header><a href="index.html">{escape(course.name)}</a>{"" if page.name == "search.html" else search}
</header>
{nav.format("Lessons, above")}
<main id="main">
{page.inside}
</main>
{nav.format("Lessons, below")}
<footer><p>The texts keep the rights of their authors and publishers: see
<a href="index.html#rights">the first page</a>.</p></footer>
</body>
</html>
"""


def _put(path: Path, words: str) -> None:
    path.write_text(words, encoding="utf-8", newline="\n")
