"""Text files are UTF-8 because the code says so, not because the machine happens to."""

from __future__ import annotations

import ast
import re

import pytest

from tests.house.tree import name, parsed, with_suffix

TEXT_METHODS = {"read_text": 1, "write_text": 2}  # how many arguments include the encoding
PROGRAMS = {"run", "Popen", "check_output", "check_call"}


def calls_without_encoding(source: ast.Module) -> list[int]:
    """Return the lines that open a text file, or read a program's text, and name no encoding."""
    return [
        node.lineno
        for node in ast.walk(source)
        if isinstance(node, ast.Call)
        and not any(keyword.arg in {"encoding", None} for keyword in node.keywords)
        and (_opens_text(node) or _runs_for_text(node))
    ]


def _opens_text(call: ast.Call) -> bool:
    if isinstance(call.func, ast.Name):
        return call.func.id == "open" and "b" not in _mode(call, position=1)
    if not isinstance(call.func, ast.Attribute):
        return False
    if call.func.attr != "open":
        return len(call.args) < TEXT_METHODS.get(call.func.attr, 0)
    # Path.open takes a mode first; what takes anything else (a page, os.open) is no file
    if not call.args and not call.keywords:
        return (
            re.search(r"path|file|folder", ast.unparse(call.func.value), re.IGNORECASE) is not None
        )
    return re.fullmatch(r"[rwax+t]+", _mode(call, position=0)) is not None


def _mode(call: ast.Call, *, position: int) -> str:
    modes = [keyword.value for keyword in call.keywords if keyword.arg == "mode"]
    modes += call.args[position : position + 1]
    return "".join(str(mode.value) for mode in modes if isinstance(mode, ast.Constant))


def _runs_for_text(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in PROGRAMS:
        return False
    return any(keyword.arg in {"text", "universal_newlines"} for keyword in call.keywords)


def test_every_text_file_is_opened_with_an_encoding() -> None:
    paths = with_suffix(".py")
    assert len(paths) > 700
    lines = [(path, line) for path in paths for line in calls_without_encoding(parsed(path))]
    assert [f"{name(path)}:{line}" for path, line in lines] == []


@pytest.mark.parametrize(
    "line",
    [
        "open(p)",
        "open(p, 'w')",
        "p.open('w')",
        "path.open()",
        "p.read_text()",
        "p.write_text(t)",
        "subprocess.run(c, text=True)",
    ],
)
def test_a_missing_encoding_is_found(line: str) -> None:
    assert calls_without_encoding(ast.parse(line)) == [1]


@pytest.mark.parametrize(
    "line",
    [
        "open(p, 'rb')",
        "p.open('wb')",
        "p.open(mode='ab')",
        "p.read_text(encoding='utf-8')",
        "p.read_text('utf-8')",
        "p.write_text(t, 'utf-8')",
        "os.open(p, 0)",
        "page.open()",
        "subprocess.run(c)",
    ],
)
def test_what_needs_no_encoding_is_let_pass(line: str) -> None:
    assert calls_without_encoding(ast.parse(line)) == []
