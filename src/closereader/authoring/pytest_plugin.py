"""nbval as the course uses it: every notebook starts with an empty work folder, no cell escapes.

Loaded with ``-p closereader.authoring.pytest_plugin`` (see ``addopts``). nbval starts one kernel
per notebook, in the ``setup`` of its collector; so that is where the kernel gets a work folder of
its own, under a temporary folder that is deleted when the notebook is done. Beside the cells that
nbval compares stands one item more, ``compared``: it fails when a cell would pass without being
compared (see `closereader.authoring.comparison`).

The options that make nbval look away, ``--nbval-lax`` and ``--nbval-sanitize-with``, are refused.
"""

import os
import tempfile
from collections.abc import Generator, Iterator
from functools import partial
from pathlib import Path

import pytest
from nbval import kernel
from nbval.plugin import IPyNbFile

from closereader.authoring.comparison import escapes
from closereader.authoring.notebook import read
from closereader.authoring.running import own_line

WORK = "CLOSEREADER_WORK"


def pytest_configure(config: pytest.Config) -> None:
    """Refuse the options under which a wrong output would pass."""
    if config.getoption("nbval_lax") or config.getoption("nbval_sanitize_with"):
        raise pytest.UsageError("Outputs are compared strictly here: use --nbval alone.")


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(
    file_path: Path, parent: pytest.Collector
) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
    """Put a collector with a fresh work folder in the place of nbval's."""
    found = yield
    return [
        FreshNotebook.from_parent(parent, path=file_path) if isinstance(one, IPyNbFile) else one
        for one in found
    ]


class FreshNotebook(IPyNbFile):  # type: ignore[misc] # nbval has no types
    """One notebook: its guard, then its cells, in a kernel with an empty work folder."""

    folder: tempfile.TemporaryDirectory[str] | None = None

    def collect(self) -> Iterator[pytest.Item]:
        """Give the guard and the cells."""
        yield Compared.from_parent(self, name="compared")
        yield from super().collect()

    def setup(self) -> None:
        """Start the kernel; only it sees the folder."""
        self.folder = tempfile.TemporaryDirectory(prefix="closereader-", ignore_cleanup_errors=True)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv(WORK, os.path.join(self.folder.name, "work"))  # noqa: PTH118
            line = own_line(Path(self.folder.name))
            patch.setattr(kernel, "KernelManager", partial(kernel.KernelManager, **line))
            super().setup()

    def teardown(self) -> None:
        """End the kernel, then delete what the notebook saved."""
        try:
            super().teardown()
        finally:
            if self.folder is not None:
                self.folder.cleanup()


class Compared(pytest.Item):
    """The guard of one notebook."""

    def runtest(self) -> None:
        """Fail when running the notebook would not prove that it is right."""
        found = list(escapes(read(self.path)))
        if found:
            raise AssertionError("\n".join(map(str, found)))

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None
    ) -> str:
        """Show the findings, without the way that led to them, in whatever style."""
        del style
        return str(excinfo.value)

    def reportinfo(self) -> tuple[Path, None, str]:
        """Name the item."""
        return self.path, None, f"{self.path.name}: every cell is compared"
