"""Pages that a lesson shows from the sources themselves, so that nothing is retyped."""

from collections.abc import Sequence
from html import escape
from typing import Self

from closereader.codebook import Move, Theme, open_codebook
from closereader.glossary import Use, open_glossary
from closereader.output import html_output
from closereader.pages import cells
from closereader.texts import open_text


class Sheet:
    """A short page: a table or a few lines, with the same words as plain text."""

    def __init__(self, html: str, text: str) -> None:
        self.html = html
        self.text = text

    @classmethod
    def tabled(
        cls,
        caption: str,
        headings: Sequence[str],
        rows: Sequence[Sequence[str]],
        said: Sequence[str] = (),
        *,
        above: str = "",
    ) -> Self:
        """Make a page of a table, with sentences as a list below it, and maybe one above."""
        html = cells.tag("p", above) if above else ""
        html += cells.table(caption, headings, rows) + (cells.bullets(said) if said else "")
        parts = (*([above] if above else []), cells.plain_table(headings, rows), *said)
        return cls(html, "\n".join(parts))

    def __repr__(self) -> str:
        """Give the page as plain text."""
        return self.text

    def _repr_html_(self) -> str:
        return html_output(self.html)


def themes_sheet() -> Sheet:
    """Show all themes of the codebook: code, name, definition."""
    themes = open_codebook().themes
    return Sheet.tabled(
        "Themes of the codebook",
        ("Theme", "In the margin", "What it means"),
        [(each.name, each.code, each.definition) for each in themes],
    )


def moves_sheet() -> Sheet:
    """Show all moves of the codebook: name, definition, and an example with its place."""
    moves = open_codebook().moves
    return Sheet.tabled(
        "Moves of the codebook",
        ("Move", "What the words do in the argument", "Example"),
        [(each.name, _capital(each.definition), _example(each)) for each in moves],
    )


def theme_sheet(theme: str) -> Sheet:
    """Show one entry of the codebook: when to mark, when not, and the anchor example."""
    found = open_codebook().theme(theme)
    rows = (
        ("Definition", found.definition),
        ("Mark it when", _capital(found.mark_when)),
        ("Do not mark it when", _capital(found.not_when)),
        ("Anchor example", _example(found)),
    )
    head = f"<p><strong>{escape(found.name)}</strong> ({found.code})</p>"
    columns = ("Codebook", f"version {open_codebook().version}")
    sheet = Sheet.tabled(f"The theme {found.name}", columns, rows)
    return Sheet(head + sheet.html, f"{found.name} ({found.code})\n{sheet.text}")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _example(of: Theme | Move) -> str:
    return f"“{of.example}” ({of.example_text} {of.example_place})" if of.example else ""


def source_sheet(text_id: str) -> Sheet:
    """Show what must be known of one text before its words are used: who, where, when, for whom.

    Everything is from the front matter of the edition, which says where our copy comes from and
    what is missing from it.
    """
    text = open_text(text_id)
    meta = text.meta
    rows = (
        ("Who speaks", meta.author),
        ("What we know of the author", meta.author_note or "Our copy does not say."),
        ("Where it appeared", meta.publisher or "Not known."),
        ("When", meta.date),
        ("To whom", meta.addressed_to or "Our copy does not say."),
        ("Genre", meta.genre or "Our copy does not say."),
        ("Length", f"{text.words:,} words, {len(text.paragraphs)} paragraphs"),
        ("Our copy, and what it leaves out", " ".join(meta.version.split())),
    )
    return Sheet.tabled(f"The source of {text.id}", (text.id, text.title), rows)


def glossary_sheet(*terms: str) -> Sheet:
    """Show terms of the glossary: meaning, places in the texts, what is in dispute.

    All of them when no id is given.

    Raises
    ------
    GlossaryError
        When there is no such term; the sentence lists those there are.
    """
    glossary = open_glossary()
    shown = [glossary.term(one) for one in terms] or list(glossary.terms)
    parts = []
    for one in shown:
        see = ", ".join(glossary.term(other).name for other in one.see)
        after = [f"In dispute: {one.contested}", *([f"See also: {see}."] if see else [])]
        parts.append(_entry(one.name, one.plain, one.uses, after))
    return _joined(parts)


def names_sheet() -> Sheet:
    """Show the notes on names: how the course writes them, and what not to conclude from them."""
    return _joined([_entry(one.topic, one.words, one.uses) for one in open_glossary().names])


def _entry(name: str, words: str, uses: Sequence[Use], after: Sequence[str] = ()) -> Sheet:
    places = [f"“{use.words}” ({use.place}). {use.here}" for use in uses]
    html = f"<p><strong>{escape(name)}.</strong> {escape(words, quote=False)}</p>"
    html += cells.bullets(places) if places else ""
    html += "".join(cells.tag("p", line) for line in after)
    return Sheet(html, "\n".join([f"{name}. {words}", *(f"- {one}" for one in places), *after]))


def _joined(parts: Sequence[Sheet]) -> Sheet:
    return Sheet("<hr>".join(one.html for one in parts), "\n\n".join(one.text for one in parts))


def notes_sheet(text_id: str, numbers: Sequence[int]) -> Sheet:
    """Show some notes of a text as they are printed, slips included."""
    text = open_text(text_id)
    found = [text.note(f"n{number}") for number in numbers]
    rows = [(note.label, note.text) for note in found]
    return Sheet.tabled(f"Notes of {text.id}", (text.id, "The note"), rows)
