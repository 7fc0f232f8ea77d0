"""Small notebooks for tests."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from closereader.authoring import Notebook, canonical, parse

if TYPE_CHECKING:
    from pathlib import Path

PLOTLY = "application/vnd.plotly.v1+json"
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"

HEAD = """# A lesson

**Time:** 10 minutes

**What you need:** nothing

**Texts:** the essay

**What you will be able to do:** read"""
CLOSING = """## Key points

- One point.

## Key terms

- **Term:** what it means.

## Further reading

- Somebody (2001). *A Title*. https://doi.org/10.1000/182"""


def markdown(source: str, **more: Any) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": source, **more}


def code(
    source: str,
    *outputs: dict[str, Any],
    count: int | None = None,
    tags: tuple[str, ...] = (),
    **more: Any,
) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": count,
        "metadata": {"tags": list(tags)} if tags else {},
        "outputs": list(outputs),
        "source": source,
        **more,
    }


def shows(**data: Any) -> dict[str, Any]:
    """Make an output; in the names of mime types `_` stands for `/`."""
    named = {key.replace("_", "/", 1): value for key, value in data.items()}
    return {"output_type": "display_data", "metadata": {}, "data": named}


TABLE = "<table><caption>Shares</caption><tr><th scope=col>Text</th></tr></table>"


def figure(words: str, table: str = TABLE) -> dict[str, Any]:
    drawn = {PLOTLY: {"data": [], "layout": {}}, "text/plain": words, "text/html": table}
    return {"output_type": "display_data", "metadata": {}, "data": drawn}


def notebook(path: Path, *cells: dict[str, Any], **metadata: Any) -> Notebook:
    """Make a notebook; code cells without a count are counted as if they had been run."""
    made = [dict(cell) for cell in cells]
    number = 0
    for cell in made:
        if cell["cell_type"] == "code":
            number += 1
            cell["execution_count"] = cell["execution_count"] or number
    data = {"cells": made, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return parse(json.dumps(data), path)


def write_raw(path: Path, *cells: dict[str, Any]) -> Path:
    """Write a notebook as it is given: with counts that may be missing or wrong."""
    data = {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def write_canonical(made: Notebook) -> Path:
    made.path.parent.mkdir(parents=True, exist_ok=True)
    made.path.write_text(canonical(made), encoding="utf-8", newline="\n")
    return made.path
