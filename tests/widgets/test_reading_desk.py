"""The reading desk from Python: which texts, whose marks, and what it refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from closereader import Reader, ReadingDesk, open_work, text_ids
from closereader.texts import UnknownText

if TYPE_CHECKING:
    from pathlib import Path

    from closereader.work import Work


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return open_work(tmp_path / "work")


def test_it_has_all_texts_or_those_that_are_named_each_once(work: Work) -> None:
    assert [text["id"] for text in ReadingDesk(work=work).texts] == list(text_ids())
    named = ReadingDesk("post-2022", "artiukh-2022", "post-2022", work=work)
    assert [text["id"] for text in named.texts] == ["post-2022", "artiukh-2022"]
    assert repr(named) == "ReadingDesk('post-2022', 'artiukh-2022'): 0 passages marked"
    assert "The texts" in named.card()


def test_what_a_reader_marks_lies_on_the_desk(work: Work) -> None:
    desk = ReadingDesk("artiukh-2022", "post-2022", work=work)
    Reader("post-2022", work=work).mark("your sample (and mine) is biased", theme="exclusion")
    assert [len(marks) for marks in desk.marks] == [0, 1]
    assert repr(desk).endswith("1 passage marked")


def test_it_refuses_what_is_not_there(work: Work) -> None:
    with pytest.raises(UnknownText):
        ReadingDesk("nothing-1999", work=work)
    with pytest.raises(TypeError, match="Did you mean height"):
        ReadingDesk(work=work, hight=3)  # type: ignore[call-arg]


def test_citations_may_name_texts_by_their_present_and_former_ids(work: Work) -> None:
    citable = ReadingDesk(work=work).citable
    assert {citable[text_id] for text_id in text_ids()} == set(text_ids())
    assert citable["vorobiev-2022"] == "post-2022"
