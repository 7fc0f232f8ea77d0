"""Every quotation leads back to the words it quotes.

A quotation is written “words” (alieva-2024 ¶12): curly quotation marks, the text, and the
paragraph (¶), heading (§), note (n9) or byline it stands in. An ellipsis is written only as […].
Curly quotation marks are for quotations: words that are only held at a distance stand in single
or in straight ones.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from closereader.quotations import (
    ELLIPSIS,
    Cited,
    QuotationCheck,
    Quoted,
    check_quotation,
    read_citation,
    regions,
)
from closereader.texts import Text, TextError, join_labels

# Shorter runs of words in curly quotation marks may be a term; longer ones are somebody's words.
_WORDS_OF_A_TERM = 3

_IN_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_REFERENCE = re.compile(r"\(([^()“”]*)\)")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d[a-z]?\b|\bn\.d\.")


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a quotation, and what to do."""

    what: str
    remedy: str


def flaws(
    passage: str, shelf: Mapping[str, Text], *, sourced: bool = True, ours: bool = True
) -> Iterator[Flaw]:
    """Give what is wrong with the quotations of one run of prose.

    `passage`: plain text without line breaks, as `closereader.authoring.prose.passages` gives it.
    `shelf`: the texts by id.
    `sourced`: whether words in curly quotation marks need a citation.
    `ours`: whether the prose is the course's own. What a cell puts out may show a whole text, with
    its author's own quotations: there, only citations of places are looked at.
    """
    covered: list[tuple[int, int]] = []
    for end in _ends(passage):
        after = _IN_BRACKETS.match(passage, end + 1)
        kind = _kind(after[1], shelf) if after else "nothing"
        if kind == "nothing":
            continue
        start = _opening(passage, end)
        flaw = None
        if kind == "citation" and after:
            start, flaw = _check(passage, end, after[1], shelf)
        elif kind == "malformed" and after and ours:
            flaw = Flaw(
                f"“{_short(passage[start + 1 : end])}” is followed by ({after[1]}), "
                "which is not how a place is cited.",
                "Write it as (author-2024 ¶12).",
            )
        covered.append((start, end + 1))
        if flaw:
            yield flaw
    if ours:
        yield from _references(passage, shelf)
    if ours and sourced:
        yield from _unsourced(passage, covered)


def verify(words: str, citation: str, shelf: Mapping[str, Text]) -> Flaw | None:
    """Compare quoted words with the place they are said to come from, character by character."""
    cited = _cites(citation, shelf)
    if cited is None:
        raise ValueError(f"{citation!r} is no citation of a place.")
    quoted = f"“{_short(words)}” ({citation})"
    if problem := _unknown(cited, shelf):
        return Flaw(f"{quoted}: {problem}", "Correct the place.")
    if not words.replace(ELLIPSIS, "").strip():
        return Flaw(f"{quoted} quotes no words.", "Quote the words, or leave it out.")
    found = check_quotation(Quoted(_even(words), 0, 0, cited), [shelf[cited.text]], strict=True)
    if found.verbatim:
        return None
    return Flaw(f"{quoted} is not what stands there.", _remedy(found, cited.text))


def _remedy(found: QuotationCheck, text_id: str) -> str:
    """Say where the words are, or what comes closest."""
    if found.status == "elsewhere":
        return f"Cite {found.place}."
    if found.closest and found.status == "not found":
        return f"Compare {found.closest.place}: “{found.closest.words}”."
    if found.status == "not found":
        return f"Look the words up in {text_id}."
    return found.sentence


def _unknown(cited: Cited, shelf: Mapping[str, Text]) -> str:
    """Say that a text or a place does not exist, "" when it does."""
    if cited.text not in shelf:
        return f"no text is called {cited.text}; there are {', '.join(sorted(shelf))}."
    try:
        regions(cited, shelf[cited.text])
    except TextError as error:
        return str(error)
    return ""


def _check(
    passage: str, end: int, citation: str, shelf: Mapping[str, Text]
) -> tuple[int, Flaw | None]:
    # A quotation may hold half of a pair of marks that the text itself uses. So it begins at the
    # first opening mark from which the words are those of the text, whether pairs fit or not.
    for start in (at for at, sign in enumerate(passage[:end]) if sign == "“"):
        if verify(passage[start + 1 : end], citation, shelf) is None:
            return start, None
    likely = _opening(passage, end)
    return likely, verify(passage[likely + 1 : end], citation, shelf)


def _ends(passage: str) -> Iterator[int]:
    return (at for at, sign in enumerate(passage) if sign == "”")


def _opening(passage: str, end: int) -> int:
    depth = 0
    for at in range(end, -1, -1):
        depth += {"”": 1, "“": -1}.get(passage[at], 0)
        if depth == 0:
            return at
    return max(passage.find("“"), 0)


def _cites(bracket: str, shelf: Mapping[str, Text]) -> Cited | None:
    """Read a citation in its one form: “alieva-2024 ¶12”, and no other that students may use.

    “(see n9)” and “(¶12)” are none, and a name without a year must be a known text's.
    """
    cited = read_citation(bracket, shelf)
    if cited is None or len(cited.places) != 1:
        return None
    text_id, _, label = bracket.partition(" ")
    first, last = cited.places[0]
    known = text_id in shelf or re.search(r"-\d", text_id)
    written = label.replace("-", "–") in {join_labels(first, last), f"{first}–{last}"}
    return cited if known and written and text_id == cited.text else None


def _kind(bracket: str, shelf: Mapping[str, Text]) -> str:
    if _cites(bracket, shelf):
        return "citation"
    names = {text_id.partition("-")[0] for text_id in shelf}
    named = any(re.search(rf"\b{re.escape(name)}\b", bracket.lower()) for name in names)
    if named and re.search(r"[\d¶§]", bracket):
        return "malformed"
    return "elsewhere" if _YEAR.search(bracket) else "nothing"


def _references(passage: str, shelf: Mapping[str, Text]) -> Iterator[Flaw]:
    """Look at places that are named: they must exist, and what they follow must be curly."""
    for bracket in _REFERENCE.finditer(passage):
        found = _cites(bracket[1], shelf)
        before = passage[: bracket.start()].rstrip()
        if found is None or before.endswith("”"):
            continue
        if problem := _unknown(found, shelf):
            yield Flaw(f"({bracket[1]}): {problem}", "Correct the place.")
        if before.endswith(('"', "'", "’", "„", "»")):
            yield Flaw(
                f"({bracket[1]}) follows words that do not stand in curly quotation marks.",
                "Write “words” (place).",
            )


def _unsourced(passage: str, covered: list[tuple[int, int]]) -> Iterator[Flaw]:
    for end in _ends(passage):
        start = _opening(passage, end)
        if any(start < last and end >= first for first, last in covered):
            continue
        words = passage[start + 1 : end]
        if len(words.split()) > _WORDS_OF_A_TERM:
            yield Flaw(
                f"“{_short(words)}” has no source.",
                "Add the place, as in (author-2024 ¶12); words that are nobody's "
                'stand in ‘single’ or "straight" quotation marks.',
            )
    inside = "".join(
        sign
        for at, sign in enumerate(passage)
        if not any(first <= at < last for first, last in covered)
    )
    if inside.count("“") != inside.count("”"):
        yield Flaw(
            f"a curly quotation mark has no partner in “{_short(passage)}”.",
            "Close it, or take it away.",
        )


def _even(words: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", unicodedata.normalize("NFC", words)).strip()


def _short(words: str) -> str:
    return words if len(words) <= 90 else f"{words[:60]} … {words[-25:]}"  # noqa: PLR2004
