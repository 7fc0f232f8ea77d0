"""JSON as the work folder holds it, and what is wrong with a file that is not so."""

import json
from typing import Any

from closereader.work import _disk

MOST_ITEM = _disk.MOST_BYTES // 2
"""Bytes of one item; in the trash it is wrapped, and must still be readable there."""


def dump(value: dict[str, Any], *, most: int = _disk.MOST_BYTES) -> bytes:
    """Write an object as UTF-8, in no more than ``most`` bytes.

    Half of a surrogate pair, which no text has but a browser may send, becomes a question mark.

    Raises `ValueError` when it holds what JSON cannot (a set, a NaN, a nesting without end), or is
    too long.
    """
    try:
        found = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
    except (TypeError, RecursionError) as error:
        raise ValueError(f"it cannot be written as JSON ({error})") from error
    data = (found + "\n").encode("utf-8", "replace")
    if len(data) > most:
        raise ValueError(f"it has {len(data):,} bytes, and at most {most:,} can be saved")
    return data


def load(data: bytes | None) -> dict[str, Any]:
    """Read an object; half of a surrogate pair is read as `dump` writes it.

    Raises `ValueError` with a clause that says what is wrong with it.
    """
    if not data:
        raise ValueError("it is empty")
    try:
        words = data.decode("utf-8-sig")
        found = json.loads(words, parse_constant=_refuse)
        if r"\ud" in words.casefold():  # half of a pair may be written so; no file can hold it
            whole = json.dumps(found, ensure_ascii=False).encode("utf-8", "replace")
            found = json.loads(whole)
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
