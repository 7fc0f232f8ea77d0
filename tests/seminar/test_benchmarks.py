"""The benchmarks begin: what they are made of is still there, and a tiny class goes through."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from types import ModuleType

FOLDER = Path(__file__).parents[2] / "benchmarks"
SCRIPTS = sorted(path.stem for path in FOLDER.glob("bench_*.py"))


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that loads a benchmark as Python runs it, and what it changes goes back."""
    monkeypatch.setattr(sys, "argv", ["bench"])
    monkeypatch.setattr(sys, "path", [str(FOLDER), *sys.path])
    monkeypatch.setenv("CLOSEREADER_COURSE", str(FOLDER.parent))

    def load(name: str) -> ModuleType:
        spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        made = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(made)
        return made

    return load


def measures(said: str) -> dict[str, str]:
    """Give the lines that a benchmark prints: name and number."""
    lines = [line.split("\t") for line in said.splitlines() if "\t" in line]
    assert all(len(line) == 4 for line in lines)
    return {line[0]: line[1] for line in lines}


@pytest.mark.parametrize("name", SCRIPTS)
def test_all_that_a_benchmark_takes_from_the_library_is_there(name: str, script: Any) -> None:
    assert callable(script(name).main)


def test_a_tiny_class_is_looked_at(script: Any, capsys: pytest.CaptureFixture[str]) -> None:
    script("bench_seminar").main(readers=6, marks=20)
    found = measures(capsys.readouterr().out)
    assert len(found) >= 9
    assert "6 readers, 20 marks each: two groups by likeness" in found


def test_a_tiny_class_is_collected(script: Any, capsys: pytest.CaptureFixture[str]) -> None:
    script("bench_collect").main(size=3)
    found = measures(capsys.readouterr().out)
    assert any("collected" in name for name in found)
    assert all(float(number) >= 0 for number in found.values())


def test_a_small_work_folder_is_stored(
    script: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = script("bench_store")
    monkeypatch.setattr(store, "MARKS", 3)
    monkeypatch.setattr(store, "RUNS", 3)
    store.main()
    assert len(measures(capsys.readouterr().out)) == 10
