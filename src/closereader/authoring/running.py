"""Run a notebook as a test or a student's first morning would: with an empty work folder."""

import os
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbclient.util import run_sync
from traitlets.config import Config

from closereader.authoring._errors import AuthoringError
from closereader.authoring.notebook import WIDGET_VIEW, Notebook, parse

SECONDS_A_CELL = 120
SECONDS_TO_START = 900
"""A kernel that died is seen at once; one that is only slow, on a busy machine, is waited for."""
_LONGEST_LINE = 94
"""Bytes of a path to which “-ipc-5” is added: macOS takes 103 in all, Linux 107."""

# A traceback comes in colours, which a log or a test report shows as signs.
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def run(notebook: Notebook, *, cwd: Path | None = None, timeout: int = SECONDS_A_CELL) -> Notebook:
    """Run every cell in a new kernel and give the notebook with its new outputs.

    Parameters
    ----------
    notebook
        What to run; it is not changed.
    cwd
        The folder the kernel works in; default: the folder the notebook lies in.
    timeout
        Seconds one cell may take.

    Raises
    ------
    AuthoringError
        When a cell stops with an error, takes too long or ends its kernel, or when it shows a
        widget that has nothing to show before it is run. The message names file and cell.
    """
    blank: Any = nbformat.from_dict(notebook.data)  # type: ignore[no-untyped-call]
    for cell in blank.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    with tempfile.TemporaryDirectory(prefix="closereader-", ignore_cleanup_errors=True) as folder:
        client = NotebookClient(
            blank,
            timeout=timeout,
            startup_timeout=SECONDS_TO_START,
            kernel_name="python3",
            store_widget_state=False,
            coalesce_streams=True,
            record_timing=False,
            resources={"metadata": {"path": str(cwd or notebook.path.parent)}},
            config=Config(KernelManager=own_line(Path(folder))),
        )
        _execute(client, notebook, Path(folder))
    ran = parse(nbformat.writes(blank, version=4), notebook.path)  # type: ignore[no-untyped-call]
    _need_static_views(ran)
    return ran


def own_line(folder: Path) -> dict[str, str]:
    """Return the options by which a kernel manager speaks to its kernel through files of a folder.

    By default it takes five ports that are free and tells them to a kernel, which takes them a
    second later. When another program, or another kernel, has taken the one for outputs meanwhile,
    the kernel lives and is never heard (“Kernel didn't respond in 60 seconds”). Windows has no such
    files; nor may their path be as long as one likes.
    """
    place = folder / "kernel.json"
    if sys.platform == "win32" or len(os.fsencode(place)) > _LONGEST_LINE:
        return {}
    return {"transport": "ipc", "connection_file": str(place)}


def _execute(client: NotebookClient, notebook: Notebook, folder: Path) -> None:
    log = folder / "kernel.log"
    # The work folder does not exist yet, as on a student's first morning.
    env = {**os.environ, "CLOSEREADER_WORK": str(folder / "work")}
    begun = [0]
    client.on_cell_start = lambda cell, cell_index: begun.append(cell_index)  # noqa: ARG005
    try:
        with log.open("w", encoding="utf-8") as stderr:
            run_sync(client.async_execute)(env=env, stderr=stderr)
    except CellExecutionError as error:
        way = _COLOURS.sub("", error.traceback)
        what = f"stopped with {error.ename}: {error.evalue}"
        what += f"\n{way}" if "Traceback (most" in way else ""  # a sentence is all of its kind
    except CellTimeoutError:
        what = f"took longer than {client.timeout} s."
    except (DeadKernelError, RuntimeError) as error:
        last = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        what = f"the kernel died ({error}). Its last words:\n{last}"
    else:
        return
    raise AuthoringError(f"{notebook.path}, {notebook.cells[begun[-1]].place}: {what}")


def _need_static_views(notebook: Notebook) -> None:
    for cell in notebook.cells:
        for output in cell.outputs:
            data = output.get("data", {})
            if WIDGET_VIEW in data and "text/html" not in data:
                raise AuthoringError(
                    f"{notebook.path}, {cell.place}: shows a widget without a static view, so a "
                    "reader would see nothing before the cell is run. Give the widget a "
                    "text/html card in _repr_mimebundle_.",
                )
