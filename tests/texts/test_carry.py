"""Places noted in the originals are found again in the editions."""

from __future__ import annotations

import random
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from closereader._paths import course_folder
from closereader.texts import TextError, carry, open_text

if TYPE_CHECKING:
    from pathlib import Path

SEEDS = course_folder() / "seeds"
IDS = ("alieva-2024", "artiukh-2022", "post-2022")
MARKS = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹*]")


def original(text_id: str) -> str:
    return (SEEDS / open_text(text_id).meta.source_file).read_bytes().decode("utf-8")


def carried(text_id: str, quote: str, nth: int = 0) -> tuple[str, str | None]:
    source = original(text_id)
    start = [m.start() for m in re.finditer(re.escape(quote), source)][nth]
    found = carry(start, start + len(quote), text_id)
    assert found is not None
    words = found.note.text if found.note else open_text(text_id).body
    return words[slice(*found.span)], found.note.label if found.note else None


@pytest.mark.parametrize(
    ("text_id", "quote", "words", "note"),
    [
        ("alieva-2024", "“embody and project.”⁶ The idea", "“embody and project.” The idea", None),
        ("alieva-2024", "the *realpolitik* (or", "the realpolitik (or", None),
        ("alieva-2024", "in 2023 in Saudi Arabia.", "in 2023 in Saudi Arabia.", "n9"),
        ("alieva-2024", "*Eurowhiteness: Culture", "Eurowhiteness: Culture", "n5"),
        ("artiukh-2022", "2022-03-04 Here in the", None, None),
        ("artiukh-2022", " Here in the", "Here in the", None),
        ("post-2022", "in the near future. Having", "in the near future.\n\nHaving", None),
    ],
)
def test_a_place(text_id: str, quote: str, words: str | None, note: str | None) -> None:
    if words is None:
        start = original(text_id).index(quote)
        assert carry(start, start + len(quote), text_id) is None
    else:
        assert carried(text_id, quote) == (words, note)


def test_over_a_page_break() -> None:
    source = original("alieva-2024")
    start, end = source.index("An absence of a"), source.index("deep, or prolonged") + 18
    assert carry(start, end, "alieva-2024") is None  # note 1 lies between
    assert carried("alieva-2024", "An absence of a")[0] == "An absence of a"


@pytest.mark.parametrize("text_id", IDS)
def test_any_line_keeps_its_words(text_id: str) -> None:
    source = original(text_id)
    chance = random.Random(7)  # noqa: S311 - the same places every time
    lines = [m for m in re.finditer(r"\S.{20,}", source) if not MARKS.match(m[0])]
    for _ in range(60):
        line = chance.choice(lines)
        start = chance.randrange(line.start(), line.end() - 10)
        end = chance.randrange(start + 5, min(line.end(), start + 400) + 1)
        found = carry(start, end, text_id)
        if found is None:
            assert "2022-03-04" in source[max(0, start - 12) : end]
            continue
        words = found.note.text if found.note else open_text(text_id).body
        theirs = MARKS.sub("", source[start:end]).replace("<http", "http").replace(">", "")
        assert words[slice(*found.span)].split() == theirs.split()


def test_nothing_to_carry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert carry(0, 4, "alieva-2024") is None  # blank lines
    shutil.copytree(SEEDS, tmp_path / "seeds")
    monkeypatch.setenv("CLOSEREADER_SEEDS", str(tmp_path / "seeds"))
    shutil.rmtree(tmp_path / "seeds" / "originals")
    with pytest.raises(TextError, match="is missing: restore it"):
        carry(0, 4, "alieva-2024")
    (tmp_path / "seeds" / "mine.md").write_text(
        "---\nid: mine\ntitle: t\nauthor: a\ndate: d\nlanguage: en\nrights: r\n---\nw\n",
        encoding="utf-8",
    )
    with pytest.raises(TextError, match="names no original"):
        carry(0, 1, "mine")
