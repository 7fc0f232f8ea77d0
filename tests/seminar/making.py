"""Hand-ins, zips and other files as they come, for the tests of collecting and of packs."""

from __future__ import annotations

import io
import uuid
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from closereader.annotations import Annotation, Collection
from closereader.handin import digest, embedded
from closereader.handin.page import page
from closereader.texts import open_text
from tests.handin.making import lesson_02, sheet_02

if TYPE_CHECKING:
    from closereader.handin.data import Json

FIXTURES = Path(__file__).with_name("fixtures")
MADE = "2026-03-02T09:00:00.000Z"
HOSTILE = (
    "</script><script>parent.ran=1</script><img src=//x.invalid/a onerror=parent.ran=2>&\u202e"
)
PROSE = {"kind": "prose", "text": f"{HOSTILE} “tried to theorise” (artiukh-2022 ¶4)"}
FORMULA = '=HYPERLINK("http://x.invalid","x")'


def fixture(name: str) -> bytes:
    return (FIXTURES / f"{name}.html").read_bytes()


def reader_id(number: int) -> str:
    return uuid.UUID(int=number, version=4).urn


def a_mark(number: int, quote: str = "tried to theorise", **given: Any) -> Annotation:
    text = open_text("artiukh-2022")
    start = text.body.index(quote)
    given = {"theme": "exclusion", "creator": reader_id(1), "id": reader_id(900 + number)} | given
    return Annotation.on(text, start, start + len(quote), now=MADE, **given)


def data(number: int = 1, name: str = "Reader", **changed: Any) -> Json:
    """Give the data of a hand-in of exercise 02, sealed."""
    marks = changed.pop("marks", ())
    answers = changed.pop("answers", {})
    found: Json = {
        "format": "closereader-handin", "version": 1, "program": "1", "made": MADE,
        "exercise": {"id": "02", "title": "Exclusion"},
        "reader": {"id": reader_id(number), "name": name},
        "codebook": 1,
        "texts": {"artiukh-2022": {
            "title": "Letter", "fingerprint": open_text("artiukh-2022").fingerprint}},
        "annotations": Collection(
            reader_id(number), "marks", tuple(marks), created=MADE).to_w3c(),
        "answers": [
            {"question": key, "value": value, "created": MADE, "modified": MADE}
            for key, value in answers.items()
        ],
    } | changed  # fmt: skip
    return {**found, "digest": digest(found)}


def handin(number: int = 1, name: str = "Reader", **changed: Any) -> bytes:
    """Give the page of a hand-in of exercise 02."""
    return page(data(number, name, **changed), *_sheets()).encode()


@cache
def _sheets() -> Any:
    return sheet_02(), lesson_02()


def bare(found: Json) -> bytes:
    """Give a page that holds nothing but data, whatever they are."""
    return f"<!doctype html><title>x</title>{embedded(found)}</html>".encode()


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return written.getvalue()


def linked(name: str, to: str) -> bytes:
    """Give a zip with a symbolic link in it."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        info = zipfile.ZipInfo(name)
        info.external_attr = 0o120777 << 16
        archive.writestr(info, to)
    return written.getvalue()
