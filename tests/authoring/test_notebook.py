"""The one form in which notebooks are committed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from closereader.authoring import AuthoringError, canonical, parse, read, write
from tests.authoring.build import WIDGET_VIEW, code, figure, markdown, notebook, shows, write_raw

PLOTLY = "application/vnd.plotly.v1+json"
HERE = Path("notebooks") / "00_a.ipynb"


def cells_of(words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(words)["cells"]
    return found


def test_what_changes_from_run_to_run_is_left_out() -> None:
    view = {WIDGET_VIEW: {"model_id": "ab12", "version_major": 2, "version_minor": 0}}
    card = shows(text_plain="Reader", text_html="<p>card</p>")
    card["data"] |= view
    cell = code("show()", card, count=7)
    cell["metadata"] = {
        "execution": {"iopub.execute_input": "2026-01-01"},
        "collapsed": False,
        "scrolled": True,
        "trusted": True,
        "jupyter": {"source_hidden": True, "outputs_hidden": False},
    }
    made = notebook(HERE, cell, widgets={"state": {}}, toc={}, signature="x")
    words = canonical(made)
    stored = cells_of(words)[0]
    assert stored["metadata"] == {"deletable": False, "jupyter": {"source_hidden": True}}
    assert set(stored["outputs"][0]["data"]) == {"text/plain", "text/html"}
    metadata = json.loads(words)["metadata"]
    assert set(metadata) == {"kernelspec", "language_info"}
    assert set(metadata["kernelspec"]) == {"display_name", "language", "name"}
    assert "version" not in metadata["language_info"]


@pytest.mark.parametrize("folder", ["notebooks", "exercises"])
def test_no_key_of_a_student_deletes_a_cell(folder: str) -> None:
    made = notebook(Path(folder) / "00_a.ipynb", markdown("# A"), code("1"))
    prose, program = cells_of(canonical(made))
    assert prose["metadata"] == {"deletable": False, "editable": False}
    assert program["metadata"] == {"deletable": False}


def test_a_teachers_notebook_stays_open() -> None:
    made = notebook(Path("solutions") / "00_a.ipynb", markdown("# A"), code("1"))
    assert [cell["metadata"] for cell in cells_of(canonical(made))] == [{}, {}]


@pytest.mark.parametrize("folder", ["notebooks", "exercises"])
def test_what_a_student_guesses_first_is_folded_until_it_is_run(folder: str) -> None:
    asked = code("count()", shows(text_plain="9 hits"))
    asked["metadata"] = {"closereader": {"fold": True}, "jupyter": {"source_hidden": True}}
    silent = code("x = 1", metadata={"closereader": {"fold": True}})
    widget = code("ask()", shows(text_plain="Ask", text_html="<p>card</p>"))
    widget["metadata"] = {"jupyter": {"outputs_hidden": True}}  # left behind by somebody's click
    made = notebook(
        Path(folder) / "00_a.ipynb", code("draw()", figure("A figure.")), asked, silent, widget
    )
    words = canonical(made)
    drawn, counted, nothing, open_card = cells_of(words)
    assert drawn["metadata"]["jupyter"] == {"outputs_hidden": True}
    assert PLOTLY in drawn["outputs"][0]["data"]
    assert counted["metadata"]["jupyter"] == {"outputs_hidden": True, "source_hidden": True}
    assert counted["metadata"]["closereader"] == {"fold": True}
    assert "jupyter" not in nothing["metadata"]
    assert "jupyter" not in open_card["metadata"]
    assert canonical(parse(words, made.path)) == words


def test_a_teacher_sees_every_result_at_once() -> None:
    asked = code("count()", shows(text_plain="9 hits"), metadata={"closereader": {"fold": True}})
    made = notebook(Path("solutions") / "00_a.ipynb", code("draw()", figure("A figure.")), asked)
    drawn, counted = cells_of(canonical(made))
    assert drawn["metadata"] == {}
    assert counted["metadata"] == {"closereader": {"fold": True}}


def test_what_means_something_is_kept() -> None:
    cell = code("1", tags=("solution",))
    cell["metadata"] |= {"editable": False, "deletable": False}
    made = notebook(HERE, cell, title="A", closereader={"generated_from": "b"})
    words = canonical(made)
    assert cells_of(words)[0]["metadata"] == {
        "deletable": False,
        "editable": False,
        "tags": ["solution"],
    }
    assert json.loads(words)["metadata"]["closereader"] == {"generated_from": "b"}


def test_the_form_is_nbformats_own_with_a_last_newline() -> None:
    words = canonical(notebook(HERE, markdown("# Ä “x”"), code("a\nb")))
    node: Any = nbformat.reads(words, as_version=4)  # type: ignore[no-untyped-call]
    assert words == nbformat.writes(node, version=4) + "\n"  # type: ignore[no-untyped-call]
    assert "“x”" in words
    assert words.startswith('{\n "cells": [')


def test_a_drawing_stands_on_one_line_and_is_the_same() -> None:
    drawings = [{"data": [{"y": list(range(n)), "name": "“a\\b”"}], "layout": {}} for n in (3, 40)]
    cells = [
        code(f"draw({at})", {"output_type": "display_data", "metadata": {}, "data": {PLOTLY: each}})
        for at, each in enumerate(drawings)
    ]
    words = canonical(notebook(HERE, *cells))
    assert [cell["outputs"][0]["data"][PLOTLY] for cell in cells_of(words)] == drawings
    lines = [line for line in words.splitlines() if PLOTLY in line]
    assert [line.strip().endswith('"layout":{}}') for line in lines] == [True, True]
    assert canonical(parse(words, HERE)) == words


def test_an_output_that_was_only_a_view_is_dropped() -> None:
    only = {"output_type": "display_data", "metadata": {}, "data": {WIDGET_VIEW: {}}}
    assert cells_of(canonical(notebook(HERE, code("w", only))))[0]["outputs"] == []


def test_missing_ids_are_made_from_the_first_words_and_given_ids_are_kept(tmp_path: Path) -> None:
    given_id = markdown("## Two", id="kept")
    twice = markdown("## Three three", id="kept")
    path = write_raw(
        tmp_path / "a.ipynb", markdown("# One Ä"), markdown("# One Ä"), given_id, twice, code("")
    )
    ids = [cell.id for cell in read(path).cells]
    assert ids == ["one", "one-2", "kept", "three-three", "cell"]
    assert [cell.id for cell in read(path).cells] == ids


def test_a_bad_id_is_replaced(tmp_path: Path) -> None:
    path = write_raw(tmp_path / "a.ipynb", markdown("Words here", id="not valid!"))
    assert read(path).cells[0].id == "words-here"


CELLS = st.lists(
    st.one_of(
        st.builds(markdown, st.text(max_size=60)),
        st.builds(code, st.text(max_size=60), st.builds(shows, text_plain=st.text(max_size=40))),
    ),
    max_size=6,
)


@given(CELLS)
def test_the_canonical_form_of_a_canonical_notebook_is_itself(cells: list[dict[str, Any]]) -> None:
    words = canonical(notebook(HERE, *cells))
    assert canonical(parse(words, HERE)) == words


def test_writing_says_whether_the_file_changed(tmp_path: Path) -> None:
    made = notebook(tmp_path / "new" / "a.ipynb", markdown("# Ü"), code("1"))
    assert write(made)
    assert not write(read(made.path))
    assert b"\r" not in made.path.read_bytes()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{", "is no JSON (line 1"),
        (b"[]", "is no notebook of format 4"),
        (b'{"nbformat": 3, "worksheets": []}', "is no notebook of format 4"),
        (b'{"nbformat": 4, "cells": [1]}', "is no notebook of format 4"),
        (b'{"nbformat": 4, "cells": [{"cell_type": "soup"}], "metadata": {}}', "no valid notebook"),
        (b"\xff\xfe", "is not UTF-8 text"),
    ],
)
def test_what_is_no_notebook_is_refused_with_its_name(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "bad.ipynb"
    path.write_bytes(content)
    with pytest.raises(AuthoringError) as caught:
        read(path)
    assert str(path) in str(caught.value)
    assert sentence in str(caught.value)


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(AuthoringError, match="cannot be read"):
        read(tmp_path / "none.ipynb")
