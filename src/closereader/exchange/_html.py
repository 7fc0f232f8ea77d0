"""The words of a note that was written as HTML: no tags, no scripts, addresses kept.

Source: Web Annotation Data Model, 3.2.4: the ``format`` of a textual body may be ``text/html``.
Nothing here is shown as HTML again, so nothing has to be made safe: only words are taken, and what
is no tag stays as it is. Python's `html.parser` needs a minute for 80 kB of hostile input; this
reads each character a fixed number of times.
"""

import re
from html import unescape

FORMATS = {"text/html", "application/xhtml+xml"}
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,30})((?:\s|/)[^<>]*)?>")
_ATTRIBUTE = r"(?<![\w-]){}\s{{0,9}}=\s{{0,9}}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+))"
_NAMES = {
    name: re.compile(_ATTRIBUTE.format(name), re.IGNORECASE) for name in ("href", "src", "alt")
}
_ADDRESSES = {"a": "href", "img": "src", "audio": "src", "video": "src", "iframe": "src"}
_BREAKS = {
    **dict.fromkeys(("br", "dd", "div", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr"), "\n"),
    **dict.fromkeys(("article", "figcaption", "li", "section", "td", "th", "tr"), "\n"),
    **dict.fromkeys(("blockquote", "ol", "p", "pre", "table", "ul"), "\n\n"),
}
_UNSEEN = tuple(
    (re.compile(begin, re.IGNORECASE), re.compile(end, re.IGNORECASE))
    for begin, end in (("<script", "</script>"), ("<style", "</style>"), ("<!--", "-->"))
)


def words_of(html: str) -> str:
    """Return what a person reads there: a line for each block, an address after its words."""
    out: list[str] = []
    link, since, at = "", 0, 0
    seen = _unseen(html)
    for tag in _TAG.finditer(seen):
        out.append(_plain(seen[at : tag.start()]))
        at = tag.end()
        name = tag[2].lower()
        out.append(_BREAKS.get(name, ""))
        if name not in _ADDRESSES:
            continue
        out.append(_after(link, out[since:]))
        link, since = "", len(out)
        if not tag[1]:
            link = _attribute(tag[3] or "", _ADDRESSES[name])
            out.append(_attribute(tag[3] or "", "alt"))
        if name == "img":  # which has no end, and no words but these
            out.append(_after(link, out[since:]))
            link = ""
    out += [_plain(seen[at:]), ""]
    out.append(_after(link, out[since:]))
    lines = (" ".join(line.split()) for line in "".join(out).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _unseen(html: str) -> str:
    """Leave out scripts, style sheets and comments; one that never ends is kept, as words."""
    for begin, end in _UNSEEN:
        out, at = [], 0
        while (start := begin.search(html, at)) and (stop := end.search(html, start.end())):
            out.append(html[at : start.start()])
            at = stop.end()
        html = "".join([*out, html[at:]])
    return html


def _plain(words: str) -> str:
    return unescape(words.replace("\n", " "))


def _attribute(inside: str, name: str) -> str:
    found = _NAMES[name].search(inside)
    return unescape(next(filter(None, found.groups()), "")) if found else ""


def _after(link: str, words: list[str]) -> str:
    """Give the address of a link after its words, unless they are the address."""
    said = "".join(words).strip()
    return "" if not link or link == said else f" ({link})" if said else link
