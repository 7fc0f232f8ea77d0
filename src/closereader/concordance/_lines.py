"""Key words in context: every place of some words, each with what stands around it."""

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from closereader.concordance._pattern import Pattern, read_pattern
from closereader.quotations import stretches
from closereader.texts import Folded, Span, Text, fold_with_places, open_text

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


@dataclass(frozen=True)
class _Piece:
    """A paragraph or a note: what words are looked for in, one at a time."""

    label: str
    words: str
    start: int
    folded: Folded

    @cached_property
    def quoted(self) -> tuple[Span, ...]:
        """The stretches in quotation marks, where a “we” is not the author's; few are asked."""
        return tuple(Span(each.start, each.end) for each in stretches(self.words))

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether a place lies wholly within one of them."""
        return any(span.start <= start and end <= span.end for span in self.quoted)


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
        for piece in _pieces(text, notes=notes):
            forms.update(word.lower() for word in _WORD.findall(piece.words))
    return forms


def left_out(text: Text, pattern: Pattern, *, notes: bool = False) -> int:
    """Count the abbreviations in capitals (*US*) that a word in small letters leaves out."""
    if pattern.capitals is None:
        return 0
    pieces = _pieces(text, notes=notes)
    return sum(len(pattern.capitals.findall(piece.folded.text)) for piece in pieces)


def _lines(text: Text, pattern: Pattern, width: int, *, notes: bool) -> Iterator[Line]:
    for piece in _pieces(text, notes=notes):
        for match in pattern.regex.finditer(piece.folded.text):
            start, end = piece.folded.span(*match.span())
            yield Line(
                text.id,
                piece.label,
                _before(piece.words[:start], width),
                piece.words[start:end],
                _after(piece.words[end:], width),
                Span(piece.start + start, piece.start + end),
                piece.is_quoted(start, end),
            )


def _pieces(text: Text, *, notes: bool) -> tuple[_Piece, ...]:
    body, in_notes = _cut(text)
    return body + in_notes if notes else body


@lru_cache(maxsize=16)
def _cut(text: Text) -> tuple[tuple[_Piece, ...], tuple[_Piece, ...]]:
    body = tuple(_piece(block.label, block.text, block.start) for block in text.blocks)
    return body, tuple(_piece(note.label, note.text, 0) for note in text.notes)


def _piece(label: str, words: str, start: int) -> _Piece:
    return _Piece(label, words, start, fold_with_places(words))


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
