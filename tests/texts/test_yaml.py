"""A slip in a file of YAML is a sentence with file and line, whatever kind of slip it is."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from closereader._yaml import MOST_BYTES, parse_yaml, read_yaml
from closereader.codebook import CodebookError, open_codebook
from closereader.texts import TextError, load_edition

FRONT = "---\nid: x\ntitle: T\nauthor: A\ndate: {date}\nlanguage: en\nrights: R\n---\nWords.\n"


def edition(folder: Path, source: str) -> Path:
    path = folder / "x.md"
    path.write_text(source, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "date",
    ["2022-02-30", "25:61:61", "9" * 5_000, "2022-03-01", "2022", "0x1F", "1_000", "1.5", "1e5",
     "2022-01-01T25:00:00Z", "007", "=", "<<"],
)  # fmt: skip
def test_what_looks_like_a_date_or_a_number_stays_the_words_that_were_written(
    date: str, tmp_path: Path
) -> None:
    assert load_edition(edition(tmp_path, FRONT.format(date=date))).meta.date == date


def test_whole_numbers_and_truth_are_values() -> None:
    written = "[1, -7, 0, 12345678901, true, FALSE, null, ~, 01, 'true', '7', \"\"]"
    values = [1, -7, 0, "12345678901", True, False, None, None, "01", "true", "7", ""]
    assert parse_yaml(written, Path("a"), ValueError) == values
    assert parse_yaml("a:\nb: no\n7: [yes]", Path("a"), ValueError) == {
        "a": None,
        "b": "no",
        7: ["yes"],
    }
    assert parse_yaml("# nothing", Path("a"), ValueError) is None


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("a: &a [1]\nb:\n  c: *a", "line 3: an alias"),
        ("a: &a {b: 1}\nc:\n  <<: *a", "line 3: an alias"),
        ("a: 1\nb: !!int '1'", "line 2: a tag"),
        ("a: 1\nb: !!timestamp 2022-02-30", "line 2: a tag"),
        ("a: 1\nb: " + "[" * 3_000, "line 2: this is nested too deeply"),
        ("a: 1\n" + "\n".join(" " * n + "b:" for n in range(300)), "nested too deeply"),
        ("a: 1\nb: [", "line 2: this is not YAML"),
        ("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3", "line 5: `c:` stands here for the second time"),
        ("a: 1\n--- b", "line 2: a second document"),
        ("a: 1\nb: [" + "x," * 49_000 + "]", "line 2: this has more than 20,000 entries"),
        ("a:\n" + "- b\n" * 24_000, "this has more than 20,000 entries"),
        ("".join(f"a{n}:\n" for n in range(14_000)), "this has more than 20,000 entries"),
        ("a: 1\nb: c: d", "line 2: this is not YAML"),
        ("a: 1\n? [b]\n: c", "line 2: this is not YAML"),
        ("a: \x07", "this is not YAML"),
        ("a: " + "x" * MOST_BYTES, "is longer than 1 MB"),
    ],
)
def test_what_is_not_read_is_a_sentence_with_its_line(
    source: str, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "codebook.yml"
    path.write_text(source, encoding="utf-8")
    deeds: list[Callable[[], object]] = [
        lambda: read_yaml(path, CodebookError),
        lambda: open_codebook(path),
    ]
    for read in deeds:
        begun = time.process_time()
        with pytest.raises(CodebookError, match=said) as caught:
            read()
        assert time.process_time() - begun < 1
        assert len(str(caught.value)) < 600
        assert str(path) in str(caught.value)
    if "\x07" not in source:
        with pytest.raises(TextError):
            load_edition(edition(tmp_path, f"---\n{source}\n---\nWords."))


def test_the_code_of_norwegian_is_a_language(tmp_path: Path) -> None:
    source = FRONT.format(date="2022").replace("language: en", "language: no")
    assert load_edition(edition(tmp_path, source)).meta.language == "no"


@pytest.mark.parametrize("date", ["true", "~", "[2022, 2023]", "{from: 2022}"])
def test_what_is_no_text_in_the_front_matter_is_named_with_the_remedy(
    date: str, tmp_path: Path
) -> None:
    with pytest.raises(TextError, match=r"`date:` must be plain text|lacks `date:`"):
        load_edition(edition(tmp_path, FRONT.format(date=date)))


@pytest.mark.parametrize("end", ["---", "...", "---  "])
def test_front_matter_may_end_as_in_yaml_and_in_pandoc(end: str, tmp_path: Path) -> None:
    source = FRONT.format(date="2022").replace("\n---\nWords.", f"\n{end}\nWords.")
    assert load_edition(edition(tmp_path, source)).body == "Words."


def test_a_value_that_was_not_checked_is_not_put_into_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "codebook.yml"
    for named in ("[" + "x," * 9_000 + "]", "x" * 100_000, "X" * 100_000):
        path.write_text(f"version: 1\nthemes:\n  - id: {named}\nmoves: []\n", encoding="utf-8")
        with pytest.raises(CodebookError, match="theme 1") as caught:
            open_codebook(path)
        assert len(str(caught.value)) < 300


def test_a_file_is_read_again_after_it_was_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text("a: 1", encoding="utf-8")
    assert read_yaml(path, ValueError) is read_yaml(path, ValueError)
    path.write_text("a: 2", encoding="utf-8")
    os.utime(path, (1, 1))
    assert read_yaml(path, ValueError) == {"a": 2}


@pytest.mark.parametrize(
    "line",
    ["# a" + " " * 99_000 + "b", "# a" + " #" * 49_000 + "b", "a" + "." * 99_000 + "b",
     "." * 99_000, "a" + "。" * 33_000, "a" + ".)" * 49_000 + "b", "a" + "?! " * 33_000 + "b",
     "a\n" * 49_000, "| a\n" * 25_000, "*a* " * 25_000, "_ " * 49_000 + "x", "[a" * 49_000,
     "a\n\n" * 33_000],
    ids=range(13),
)  # fmt: skip
def test_a_hundred_kilobytes_of_an_edition_take_no_time(line: str, tmp_path: Path) -> None:
    path = edition(tmp_path, FRONT.format(date="2022").replace("Words.", line))
    begun = time.process_time()
    try:
        assert load_edition(path).sentences
    except TextError as error:
        assert "more than 10,000 headings, paragraphs" in str(error)  # noqa: PT017 - only this one
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    ("line", "heading"),
    [("# A #", "A"), ("# A  ##", "A"), ("# In C#", "In C#"), ("# A # b", "A # b"), ("# \\#", "#")],
)
def test_closing_marks_of_a_heading_are_no_words(line: str, heading: str, tmp_path: Path) -> None:
    text = load_edition(edition(tmp_path, FRONT.format(date="2022").replace("Words.", line)))
    assert text.blocks[0].text == heading
