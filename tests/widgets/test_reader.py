"""The reader from Python: it opens, marks, takes back, and says what is wrong in sentences."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import closereader
from closereader import Reader, open_work
from closereader.codebook import CodebookError
from closereader.output import html_output
from closereader.quotations import QuoteError
from closereader.texts import TextError, UnknownText
from closereader.widgets.base.sync import EditError
from tests.widgets.course import EDITION

if TYPE_CHECKING:
    from pathlib import Path


pytestmark = pytest.mark.usefixtures("course")


def files(course: Path) -> list[Path]:
    return sorted((course / "work" / "annotations" / "small-2024").glob("*.json"))


# ---- marking


def test_a_quotation_is_marked_and_on_disk(course: Path) -> None:
    reader = Reader("small-2024")
    mark = reader.mark("It speaks of oil", theme="rentier", move="claim", note=" why ")
    assert (mark.exact, mark.theme, mark.move, mark.note) == (
        "It speaks of oil",
        "rentier",
        "claim",
        "why",
    )
    assert mark.codebook == 3
    assert len(files(course)) == 1
    assert reader.annotations == (mark,)
    [shown] = reader.marks
    assert shown["id"] == mark.id
    assert reader.text["body"][shown["s"] : shown["e"]] == mark.exact
    assert reader.saved


def test_marks_stand_in_the_order_of_the_text() -> None:
    reader = Reader("small-2024")
    for quote in ("nothing could change", "First words", "First words of the first paragraph"):
        reader.mark(quote, theme="determinism")
    assert [mark.exact for mark in reader.annotations] == [
        "First words of the first paragraph",
        "First words",
        "nothing could change",
    ]


@pytest.mark.parametrize(
    ("quote", "occurrence", "sentence"),
    [
        ("oil", None, r"“oil” occurs twice in small-2024 \(¶1, ¶1\): quote more words, or add"),
        ("oil", 3, "there is no occurrence 3"),
        ("First words", 2, "occurs once"),
        ("nothing could be changed", None, r"closest passage is “.*” \(small-2024 ¶2\)"),
        ("A note about oil", None, r"stands in its notes \(n1\)"),
        ("zzz qqq", None, "nor anything like it"),
        ("  ", None, "no words to look for"),
    ],
)
def test_words_that_are_not_one_place_are_refused_with_a_way_on(
    course: Path, quote: str, occurrence: int | None, sentence: str
) -> None:
    with pytest.raises(QuoteError, match=sentence):
        Reader("small-2024").mark(quote, theme="rentier", occurrence=occurrence)
    assert files(course) == []


def test_an_occurrence_says_which() -> None:
    reader = Reader("small-2024")
    first, second = (reader.mark("oil", theme="rentier", occurrence=n) for n in (1, 2))
    assert first.start < second.start


def test_an_unknown_theme_or_move_lists_those_there_are(course: Path) -> None:
    reader = Reader("small-2024")
    with pytest.raises(EditError, match="themes are: rentier, determinism"):
        reader.mark("First words", theme="oil")
    with pytest.raises(EditError, match="moves are: claim"):
        reader.mark("First words", theme="rentier", move="warrant")
    assert files(course) == []


def test_removing_goes_to_the_trash_and_comes_back(course: Path) -> None:
    reader = Reader("small-2024")
    mark = reader.mark("First words", theme="rentier", note="kept")
    reader.remove(mark)
    assert files(course) == []
    assert list((course / "work" / "trash").rglob("*.json"))
    assert reader.undo()
    [back] = reader.annotations
    assert (back.id, back.created, back.note) == (mark.id, mark.created, "kept")
    assert back.modified > mark.modified
    reader.remove(back.id)
    with pytest.raises(EditError, match="There is no mark"):
        reader.remove(back.id)


def test_undo_and_redo_walk_the_whole_way() -> None:
    reader = Reader("small-2024")
    assert not reader.undo()
    assert not reader.redo()
    first = reader.mark("First words", theme="rentier")
    second = reader.mark("nothing could change", theme="determinism")
    reader.remove(first)
    ways: list[set[str]] = []
    while reader.undo():
        ways.append({mark.id for mark in reader.annotations})
    assert ways == [{first.id, second.id}, {first.id}, set()]
    ways = []
    while reader.redo():
        ways.append({mark.id for mark in reader.annotations})
    assert ways == [{first.id}, {first.id, second.id}, {second.id}]
    reader.undo()
    reader.mark("It ends here", theme="determinism")
    assert not reader.redo()


def test_readers_of_one_text_show_the_same_and_share_the_way_back() -> None:
    one, two = Reader("small-2024"), Reader("small-2024")
    one.mark("First words", theme="rentier")
    assert two.marks == one.marks != []
    assert two.undo()
    assert one.marks == []


def test_a_read_only_reader_shows_and_takes_nothing() -> None:
    Reader("small-2024").mark("First words", theme="rentier")
    reader = Reader("small-2024", readonly=True)
    assert len(reader.marks) == 1
    with pytest.raises(EditError, match="reading only"):
        reader.mark("nothing could change", theme="rentier")
    with pytest.raises(EditError, match="reading only"):
        reader.undo()


def test_what_another_notebook_saved_is_there_after_a_refresh(course: Path) -> None:
    reader = Reader("small-2024")
    code = (
        "from closereader import Reader; Reader('small-2024').mark('It ends here', theme='rentier')"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=course)
    assert reader.marks == []
    reader.refresh()
    assert [mark.exact for mark in reader.annotations] == ["It ends here"]


def test_a_reader_opened_again_says_when_its_marks_were_saved() -> None:
    mark = Reader("small-2024").mark("First words", theme="rentier")
    assert Reader("small-2024").saved == mark.modified


def test_a_new_name_of_the_reader_reaches_every_reader() -> None:
    reader = Reader("small-2024")
    open_work().set_reader("Amina")
    assert reader.who["name"] == "Amina"
    assert reader.mark("First words", theme="rentier").creator_name == "Amina"


# ---- options


def test_options_reach_the_browser() -> None:
    reader = Reader("small-2024", themes=["rentier"], show="¶2", height=400)
    start, end = reader.options["focus"]
    assert reader.text["body"][start:end].startswith("The second paragraph")
    assert reader.options["themes"] == ["rentier"]
    assert reader.options["height"] == 400
    assert Reader("small-2024").options == {
        "themes": None,
        "readonly": False,
        "focus": None,
        "height": None,
    }


def test_other_readings_are_laid_over_ones_own(course: Path) -> None:
    theirs = Reader("small-2024", work=open_work(course / "their-work"))
    mark = theirs.mark("nothing could change", theme="determinism")
    reader = Reader("small-2024", others={"A second reader": theirs.annotations})
    [reading] = reader.others
    assert reading["name"] == "A second reader"
    assert [each["id"] for each in reading["marks"]] == [mark.id]
    assert reader.marks == []


def test_a_misspelt_option_is_named() -> None:
    with pytest.raises(TypeError, match=r"no option theme=\. Did you mean themes=\?"):
        Reader("small-2024", theme=["rentier"])  # type: ignore[call-arg]
    with pytest.raises(CodebookError, match="themes are: rentier, determinism"):
        Reader("small-2024", themes=["oil"])
    with pytest.raises(TextError, match="¶1 to ¶2"):
        Reader("small-2024", show="¶9")


def test_an_unknown_text_lists_those_there_are() -> None:
    with pytest.raises(UnknownText, match="small-2024"):
        Reader("small-2025")


# ---- how it looks


def test_repr_counts() -> None:
    reader = Reader("small-2024")
    assert repr(reader) == "Reader('small-2024'): 0 passages marked"
    reader.mark("First words", theme="rentier")
    assert repr(reader) == "Reader('small-2024'): 1 passage marked"
    reader.mark("It ends here", theme="rentier")
    assert repr(reader) == "Reader('small-2024'): 2 passages marked"


def test_the_card_is_the_same_whatever_is_marked() -> None:
    reader = Reader("small-2024")
    before = reader.card()
    reader.mark("First words", theme="rentier")
    bundle = reader._repr_mimebundle_()
    assert bundle is not None
    data = bundle[0]
    assert data["text/html"] == html_output(before)
    assert data["text/plain"] == repr(reader)
    assert "application/vnd.jupyter.widget-view+json" in data
    for words in ("A small text", "An Author", "2 paragraphs", "Shift+Enter", "comes back"):
        assert words in before


def test_the_card_shows_text_as_text(course: Path) -> None:
    hostile = EDITION.replace("title: A small text", 'title: "<script>alert(1)</script> & co"')
    (course / "seeds" / "small-2024.md").write_text(hostile, encoding="utf-8")
    html = Reader("small-2024").card()
    assert "<script" not in html
    assert "&lt;script&gt;" in html


# ---- the face of the package


def test_every_public_name_is_there() -> None:
    for name in closereader.__all__:
        assert getattr(closereader, name) is not None
        assert name in dir(closereader)
    with pytest.raises(AttributeError, match=r"it has Annotation, .*Ask"):
        closereader.__getattr__("Reder")


def test_importing_is_light() -> None:
    code = (
        "import sys, closereader\n"
        "assert not {m for m in sys.modules if m.startswith('closereader.')}, sys.modules\n"
        "from closereader import Reader\n"
        "Reader('small-2024')\n"
        "heavy = {'pandas', 'plotly', 'numpy', 'matplotlib'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
