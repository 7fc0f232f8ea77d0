"""The student edition: what is in it, and what never is.

That it runs on its own is seen where its exercises are run: tests/notebooks/test_exercises.py.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import tomllib
import zipfile
from pathlib import Path

import pytest

from closereader import cli
from closereader.annotations import Annotation, read_collection
from closereader.authoring import AuthoringError, canonical, read
from closereader.authoring.bundle import Bundle, bundle, check_names
from closereader.authoring.held_back import Secret, secrets_of, told
from closereader.authoring.prose import images, links
from closereader.authoring.samples import PLACE as SAMPLES

COURSE = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def edition() -> Bundle:
    return bundle(COURSE)


@pytest.fixture(scope="module")
def secrets() -> tuple[Secret, ...]:
    return secrets_of(COURSE)


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the course that may be changed."""
    course = tmp_path.resolve() / "course"
    unwanted = shutil.ignore_patterns("__pycache__", ".*")
    for name in ("notebooks", "exercises", "solutions", "seeds", "docs", "src"):
        shutil.copytree(COURSE / name, course / name, ignore=unwanted)
    for name in (".gitignore", "LICENSE", "pyproject.toml", "environment.yml", "CITATION.cff"):
        shutil.copy(COURSE / name, course / name)
    monkeypatch.setenv("CLOSEREADER_COURSE", str(course))
    return course


