"""Reading JSON that somebody else has sent: its numbers, its depth, its form."""

import json
from collections.abc import Callable
from functools import cache
from math import isfinite
from pathlib import Path
from typing import Any

from fastjsonschema import compile as compile_schema

from closereader.annotations import checks
from closereader.handin._errors import HandInError

_DEEPEST = 40

Json = dict[str, Any]


@cache
def validator(name: str) -> Callable[[Json], Json]:
    """Return what checks data by a schema beside us; it raises `JsonSchemaValueException`."""
    schema = json.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    validate: Callable[[Json], Json] = compile_schema(schema)
    return validate


def shallow(data: object) -> None:
    """Refuse data so deeply nested that reading it would exhaust the stack."""
    if checks.is_deeper(data, _DEEPEST):
        raise HandInError("The file is damaged: its data are nested too deeply.")


def no_number(word: str) -> float:
    """Refuse ``NaN`` and ``Infinity``, which Python reads and JSON does not have."""
    raise ValueError(f"{word} is no JSON")


def finite(word: str) -> float:
    """Read a number; one without end is refused."""
    found = float(word)
    if not isfinite(found):  # 1e999
        raise ValueError(f"{word} is larger than any number")
    return found
