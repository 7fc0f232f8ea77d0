"""The doors open: the README's two commands, the workflow, the links between the guides."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml

from tests.house.tree import ROOT, name, read, with_suffix

README = read(ROOT / "README.md")
RUN = read(ROOT / ".ci" / "run")
WORKFLOW: dict[Any, Any] = yaml.safe_load(read(ROOT / ".github" / "workflows" / "tests.yml"))
GUIDES = with_suffix(".md")
COMMAND = re.compile(r"^pip install uv && uv run .+$", re.MULTILINE)
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#{1,6} +(.+?) *#*$", re.MULTILINE)
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def test_the_readme_has_two_commands() -> None:
    course, tests = COMMAND.findall(README)
    assert course.endswith(" jupyter lab --notebook-dir=. home.ipynb")
    assert tests.endswith(" pytest -n 3 --dist loadfile")


def test_the_first_command_opens_a_notebook_that_is_there() -> None:
    notebook = COMMAND.findall(README)[0].split()[-1]
    assert (ROOT / notebook).is_file()


def test_the_first_command_shows_the_whole_course_not_only_the_lessons(tmp_path: Path) -> None:
    """Left to itself, Jupyter shows the folder of the file that it is asked to open."""
    options = COMMAND.findall(README)[0].split(" jupyter lab ")[1].split()
    program = (
        "import sys; from jupyterlab.labapp import LabApp;"
        "server = LabApp.initialize_server(argv=sys.argv[1:]);"
        "print(server.root_dir); print(server._resolve_file_to_run_and_root_dir())"
    )
    quiet = ["--no-browser", "--allow-root", "--ServerApp.port=0"]
    places = {f"JUPYTER_{kind}_DIR": str(tmp_path) for kind in ("CONFIG", "DATA", "RUNTIME")}
    done = subprocess.run(
        [sys.executable, "-c", program, *quiet, *options],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        cwd=ROOT,
        env={**os.environ, **places},
    )
    root, opened = done.stdout.splitlines()[-2:]
    assert Path(root) == ROOT
    assert Path(opened) == Path("home.ipynb")


def test_the_script_for_ci_runs_the_second_command_of_the_readme() -> None:
    """The script reads the line from the README: what is checked here is that it finds it."""
    pattern = re.search(r"grep -m 1 -E '([^']+)' README\.md", RUN)
    assert pattern
    lines = [line for line in README.splitlines() if re.search(pattern[1], line)]
    assert lines == [COMMAND.findall(README)[1]]
    assert 'bash -c "$test_line"' in RUN


def test_the_workflow_runs_the_same_script_on_three_systems() -> None:
    job = WORKFLOW["jobs"]["tests"]
    assert [step["run"] for step in job["steps"] if "run" in step] == ["bash .ci/run"]
    systems = {system.split("-")[0] for system in job["strategy"]["matrix"]["system"]}
    assert systems == {"ubuntu", "macos", "windows"}


def test_the_workflow_tries_the_lower_bounds_every_week_with_the_lines_of_the_guide() -> None:
    job = WORKFLOW["jobs"]["lowest"]
    assert "github.event_name == 'schedule'" in job["if"]
    first, *lines = next(step["run"] for step in job["steps"] if "run" in step).splitlines()
    assert first == "pip install uv"
    assert "\n".join(lines) in read(ROOT / "docs" / "maintainer.md")
    assert "--resolution lowest-direct" in lines[1]
    paths = [word for word in lines[-1].split() if word.startswith(("tests/", "notebooks"))]
    assert paths
    assert all((ROOT / path).is_dir() for path in paths)


def test_the_workflow_runs_on_push_and_weekly_and_may_only_read() -> None:
    events = WORKFLOW[True]  # YAML 1.1 reads the key `on` as a truth value
    assert {"push", "schedule"} <= set(events)
    assert events["schedule"][0]["cron"].split()[-1] != "*"
    assert WORKFLOW["permissions"] == {"contents": "read"}


def anchors(guide: Path) -> set[str]:
    """Return the anchors that a guide's headings get."""
    headings = HEADING.findall(FENCE.sub("", read(guide)))
    plain = [re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings]
    return {heading.strip().replace(" ", "-") for heading in plain}


@pytest.mark.parametrize("guide", GUIDES, ids=name)
def test_every_link_of_a_guide_leads_somewhere(guide: Path) -> None:
    for _, _, target in LINK.findall(FENCE.sub("", read(guide))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = unquote(target).partition("#")
        there = (guide.parent / path).resolve() if path else guide
        assert there.exists(), f"{name(guide)} links to {target}"
        if anchor and there.suffix == ".md":
            assert anchor in anchors(there), f"{name(guide)} links to {target}"


@pytest.mark.parametrize("guide", GUIDES, ids=name)
def test_every_picture_of_a_guide_is_described(guide: Path) -> None:
    bare = [
        target for image, words, target in LINK.findall(read(guide)) if image and len(words) < 20
    ]
    assert bare == []
