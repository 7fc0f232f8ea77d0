"""The views of a seminar, as lessons call them.

Of the model readings a view is a figure or a sheet, and saved with the notebook. Of people's
readings it is a `SeminarView`, which shows the same and saves a card only.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from closereader.figures import Figure, Sheet
from closereader.figures.strips import name_of
from closereader.seminar import contested, silences, views_agreement, views_difference, views_heat
from closereader.seminar._words import readers
from closereader.seminar.groups import Who
from closereader.seminar.people import SeminarOfPeople
from closereader.seminar.readings import Seminar
from closereader.seminar.shading import text_part
from closereader.seminar.showing import SeminarView, page_of
from closereader.seminar.sides_page import sides_page
from closereader.texts import open_text
from closereader.work import open_work

View = Figure | Sheet | SeminarView


def heat_map(seminar: Seminar, text_id: str, *, names: bool = False) -> View:
    """Draw how many readers marked the same words, theme by theme, along a text.

    Each column is a sentence, or a paragraph when the text has more than sixty sentences. A cell
    tells of its most-marked words: how many readers marked them, the stronger its colour the larger
    a part of all (in fifths); empty for nobody.

    Parameters
    ----------
    seminar
        From `open_seminar`. A reader who did not open the text is not counted at all.
    text_id
        Which text.
    names
        Whether people's names are shown at first; a box in the view changes it.

    Returns
    -------
    Figure, or a Sheet of a sentence when nobody's reading of this text can be shown; of people's
    readings a `SeminarView` of it.
    """
    title = f"Where do {_many(seminar, text_id)} mark the same words? {_name(text_id)}"
    build = partial(views_heat.heat_map, text_id=text_id)
    grid = partial(views_heat.grid_part, text_id=text_id)
    return _view(seminar, title, build, text_id=text_id, grid=grid, names=names)


def shaded_text(seminar: Seminar, text_id: str, *, names: bool = False) -> Sheet | SeminarView:
    """Show a text shaded by how many readers marked its words; a passage opens its readers.

    Parameters
    ----------
    seminar, text_id, names
        As in `heat_map`.

    Returns
    -------
    SeminarView, or a Sheet of a sentence when nobody's reading of this text can be shown.
    """
    if quiet := seminar.without_names().quiet(text_id):
        return quiet
    title = f"What did {_many(seminar, text_id)} mark? {_name(text_id)}"

    def build(shown: Seminar, wishes: Mapping[str, Any]) -> tuple[str, list[dict[str, Any]]]:
        return title, [{"text": text_part(shown, text_id, wishes)}]

    return SeminarView(seminar, title, build, text_id=text_id, names=names)


def difference_map(
    seminar: Seminar,
    text_id: str,
    a: Who | None = None,
    b: Who | None = None,
    *,
    names: bool = False,
) -> View:
    """Draw, theme by theme, which words one group marked and the other did not.

    Each theme has two rows, one for each direction. A cell tells of the words on which its group
    goes furthest beyond the other: how many of this group marked them. Its colour says how much
    larger their share is, in fifths; empty means nowhere.

    Of people's readings the sides are chosen in the view: who marked a passage and who did not,
    who chose a reply, two groups by likeness of marks, first and second readings, two lists.

    Parameters
    ----------
    seminar, text_id, names
        As in `heat_map`.
    a, b
        Names of readers; or ``"first"`` and ``"second"`` for the two readings of those who handed
        this text in twice. When both are left out: of people, those who marked the most divided
        passage and those who did not; else the first and the last reader by name.
    """
    if not seminar.people or not seminar.of(text_id):
        return views_difference.difference_map(seminar.without_names(), text_id, a, b)
    title = f"What does one side mark that the other does not? {_name(text_id)}"
    build = partial(sides_page, seminar, text_id, (a, b))
    return SeminarView(seminar, title, build, text_id=text_id, names=names)


def agreement_figure(seminar: Seminar, text_id: str, *, names: bool = False) -> View:
    """Draw Krippendorff's alpha for each theme of a text beside the observed agreement.

    The units are the characters of the text, inside a reader's marks or outside
    (`closereader.agreement.span_alpha`). The line is a 95 % bootstrap interval: over readers when
    there are at least five, else over paragraphs. Where alpha is not defined, the reason stands.

    The parameters are those of `heat_map`.
    """
    title = f"How far do {_many(seminar, text_id)} agree? {_name(text_id)}"
    build = partial(views_agreement.agreement_figure, text_id=text_id)
    return _view(seminar, title, build, text_id=text_id, names=names)


def contested_sheet(
    seminar: Seminar,
    text_id: str,
    theme: str | None = None,
    *,
    most: int = 5,
    names: bool = False,
) -> View:
    """Show the most contested passages of a text with who marked them, and everybody's notes.

    Parameters
    ----------
    seminar, text_id, names
        As in `heat_map`.
    theme, most
        As in `closereader.seminar.contested.contested`.
    """
    title = f"On which passages is the seminar divided? {_name(text_id)}"
    build = partial(contested.contested_sheet, text_id=text_id, theme=theme, most=most)
    return _view(seminar, title, build, text_id=text_id, names=names)


def unmarked_sheet(seminar: Seminar, text_id: str, *, names: bool = False) -> View:
    """Show the longest stretches of a text that nobody marked, at most eight.

    The parameters are those of `heat_map`.
    """
    build = partial(silences.unmarked_sheet, text_id=text_id)
    title = f"What did nobody mark? {_name(text_id)}"
    return _view(seminar, title, build, text_id=text_id, names=names)


def only_sheet(
    seminar: Seminar,
    text_id: str,
    reader: str | None = None,
    *,
    most: int = silences.MOST,
    names: bool = False,
) -> View:
    """Show what only one reader marked.

    Parameters
    ----------
    seminar, text_id, names
        As in `heat_map`.
    reader
        A name of the seminar. When left out: you, if you are one of the seminar; else everybody.
    most
        How many marks are shown, the longest first.
    """
    if reader is None and open_work().reader.name in seminar.of(text_id):
        reader = open_work().reader.name

    def build(shown: Seminar) -> Figure | Sheet:
        whose = reader
        if isinstance(seminar, SeminarOfPeople) and shown is not seminar and reader is not None:
            whose = seminar.labels.get(reader, reader)
        return silences.only_sheet(shown, text_id, whose, most=most)

    title = f"What did only one reader mark? {_name(text_id)}"
    return _view(seminar, title, build, text_id=text_id, names=names)


def _view(  # noqa: PLR0913 - the parts of a view
    seminar: Seminar,
    title: str,
    build: Callable[[Seminar], Figure | Sheet],
    *,
    text_id: str,
    names: bool,
    grid: Callable[[Seminar], dict[str, Any]] | None = None,
) -> View:
    if not seminar.people:
        return build(seminar)
    if not seminar.of(text_id):  # a sentence or two, in which nobody is named
        return build(seminar.without_names())

    def page(shown: Seminar, _: Mapping[str, Any]) -> tuple[str, list[dict[str, Any]]]:
        return page_of(build(shown), None if grid is None else grid(shown))

    return SeminarView(seminar, title, page, text_id=text_id, names=names)


def _many(seminar: Seminar, text_id: str) -> str:
    return readers(len(seminar.of(text_id)))


def _name(text_id: str) -> str:
    return name_of(open_text(text_id))
