"""What is read can be kept and shown: from the schema through restoring, collecting, the pack."""

from __future__ import annotations

import copy
import json
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from closereader.annotations import Annotation
from closereader.cli import main
from closereader.exchange.table import defused, safe
from closereader.handin import HandInError, digest, read_handin
from closereader.handin.restore import restore, told
from closereader.seminar import collect, pack, tables
from closereader.seminar._two import Two
from closereader.seminar.collecting import UNUSABLE
from closereader.seminar.pack import write_pack
from closereader.seminar.pack_files import Files
from closereader.seminar.who import Who, read_who
from closereader.work import open_work
from tests.handin.making import matrix
from tests.seminar.making import MADE, a_mark, bare, data, handin, reader_id

if TYPE_CHECKING:
    from closereader.handin import Submission
    from closereader.seminar import Collected

NAMES = ["02/Q1", "02/q.", "con/nul", "02/q1\n", "02", "a/b", "02/q-1", "02//", "0" * 80 + "/a"]
WORDS = [
    "", "\n", "x\n", "\x00", "\x1b", "\x7f", "\u202e", "\ufeff=1", "a" * 121, "a" * 201, "\ud800",
    "é", "e\u0301", "con", "nul.x", "Q1", "q.", "02", "٠٢", "../x", "=1+1", "0001-01-01T00:00:00Z",
    "9998-12-31T23:59:59.999Z", "2026-02-30T00:00:00Z", "٢٠٢٦-03-02T09:00:00Z", f"{MADE}\n",
    f"{reader_id(1)}\n", reader_id(1).upper(), "urn:uuid:x", "sha256:" + "0" * 64 + "\n",
    "sha256:" + "0" * 64, "sha256:" + "٠" * 64,
]  # fmt: skip
NUMBERS = [-1, 0, 1, 1.0, 1.5, 10**6, 10**400, 1e308, True, False, None]
HOLLOW: list[Any] = [[], {}, [[]], [{}], {"": None}, {"text": []}, {"kind": {}}, "x" * 9]
CORNERS = st.one_of(
    st.sampled_from([*NAMES, *WORDS, *NUMBERS, *HOLLOW]),
    st.text(max_size=9),
    st.recursive(
        st.sampled_from([*WORDS, *NUMBERS]),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["text", "kind", "rows", "cells", "note", "a"]), inner
            )
        ),
        max_leaves=5,
    ),
)
VALUES: list[dict[str, Any]] = [
    {"kind": "prose", "text": "It says “tried to theorise” (artiukh-2022 ¶4)."},
    {"kind": "choice", "chosen": ["a"]},
    {"kind": "argument", "map": {"kind": "claim", "text": "So.", "children": []}},
    {"kind": "claims", "cards": {"a": {"expect": "yes", "by": "x", "seen": True}}},
    {"kind": "scale", "placed": {}},
    {"kind": "number", "text": "3"},
    {"kind": "codes", "codes": {"a": 1}},
    {"kind": "picture", "choice": 1, "title": "t", "summary": "s"},
    matrix({"essay": "pp-", "letter": "pn-", "post": "p--"}),
]
ANSWERS = {f"02/exercise-question-{place}": one for place, one in enumerate(VALUES, 1)}


def whole() -> dict[str, Any]:
    found = data(1, "Ann", marks=(a_mark(1, note="n"), a_mark(2, "our corner")), answers=ANSWERS)
    return dict(json.loads(json.dumps(found)))


def paths(value: object, before: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Give the way to everything in a value."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)  # type: ignore[arg-type]
    found = []
    for key, inner in pairs:
        found.append((*before, key))
        if isinstance(inner, (dict, list)):
            found += paths(inner, (*before, key))
    return found


PATHS = [one for one in paths(whole()) if one != ("digest",)]


def put(value: Any, path: tuple[Any, ...], new: object, *, as_key: bool) -> None:
    for key in path[:-1]:
        value = value[key]
    if as_key and isinstance(new, str) and isinstance(value, dict):
        value[new] = value.pop(path[-1])
    else:
        value[path[-1]] = copy.deepcopy(new)


def sealed(changed: dict[str, Any]) -> bytes:
    try:
        changed["digest"] = digest(changed)
    except UnicodeEncodeError:  # half a surrogate pair has none
        changed["digest"] = "sha256:" + "0" * 64
    words = bare({"x": 0}).decode().partition('{"x":0}')
    told = json.dumps(changed).replace("<", "\\u003c")
    return f"{words[0]}{told}{words[2]}".encode()


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PATHS), CORNERS, st.booleans()), min_size=1, max_size=2),
       st.booleans())  # fmt: skip
