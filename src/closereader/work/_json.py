"""JSON as the work folder holds it, and what is wrong with a file that is not so."""

from __future__ import annotations

import json
from typing import Any

from closereader.work import _disk


def dump(value: dict[str, Any]) -> bytes:
    """Write an object as UTF-8.

    Half of a surrogate pair, which no text has but a browser may send, becomes a question mark.

    Raises
    ------
    ValueError
        When it holds what JSON cannot (a set, a NaN, a nesting without end).
    """
    try:
        found = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
    except (TypeError, RecursionError) as error:
        raise ValueError(f"it cannot be written as JSON ({error})") from error
    return (found + "\n").encode("utf-8", "replace")


def load(data: bytes | None) -> dict[str, Any]:
    """Read an object.

    Raises
    ------
    ValueError
        With a clause that says what is wrong with it.
    """
    if not data:
        raise ValueError("it is empty")
    if len(data) > _disk.MOST_BYTES:
        raise ValueError(f"it has more than {_disk.MOST_BYTES // 1024 // 1024} MB")
    try:
        found = json.loads(data.decode("utf-8-sig"), parse_constant=_refuse)
    except UnicodeDecodeError as error:
        raise ValueError(f"it is not UTF-8 at byte {error.start}") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"it is not JSON at line {error.lineno}: {error.msg}") from error
    except RecursionError as error:
        raise ValueError("it is nested without end") from error
    if not isinstance(found, dict):
        raise ValueError("it is not a JSON object")  # noqa: TRY004 - damage of one kind
    return found


def _refuse(constant: str) -> None:
    raise ValueError(f"it holds {constant}, which JSON does not have")
