r"""Argument maps after Toulmin: claim, grounds, warrant, backing, qualifier, rebuttal.

A map is its main claim, a `Node`, with the other nodes below it. Grounds stand on a passage of a
text, checked character by character, or on a row of a table. `missing` says what a map does not
have yet; whether it convinces is for its readers to say.

>>> from closereader.argument import Node, missing
>>> print(*missing(Node("claim", "Oil explains it.")), sep="\n")
The claim “Oil explains it.” has no grounds: what is it built on?
Nothing says how far the claim goes: there is no qualifier.
Nobody disagrees: there is no rebuttal.
"""

from closereader.argument._argdown import to_argdown
from closereader.argument._errors import ArgumentError
from closereader.argument._evidence import Standing, TableRow, passage_of, row_stands, stands
from closereader.argument._gaps import Gap, gaps, missing
from closereader.argument._import import Imported, read_argdown, read_map
from closereader.argument._json import from_dict, from_json, to_dict, to_json
from closereader.argument._model import (
    ABOUT,
    KINDS,
    MOST_NOTE,
    MOST_TEXT,
    Kind,
    Node,
    evidence,
    one_line,
    settled,
    to_html,
    to_plain,
)

__all__ = [
    "ABOUT",
    "KINDS",
    "MOST_NOTE",
    "MOST_TEXT",
    "ArgumentError",
    "Gap",
    "Imported",
    "Kind",
    "Node",
    "Standing",
    "TableRow",
    "evidence",
    "from_dict",
    "from_json",
    "gaps",
    "missing",
    "one_line",
    "passage_of",
    "read_argdown",
    "read_map",
    "row_stands",
    "settled",
    "stands",
    "to_argdown",
    "to_dict",
    "to_html",
    "to_json",
    "to_plain",
]
