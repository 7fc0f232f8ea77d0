"""Where the course is looked for, and what is said when it is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from closereader import _paths

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("COURSE", "SEEDS", "WORK"):
        monkeypatch.delenv(f"CLOSEREADER_{name}", raising=False)
    folder = tmp_path.resolve() / "a course with spaces é"
    (folder / "seeds").mkdir(parents=True)
    (folder / "seeds" / "codebook.yml").write_text("version: 1\n", encoding="utf-8")
    (folder / "notebooks" / "deep").mkdir(parents=True)
    return folder


def test_found_from_below(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(course / "notebooks" / "deep")
    assert _paths.course_folder() == course
    assert _paths.seeds_folder() == course / "seeds"
    assert _paths.work_folder() == course / "work"


def test_named_by_settings(course: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CLOSEREADER_COURSE", str(course))
    assert _paths.course_folder() == course
    monkeypatch.setenv("CLOSEREADER_SEEDS", str(tmp_path / "s"))
    monkeypatch.setenv("CLOSEREADER_WORK", str(tmp_path / "w"))
    assert _paths.seeds_folder() == tmp_path.resolve() / "s"
    assert _paths.work_folder() == tmp_path.resolve() / "w"


def test_a_setting_that_names_no_course(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOSEREADER_COURSE", str(course / "notebooks"))
    with pytest.raises(_paths.CourseNotFound, match=r"holds no seeds/codebook\.yml: set it to"):
        _paths.course_folder()


def test_the_checkout_is_the_last_resort(
    course: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    checkout = _paths.course_folder()
    assert (checkout / "src" / "closereader" / "_paths.py").is_file()
    monkeypatch.setattr(
        _paths, "__file__", str(course.parent / "lib" / "closereader" / "_paths.py")
    )
    with pytest.raises(_paths.CourseNotFound, match="No course was found at or above"):
        _paths.course_folder()
