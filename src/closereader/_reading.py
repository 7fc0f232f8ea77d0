"""Reading a file of the course: what is wrong with it is a sentence, with its place and remedy."""

import json
from pathlib import Path
from typing import Any


def none_here(what: str, path: Path) -> str:
    """Say that a course has nothing of a kind that it may have."""
    return (
        f"This course has no {what} ({path} is missing): restore the file, write one, or leave "
        "out what needs it."
    )


def read_words(path: Path, error: type[ValueError], what: str = "") -> str:
    """Give the text of a file, without the mark of its encoding.

    `path`: the file.
    `error`: what to raise, with one sentence and the remedy, when it is missing, a folder stands in
    its place, or it is no UTF-8.
    `what`: what the file is, when a course need not have it: ``"scale"``.
    """
    try:
        data = path.read_bytes()
        return data.decode("utf-8-sig")
    except FileNotFoundError as reason:
        sentence = f"{path} is missing: restore it from the course."
        raise error(none_here(what, path) if what else sentence) from reason
    except OSError as reason:
        why = "it is a folder" if path.is_dir() else reason.strerror or str(reason)
        raise error(
            f"{path} cannot be read ({why}): close other programs that use it, or restore it."
        ) from reason
    except UnicodeDecodeError as reason:
        line = data[: reason.start].count(b"\n") + 1
        raise error(
            f"{path}, line {line}: the file is not UTF-8; save it again with the encoding UTF-8."
        ) from reason


def read_json(path: Path, error: type[ValueError], what: str = "") -> Any:  # noqa: ANN401 - JSON
    """Give what a JSON file holds; parameters and errors as in `read_words`."""
    try:
        return json.loads(read_words(path, error, what))
    except json.JSONDecodeError as reason:
        raise error(
            f"{path}, line {reason.lineno}: this is not JSON ({reason.msg}). Correct it, or "
            "restore the file from the course."
        ) from reason
