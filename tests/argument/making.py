"""Maps to test with: whatever can be said, in whatever shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from closereader.annotations import Passage
from closereader.argument import KINDS, Node, TableRow, one_line, settled
from closereader.texts import open_text

if TYPE_CHECKING:
    from closereader.argument._model import KindId

TEXT = "small-2024"
WORDS = "It speaks of oil"

# the signs that mean something in Argdown, JSON or HTML, and some that mean nothing anywhere
_SIGNS = "ab Ż🛢\u2028\u00a0[]<>{}()#@*_+-=/\\:\"'“”.,;&%$|~\n\t"
_PIECES = st.sampled_from(
    ["//", "/*", "*/", "<!--", "-->", "===", "---", "--", "[Claim 1]:", "<Grounds 1>", "#claim",
     " #grounds", "+ ", "- ", "_ ", "(1) ", '{"kind": "claim"}', "\\", "\\\\", "<script>", "]("]
)  # fmt: skip
hostile = st.lists(st.text(_SIGNS, max_size=8) | _PIECES, max_size=6).map("".join)
lines = hostile.map(one_line).filter(lambda text: len(text) <= 200)
notes = hostile.map(lambda text: text.replace("\u2028", " ").strip())


def passage(words: str = WORDS) -> Passage:
    text = open_text(TEXT)
    start = text.body.index(words)
    return Passage.on(text, start, start + len(words))


def lost(words: str) -> Passage:
    """Give a passage of a text that is not there."""
    return Passage("gone-1999", "sha256:" + "0" * 64, 3, 3 + len(words), words)


_quotes = st.text("ab “”\n\n{}#", min_size=1, max_size=30).filter(str.strip)
_rows = st.builds(
    TableRow,
    st.sampled_from(["panel", "no table", "x{y}"]),
    st.lists(
        st.tuples(st.text("abc_", min_size=1, max_size=5), st.integers(0, 3000) | hostile),
        min_size=1, max_size=2, unique_by=lambda pair: pair[0],
    ).map(tuple),
    st.sampled_from(["", "rents"]),
)  # fmt: skip


def _nodes(
    children: st.SearchStrategy[tuple[Node, ...]], kinds: tuple[KindId, ...] = KINDS
) -> st.SearchStrategy[Node]:
    passages = st.none() | _quotes.map(lost) | st.builds(passage)
    return st.builds(
        Node, st.sampled_from(kinds), lines, passages, st.none() | _rows, notes, children
    )


_branches = st.recursive(
    _nodes(st.just(())),
    lambda below: _nodes(st.lists(below, max_size=3).map(tuple)),
    max_leaves=8,
)
maps = _nodes(st.lists(_branches, max_size=3).map(tuple), ("claim",)).map(settled)
