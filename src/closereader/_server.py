"""Jupyter Server extension: show a widget's card when its kernel is gone.

A saved notebook keeps, for every widget, a pointer to a model in the kernel that made it.
JupyterLab shows the pointer rather than the plain card beside it, and when that kernel is
gone the student reads "Error displaying widget: model not found". This extension leaves
such pointers out while a notebook is opened, so that the card is shown instead. With the
kernel still running the pointer stays, and reloading the page brings the live widget back.

Nothing on disk is touched, and only outputs that carry one of our own cards. Whatever goes
wrong in here, the notebook opens as it would have without us.
"""

from __future__ import annotations

import asyncio
import inspect
import logging
from typing import TYPE_CHECKING, Any, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Iterator

__all__ = ["drop_stale_views", "widget_models"]

VIEW = "application/vnd.jupyter.widget-view+json"
CARD = 'class="closereader'
BUSY, PATIENCE = 1.5, 10.0
"""Seconds a kernel gets to name its widgets before every pointer is left standing: a busy one
cannot answer now, any other soon will, even on a slow machine. One that did not answer in all that
time is taken for busy until it answers: it delays its notebook once."""

Json = dict[str, object]
log = logging.getLogger(__name__)
_SILENT: set[str] = set()  # kernels that did not answer when they were asked last


class Client(Protocol):
    """The part of ``jupyter_client.AsyncKernelClient`` used here."""

    def start_channels(self, *, iopub: bool, stdin: bool, hb: bool) -> None:
        """Connect to the kernel."""

    def stop_channels(self) -> None:
        """Disconnect."""

    def comm_info(self, target_name: str | None = None) -> str:
        """Ask which comms are open; gives the id of the question."""

    def get_shell_msg(self, timeout: float | None = None) -> Awaitable[Json]:
        """Wait for the next answer."""


class Kernel(Protocol):
    """The part of ``jupyter_client.AsyncKernelManager`` used here."""

    def client(self) -> Client:
        """Make a client for the kernel."""


class Kernels(Protocol):
    """The part of the server's kernel manager used here."""

    def get_kernel(self, kernel_id: str) -> Kernel:
        """Look up a kernel."""

    def list_kernel_ids(self) -> list[str]:
        """Name the kernels that run."""


class Sessions(Protocol):
    """The part of the server's session manager used here."""

    def list_sessions(self) -> Awaitable[list[Json]]:
        """List open notebooks with their kernels."""


class Contents(Protocol):
    """The part of a contents manager used here; ``get`` may be a coroutine function."""

    get: Callable[..., object]


class Server(Protocol):
    """The part of ``jupyter_server.serverapp.ServerApp`` used here."""

    contents_manager: Contents
    session_manager: Sessions
    kernel_manager: Kernels


def _outputs(model: object) -> Iterator[Json]:
    """Walk over the data of every output of a notebook model, whatever shape it has."""
    content = model.get("content") if isinstance(model, dict) else None
    cells = content.get("cells") if isinstance(content, dict) else None
    for cell in cells if isinstance(cells, list) else ():
        outputs = cell.get("outputs") if isinstance(cell, dict) else None
        for output in outputs if isinstance(outputs, list) else ():
            data = output.get("data") if isinstance(output, dict) else None
            if isinstance(data, dict):
                yield data


def _view_id(data: Json) -> str | None:
    """Model id an output points to, when one of our cards stands beside the pointer."""
    view, html = data.get(VIEW), data.get("text/html")
    if isinstance(html, list):
        html = "".join(part for part in html if isinstance(part, str))
    if not isinstance(html, str) or CARD not in html or not isinstance(view, dict):
        return None
    return str(view.get("model_id", ""))


def widget_models(model: object) -> set[str]:
    """Collect the ids of the models that our outputs in a notebook point to.

    Parameters
    ----------
    model
        What a contents manager's ``get`` returns.
    """
    return {found for data in _outputs(model) if (found := _view_id(data)) is not None}


def drop_stale_views(model: object, alive: Collection[str]) -> int:
    """Leave pointers to widgets out of a notebook model, but those to living ones.

    Parameters
    ----------
    model
        What a contents manager's ``get`` returns; changed in place.
    alive
        Ids of the widget models that a running kernel holds.

    Returns
    -------
    int
        How many pointers were left out.
    """
    pointers = [(data, _view_id(data)) for data in _outputs(model)]
    stale = [data for data, found in pointers if found is not None and found not in alive]
    for data in stale:
        del data[VIEW]
    return len(stale)


async def _comms(kernel: Kernel) -> set[str]:
    """Ask a kernel for the ids of its widgets (message ``comm_info_request``)."""
    client = kernel.client()
    client.start_channels(iopub=False, stdin=False, hb=False)
    try:
        question = client.comm_info("jupyter.widget")
        while True:
            answer = await client.get_shell_msg()
            parent, content = answer.get("parent_header"), answer.get("content")
            if isinstance(parent, dict) and parent.get("msg_id") == question:
                comms = content.get("comms") if isinstance(content, dict) else None
                return set(comms) if isinstance(comms, dict) else set()
    finally:
        client.stop_channels()


def _kernel_of(session: Json, path: str) -> Json | None:
    """Kernel model of a session, if the session belongs to the notebook at `path`."""
    # Real-time collaboration prefixes the path with the name of its drive.
    own = str(session.get("path", "")).rpartition(":")[2].strip("/")
    kernel = session.get("kernel")
    if own != path.rpartition(":")[2].strip("/") or not isinstance(kernel, dict):
        return None
    return kernel


async def _alive(server: Server, path: str) -> set[str]:
    """Ids of the widgets in the kernels that the notebook at `path` runs."""
    sessions = await server.session_manager.list_sessions()
    alive: set[str] = set()
    for kernel in (_kernel_of(session, path) for session in sessions):
        if kernel is not None:
            name = str(kernel.get("id"))
            busy = kernel.get("execution_state") == "busy" or name in _SILENT
            question = _comms(server.kernel_manager.get_kernel(name))
            try:
                alive |= await asyncio.wait_for(question, BUSY if busy else PATIENCE)
            except TimeoutError:
                _SILENT.add(name)
                raise
            _SILENT.discard(name)
    return alive


async def _slim(server: Server, path: str, model: object) -> None:
    """Leave out what points to nothing; on any doubt, leave everything in."""
    if not widget_models(model):
        return
    question = asyncio.ensure_future(_alive(server, path))
    await asyncio.wait({question})
    if (problem := question.exception()) is None:
        drop_stale_views(model, question.result())
    else:
        log.warning("closereader could not ask for the widgets of %s: %r", path, problem)


def _load_jupyter_server_extension(server: Server) -> None:
    """Wrap the contents manager's ``get``, keeping it what it was: a coroutine or not."""
    contents = server.contents_manager
    get = contents.get

    async def get_async(path: str, *args: object, **options: object) -> object:
        model = await cast("Awaitable[object]", get(path, *args, **options))
        await _slim(server, path, model)
        return model

    def get_sync(path: str, *args: object, **options: object) -> object:
        model = get(path, *args, **options)
        # Sessions can only be awaited. Where that is impossible, no kernel at all is the
        # one case in which every pointer is certainly stale.
        if not server.kernel_manager.list_kernel_ids():
            drop_stale_views(model, ())
        return model

    wrapper = get_async if inspect.iscoroutinefunction(get) else get_sync
    cast("Any", contents).get = wrapper


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Tell Jupyter Server where the extension is (``jupyter_server_config.d``)."""
    return [{"module": "closereader._server"}]
