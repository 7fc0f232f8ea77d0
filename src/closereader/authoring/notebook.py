"""A notebook on disk, and the one form in which the course commits it.

The canonical form holds what a reader needs and nothing that changes from run to run: the
source, the outputs, stable cell ids, and the few metadata that mean something. Widget views are
left out of stored outputs (their model ids are random, and JupyterLab shows "Error displaying
widget" for a view whose kernel is gone), so that the widget's plain HTML card is what shows
before a cell is run. A drawing stands on one line: one space of indent for every number of a
figure would be a third of the weight of a lesson.

What students are asked to guess first is folded in their notebooks: every figure, and every cell
with ``{"closereader": {"fold": true}}`` in its metadata. JupyterLab unfolds an output when its
cell is run.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import nbformat

from closereader.authoring._errors import AuthoringError

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
WIDGET_STATE = "application/vnd.jupyter.widget-state+json"
DRAWING = "application/vnd.plotly.v1+json"

# The notebook format since cells have ids; nothing the course uses is newer.
FORMAT, FORMAT_MINOR = 4, 5

KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
LANGUAGE_INFO = {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"}

# Metadata with a meaning for a reader; everything else (timings, trust, scroll state, the saved
# state of widgets) is what a program left behind.
_KEPT_IN_NOTEBOOK = ("closereader", "title")
_KEPT_IN_CELL = ("closereader", "deletable", "editable", "jupyter", "tags")
# Notebooks that students work in. A beginner who types while no text box has the focus sends
# commands to the notebook, and `x` or `d d` would cut a cell of the lesson without a word.
_FOR_STUDENTS = frozenset({"notebooks", "exercises"})
_VALID_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, as the checks read it."""

    index: int
    id: str
    kind: str
    source: str
    tags: tuple[str, ...] = ()
    hidden: bool = False
    count: int | None = None
    outputs: tuple[Mapping[str, Any], ...] = ()
    metadata: Mapping[str, Any] = field(default_factory=dict)

    @property
    def prose(self) -> str:
        """Its Markdown; "" when it is code."""
        return self.source if self.kind == "markdown" else ""

    @property
    def code(self) -> str:
        """Its code; "" when it is prose."""
        return self.source if self.kind == "code" else ""

    @property
    def place(self) -> str:
        """How a message names the cell: its place, counted from 1, and its id."""
        return f"cell {self.index + 1} ({self.id})"


@dataclass(frozen=True)
class Notebook:
    """A notebook: where it lies, and its JSON with sources and texts joined to strings."""

    path: Path
    data: dict[str, Any]

    @property
    def folder(self) -> str:
        """The name of the folder it lies in, which says what kind of notebook it is."""
        return self.path.resolve().parent.name

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """The cells in order."""
        return tuple(_cell(number, raw) for number, raw in enumerate(self.data["cells"]))


def read(path: Path) -> Notebook:
    """Read a notebook of format 4.

    Raises
    ------
    AuthoringError
        When the file cannot be read or is no notebook of format 4; the message names the file.
    """
    try:
        return parse(path.read_text(encoding="utf-8"), path)
    except OSError as error:
        sentence = f"{path}: cannot be read ({error.strerror}). Check the name and the folder."
        raise AuthoringError(sentence) from error
    except UnicodeDecodeError as error:
        raise AuthoringError(
            f"{path}: is not UTF-8 text. Save it again from JupyterLab."
        ) from error


def parse(words: str, path: Path) -> Notebook:
    """Take a notebook from its JSON; `path` is only its name in messages."""
    try:
        data = json.loads(words)
    except json.JSONDecodeError as error:
        raise AuthoringError(f"{path}: is no JSON (line {error.lineno}: {error.msg}).") from error
    cells = data.get("cells") if isinstance(data, dict) and data.get("nbformat") == FORMAT else None
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        raise AuthoringError(f"{path}: is no notebook of format 4. Save it again from JupyterLab.")
    for cell in cells:
        cell["source"] = _joined(cell.get("source", ""))
    data["nbformat_minor"] = FORMAT_MINOR
    give_ids(data)
    try:
        node: Any = nbformat.reads(json.dumps(data), as_version=4)  # type: ignore[no-untyped-call]
        nbformat.validate(node)
    except nbformat.ValidationError as error:
        raise AuthoringError(f"{path}: is no valid notebook: {error.message}.") from error
    return Notebook(path, json.loads(json.dumps(node)))


