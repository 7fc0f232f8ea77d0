"""How a concordance looks: HTML that stays right when it is sanitised, and plain text.

No style elements, no scripts; the tables read well without any inline style too. Each hit stands
in the middle column, so that hits stand below each other in all tables of a page.
"""

from collections.abc import Iterable, Sequence

from closereader.pages import cells

_CAPTION = "caption-side:top;text-align:left;padding:4px 0;color:inherit"
_TOP = "vertical-align:top;padding:3px 6px;white-space:normal"
_LEFT = f"text-align:left;{_TOP}"
# JupyterLab lays tables out with fixed columns, so each needs a width.
_KWIC = (
    _LEFT,
    f"text-align:right;{_TOP}",
    f"text-align:center;overflow-wrap:break-word;{_TOP}",
    _LEFT,
    _LEFT,
)
_WIDTHS = {4: (18, 34, 14, 34), 5: (17, 28, 13, 27, 15)}


def paragraph(text: str, *, strong: str = "") -> str:
    """Return a paragraph, its first words strong."""
    head = f"{cells.tag('strong', strong)} " if strong else ""
    return f"<p>{head}{cells.words(text)}</p>"


def unfolded(summary: str, lines: Sequence[str]) -> str:
    """Return a list that opens when it is asked for."""
    head = f'<details style="margin:0 0 10px"><summary>{cells.words(summary)}</summary>'
    return f"{head}{cells.bullets(lines)}</details>"


def table(caption: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table whose first column names the row."""
    return _table(caption, headings, rows, [_LEFT] * len(headings))


def lines_table(caption: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of lines: place, words before, hit, words after, and maybe a remark."""
    widths = _WIDTHS[len(headings)]
    styles = [f"{style};width:{each}%" for style, each in zip(_KWIC, widths, strict=False)]
    return _table(caption, headings, rows, styles, strong=2)


def _table(
    caption: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    styles: Sequence[str],
    *,
    strong: int = -1,
) -> str:
    head = "".join(
        f'<th scope="col" style="{styles[at]}">{cells.words(each)}</th>'
        for at, each in enumerate(headings)
    )
    body = "".join(f"<tr>{_row(row, styles, strong)}</tr>" for row in rows)
    return (
        f'<table style="width:100%"><caption style="{_CAPTION}">{cells.tag("strong", caption)}'
        f"</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _row(row: Sequence[str], styles: Sequence[str], strong: int) -> str:
    made = [f'<th scope="row" style="{styles[0]}">{cells.words(row[0])}</th>']
    for at, each in enumerate(row[1:], start=1):
        words = cells.tag("strong", each) if at == strong else cells.words(each)
        made.append(f'<td style="{styles[at]}">{words}</td>')
    return "".join(made)


def plain_lines(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Return lines of plain text with the hits below each other."""
    place = max((len(row[0]) for row in rows), default=0)
    made = []
    for label, left, hit, right, *more in rows:
        remark = f"  ({more[0]})" if more and more[0] else ""
        made.append(f"{label:>{place}}  {left:>{width}}[{hit}]{right}{remark}".rstrip())
    return made
