"""Whole words: what begins or ends inside a word is no quotation of it.

“like himself” does not stand in “unlike himself”, nor “The state can” in “The state can’t”, nor
“western” in “anti-western”: a part of a word can say the opposite of the whole. So a word goes on
over letters, digits and their combining marks, over a hyphen or an apostrophe between letters, and
over the separators of a number (3.5). Only a possessive or contracted *’s* at its end may be left
out, and in languages that elide (French *l’homme*) an apostrophe divides. Scripts that set no
space between words have no such border.

Arabic and Hebrew write *and* as one letter that is joined to the next word, where others would set
a space: a quotation may begin after it. No list tells that letter from the first one of a longer
word, so there such a word without its first letter passes as well; to refuse every true quotation
that begins after *and* would be the greater fault. Prepositions and articles that are joined stay
parts of their word.
"""

import itertools
import re
import unicodedata

from closereader.texts import Span

_JOINS = "'’‘ʼ＇-‐‑\u00ad\u200b\u200c\u200d\u2060"
_APOSTROPHES = "'’‘ʼ＇"
_OF_NUMBERS = ".,·٫"
_ELIDE = {"ca", "co", "fr", "it", "lij", "lmo", "oc", "pms", "vec", "wa"}
# Kana and Han, Thai, Lao, Myanmar, Khmer: each sign is taken as a word. (Hangul sets spaces.)
_NO_SPACES = re.compile(
    "[\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
)
_LONGEST = 8
"""Signs that are looked at for a second letter: each letter may carry several marks."""
_AND = {"ar": "وف", "he": "ו"}
_S = re.compile(r"s(?![^\W_])", re.IGNORECASE)


def cut_at(body: str, at: int, language: str = "") -> bool:
    """Whether a place lies inside a word.

    `body`: words in NFC.
    `at`: a place in code points: between ``body[at - 1]`` and ``body[at]``.
    `language`: BCP 47 tag of `body`.
    """
    if not 0 < at < len(body):
        return False
    before, after = body[at - 1], body[at]
    if _of_word(before) and _of_word(after):
        return unicodedata.category(after)[0] == "M" or not (
            _NO_SPACES.match(before)
            or _NO_SPACES.match(after)
            or _after_and(body, at, _AND.get(language.partition("-")[0].lower(), ""))
        )
    if _of_word(before):  # as in can|’t
        return _joined(body, at, language) and not (
            after in _APOSTROPHES and _S.match(body, at + 1)
        )
    return _of_word(after) and _joined(body, at - 1, language)


def word_at(body: str, at: int, language: str = "") -> Span:
    """Return the word that lies around a place; empty when none does."""
    start = end = at
    while start > 0 and (cut_at(body, start, language) or _within(body, start, language)):
        start -= 1
    while end < len(body) and (cut_at(body, end, language) or _within(body, end, language)):
        end += 1
    return Span(start, end)


def cuts(body: str, span: Span, language: str = "") -> tuple[bool, bool]:
    """Whether a stretch begins inside a word, and whether it ends inside one."""
    return cut_at(body, span.start, language), cut_at(body, span.end, language)


def _within(body: str, at: int, language: str) -> bool:
    """Whether a place lies beside a sign that joins a word, as between ’ and s."""
    return any(0 < sign < len(body) - 1 and _joined(body, sign, language) for sign in (at - 1, at))


def _after_and(body: str, at: int, conjunctions: str) -> bool:
    """Whether a word of two letters or more begins here, and one of these stands before it."""
    if not conjunctions or not body[at : at + 1].isalpha():
        return False
    first = at - 1
    while first > 0 and unicodedata.category(body[first])[0] == "M":
        first -= 1
    if body[first] not in conjunctions or (first > 0 and _of_word(body[first - 1])):
        return False
    rest = itertools.takewhile(_of_word, itertools.islice(body, at, None))
    return sum(sign.isalpha() for sign in itertools.islice(rest, _LONGEST)) > 1


def _joined(body: str, sign: int, language: str) -> bool:
    """Whether the sign at this place joins what stands on both sides to one word."""
    if not 0 < sign < len(body) - 1:
        return False
    before, here, after = body[sign - 1], body[sign], body[sign + 1]
    if here in _OF_NUMBERS:
        return before.isdigit() and after.isdigit()
    if here in _APOSTROPHES and language.partition("-")[0].lower() in _ELIDE:
        return False
    return here in _JOINS and _of_word(before) and _of_word(after)


def _of_word(sign: str) -> bool:
    return sign.isalnum() or unicodedata.category(sign)[0] == "M"
