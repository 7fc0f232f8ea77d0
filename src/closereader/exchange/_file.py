"""Read a JSON file that came from somewhere: within limits, and refused in one sentence."""

import json
from pathlib import Path
from typing import Any, NoReturn

from closereader.annotations import checks
from closereader.exchange._errors import ExchangeError

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
    """Return the JSON in ``data``; ``name`` is its name in a sentence.

    JSON Lines (an object in each line) are a list. A line that is no JSON stands in it as the text
    that it is, so that it costs itself only.
    """

    def refuse(reason: str) -> NoReturn:
        raise ExchangeError(f"{name} cannot be read: {reason}.")

    try:
        words = data.decode("utf-8-sig")
        found = _parsed(words)
    except UnicodeDecodeError as error:
        refuse(f"it is not UTF-8 at byte {error.start}")
    except json.JSONDecodeError as error:
        refuse(f"it is not JSON at line {error.lineno}{_remedy(words)}")
    except _ConstantError as error:
        refuse(f"it holds {error}, which JSON does not have")
    except RecursionError:
        refuse("it is nested without end")
    except ValueError:  # Python reads no number of more than 4,300 digits
        refuse("it holds a number that is too long")
    if checks.is_deeper(found, _MOST_DEPTH):
        refuse("it is nested too deeply")
    return found


class _ConstantError(ValueError):
    """NaN or Infinity, which Python writes and JSON does not have."""


def _constant(word: str) -> NoReturn:
    raise _ConstantError(word)


def _parsed(words: str) -> Any:  # noqa: ANN401
    try:
        return json.loads(words, parse_constant=_constant)
    except json.JSONDecodeError:
        lines = [line for line in words.split("\n") if line.strip()]
        if not lines or not isinstance(_line(lines[0]), dict):
            raise
    return [_line(line) for line in lines]


def _line(words: str) -> Any:  # noqa: ANN401
    try:
        return json.loads(words, parse_constant=_constant)
    except json.JSONDecodeError:
        return words


def _remedy(words: str) -> str:
    """Name the form of what is no JSON, and say what to do."""
    first = words.lstrip().partition("\n")[0]
    if first[:1] in {"{", "[", ""}:
        return ""
    table = max(first.count(sign) for sign in ",;\t") > 1
    form = "a page (HTML)" if first[0] == "<" else "a table (CSV)" if table else "plain text"
    return (
        f": it is {form}. Notes can be read from JSON only: where you exported them, choose JSON "
        "as the format, and import that file"
    )
