"""Put the JupyterLab plugin together while the package is built or installed."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COURSE = "seeds/course-notebooks.json"


class LabPlugin(BuildHookInterface):  # type: ignore[misc] # hatchling has no types
    """Write the plugin's folder and name its files among those that Jupyter shares."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the folder anew; an editable installation gets it as well."""
        del version
        root = Path(self.root)
        place = Path(__file__).with_name("_build.py")
        spec = importlib.util.spec_from_file_location("_closereader_lab", place)
        if spec is None or spec.loader is None:
            raise ImportError(f"{place} cannot be loaded.")
        build = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(build)
        course = root / COURSE
        listed = course.read_text(encoding="utf-8") if course.is_file() else "null"
        out = root / "build" / "labextension"
        for name, words in build.files(listed, self.metadata.version).items():
            target = out / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(words, encoding="utf-8", newline="\n")
            build_data["shared_data"][str(target)] = f"{build.PLACE}/{name}"
