"""Every door opens on the same versions: pyproject.toml, its constraints, environment.yml."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.tree import ROOT, SOURCES, files, name, parsed, read, with_suffix

PYPROJECT: dict[str, Any] = tomllib.loads(read(ROOT / "pyproject.toml"))
CONDA: dict[str, Any] = yaml.safe_load(read(ROOT / "environment.yml"))

CORE: list[str] = PYPROJECT["project"]["dependencies"]
EXTRAS: dict[str, list[str]] = PYPROJECT["project"]["optional-dependencies"]
RUNTIME: list[str] = CORE + EXTRAS["lab"]
DEV: list[str] = PYPROJECT["dependency-groups"]["dev"]
HELD: list[str] = PYPROJECT["tool"]["uv"]["constraint-dependencies"]

# The tools that compare a notebook's outputs: the conda door has these of the group dev.
COMPARING = ("nbval", "pytest", "pytest-xdist")
# loaded by pytest alone, and while the package is built
TEST_ONLY = {"pytest_plugin.py": {"pytest", "nbval"}, "_hatch.py": {"hatchling"}}
# where the extra `lab`, and where the extra `site` may be asked for: never by a lesson's own code
LAB_ONLY = {"authoring"}
SITE_ONLY = {"site"}
# the module that a distribution is imported as, where the two names differ
IMPORTED_AS = {"ipython": "IPython", "pyyaml": "yaml"}


def by_name(lines: list[str]) -> dict[str, Requirement]:
    requirements = [Requirement(line) for line in lines]
    return {canonicalize_name(each.name): each for each in requirements}


def conda_packages() -> dict[str, Requirement]:
    return by_name([line for line in CONDA["dependencies"] if isinstance(line, str)])


def test_conda_has_the_bounds_of_pyproject() -> None:
    conda = conda_packages()
    python = conda.pop("python")
    assert str(python.specifier) == PYPROJECT["project"]["requires-python"]
    conda.pop("pip")
    tools = [line for line in DEV if Requirement(line).name in COMPARING]
    assert len(tools) == len(COMPARING)
    wanted = {key: each.specifier for key, each in by_name(RUNTIME + tools).items()}
    assert {key: each.specifier for key, each in conda.items()} == wanted


def test_conda_installs_the_course_itself_and_nothing_else_with_pip() -> None:
    assert CONDA["dependencies"][-1] == {"pip": ["-e ."]}


def test_binder_has_the_conda_door_with_one_python_that_binder_has_ready() -> None:
    """repo2docker reads a whole version and no bound; else it begins with a Python of its own."""
    binder: dict[str, Any] = yaml.safe_load(read(ROOT / ".binder" / "environment.yml"))
    wanted = [line for line in CONDA["dependencies"] if isinstance(line, str)]
    wanted[0] = "python=3.13"
    assert binder == {**CONDA, "dependencies": wanted}
    assert "pip install --no-deps" in read(ROOT / ".binder" / "postBuild")


def test_every_dependency_has_both_bounds() -> None:
    open_ended = [
        line
        for line in RUNTIME
        if {each.operator for each in Requirement(line).specifier} != {">=", "<"}
    ]
    assert not open_ended


@pytest.mark.parametrize("line", RUNTIME + EXTRAS["site"] + DEV)
def test_every_direct_dependency_is_held(line: str) -> None:
    wanted = Requirement(line)
    if canonicalize_name(wanted.name) in {"jupyter-server"} | set(by_name(HELD)):
        held = by_name(HELD)[canonicalize_name(wanted.name)]
        pins = [each.version for each in held.specifier if each.operator in {"==", ">="}]
        assert pins, f"{held} does not hold a version"
        assert all(wanted.specifier.contains(pin) for pin in pins), f"{held} is outside {wanted}"
    else:
        pytest.fail(f"{wanted.name} is not held by a constraint in pyproject.toml")


def test_no_lock_file_and_no_index_is_committed() -> None:
    assert not [name(path) for path in files() if path.name in {"uv.lock", "package-lock.json"}]
    uv = PYPROJECT["tool"]["uv"]
    assert not {"index", "index-url", "extra-index-url", "find-links", "sources"} & set(uv)


def test_the_source_archive_takes_nothing_by_accident_and_all_that_the_readme_links_to() -> None:
    """A pattern of hatch without a slash takes every file of that name, at any depth."""
    taken = PYPROJECT["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    assert [each for each in taken if not each.startswith("/")] == []
    assert [each for each in taken if not (ROOT / each[1:]).exists()] == []
    assert "/docs" in taken


def test_the_package_imports_only_what_it_declares() -> None:
    core = _modules(CORE) | set(sys.stdlib_module_names) | {"closereader", "whose_lessons"}
    undeclared = {
        f"{name(path)} imports {module}"
        for path in with_suffix(".py")
        if SOURCES in path.parents
        for module in _imported(parsed(path))
        if module not in core | _extra_modules(path) | TEST_ONLY.get(path.name, set())
    }
    assert not undeclared


def _extra_modules(path: Path) -> set[str]:
    _, room = path.relative_to(SOURCES).parts[:2]
    lab = _modules(EXTRAS["lab"]) if room in LAB_ONLY | SITE_ONLY else set()
    # jupyter_core is JupyterLab's: it says where the extensions lie
    return lab | (_modules(EXTRAS["site"]) | {"jupyter_core"} if room in SITE_ONLY else set())


def _modules(lines: list[str]) -> set[str]:
    return {IMPORTED_AS.get(key, key.replace("-", "_")) for key in by_name(lines)}


def test_a_student_without_the_tests_still_gets_jupyterlab() -> None:
    """README's first line is `uv run --no-dev`: it leaves out the group dev, and no other."""
    assert PYPROJECT["tool"]["uv"]["default-groups"] == ["dev", "lab"]
    assert PYPROJECT["dependency-groups"]["lab"] == ["whose-lessons[lab]"]


def test_the_core_is_what_a_browser_can_install() -> None:
    """Pyodide has numpy, pandas and PyYAML of its own; of all others only pure Python goes."""
    assert set(by_name(CORE)) == {
        "anywidget", "fastjsonschema", "ipython", "ipywidgets", "mistune", "numpy", "pandas",
        "pyyaml", "traitlets",
    }  # fmt: skip


def _imported(tree: ast.Module) -> set[str]:
    modules: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            modules.add(node.module.split(".")[0])
    return modules


def test_a_server_starts_without_a_grammar_that_nobody_asks_for() -> None:
    """Held out by `override-dependencies`, which conda and pip do not read: they may have it."""
    made_by = Path(sys.prefix, "pyvenv.cfg")
    if not (made_by.is_file() and "\nuv = " in made_by.read_text(encoding="utf-8")):
        pytest.skip("This environment was not made by uv.")
    line = "import sys, nbformat, jupyter_server.serverapp; print('lark' in sys.modules)"
    said = subprocess.check_output([sys.executable, "-c", line], encoding="utf-8")
    assert said == "False\n"
