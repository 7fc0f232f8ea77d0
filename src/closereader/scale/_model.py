"""What a scale is: its points, its sentences, and who placed them."""

from collections.abc import Mapping
from dataclasses import dataclass

from closereader._faults import SentenceError

CANNOT_SAY = "?"


class ScaleError(SentenceError):
    """The scale cannot be read, or has no such sentence; the message says what to mend."""


@dataclass(frozen=True, slots=True)
class ScalePoint:
    """A place on the scale, or the answer that there is none."""

    value: str
    """``"1"`` to ``"5"``, or ``"?"``."""
    name: str
    definition: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is placed: words of a text, verbatim."""

    id: str
    text: str
    """The id of the text."""
    place: str
    """The paragraph, for example ``¶7``."""
    quote: str
    context: str
    """Who or what is meant, in one sentence; never an argument for a point."""

    @property
    def cited(self) -> str:
        """The place as it is cited: ``post-2022 ¶7``."""
        return f"{self.text} {self.place}"


@dataclass(frozen=True, slots=True)
class Placement:
    """Where somebody put a sentence, and why."""

    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Placer:
    """Somebody who placed the sentences before the course began."""

    id: str
    name: str
    about: str
    placed: Mapping[str, Placement]
    """Their placement of each sentence, by its id."""


@dataclass(frozen=True, slots=True)
class RatingScale:
    """The points, the sentences in the order in which they are shown, and who placed them."""

    version: int
    points: tuple[ScalePoint, ...]
    sentences: tuple[Sentence, ...]
    placers: tuple[Placer, ...]
    ends: tuple[str, str]
    """What the lowest and the highest point are called at the ends of the line."""

    @property
    def caption(self) -> str:
        """The scale by its ends: ``From line to habit``."""
        return f"From {self.ends[0]} to {self.ends[1]}"

    def point(self, value: str) -> ScalePoint:
        """Return the point of this value; an unknown one raises and lists those there are."""
        for point in self.points:
            if point.value == value:
                return point
        known = ", ".join(point.value for point in self.points)
        raise ScaleError(f"There is no point {value!r} on the scale. There are: {known}.")

    def sentence(self, sentence_id: str) -> Sentence:
        """Return the sentence with this id; an unknown one raises and lists those there are."""
        for sentence in self.sentences:
            if sentence.id == sentence_id:
                return sentence
        known = ", ".join(sentence.id for sentence in self.sentences)
        raise ScaleError(f"There is no sentence {sentence_id!r}. There are: {known}.")
