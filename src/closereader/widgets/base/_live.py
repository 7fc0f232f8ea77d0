"""Front ends that follow their files, for whoever writes them.

Started with ``ANYWIDGET_HMR=1``, as anywidget has it for a front end of one file, each widget
brings the whole of its code, and again when a file that it is made of has changed: an edit shows
without running a cell again.
"""

import os
import threading
import time
import weakref
from collections.abc import Iterable
from pathlib import Path

from ipywidgets import Widget

from closereader.widgets.base import bundle
from closereader.widgets.base.bundle import Front

_EVERY = 0.5  # seconds between two looks
_OPEN: weakref.WeakKeyDictionary[Widget, Front] = weakref.WeakKeyDictionary()
_SEEN: dict[Front, dict[Path, int]] = {}  # when each file was written, as its widgets have it


def is_live() -> bool:
    """Say whether whoever started Python asked for it."""
    return os.environ.get("ANYWIDGET_HMR") == "1"


def follow(widget: Widget, front: Front) -> None:
    """Send a widget its front end again whenever that has changed, if it was asked for."""
    if not is_live():
        return
    _SEEN.setdefault(front, _written(front.files()))
    _OPEN[widget] = front
    if all(thread.name != __name__ for thread in threading.enumerate()):
        threading.Thread(target=_keep_looking, name=__name__, daemon=True).start()


def look() -> None:
    """Send what has changed since the last look; a front end that cannot be joined stays."""
    for front, before in list(_SEEN.items()):
        if _written(before) == before:
            continue
        _SEEN[front] = _written(before)
        bundle.script.cache_clear()
        bundle.css.cache_clear()
        try:
            _SEEN[front] = _written(front.files())
            code, style = front.script(), front.css()
        except (bundle.BundleError, OSError) as error:  # half written, perhaps
            print(error)  # noqa: T201 - to the kernel's log, where its author looks
            continue
        for widget in [each for each, its in list(_OPEN.items()) if its == front]:
            widget.set_trait("_esm", code)
            widget.set_trait("_css", style)


def _keep_looking() -> None:
    while _OPEN:
        time.sleep(_EVERY)
        look()


def _written(files: Iterable[Path]) -> dict[Path, int]:
    return {file: file.stat().st_mtime_ns if file.exists() else 0 for file in files}
