"""What goes to other programs, and what comes from them.

Out: the codebook as REFI-QDA (`qdc`) and as CSV (`codebook_csv`), marks as a table (`marks_csv`),
marks as a W3C AnnotationCollection (`collection_of`). In: notes from Hypothes.is, and collections
of our own (`bring`), each placed, offered or lost, and never attached to a look-alike.
"""

from closereader.exchange._errors import ExchangeError
from closereader.exchange._file import parse_json, read_json
from closereader.exchange.bringing import Brought, bring
from closereader.exchange.codebook_file import codebook_csv, qdc
from closereader.exchange.gathering import collection_of, marks_of
from closereader.exchange.notes import Foreign, ForeignNote
from closereader.exchange.placing import NotePlace, place
from closereader.exchange.table import marks_csv

__all__ = [
    "Brought",
    "ExchangeError",
    "Foreign",
    "ForeignNote",
    "NotePlace",
    "bring",
    "codebook_csv",
    "collection_of",
    "marks_csv",
    "marks_of",
    "parse_json",
    "place",
    "qdc",
    "read_json",
]
