"""Python of a site, begun while JupyterLab itself is still being loaded.

JupyterLite asks for Python when JupyterLab is there and a notebook is open, and only then it is
fetched, compiled and started, which takes longer than all before. Here the page begins with it at
once, in the thread where it runs later: both come up side by side.
"""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from closereader.site._errors import SiteError

PYTHON = "static/pyodide/python.mjs"
"""What the kernel loads in the place of Pyodide's own ``pyodide.mjs``."""
_HERE = Path(__file__).with_name("early")
_EARLY = "static/early"
_HEAD = "<head>"


def add(out: Path, kernel: str, options: Mapping[str, Any]) -> None:
    """Have the pages of a site begin with Python.

    `out`: the folder of the site, as JupyterLite built it.
    `kernel`: the name of the plugin that brings JupyterLite's kernel.
    `options`: what Pyodide is started with: packages, and the environment.
    Raises `SiteError` when JupyterLite's files are not where this version of the course knows them.
    """
    workers = sorted(out.glob(f"extensions/{kernel}/static/comlink.worker.*.js"))
    page = out / "lab" / "index.html"
    words = page.read_text(encoding="utf-8")
    settings = out / "jupyter-lite.json"
    config = json.loads(settings.read_text(encoding="utf-8"))
    try:
        [worker] = workers
        before, after = words.split(_HEAD)
        config["jupyter-config-data"]["litePluginSettings"][f"{kernel}:kernel"]["pyodideUrl"] = (
            f"./{PYTHON}"
        )
    except (ValueError, KeyError) as error:
        raise SiteError(
            "JupyterLite is of another version than this course knows. Install the extra as it is "
            "locked: uv run --isolated --extra site closereader site --out FOLDER"
        ) from error
    settings.write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    (out / _EARLY).mkdir(parents=True)
    shutil.copy2(_HERE / "page.js", out / _EARLY)
    shutil.copy2(_HERE / "python.mjs", out / PYTHON)
    said = f"export default {json.dumps(options)};\n"
    (out / PYTHON).with_name("options.mjs").write_text(said, encoding="utf-8")
    path = worker.relative_to(out).as_posix()
    lines = (f'import "../../{path}";', f'import {{ begin }} from "../../{PYTHON}";', "begin();")
    (out / _EARLY / "worker.mjs").write_text("\n".join(lines) + "\n", encoding="utf-8")
    tag = f'<script src="../{_EARLY}/page.js" data-kernel="{worker.name}"></script>'
    page.write_text(f"{before}{_HEAD}\n    {tag}{after}", encoding="utf-8")
