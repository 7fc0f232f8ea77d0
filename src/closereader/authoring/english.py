"""English that readers of it as a second language misread, and places that our copies cannot give.

“Single people” are unmarried, “dear” is fond before it is costly, and a sentence that begins with
“Who” is read as a question until its end. The post came to us as a repost: its paragraphs are the
editors', so how many of them lie between two sentences says nothing about it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from closereader.authoring.findings import Finding
from closereader.authoring.speech import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from closereader.authoring.notebook import Cell, Notebook

_COUNTED = r"(?:a|one|two|three|four|five|six|\d+) paragraphs? (?:before|earlier|later|after|above)"
_WORDS = {
    re.compile(r"\bsingle people\b", re.IGNORECASE): "“individuals”",
    re.compile(r"\bdear(?:er|est)?\b(?! [A-Z])"): "“costly”",
    re.compile(r"\bof two minds\b", re.IGNORECASE): "“says two things”",
    re.compile(r"\bbear(?:s|ing)? (?:\w+ ){0,3}out\b", re.IGNORECASE): "“show” or “support”",
    re.compile(r"\b[Tt]he own\b"): "“one's own” or “your own”",
    re.compile(r"\bgo(?:es)? a long way\b", re.IGNORECASE): "“is nearly enough”",
    re.compile(r"\bwhichever (?:is|one is) wanted\b", re.IGNORECASE): "“the one that they want”",
    re.compile(r"\bgives? out (?:the )?places\b", re.IGNORECASE): "“assigns places”",
}
_SENTENCE = re.compile(r"(?:(?<=^)|(?<=[.!?:] ))Who (?:[^.!?]|\.(?=\w))*[.!?]?")
_LABEL = 5  # words: “Who is counted.” is a heading in bold
_QUOTED = re.compile(r"“[^”]*”")
_POST = re.compile(r"\bpost\b|\bpost-2022\b")


def english(notebook: Notebook, cell: Cell) -> Iterator[Finding]:
    """Give every phrase that a second-language reader misreads; quotations are left alone."""
    for one in said(cell):
        if one.by == "output":
            continue
        own = _QUOTED.sub("“…”", one.words)
        for pattern, better in _WORDS.items():
            for found in pattern.finditer(own):
                yield Finding(notebook.path, cell.place, f"Says “{found[0]}”.", f"Write {better}.")
        for found in _SENTENCE.finditer(own):
            if found[0].endswith(".") and len(found[0].split()) > _LABEL:
                what = f"Has a sentence that begins with “Who” and is no question: “{found[0]}”"
                yield Finding(
                    notebook.path, cell.place, what, "Begin with “Anyone who”, or turn it."
                )
        if _POST.search(one.words) and (counted := re.search(_COUNTED, own, re.IGNORECASE)):
            what = f"Says “{counted[0]}” of the post, whose paragraphs are the editors'."
            yield Finding(notebook.path, cell.place, what, "Say “earlier” or “later in the post”.")
