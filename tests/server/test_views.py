"""A notebook opens with cards where its widgets' kernel is gone, and is otherwise untouched."""

from __future__ import annotations

import asyncio
import copy
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jupyter_server.services.contents.largefilemanager import (
    AsyncLargeFileManager,
    LargeFileManager,
)

from closereader import _server
from closereader.widgets._card import card

if TYPE_CHECKING:
    from pathlib import Path

VIEW = "application/vnd.jupyter.widget-view+json"
OURS, THEIRS = "0123abcd", "4567ef01"


def output(model_id: str, html: str | list[str]) -> dict[str, Any]:
    view = {"model_id": model_id, "version_major": 2, "version_minor": 1}
    return {
        "output_type": "display_data",
        "metadata": {},
        "data": {VIEW: view, "text/html": html, "text/plain": "Reader('x')"},
    }


def notebook() -> dict[str, Any]:
    cell = {
        "cell_type": "code",
        "id": "a",
        "metadata": {},
        "source": "Reader('x')",
        "execution_count": 1,
        "outputs": [output(OURS, card("Title", ["Author"])), output(THEIRS, "<p>else</p>")],
    }
    markdown = {"cell_type": "markdown", "id": "b", "metadata": {}, "source": "# Title"}
    return {"cells": [markdown, cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def views(model: dict[str, Any]) -> list[str]:
    outputs = model["content"]["cells"][1]["outputs"]
    return [each["data"][VIEW]["model_id"] for each in outputs if VIEW in each["data"]]


@dataclass
class Client:
    comms: list[str]
    answers: bool = True
    stopped: bool = False

    def start_channels(self, **_: bool) -> None: ...

    def stop_channels(self) -> None:
        self.stopped = True

    def comm_info(self, target_name: str | None = None) -> str:
        assert target_name == "jupyter.widget"
        return "question"

    async def get_shell_msg(self, timeout: float | None = None) -> dict[str, Any]:  # noqa: ASYNC109
        del timeout
        if not self.answers:
            await asyncio.Event().wait()
        content = {"comms": {each: {"target_name": "jupyter.widget"} for each in self.comms}}
        return {"parent_header": {"msg_id": "question"}, "content": content}


@dataclass
class Server:
    """Stands in for ServerApp: one contents manager, some sessions, some kernels."""

    contents_manager: Any
    sessions: list[dict[str, Any]] = field(default_factory=list)
    clients: dict[str, Client] = field(default_factory=dict)
    broken: bool = False
    session_manager: Any = None
    kernel_manager: Any = None

    def __post_init__(self) -> None:
        self.session_manager = self.kernel_manager = self

    async def list_sessions(self) -> list[dict[str, Any]]:
        if self.broken:
            raise RuntimeError("the session database is locked")
        return self.sessions

    def list_kernel_ids(self) -> list[str]:
        return list(self.clients)

    def get_kernel(self, kernel_id: str) -> Any:
        client = self.clients[kernel_id]
        return type("Kernel", (), {"client": lambda _: client})()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    _server._SILENT.clear()
    (tmp_path / "n").mkdir()
    (tmp_path / "n" / "a.ipynb").write_text(json.dumps(notebook()), encoding="utf-8")
    (tmp_path / "plain.txt").write_text("words", encoding="utf-8")
    return tmp_path


def opened(server: Server, path: str = "n/a.ipynb", **options: Any) -> dict[str, Any]:
    _server._load_jupyter_server_extension(server)
    found: dict[str, Any] = asyncio.run(server.contents_manager.get(path, **options))
    return found


def manager(folder: Path) -> AsyncLargeFileManager:
    return AsyncLargeFileManager(root_dir=str(folder))


def running(
    folder: Path, *comms: str, path: str = "n/a.ipynb", state: str = "idle", answers: bool = True
) -> Server:
    kernel = {"id": "k", "execution_state": state}
    client = Client(list(comms), answers)
    return Server(manager(folder), [{"path": path, "kernel": kernel}], {"k": client})


def test_without_a_kernel_the_card_is_left_and_the_pointer_is_not(folder: Path) -> None:
    before = (folder / "n" / "a.ipynb").read_bytes()
    model = opened(Server(manager(folder)))
    assert views(model) == [THEIRS]
    assert "closereader" in model["content"]["cells"][1]["outputs"][0]["data"]["text/html"]
    assert (folder / "n" / "a.ipynb").read_bytes() == before


def test_with_its_kernel_running_a_reload_brings_the_widget_back(folder: Path) -> None:
    server = running(folder, OURS, "another")
    assert views(opened(server)) == [OURS, THEIRS]
    assert server.clients["k"].stopped


def test_after_a_restart_the_kernel_runs_but_the_widget_is_gone(folder: Path) -> None:
    assert views(opened(running(folder, "another"))) == [THEIRS]


def test_the_kernel_of_another_notebook_holds_nothing_of_ours(folder: Path) -> None:
    assert views(opened(running(folder, OURS, path="n/b.ipynb"))) == [THEIRS]


def test_a_path_is_the_same_path_with_a_drive_and_a_slash(folder: Path) -> None:
    assert views(opened(running(folder, OURS, path="RTC:n/a.ipynb"), path="/n/a.ipynb")) == [
        OURS,
        THEIRS,
    ]


def test_a_busy_kernel_may_hold_the_widget(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_server, "BUSY", 0.05)
    server = running(folder, state="busy", answers=False)
    assert views(opened(server)) == [OURS, THEIRS]
    assert server.clients["k"].stopped


def test_a_hung_kernel_delays_its_notebook_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_server, "BUSY", 0.04)
    monkeypatch.setattr(_server, "PATIENCE", 0.05)
    given: list[float] = []
    wait_for = asyncio.wait_for

    async def recorded(question: Any, patience: float) -> Any:
        given.append(patience)
        return await wait_for(question, patience)

    monkeypatch.setattr(asyncio, "wait_for", recorded)
    for answers in (False, False, True, True):
        opened(running(folder, OURS, answers=answers))
    assert given == [0.05, 0.04, 0.04, 0.05]


def test_a_failing_question_leaves_the_notebook_as_it_is(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    server = running(folder, OURS)
    server.broken = True
    assert views(opened(server)) == [OURS, THEIRS]
    assert "n/a.ipynb" in caplog.text
    server = running(folder)
    del server.clients["k"]
    assert views(opened(server)) == [OURS, THEIRS]


def test_what_is_no_notebook_passes_through(folder: Path) -> None:
    assert opened(Server(manager(folder)), "plain.txt")["content"] == "words"
    assert opened(Server(manager(folder)), "n", content=False)["content"] is None
    assert opened(Server(manager(folder)), "n/a.ipynb", content=False)["content"] is None
    assert opened(Server(manager(folder)), "n/a.ipynb", type="file")["format"] == "text"


def test_a_missing_notebook_is_missing_as_ever(folder: Path) -> None:
    with pytest.raises(Exception, match="No such file or directory"):
        opened(Server(manager(folder)), "n/none.ipynb")


@pytest.mark.parametrize(("kernels", "left"), [({}, [THEIRS]), ({"k": Client([])}, [OURS, THEIRS])])
def test_a_contents_manager_without_coroutines_keeps_working(
    folder: Path, kernels: dict[str, Client], left: list[str]
) -> None:
    server = Server(LargeFileManager(root_dir=str(folder)), clients=kernels)
    _server._load_jupyter_server_extension(server)
    assert views(server.contents_manager.get("n/a.ipynb")) == left


def test_a_card_may_be_stored_in_lines() -> None:
    model = {"content": notebook()}
    data = model["content"]["cells"][1]["outputs"][0]["data"]
    data["text/html"] = data["text/html"].splitlines(keepends=True)
    assert _server.widget_models(model) == {OURS}
    assert _server.drop_stale_views(model, {OURS}) == 0
    assert _server.drop_stale_views(model, ()) == 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["content", "cells", "outputs", "data", VIEW, "text/html", "model_id"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(JSON)
def test_no_shape_of_notebook_stops_it_from_opening(model: Any) -> None:
    before = copy.deepcopy(model)
    assert _server.drop_stale_views(model, ()) == 0
    assert model == before
