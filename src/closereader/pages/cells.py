"""Small pieces of HTML that look right even after JupyterLab has sanitised them."""

from collections.abc import Iterable, Sequence
from html import escape

_CELL = "style=text-align:left"  # without quotation marks: in a notebook each takes two signs


def tag(name: str, text: str) -> str:
    """Return an element that holds this text, escaped."""
    return f"<{name}>{words(text)}</{name}>"


def table(
    caption: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    cell: str = f" {_CELL}",
) -> str:
    """Return a table of plain text; the first cell of each row is its heading.

    The caption is the name of the table: who listens goes from table to table by names. ``cell``
    is the attribute of every cell, "" where a style sheet stands beside the table.
    """
    head = "".join(f"<th scope=col{cell}>{words(each)}</th>" for each in headings)
    body = "".join(_row(cell, *row) for row in rows)
    name = f"<caption{cell}>{words(caption)}</caption>"
    return f"<table>{name}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def bullets(lines: Iterable[str]) -> str:
    """Return a list of plain text."""
    return "<ul>" + "".join(tag("li", line) for line in lines) + "</ul>"


def unfolding(label: str, *parts: str) -> str:
    """Return HTML that is folded away behind a label; the label is escaped, the parts are not."""
    return f"<details>{tag('summary', label)}{''.join(parts)}</details>"


def plain_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return the same table as lines of text, cells parted by a bar."""
    return "\n".join(" | ".join(row) for row in (headings, *rows))


def _row(cell: str, first: str, *rest: str) -> str:
    cells = "".join(f"<td{cell}>{words(each)}</td>" for each in rest)
    return f"<tr><th scope=row{cell}>{words(first)}</th>{cells}</tr>"


def words(text: str) -> str:
    """Escape words; quotation marks stay, for here no attribute holds them."""
    return escape(text, quote=False)
