"""Read a JSON file that came from somewhere: within limits, and refused in one sentence."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NoReturn

from closereader.exchange._errors import ExchangeError

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 32 * 1024 * 1024
"""A larger file is refused before it is read."""
_MOST_DEPTH = 64


def read_json(path: Path) -> Any:  # noqa: ANN401 - JSON is anything
    """Return what a file holds.

    Raises
    ------
    ExchangeError
        When the file is missing, cannot be read, has more than 32 MB, or is no JSON in UTF-8.
    """
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            most = MOST_BYTES // 1024 // 1024
            raise ExchangeError(f"{path.name} has more than {most} MB: no export of notes has.")
        return parse_json(path.read_bytes(), path.name)
    except FileNotFoundError as error:
        raise ExchangeError(f"There is no file {path}: check its name and folder.") from error
    except OSError as error:
        raise ExchangeError(f"{path} cannot be read ({error.strerror or error}).") from error


def parse_json(data: bytes, name: str) -> Any:  # noqa: ANN401
    """Return the JSON in ``data``; ``name`` is its name in a sentence."""

    def refuse(reason: str) -> NoReturn:
        raise ExchangeError(f"{name} cannot be read: {reason}.")

    try:
        found = json.loads(
            data.decode("utf-8-sig"),
            parse_constant=lambda word: refuse(f"it holds {word}, which JSON does not have"),
        )
    except ExchangeError:
        raise
    except UnicodeDecodeError as error:
        refuse(f"it is not UTF-8 at byte {error.start}")
    except json.JSONDecodeError as error:
        refuse(f"it is not JSON at line {error.lineno}")
    except RecursionError:
        refuse("it is nested without end")
    except ValueError:  # Python reads no number of more than 4,300 digits
        refuse("it holds a number that is too long")
    if _deep(found):
        refuse("it is nested too deeply")
    return found


def _deep(found: object) -> bool:
    level = [found]
    for _ in range(_MOST_DEPTH):
        level = [
            inner
            for one in level
            if isinstance(one, (dict, list))
            for inner in (one.values() if isinstance(one, dict) else one)
        ]
        if not level:
            return False
    return True
