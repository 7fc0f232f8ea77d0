"""The page of a notebook: the same words in HTML and in plain text, and always the same."""

from __future__ import annotations

import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from closereader.annotations import Annotation
from closereader.concordance import Concordance, concordance
from closereader.texts import UnknownText, open_text
from closereader.work import Work, open_work

PAIR = ["artiukh-2022", "post-2022"]


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return open_work(tmp_path / "work")


class Page(HTMLParser):
    """Collects tags, captions and table headings."""

    def __init__(self, page: Concordance) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.scopes: list[str] = []
        self.words = ""
        self.feed(page.to_html())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "th":
            self.scopes.append(dict(attrs).get("scope") or "none")

    def handle_data(self, data: str) -> None:
        self.words += data


def test_a_page_holds_lines_counts_guard_and_what_is_missed() -> None:
    page = concordance(PAIR, "we|our|us")
    for words in (repr(page), Page(page).words):
        assert "artiukh-2022, we | our | us: 9 hits" in words
        assert "artiukh-2022 ¶5" in words
        assert "12.7 to 52.6" in words
        assert "too short to compare" in words
        assert words.count("The rule here") == 1
        assert "What this count misses" in words
        assert "5 words in capitals (such as US) in artiukh-2022" in words
        assert "our copy of artiukh-2022 is an excerpt" in words
        assert "do not rank the texts by this" in words
    assert len(page.lines) == 18
    assert [each.raw for each in page.counts] == [9, 9]


def test_its_tables_are_for_everyone() -> None:
    page = Page(concordance(PAIR, "we|our|us"))
    assert page.tags.count("table") == page.tags.count("caption") == 3
    assert set(page.scopes) == {"row", "col"}
    assert not {"style", "script", "img"} & set(page.tags)


def test_hits_stand_below_each_other() -> None:
    lines = [line for line in repr(concordance(PAIR, "we|our|us")).splitlines() if "[" in line]
    columns = {line.index("[") - line.index(" ¶") for line in lines if "¶1 " in line[:20]}
    assert len(lines) == 18
    assert len(columns) == 1


def test_it_is_the_same_every_time() -> None:
    one, two = (concordance(PAIR, "we|our|us", theme="exclusion") for _ in range(2))
    assert repr(one) == repr(two)
    assert one._repr_html_() == two._repr_html_()


def test_a_long_one_is_cut_and_says_so() -> None:
    page = concordance("alieva-2024", "russia*", most=5)
    assert "These are the first 5 of 53 hits" in repr(page)
    assert (
        "of 53 hits, in the order of the text. The search of a reader shows them all."
        in Page(page).words
    )
    assert len(page.lines) == 53
    assert "first" not in repr(concordance("alieva-2024", "russia*", most=53)).split("How often")[0]
    assert "These are the first" not in repr(concordance("alieva-2024", "russia*", most=None))


def test_marks_are_told_from_hits(work: Work) -> None:
    text = open_text("artiukh-2022")
    page = concordance("artiukh-2022", "we", theme="exclusion", work=work)
    assert "you have marked no passage with this theme yet" in repr(page)
    assert "not marked" not in repr(page)
    work.save(Annotation.on(text, 0, 40, theme="exclusion"))
    work.save(Annotation.on(text, *text.find("brute force is")[0], theme="exclusion"))
    page = concordance("artiukh-2022", "we", theme="exclusion", work=work)
    for words in (repr(page), Page(page).words):
        assert "6 of 7 hits stand in no passage that you marked with it" in words
        assert "1 of your 2 marked passages have none of these words" in words
        assert "“brute force is” (artiukh-2022 ¶6)" in words
        assert "in quotation marks, not marked" in words


def test_no_hit_and_no_pattern_are_sentences() -> None:
    page = concordance("artiukh-2022", "imperialistic")
    for words in (repr(page), Page(page).words):
        assert "artiukh-2022 has no hit. The closest forms there: imperialism" in words
    empty = concordance("artiukh-2022", " | ")
    assert repr(empty) == empty.problem
    assert empty.problem.startswith("There is no word to look for.")
    assert "no word to look for" in empty.to_html()
    with pytest.raises(UnknownText):
        concordance("artiukh", "we")


def test_words_of_a_text_are_only_ever_text(work: Work) -> None:
    assert "<script>" not in concordance("artiukh-2022", "<script>we", work=work).to_html()


def test_it_needs_neither_tables_nor_figures() -> None:
    program = (
        "import sys; from closereader.concordance import concordance;"
        "repr(concordance('artiukh-2022', 'we'));"
        "print(sorted({'pandas', 'plotly', 'numpy', 'IPython'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_a_hit_inside_a_longer_word_is_said_with_the_rule_of_the_total() -> None:
    page = concordance("alieva-2024", "state")
    longer = [line.longer for line in page.lines if line.longer]
    assert sorted(set(longer)) == ["inter-state", "non-state", "petro-state"]
    said = f"{len(longer)} hits are parts of a longer word in alieva-2024 (such as {longer[0]})"
    for words in (repr(page), Page(page).words):
        assert said in words
        assert "all that stands between two spaces counts as one" in words
    whole = concordance(PAIR, "we|our|us")
    assert not any(line.longer for line in whole.lines)
    assert "longer word" not in repr(whole)
