"""What a person types to look for words.

The whole syntax:

``we|our|us``
    One word or another. Space around the bar does not count.
``imperial*``
    A star at the end of a word: *imperial*, *imperialism*, *imperialist*, and so on.
``"soft power"`` or ``soft power``
    Words that stand side by side, on one line or two; quotation marks, straight or curly, may
    stand around them.

Capitals do not matter, with two exceptions that keep words apart from abbreviations. A word typed
in capitals is found in capitals only: ``US`` finds the country, ``I`` the pronoun. And ``us``,
``it``, ``who`` and ``am`` are not found where the text has them in capitals: *the US* is not *us*.

A word begins and ends where letters, digits and combining marks do (Unicode), so ``we`` is found
in *we're* and in *‘we’*, and not in *were*. Curly and straight apostrophes, long and short dashes
are alike, as in `closereader.texts.fold`. Every other sign means itself.
"""

import re
import unicodedata
from dataclasses import dataclass

from closereader.concordance._errors import PatternError
from closereader.texts import fold

_LONGEST = 500
# \w leaves out combining marks that no letter has taken in; they belong to their word, too.
_MARKS = "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff"
_IN_WORD = rf"[\w{_MARKS}]"
_ABBREVIATIONS = {"us", "it", "who", "am"}
_HELP = 'Type words such as we|our|us, begin* or "two words".'


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern, read."""

    typed: str
    """As it was typed, white space made even."""
    alternatives: tuple[str, ...]
    """Each word or phrase, folded, without quotation marks."""
    regex: re.Pattern[str]
    """It matches in folded text."""
    capitals: re.Pattern[str] | None
    """Abbreviations in capitals that look like one of the words and are left out."""

    def __str__(self) -> str:
        """Give the words as they are said in a sentence."""
        return " | ".join(self.alternatives)


def read_pattern(typed: str) -> Pattern:
    """Read a pattern; the syntax stands at the top of this module.

    Raises
    ------
    PatternError
        When no word is in it, a star stands elsewhere than at the end of a word, or it is longer
        than 500 characters.
    """
    if not isinstance(typed, str):
        raise PatternError(f"A pattern is text in quotation marks. {_HELP}")
    if len(typed) > _LONGEST:
        raise PatternError(
            f"The pattern has {len(typed)} characters, and {_LONGEST} are possible: leave some out."
        )
    words = [_bare(part) for part in fold(unicodedata.normalize("NFC", typed)).split("|")]
    kept = tuple(dict.fromkeys(word for word in words if word))
    if not any(char.isalnum() for word in kept for char in word):
        raise PatternError(f"There is no word to look for. {_HELP}")
    small = [word for word in kept if _is_small(word)]
    capitals = re.compile(_bounded("|".join(word.upper() for word in small))) if small else None
    # The longest first, so that "soft" does not hide "soft power" where both are looked for.
    parts = [_alternative(word) for word in sorted(kept, key=len, reverse=True)]
    # Asked first, how a word may begin leaves out most places for a third of the price.
    begins = "".join(dict.fromkeys(re.escape(word[0]) for word in kept))
    regex = re.compile(f"(?i:(?=[{begins}])){_bounded('|'.join(parts))}")
    return Pattern(" ".join(typed.split()), kept, regex, capitals)


def _bare(part: str) -> str:
    """Take away white space and one pair of quotation marks around a word or phrase."""
    part = part.strip()
    if len(part) > 1 and part[0] == part[-1] == '"':
        part = part[1:-1].strip()
    if '"' in part:
        raise PatternError(
            "The quotation marks do not fit: put one before the first word of a phrase and one "
            f"after its last, and a bar between two phrases. {_HELP}"
        )
    return part


def _alternative(words: str) -> str:
    return r"\s+".join(_word(word) for word in words.split(" "))


def _word(word: str) -> str:
    stem = word.removesuffix("*")
    if "*" in stem or not any(char.isalnum() for char in stem):
        raise PatternError(
            f"In {word!r} the star has no word before it, or letters after it: a star may stand at "
            "the end of a word only, as in begin*."
        )
    tail = f"{_IN_WORD}*" if stem != word else ""
    if _is_small(stem) and not tail:
        return f"(?:(?!{stem.upper()})(?i:{stem}))"
    typed_in_capitals = stem == stem.upper() != stem.lower()
    return re.escape(stem) + tail if typed_in_capitals else f"(?i:{re.escape(stem)}){tail}"


def _is_small(word: str) -> bool:
    """Say whether this is a word, and in capitals would be an abbreviation: *us*, also *Us*."""
    return word.lower() in _ABBREVIATIONS and word != word.upper()


def _bounded(regex: str) -> str:
    return rf"(?<!{_IN_WORD})(?:{regex})(?!{_IN_WORD})"
