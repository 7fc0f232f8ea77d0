"""What nbval would pass without looking is found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from nbval.plugin import comment_markers, metadata_tags

from closereader.authoring import canonical, read
from closereader.authoring.comparison import escapes, form
from tests.authoring.build import (
    WIDGET_VIEW,
    code,
    figure,
    markdown,
    notebook,
    shows,
    write_canonical,
    write_raw,
)

if TYPE_CHECKING:
    from pathlib import Path

FINE = [
    markdown("# A"),
    code("1", shows(text_plain="1"), count=1),
    code("2", figure("words"), count=2),
    code("print(3)", {"output_type": "stream", "name": "stdout", "text": "work/a\n"}, count=3),
]
ERROR = {"output_type": "error", "ename": "KeyError", "evalue": "x", "traceback": []}
STDERR = {"output_type": "stream", "name": "stderr", "text": "warned"}


def view() -> dict[str, Any]:
    output = shows(text_plain="w", text_html="w")
    output["data"][WIDGET_VIEW] = {"model_id": "a"}
    return output


# The folders are put together here, so that no test of the tree finds a path of a computer.
HOME = "/" + "home" + "/ann/course"
WINDOWS = "C:" + "\\" + "Users" + "\\" + "ann"


def test_a_notebook_that_nbval_compares_whole_is_let_through(tmp_path: Path) -> None:
    assert list(escapes(read(write_raw(tmp_path / "a.ipynb", *FINE)))) == []


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        (code("4", count=None), "Was never run"),
        (code("4", count=7), "execution count 7 where 4 is due"),
        (code("4", count=1), "execution count 1 where 4 is due"),
        (code(" \n", count=None), "empty code cell"),
        (code("4", ERROR, count=4), "Stopped with KeyError: x."),
        (code("4", STDERR, count=4), "Writes to stderr."),
        (code("4", view(), count=4), "Stores the view of a widget"),
        (code("4", shows(image_png="iVBO"), count=4), "a picture (image/png)"),
        (code("4", shows(image_jpeg="iVBO"), count=4), "a picture (image/jpeg)"),
        (code("4", shows(video_mp4="AAAA"), count=4), "Shows video/mp4."),
        (code("4", shows(text_plain=f"in {HOME}"), count=4), f"({HOME})"),
        (code("4", shows(text_html=f"<p>{WINDOWS}</p>"), count=4), f"({WINDOWS})"),
    ],
)
def test_what_would_escape_is_named(tmp_path: Path, cell: dict[str, Any], what: str) -> None:
    path = write_raw(tmp_path / "a.ipynb", *FINE, {**cell, "id": "culprit"})
    (found,) = escapes(read(path))
    assert what in found.what
    assert found.place == "cell 5 (culprit)"
    assert str(path) in str(found)


@pytest.mark.parametrize("word", sorted(comment_markers))
def test_every_comment_that_nbval_heeds_is_found(tmp_path: Path, word: str) -> None:
    path = write_raw(tmp_path / "a.ipynb", code(f"  # {word}\n1", count=1))
    assert [one.what for one in escapes(read(path))] == [f"Tells nbval to look away ({word})."]


@pytest.mark.parametrize("tag", sorted(metadata_tags))
def test_every_tag_that_nbval_heeds_is_found(tmp_path: Path, tag: str) -> None:
    path = write_raw(tmp_path / "a.ipynb", code("1", count=1, tags=(tag,)))
    assert [one.what for one in escapes(read(path))] == [f"Tells nbval to look away ({tag})."]


def test_saved_widget_state_is_found(tmp_path: Path) -> None:
    state: dict[str, Any] = {"application/vnd.jupyter.widget-state+json": {}}
    made = notebook(tmp_path / "a.ipynb", markdown("# A"), widgets=state)
    assert [one.what for one in escapes(made)] == ["Holds the saved state of widgets."]


def test_a_file_saved_by_hand_is_not_in_the_common_form(tmp_path: Path) -> None:
    path = write_canonical(notebook(tmp_path / "a.ipynb", markdown("# A"), code("1")))
    assert list(form(read(path))) == []
    for folder, command in (("exercises", "exercises"), ("solutions", "notebooks")):
        path = tmp_path / folder / "a.ipynb"
        path.parent.mkdir()
        made = notebook(path, markdown("# A"), code("1"))
        path.write_text(canonical(made).replace('"id"', ' "id"'), encoding="utf-8")
        (found,) = form(read(path))
        assert found.remedy == f"Run: closereader {command}"
