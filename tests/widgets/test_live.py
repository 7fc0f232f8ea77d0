"""With ``ANYWIDGET_HMR=1`` an open widget is given its front end again when a file changes."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from closereader import WhoAmI
from closereader.widgets.base import _live
from closereader.widgets.base.bundle import Front
from tests.widgets.fronts import copy_widgets

if TYPE_CHECKING:
    from pathlib import Path

KEEP_LOOKING = _live._keep_looking
STATUS = "base/status.js"  # one of many modules that the widget is joined of


@pytest.fixture
def followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> type[WhoAmI]:
    """Return a widget whose front end is a copy, and is followed by nobody but the test."""
    copy_widgets(tmp_path)
    (tmp_path / "base.css").write_text(".cr { color: red; }\n", encoding="utf-8")
    front = Front(tmp_path / "whoami/whoami.js", (tmp_path / "base.css",))
    monkeypatch.setenv("ANYWIDGET_HMR", "1")
    monkeypatch.setattr(_live, "_keep_looking", lambda: None)
    monkeypatch.setattr(_live, "_SEEN", {})
    monkeypatch.setattr(WhoAmI, "_front", front)
    return WhoAmI


def edit(file: Path, code: str) -> None:
    before = file.stat()
    file.write_text(code, encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns + 1_000_000_000))


def test_an_edit_of_a_module_and_of_a_sheet_reaches_an_open_widget(
    followed: type[WhoAmI], tmp_path: Path
) -> None:
    widget = followed()
    assert widget.parcels == []
    code = (tmp_path / STATUS).read_text(encoding="utf-8")
    edit(tmp_path / STATUS, f"{code}\nexport const NEW_IN_STATUS = 1;\n")
    edit(tmp_path / "base.css", ".cr { color: blue; }\n")
    assert "NEW_IN_STATUS" not in widget._esm
    _live.look()
    assert "NEW_IN_STATUS" in widget._esm
    assert "blue" in widget._css


def test_the_files_are_looked_at_as_long_as_a_widget_is_open(
    followed: type[WhoAmI], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_live, "_keep_looking", KEEP_LOOKING)
    monkeypatch.setattr(_live, "_EVERY", 0.01)
    widget = followed()
    code = (tmp_path / STATUS).read_text(encoding="utf-8")
    edit(tmp_path / STATUS, f"{code}\nexport const SEEN_BY_ITSELF = 1;\n")
    until = time.monotonic() + 30
    while "SEEN_BY_ITSELF" not in widget._esm and time.monotonic() < until:
        time.sleep(0.01)
    assert "SEEN_BY_ITSELF" in widget._esm
    _live._OPEN.clear()


def test_a_module_that_is_imported_anew_is_followed_too(
    followed: type[WhoAmI], tmp_path: Path
) -> None:
    widget = followed()
    code = (tmp_path / STATUS).read_text(encoding="utf-8")
    (tmp_path / "base/extra.js").write_text("export const EXTRA = 1;\n", encoding="utf-8")
    edit(tmp_path / STATUS, f'import {{ EXTRA }} from "./extra.js";\n{code}')
    _live.look()
    edit(tmp_path / "base/extra.js", "export const EXTRA = 2;\n")
    _live.look()
    assert "EXTRA = 2;" in widget._esm


def test_a_module_that_cannot_be_joined_leaves_the_widget_as_it_is(
    followed: type[WhoAmI], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    widget = followed()
    before = widget._esm
    code = (tmp_path / STATUS).read_text(encoding="utf-8")
    edit(tmp_path / STATUS, f'{code}\nimport * as all from "./dom.js";\n')
    _live.look()
    assert widget._esm == before
    assert "import * as all" in capsys.readouterr().out
    edit(tmp_path / STATUS, f"{code}\nexport const MENDED = 1;\n")
    _live.look()
    assert "MENDED" in widget._esm


def test_nothing_is_followed_unless_it_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANYWIDGET_HMR", raising=False)
    monkeypatch.setattr(_live, "_SEEN", {})
    assert WhoAmI().parcels != []
    assert _live._SEEN == {}
