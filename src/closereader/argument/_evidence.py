"""What a node stands on, checked: the words against their text, the row against its table."""

from dataclasses import dataclass
from math import isfinite

from closereader._paths import CourseNotFound
from closereader.annotations import AnnotationError, Passage, anchor, checks
from closereader.argument._errors import ArgumentError
from closereader.quotations import cut_words, whole_places
from closereader.tables import TableError, open_table
from closereader.texts import TextError, open_text
from closereader.work import earlier

MOST_KEYS = 8
MOST_NUMBER = 10**15
_FIVE_DIGITS = 10_000


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table of the course, and, when one is meant, the column to look at.

    Attributes
    ----------
    table
        The name of the table, ``"panel"``.
    key
        The columns that name the row with their values: ``(("iso3", "BLR"), ("year", 2006))``.
    column
        The column whose value is meant; "" for the row as a whole.
    """

    table: str
    key: tuple[tuple[str, str | int | float], ...]
    column: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot name a row."""
        try:
            checks.text(self.table, "the name of a table", least=1, most=80)
            checks.text(self.column, "the name of a column", most=80)
            for name, value in self.key:
                checks.text(name, "the name of a column", least=1, most=80)
                if isinstance(value, str):
                    checks.text(value, f"the value of {name}", most=500)
        except ValueError as error:
            raise ArgumentError(f"A row of a table cannot be read: {error}.") from error
        for name, value in self.key:
            if not isinstance(value, str) and not _is_number(value):
                raise ArgumentError(f"The value of {name} must be text or a number.")
        if not 1 <= len(self.key) <= MOST_KEYS:
            raise ArgumentError(f"A row of the table {self.table} needs a key.")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where evidence stands.

    Attributes
    ----------
    label
        ``alieva-2024 ¶12`` or ``panel: BLR, 2006``.
    words
        The words of the passage, or the value that is meant with its unit; "" for a whole row.
    start, end
        The place of a passage in today's text, in code points; 0 and 0 for a row.
    problem
        One sentence when the evidence is not where it says, or begins or ends inside a word; ""
        when it is whole.
    cut
        Whether the words are there, but not as whole words.
    """

    label: str
    words: str
    start: int = 0
    end: int = 0
    problem: str = ""
    cut: bool = False

    @property
    def cited(self) -> str:
        """As it is quoted: ``“words” (alieva-2024 ¶12)``, ``1.9 % of GDP (panel: BLR, 2006)``."""
        return f"{self.words} ({self.label})" if self.words else f"({self.label})"


def passage_of(text_id: str, quote: str) -> Passage:
    """Take words from a text as evidence.

    Parameters
    ----------
    text_id
        For example ``"alieva-2024"``.
    quote
        The words, as they stand there; curly and straight quotation marks are taken alike.

    Raises
    ------
    ArgumentError
        When the text does not have the words, has them only inside longer ones, or more than once.
    UnknownText
        When there is no such text.
    """
    text = open_text(text_id)
    found = whole_places(text, quote)
    if len(found) == 1:
        return Passage.on(text, *found[0])
    cut = text.find(quote, folded=True)
    near = text.closest(quote, 1)
    if found:
        places = ", ".join(text.label_of(*span) for span in found)
        why = f"stands in several places ({places}); quote more words"
    elif cut:
        why = f"does not stand there in whole words. {cut_words(text, cut[0])}"
    elif near:
        why = f"does not stand there. The closest words are {text.cite(*near[0].span)}"
    else:
        why = "does not stand there"
    raise ArgumentError(f"“{quote[:80]}” cannot be taken from {text_id}: it {why.rstrip('.')}.")


def stands(passage: Passage) -> Standing:
    """Find the words of a passage again, character by character, in today's text."""
    words = f"“{' '.join(passage.exact.split())}”"
    lost = Standing(passage.text, words, passage.start, passage.end)
    try:
        text = open_text(passage.text)
        place = anchor(passage, text, earlier(text))
        if place.certain is None:
            return _with(lost, place.message)
        start, end = place.certain
        cited = text.cite(start, end)
        cut = cut_words(text, place.certain)
    except (AnnotationError, TextError, CourseNotFound) as error:
        return _with(lost, str(error))
    label = cited.rpartition(" (")[2].removesuffix(")")
    return Standing(label, words, start, end, cut, cut=bool(cut))


def row_stands(row: TableRow) -> Standing:
    """Look a row up in its table; a number is given with the unit of its column."""
    name = f"{row.table}: {', '.join(str(value) for _, value in row.key)}"
    try:
        table = open_table(row.table)
        for key, _ in row.key:
            table.column(key)  # a file from elsewhere may name anything
        found = table.row(**dict(row.key))
        if not row.column:
            return Standing(found.label, "")
        column = table.column(row.column)
    except (TableError, CourseNotFound) as error:
        return Standing(name, "", problem=str(error))
    value = found.values[row.column]
    shown = "no value" if value is None else _shown(value)
    counted = column.unit and value is not None and not isinstance(value, str)
    unit = f" {column.unit}" if counted else ""
    return Standing(found.label, f"{column.title}: {shown}{unit}")


def standings(passage: Passage | None, row: TableRow | None) -> tuple[Standing, ...]:
    """Check all that a node stands on: at most a passage and a row."""
    return (
        *((stands(passage),) if passage is not None else ()),
        *((row_stands(row),) if row is not None else ()),
    )


def _shown(value: object) -> str:
    # No year has five digits, so separators can only stand in counts.
    if isinstance(value, int | float) and abs(value) >= _FIVE_DIGITS:
        return f"{value:,.0f}"
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _with(standing: Standing, problem: str) -> Standing:
    sentence = problem or f"The words do not stand in {standing.label}."
    return Standing(standing.label, standing.words, standing.start, standing.end, sentence)


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) <= MOST_NUMBER if isinstance(value, int) else isfinite(value)
