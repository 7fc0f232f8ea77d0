"""Each rule for those who listen, or see little, finds its breach; sound pages have none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from closereader.authoring.access_rules import access
from tests.authoring.build import code, figure, markdown, notebook, shows

if TYPE_CHECKING:
    from pathlib import Path

SOUND = (
    "<table><caption>Shares</caption><tr><th scope=col>Text</th></tr>"
    "<tr><th scope=row>essay</th><td>3</td></tr></table>"
)
ROWS = "\n|---|---|\n| c | d |"
PROSE: list[tuple[str, str, str]] = [
    ("image-missing-alt", '# A\n\n<img src="a.svg">', "A picture has no words."),
    ("heading-duplicate-h2", "## One\n\n## Two\n\n## one", "“one” stands twice"),
    ("heading-duplicate-h1-h2", "# One\n\n## One", "“One” stands twice"),
    ("heading-empty", "## \n\nWords", "A heading has no words."),
    ("table-missing-header", SOUND.replace("th", "td"), "A table has no headings."),
    ("table-missing-caption", SOUND.replace("caption", "p"), "A table has no caption."),
    ("empty caption", SOUND.replace("Shares", ""), "The caption of a table is empty."),
    ("empty th", SOUND.replace("Text", " "), "A heading of a table is empty."),
    ("table-missing-scope", SOUND.replace(" scope=row", ""), "does not say what it heads"),
    ("color-insufficient-cc-normal", '<p style="color:#aaa">A</p>', "a colour of its own"),
    ("color-insufficient-cc-large", "![A sign](sign.png)", "cannot be told from its pixels"),
    ("link-discernible-text", "[read more](a.ipynb)", "does not say where it leads"),
    ("link that is an address", "[https://doi.org/1](https://doi.org/1)", "does not say where"),
    ("link with no words", '<a href="a.ipynb"> </a>', "does not say where it leads"),
    ("Markdown table without a name", f"| a | b |{ROWS}", "No words above a table"),
    ("Markdown table, empty heading", f"## A\n\n| | b |{ROWS}", "has an empty heading"),
]


def found(path: Path, *cells: dict[str, Any]) -> list[str]:
    made = notebook(path / "notebooks" / "02_exclusion.ipynb", *cells)
    return [one.what for one in access(made, made.cells)]


@pytest.mark.parametrize(("source", "what"), [one[1:] for one in PROSE], ids=[r[0] for r in PROSE])
def test_a_breach_in_prose_is_the_only_thing_found(tmp_path: Path, source: str, what: str) -> None:
    (only,) = found(tmp_path, markdown(source))
    assert what in only


@pytest.mark.parametrize(
    "source",
    [
        SOUND,
        f"## Dates\n\n| a | b |{ROWS}",
        f"Read it like this:\n\n| a | b |{ROWS}",
        "### One\n\n### One",
        "`[here](a)` and [Read the whole of the letter](a.ipynb)",
        '<p style="color:inherit">A</p>',
        "![A map](map.svg)",
    ],
)
def test_nothing_is_found_in_sound_prose(tmp_path: Path, source: str) -> None:
    assert found(tmp_path, markdown(source)) == []


def test_what_code_puts_out_is_looked_at_too(tmp_path: Path) -> None:
    bare = shows(text_html="<table><tr><td>1</td></tr></table>")
    (heads, caption) = found(tmp_path, code("sheet()", bare))
    assert (heads, caption) == ("A table has no headings.", "A table has no caption.")
    (picture,) = found(tmp_path, code("plot()", shows(image_png="iVBO")))
    assert "whose words nobody can have read" in picture
    assert found(tmp_path, code("coverage()", figure("Words of a summary"))) == []
