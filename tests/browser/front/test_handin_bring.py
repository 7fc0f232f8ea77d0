"""Work brought back from a file, in Chromium, with the real Python behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from closereader import HandIn
from closereader.work import Work, open_work
from tests.handin.making import full_work

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.front.harness import Front

pytestmark = pytest.mark.browser


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return open_work(tmp_path / "work")


def test_work_is_brought_back_after_a_look(front: Front, work: Work, tmp_path: Path) -> None:
    file = HandIn("02", work=full_work(tmp_path / "other")).make()
    front.live(HandIn("02", work=work))
    view = front.view()
    view.get_by_text("Bring work back from a file").press("Enter")
    view.get_by_label("File", exact=True).set_input_files(file)
    expect(view).to_contain_text("Would come back: 3 marks, 1 link, 2 answers.")
    assert work.answers("02") == {}
    view.get_by_role("button", name="Bring it back").press("Enter")
    expect(view).to_contain_text("Brought back: 3 marks, 1 link, 2 answers.")
    expect(view).to_contain_text("3 of 6 questions answered, 3 of them with less")
    assert work.reader.name == "Quiet Reader"
    view.get_by_label("File", exact=True).set_input_files(file)
    expect(view).to_contain_text("Nothing in it is new here.")
    view.get_by_role("button", name="Leave it").click()
    expect(view).to_contain_text("Nothing was changed.")


def test_a_file_comes_in_pieces_that_a_server_takes(
    front: Front, work: Work, tmp_path: Path
) -> None:
    made = HandIn("02", work=full_work(tmp_path / "other")).make().read_text(encoding="utf-8")
    # signs of two halves at each cut, wherever it falls
    (tmp_path / "long.html").write_text(f"{made}<!--{'😀' * 1_900_000}-->", encoding="utf-8")
    front.live(HandIn("02", work=work))
    view = front.view()
    view.get_by_text("Bring work back from a file").click()
    view.get_by_label("File", exact=True).set_input_files(tmp_path / "long.html")
    expect(view).to_contain_text("Would come back: 3 marks, 1 link, 2 answers.")
    sent = front.sent("bring")
    assert len(sent) == sent[-1]["parts"] > 3
    assert max(len(one["page"]) for one in sent) <= 1_000_001


def test_another_readers_work_is_met_only_by_who_says_that_both_are_theirs(
    front: Front, work: Work, tmp_path: Path
) -> None:
    file = HandIn("02", work=full_work(tmp_path / "other")).make()
    said = {"kind": "prose", "text": "mine"}
    work.save_answer("02", "exercise-question-3", said)
    front.live(HandIn("02", work=work))
    view = front.view()
    view.get_by_text("Bring work back from a file").press("Enter")
    view.get_by_label("File", exact=True).set_input_files(file)
    expect(view).to_contain_text("than this file (Quiet Reader)")
    expect(view.get_by_role("button", name="Bring it back")).to_have_count(0)
    assert set(work.answers("02")) == {"exercise-question-3"}
    view.get_by_role("button", name="Both are mine: bring it here").press("Enter")
    expect(view).to_contain_text("Brought back: 3 marks, 1 link, 2 answers.")
    assert work.answers("02")["exercise-question-3"].value == said


def test_what_is_no_hand_in_is_refused(front: Front, work: Work, tmp_path: Path) -> None:
    front.live(HandIn("02", work=work))
    view = front.view()
    view.get_by_text("Bring work back from a file").click()
    for name, data, says in (
        ("essay.html", b"<script>alert(1)</script>", "is no hand-in: it carries no data"),
        ("big.html", b" " * 20_000_001, "has 21 MB, and a file of at most 20 MB can be brought"),
    ):
        (tmp_path / name).write_bytes(data)
        view.get_by_label("File", exact=True).set_input_files(tmp_path / name)
        expect(view).to_contain_text(says)
        expect(view.get_by_role("button", name="Bring it back")).to_have_count(0)
