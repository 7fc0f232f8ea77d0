"""A kernel that is a copy is as good as one that is started: see ``copies.py``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jupyter_client.blocking.client import BlockingKernelClient

from tests.browser.processes import words_of

if TYPE_CHECKING:
    from tests.browser.lab.server import Lab

pytestmark = [
    pytest.mark.lab,
    pytest.mark.skipif(sys.platform != "linux", reason="kernels are copied on Linux only"),
]

PATIENCE = 60
LEFT = 'import os, closereader; os.environ["LEFT"] = closereader.left = "behind"; print("left")'
FOUND = 'import os, closereader; print(os.environ.get("LEFT"), hasattr(closereader, "left"))'
PLACE = 'import os; print(os.getcwd(), os.getpid() == os.getsid(0), os.environ["JPY_SESSION_NAME"])'
STARTED = "ipykernel_launcher"


def start(lab: Lab, path: str) -> str:
    kernel = {"name": "python3"}
    lab.notebook(path, "1 + 1")
    asked = {"path": path, "name": Path(path).name, "type": "notebook", "kernel": kernel}
    return str(lab.api("sessions", "POST", asked)["kernel"]["id"])


def said(lab: Lab, kernel: str, code: str) -> str:
    """Run code in a kernel, and give what it prints."""
    client = BlockingKernelClient()
    client.load_connection_file(str(lab.folder / f"jupyter/runtime/kernel-{kernel}.json"))
    client.start_channels()
    words: list[str] = []

    def hear(message: dict[str, dict[str, str]]) -> None:
        words.append(message["content"].get("text", ""))

    try:
        client.wait_for_ready(timeout=PATIENCE)
        client.execute_interactive(code, timeout=PATIENCE, output_hook=hear)
    finally:
        client.stop_channels()
    return "".join(words).strip()


def test_a_copy_has_nothing_of_another_and_all_that_is_its_own(lab: Lab) -> None:
    first, second = (start(lab, f"{folder}/copy.ipynb") for folder in ("one", "two"))
    assert said(lab, first, LEFT) == "left"
    assert said(lab, first, FOUND) == "behind True"
    assert said(lab, second, FOUND) == "None False"
    path = lab.course / "two"
    assert said(lab, second, PLACE) == f"{path} True {path / 'copy.ipynb'}"
    assert STARTED not in words_of(lab.process_of("two/copy.ipynb"))
    # A kernel that is killed is missed, and comes again; one that is shut down has ended.
    ended = lab.process_of("two/copy.ipynb")
    lab.kill_kernel("two/copy.ipynb")
    ended.wait(PATIENCE)
    again = lab.process_of("two/copy.ipynb")
    assert said(lab, second, FOUND) == "None False"
    lab.forget()
    again.wait(PATIENCE)


def test_beside_a_module_a_kernel_is_started(lab: Lab) -> None:
    (lab.course / "three").mkdir(exist_ok=True)
    (lab.course / "three/closereader.py").touch()
    start(lab, "three/copy.ipynb")
    assert STARTED in words_of(lab.process_of("three/copy.ipynb"))
