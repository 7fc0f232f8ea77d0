"""What a cell puts out as HTML: made here and nowhere else, so that it is marked once for all.

JupyterLab reads formulas out of every HTML output. Words of a text, a student or a teacher are no
formulas: `$50 in Minsk and $250 in Berlin` must keep its dollars, character by character.
"""

from __future__ import annotations

# The marks by which MathJax leaves an element alone: its own name, and the one of its version 2,
# which is the only one that some sites know.
_WORDS = "tex2jax_ignore mathjax_ignore"


def html_output(html: str) -> str:
    """Return HTML as an output: no formula is read out of it.

    Where an output is folded, JupyterLab shows its first line: here nothing, and no tags.
    """
    return f' \n<div class="{_WORDS}">{html}</div>'
