"""Whether two names are of one person, whatever a keyboard, a platform or a zip made of them.

A name is its words, in any order: platforms write *Lee Ann*, ``leeann`` and *Ann Lee*. Two names
fit when their words are the same in NFC and small letters. When nobody on a list fits so, the
looser keys are tried: without accents (NFKD, marks taken away; ß ø ł æ and their like written out),
with ``ue`` for ü and its like, and with those letters left out that are not ASCII, as Canvas does.
What fits only so is said to. What fits in no way, but sounds alike, may be offered to a person.

Source: Unicode Standard Annex #15 (normalization forms).
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from closereader.handin.letters import plain_letters

Words = tuple[str, ...]

_PLAIN = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
    | {"ħ": "h", "ŋ": "n", "ŧ": "t"}
)
_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
# Only to find what may be alike, so that of the many transliterations one is enough.
_LATIN = str.maketrans(
    dict(zip("абвгґдезиіклмнопрстуфхцыэјћ", "abvggdeziiklmnoprstufhcieic", strict=True))
    | {"ж": "zh", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "iu", "я": "ia"}
    | {"є": "ie", "ђ": "d", "љ": "li", "њ": "ni", "џ": "dzh", "y": "i", "j": "i", "w": "v"}
    | {"x": "ks"}
)
# Old zips do not say in which alphabet names are; Python reads them as cp437.
_ALPHABETS = ("cp866", "cp1251", "cp850", "cp852", "cp1252", "cp1250", "cp737", "cp857", "cp862")
_WORDS = 12  # of a name, that are tried in every order
_LEAST = 4  # letters that must be left of a name when others are left out
_ALIKE = 0.75
_LONG = 60  # letters of a name that are compared for likeness
_MOST = 2_500  # pairs of names that are compared letter by letter


def canonical(name: str) -> str:
    """Return a key that is one for names which look the same: NFC, small letters, one space."""
    return " ".join(unicodedata.normalize("NFC", _small(name)).split())


@lru_cache(maxsize=4_096)  # a pack asks for the name of each reader a hundred times
def bare(name: str) -> str:
    """Return the letters of a name without accents, in their order."""
    return "".join(_bare(words_of(name)))


def words_of(name: str) -> Words:
    """Return the words of a name: runs of letters, digits and their marks, in NFC."""
    letters = unicodedata.normalize("NFC", _small(name))
    return tuple("".join(char if _of_word(char) else " " for char in letters).split())


LastName = tuple[bool, str, str, str]


def by_last_name(name: str) -> LastName:
    """Return a key that sorts names by their last word, then the others, then numbers.

    *Becker, Jonas* is *Jonas Becker*. Letters with accents, Cyrillic and Georgian stand where their
    Latin ones would; names in other alphabets come last, in the order of their letters.
    """
    last, comma, first = name.partition(",")
    words = words_of(f"{first} {last}" if comma else name)
    numbers = "".join(word.zfill(6) for word in words if word.isdecimal())
    letters = [word for word in words if not word.isdecimal()]
    order = " ".join([*letters[-1:], *letters[:-1]])
    plain = plain_letters(order, _LONG)
    return not plain, plain or order, numbers, order


class Fit(NamedTuple):
    """Whom a file belongs to, of the people on a list."""

    names: frozenset[str]
    loose: bool
    """Whether only a looser key fits."""


class Register:
    """The names of a class, to be found by what is written on files."""

    def __init__(self, names: Iterable[str]) -> None:
        """Take the names as the list has them."""
        self._strict: dict[str, list[tuple[str, Words]]] = defaultdict(list)
        self._loose: dict[str, list[tuple[str, Words]]] = defaultdict(list)
        for name in names:
            words = words_of(name)
            self._strict[_sorted(words)].append((name, words))
            for form in {_bare(words), _spelled(words), _ascii(words)} - {()}:
                self._loose[_sorted(form)].append((name, form))

    def find(self, labels: Iterable[str]) -> Fit:
        """Find whom the labels of a file name; nobody when a looser key fits several people."""
        labels = tuple(labels)
        written = [words for label in labels if (words := words_of(label))]
        if found := self._named(self._strict, written):
            return Fit(found, loose=False)
        loose = self._named(self._loose, [form(w) for form in (_bare, _spelled) for w in written])
        loose |= self._named(self._strict, [w for label in labels for w in _reread(label)])
        return Fit(loose if len(loose) == 1 else frozenset(), loose=True)

    @staticmethod
    def _named(known: dict[str, list[tuple[str, Words]]], labels: list[Words]) -> frozenset[str]:
        return frozenset(
            name
            for label in labels
            for name, words in known.get(_sorted(label), ())
            if _made_of("".join(label), words)
        )


def pairs(names: Sequence[str], files: Sequence[Sequence[str]]) -> dict[int, int]:
    """Pair names with files whose labels are alike, the most alike first.

    Returns the place of a file by the place of its name, each at most once; nothing when there are
    too many to compare.
    """
    if len(names) * len(files) > _MOST:
        return {}
    people = [_sound(name) for name in names]
    sounds = [[_sound(label) for label in labels] for labels in files]
    alike = sorted(
        (-max((_likeness(name, label) for label in labels), default=0.0), at, file)
        for at, name in enumerate(people)
        for file, labels in enumerate(sounds)
    )
    chosen: dict[int, int] = {}
    for unlike, at, file in alike:
        if -unlike >= _ALIKE and at not in chosen and file not in chosen.values():
            chosen[at] = file
    return chosen


def _small(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _of_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char)[0] == "M"


def _sorted(words: Words) -> str:
    """Return a key that all orders of the same words have in common."""
    return "".join(sorted("".join(words)))


def _made_of(letters: str, words: Words) -> bool:
    """Say whether the letters are these words, written together in any order."""
    if len(words) > _WORDS:  # the same letters in so long a name are enough
        return True
    return (
        not letters
        if not words
        else any(
            letters.startswith(word)
            and _made_of(
                letters[len(word) :], (*words[: (at := words.index(word))], *words[at + 1 :])
            )
            for word in set(words)
        )
    )


def _bare(words: Words) -> Words:
    return _each(words, lambda word: _unmarked(word).translate(_PLAIN))


def _spelled(words: Words) -> Words:
    return _each(words, lambda word: _unmarked(word.translate(_SPELLED)).translate(_PLAIN))


def _ascii(words: Words) -> Words:
    """Leave out letters that are not ASCII, where enough are left to know somebody by."""
    left = _each(words, lambda word: word.encode("ascii", "ignore").decode())
    letters, whole = len("".join(left)), len("".join(words))
    return left if letters >= max(_LEAST, whole / 2) else ()


def _each(words: Words, change: Callable[[str], str]) -> Words:
    return tuple(filter(None, map(change, words)))


def _unmarked(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word)
    return "".join(char for char in plain if unicodedata.category(char)[0] != "M").casefold()


def _reread(label: str) -> Iterable[Words]:
    """Give a name from a zip in the alphabets that it may have been written in."""
    try:
        data = label.replace("\ufffd", "\u00a0").encode("cp437")  # see `plain`
    except UnicodeEncodeError:
        return
    if not data.isascii():
        for alphabet in _ALPHABETS:
            yield words_of(data.decode(alphabet, "replace"))


def _sound(name: str) -> Words:
    plain = _each(
        _bare(words_of(name[:_LONG])), lambda word: word.translate(_LATIN).replace("kh", "h")
    )
    return _each(plain, lambda word: re.sub(r"(.)\1+", r"\1", word))


def _likeness(name: Words, label: Words) -> float:
    """Compare two names, 0 to 1: in any order of words, or written together."""
    if len(label) == 1:
        mine = "".join(label)
        theirs = ["".join((*name[at:], *name[:at])) for at in range(min(len(name), _WORDS))]
    else:
        mine = " ".join(sorted(label))
        theirs = [" ".join(sorted(name))]
    near = (one for one in theirs if 2 * min(len(one), len(mine)) >= _ALIKE * len(one + mine))
    matchers = [SequenceMatcher(None, one, mine, autojunk=False) for one in near]
    return max((m.ratio() for m in matchers if m.quick_ratio() >= _ALIKE), default=0.0)
