"""Every HTML output is made by `html_output`, so that no formula is read out of anybody's words."""

from __future__ import annotations

import ast

import pytest

from closereader.output import html_output
from tests.house.tree import SOURCES, name, parsed, read, with_suffix

MODULES = [path for path in with_suffix(".py") if SOURCES in path.parents]
MIME, MADE = "text/html", "html_output"
FOREIGN = {"HTML", "Markdown", "display_html", "display_markdown"}


def is_made(value: ast.AST | None) -> bool:
    return isinstance(value, ast.Call) and ast.unparse(value.func) == MADE


def stray(node: ast.AST) -> bool:
    """Tell whether this makes an HTML output of its own."""
    match node:
        case ast.Dict(keys=keys, values=values):
            return any(
                isinstance(key, ast.Constant) and key.value == MIME and not is_made(value)
                for key, value in zip(keys, values, strict=True)
            )
        case ast.Assign(targets=[ast.Subscript(slice=ast.Constant(value=key))], value=value):
            return key == MIME and not is_made(value)
        case ast.FunctionDef(name="_repr_html_"):
            returned = [each for each in ast.walk(node) if isinstance(each, ast.Return)]
            return not all(is_made(each.value) for each in returned)
        case ast.ImportFrom(module=str(module), names=names):
            return module.startswith("IPython") and any(each.name in FOREIGN for each in names)
    return False


def made_elsewhere(source: ast.Module) -> list[int]:
    """Give the lines on which a module makes an HTML output of its own."""
    return [node.lineno for node in ast.walk(source) if stray(node)]  # type: ignore[attr-defined]


def test_no_module_makes_an_html_output_of_its_own() -> None:
    found = [f"{name(path)}:{line}" for path in MODULES for line in made_elsewhere(parsed(path))]
    assert found == []


def test_the_outputs_of_the_course_are_among_those_looked_at() -> None:
    users = [name(path) for path in MODULES if f"{MADE}(" in read(path)]
    assert len(users) >= 6


@pytest.mark.parametrize(
    "source",
    [
        "def f(self): return {'text/html': self.card()}",
        "data['text/html'] = card",
        "class A:\n    def _repr_html_(self): return '<p>'",
        "class A:\n    def _repr_html_(self):\n        return html_output('') if self else ''",
        "from IPython.display import HTML",
    ],
)
def test_one_made_elsewhere_would_be_found(source: str) -> None:
    assert made_elsewhere(ast.parse(source))


def test_an_output_may_begin_with_words_that_are_read_where_it_is_folded() -> None:
    assert html_output("<p>", first="How much?").startswith("How much?\n<div")
    marked = '<span class="tex2jax_ignore mathjax_ignore">$1 or $2?</span>\n<div'
    assert html_output("<p>", first="$1 or $2?").startswith(marked)


def test_an_output_is_marked_and_its_first_line_is_empty() -> None:
    first, second = html_output("<p>$1 and $2</p>").split("\n")
    assert first.strip() == ""
    assert second == '<div class="tex2jax_ignore mathjax_ignore"><p>$1 and $2</p></div>'
