"""The answer that a question is laid beside: what somebody wrote first, and where it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from closereader._paths import CourseNotFound, course_folder
from closereader.widgets.base.answering import label_of, paragraphs, set_aside, split_id
from closereader.work import Work, WorkError

_NAMED_AGAIN = re.compile(r"\bagain\s*=\s*([\"']).*?\1")
_TITLE = re.compile(r"^# +(.+)$", re.MULTILINE)


class FirstAnswer:
    """An earlier answer in prose, as a later question shows it.

    Parameters
    ----------
    again
        The id of the earlier question: ``"01/q1"``.
    beside
        The id of the question that shows it.

    Raises
    ------
    ValueError
        When `again` is no id of a question, or the same as `beside`.
    """

    def __init__(self, again: str, *, beside: str) -> None:
        self._exercise, self._question = split_id(again)
        self.key = again
        if again == beside:
            raise ValueError(f"again={again!r} must name another question than {beside!r}.")
        self._label = label_of(self._question)
        self._name = self._label[:1].lower() + self._label[1:]
        self._place = _page_of(again, beside)

    def read(self, work: Work) -> dict[str, Any]:
        """Read it from disk: ``{"title", "text", "modified", "note", "heading"}``.

        ``note`` is a sentence when there is no text: not answered yet and where the question
        stands, or why the answer cannot be shown; ``modified`` is ISO 8601, or "". A question of
        the same page has a ``heading`` to go to, “Question 1”; it is "" for one elsewhere.
        """
        shown: dict[str, Any] = {
            "title": f"Your answer to {self._name}",
            "text": "",
            "modified": "",
            "note": "",
            "heading": "" if self._place else self._label,
        }
        try:
            answer = work.answer(self._exercise, self._question)
        except WorkError as error:
            return shown | {"note": error.sentence}
        text = answer.value.get("text") if answer else None
        if answer and isinstance(text, str) and text.strip():
            title = shown["title"] + (f" of {self._place}" if self._place else "")
            return shown | {"title": title, "text": text, "modified": answer.modified}
        lost = " ".join(set_aside(work, self._exercise, self._question))
        return shown | {"note": lost or self._empty()}

    def _empty(self) -> str:
        if self._place:
            return f"You have not answered {self._name} of {self._place} yet."
        return f"You have not answered {self._name} yet. It stands further up on this page."


def card_lines(first: dict[str, Any]) -> list[str]:
    """Say it in the paragraphs of a plain card."""
    if not first["text"]:
        return [first["note"]]
    at = datetime.fromisoformat(first["modified"]).astimezone()
    written = f"{at.day} {at:%B %Y, %H:%M}"
    return [f"{first['title']}, written {written}:", *paragraphs(first["text"])]


def _page_of(key: str, beside: str) -> str:
    """Name the page that asks a question; "" when it is the page that asks `beside` too."""
    pages = list(_pages(key.partition("/")[0]))
    asking = [(path, source) for path, source in pages if _asks(source, key)]
    if any(_asks(source, beside) for _, source in asking):
        return ""
    for path, source in asking:
        title = _TITLE.search(source)
        return f"“{title[1].strip() if title else path.stem}” ({path.parent.name}/{path.name})"
    return key.partition("/")[0]


def _asks(source: str, key: str) -> bool:
    return f'"{key}"' in source or f"'{key}'" in source


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
