"""What is accepted as an edition means the same in a Markdown viewer: words, paragraphs, notes."""

from __future__ import annotations

import random
import re
import sysconfig
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from closereader._paths import course_folder
from closereader.texts import TextError, text_ids
from tests.texts.viewer import edition, viewer

_PIECES = [
    "#", "## ", "# ", " ", "  ", "    ", "\t", "- ", "-", "1. ", "2) ", "1991. ", "| ", "|", "---",
    "--", "===", "*", "*", "*", "_", "__", "`", "~~", "~", "[", "]", "(", ")", "]: x", "[^1]",
    "[^2]", "<", ">", "&amp;", "&", "\\", "!", "^", "$", "words", "a", "é", "“", "”", '"', "€",
    "\u00a0", "https://a.org/_b_*c*", "<https://a.org/x>", "<a@b.c>", "\n", "\n\n", "\n\n    ",
    "\n    ", "\n[^2]: ", ":", "=", "+", "{#id}", ".", "^[", "<?", "-->", "x", "b", "or",
]  # fmt: skip


def _made_up(seed: int) -> str:
    """Put signs together that mean something in Markdown, with a note for each marker."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    body = "".join(chance.choices(_PIECES, k=chance.randint(1, 20)))
    for marker in ("[^1]", "[^2]"):
        if marker in body:
            body += f"\n\n{marker}: " + "".join(chance.choices(_PIECES, k=chance.randint(1, 6)))
    return unicodedata.normalize("NFC", body)


# A hundred at once: Hypothesis takes longer to draw one than both readers to read a hundred.
@given(st.integers(0, 2**40))
@settings(max_examples=100, deadline=None)
def test_an_accepted_edition_reads_alike_in_a_viewer(seed: int) -> None:
    accepted = 0
    for source in (_made_up(seed + number) for number in range(100)):
        try:
            page = edition(source)
        except TextError:
            continue
        accepted += 1
        assert page == viewer(source), source
    assert accepted


def _parts(folder: Path) -> list[str]:
    """Cut every Markdown file into pieces that begin and end at an empty line."""
    parts: list[str] = []
    for path in sorted(folder.rglob("*.md")):
        source = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
        if not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]", source):
            parts += re.split(r"\n[ \t]*\n(?=\S)", source)
    return parts


def test_the_files_of_others_read_alike_in_a_viewer_as_far_as_they_are_accepted() -> None:
    accepted = 0
    for folder in (course_folder() / "docs", Path(sysconfig.get_paths()["purelib"])):
        for part in _parts(folder):
            try:
                page = edition(part)
            except TextError:
                continue
            accepted += 1
            assert page == viewer(part), part
    assert accepted > 200


def test_the_texts_of_the_course_read_alike_in_a_viewer() -> None:
    for name in text_ids():
        path = course_folder() / "seeds" / f"{name}.md"
        body = path.read_text(encoding="utf-8").split("\n---\n", 1)[1]
        assert edition(body) == viewer(body)


def test_a_note_may_have_several_paragraphs() -> None:
    source = (
        "A claim.[^1] More.[^2]\n\n"
        "[^1]: First paragraph,\nover two lines.\n\n    Second paragraph of the note.\n\n"
        "\tThird,\n    as well.\n\n[^2]: Short.\n\nThe text goes on.\n"
    )
    page = edition(source)
    assert [block.lines for block in page.blocks] == [["A claim. More."], ["The text goes on."]]
    assert page.notes["1"] == [
        "First paragraph, over two lines.", "Second paragraph of the note.", "Third, as well.",
    ]  # fmt: skip
    assert page == viewer(source)


@pytest.mark.parametrize(
    ("source", "line", "says"),
    [
        ("words\n\n    code", 3, "four spaces or a tab"),
        ("words\n\n\tcode", 3, "four spaces or a tab"),
        ("words\n    # no heading", 2, "four spaces or a tab"),
        ("a[^1]\n\n[^1]: n\n\n        code", 5, "four spaces or a tab"),
        ("a[^1]\n\n[^1]: n\n\n    - item", 5, "a list"),
        ("a[^1]\n\n[^1]: - item", 3, "a list"),
        ("a[^1]\n\n[^1]: # head", 3, "a heading in a note"),
        ("a[^1]\n\n[^1]:        code", 3, "so much space"),
        ("a verse  \nanother", 1, "as in a byline"),
        ("a verse\\\nanother", 1, "as in a byline"),
        ("| a verse\\\n| another", 1, "as in a byline"),
        ("Title\n--", 2, "a rule, or a line below a heading"),
        ("A | B\n--- | ---\nc | d", 2, "the head of a table"),
        ("words\n1. item", 2, "a numbered list"),
        ("a `code` b", 1, "code (`)"),
        ("a ~~b~~ c", 1, "struck words"),
        ("a^[a note]", 1, "a note is written [^1]"),
        ("see https://a.org/_b_", 1, "put an address between < and >"),
        ("[^ a]: https://a.org", 1, "a link definition"),
        ("[a\nb]: https://a.org", 1, "a link definition"),
        ("an *“odd”*one", 1, "an asterisk has no partner"),
        ("# #", 1, "this heading has no words"),
    ],
)
def test_what_would_read_otherwise_is_refused(source: str, line: int, says: str) -> None:
    with pytest.raises(TextError) as caught:
        edition(source)
    assert says in str(caught.value)
    assert str(caught.value).startswith(f"x.md, line {line}: ")


@pytest.mark.parametrize(
    "source", ["| a verse  \n| another", "| a verse\n| another", "in\n1991. So", "a ____ b", "~5"]
)
def test_what_reads_alike_is_accepted(source: str) -> None:
    assert edition(source) == viewer(source)
