"""What the guides tell people to do works as they say."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from closereader.texts import load_edition
from tests.house.test_rooms import ROOMS
from tests.house.tree import PACKAGE, ROOT, read

PROJECT: dict[str, Any] = tomllib.loads(read(ROOT / "pyproject.toml"))
STUDENT = read(ROOT / "docs" / "student.md")
TEACHER = read(ROOT / "docs" / "teacher.md")
MAINTAINER = read(ROOT / "docs" / "maintainer.md")
README = read(ROOT / "README.md")


def blocks(guide: str, language: str) -> list[str]:
    """Return the contents of a guide's code blocks in a language, dedented."""
    fenced = re.findall(rf"^( *)```{language}\n(.*?)^ *```", guide, re.MULTILINE | re.DOTALL)
    return [re.sub(rf"^{indent}", "", code, flags=re.MULTILINE) for indent, code in fenced]


def test_the_teachers_sample_edition_opens(tmp_path: Path) -> None:
    (sample,) = blocks(TEACHER, "markdown")
    path = tmp_path / "sample-2026.md"
    path.write_text(sample, encoding="utf-8")
    text = load_edition(path)
    assert [block.label for block in text.blocks] == ["§1", "byline", "¶1", "§2", "¶2"]
    assert len(text.notes) == 1
    assert 'Reader("sample-2026")' in TEACHER


@pytest.mark.parametrize("field", ["id", "title", "author", "date", "language", "rights"])
def test_a_field_the_teacher_is_told_to_give_is_missed(field: str, tmp_path: Path) -> None:
    (sample,) = blocks(TEACHER, "markdown")
    path = tmp_path / "sample-2026.md"
    path.write_text(re.sub(rf"^{field}:.*\n", "", sample, flags=re.MULTILINE), encoding="utf-8")
    with pytest.raises(ValueError, match=f"`{field}:`"):
        load_edition(path)


def test_the_student_guide_starts_the_course_as_the_readme_does() -> None:
    start = re.search(r"&& uv (run .*)", README)
    assert start
    commands = [line for code in blocks(STUDENT, r"(?:sh|bat)") for line in code.splitlines()]
    starts = [line for line in commands if "jupyter lab" in line]
    assert len(starts) == 3
    assert all(line.endswith(f"uv {start[1]}") for line in starts)


def test_the_student_guide_lists_the_keys_that_the_reader_lists() -> None:
    source = read(PACKAGE / "widgets" / "reader" / "keys.js")
    table = re.search(r"KEY_TABLE = \[\n(.*?)\n\];", source, re.DOTALL)
    assert table
    keys = re.findall(r'^  \["(.+?)", "(.+?)"\],$', table[1], re.MULTILINE)
    listed = re.findall(r"^\| (.+?) \| (.+?) \|$", STUDENT.split("### Keys")[1], re.MULTILINE)
    assert len(keys) > 10
    assert listed[1 : len(keys) + 1] == keys


def test_the_maintainer_guide_lists_the_rooms_that_exist_in_order() -> None:
    listed = re.findall(r"^\d+\. `(\w+)`", MAINTAINER, re.MULTILINE)
    present = [
        room for room in ROOMS if (PACKAGE / room).is_dir() or (PACKAGE / f"{room}.py").is_file()
    ]
    assert listed == present


def test_the_typescript_of_the_guide_is_the_one_that_ci_runs() -> None:
    versions = set(re.findall(r"typescript@([\d.]+)", MAINTAINER + read(ROOT / ".ci" / "run")))
    assert len(versions) == 1


def test_the_python_that_is_asked_for_is_the_one_that_is_needed() -> None:
    needed = PROJECT["project"]["requires-python"].removeprefix(">=")
    assert f"Python {needed} or newer" in README
    assert f"Python {needed} or newer" in STUDENT


def test_what_the_maintainer_guide_names_is_where_it_says() -> None:
    """A file by its path from the top, the package or its widgets; `_COUNTS` of a file in it."""
    spans = re.findall(
        r"`([\w.]+(?:/[\w.]+)+)`", re.sub(r"```.*?```", "", MAINTAINER, flags=re.DOTALL)
    )
    roots = (ROOT, ROOT / "src", ROOT / "src" / "whose_lessons", PACKAGE, PACKAGE / "widgets")
    gone = [one for one in spans if not any((root / one).exists() for root in roots)]
    assert [one for one in gone if not re.search(r"one_sentence|NN_", one)] == []
    for name, file in re.findall(r"`([A-Z_]+)`\s(?:in|of)\s`([\w./]+\.(?:py|js))`", MAINTAINER):
        (place,) = {(root / file).resolve() for root in roots if (root / file).is_file()}
        assert re.search(rf"\b{name}\b", read(place)), f"{file} has no {name}."
