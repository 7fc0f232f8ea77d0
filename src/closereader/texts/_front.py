"""Read the YAML front matter of an edition, and say exactly what is wrong with a bad one."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

from closereader._yaml import parse_yaml
from closereader.texts._errors import TextError
from closereader.texts._model import EditionChange, Meta

_REQUIRED = ("id", "title", "author", "date", "language", "rights")
_META = tuple(f.name for f in fields(Meta))
_EDIT = tuple(f.name for f in fields(EditionChange))
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def is_id(name: str) -> bool:
    """Say whether this could be the id of a text."""
    return _ID.fullmatch(name) is not None


def split_front(source: str, path: Path) -> tuple[str, str, int]:
    """Cut an edition in two: front matter, body, and the line number the body starts on."""
    lines = source.split("\n")
    if lines[0].rstrip() != "---":
        raise TextError(
            f"{path} does not begin with front matter: its first line must be ---, followed by "
            "id, title, author and so on (see seeds/README.md)."
        )
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() in {"---", "..."}:  # Pandoc writes the dots
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    raise TextError(f"{path}: the front matter never ends; close it with a line that is just ---.")


def parse_front(source: str, path: Path) -> Meta:
    """Make a `Meta` of the YAML between the two ``---`` lines."""
    found = parse_yaml(source, path, TextError, first_line=2)
    if not isinstance(found, Mapping):
        raise TextError(f"{path}: the front matter must be lines of the form `name: value`.")
    _known(found, _META, path, "the front matter")
    for name in _REQUIRED:
        if found.get(name) in (None, ""):
            raise TextError(f"{path}: the front matter lacks `{name}:`; add a line that gives it.")
    values = {n: _plain(found[n], n, path) for n in _META if n in found and n != "edited"}
    meta = Meta(**values, edited=_edits(found.get("edited"), path))
    _check(meta, path)
    return meta


def _check(meta: Meta, path: Path) -> None:
    if not is_id(meta.id):
        raise TextError(
            f"{path}: the id {meta.id!r} may hold only small letters a-z, digits and single "
            "hyphens, as in author-2024."
        )
    if meta.id != path.stem:
        raise TextError(
            f"{path}: the id is {meta.id!r} but the file is named {path.name}; rename one so "
            f"that both agree ({meta.id}.md)."
        )
    if meta.source_file and not _SHA256.fullmatch(meta.source_sha256):
        raise TextError(
            f"{path}: source_file is given, so source_sha256 must be the 64 hexadecimal digits of "
            "its SHA-256."
        )


def _known(found: Mapping[object, object], names: tuple[str, ...], path: Path, of: str) -> None:
    for name in found:
        if name not in names:
            near = difflib.get_close_matches(str(name), names, n=1)
            hint = f"did you mean `{near[0]}`?" if near else f"known are {', '.join(names)}."
            raise TextError(f"{path}: {of} has a field `{name}` that means nothing here; {hint}")


def _plain(value: object, name: str, path: Path) -> str:
    """Turn a YAML scalar into text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise TextError(
        f"{path}: `{name}:` must be plain text, not a list nor true or false; write it in one "
        "line, in quotation marks."
    )


def _edits(value: object, path: Path) -> tuple[EditionChange, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise TextError(f"{path}: `edited:` must be a list; begin each entry with `- what:`.")
    return tuple(_edit(entry, number, path) for number, entry in enumerate(value, start=1))


def _edit(entry: object, number: int, path: Path) -> EditionChange:
    where = f"entry {number} of `edited:`"
    if not isinstance(entry, Mapping) or not all(
        isinstance(entry.get(name), str) and entry[name].strip() for name in ("what", "why")
    ):
        raise TextError(f"{path}: {where} needs `what:` and `why:`, each a plain sentence.")
    _known(entry, _EDIT, path, where)
    removed = entry.get("removed", "")
    joined = entry.get("joined", [])
    broken = entry.get("broken", [])
    notes = entry.get("notes", [])
    if not (
        isinstance(removed, str)
        and _strings(broken)
        and isinstance(joined, list)
        and all(_strings(pair) and len(pair) == 2 for pair in joined)  # noqa: PLR2004 - a pair
        and isinstance(notes, list)
        and all(type(note) is int for note in notes)
    ):
        raise TextError(
            f"{path}: {where} must give `removed:` as one quoted string, `joined:` as pairs of "
            "strings, `broken:` as strings and `notes:` as numbers."
        )
    return EditionChange(
        what=entry["what"].strip(),
        why=entry["why"].strip(),
        removed=removed,
        joined=tuple((pair[0], pair[1]) for pair in joined),
        broken=tuple(broken),
        notes=tuple(notes),
    )


def _strings(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
