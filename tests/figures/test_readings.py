from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import yaml

from closereader._paths import seeds_folder
from closereader.annotations import Annotation
from closereader.figures import PassageError, coverage, own_reading, prepared_reading
from closereader.texts import open_text, text_ids
from closereader.work import open_work

if TYPE_CHECKING:
    from pathlib import Path

ENTRY = {
    "text": "artiukh-2022",
    "place": "¶4",
    "theme": "exclusion",
    "move": "position",
    "quote": "our corner of the world",
    "why": "a reason",
}


def written(folder: Path, **changes: object) -> Path:
    path = folder / "passages.yml"
    path.write_text(
        yaml.safe_dump({"passages": [{**ENTRY, **changes}]}, allow_unicode=True), encoding="utf-8"
    )
    return path


def test_every_prepared_passage_stands_where_it_says_it_does() -> None:
    source = yaml.safe_load((seeds_folder() / "passages.yml").read_text(encoding="utf-8"))
    read = prepared_reading().passages
    assert len(read) == len(source["passages"]) > 0
    for entry, passage in zip(source["passages"], read, strict=True):
        text = open_text(passage.text)
        assert text.body[slice(*passage.span)] == entry["quote"]
        assert text.paragraph_at(passage.span.start).label == entry["place"]


def test_the_prepared_passages_hold_counter_passages_for_every_text() -> None:
    counter = {p.text for p in prepared_reading().passages if p.move in {"concession", "rebuttal"}}
    assert counter == set(text_ids())


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": "nobody-1900"}, "nobody-1900"),
        ({"place": "¶99"}, "¶99"),
        ({"theme": "oil"}, "There is no theme 'oil'"),
        ({"move": "shout"}, "There is no move 'shout'"),
        ({"quote": "our corner of the World"}, "stand 0 times"),
        ({"quote": "the"}, "times in artiukh-2022 ¶4"),
        ({"why": None}, "needs each of"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, changes: dict[str, object], sentence: str) -> None:
    with pytest.raises(PassageError, match=sentence) as caught:
        prepared_reading(written(tmp_path, **changes))
    assert "passage 1" in str(caught.value)


def test_a_missing_or_damaged_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(PassageError, match=r"passages\.yml is missing"):
        prepared_reading(tmp_path / "passages.yml")
    (tmp_path / "passages.yml").write_text("passages: [", encoding="utf-8")
    with pytest.raises(PassageError, match="line 1: this is not YAML"):
        prepared_reading(tmp_path / "passages.yml")
    (tmp_path / "passages.yml").write_text("none", encoding="utf-8")
    with pytest.raises(PassageError, match="`passages:`"):
        prepared_reading(tmp_path / "passages.yml")


def test_own_marks_are_read_from_the_work_folder(tmp_path: Path) -> None:
    work = open_work(tmp_path)
    assert own_reading(work).passages == ()
    text = open_text("artiukh-2022")
    (span,) = text.find("our corner of the world")
    work.save(Annotation.on(text, *span, theme="exclusion", move="position", note="a note"))
    (passage,) = own_reading(work).passages
    assert (passage.text, passage.span, passage.theme) == ("artiukh-2022", span, "exclusion")
    figure = coverage("exclusion", [own_reading(work)])
    assert "Your marks: Artiukh" in figure.summary


def test_a_mark_whose_words_are_gone_is_counted_and_not_drawn(tmp_path: Path) -> None:
    work = open_work(tmp_path)
    text = open_text("artiukh-2022")
    mark = Annotation.on(text, 0, 4, theme="exclusion")
    work.save(replace(mark, exact="Zzzz", prefix="", suffix=""))
    reading = own_reading(work)
    assert reading.passages == ()
    assert reading.problems == ("1 of your marks in artiukh-2022 could not be placed for certain.",)
