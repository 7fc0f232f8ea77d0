"""Reading the course's YAML files: what is wrong with one is a sentence, and its remedy."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from pathlib import Path

REMEDY = "Restore the file from the course, or correct the entry."


def read_yaml(path: Path, error: type[ValueError]) -> object:
    """Give what a YAML file holds; it is read again only after it was changed.

    Parameters
    ----------
    path
        The file.
    error
        What to raise, with one sentence and the remedy, when it is missing or no YAML in UTF-8.

    Returns
    -------
    object
        Shared by all who ask: leave it as it is.
    """
    try:
        stat = path.stat()
        return _read(path, stat.st_mtime_ns, stat.st_size)
    except FileNotFoundError as reason:
        raise error(f"{path} is missing: restore it from the course.") from reason
    except OSError as reason:
        why = reason.strerror or str(reason)
        raise error(f"{path} cannot be read ({why}): restore it.") from reason
    except UnicodeDecodeError as reason:
        raise error(f"{path} is not UTF-8: save it with the encoding UTF-8.") from reason
    except yaml.YAMLError as reason:
        at = reason.problem_mark if isinstance(reason, yaml.MarkedYAMLError) else None
        line = f", line {at.line + 1}" if at else ""
        raise error(f"{path}{line}: this is not YAML. {REMEDY}") from reason


@lru_cache(maxsize=8)
def _read(path: Path, _time: int, _size: int) -> object:
    return yaml.safe_load(path.read_text(encoding="utf-8-sig"))
