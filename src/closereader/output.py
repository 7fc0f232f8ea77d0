"""What a cell puts out as HTML: made here and nowhere else, so that it is marked once for all.

JupyterLab reads formulas out of every HTML output. Words of a text, a student or a teacher are no
formulas: `$50 in Minsk and $250 in Berlin` must keep its dollars, character by character.
"""

# The marks by which MathJax leaves an element alone: its own name, and the one of its version 2,
# which is the only one that some sites know.
_WORDS = "tex2jax_ignore mathjax_ignore"


def html_output(html: str, *, first: str = "") -> str:
    """Return HTML as an output: no formula is read out of it.

    `html`: the output; whoever gives it has escaped its words.
    `first`: words for the first line, escaped. JupyterLab shows this line, as it is written, where
    the output is folded, so it has no tags, unless a formula could be read out of it.
    """
    if "$" in first or "\\" in first:
        first = f'<span class="{_WORDS}">{first}</span>'
    return f'{first or " "}\n<div class="{_WORDS}">{html}</div>'
