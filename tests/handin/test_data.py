"""A hand-in reads back as it was made; what is not one is refused in a sentence, unexecuted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fastjsonschema import JsonSchemaValueException
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from closereader.annotations import Annotation
from closereader.handin import (
    HandInError,
    QuestionSheet,
    digest,
    embedded,
    make,
    open_sheet,
    read_handin,
)
from closereader.handin._json import validator
from closereader.texts import open_text
from closereader.work import Work, open_work
from tests.handin.making import HOSTILE, MADE
from tests.house.tree import ROOT

if TYPE_CHECKING:
    import random
    from collections.abc import Callable


@pytest.fixture
def sheet() -> QuestionSheet:
    return open_sheet(ROOT / "exercises" / "02_exclusion.ipynb")


@pytest.fixture
def work(tmp_path: Path) -> Work:
    work = open_work(tmp_path / "work")
    work.set_reader("Quiet Reader")
    text = open_text("artiukh-2022")
    (span, *_) = text.find("tried to theorise")
    reader = work.reader
    mark = Annotation.on(
        text, span.start, span.end, theme="exclusion", note=HOSTILE,
        creator=reader.id, creator_name=reader.name,
    )  # fmt: skip
    work.save(mark)
    work.save_answer("02", "exercise-question-4", {"kind": "prose", "text": HOSTILE})
    return work


def page(data: dict[str, Any]) -> bytes:
    return f"<!doctype html><title>x</title>{embedded(data)}".encode()


def sealed(data: dict[str, Any], **changed: object) -> bytes:
    """Give a page whose digest fits what was changed."""
    data = {**data, **changed}
    return page({**data, "digest": digest(data)})


def test_a_hand_in_reads_back_as_it_was_made(work: Work, sheet: QuestionSheet) -> None:
    found = read_handin(page(make(work, sheet, made=MADE)))
    assert (found.exercise, found.title, found.name) == ("02", "Exclusion", "Quiet Reader")
    assert found.reader == work.reader.id
    assert found.made == MADE
    assert found.texts["artiukh-2022"] == open_text("artiukh-2022").fingerprint
    assert [one.note for one in found.marks] == [HOSTILE]
    assert found.marks == tuple(work.annotations("artiukh-2022").items)
    assert found.answers["02/exercise-question-4"].value["text"] == HOSTILE
    assert not found.altered
    assert found.problems == ()


def test_an_empty_folder_can_be_handed_in(tmp_path: Path, sheet: QuestionSheet) -> None:
    found = read_handin(page(make(open_work(tmp_path / "none"), sheet, made=MADE)))
    assert (found.marks, found.answers, found.name) == ((), {}, "")


def test_the_data_cannot_leave_their_element(work: Work, sheet: QuestionSheet) -> None:
    words = embedded(make(work, sheet, made=MADE))
    assert words.count("<") == 2
    assert words.count("</script>") == 1


def test_a_changed_file_says_so(work: Work, sheet: QuestionSheet) -> None:
    data = make(work, sheet, made=MADE)
    data["answers"][0]["value"]["text"] = "something better"
    found = read_handin(page(data))
    assert found.altered
    assert found.answers["02/exercise-question-4"].value["text"] == "something better"


def test_one_broken_annotation_costs_one_annotation(work: Work, sheet: QuestionSheet) -> None:
    data = make(work, sheet, made=MADE)
    items = data["annotations"]["first"]["items"]
    items += [{"type": "Annotation"}, dict(items[0])]
    data["annotations"]["total"] = 3
    found = read_handin(sealed(data))
    assert len(found.marks) == 1
    assert [one.partition(", was left out")[0].partition(" (")[0] for one in found.problems] == [
        "The list of marks, item 2",
        "The list of marks, item 3",
    ]


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (b"", "it carries no data"),
        (b"%PDF-1.7 \xff\xfe", "not UTF-8"),
        (b"<html>an essay</html>", "it carries no data"),
        (b'<script type="application/json" id="closereader-data">{"format":', "cut off"),
        (b'<script type="application/json" id="closereader-data">{"a":</script>', "no JSON"),
        (b'<script type="application/json" id="closereader-data">[]</script>', "other data"),
        (b'<script id="closereader-data" type="application/json">{}</script>', "saved anew"),
        (b"<script type='application/json' id='closereader-data'>{}</script>", "saved anew"),
        (b'<SCRIPT id=closereader-data type="application/json">{}</SCRIPT >', "saved anew"),
        (b'<script type="application/json" id="closereader-data">' + b"[" * 99999 + b"</script>",
         "no JSON"),
        (b" " * 20_000_001, "20 MB"),
    ],
)  # fmt: skip
def test_what_is_no_hand_in_is_refused(file: bytes, says: str) -> None:
    with pytest.raises(HandInError, match=says):
        read_handin(file)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"version": 2, "program": "9.0"}, r"newer version \(9.0\)"),
        ({"version": "1"}, "version is not"),
        ({"extra": 1}, "its data is not"),
        ({"exercise": {"id": "../../x", "title": "t"}}, "exercise/id is not"),
        ({"reader": {"id": "me", "name": "x"}}, "reader/id is not"),
        ({"texts": {"../x": {"title": "", "fingerprint": "sha256:" + "0" * 64}}}, "texts is not"),
        ({"answers": [{"question": "02/../x", "value": {}, "created": MADE, "modified": MADE}]},
         "answers/0/question is not"),
        ({"made": "yesterday"}, "made is not"),
    ],
)  # fmt: skip
def test_what_breaks_the_schema_is_refused_by_its_place(
    changed: dict[str, Any], says: str, work: Work, sheet: QuestionSheet
) -> None:
    with pytest.raises(HandInError, match=says):
        read_handin(sealed(make(work, sheet, made=MADE), **changed))


def test_deep_nesting_is_refused(work: Work, sheet: QuestionSheet) -> None:
    deep: object = 1
    for _ in range(200):
        deep = [deep]
    answer = {"question": "02/q1", "value": {"a": deep}, "created": MADE, "modified": MADE}
    with pytest.raises(HandInError, match="nested too deeply"):
        read_handin(sealed(make(work, sheet, made=MADE), answers=[answer]))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=60)
@given(JSON)
def test_any_json_is_carried_and_any_other_is_refused(value: object) -> None:
    data = {"format": "closereader-handin", "version": 1, "value": value}
    words = embedded(data)
    carried = json.loads(words.partition(">")[2].removesuffix("</script>"))
    assert carried == json.loads(json.dumps(data))
    with pytest.raises(HandInError):
        read_handin(words.encode("utf-8", "surrogatepass"))


SCHEMA = "src/closereader/handin/schema.json"
WORDS = st.sampled_from(["", "02", "../x", "a\n", "x" * 500, "1", "urn:uuid:1", "{0}", "a.b[0]"])
VALUES = st.one_of(
    st.none(), st.booleans(), st.sampled_from([0, 1, -1, 1.0, 1.5, 10**7]), WORDS,
    st.lists(WORDS, max_size=2), st.dictionaries(WORDS, WORDS, max_size=2),
)  # fmt: skip

OTHER = Draft7Validator(json.loads((ROOT / SCHEMA).read_text(encoding="utf-8")))


def _put(data: Any, choose: Callable[[int], int], value: object) -> None:
    """Change, add or take away one thing, at any depth."""
    while True:
        keys = list(data) if isinstance(data, dict) else list(range(len(data)))
        at = choose(len(keys) + 1)
        if at == len(keys):
            if isinstance(data, dict):
                data[str(value)] = value
            else:
                data.append(value)
            return
        inner = data[keys[at]]
        if not isinstance(inner, dict | list) or choose(3) == 0:
            if choose(4) == 0:
                del data[keys[at]]
            else:
                data[keys[at]] = value
            return
        data = inner


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.tuples(st.randoms(use_true_random=False), VALUES), max_size=3))
def test_the_compiled_schema_refuses_what_jsonschema_refuses(
    changes: list[tuple[random.Random, object]], work: Work, sheet: QuestionSheet
) -> None:
    data = json.loads(json.dumps(make(work, sheet, made=MADE)))
    for chance, value in changes:
        _put(data, chance.randrange, value)
    try:
        validator("schema.json")(data)
        taken = True
    except JsonSchemaValueException:
        taken = False
    assert taken == OTHER.is_valid(data), data
