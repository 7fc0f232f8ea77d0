"""The scale: its sentences stand in the texts, its placements are whole, its figures are right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import yaml

from closereader.scale import CANNOT_SAY, ScaleError, compare, open_scale
from closereader.texts import open_text, text_ids

if TYPE_CHECKING:
    from pathlib import Path

    from closereader.scale import Sentence

SENTENCES = open_scale().sentences


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence.id)
def test_a_sentence_is_a_whole_sentence_of_its_text_at_its_place(sentence: Sentence) -> None:
    text = open_text(sentence.text)
    [span] = text.find(sentence.quote)
    assert text.paragraph_at(span.start).label == sentence.place
    assert span in text.sentences


def test_each_text_has_two_sentences_near_fate_and_two_near_choice() -> None:
    """Other choices let one text look more fatalist than another."""
    for text in text_ids():
        means = sorted(
            sum(int(placer.placed[each.id].value) for placer in open_scale().placers) / 2
            for each in SENTENCES
            if each.text == text
        )
        assert len(means) == 4
        assert max(means[:2]) <= 2
        assert min(means[2:]) >= 4


def test_a_placement_that_came_later_says_so_wherever_it_is_shown() -> None:
    for placer in open_scale().placers:
        assert "s19 was placed later" in placer.about
        assert "Added later" in placer.placed["s19"].reason


def test_the_context_argues_for_no_point() -> None:
    names = [point.name.lower() for point in open_scale().points]
    for sentence in SENTENCES:
        assert not [name for name in names if name in sentence.context.lower()]


def test_two_placers_placed_every_sentence_with_a_reason() -> None:
    first, second = open_scale().placers
    for placer in (first, second):
        assert set(placer.placed) == {sentence.id for sentence in SENTENCES}
        assert all(len(each.reason) > 15 for each in placer.placed.values())
    assert first.placed != second.placed


def test_points_and_sentences_are_found_by_name() -> None:
    scale = open_scale()
    assert scale.point("1").name == "Could not have been otherwise"
    assert scale.sentence("s04").cited == "post-2022 ¶7"
    with pytest.raises(ScaleError, match="no point '6'"):
        scale.point("6")
    with pytest.raises(ScaleError, match="no sentence 's99'"):
        scale.sentence("s99")


A = {"a": "1", "b": "3", "c": "5", "d": "2", "e": CANNOT_SAY}
B = {"a": "1", "b": "4", "c": "1", "d": CANNOT_SAY, "e": CANNOT_SAY}


def test_counts_leave_out_what_somebody_cannot_say() -> None:
    found = compare({"A": A, "B": B}, "abcde")
    [pair] = found.pairs
    assert (pair.names, pair.both, pair.exact, pair.near) == (("A", "B"), 3, 1, 2)
    assert found.gaps == (("c", 4), ("b", 1))
    assert found.unsaid == ("d", "e")


def test_a_sentence_that_is_not_placed_counts_as_missing() -> None:
    [pair] = compare({"A": A, "B": {"a": "2"}}, "abcde").pairs
    assert (pair.both, pair.exact, pair.near) == (1, 0, 1)


def test_alpha_is_that_of_the_agreement_room_and_one_only_where_all_is_the_same() -> None:
    same = compare({"A": A, "B": A}, "abcde")
    assert same.pairs[0].alpha == pytest.approx(1)
    assert same.gaps == ()
    apart = compare({"A": A, "B": B}, "abcde")
    assert apart.alpha is not None
    assert apart.alpha < 1
    assert apart.without is not None
    assert apart.without[0] <= apart.alpha <= apart.without[1]


def test_alpha_is_not_defined_where_nothing_varies_or_nobody_is_compared() -> None:
    flat = {"a": "2", "b": "2"}
    assert compare({"A": flat, "B": flat}, "ab").alpha is None
    assert compare({"A": A}, "abcde").alpha is None
    assert compare({"A": A, "B": {}}, "abcde").pairs[0].alpha is None
    assert compare({}, "abcde").pairs == ()


GOOD = {
    "version": 1,
    "points": [{"value": "1", "name": "Fate", "definition": "No."},
               {"value": "?", "name": "Cannot say", "definition": "Unclear."}],
    "sentences": [{"id": "a", "text": "t", "place": "¶1", "quote": "q", "context": "c"}],
    "placers": [{"id": "p", "name": "P", "about": "x",
                 "placed": {"a": {"value": "1", "reason": "why"}}}],
}  # fmt: skip


def written(folder: Path, **changes: object) -> Path:
    path = folder / "scale.yml"
    path.write_text(yaml.safe_dump({**GOOD, **changes}, allow_unicode=True), encoding="utf-8")
    return path


def test_another_file_can_be_read(tmp_path: Path) -> None:
    scale = open_scale(written(tmp_path))
    assert scale.placers[0].placed["a"].reason == "why"
    assert open_scale(written(tmp_path, placers=[])).placers == ()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"version": "one"}, "must hold `version:`"),
        ({"points": []}, "`points:` must be a list"),
        ({"points": [{"value": 1, "name": "n", "definition": "d"}]}, "in quotation marks"),
        ({"points": [{"value": "7", "name": "n", "definition": "d"}]}, "must be 1 to 5"),
        ({"sentences": [{"id": "a"}]}, "entry 1 of `sentences:`"),
        ({"sentences": [*GOOD["sentences"], dict(GOOD["sentences"][0])]}, "used twice"),  # type: ignore[index,misc]
        ({"placers": [{"id": "p"}]}, "needs `id:`, `name:`"),
        ({"placers": ["p"]}, "needs `id:`, `name:`"),
        ({"placers": [{"id": "p", "name": "P", "about": "x", "placed": {}}]}, "each sentence"),
        (
            {"placers": [{"id": "p", "name": "P", "about": "x", "placed": {"a": {"value": "9"}}}]},
            "among",
        ),
    ],
)
def test_a_damaged_scale_is_said(tmp_path: Path, changes: dict[str, object], said: str) -> None:
    path = written(tmp_path, **changes)
    with pytest.raises(ScaleError, match=re.escape(said)) as caught:
        open_scale(path)
    assert "scale.yml" in str(caught.value)


def test_a_file_that_is_missing_or_no_yaml_is_said(tmp_path: Path) -> None:
    with pytest.raises(ScaleError, match="This course has no scale"):
        open_scale(tmp_path / "none.yml")
    path = tmp_path / "scale.yml"
    path.write_bytes(b"\xff\xfe\xff")
    with pytest.raises(ScaleError, match="UTF-8"):
        open_scale(path)
    path.write_text("a: [", encoding="utf-8")
    with pytest.raises(ScaleError, match="not YAML"):
        open_scale(path)
