"""The texts that were marked are kept, so that marks are carried when an edition changes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from closereader.annotations import Annotation, anchor
from closereader.texts import Text, load_edition, open_text
from closereader.work import Work, _disk, earlier
from tests.texts.making import FRONT
from tests.work.making import files, fresh

WORDS = (
    "The war is read in many places by now.\n\n"
    "Experts from outside often explain the region to those who live in it. Those who live in it "
    "are seldom asked, and when they are asked they are thanked.\n\nSo it goes on.\n"
)


@pytest.fixture
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    monkeypatch.setenv("CLOSEREADER_SEEDS", str(folder))
    edition(folder, WORDS)
    return folder


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return Work(tmp_path / "work")


def edition(folder: Path, words: str) -> None:
    (folder / "made-up.md").write_text(
        FRONT.format(id="made-up") + words, encoding="utf-8", newline="\n"
    )


def marked(words: str) -> Annotation:
    text = open_text("made-up")
    start = text.body.index(words)
    return Annotation.on(text, start, start + len(words), theme="exclusion")


def kept(work: Work) -> list[Path]:
    return sorted((work.folder / "texts").glob("*"))


def test_the_first_mark_keeps_its_text_once(work: Work, seeds: Path) -> None:
    text = load_edition(seeds / "made-up.md")
    for words in ("seldom asked", "So it goes on."):
        work.save(marked(words))
        (file,) = kept(work)
        assert file.name == f"{hashlib.sha256(file.read_bytes()).hexdigest()}.txt"
        assert file.read_bytes().decode("utf-8") == text.body


def test_a_mark_goes_with_its_sentence_when_the_edition_changes(work: Work, seeds: Path) -> None:
    mark = marked("seldom asked")
    work.save(mark)
    edition(seeds, "A preface.\n\n" + WORDS.replace("Experts", "Scholars"))
    text = open_text("made-up")
    found = anchor(mark, text, earlier(text, fresh(work)))
    assert found.status == "moved"
    assert found.span is not None
    assert text.body[slice(*found.span)] == "seldom asked"
    assert anchor(mark, text).status == "offered"  # what the kept text is there for


def test_a_text_of_another_state_is_not_kept_under_its_name(work: Work, seeds: Path) -> None:
    mark = marked("seldom asked")
    edition(seeds, "A preface.\n\n" + WORDS)
    work.save(mark)
    assert kept(work) == []
    text = open_text("made-up")
    assert anchor(mark, text, earlier(text, work)).status == "offered"


def test_a_folder_from_an_earlier_version_keeps_its_text_when_it_is_read(
    work: Work, seeds: Path
) -> None:
    work.save(marked("seldom asked"))
    (file,) = kept(work)
    file.unlink()
    file.parent.rmdir()
    assert len(fresh(work).annotations("made-up").items) == 1
    assert kept(work) == [file]
    assert seeds.is_dir()


def test_a_kept_text_that_was_changed_is_not_believed(work: Work, seeds: Path) -> None:
    mark = marked("seldom asked")
    work.save(mark)
    (file,) = kept(work)
    file.write_text(WORDS.replace("seldom", "always"), encoding="utf-8")
    edition(seeds, "Another preface.\n\n" + WORDS)
    text = open_text("made-up")
    assert anchor(mark, text, earlier(text, work)).status == "offered"
    assert work.annotations("made-up").problems == ()


def test_a_mark_is_saved_although_its_text_cannot_be_kept(
    work: Work, seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = _disk.write

    def full(file: Path, data: bytes) -> None:
        if file.suffix == ".txt":
            raise OSError(28, "No space left on device")
        write(file, data)

    monkeypatch.setattr(_disk, "write", full)
    work.save(marked("seldom asked"))
    assert kept(work) == []
    assert len(files(work, "annotations")) == 1
    monkeypatch.undo()
    monkeypatch.setenv("CLOSEREADER_SEEDS", str(seeds))
    assert len(work.annotations("made-up").items) == 1
    assert len(kept(work)) == 1


def test_every_text_of_the_course_is_small() -> None:
    texts: list[Text] = [open_text(name) for name in ("alieva-2024", "artiukh-2022", "post-2022")]
    assert max(len(text.body.encode("utf-8")) for text in texts) < 100_000
