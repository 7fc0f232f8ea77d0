"""Markdown as a reader sees it."""

from __future__ import annotations

import pytest

from closereader.authoring.prose import (
    Heading,
    count_words,
    count_words_of_tables,
    headings,
    images,
    passages,
    plain,
    shown,
)


def test_headings_in_fences_and_comments_are_none() -> None:
    source = "# One\n\n```\n# code\n```\n\n<!--\n## hidden\n-->\n### Three *words* ###\n#not one"
    assert headings(source) == [Heading(1, "One"), Heading(3, "Three words")]


def test_a_fence_that_is_never_closed_reaches_to_the_end() -> None:
    assert headings("~~~\n# code\n") == []


def test_runs_of_prose_end_where_a_reader_stops() -> None:
    source = (
        "## Title\nOne\ntwo.\n\n> “A\n> b”\n\n- item\n- item 2\n1. first\n\n| a | b |\n|---|---|"
    )
    assert passages(source) == [
        "Title", "One two.", "“A b”", "item", "item 2", "first", "a", "b",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("*it* **could** _not_ be", "it could not be"),
        ("snake_case 2*3", "snake_case 2*3"),
        (r"\[…\] \*", "[…] *"),
        ("a &amp; b&nbsp;c", "a & b\u00a0c"),
        ("[words](https://x.org) ![alt](y.png)", "words alt"),
        ("a<br>b <em>c</em> 1 < 2", "ab c 1 < 2"),
        ("a\n   b", "a b"),
    ],
)
def test_marks_are_taken_away(source: str, words: str) -> None:
    assert plain(source) == words


def test_code_is_nobodys_prose() -> None:
    assert passages("Say `“words” (alieva-2024 ¶12)` or\n\n```\n“x”\n```\n") == ["Say or"]


def test_words_of_headings_tables_and_addresses_are_not_counted() -> None:
    source = "# Not these\n\nTwo words\n\n| a | b |\n|---|---|\n\n- [one](https://a.b/c) — `code`\n"
    assert count_words(source) == 4


def test_words_of_tables_are_counted_by_themselves() -> None:
    table = "| a | **b c** |\n|---|:-:|\n| [d](https://a.b/c) \\| e | - |\n"
    assert count_words_of_tables(f"Two words\n\n{table}") == 5
    assert count_words_of_tables(f"```\n{table}```") == 0


def test_images_give_their_alternative_text() -> None:
    assert images("![](a.png) and ![a cat](b.png)") == [("", "a.png"), ("a cat", "b.png")]


def test_html_is_shown_as_text() -> None:
    assert shown("<table><tr><td>a &lt; b</td><td><b>c</b>d</td></tr></table>").split() == [
        "a", "<", "b", "cd",
    ]  # fmt: skip
