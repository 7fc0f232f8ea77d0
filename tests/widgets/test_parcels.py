"""A kernel sends each module of the front ends once, and says where it is."""

from __future__ import annotations

import json
import random
import re
import sys
import zlib
from base64 import b64decode
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
import traitlets

from closereader import Choose, Compare, Reader
from closereader.widgets.base import _parcels, bundle
from tests.house.tree import SOURCES
from tests.widgets.fronts import ENTRIES, name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SHOWN = [
    bundle.Front.beside(str(entry), entry.name)
    for entry in ENTRIES
    if entry.name not in {"load.js", "marking.js"}
]


@pytest.fixture(autouse=True)
def nothing_sent() -> Iterator[None]:
    _parcels._forget()
    yield
    _parcels._forget()


def opened(digest: str) -> dict[str, str]:
    """Unpack what the browser is sent."""
    contents: dict[str, str] = json.loads(
        zlib.decompress(b64decode(_parcels._SENT.parcels[digest].packed))
    )
    return contents


def declared(code: str) -> list[str]:
    return re.findall(r"^(?:async )?(?:function\*?|class|const|let) ([\w$]+)", code, re.MULTILINE)


@pytest.mark.parametrize("seed", range(20))
def test_in_whatever_order_widgets_come_each_has_all_its_code_and_none_twice(seed: int) -> None:
    order = random.Random(seed).sample(SHOWN, len(SHOWN))  # noqa: S311 - a test's dice
    for front in order:
        names = _parcels.parcels(front)
        here: list[str] = []
        exported: dict[str, set[str]] = {}
        for digest, _ in names:
            code = opened(digest)["code"]
            for line, home in re.findall(
                r'^import \{([^}]*)\} from "closereader:(\w+)";', code, re.MULTILINE
            ):
                assert {name.strip() for name in line.split(",")} <= exported[home]
            (last,) = re.findall(r"^export \{ (.*) \};$", code, re.MULTILINE)
            exported[digest] = set(last.split(", "))
            here += declared(code)
        whole = declared(front.script())
        assert set(whole) <= set(here)
        assert "export default" in opened(names[-1][0])["code"]
    every = [name for digest in _parcels._SENT.parcels for name in declared(opened(digest)["code"])]
    homes = {path: bundle._read(path, is_entry=path in ENTRIES) for path in _parcels._SENT.homes}
    assert len(every) == sum(len(module.names) for module in homes.values())
    sheets = "".join(opened(digest)["css"] for digest in _parcels._SENT.parcels)
    assert sheets.count("/* ---- base/base.css */") == 1


def test_a_second_widget_of_a_kind_sends_no_code() -> None:
    first, second = Choose("02/q1"), Choose("02/q2")
    assert first.parcels == second.parcels
    assert len(_parcels._SENT.parcels) == 1
    assert len(second._esm) < 4000


def test_closed_models_are_sent_anew() -> None:
    before = Choose("02/q1").parcels
    for parcel in _parcels._SENT.parcels.values():
        parcel.close()
    after = Choose("02/q1").parcels
    assert [digest for digest, _ in after] == [digest for digest, _ in before]
    assert after != before


def test_a_page_that_cannot_reach_a_parcel_is_sent_its_contents() -> None:
    Choose("02/q1")
    widget = Reader("post-2022")
    named = [widget.get_state()[name]["parcel"] for name in widget.in_parcels]
    said: list[Any] = []
    widget.send = said.append
    for digest, _ in [*widget.parcels, *named]:
        widget._heard(widget, {"type": "parcel", "digest": digest}, [])
        assert said.pop() == {"type": "parcel", "digest": digest, "contents": opened(digest)}
    for strange in ("0" * 16, "x" * 100_000, 7, None, {"a": 1}):
        widget._heard(widget, {"type": "parcel", "digest": strange}, [])
        assert said.pop()["contents"] is None


def test_what_several_widgets_show_is_sent_once() -> None:
    first, second = Reader("post-2022"), Reader("post-2022")
    both = Compare("post-2022", "post-2022")
    one, other, two = (widget.get_state() for widget in (first, second, both))
    assert one["text"] == other["text"] == two["texts"][0] == two["texts"][1]
    assert one["codebook"] == other["codebook"] == two["codebook"]
    assert opened(one["text"]["parcel"][0]) == first.text == both.texts[0]
    assert opened(one["codebook"]["parcel"][0]) == first.codebook


def test_a_change_of_what_is_shared_is_sent_as_it_is() -> None:
    widget = Reader("post-2022")
    assert widget.get_state("text") == {"text": widget.text}
    assert widget.get_state({"codebook"}) == {"codebook": widget.codebook}


def test_what_is_shared_is_sent_anew_when_the_models_were_closed() -> None:
    first = Reader("post-2022").get_state()["text"]["parcel"]
    for parcel in list(_parcels._SENT.parcels.values()):
        parcel.close()
    second = Reader("post-2022").get_state()["text"]["parcel"]
    assert second[0] == first[0]
    assert second[1] != first[1]


@pytest.mark.parametrize("place", _parcels._ALONE)
def test_in_a_frame_of_its_own_a_widget_brings_its_code(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, place, ModuleType(place))
    widget = Choose("02/q1")
    assert widget._esm == Choose._front.script()
    assert widget._css == Choose._front.css()
    assert widget.parcels == []
    reader = Reader("post-2022")
    assert reader.get_state()["text"] == reader.text
    assert reader.get_state()["in_parcels"] == []
    assert isinstance(widget.traits()["parcels"], traitlets.List)


@pytest.mark.parametrize(
    "file",
    sorted(SOURCES.rglob("*.js")),
    ids=name,
)
def test_no_string_of_several_lines_holds_what_looks_like_a_comment(file: Any) -> None:
    """Comments with lines of their own are left out of what is sent; a string may not look so."""
    source = file.read_text(encoding="utf-8")
    for found in bundle._LINES_OF_COMMENT.finditer(source):
        before = bundle._LINES_OF_COMMENT.sub("", source[: found.start()])
        assert before.count("`") % 2 == 0, found.group()


def test_a_style_sheet_that_several_use_is_one_by_whatever_way_they_name_it(tmp_path: Path) -> None:
    shared = tmp_path / "reader" / "reader.css"
    ways = [
        bundle.Front.beside(str(tmp_path / "reader" / "a.py"), "a.js", "reader.css"),
        bundle.Front.beside(str(tmp_path / "desk" / "b.py"), "b.js", "../reader/reader.css"),
    ]
    assert {way.sheets[-1] for way in ways} == {shared.resolve()}
