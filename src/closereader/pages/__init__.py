"""HTML made of words: pages of their own (`elements`), and what a cell shows (`cells`)."""

from closereader.pages.elements import (
    Html,
    bullets,
    el,
    join,
    prose,
    style_sheet,
    table,
    text,
    visible,
    wide,
)

__all__ = [
    "Html",
    "bullets",
    "el",
    "join",
    "prose",
    "style_sheet",
    "table",
    "text",
    "visible",
    "wide",
]
