"""The words of the guides: their sections, and the commands and blocks in them."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GUIDES = {
    name: (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
    for name in ("teacher", "student")
}
TEACHER = GUIDES["teacher"]


def section(title: str) -> str:
    """Return one part of the teacher guide; a heading inside a code block begins none."""
    parts: dict[str, list[str]] = {}
    here, fenced = "", False
    for line in TEACHER.splitlines():
        fenced ^= line.lstrip().startswith("```")
        if line.startswith("## ") and not fenced:
            here = line[3:]
        parts.setdefault(here, []).append(line)
    return "\n".join([*parts[title], ""])


def blocks(words: str, language: str) -> list[str]:
    fenced = re.findall(rf"^( *)```{language}\n(.*?)^ *```", words, re.MULTILINE | re.DOTALL)
    return [re.sub(rf"^{indent}", "", lines, flags=re.MULTILINE) for indent, lines in fenced]


def commands(words: str) -> list[list[str]]:
    """Return the command lines of a text, without what comes before the command's name."""
    lines = [line for one in blocks(words, "sh") for line in one.splitlines()]
    lines += re.findall(r"`(uv run --no-dev closereader \w+ [^`]+)`", words)
    start = "uv run --no-dev closereader "
    return [shlex.split(line.removeprefix(start)) for line in lines if line.startswith(start)]
