"""The plain HTML that stands for a widget where no Python runs.

Shown before the cell is run, on sites that render notebooks, and in print. JupyterLab
sanitises the stored HTML of a notebook that this computer has not run: style elements,
scripts and unknown attributes go, most inline styles stay (measured with Lab 4.6). Other
sites drop the inline styles too. So the card is made of paragraphs that read well bare.
"""

from collections.abc import Sequence
from html import escape

# Takes the page's own text colour and lays a thin grey over its background, and so is
# legible in light and dark themes alike, where no media query could be asked.
_FRAME = (
    "max-width:44rem;padding:14px 18px;"
    "border:1px solid #767676;border-left:6px solid #0072B2;border-radius:6px;"
    "background:rgba(127,127,127,0.08);line-height:1.5"
)
_FIRST = "margin:0;font-size:1.15em"
_NEXT = "margin:6px 0 0"


def card(title: str, lines: Sequence[str], *, todo: str = "", more: str = "") -> str:
    """Draw a card.

    `title`: what the widget is about; plain text, as everything here.
    `lines`: one paragraph each; empty ones are left out.
    `todo`: what to do to get the widget itself, set apart at the end.
    `more`: HTML between the two, a table for example; whoever gives it has escaped its text.
    Returns one ``div`` whose class begins with ``closereader``, by which the JupyterLab plugin
    (``lab/front/cards.js``) knows it.
    """
    parts = [f'<p style="{_FIRST}"><strong>{escape(title)}</strong></p>']
    parts += [f'<p style="{_NEXT}">{escape(line)}</p>' for line in lines if line]
    if more:
        parts.append(more)
    if todo:
        parts.append(f'<p style="{_NEXT}"><em>{escape(todo)}</em></p>')
    return f'<div class="closereader-card" style="{_FRAME}">{"".join(parts)}</div>'
