"""nbval really compares: a wrong stored output fails, whatever kind it is, and nothing escapes.

pytest runs once over a folder of small notebooks, right ones and spoiled ones, with the course's
own options and with warnings as errors; each test looks at what passed and what failed.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from closereader.authoring import run, write
from tests.authoring.build import code, markdown, notebook

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PYTEST = SETTINGS["tool"]["pytest"]["ini_options"]

WIDGET = """
import ipywidgets
class Card(ipywidgets.HTML):
    def _repr_mimebundle_(self, **given):
        shown = {"text/plain": "Card", "text/html": f"<p>{self.value}</p>"}
        return super()._repr_mimebundle_(**given) | shown
"""
FIGURE = """
from IPython.display import display
drawn = {"data": [{"type": "bar", "y": [1, 2]}], "layout": {}}
svg = "<svg xmlns='http://www.w3.org/2000/svg'><title>two bars</title></svg>"
shown = {"application/vnd.plotly.v1+json": drawn, "image/svg+xml": svg, "text/plain": "two bars"}
display(shown, raw=True)
"""
WORK = """
import os, pathlib
work = pathlib.Path(os.environ["CLOSEREADER_WORK"])
was = work.exists()
work.mkdir(exist_ok=True)
(work / "mark").write_text("x")
print(was, len(list(work.iterdir())))
"""
FIGURE_KIND = "application/vnd.plotly.v1+json"
CELLS = [
    markdown("# A"),
    code("print('a stream')", id="stream"),
    code("1 + 1", id="result"),
    code(WIDGET, id="define"),
    code("Card('words')", id="widget"),
    code(FIGURE, id="figure"),
    code(WORK, id="work"),
    code(FIGURE, id="still"),
]
SHORT = [code("1 + 1", id="result"), code("2 + 2", id="last")]
# Put together here, so that no search for what escapes comparison finds this file.
TAG, COMMENT = "nb" + "val-ignore-output", "# NB" + "VAL_IGNORE_OUTPUT\n"

# Two workers of xdist write: [gw0] [ 42%] PASSED notebooks/a::ipynb::Cell 2
_LINE = re.compile(
    r"^\[(gw\d)\] \[ *\d+%\] ([A-Z]+) (?:\S*/)?(\w+)(?:\.|::)ipynb::(.+?) *$", re.MULTILINE
)


class Runs(NamedTuple):
    """What one run of pytest over many notebooks said."""

    stored: str
    short: str
    words: str
    workers: dict[str, set[str]]
    passed: dict[str, set[str]]
    failed: dict[str, set[str]]


def pytest_in(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run pytest there with the course's own options; warnings are errors."""
    (folder / "pytest.ini").write_text("[pytest]\nfilterwarnings = error\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", *PYTEST["addopts"].split(), "-v", "--color=no"]
    return subprocess.run(
        [*command, *options],
        cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def cell(data: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in data["cells"] if one["id"] == name)
    return found


def data_of(data: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = cell(data, name)["outputs"][0]["data"]
    return found


def spoil_every_kind(data: dict[str, Any]) -> None:
    cell(data, "stream")["outputs"][0]["text"] = ["another stream\n"]
    data_of(data, "result")["text/plain"] = ["3"]
    data_of(data, "widget")["text/html"] = ["<p>other words</p>"]
    data_of(data, "figure")["application/vnd.plotly.v1+json"]["data"][0]["y"][1] = 3
    cell(data, "work")["outputs"] = []
    data_of(data, "still")["image/svg+xml"] = ["<svg><title>three bars</title></svg>"]


def drop_the_card(data: dict[str, Any]) -> None:
    del data_of(data, "widget")["text/html"]


def escape_by_count(data: dict[str, Any]) -> None:
    cell(data, "result").update(execution_count=None, outputs=[])


def escape_by_tag(data: dict[str, Any]) -> None:
    cell(data, "result")["metadata"]["tags"] = [TAG]
    data_of(data, "result")["text/plain"] = ["3"]


def escape_by_comment(data: dict[str, Any]) -> None:
    cell(data, "result")["source"] = [COMMENT, "1 + 1"]
    data_of(data, "result")["text/plain"] = ["3"]


def escape_by_picture(data: dict[str, Any]) -> None:
    data_of(data, "result")["image/png"] = "iVBO"


LONG_ONES = {"right": None, "again": None, "wrong": spoil_every_kind, "cardless": drop_the_card}
ESCAPES = {
    "count": escape_by_count,
    "tag": escape_by_tag,
    "comment": escape_by_comment,
    "picture": escape_by_picture,
}


def stored(folder: Path, *cells: dict[str, Any]) -> str:
    """Give a notebook as it is committed: run and written by the authoring room."""
    made = notebook(folder / "stored.ipynb", *cells)
    write(run(made))
    return made.path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    """Run nbval once over all of them, with two workers."""
    folder = tmp_path_factory.mktemp("nbval")
    aside = tmp_path_factory.mktemp("stored")
    long, short = stored(aside, *CELLS), stored(aside, *SHORT)
    for words, spoilers in ((long, LONG_ONES), (short, ESCAPES)):
        for name, spoil in spoilers.items():
            data = json.loads(words)
            if spoil:
                spoil(data)
            (folder / f"{name}.ipynb").write_text(json.dumps(data), encoding="utf-8")
    done = pytest_in(folder, "-n", "2", "--dist", "loadfile")
    said = done.stdout + done.stderr
    found = Runs(long, short, said, defaultdict(set), defaultdict(set), defaultdict(set))
    assert done.returncode == pytest.ExitCode.TESTS_FAILED, said
    for worker, outcome, name, item in _LINE.findall(found.words):
        found.workers[name].add(worker)
        (found.passed if outcome == "PASSED" else found.failed)[name].add(item)
    return found


def test_what_the_authoring_room_stored_passes_whole(runs: Runs) -> None:
    for name in ("right", "again"):
        assert len(runs.passed[name]) == 8, runs.words
        assert runs.failed[name] == set()


def test_every_notebook_has_a_work_folder_of_its_own(runs: Runs) -> None:
    # The last cell prints whether the folder was there, and how many files it then holds.
    assert '"False 1\\n"' in runs.stored
    assert {"Cell 5"} <= runs.passed["right"] & runs.passed["again"]


def test_every_kind_of_wrong_output_fails_and_only_it(runs: Runs) -> None:
    assert runs.failed["wrong"] == {f"Cell {at}" for at in (0, 1, 3, 4, 5, 6)}, runs.words
    assert len(runs.passed["wrong"]) == 2
    for kind in ("stdout", "text/plain", "text/html", FIGURE_KIND, "image/svg+xml"):
        assert f"mismatch '{kind}'" in runs.words
    assert "Unexpected output fields from running code: {'stdout'}" in runs.words


def test_the_view_of_a_widget_is_not_stored_but_its_card_must_be(runs: Runs) -> None:
    assert runs.failed["cardless"] == {"Cell 3"}
    assert "Unexpected output fields from running code: {'text/html'}" in runs.words


@pytest.mark.parametrize("escape", ESCAPES)
def test_what_nbval_itself_would_let_pass_fails_in_the_guard(runs: Runs, escape: str) -> None:
    assert runs.passed[escape] == {"Cell 0", "Cell 1"}, runs.words
    assert len(runs.failed[escape]) == 1
    assert f"{escape}.ipynb, cell 1 (result): " in runs.words


def test_a_worker_takes_a_notebook_whole(runs: Runs) -> None:
    assert {len(workers) for workers in runs.workers.values()} == {1}
    assert set().union(*runs.workers.values()) == {"gw0", "gw1"}


def test_an_environment_without_xdist_compares_too(runs: Runs, tmp_path: Path) -> None:
    """The conda door: `pytest --nbval notebooks`, with nbval and pytest alone."""
    (tmp_path / "short.ipynb").write_text(runs.short, encoding="utf-8")
    done = pytest_in(tmp_path, "-p", "no:xdist", "--nbval", "short.ipynb")
    assert done.returncode == pytest.ExitCode.OK, done.stdout + done.stderr
    assert "3 passed" in done.stdout


@pytest.mark.parametrize("option", ["--nbval-lax", "--nbval-sanitize-with=pytest.ini"])
def test_the_options_that_look_away_are_refused(tmp_path: Path, option: str) -> None:
    done = pytest_in(tmp_path, option)
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "Outputs are compared strictly here" in done.stderr


def test_the_course_runs_strictly_over_lessons_and_solutions() -> None:
    assert {"notebooks", "solutions"} <= set(PYTEST["testpaths"])
    assert "--nbval" in PYTEST["addopts"].split()
    assert "-p closereader.authoring.pytest_plugin" in PYTEST["addopts"]
    assert PYTEST["filterwarnings"][0] == "error"
