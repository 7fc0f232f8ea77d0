"""Open the texts of the course, as they lie in its ``seeds`` folder."""

from __future__ import annotations

import difflib
import re
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from closereader._paths import CourseNotFound, seeds_folder
from closereader._reading import read_words
from closereader._still import look
from closereader.texts._errors import TextError, UnknownText
from closereader.texts._fold import nfc
from closereader.texts._front import is_id, parse_front, split_front
from closereader.texts._markdown import parse_body
from closereader.texts._seal import SEAL_FILE, read_seals, write_seals
from closereader.texts._text import Text

if TYPE_CHECKING:
    from closereader.texts._model import Meta

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
_NOT_A_TEXT = re.compile(r"readme\.md|[._].*", re.IGNORECASE)
_Stamp = tuple[int, int, int, int]
_cache: dict[Path, tuple[_Stamp, Text]] = {}


@look
def text_ids() -> tuple[str, ...]:
    """Return the ids of all texts: every ``.md`` file in ``seeds`` but its README, sorted."""
    folder = seeds_folder()
    if not folder.is_dir():
        raise TextError(
            f"There is no folder {folder} to read texts from: restore it from the course, or "
            "correct CLOSEREADER_SEEDS."
        )
    return tuple(
        sorted(
            path.stem
            for path in folder.glob("*.md")
            if not _NOT_A_TEXT.fullmatch(path.name) and path.exists()
        )
    )


@look
def open_text(text_id: str) -> Text:
    """Open a text of the course by its id, or by one that it had before.

    The same object comes back until the file (or the seal file beside it) changes on disk.

    Raises
    ------
    UnknownText
        When there is no such text; the message lists those there are.
    TextError
        When the edition is damaged; the message names the file, the line and the remedy.
    """
    text_id = current_id(text_id)
    # The folder is listed only for an id that is none: every mark and every answer opens texts.
    if not _ids_now(text_id) and text_id not in (known := text_ids()):
        near = difflib.get_close_matches(str(text_id), known, n=1)
        hint = f"Did you mean {near[0]!r}? " if near else ""
        raise UnknownText(
            f"There is no text {text_id!r} in {seeds_folder()}. {hint}"
            f"The texts are: {', '.join(known) or 'none'}."
        )
    path = seeds_folder() / f"{text_id}.md"
    stamp = _stamp(path)
    cached = _cache.get(path)
    if cached is None or cached[0] != stamp:
        cached = _cache[path] = (stamp, load_edition(path))
    return cached[1]


def former_ids() -> dict[str, str]:
    """Return the ids that texts had before, each with the id that its text has now."""
    found: dict[str, str] = {}
    with suppress(TextError, CourseNotFound):
        for text_id in text_ids():
            with suppress(TextError):  # a slip in one edition costs that edition only
                path = seeds_folder() / f"{text_id}.md"
                found |= dict.fromkeys(_meta(path, _stamp(path)).formerly.split(), text_id)
    return found


@lru_cache(maxsize=256)
def _meta(path: Path, _when: _Stamp) -> Meta:
    """Read what an edition says of itself: its words are ten times as long."""
    return parse_front(split_front(_read(path), path)[0], path)


@look
def current_id(text_id: str) -> str:
    """Return the id that a text has now; an id that no text ever had comes back as it is.

    Marks, links, answers and hand-ins that were made under an earlier id are read through this, so
    that a new name costs nobody their work.
    """
    return text_id if _ids_now(text_id) else former_ids().get(text_id, text_id)


def _ids_now(text_id: str) -> bool:
    """Say whether this is an id of today: one look at the disk, for every mark asks."""
    if not is_id(text_id) or _NOT_A_TEXT.fullmatch(f"{text_id}.md"):
        return False
    with suppress(CourseNotFound):
        return (seeds_folder() / f"{text_id}.md").is_file()
    return False


class Readable(NamedTuple):
    """The texts that can be opened, by id, and a sentence for each that cannot."""

    texts: tuple[Text, ...]
    problems: tuple[str, ...]


@look
def readable_texts() -> Readable:
    """Open every text that can be opened: a slip in one edition costs that edition only.

    Raises
    ------
    TextError
        When there is no folder of texts at all.
    """
    found, problems = [], []
    for text_id in text_ids():
        try:
            found.append(open_text(text_id))
        except TextError as error:
            problems.append(str(error))
    return Readable(tuple(found), tuple(problems))


def readable_ids() -> tuple[str, ...]:
    """Return the ids of the texts that can be opened."""
    return tuple(text.id for text in readable_texts().texts)


def load_edition(path: Path | str) -> Text:
    """Read one edition from its file, without the cache.

    Raises
    ------
    TextError
        When it is missing, is not UTF-8, or is not an edition (see `parse_body`).
    """
    path = Path(path)
    front, body, line = split_front(_read(path), path)
    meta = parse_front(front, path)
    text = Text(meta, parse_body(body, path, line), path)
    sealed = read_seals(path.parent).get(meta.id)
    if sealed is None:
        return text
    if sealed == text.fingerprint:
        return Text(meta, text.parsed, path, "whole")
    warning = (
        f"The words of {path} are not those that {path.parent / SEAL_FILE} has sealed, so marks "
        "and quotations may no longer fit: restore the file from the course, or seal it anew if "
        "the change is meant."
    )
    return Text(meta, text.parsed, path, "broken", warning)


def seal(folder: Path | str | None = None) -> Path:
    """Write ``SHA256SUMS`` anew from the originals and editions as they are, and return its path.

    Do so only when a change of the texts is meant: it is what the course is checked against.
    """
    folder = seeds_folder() if folder is None else Path(folder)
    path = folder / SEAL_FILE
    path.write_text(sealed(folder), encoding="utf-8", newline="\n")
    return path


def sealed(folder: Path | str | None = None) -> str:
    """Return what ``SHA256SUMS`` would say about the originals and editions in a folder now."""
    folder = seeds_folder() if folder is None else Path(folder)
    editions = [p for p in folder.glob("*.md") if not _NOT_A_TEXT.fullmatch(p.name)]
    return write_seals(
        list((folder / "originals").glob("*.txt")),
        {path.stem: load_edition(path).fingerprint for path in editions},
    )


def _read(path: Path) -> str:
    """Read a file as NFC text, its line ends made newlines, a byte order mark left out."""
    text = read_words(path, TextError).replace("\r\n", "\n").replace("\r", "\n")
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise TextError(
            f"{path}, line {line}: the control character U+{ord(found[0]):04X} stands in the text; "
            "remove it or put a space in its place."
        )
    return nfc(text)


def _stamp(path: Path) -> _Stamp:
    marks: list[int] = []
    for file in (path, path.parent / SEAL_FILE):
        try:
            stat = file.stat()
        except OSError:
            marks += [-1, -1]
        else:
            marks += [stat.st_mtime_ns, stat.st_size]
    return marks[0], marks[1], marks[2], marks[3]
