"""Key words in context: every place of some words, each with what stands around it."""

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from sys import intern

from closereader.concordance._pattern import Pattern, read_pattern
from closereader.quotations import stretches
from closereader.texts import Block, Folded, Note, Span, Text, fold_with_places, open_text

Texts = str | Text | Sequence[str | Text]

WIDTH = 45
"""Code points of context on each side."""
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
# what no white space parts from a hit, up to the last letter of it
_BEFORE, _AFTER = re.compile(r"\w\S*\Z"), re.compile(r"\S*\w")
_OFFERED = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One hit, with its context."""

    text: str
    """The id of the text."""
    label: str
    """The paragraph, heading, byline or note: ``¶4``, ``§2``, ``byline``, ``n9``."""
    left: str
    """What stands before it in the same paragraph, at most ``width`` code points, whole words."""
    hit: str
    right: str
    span: Span
    """Code points, half-open: into the body, or into the text of the note."""
    quoted: bool
    """Whether it stands between quotation marks."""

    @property
    def place(self) -> str:
        """How the place is cited: ``artiukh-2022 ¶4``."""
        return f"{self.text} {self.label}"

    @property
    def longer(self) -> str:
        """The word that the hit is a part of, ``petro-state`` or ``we’re``; "" when it is whole."""
        before, after = _BEFORE.search(self.left), _AFTER.match(self.right)
        parts = (before[0] if before else "", after[0] if after else "")
        return f"{parts[0]}{self.hit}{parts[1]}" if any(parts) else ""

    @property
    def in_note(self) -> bool:
        """Whether it stands in a note; then ``span`` counts in the note."""
        return self.label.startswith("n")


class _Pieces:
    """The paragraphs of a text, and its notes: what words are looked for in, one at a time.

    Of a long text all are kept, so of each only what is slow to make is.
    """

    def __init__(self, text: Text) -> None:
        parts = _parts(text, notes=True)
        self.folded: list[str] = [""] * len(parts)
        self.uneven: dict[int, Folded] = {}
        """Those of which not every character comes from one of the text."""
        self.quoted: list[tuple[Span, ...] | None] = [None] * len(parts)
        """The stretches in quotation marks, of those that were asked."""
        for number, part in enumerate(parts):
            folded = fold_with_places(part.text)
            self.folded[number] = folded.text
            if folded.here:
                self.uneven[number] = folded

    def span(self, number: int, hit: re.Match[str]) -> Span:
        """Return where a hit stands in its paragraph or note."""
        uneven = self.uneven.get(number)
        return Span(*(uneven.span(*hit.span()) if uneven else hit.span()))

    def is_quoted(self, number: int, words: str, place: Span) -> bool:
        """Tell whether a place stands between quotation marks."""
        inside = self.quoted[number]
        if inside is None:
            inside = tuple(Span(each.start, each.end) for each in stretches(words))
            self.quoted[number] = inside
        return any(each.start <= place.start and place.end <= each.end for each in inside)


def kwic(
    texts: Texts, pattern: str | Pattern, *, width: int = WIDTH, notes: bool = False
) -> tuple[Line, ...]:
    """Find every place of some words and give each with its context.

    Parameters
    ----------
    texts
        The id of a text, or several.
    pattern
        ``we|our|us``, ``imperial*``, ``"soft power"``; `closereader.concordance.read_pattern` says
        more.
    width
        Code points of context on each side at most; words are not cut, paragraphs not crossed.
    notes
        Whether to look in the notes too; they come after the body.

    Returns
    -------
    tuple of Line
        Text by text, in the order of the text. Empty when there is no hit; `nearest` offers words.

    Raises
    ------
    PatternError
        When the pattern holds no word, or is not one.
    UnknownText
        When there is no such text.
    """
    if width < 1:
        raise ValueError(f"width={width}: give at least one character of context.")
    found = pattern if isinstance(pattern, Pattern) else read_pattern(pattern)
    return tuple(line for text in opened(texts) for line in _lines(text, found, width, notes=notes))


def opened(texts: Texts) -> tuple[Text, ...]:
    """Open each text once, in the order given."""
    listed = [texts] if isinstance(texts, (str, Text)) else list(texts)
    if not listed:
        raise ValueError("No text is named: give the id of one, for example 'author-2022'.")
    found = [open_text(each) if isinstance(each, str) else each for each in listed]
    return tuple({text.id: text for text in found}.values())


def nearest(texts: Texts, pattern: str | Pattern, *, notes: bool = False) -> tuple[str, ...]:
    """Return at most four word forms of the texts that come closest to the words looked for.

    They may be offered to a person and are never taken for the words.
    """
    found = pattern if isinstance(pattern, Pattern) else read_pattern(pattern)
    forms = _forms(texts, notes=notes)
    known = sorted(forms, key=lambda form: (-forms[form], form))
    offered: dict[str, None] = {}
    for words in found.alternatives:
        for word in words.lower().replace("*", "").split():
            close = difflib.get_close_matches(word, known, n=_OFFERED, cutoff=0.7)
            begins = [form for form in known if len(word) > 3 and form.startswith(word)]  # noqa: PLR2004 - a stem
            offered.update(dict.fromkeys([*begins[:_OFFERED], *close]))
    return tuple(offered)[:_OFFERED]


def accented(texts: Texts, pattern: str | Pattern, *, notes: bool = False) -> tuple[str, ...]:
    """Return at most four word forms that differ from the words looked for in their accents only.

    They are not counted: an accent may make another word (résumé, resume). A person is told.
    """
    found = pattern if isinstance(pattern, Pattern) else read_pattern(pattern)
    words = {word for each in found.alternatives for word in each.lower().split()}
    plain = {_plain(word) for word in words}
    return tuple(
        form
        for form in sorted(_forms(texts, notes=notes))
        if form not in words and _plain(form) in plain
    )[:_OFFERED]


def _plain(word: str) -> str:
    """Take the accents of a word away."""
    return "".join(
        sign for sign in unicodedata.normalize("NFKD", word) if not unicodedata.combining(sign)
    )


def _forms(texts: Texts, *, notes: bool) -> Counter[str]:
    forms: Counter[str] = Counter()
    for text in opened(texts):
        for part in _parts(text, notes=notes):
            forms.update(word.lower() for word in _WORD.findall(part.text))
    return forms


def left_out(text: Text, pattern: Pattern, *, notes: bool = False) -> int:
    """Count the abbreviations in capitals (*US*) that a word in small letters leaves out."""
    if pattern.capitals is None:
        return 0
    folded = _pieces(text).folded[: len(_parts(text, notes=notes))]
    return sum(len(pattern.capitals.findall(each)) for each in folded)


def _lines(text: Text, pattern: Pattern, width: int, *, notes: bool) -> Iterator[Line]:
    pieces = _pieces(text)
    for number, part in enumerate(_parts(text, notes=notes)):
        label, first = "", part.start if isinstance(part, Block) else 0
        for hit in pattern.regex.finditer(pieces.folded[number]):
            start, end = place = pieces.span(number, hit)
            label = label or part.label
            yield Line(
                text.id,
                label,
                _before(part.text[:start], width),
                intern(part.text[start:end]),
                _after(part.text[end:], width),
                Span(first + start, first + end),
                pieces.is_quoted(number, part.text, place),
            )


def _parts(text: Text, *, notes: bool) -> tuple[Block | Note, ...]:
    return (*text.blocks, *text.notes) if notes else text.blocks


@lru_cache(maxsize=16)
def _pieces(text: Text) -> _Pieces:
    return _Pieces(text)


def _before(words: str, width: int) -> str:
    if len(words) <= width:
        return words
    cut = words[-width:]
    if not words[-width - 1].isspace() and not cut[0].isspace():
        cut = cut[len(re.match(r"\S*", cut)[0]) :] or cut  # type: ignore[index]  # it always fits
    return cut.lstrip()


def _after(words: str, width: int) -> str:
    if len(words) <= width:
        return words
    cut = words[:width]
    if not words[width].isspace() and not cut[-1].isspace():
        cut = re.sub(r"\S*\Z", "", cut) or cut
    return cut.rstrip()
