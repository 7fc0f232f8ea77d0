"""English that readers of it as a second language misread, and places that a copy cannot give.

“Single people” are unmarried, “dear” is fond before it is costly, and a sentence that begins with
“Who” is read as a question until its end. Of a text whose paragraphs are the editors' own
(``uncounted:`` in ``course.yml``), how many of them lie between two sentences says nothing.
A course in another language is not looked at.
"""

import re
from collections.abc import Iterator

from closereader.authoring.findings import Remark
from closereader.authoring.notebook import Cell
from closereader.authoring.speech import said
from closereader.course import open_course

_COUNTED = r"(?:a|one|two|three|four|five|six|\d+) paragraphs? (?:before|earlier|later|after|above)"
_WORDS = {
    re.compile(r"\bsingle people\b", re.IGNORECASE): "“individuals”",
    re.compile(r"\bdear(?:er|est)?\b(?! [A-Z])"): "“costly”",
    re.compile(r"\bof two minds\b", re.IGNORECASE): "“says two things”",
    re.compile(r"\bbear(?:s|ing)? (?:\w+ ){0,3}out\b", re.IGNORECASE): "“show” or “support”",
    re.compile(r"\bthe own\b", re.IGNORECASE): "“your own” or “their own”",
    re.compile(r"\bgo(?:es)? a long way\b", re.IGNORECASE): "“nearly enough”",
    re.compile(r"\bwhoever\b", re.IGNORECASE): "“anyone who”",
    re.compile(r"\b(?:goes|went|going) without saying\b", re.IGNORECASE): "who says it",
    re.compile(r"\b[Ff]or this (?:\w+ )?speaks?\b"): "“This supports it:”",
    re.compile(r"\bread what is said about the others\b"): "the words of the page",
    re.compile(r"\bwhichever (?:is|one is) wanted\b", re.IGNORECASE): "“the one that they want”",
    re.compile(r"\bgives? out (?:the )?places\b", re.IGNORECASE): "“assigns places”",
}
# A private person has no pronoun in a copy that editors divided; a name is no evidence.
_HE = r"\b(?:private person|{word}'s author|author of the {word})\b[^.]*\b(?:he|him|his|himself)\b"
_SENTENCE = re.compile(r"(?:(?<=^)|(?<=[.!?:] ))Who (?:[^.!?]|\.(?=\w))*[.!?]?")
_LABEL = 5  # words: “Who is counted.” is a heading in bold
_QUOTED = re.compile(r"“[^”]*”")


def english(cell: Cell) -> Iterator[Remark]:
    """Give every phrase that a second-language reader misreads; quotations are left alone."""
    course = open_course()
    for one in said(cell) if course.languages[0].partition("-")[0] == "en" else ():
        if one.by == "output":
            continue
        own = _QUOTED.sub("“…”", one.words)
        for pattern, better in _WORDS.items():
            for found in pattern.finditer(own):
                yield f"Says “{found[0]}”.", f"Write {better}."
        for found in _SENTENCE.finditer(own):
            if found[0].endswith(".") and len(found[0].split()) > _LABEL:
                what = f"Has a sentence that begins with “Who” and is no question: “{found[0]}”"
                yield what, "Begin with “Anyone who”, or turn it."
        counted = re.search(_COUNTED, own, re.IGNORECASE)
        for text, word in course.uncounted.items():
            if counted and re.search(rf"\b(?:{re.escape(word)}|{re.escape(text)})\b", one.words):
                what = f"Says “{counted[0]}” of the {word}, whose paragraphs are the editors'."
                yield what, f"Say “earlier” or “later in the {word}”."
            if he := re.search(_HE.format(word=re.escape(word)), own):
                what = f"Gives the author of the {word} a gender: “{he[0]}”"
                yield what, f"Say “the {word}” or “the writer”."
