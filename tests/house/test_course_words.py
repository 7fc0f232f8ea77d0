"""The library holds no word of a course: not its name, its texts, its tables, nor its package.

Docstrings and comments may take examples from the course: they are read by people. What a program
does may not depend on one. The words are those of ``seeds/course.yml`` and of the seeds themselves.
"""

from __future__ import annotations

import ast
import io
import json
import re
import tokenize
from typing import TYPE_CHECKING

import yaml

from tests.house.test_rooms import COURSES
from tests.house.tree import PACKAGE, ROOT, name, parsed, read, with_suffix

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SEEDS = ROOT / "seeds"
COURSE = yaml.safe_load(read(SEEDS / "course.yml"))
TEXTS = {path.stem for path in SEEDS.glob("*.md")} - {"README"}
TABLES = {one["name"] for one in json.loads(read(SEEDS / "tables/datapackage.json"))["resources"]}
SEARCHED = {"imperial", "soft power"}
"""What its lessons look for, and no other course."""
WORDS = {COURSE["name"], *SEARCHED, COURSE["stem"], *TEXTS, *COURSES, *COURSE["lessons"]}
# One pattern for all: some 200,000 tokens are looked at.
WORD = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(WORDS)))})(?!\w)")
ASKED = "|".join(COURSE["questions"])
WIDGET = re.compile(rf"^(?:{ASKED})$|\b(?:{ASKED})\(")

SOURCES = [path for path in with_suffix(".py", ".js", ".css", ".json") if PACKAGE in path.parents]


def told(path: Path) -> Iterator[tuple[int, str, bool]]:
    """Give what a program is made of, without what only people read: line, words, is a string."""
    if path.suffix == ".py":
        yield from _python(read(path), parsed(path))
        return
    words = re.sub(
        r"/\*.*?\*/", lambda found: "\n" * found[0].count("\n"), read(path), flags=re.DOTALL
    )
    for number, line in enumerate(words.splitlines(), start=1):
        code = re.sub(r"(?<![:\w])//.*", "", line) if path.suffix == ".js" else line
        yield number, code, False
        for string in re.findall(r'"([^"\n]*)"|\'([^\'\n]*)\'|`([^`\n]*)`', code):
            yield number, "".join(string), True


def _python(source: str, tree: ast.Module) -> Iterator[tuple[int, str, bool]]:
    people = {
        node.value.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT or token.start[0] in people:
            continue
        string = token.type == tokenize.STRING
        yield token.start[0], token.string.strip("rbf\"'") if string else token.string, string


def strange(path: Path) -> list[str]:
    found = []
    for line, words, is_string in told(path):
        near = set(WORD.findall(words))
        near |= {one.rstrip("(") for one in WIDGET.findall(words)}
        # a table has a plain word for its name, which means it only where it stands alone
        near |= {one for one in TABLES if is_string and words == one}
        found += [f"{name(path)}:{line}: {one}" for one in sorted(near)]
    return found


def test_the_library_holds_no_word_of_the_course() -> None:
    assert len(SOURCES) > 500
    assert [line for path in SOURCES for line in strange(path)] == []


def test_a_word_of_the_course_is_found(tmp_path: Path) -> None:
    python = 'from closereader.texts import open_text\n# post-2022\nA = open_text("post-2022")\n'
    found = _python(python, ast.parse(python))
    assert [line for line, words, _ in found if "post-2022" in words] == [3]
    assert {"Whose Lessons?", "whose-lessons", "whose_lessons", "alieva-2024"} <= WORDS
    assert {"panel", "suffrage"} <= TABLES
    script = tmp_path / "one.js"
    script.write_text('// panel\nconst table = "panel"; /* panel */\n', encoding="utf-8")
    assert [line for line, words, string in told(script) if string and words == "panel"] == [2]
