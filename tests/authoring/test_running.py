"""Running a notebook: an empty work folder, the same bytes every time, errors that say where."""

from __future__ import annotations

import functools
import socket
import sys
from typing import TYPE_CHECKING

import pytest
from jupyter_client.connect import LocalPortCache
from nbclient import NotebookClient

from closereader.authoring import AuthoringError, canonical, parse, run
from closereader.authoring.running import own_line
from tests.authoring.build import code, markdown, notebook

if TYPE_CHECKING:
    from pathlib import Path

WIDGET = """
import ipywidgets
class Card(ipywidgets.HTML):
    def _repr_mimebundle_(self, **given):
        html = {"text/html": "<p>card</p>"} if self.value else {}
        return super()._repr_mimebundle_(**given) | {"text/plain": "Card"} | html
"""
WORK = """
import os, pathlib
work = pathlib.Path(os.environ["CLOSEREADER_WORK"])
print(work.exists(), pathlib.Path.cwd().name)
work.mkdir(); (work / "mark").write_text("x")
"""


def test_running_twice_gives_the_same_bytes_and_each_run_an_empty_work_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "mine"))
    made = notebook(
        tmp_path / "a.ipynb",
        markdown("# A"),
        code(WIDGET, count=9),
        code("Card('x')"),
        code(WORK),
        code("import sys\nfor i in range(3):\n    print(i); print(i, file=sys.stderr)"),
    )
    once = canonical(run(made))
    assert canonical(run(parse(once, made.path))) == once
    cells = parse(once, made.path).cells
    assert [cell.count for cell in cells] == [None, 1, 2, 3, 4]
    assert dict(cells[2].outputs[0]["data"]) == {"text/html": "<p>card</p>", "text/plain": "Card"}
    assert cells[3].outputs[0]["text"] == f"False {tmp_path.name}\n"
    assert [one["text"] for one in cells[4].outputs] == ["0\n1\n2\n", "0\n1\n2\n"]
    assert "widgets" not in parse(once, made.path).data["metadata"]
    assert not (tmp_path / "mine").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no sockets that are files")
def test_a_port_that_another_program_took_meanwhile_does_not_silence_a_kernel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where kernels start side by side: a port is chosen a second before it is used."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setattr(LocalPortCache, "find_available_port", lambda _self, _ip: port)
        ran = run(notebook(tmp_path / "a.ipynb", code("1 + 1")))
    assert ran.cells[0].outputs[0]["data"] == {"text/plain": "2"}


def test_where_a_path_is_too_long_for_a_socket_a_kernel_gets_ports(tmp_path: Path) -> None:
    assert own_line(tmp_path / ("long" * 25)) == {}


def test_what_was_run_is_not_changed(tmp_path: Path) -> None:
    made = notebook(tmp_path / "a.ipynb", code("1 + 1", count=4))
    before = canonical(made)
    run(made)
    assert canonical(made) == before


def test_an_error_names_the_file_the_cell_and_the_reason(tmp_path: Path) -> None:
    made = notebook(tmp_path / "a.ipynb", code("1"), code("1 / 0", id="divide"))
    with pytest.raises(AuthoringError) as caught:
        run(made)
    assert str(made.path) in str(caught.value)
    assert "cell 2 (divide)" in str(caught.value)
    assert "ZeroDivisionError: division by zero" in str(caught.value)


def test_a_cell_that_takes_too_long_is_named(tmp_path: Path) -> None:
    made = notebook(tmp_path / "a.ipynb", code("while True:\n    pass", id="forever"))
    with pytest.raises(AuthoringError, match="took longer than 1 s") as caught:
        run(made, timeout=1)
    assert "cell 1 (forever)" in str(caught.value)


def test_a_kernel_that_dies_tells_its_last_words(tmp_path: Path) -> None:
    last = (
        "import os, sys\nsys.__stderr__.write('good' + 'bye'); sys.__stderr__.flush(); os._exit(1)"
    )
    made = notebook(tmp_path / "a.ipynb", code(last))
    with pytest.raises(AuthoringError, match="died") as caught:
        run(made)
    assert "goodbye" in str(caught.value)


def test_a_widget_without_a_static_view_is_refused(tmp_path: Path) -> None:
    made = notebook(tmp_path / "a.ipynb", code(WIDGET), code("Card('')", id="bare"))
    with pytest.raises(AuthoringError, match=r"cell 2 \(bare\): shows a widget without"):
        run(made)


def test_a_kernel_that_is_slow_to_start_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A busy machine may need more than the minute that nbclient gives a kernel to start."""
    startup = tmp_path / "ipython/profile_default/startup"
    startup.mkdir(parents=True)
    (startup / "slow.py").write_text("import time; time.sleep(3)", encoding="utf-8")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    hasty = functools.partial(NotebookClient, startup_timeout=1)
    monkeypatch.setattr("closereader.authoring.running.NotebookClient", hasty)
    ran = run(notebook(tmp_path / "a.ipynb", code("1 + 1", id="one")))
    assert ran.cells[0].outputs[0]["data"]["text/plain"] == "2"
