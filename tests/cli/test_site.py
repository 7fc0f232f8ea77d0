"""`closereader site`: what stands in the way is said in a sentence, and nothing is touched."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from importlib import metadata
from typing import TYPE_CHECKING

import pytest

from closereader.cli import main
from closereader.site import SiteError, _early, _pyodide, _wheels

if TYPE_CHECKING:
    from pathlib import Path


def test_a_folder_that_is_there_is_left_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert main(["site", "--out", str(tmp_path)]) == 2
    assert "is there already, and is left as it is" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_without_node_the_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SiteError, match=r"npm was not found: making a site needs Node\.js"):
        _pyodide.fetch("314.0.6", tmp_path / "parts")
    assert list(tmp_path.iterdir()) == []


def test_what_fails_is_told_with_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match=r"failed; it said: no such thing"):
        _pyodide.run([sys.executable, "-c", "import sys; sys.exit('no such thing')"], tmp_path)


def test_the_browser_gets_what_the_core_needs_and_no_jupyterlab() -> None:
    names = set(_wheels.needed("3.14.2"))
    assert {"anywidget", "fastjsonschema", "ipython", "ipywidgets", "pyyaml", "traitlets"} <= names
    assert not names & {"jupyterlab", "nbclient", "nbformat", "plotly", "numpy", "pandas", "psutil"}


def test_a_wheel_is_pure_says_its_licence_and_is_the_same_every_time() -> None:
    name, data = _wheels.repacked("pyyaml")
    assert name == f"pyyaml-{metadata.version('pyyaml')}-py3-none-any.whl"
    assert _wheels.repacked("pyyaml")[1] == data
    with zipfile.ZipFile(io.BytesIO(data)) as wheel:
        inside = wheel.namelist()
    assert "yaml/__init__.py" in inside
    assert not [each for each in inside if each.endswith((".so", ".pyd", ".pyc"))]
    assert [each for each in inside if "/licenses/" in each or each.endswith("/LICENSE")]


def test_a_package_that_is_not_installed_is_named() -> None:
    with pytest.raises(SiteError, match="no-such-package is not installed"):
        _wheels.repacked("no-such-package")


def a_built_site(folder: Path, worker: str) -> Path:
    """Lay out what JupyterLite builds, as far as the start of Python is concerned."""
    (folder / "lab").mkdir()
    (folder / "lab/index.html").write_text("<html><head><title>x</title></head></html>", "utf-8")
    config = {"jupyter-config-data": {"litePluginSettings": {"@k/k:kernel": {"pyodideUrl": "p"}}}}
    (folder / "jupyter-lite.json").write_text(json.dumps(config), "utf-8")
    for path in (worker, "static/pyodide/pyodide.mjs"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("", "utf-8")
    return folder


def test_a_page_of_a_site_begins_with_python_at_once(tmp_path: Path) -> None:
    worker = "extensions/@k/k/static/comlink.worker.0a1b.js"
    out = a_built_site(tmp_path, worker)
    _early.add(out, "@k/k", {"packages": ["ipython"]})
    page = (out / "lab/index.html").read_text("utf-8")
    tag = '<script src="../static/early/page.js" data-kernel="comlink.worker.0a1b.js"></script>'
    assert page.index(tag) < page.index("<title>")
    begins = (out / "static/early/worker.mjs").read_text("utf-8")
    assert f'import "../../{worker}";' in begins, "the kernel's own, which listens from the first"
    said = (out / "static/pyodide/options.mjs").read_text("utf-8")
    assert said == 'export default {"packages": ["ipython"]};\n'
    settings = json.loads((out / "jupyter-lite.json").read_text("utf-8"))["jupyter-config-data"]
    url = settings["litePluginSettings"]["@k/k:kernel"]["pyodideUrl"]
    assert (out / url).is_file()


def test_a_jupyterlite_of_another_shape_is_told_in_a_sentence(tmp_path: Path) -> None:
    out = a_built_site(tmp_path, "extensions/@k/k/static/another.0a1b.js")
    with pytest.raises(SiteError, match="JupyterLite is of another version"):
        _early.add(out, "@k/k", {})
