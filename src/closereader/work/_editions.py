"""The texts that were marked, kept once each, so that marks outlive a change of their edition.

``texts/<64 hexadecimal digits>.txt`` is a canonical text in UTF-8, named by its SHA-256, which is
the fingerprint that the marks in it carry. So it proves itself, needs no format, is the same under
every id that the text had or will have, and is never changed. It is written when a text is shown to
be marked; and when something is marked in a state of a text, or read that was, while that state is
the course's own; about 50 kB each. It holds nothing of the reader's: it is in no hand-in, and where
it is missing (in a folder from an earlier version, or after bringing work back from a hand-in) more
marks ask for their place.
"""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from closereader._paths import CourseNotFound
from closereader.annotations import Annotation, Link
from closereader.texts import Text, TextError, fingerprint_of, open_text
from closereader.work import _disk

_FOLDER = Path("texts")


def keep(folder: Path, items: Iterable[Annotation | Link]) -> None:
    """Keep the texts that these marks stand in, where they are as they were when marked.

    What cannot be kept now, on a full disk for example, is kept the next time: a mark must not
    wait for it.
    """
    for text_id, fingerprint in {
        (at.text, at.fingerprint) for item in items for at in item.passages
    }:
        with suppress(OSError, TextError, CourseNotFound):
            if _file(folder, fingerprint).exists():
                continue
            text = open_text(text_id)
            if text.fingerprint == fingerprint:
                keep_text(folder, text)


def keep_text(folder: Path, text: Text) -> None:
    """Keep a text that can be marked now, or was until a moment ago; not on a full disk."""
    file = _file(folder, text.fingerprint)
    with suppress(OSError):
        if not file.exists():
            _disk.write(file, text.body.encode("utf-8"))


def read(folder: Path, fingerprint: str) -> str | None:
    """Return a text that was kept; None when it is missing, or not what its name says."""
    with suppress(OSError, ValueError):
        data = _disk.read(_file(folder, fingerprint))
        body = data.decode("utf-8") if data is not None else ""
        return body if fingerprint_of(body) == fingerprint else None
    return None


def _file(folder: Path, fingerprint: str) -> Path:
    return folder / _FOLDER / f"{fingerprint.removeprefix('sha256:')}.txt"
