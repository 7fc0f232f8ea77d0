"""Cut a block into sentences by rule.

The rules are made for edited prose with quotations and initials; which abbreviations there are is
asked of the text's language (English and German are known; in another language only its initials
are told from the end of a sentence). A sentence never crosses a block, sentences never overlap, and
nothing but white space lies between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from closereader.texts._model import Block, Span

_CLOSERS = "\"'”’»)\\]"
_NARROW, _WIDE = ".!?…؟", "。！？"
# A run of stops with what closes after it, and then white space; after wide ones, anything. It
# begins with one class of signs because the engine then passes over all others at once; and at the
# first of a run, which is taken whole: a long row of leaders would take minutes otherwise.
_END = re.compile(
    rf"[{_NARROW}{_WIDE}](?:(?<![{_NARROW}].)(?<=[{_NARROW}])[{_NARROW}]*+[{_CLOSERS}]*+(?=\s)"
    rf"|(?<![{_WIDE}].)(?<=[{_WIDE}])[{_WIDE}]*+[」』”’）]*+\s*+(?!\Z))",
    re.DOTALL,
)
_OPENERS = " \t\n\u00a0\"'“‘«„([¿¡–—-"
_WORD_BEFORE = re.compile(r"(?<!\w)(?:(\w+)\W+)?([\w.]+)$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
# fmt: off
_TITLES = {"en": frozenset(
    {
        "dr", "mr", "mrs", "ms", "mx", "prof", "st", "ed", "eds", "e.g", "i.e", "cf", "vs",
        "viz", "gen", "rev", "hon", "capt", "col", "sen", "rep", "gov",
    }
), "de": frozenset(
    {
        "dr", "prof", "st", "hr", "fr", "bzw", "vgl", "ca", "z.b", "d.h", "u.a", "s.o", "s.u",
        "z", "d", "evtl", "ggf", "hrsg", "geb", "gest", "sog", "v.a", "i.d.r",
    }
)}
# German writes ordinals with a full stop: “am 3. Mai”, “das 19. Jahrhundert”.
_AFTER_ORDINAL = re.compile(
    r"(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
    r"|Jahrhundert|Jahrtausend|Kapitel|Auflage|Band|Teil|Absatz)"
)
_NUMBERED = {"en": frozenset(
    {
        "no", "nos", "p", "pp", "vol", "vols", "fig", "figs", "ch", "art", "sec", "fn", "n",
        "c", "ca", "approx", "issue",
    }
), "de": frozenset({"nr", "s", "bd", "abb", "kap", "art", "abs", "anm", "sp", "ca", "zi", "h"})}
# fmt: on
_SHORTENED = {language: _TITLES[language] | _NUMBERED[language] for language in _TITLES}


def sentences_of(block: Block, language: str) -> Iterator[Span]:
    """Yield the sentences of one block, as spans of the body.

    A heading is one sentence; so is each line of a byline or of verse. `language` is that of
    the text, as BCP 47 names it: ``en``, ``de-AT``.
    """
    text = block.text
    if block.kind == "paragraph":
        cuts = ends_in(text, language)
    else:
        cuts = [at for at, char in enumerate(text) if char == "\n" and block.kind != "heading"]
    for start, end in pieces(text, cuts):
        yield Span(block.start + start, block.start + end)


def ends_in(text: str, language: str) -> list[int]:
    """Return where the sentences of a paragraph end, the last one left out."""
    language = language.partition("-")[0].lower()
    return [
        end.end() for end in _END.finditer(text) if _is_end(text, end.start(), end.end(), language)
    ]


def pieces(text: str, cuts: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the spans of what lies between some cuts, white space around it left out."""
    start = 0
    for cut in (*cuts, len(text)):
        piece = text[start:cut].lstrip()
        if piece:
            first = cut - len(piece)
            yield first, first + len(piece.rstrip())
        start = cut


def _is_end(text: str, stop: int, after: int, language: str) -> bool:
    """Tell whether the stop at ``text[stop]``, with its closing marks, ends a sentence."""
    # Nearly always a space and a capital, which are told in a fifth of the time.
    if not text[after : after + 2].istitle() and _rest(text, after)[:1].islower():
        return False
    if text[stop] != "." or text[stop : stop + 2] == "..":
        return True
    low = max(0, stop - 80)
    word = text[text.rfind(" ", low, stop) + 1 or low : stop]
    if len(word) > 1 and word.isalpha() and word.lower() not in _SHORTENED.get(language, ()):
        return True  # as nearly all are; the search below takes ten times as long
    before = _WORD_BEFORE.search(text[low:stop])
    if before is None:
        return True
    return not _is_short(before[2], before[1] or "", _rest(text, after), language)


def _rest(text: str, after: int) -> str:
    """Return how the text goes on, without what may stand before its first word."""
    return text[after : after + 40].lstrip(_OPENERS)


def _is_short(word: str, previous: str, rest: str, language: str) -> bool:
    """Tell whether the full stop after ``word`` only shortens it."""
    if _INITIALS.fullmatch(word) and word[-1].isupper():
        # "so have I. I am sure": the pronoun, after a word in small letters, is no initial.
        return language != "en" or word != "I" or not previous[:1].islower()
    small = word.lower()
    if language == "de" and word.isdigit() and _AFTER_ORDINAL.match(rest):
        return True
    titles, numbered = _TITLES.get(language, frozenset()), _NUMBERED.get(language, frozenset())
    return small in titles or (small in numbered and rest[:1].isdigit())
