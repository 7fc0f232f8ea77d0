"""A slip in one edition costs that edition: questions, hand-ins and tables go on without it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from closereader._paths import seeds_folder
from closereader.cli import main
from closereader.figures import own_marks
from closereader.texts import TextError, open_text, readable_ids, readable_texts
from closereader.widgets.question import Ask
from closereader.work import open_work
from tests.seminar.making import a_mark, handin, reader_id

BAD = "post-2022"


@pytest.fixture
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder of the texts, with a slip in one of them."""
    folder = tmp_path / "seeds"
    shutil.copytree(seeds_folder(), folder)
    path = folder / f"{BAD}.md"
    words = path.read_text("utf-8").split("\n")
    at = next(n for n, line in enumerate(words) if line.startswith("date:"))
    words[at] = "date: [2022"
    path.write_text("\n".join(words), encoding="utf-8")
    monkeypatch.setenv("CLOSEREADER_SEEDS", str(folder))
    return folder


def test_the_texts_that_can_be_read_come_with_a_sentence_for_the_others(seeds: Path) -> None:
    found = readable_texts()
    assert [one.id for one in found.texts] == ["alieva-2024", "artiukh-2022"]
    assert readable_ids() == ("alieva-2024", "artiukh-2022")
    (problem,) = found.problems
    assert f"{seeds / BAD}.md, line " in problem
    assert "this is not YAML" in problem
    with pytest.raises(TextError):
        open_text(BAD)


def test_a_question_about_another_text_is_asked(seeds: Path, tmp_path: Path) -> None:
    assert seeds.is_dir()
    asked = Ask("02/q1", "Why?", texts=("artiukh-2022",), work=open_work(tmp_path / "work"))
    assert asked.problem == ""
    assert own_marks() is not None


def test_collecting_and_exporting_go_on(
    seeds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "work"))
    (folder / "a.html").write_bytes(handin(1, "Ann", marks=(a_mark(1, creator=reader_id(1)),)))
    assert main(["collect", str(folder), "--out", str(tmp_path / "pack")]) == 1
    assert f"{seeds / BAD}.md, line" in capsys.readouterr().err
    assert "tried to theorise" in (tmp_path / "pack" / "annotations.csv").read_text("utf-8-sig")
    index = (tmp_path / "pack" / "index.html").read_text("utf-8")
    assert f"{BAD}.md, line" in index
    assert main(["export", "csv"]) == 1
    assert f"{seeds / BAD}.md, line" in capsys.readouterr().err
