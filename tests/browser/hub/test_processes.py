"""A process that ends while the memory of its user is measured takes nobody else's figure away."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import psutil  # type: ignore[import-untyped]
import pytest

from tests.browser import processes
from tests.browser.hub import hub as place
from tests.browser.hub.hub import Hub

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SLEEP = "import sys, time; print('up', flush=True); time.sleep(600)"
linux = pytest.mark.skipif(sys.platform != "linux", reason="measured from /proc")


def started(*words: str) -> subprocess.Popen[bytes]:
    one = subprocess.Popen(
        [sys.executable, "-c", SLEEP, *words],
        stdout=subprocess.PIPE,
        env={"JUPYTERHUB_USER": "ada"},
    )
    assert one.stdout is not None
    one.stdout.readline()
    one.stdout.close()
    return one


@pytest.fixture
def living() -> Iterator[subprocess.Popen[bytes]]:
    one = started("ipykernel")
    yield one
    one.kill()
    one.wait()


@pytest.fixture
def ended() -> psutil.Process:
    """Give a process that was there when it was listed."""
    one = started("ipykernel")
    found = psutil.Process(one.pid)
    one.kill()
    one.wait()
    return found


@linux
def test_one_that_has_ended_is_left_out(
    tmp_path: Path,
    living: subprocess.Popen[bytes],
    ended: psutil.Process,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    both = [ended, psutil.Process(living.pid)]
    monkeypatch.setattr(place, "family", lambda _: both)
    server, kernels = Hub(tmp_path, tmp_path, ("ada",), process=living).memory("ada")
    assert server == 0
    assert len(kernels) == 1
    assert kernels[0] > 0


def test_what_has_ended_has_nothing_to_say(ended: psutil.Process) -> None:
    assert processes.family(ended.pid) == []
    assert processes.words_of(ended) == []
    assert processes.variable_of(ended, "JUPYTERHUB_USER") == ""
    assert processes.proportional(ended) is None


def test_a_server_that_ended_by_itself_is_ended_once_more(
    living: subprocess.Popen[bytes],
) -> None:
    living.kill()
    living.wait()
    processes.end(living, patience=1)
    assert living.poll() is not None
