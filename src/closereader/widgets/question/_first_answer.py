"""The answer that a question is laid beside: what somebody wrote first, and where it stands."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from closereader._paths import CourseNotFound, course_folder
from closereader.widgets.base.answering import label_of, paragraphs, set_aside, split_id
from closereader.widgets.base.leads import Part, lead, words_of
from closereader.work import Work, WorkError

_NAMED_AGAIN = re.compile(r"\bagain\s*=\s*([\"']).*?\1")
_TITLE = re.compile(r"^# +(.+)$", re.MULTILINE)
_HEADING = re.compile(r"^##+ +(.+?) *$", re.MULTILINE)


class FirstAnswer:
    """An earlier answer in prose, as a later question shows it.

    `again`: the id of the earlier question: ``"01/q1"``.
    `beside`: the id of the question that shows it.
    Raises `ValueError` when `again` is no id of a question, or the same as `beside`.
    """

    def __init__(self, again: str, *, beside: str) -> None:
        self._exercise, self._question = split_id(again)
        self.key = again
        if again == beside:
            raise ValueError(f"again={again!r} must name another question than {beside!r}.")
        name = label_of(self._question)
        name = name[:1].lower() + name[1:]
        place, heading, page = _place_of(again, beside)
        self._named = lead(name, "" if page else heading)
        self._whole = lead(f"{name} of {place}", heading, page) if place else ""

    def read(self, work: Work) -> dict[str, Any]:
        """Read it from disk: ``{"title", "text", "modified", "note"}``.

        ``note`` is a sentence when there is no text: not answered yet and where the question
        stands, or why the answer cannot be shown; ``modified`` is ISO 8601, or "". Title and note
        come in parts (`base.leads`): a question of the same page leads to its heading.
        """
        shown: dict[str, Any] = {
            "title": ["Your answer to ", self._named],
            "text": "",
            "modified": "",
            "note": [],
        }
        try:
            answer = work.answer(self._exercise, self._question)
        except WorkError as error:
            return shown | {"note": [error.sentence]}
        text = answer.value.get("text") if answer else None
        if answer and isinstance(text, str) and text.strip():
            title = ["Your answer to ", self._whole or self._named]
            return shown | {"title": title, "text": text, "modified": answer.modified}
        lost = " ".join(set_aside(work, self._exercise, self._question))
        return shown | {"note": [lost] if lost else self._empty()}

    def _empty(self) -> list[Part]:
        if self._whole:
            return ["You have not answered ", self._whole, " yet."]
        return ["You have not answered ", self._named,
                " yet. It stands further up on this page."]  # fmt: skip


def card_lines(first: dict[str, Any]) -> list[str]:
    """Say it in the paragraphs of a plain card."""
    if not first["text"]:
        return [words_of(first["note"])]
    at = datetime.fromisoformat(first["modified"]).astimezone()
    written = f"{at.day} {at:%B %Y, %H:%M}"
    return [f"{words_of(first['title'])}, written {written}:", *paragraphs(first["text"])]


def _place_of(key: str, beside: str) -> tuple[str, str, str]:
    """Name the page that asks a question, "" for the one that asks both; its heading; the path."""
    asking = [
        (path, source, asked)
        for path, source in _pages(key.partition("/")[0])
        if (asked := _asked(source, key))
    ]
    for _, source, asked in asking:
        if _asked(source, beside):
            return "", _heading_before(source, asked), ""
    for path, source, asked in asking:
        title = _TITLE.search(source)
        page = f"“{title[1].strip() if title else path.stem}”"
        return page, _heading_before(source, asked), f"{path.parent.name}/{path.name}"
    return key.partition("/")[0], "", ""


def _heading_before(source: str, asked: re.Match[str]) -> str:
    found: list[str] = _HEADING.findall(source, 0, asked.start())
    return found[-1] if found else ""


def _asked(source: str, key: str) -> re.Match[str] | None:
    return re.search(rf"([\"']){re.escape(key)}\1", source)


def _pages(number: str) -> Iterator[tuple[Path, str]]:
    """Give the notebooks of a number, each with all that its cells hold."""
    try:
        paths = sorted(course_folder().glob(f"*/{number}_*.ipynb"))
    except (CourseNotFound, OSError):
        return
    for path in paths:
        try:
            cells = json.loads(path.read_bytes())["cells"]
            source = "\n".join("".join(cell["source"]) for cell in cells)
            yield path, _NAMED_AGAIN.sub("", source)
        except (OSError, ValueError, KeyError, TypeError):
            continue  # what is no notebook asks nothing
