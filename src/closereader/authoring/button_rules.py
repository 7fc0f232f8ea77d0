"""A button that prose names is on the page: a reader who is told to press it looks for that word.

The words are taken from the front ends themselves, so a label that changes there is found here.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from closereader.authoring.findings import Remark
from closereader.authoring.prose import without_code
from closereader.codebook import open_codebook

# What is pressed and opened but is none of the course's: keys, menus, buttons of other programs.
_KEYS = ("Enter", "Space", "Tab", "Shift+Tab", "Shift+Enter", "Ctrl+F")
_MENUS = ("Kernel", "Run", "Run All Cells", "Restart Kernel", "Terminal", "Windows")
ELSEWHERE = frozenset([*_KEYS, *_MENUS, "Download Python"])
_NAMED = re.compile(
    r"(?i:\b(?:press(?:ing)?|click(?: into)?|open|button|box|tick))\s+(?:the\s+)?"
    r"(?:(?:button|box|menu)\s+)?(\*\*|\*)([A-Z][^*]{1,60}?)\1"
)
_LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`')


@cache
def labels() -> frozenset[str]:
    """Return every string of the course's front ends, and the names of its themes and moves."""
    library = Path(__file__).parents[1]
    # of a course's package only what lies in a folder of this name: others may be installed beside
    sources = {*library.rglob("*.js"), *library.parent.glob("*/*/front/*.js")}
    book = open_codebook()
    names = {one.name for one in book.themes} | {one.name for one in book.moves}
    strings = (
        found[1] or found[2] or ""
        for path in sources
        for found in _LITERAL.finditer(path.read_text(encoding="utf-8"))
    )
    return frozenset(names | {_bare(one) for one in strings})


def buttons(source: str) -> Iterator[str]:
    """Give every name of a button, box or menu in prose that nothing on the page has."""
    for found in _NAMED.finditer(without_code(source)):
        name = " ".join(found[2].split())
        known, bare = labels() | ELSEWHERE, _bare(name)
        begins = name.endswith("…") and any(one.startswith(f"{bare} ") for one in known)
        if bare not in known and not begins:
            yield name


def named_buttons(source: str) -> Iterator[tuple[str, Remark]]:
    """Give the names of buttons in prose that no page has, each with what is to be said of it."""
    for name in buttons(source):
        what = f"Names “{name}”, which no button, box or menu of the course is called."
        yield name, (what, "Use the word that stands on the page.")


def _bare(words: str) -> str:
    """Leave out what ends a label but is not its name: dots, and its key in brackets."""
    return re.sub(r" \(\w\)$", "", words.strip()).rstrip(" .…:")
