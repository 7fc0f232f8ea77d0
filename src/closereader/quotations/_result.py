"""What was found out about quotations."""

from dataclasses import dataclass
from typing import Literal

from closereader.pages.lines import counted
from closereader.quotations._near import Closest

Status = Literal["verbatim", "typography", "elsewhere", "altered", "not found"]

_MOST_PLACES = 4  # named when the words occur several times


@dataclass(frozen=True, slots=True)
class QuotationCheck:
    """What was found out about one quotation.

    Attributes
    ----------
    quote
        The words as they were written, without their quotation marks.
    status
        ``"verbatim"``; ``"typography"``: the same words, with other quotation marks, dashes,
        spaces or closing punctuation; ``"elsewhere"``: such words, but not at the cited place;
        ``"altered"``: cut inside a word, joined from places that lie apart, or with the writer's
        own words in place of others; ``"not found"``.
    places
        Where the words stand: ``("alieva-2024 ¶12",)``; none when they were not found.
    sentence
        All of this in words, with what to do.
    closest
        What might be quoted instead: the passage that comes closest when the words were not found,
        the whole words when they were cut.
    cited
        The place that was cited, "" when none was.
    wrong
        A sentence when that is not where the words stand, else "". It is part of `sentence`.
    start, end
        Where the words stand in the prose: code points, half-open.
    """

    quote: str
    status: Status
    places: tuple[str, ...]
    sentence: str
    closest: Closest | None = None
    cited: str = ""
    wrong: str = ""
    start: int = 0
    end: int = 0

    @property
    def verbatim(self) -> bool:
        """Whether these are the words of the text, character by character, where it is cited."""
        return self.status == "verbatim"

    @property
    def place(self) -> str:
        """The places in one line, the first few of many."""
        more = ", …" if len(self.places) > _MOST_PLACES else ""
        return ", ".join(self.places[:_MOST_PLACES]) + more


@dataclass(frozen=True, slots=True)
class AnswerCheck:
    """The words and quotations of an answer; ``quoted`` counts the words that are quotations."""

    words: int
    quoted: int
    quotations: tuple[QuotationCheck, ...]

    @property
    def repeated(self) -> tuple[QuotationCheck, ...]:
        """The quotations whose words, or a part of them, were quoted before from the same place."""
        return tuple(
            one
            for at, one in enumerate(self.quotations)
            if any(_is_of(one, other) for other in self.quotations[:at])
        )

    def __repr__(self) -> str:
        """Say how many there are of each kind."""
        kinds = [check.status for check in self.quotations]
        counts = [f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds)]
        total = f"{counted(len(kinds), 'quotation')}"
        return f"AnswerCheck({self.words} words, {': '.join([total, ', '.join(counts)])})".replace(
            ": )", ")"
        )


def _is_of(one: QuotationCheck, other: QuotationCheck) -> bool:
    """Whether one of two quotations lies in the other."""
    words, others = one.quote.casefold(), other.quote.casefold()
    return bool(_meant(one) & _meant(other)) and (words in others or others in words)


def _meant(one: QuotationCheck) -> set[str]:
    """Give the places that a quotation may be from; short words stand in many."""
    return {one.cited} if one.cited else set(one.places)