def test_the_edition_has_what_students_need(edition: Bundle) -> None:
    names = set(edition.members)
    lessons = [path for path in (COURSE / "notebooks").glob("*.ipynb") if path.name[:2] != "08"]
    assert {f"notebooks/{path.name}" for path in lessons} <= names
    exercises = (COURSE / "exercises").glob("*.ipynb")
    assert {f"exercises/{path.name}" for path in exercises} <= names
    project = tomllib.loads(edition.members["pyproject.toml"].decode())
    needed = {project["project"]["readme"], *project["project"]["license-files"]}
    needed |= set(project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"])
    needed |= {"environment.yml", "docs/student.md", "seeds/codebook.yml", "seeds/SHA256SUMS"}
    assert needed <= names
    library = {path.name for path in (COURSE / "src").rglob("*.py")}
    assert library == {Path(name).name for name in names if name.endswith(".py")}
    assert edition.notes == ()


def test_the_edition_has_nothing_else(edition: Bundle) -> None:
    tops = {name.split("/")[0] for name in edition.members}
    files = {
        ".gitignore",
        "README.md",
        "LICENSE",
        "pyproject.toml",
        "environment.yml",
        "home.ipynb",
    }
    assert tops == files | {"docs", "exercises", "notebooks", "seeds", "src"}
    assert {name for name in edition.members if name.startswith("docs/")} == {
        "docs/student.md",
        "docs/images/reader.png",
    }
    assert not [name for name in edition.members if re.search(r"/08_|pycache|/\.|/test_", name)]


@pytest.mark.parametrize(
    "name",
    ["work/reader.json", "pack/index.html", "pack-02/index.html", "handins/anna.html", "class.txt",
     "handins.zip", "worksheet.csv", "look/work.json", "who-is-who.csv", "marking-02.csv",
     "feedback.zip", "grades-02.csv",
     "marks.csv", "marks.jsonld", "notes.json"],
)  # fmt: skip
def test_nothing_personal_goes_into_git(edition: Bundle, tmp_path: Path, name: str) -> None:
    """Neither in the course nor in a repository that a seminar makes of the student edition."""
    given = edition.members[".gitignore"]
    assert given == (COURSE / ".gitignore").read_bytes()
    (tmp_path / ".gitignore").write_bytes(given)
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    asked = ["git", "-C", str(tmp_path), "check-ignore", "-q", "--no-index", name]
    assert subprocess.run(asked, check=False).returncode == 0


def test_lesson_07_would_tell(secrets: tuple[Secret, ...]) -> None:
    """The reason for leaving it out: what it shows is the model readings."""
    for path in (COURSE / "notebooks").glob("08_*.ipynb"):
        assert any(told(secrets, path.name, path.read_bytes()))


def test_no_file_tells_what_is_held_back(edition: Bundle, secrets: tuple[Secret, ...]) -> None:
    assert len(secrets) > 1000
    found = [
        (name, secret.words)
        for name, data in edition.members.items()
        for secret in told(secrets, name, data)
    ]
    # what of the solutions students see after their hand-in; it is made of that and nothing else
    assert {name for name, _ in found} == {SAMPLES}


def test_every_note_and_every_answer_would_be_found(secrets: tuple[Secret, ...]) -> None:
    """The search sees what it looks for: each source of secrets tells each of its own."""
    by_file = {secret.where.split(",")[0] for secret in secrets}
    solutions = {path.name for path in (COURSE / "solutions").glob("*.ipynb")}
    readings = {path.name for path in (COURSE / "solutions" / "readings").glob("reading_?.*")}
    assert by_file == solutions | readings
    for name in sorted(by_file):
        path = next((COURSE / "solutions").rglob(name))
        mine = [one for one in secrets if one.where.startswith(name)]
        assert len(list(told(secrets, name, path.read_bytes()))) >= len(mine) * 0.95


@pytest.mark.parametrize("what", ["note", "x3-a", "x1-solution"])
def test_an_edition_that_tells_is_not_made(what: str, copy: Path) -> None:
    """A note, an answer in prose, and a table of quotations."""
    if what == "note":
        items = read_collection(copy / "solutions" / "readings" / "reading_b.json").items
        words = max((one.note for one in items if isinstance(one, Annotation)), key=len)
        target = copy / "seeds" / "passages.yml"
        target.write_text(
            target.read_text(encoding="utf-8") + f"# {words.upper()}\n", encoding="utf-8"
        )
    else:
        (cell,) = [
            one
            for one in read(copy / "solutions" / "02_exclusion.ipynb").cells
            if "solution" in one.tags and one.id == what
        ]
        target = copy / "notebooks" / "01_three_voices.ipynb"
        data = json.loads(target.read_text(encoding="utf-8"))
        data["cells"][1]["source"] = cell.source
        target.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(AuthoringError, match=rf"^{target.parent.name}/{target.name}: tells what "):
        bundle(copy)


def test_a_notebook_that_was_saved_by_hand_loses_what_it_shows(copy: Path) -> None:
    path = copy / "exercises" / "02_exclusion.ipynb"
    data = json.loads(path.read_text(encoding="utf-8"))
    shown = next(cell for cell in data["cells"] if cell.get("outputs"))
    shown["outputs"] = [
        {"output_type": "stream", "name": "stdout", "text": "a mark of the teacher"}
    ]
    path.write_text(json.dumps(data), encoding="utf-8")
    made = bundle(copy)
    (note,) = made.notes
    assert note.startswith("02_exclusion.ipynb was saved by hand")
    words = made.members["exercises/02_exclusion.ipynb"].decode()
    assert "a mark of the teacher" not in words
    assert json.loads(words)["cells"]
    clean = copy / "exercises" / "clean.ipynb"
    clean.write_text(words, encoding="utf-8", newline="\n")
    assert canonical(read(clean)) == words


def test_nothing_of_a_persons_own_comes_along(copy: Path) -> None:
    before = bundle(copy).members
    for name in (
        "work/annotations/a.json",
        "seeds/.hidden.md",
        "notebooks/.ipynb_checkpoints/01.ipynb",
        "src/closereader/__pycache__/a.pyc",
        "seeds/~$notes.csv",
        "docs/teacher-notes.md",
        "notes.md",
    ):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_text("my own", encoding="utf-8")
    assert bundle(copy).members == before


def test_a_name_that_does_not_work_everywhere_is_refused(copy: Path) -> None:
    (copy / "seeds" / "my notes.csv").write_text("x", encoding="utf-8")
    with pytest.raises(AuthoringError, match=r"^seeds/my notes\.csv: cannot be a file on every"):
        bundle(copy)


@pytest.mark.parametrize("name", ["con.csv", "a/aux/b.md", "ü.csv", "a:b.md", "end.", "x" * 81])
def test_a_name_that_windows_would_not_take_is_refused(name: str) -> None:
    with pytest.raises(AuthoringError, match="cannot be a file on every system"):
        check_names({f"seeds/{name}": b""})


def test_two_names_that_are_one_on_windows_are_refused() -> None:
    with pytest.raises(AuthoringError, match=r"seeds/A\.md: is the same file as seeds/a\.md"):
        check_names({"seeds/a.md": b"", "seeds/A.md": b""})


def test_the_same_course_makes_the_same_bytes(copy: Path) -> None:
    edition = bundle(copy)
    first = edition.zipped()
    for path in copy.rglob("*"):
        os.utime(path, (2_000_000_000, 2_000_000_000))
    assert bundle(copy).zipped() == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        entries = archive.infolist()
    names = [entry.filename for entry in entries]
    assert names == [f"{edition.stem}/{name}" for name in sorted(edition.members)]
    assert {entry.date_time for entry in entries} == {(2026, 11, 29, 0, 0, 0)}
    assert "date-released: 2026-11-29" in (COURSE / "CITATION.cff").read_text(encoding="utf-8")
    assert max(len(name) for name in names) < 120  # Windows: 260 with the folder


def test_every_link_leads_to_something_in_the_edition(edition: Bundle, tmp_path: Path) -> None:
    unpack(edition, tmp_path)
    folder = tmp_path / edition.stem
    dead = []
    for path in sorted(folder.rglob("*.md")):
        words = path.read_text(encoding="utf-8")
        for address in [*links(words), *(one for _, one in images(words))]:
            target = address.split("#")[0]
            if ":" not in address and target and not (path.parent / target).exists():
                dead.append(f"{path.relative_to(folder).as_posix()}: {address}")
    for path in sorted(folder.rglob("*.ipynb")):
        for cell in read(path).cells:
            for address in links(cell.source) if cell.kind == "markdown" else ():
                target = address.split("#")[0]
                if ":" not in address and target and not (path.parent / target).exists():
                    dead.append(f"{path.relative_to(folder).as_posix()}: {address}")
    assert dead == []


def unpack(edition: Bundle, folder: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(edition.zipped())) as archive:
        archive.extractall(folder)


def test_the_command_writes_one_zip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLOSEREADER_COURSE", str(COURSE))
    assert cli.main(["bundle"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("whose-lessons-student.zip: ")
    assert [path.name for path in tmp_path.iterdir()] == ["whose-lessons-student.zip"]
    assert cli.main(["bundle", "--out", "for/students.zip"]) == 0
    assert (tmp_path / "for/students.zip").is_file()
    assert cli.main(["bundle", "--out", "students.tar"]) == 2
    assert "must end with .zip" in capsys.readouterr().err


def test_an_edition_with_old_samples_is_not_made(copy: Path) -> None:
    (copy / SAMPLES).write_text('{"02": "a note of a model reading"}\n', encoding="utf-8")
    with pytest.raises(AuthoringError, match=r"samples.json: is old. Run: closereader exercises"):
        bundle(copy)


def test_an_exercise_that_says_something_else_than_its_solution_is_named(copy: Path) -> None:
    source = copy / "solutions" / "02_exclusion.ipynb"
    words = source.read_text(encoding="utf-8")
    source.write_text(words.replace("a higher rank", "a rank"), encoding="utf-8")
    (note,) = bundle(copy).notes
    assert note.startswith("02_exclusion.ipynb says something else than its solution")
    assert note.endswith("run: closereader exercises")