def canonical(notebook: Notebook) -> str:
    """Give the committed form of a notebook: one space of indent, sorted keys, a last newline.

    Drawings are on one line each.

    Works on a copy; giving the canonical form of a canonical notebook changes nothing.
    """
    data: dict[str, Any] = json.loads(json.dumps(notebook.data))
    kept = {key: data["metadata"][key] for key in _KEPT_IN_NOTEBOOK if key in data["metadata"]}
    data["metadata"] = {**kept, "kernelspec": KERNELSPEC, "language_info": LANGUAGE_INFO}
    give_ids(data)
    for cell in data["cells"]:
        _tidy(cell)
        if notebook.folder in _FOR_STUDENTS:
            _protect(cell)
            _fold(cell)
    data["nbformat"], data["nbformat_minor"] = FORMAT, FORMAT_MINOR
    drawings = _take_out_drawings(data)
    written: str = nbformat.writes(  # type: ignore[no-untyped-call]
        nbformat.from_dict(data),  # type: ignore[no-untyped-call]
        version=4,
    )
    for place, drawing in drawings.items():
        written = written.replace(f'"{place}"', drawing, 1)
    return written.rstrip("\n") + "\n"


def _take_out_drawings(data: dict[str, Any]) -> dict[str, str]:
    """Put a place holder where a drawing was; give the drawings as JSON on one line."""
    taken: dict[str, str] = {}
    for cell in data["cells"]:
        for output in cell.get("outputs", ()):
            bundle = output.get("data", {})
            if isinstance(bundle.get(DRAWING), dict):
                place = f"\ue000drawing {len(taken)}\ue000"  # a letter that no text has
                taken[place] = json.dumps(
                    bundle[DRAWING], ensure_ascii=False, sort_keys=True, separators=(",", ":")
                )
                bundle[DRAWING] = place
    return taken


def write(notebook: Notebook) -> bool:
    """Write the canonical form to the notebook's path; say whether the file changed."""
    return write_words(notebook.path, canonical(notebook))


def write_words(path: Path, words: str) -> bool:
    """Write a file that is derived from others; say whether it changed."""
    if path.exists() and path.read_bytes() == words.encode():
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, encoding="utf-8", newline="\n")
    return True


def give_ids(data: dict[str, Any]) -> None:
    """Keep every cell id that is valid and unique; make the others from the cell's first words."""
    taken: set[str] = set()
    for cell in data["cells"]:
        given = cell.get("id")
        if isinstance(given, str) and _VALID_ID.fullmatch(given) and given not in taken:
            taken.add(given)
        else:
            cell["id"] = ""
    for cell in data["cells"]:
        if not cell["id"]:
            cell["id"] = _fresh_id(cell["source"], taken)
            taken.add(cell["id"])


def _fresh_id(source: str, taken: set[str]) -> str:
    words = re.findall(r"[A-Za-z0-9]+", source)[:5]
    stem = "-".join(words).lower()[:56] or "cell"
    number = 1
    while (made := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    return made


def _tidy(cell: dict[str, Any]) -> None:
    kept = {key: cell["metadata"][key] for key in _KEPT_IN_CELL if key in cell["metadata"]}
    if "jupyter" in kept:
        kept["jupyter"] = {key: True for key, on in kept["jupyter"].items() if on is True}
    cell["metadata"] = {key: value for key, value in kept.items() if value not in ({}, [])}
    cell["source"] = cell["source"].strip("\n")
    if cell["cell_type"] != "code":
        cell.pop("outputs", None)
        cell.pop("execution_count", None)
        return
    for output in cell["outputs"]:
        output.get("data", {}).pop(WIDGET_VIEW, None)
        if output["output_type"] == "execute_result":
            output["execution_count"] = cell["execution_count"]
    cell["outputs"] = [one for one in cell["outputs"] if one.get("data", True)]


def _protect(cell: dict[str, Any]) -> None:
    """Let no key delete the cell; code stays open to the curious, prose does not open by chance."""
    cell["metadata"]["deletable"] = False
    if cell["cell_type"] == "markdown":
        cell["metadata"]["editable"] = False


def _fold(cell: dict[str, Any]) -> None:
    """Hide the stored output that would tell what a student is about to guess."""
    if cell["cell_type"] != "code":
        return
    outputs = cell["outputs"]
    wanted = cell["metadata"].get("closereader", {}).get("fold") is True
    jupyter = cell["metadata"].pop("jupyter", {})
    jupyter.pop("outputs_hidden", None)
    if outputs and (wanted or any(DRAWING in one.get("data", {}) for one in outputs)):
        jupyter["outputs_hidden"] = True
    if jupyter:
        cell["metadata"]["jupyter"] = jupyter


def _cell(number: int, raw: Mapping[str, Any]) -> Cell:
    metadata = raw["metadata"]
    return Cell(
        index=number,
        id=raw["id"],
        kind=raw["cell_type"],
        source=raw["source"],
        tags=tuple(metadata.get("tags", ())),
        hidden=metadata.get("jupyter", {}).get("source_hidden") is True,
        count=raw.get("execution_count"),
        outputs=tuple(raw.get("outputs", ())),
        metadata=metadata,
    )


def _joined(words: str | list[str]) -> str:
    return words if isinstance(words, str) else "".join(words)