def test_whatever_is_read_can_be_restored_collected_and_shown(
    changes: list[tuple[tuple[Any, ...], object, bool]], nameless: bool
) -> None:
    changed = whole()
    for path, new, as_key in changes:
        try:
            put(changed, path, new, as_key=as_key)
        except (KeyError, TypeError, IndexError):  # an earlier change took the place away
            continue
    page = sealed(changed)
    try:
        found = read_handin(page)
    except HandInError:
        return
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder)
        work = open_work(there / "work")
        assert told(found, work)
        assert restore(found, work).refused == 0
        (there / "a.html").write_bytes(page)
        collected = collect([there / "a.html"])
        assert len(collected.handins) == 1
        assert list(Files(Who().grown(collected), nameless=nameless)(collected, Two()))


def changed(*path: Any, to: object) -> bytes:
    found = whole()
    put(found, path, to, as_key=False)
    return sealed(found)


@pytest.mark.parametrize(
    "page",
    [
        changed("reader", "id", to=f"{reader_id(1)}\n"),
        changed("reader", "name", to="a" * 121),
        changed("reader", "name", to="a\x1b"),
        *(changed("answers", 0, "question", to=one) for one in NAMES[:4]),
        changed("answers", 1, "question", to="02/exercise-question-1"),
        changed("made", to=f"{MADE}\n"),
        changed("made", to="٢٠٢٦-03-02T09:00:00Z"),
        changed("answers", 0, "value", to={"text": "\ud800"}),
        changed("program", to="1\x1b"),
    ],
)
def test_what_no_work_folder_can_keep_costs_itself_only(page: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page)
    (tmp_path / "b.html").write_bytes(handin(2, "Bo"))
    with pytest.raises(HandInError, match="The file is damaged"):
        read_handin(page)
    found = collect([tmp_path])
    assert [one.name for one in found.handins] == ["Bo"]
    assert [(one.kind, one.name) for one in found.findings] == [("damaged", "a.html")]
    assert main(["collect", str(tmp_path), "--out", str(tmp_path.parent / "pack")]) == 1


def test_a_number_without_end_is_no_json() -> None:
    page = changed("answers", 0, "value", to={"a": 77}).replace(b"77", b"1e999")
    with pytest.raises(HandInError, match="no JSON"):
        read_handin(page)


def test_the_schema_ends_where_the_value_ends_in_every_dialect() -> None:
    schema = (Path(pack.__file__).parents[1] / "handin" / "schema.json").read_text("utf-8")
    patterns = re.findall(r'"pattern": "(.*?)"}', schema)
    assert patterns
    for each in patterns:
        assert each.startswith("^")
        assert each.endswith("$(?!\\\\n)")


@pytest.mark.parametrize("nameless", [False, True])
def test_what_a_hand_in_raises_in_the_pack_costs_it_and_names_its_file(
    nameless: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, number in (("a", 1), ("b", 2), ("c", 3)):
        words = "our corner" if name == "b" else "tried to theorise"
        page = handin(number, name.upper(), marks=(a_mark(number, words),))
        (tmp_path / f"{name}.html").write_bytes(page)
    owned = tables._owned

    def failing(item: Annotation, handin: Submission) -> object:
        if item.exact == "our corner":
            raise ZeroDivisionError
        return owned(item, handin)

    monkeypatch.setattr(tables, "_owned", failing)
    found = collect([tmp_path])
    made = write_pack(found, tmp_path.parent / "pack", nameless=nameless)
    number = read_who(tmp_path.parent).numbers()["B"]
    called = f"Reader {number}, exercise 02" if nameless else "b.html"
    assert [(one.kind, one.name, one.reason) for one in made.findings] == [
        ("damaged", called, UNUSABLE)
    ]
    assert len(list((made.folder / "readers").iterdir())) == 2
    assert UNUSABLE in (made.folder / "index.html").read_text("utf-8")
    assert ("b.html" in (made.folder / "index.html").read_text("utf-8")) is not nameless


def test_what_no_hand_in_is_to_blame_for_is_raised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.html").write_bytes(handin(1))

    def write(_collected: Collected, *_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(pack, "_write", write)
    with pytest.raises(ZeroDivisionError):
        write_pack(collect([tmp_path]), tmp_path / "pack")


@pytest.mark.parametrize("cell", ["\ufeff=1", " =1", "'=1", "＝1", "\u00a0@a", "\t1", "-1", "=1"])
def test_a_cell_of_a_pack_and_one_of_an_export_are_made_safe_alike(cell: str) -> None:
    assert defused(cell) == safe(cell) == f"'{cell}"
