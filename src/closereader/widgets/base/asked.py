"""What a lesson asks for when it opens a text: understood, or refused in one sentence."""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Iterable
from typing import TYPE_CHECKING

from closereader._paths import CourseNotFound
from closereader.texts import Text, TextError, open_text, text_ids

if TYPE_CHECKING:
    from closereader.codebook import Codebook


def refuse_unknown_options(widget: type, given: Iterable[str]) -> None:
    """Name a misspelt option, and those that the widget has."""
    kinds = inspect.signature(widget.__init__).parameters  # type: ignore[misc]  # this very class
    if any(each.kind is each.VAR_KEYWORD for each in kinds.values()):
        return
    for name in given:
        if name not in kinds:
            options = [one for one, each in kinds.items() if each.kind is each.KEYWORD_ONLY]
            near = difflib.get_close_matches(name, options, n=1)
            hint = f" Did you mean {near[0]}=?" if near else ""
            raise TypeError(
                f"{widget.__name__} has no option {name}=.{hint} Its options: {', '.join(options)}."
            )


def refuse_unknown_text(text_id: str) -> None:
    """Name the texts there are; that an edition is damaged is for the widget to say."""
    try:
        known = text_ids()
    except (TextError, CourseNotFound):
        return
    if text_id not in known:
        open_text(text_id)


def known_themes(themes: Iterable[str] | None, codebook: Codebook | None) -> list[str] | None:
    """Give the ids of the themes asked for, None for all of them."""
    if themes is None:
        return None
    wanted = [themes] if isinstance(themes, str) else list(themes)
    return wanted if codebook is None else [codebook.theme(theme).id for theme in wanted]


def place_of(label: str | None, text: Text | None) -> list[int] | None:
    """Give the place to open a text at, named as citations do: ``"¶12"``."""
    if label is None or text is None:
        return None
    block = text.block(label)
    return [block.start, block.end]
