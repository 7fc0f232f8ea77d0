"""A file of many annotations: written and read whole; what is damaged is named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closereader.annotations import (
    Annotation,
    Collection,
    CollectionError,
    Link,
    read_collection,
)
from tests.annotations.making import NOW, READER, MadeUp

TEXT = MadeUp("Words of a text that is marked twice, and linked once. 🛢 End.")
ONE = Annotation.on(TEXT, 0, 5, theme="agency", note="why", creator=READER, creator_name="Ada")
TWO = Annotation.on(TEXT, 6, 20, theme="gender", move="claim", now=NOW)
LINK = Link.between(ONE.passage, TWO.passage, note="same", now=NOW)
WHOLE = Collection("urn:example:mine", "Mine", (ONE, TWO, LINK), READER, "Ada", NOW)


def raw(**changes: Any) -> dict[str, Any]:
    return {**WHOLE.to_w3c(), **changes}


def page(*items: Any, **more: Any) -> dict[str, Any]:
    return {"id": "urn:p", "type": "AnnotationPage", "items": list(items), **more}


def test_it_is_what_section_5_of_the_model_asks_for() -> None:
    """Web Annotation Data Model, 5.1 (collection) and 5.2 (page), each MUST and SHOULD we use."""
    found = WHOLE.to_w3c()
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert found["type"] == "AnnotationCollection"
    assert found["id"] == "urn:example:mine"
    assert found["label"] == "Mine"
    assert found["total"] == 3
    first = found["first"]
    assert first["type"] == "AnnotationPage"
    assert first["id"] == "urn:example:mine:page:1"
    assert first["startIndex"] == 0
    assert [each["id"] for each in first["items"]] == [ONE.id, TWO.id, LINK.id]
    assert not {"next", "prev"} & set(first)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text(json.dumps(WHOLE.to_w3c()), encoding="utf-8")
    assert read_collection(path) == WHOLE
    assert read_collection(str(path)).of("made-up") == (ONE, TWO)


def test_an_empty_one_may_be() -> None:
    empty = Collection("urn:example:none", "", ())
    assert Collection.from_w3c(empty.to_w3c()) == empty


@pytest.mark.parametrize(
    ("found", "kept"),
    [("Software", "Software"), (["x:Bot", "Organization"], "Organization"), ("x:Bot", "Person")],
)
def test_the_class_of_its_creator_is_kept_where_it_is_one_of_the_three(
    found: object, kept: str
) -> None:
    whole = raw(creator={"id": "urn:example:a", "type": found})
    read = Collection.from_w3c(whole)
    assert read.creator_class == kept
    assert read.to_w3c()["creator"] == {"type": kept, "id": "urn:example:a"}


def test_items_may_leave_their_context_to_the_collection() -> None:
    item = {key: value for key, value in ONE.to_w3c().items() if key != "@context"}
    assert Collection.from_w3c(raw(first=page(item), total=1)).items == (ONE,)


def test_a_damaged_item_costs_that_item_and_is_named() -> None:
    broken = ONE.to_w3c()
    del broken["target"]["selector"][0]
    broken["id"] = "urn:uuid:" + "1" * 8 + "-1111-1111-1111-" + "1" * 12
    found = Collection.from_w3c(raw(first=page(broken, 7, TWO.to_w3c(), TWO.to_w3c())), name="x")
    assert found.items == (TWO,)
    first, second, third, fourth = found.problems
    assert first.startswith(f"x, item 1 ({broken['id']}), was left out: ")
    assert second == "x, item 2, was left out: it is not a JSON object."
    assert third == f"x, item 4 ({TWO.id}), was left out: an item before it has its id."
    assert fourth == "x says that it has 3 items; it has 4."


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        ([], "it is not a JSON object"),
        (ONE.to_w3c(), "its type is not AnnotationCollection"),
        (raw(first="urn:page"), "its first page of annotations is not in it"),
        (raw(first={}), "its first page of annotations is not in it"),
        (raw(first=page() | {"items": {}}), "its first page has no list of items"),
        (raw(first=page(next="urn:page:2")), "it is only the first page of several"),
        (raw(id="no iri"), "its id must be an IRI"),
        (raw(label=["a"]), "its label must be text"),
        (raw(label="x" * 501), "its label has 501 characters"),
        (raw(creator={"nickname": 3}), "the name of its creator must be text"),
        (raw(creator={"id": "<b>"}), "the id of its creator must be an IRI"),
        (raw(created="yesterday"), "created must be a time"),
        (raw(first=page(*[0] * 25_001)), "it has 25,001 items, and 25,000 are possible"),
    ],
)
def test_what_is_no_collection_is_refused_in_a_sentence(found: Any, reason: str) -> None:
    with pytest.raises(CollectionError) as error:
        Collection.from_w3c(found, name="theirs.json")
    said = str(error.value)
    assert said.startswith("theirs.json is not a collection of annotations: ")
    assert reason in said
    assert said.endswith(".")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is not JSON at line 1"),
        (b"{\n!", "it is not JSON at line 2"),
        (b"\xff\xfe", "it is not UTF-8 at byte 0"),
        (b'{"a": 1, "a": 2}', "names a property twice"),
        (b'{"a": NaN}', "holds NaN"),
        (b"9" * 5000, "a number that is too long"),
        (b"[" * 200_000, "nested without end"),
    ],
)
def test_what_is_no_json_is_refused_in_a_sentence(data: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "theirs.json"
    path.write_bytes(data)
    with pytest.raises(CollectionError, match=reason):
        read_collection(path)


def test_missing_unreadable_and_too_large_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CollectionError, match="There is no file"):
        read_collection(tmp_path / "none.json")
    with pytest.raises(CollectionError, match="cannot be read"):
        read_collection(tmp_path)
    monkeypatch.setattr("closereader.annotations.collection.MOST_BYTES", 10)
    path = tmp_path / "big.json"
    path.write_bytes(b" " * 11)
    with pytest.raises(CollectionError, match=r"big\.json has more than"):
        read_collection(path)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=12,
)


@st.composite
def spoilt(draw: st.DrawFn) -> dict[str, Any]:
    """Give a collection in which one value, anywhere, is something else."""
    found: Any = json.loads(json.dumps(WHOLE.to_w3c()))
    place = found
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = draw(st.sampled_from(keys))
        below = place[key]
        if not isinstance(below, dict | list) or not below or draw(st.booleans()):
            place[key] = draw(JSON)
            return dict(found)
        place = below


@given(spoilt())
def test_nothing_hostile_gets_through_or_raises_anything_else(found: dict[str, Any]) -> None:
    try:
        read = Collection.from_w3c(found)
    except CollectionError:
        return
    left_out = sum("was left out" in each for each in read.problems)
    assert len(read.items) + left_out == len(found["first"]["items"])
    assert all(each.endswith(".") for each in read.problems)
    assert Collection.from_w3c(json.loads(json.dumps(read.to_w3c()))).items == read.items
