"""The glossary of the course: contested terms and names, each led back to passages.

``seeds/glossary.yml`` holds for every term a plain meaning, the places where the texts use it,
and what is in dispute. Every passage is looked up in its text when the glossary is opened.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from closereader._faults import SentenceError
from closereader._paths import seeds_folder
from closereader._yaml import REMEDY, read_yaml
from closereader.texts import TextError, open_text

FILE = "glossary.yml"


class GlossaryError(SentenceError):
    """The glossary cannot be used; one sentence says what is wrong, and where."""


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a text uses a term."""

    text: str
    label: str
    """`text`, `label`: the text, and the paragraph or note: ``alieva-2024`` and ``¶14``."""
    words: str
    """The words there, verbatim."""
    here: str
    """What the term does there, in a sentence."""

    @property
    def place(self) -> str:
        """The place as citations write it: ``alieva-2024 ¶14``."""
        return f"{self.text} {self.label}"


@dataclass(frozen=True, slots=True)
class Term:
    """A contested term: what we mean by it, who uses it how, and what is in dispute."""

    id: str
    name: str
    plain: str
    uses: tuple[Use, ...]
    contested: str
    see: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameNote:
    """A note on names: how the course writes them, and what not to conclude from them."""

    topic: str
    words: str
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Glossary:
    """All terms in the order of their names, and the notes on names."""

    terms: tuple[Term, ...]
    names: tuple[NameNote, ...]

    def term(self, id: str) -> Term:  # noqa: A002 - what the file calls it
        """Give one term.

        Raises `GlossaryError` when there is none with this id; the sentence lists those there are.
        """
        for one in self.terms:
            if one.id == id:
                return one
        known = ", ".join(one.id for one in self.terms)
        raise GlossaryError(f"The glossary has no term {id!r}. It has: {known}.")


def open_glossary(path: Path | None = None) -> Glossary:
    """Open the course's glossary, or another file of the same form.

    Raises `GlossaryError` when the file is missing or of another form, when a passage does not
    stand where it is said to, or when a term refers to one that is not there.
    """
    path = path or seeds_folder() / FILE
    raw: Any = read_yaml(path, GlossaryError, "glossary")
    try:
        terms = tuple(
            sorted((_term(one) for one in raw["terms"]), key=lambda one: one.name.lower())
        )
        names = tuple(
            NameNote(one["topic"], one["words"], _uses(one, one["topic"])) for one in raw["names"]
        )
    except GlossaryError as error:
        raise GlossaryError(f"{path}: {error}") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise GlossaryError(
            f"{path}: is not a glossary with `terms:` and `names:`, or an entry lacks something "
            f"({error}). {REMEDY}"
        ) from error
    known = {one.id for one in terms}
    for one in terms:
        for other in one.see:
            if other not in known:
                raise GlossaryError(f"{path}: {one.id!r} refers to {other!r}, which is not there.")
    return Glossary(terms, names)


def _term(raw: dict[str, Any]) -> Term:
    uses = _uses(raw, raw["id"])
    see = tuple(raw.get("see", ()))
    return Term(raw["id"], raw["term"], raw["plain"], uses, raw["contested"], see)


def _uses(raw: dict[str, Any], of: str) -> tuple[Use, ...]:
    return tuple(_use(one, of) for one in raw.get("passages", ()))


def _use(raw: dict[str, str], of: str) -> Use:
    text_id, _, label = raw["place"].partition(" ")
    use = Use(text_id, label, raw["words"], raw["here"])
    try:
        text = open_text(text_id)
        places = {text.label_of(*span) for span in text.find(use.words)}
    except TextError as error:
        raise GlossaryError(f"{of!r}: {error}") from error
    places |= {note.label for note in text.find_note(use.words)}
    if label not in places:
        raise GlossaryError(f"{of!r}: “{use.words}” does not stand in {use.place}.")
    return use
