"""Our own HTML as a tree, so that a front end can build a page without reading any HTML.

A node is a string of text, or ``[tag, node, node, …]``. Only tags that a sheet or the words of a
figure are made of are taken, and no attribute: what somebody wrote stays text on the whole way.
"""

from html.parser import HTMLParser

Node = str | list["Node"]
"""Text, or a list whose first item is the tag."""

TAGS = frozenset(
    {"p", "strong", "em", "ul", "li", "blockquote", "hr", "br", "details", "summary",
     "table", "caption", "thead", "tbody", "tr", "th", "td"}
)  # fmt: skip
_ALONE = frozenset({"hr", "br"})


def tree(html: str) -> list[Node]:
    """Return the nodes of a piece of HTML; a tag that is not in `TAGS` gives its content only."""
    found = _Tree()
    found.feed(html)
    found.close()
    return found.nodes


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.nodes: list[Node] = []
        self._open: list[tuple[str, list[Node]]] = [("", self.nodes)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag not in TAGS:
            return
        node: list[Node] = [tag]
        self._open[-1][1].append(node)
        if tag not in _ALONE:
            self._open.append((tag, node))

    def handle_endtag(self, tag: str) -> None:
        if tag in [name for name, _ in self._open]:
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        self._open[-1][1].append(data)
