"""A question that is answered by marks and links: what it asks for, and how much there is."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal, Self

from closereader.annotations import Annotation, Link, Passage
from closereader.codebook import CodebookError, open_codebook
from closereader.handin._amounts import Amount, joined, list_names
from closereader.handin._errors import HandInError
from closereader.pages.lines import counted
from closereader.texts import open_text, text_ids

_WITHIN = re.compile(r"([a-z0-9-]+) ¶([1-9]\d{0,3})–([1-9]\d{0,3})")


@dataclass(frozen=True, slots=True)
class MarksAsked:
    """What a question asks of marks and links: the fields of one entry of ``HandIn(marks=...)``.

    Attributes
    ----------
    themes
        The ids of the themes whose marks count; all marks when left out.
    each
        The fewest marks in every text.
    notes
        Whether every mark is to have a note.
    counter
        Whether a counter-passage (a mark with one of `closereader.codebook.Codebook.counters`) is
        asked for: ``"once"`` in any of the texts, ``"each"`` in every one of them, "" not at all.
    texts
        The texts to be marked; those of the exercise when left out.
    links
        The fewest links between passages of two of the texts, or of the one text and another.
        Without a field that is about marks it asks for none; under a heading with a widget it is
        then a part of that question.
    within
        The paragraphs in which one end of each link must lie, ``"alieva-2024 ¶15–21"``: a reader
        keeps the links of earlier exercises.
    """

    themes: tuple[str, ...] = ()
    each: int = 1
    notes: bool = False
    counter: Literal["", "once", "each"] = ""
    texts: tuple[str, ...] = ()
    links: int = 0
    within: str = ""

    @classmethod
    def read(cls, heading: str, raw: object) -> Self:
        """Read it as it stands in a notebook.

        Raises
        ------
        HandInError
            When it names a field, theme or text that there is not, or gives a field another value.
        """
        names = [one.name for one in fields(cls)]
        if not isinstance(raw, Mapping) or not set(raw) <= set(names):
            raise HandInError(
                f"marks= of {heading!r} must be a dictionary of {', '.join(names)}; it is {raw!r}."
            )
        given: dict[str, Any] = dict(raw)
        for name in ("themes", "texts"):
            one = given.get(name, ())
            if not isinstance(one, (str, list, tuple)):
                raise HandInError(f"marks= of {heading!r}: {name}= is a list of ids.")
            given[name] = (one,) if isinstance(one, str) else tuple(map(str, one))
        if raw.get("links") and set(raw) <= {"links", "texts", "within"}:
            given["each"] = 0
        found = cls(**given)
        found._check(heading, least=0 if raw.get("links") else 1)
        return found

    def _check(self, heading: str, *, least: int) -> None:
        try:
            for theme in self.themes:
                open_codebook().theme(theme)
        except CodebookError as error:
            raise HandInError(f"marks= of {heading!r}: {error}") from error
        if unknown := set(self.texts) - set(text_ids()):
            raise HandInError(f"marks= of {heading!r}: there is no text {min(unknown)!r}.")
        if type(self.each) is not int or self.each < least or type(self.notes) is not bool:
            raise HandInError(f"marks= of {heading!r}: each= is a count, notes= is True or False.")
        if type(self.links) is not int or self.links < 0:
            raise HandInError(f"marks= of {heading!r}: links= is a count.")
        if self.within != "" and not _WITHIN.fullmatch(str(self.within)):
            raise HandInError(f"marks= of {heading!r}: within= is like 'author-2024 ¶15–21'.")
        if self.counter not in ("", "once", "each"):
            raise HandInError(f"marks= of {heading!r}: counter= is 'once' or 'each'.")
        if self.counter and not open_codebook().counters:
            raise HandInError(
                f"marks= of {heading!r}: this course has no counter-passages: no move of its "
                "codebook has `role: counter`. Take counter= out, or give a move this role."
            )

    @property
    def name(self) -> str:
        """The names of the themes, as the codebook has them."""
        return " or ".join(open_codebook().theme(one).name for one in self.themes)

    @property
    def only_links(self) -> bool:
        """Whether it asks for no marks."""
        return self.each == 0

    def amount(self, marks: Iterable[Annotation], links: Iterable[Link]) -> Amount:
        """Count those of a reader's marks and links that the question asks for."""
        if self.only_links:
            return self.linked(links)
        found = self._marked(marks)
        return joined(found, self.linked(links)) if self.links else found

    def linked(self, links: Iterable[Link]) -> Amount:
        """Count the links between passages of two of the texts."""
        count = sum(self._counts(one) for one in links)
        if count == 0:
            return Amount(False, "no link yet")
        if count < self.links:
            return Amount(True, f"{count} of {counted(self.links, 'link')}", True)
        return Amount(True, counted(count, "link"))

    def _counts(self, link: Link) -> bool:
        ends = {link.first.text, link.second.text}
        if len(ends) == 1 or len(ends & set(self.texts)) < min(2, len(self.texts)):
            return False
        return not self.within or any(map(self._lies_within, (link.first, link.second)))

    def _lies_within(self, passage: Passage) -> bool:
        found = _WITHIN.fullmatch(self.within)
        if found is None or passage.text != found[1]:
            return False
        return any(
            block.start < passage.end and passage.start < block.end
            for block in open_text(passage.text).paragraphs[int(found[2]) - 1 : int(found[3])]
        )

    def _marked(self, marks: Iterable[Annotation]) -> Amount:
        found = [
            one
            for one in marks
            if one.text in self.texts and (not self.themes or one.theme in self.themes)
        ]
        under = f" under {self.name}" if self.themes else ""
        if not found:
            return Amount(False, f"no mark{under} yet")
        noted = sum(bool(one.note.strip()) for one in found)
        counters = open_codebook().counters
        countering = Counter(one.text for one in found if one.move in counters)
        gaps = self._few(found)
        if self.notes and noted < len(found):
            gaps.append(f"{noted} of {counted(len(found), 'mark')} with a note")
        gaps += self._no_counter(countering)
        there = [counted(len(found), "mark") + under]
        if self.notes and noted == len(found):
            there.append(f"{noted} with a note")
        if countering and self.counter:
            there.append(counted(countering.total(), "counter-passage"))
        return Amount(True, "; ".join([", ".join(there), *gaps]), bool(gaps))

    def _few(self, found: Sequence[Annotation]) -> list[str]:
        count = Counter(one.text for one in found)
        bare = [text for text in self.texts if not count[text]]
        few = [text for text in self.texts if 0 < count[text] < self.each]
        return [
            *([f"no mark in {list_names(bare)}"] if bare else []),
            *(f"{count[text]} of {counted(self.each, 'mark')} in {text}" for text in few),
        ]

    def _no_counter(self, countering: Counter[str]) -> list[str]:
        bare = [text for text in self.texts if not countering[text]]
        if self.counter == "each" and bare:
            return [f"no counter-passage in {list_names(bare)}"]
        return ["no counter-passage"] if self.counter == "once" and not countering else []
