"""What is read is validated: a bad annotation is refused with the reason and its id.

What this program does not know but the model allows survives: it is read, kept, and written again.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closereader.annotations import (
    Annotation,
    AnnotationError,
    Link,
    _frame,
    _w3c,
    read_w3c,
)
from tests.annotations.making import MadeUp, mark_words, marks

Json = dict[str, Any]
TEXT = MadeUp("Who is excluded, and by whom?")
MARK = mark_words(TEXT, "excluded", note="ask")
GOOD = MARK.to_w3c()
LINK = Link.between(MARK.passage, mark_words(TEXT, "whom").passage, note="both").to_w3c()


def quote(found: Json) -> Json:
    return found["target"]["selector"][0]  # type: ignore[no-any-return]


def place(found: Json) -> Json:
    return found["target"]["selector"][1]  # type: ignore[no-any-return]


REFUSED: dict[str, tuple[Callable[[Json], object], str]] = {
    "no id": (lambda a: a.pop("id"), "its id must be an IRI"),
    "id is a number": (lambda a: a.update(id=7), "its id must be an IRI"),
    "id is a path": (lambda a: a.update(id="../../etc/passwd"), "its id must be an IRI"),
    "id with a space": (lambda a: a.update(id="urn:a b"), "its id must be an IRI"),
    "id too long": (lambda a: a.update(id="urn:" + "a" * 3000), "its id must be an IRI"),
    "no context": (lambda a: a.pop("@context"), "@context"),
    "other type": (lambda a: a.update(type="Note"), "its type is not Annotation"),
    "other motivation": (lambda a: a.update(motivation="bookmarking"), "its motivation"),
    "no created": (lambda a: a.pop("created"), "created must be a time"),
    "local time": (lambda a: a.update(created="2026-03-01T09:30:00+02:00"), "created must be"),
    "no such day": (lambda a: a.update(created="2026-02-30T09:30:00Z"), "no calendar has"),
    "other digits": (lambda a: a.update(modified="٢٠٢٦-03-01T09:30:00Z"), "modified must be"),
    "two creators": (lambda a: a.update(creator=["urn:x:1", "urn:x:2"]), "more than one creator"),
    "creator a list": (lambda a: a.update(creator=[[]]), "its creator is not an object"),
    "creator's id": (lambda a: a["creator"].update(id="Ada"), "the id of its creator"),
    "creator's name": (lambda a: a["creator"].update(nickname=7), "the name of its creator must"),
    "long name": (lambda a: a["creator"].update(nickname="a" * 121), "has 121 characters"),
    "escape in a name": (lambda a: a["creator"].update(nickname="\x1b[2J"), "control character"),
    "no body": (lambda a: a.pop("body"), "no body that names a theme"),
    "body a string": (lambda a: a.update(body="urn:x:1"), "no body that names a theme"),
    "two themes": (lambda a: a["body"].append(a["body"][0]), "names two themes"),
    "theme is a path": (
        lambda a: a["body"][0].update(source="urn:closereader:codebook:1:theme:../x"),
        "the theme '../x' may hold only",
    ),
    "two codebooks": (
        lambda a: a["body"].append(
            {**a["body"][0], "source": "urn:closereader:codebook:2:move:claim"}
        ),
        "two versions of the codebook",
    ),
    "note is HTML": (lambda a: a["body"][-1].update(format="text/html"), "not in text/plain"),
    "note is empty": (lambda a: a["body"][-1].update(value=""), "its note has 0 characters"),
    "note is a number": (lambda a: a["body"][-1].update(value=1), "its note must be text"),
    "long note": (lambda a: a["body"][-1].update(value="a" * 20_001), "its note has 20001"),
    "bell in the note": (lambda a: a["body"][-1].update(value="a\x07"), "U+0007 at 1"),
    "half a pair": (lambda a: a["body"][-1].update(value="\ud83d"), "U+D83D"),
    "no target": (lambda a: a.pop("target"), "it has 0 targets"),
    "two targets": (lambda a: a.update(target=[a["target"]] * 2), "it has 2 targets"),
    "target an IRI": (lambda a: a.update(target="urn:x:1"), "its target is not an object"),
    "other source": (lambda a: a["target"].update(source="http://x.org"), "must begin with urn"),
    "text is a path": (
        lambda a: a["target"].update(source="urn:closereader:text:../../reader"),
        "the name of the text",
    ),
    "text is a device": (
        lambda a: a["target"].update(source="urn:closereader:text:nul"),
        "Windows keeps for itself",
    ),
    "text in capitals": (
        lambda a: a["target"].update(source="urn:closereader:text:Alieva"),
        "may hold only small letters",
    ),
    "no state": (lambda a: a["target"].pop("state"), "exactly one state"),
    "short fingerprint": (
        lambda a: a["target"]["state"].update(id="urn:closereader:fingerprint:sha256:00"),
        "the fingerprint of the text must be",
    ),
    "no quotation": (lambda a: a["target"]["selector"].pop(0), "exactly one TextQuoteSelector"),
    "no place": (lambda a: a["target"]["selector"].pop(1), "exactly one TextPositionSelector"),
    "two quotations": (
        lambda a: a["target"]["selector"].append(quote(a)), "exactly one TextQuoteSelector"
    ),
    "no exact": (lambda a: quote(a).pop("exact"), "its TextQuoteSelector has no exact"),
    "empty exact": (lambda a: quote(a).update(exact=""), "the quotation has 0 characters"),
    "exact not NFC": (lambda a: quote(a).update(exact="e\u0301xclude"), "normalisation form NFC"),
    "CRLF in exact": (lambda a: quote(a).update(exact="exc\r\nded"), "U+000D"),
    "long prefix": (lambda a: quote(a).update(prefix="a" * 4097), "the prefix has 4097"),
    "suffix null": (lambda a: quote(a).update(suffix=None), "the suffix must be text"),
    "no start": (lambda a: place(a).pop("start"), "its TextPositionSelector has no start"),
    "start below 0": (lambda a: place(a).update(start=-1), "start is -1"),
    "start true": (lambda a: place(a).update(start=True), "start must be a whole number"),
    "start 7.0": (lambda a: place(a).update(start=7.0), "start must be a whole number"),
    "start a string": (lambda a: place(a).update(start="7"), "start must be a whole number"),
    "start after end": (lambda a: place(a).update(start=15, end=7), "15 is not before end 7"),
    "empty place": (lambda a: place(a).update(start=7, end=7), "7 is not before end 7"),
    "length differs": (
        lambda a: place(a).update(end=16), "7 to 16 has 9 characters, its quotation 8"
    ),
    "no JSON": (lambda a: a.update(rights={1, 2}), "something that JSON cannot"),
    "half a pair in what is unknown": (lambda a: a.update(rights="\ud83d"), "surrogates"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_refused_with_reason_and_id(what: str) -> None:
    found = copy.deepcopy(GOOD)
    change, reason = REFUSED[what]
    change(found)
    with pytest.raises(AnnotationError) as raised:
        read_w3c(found)
    assert reason in raised.value.reason
    assert reason in str(raised.value)
    if found.get("id") == GOOD["id"]:
        assert raised.value.id == GOOD["id"]
        assert GOOD["id"] in str(raised.value)


@pytest.mark.parametrize("raw", [None, 7, "x", [], [GOOD]])
def test_what_is_no_object_is_refused(raw: Any) -> None:
    with pytest.raises(AnnotationError, match="not a JSON object"):
        read_w3c(raw)


def test_a_link_needs_two_passages() -> None:
    found = copy.deepcopy(LINK)
    found["target"].pop()
    with pytest.raises(AnnotationError, match="it has 1 targets; 2 must be given"):
        read_w3c(found)


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
    | st.sampled_from(["Annotation", "classifying", "urn:x:y", "TextQuoteSelector"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["id", "type", "source", "value", "x"]), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


def paths(found: Any, so_far: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = found.items() if isinstance(found, dict) else enumerate(found)
    deeper = [
        path
        for key, value in inner
        for path in (paths(value, (*so_far, key)) if isinstance(value, dict | list) else [])
    ]
    return [(*so_far, key) for key in (found if isinstance(found, dict) else range(len(found)))] + (
        deeper
    )


@given(data=st.data(), good=st.sampled_from([GOOD, LINK]))
def test_whatever_is_changed_it_is_read_or_refused_and_nothing_else(data: Any, good: Json) -> None:
    found = copy.deepcopy(good)
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(paths(found)))
        parent = found
        for key in path[:-1]:
            parent = parent[key]
        parent[path[-1]] = data.draw(JUNK)
    try:
        read = read_w3c(found)
    except AnnotationError:
        return
    assert read_w3c(json.loads(json.dumps(read.to_w3c()))) == read


def in_parts(found: Json) -> Annotation:
    """Read a mark by a look at each of its parts."""
    return _frame.read(found, "classifying", Annotation._read)


@given(drawn=marks())
def test_what_we_wrote_is_read_as_a_look_at_each_part_reads_it(drawn: Any) -> None:
    found = drawn[1].to_w3c()
    assert Annotation.as_written(found) == in_parts(found) == drawn[1]


@given(data=st.data())
def test_what_was_changed_is_not_read_as_what_we_wrote(data: Any) -> None:
    """It is left to the look at each part, or both read the same mark."""
    found = copy.deepcopy(GOOD)
    path = data.draw(st.sampled_from(paths(found)))
    parent = found
    for key in path[:-1]:
        parent = parent[key]
    same = st.sampled_from([True, 1.0, "1", 0, f"{parent[path[-1]]}".upper(), [parent[path[-1]]]])
    parent[path[-1]] = data.draw(JUNK | same)
    read = Annotation.as_written(found)
    assert read is None or (read == in_parts(found) and read.to_w3c() == found)


@pytest.mark.parametrize("part", ["start", "end", "times"])
def test_true_is_no_number(part: str) -> None:
    text = MadeUp("a b")
    found = mark_words(text, "a").to_w3c() if part != "start" else mark_words(text, " ").to_w3c()
    holder, key = (quote(found), _w3c.TIMES) if part == "times" else (place(found), part)
    assert holder[key] == 1
    holder[key] = True
    assert Annotation.as_written(found) is None
    with pytest.raises(AnnotationError):
        read_w3c(found)


@given(junk=JUNK)
def test_junk_is_refused(junk: Any) -> None:
    with pytest.raises(AnnotationError):
        read_w3c(junk)


def test_what_is_unknown_survives_reading_changing_and_writing() -> None:
    """3.3.7: a canonical IRI MUST NOT be changed or deleted; nor is anything else here."""
    found = copy.deepcopy(GOOD)
    found["@context"] = [GOOD["@context"], "http://example.org/more.jsonld"]
    found["type"] = ["Annotation", "ex:Mark"]
    found["motivation"] = ["classifying", "assessing"]
    found["canonical"] = "urn:uuid:dbfb1861-0ecf-41ad-be94-a584e5c4f1df"
    found["rights"] = "https://creativecommons.org/licenses/by/4.0/"
    found["creator"]["email_sha1"] = "58bad08927902ff9307b621c54716dcc5083e339"
    found["body"][0]["ex:sure"] = 0.5
    found["body"][-1]["language"] = "en"
    found["body"].append({"type": "TextualBody", "value": "x", "purpose": "tagging"})
    found["body"].append("http://example.org/body")
    found["target"]["scope"] = "http://example.org/page"
    found["target"]["state"] = [
        {**found["target"]["state"], "ex:x": 1},
        {"type": "TimeState", "sourceDate": "2015-07-20T13:30:00Z"},
    ]
    quote(found)["ex:y"] = None
    place(found)["ex:z"] = [[], {}]
    found["target"]["selector"].append({"type": "CssSelector", "value": "p"})
    read = Annotation.from_w3c(found)
    assert read.to_w3c() == found
    changed = read.changed(note="other").to_w3c()
    assert changed["body"][1] == {**found["body"][1], "value": "other"}
    assert changed | {"body": 0, "modified": 0} == found | {"body": 0, "modified": 0}


def test_what_is_unknown_in_a_link_survives() -> None:
    found = copy.deepcopy(LINK)
    found["target"][1]["scope"] = "http://example.org/page"
    found["body"].append("http://example.org/body")
    found["via"] = "http://example.org/1"
    assert read_w3c(found).to_w3c() == found


@pytest.mark.parametrize("change", [
    lambda a: a.update(creator=a["creator"]["id"]),
    lambda a: a.update(creator=[a["creator"]]),
    lambda a: a.update(target=[a["target"]]),
    lambda a: a.update(type=["Annotation"]),
    lambda a: a.pop("creator"),
    lambda a: a.pop("modified"),
    lambda a: quote(a).pop("prefix"),
    lambda a: quote(a).pop("closereader:occurrences"),
    lambda a: a.update(created="2015-01-28T12:00:00Z"),
])  # fmt: skip
def test_what_the_model_allows_is_read(change: Callable[[Json], object]) -> None:
    found = copy.deepcopy(GOOD)
    change(found)
    read = Annotation.from_w3c(found)
    assert (read.theme, read.exact, read.note) == ("exclusion", "excluded", "ask")


def test_a_urn_uuid_is_one_in_small_letters() -> None:
    assert Annotation.from_w3c({**GOOD, "id": GOOD["id"].upper()}).id == GOOD["id"]


def test_an_unknown_theme_is_read() -> None:
    """A mark must outlive a change of the codebook."""
    found = copy.deepcopy(GOOD)
    found["body"][0]["source"] = "urn:closereader:codebook:3:theme:forgotten-idea"
    read = Annotation.from_w3c(found)
    assert (read.theme, read.codebook) == ("forgotten-idea", 3)
    assert read.to_w3c() == found
