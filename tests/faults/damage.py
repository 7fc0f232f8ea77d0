"""Files of a course that were damaged, in a course of one's own that has one of each kind."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from closereader import cli
from closereader.authoring import read
from tests.house.tree import ROOT

TEXT = "bench-2026"
LESSON = Path("notebooks/01_first_reading.ipynb")
FILES = (
    "course.yml", "codebook.yml", "questions.yml", "claims.yml", "scale.yml", "glossary.yml",
    f"{TEXT}.md", "tables/datapackage.json", "tables/crossings.csv", "reading-list.json",
    "numbers.csv",
)  # fmt: skip
"""What a course keeps in its folder ``seeds``."""
_CELL = """from closereader import Choose, ClaimCards, Number, Scale

Choose("01/q2")
ClaimCards("01/q3")
Scale("01/q4")
Number("01/q5", "How many?", table="crossings", row={"year": 1954}, column="crossings")"""
_QUESTIONS = """questions:
  - id: 01/q2
    prompt: What do these words do?
    options:
      - {key: report, label: They report, reply: Then somebody is named.}
      - {key: judge, label: They judge, reply: Then the author takes a side.}
"""
_CLAIMS = """claims:
  - id: c01
    text: bench-2026
    place: ¶3
    words: because it was near the door
    kind: cause
    provable: page
    verdict: holds
    found: The text says so itself.
    sources:
      - {title: The text, grade: primary}
    open: Whether it was the only cause.
"""
_GLOSSARY = """terms:
  - id: place
    term: Place
    plain: Where something stands.
    passages:
      - {place: bench-2026 ¶3, words: near the door, here: A place makes it possible.}
    contested: What a place does to people.
names: []
"""


def full_course(folder: Path) -> None:
    """Begin a course, and give it a file of each kind that a course may have; it lies in `folder`.

    The current folder must be the one that it is to lie in.
    """
    assert cli.main(["new", str(folder)]) == 0
    seeds, tables = folder / "seeds", folder / "seeds" / "tables"
    tables.mkdir()
    guide = (ROOT / "docs" / "teacher.md").read_text("utf-8")
    blocks = dict[str, str]()
    for title in ("Add a table", "Add a scale"):
        section = guide.partition(f"## {title}\n")[2].partition("\n## ")[0]
        blocks |= dict(re.findall(r"(?ms)^```(\w+)\n(.*?)^```$", section))
    scale = blocks["yaml"].replace("sample-2026", TEXT)
    sentence = "The town is going to move the bench"
    given = {
        tables / "crossings.csv": blocks["text"],
        tables / "datapackage.json": blocks["json"],
        seeds / "scale.yml": scale.replace("Between two paragraphs stands an empty line", sentence),
        seeds / "questions.yml": _QUESTIONS,
        seeds / "claims.yml": _CLAIMS,
        seeds / "glossary.yml": _GLOSSARY,
        seeds / "numbers.csv": "notebook,number,what,table,row,column,source\n",
        seeds / "reading-list.json": "[]\n",
    }
    for path, words in given.items():
        path.write_text(words, encoding="utf-8")
    shutil.copy(seeds / f"{TEXT}.md", seeds / "second-2026.md")
    words = (seeds / "second-2026.md").read_text("utf-8")
    (seeds / "second-2026.md").write_text(words.replace(TEXT, "second-2026"), "utf-8")
    lesson = read(folder / LESSON)
    like = next(each for each in lesson.data["cells"] if each["id"] == "q1")
    for number, line in enumerate(_CELL.partition("\n\n")[2].splitlines()):
        source = f"from closereader import {line.partition('(')[0]}\n\n{line}"
        lesson.data["cells"].insert(-3, {**like, "id": f"more{number}", "source": source})
    (folder / LESSON).write_text(json.dumps(lesson.data), encoding="utf-8")


def _cut(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _tab(path: Path) -> None:
    lines = path.read_text("utf-8").split("\n")
    at = next((n for n, line in enumerate(lines) if line.startswith("  ")), len(lines) - 1)
    lines[at] = "\t" + lines[at].lstrip()
    path.write_text("\n".join(lines), encoding="utf-8")


def _list(path: Path) -> None:
    as_json = path.suffix in {".json", ".ipynb"}
    path.write_text('["a", "b"]\n' if as_json else "- a\n- b\n", encoding="utf-8")


def _numbers(path: Path) -> None:
    """Put a number where words are meant, everywhere."""
    words = path.read_text("utf-8")
    pattern = r'(?m)(: )"[^"]*"' if path.suffix == ".json" else r"(?m)^(\s*(?:- )?\w+:) .*$"
    path.write_text(re.sub(pattern, r"\1 3", words), encoding="utf-8")


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _notepad(path: Path) -> None:
    path.write_bytes(path.read_text("utf-8").encode("utf-16"))


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _latin(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n# caf\xe9\n")


DAMAGES: dict[str, Callable[[Path], None]] = {
    "cut": _cut,
    "tab": _tab,
    "list": _list,
    "numbers": _numbers,
    "empty": _empty,
    "notepad": _notepad,
    "folder": _folder,
    "latin": _latin,
}
