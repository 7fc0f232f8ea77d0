"""The list that says which code is the course's own, and the links from notebook to notebook."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from closereader.authoring.exercises import notebooks_in
from closereader.authoring.listing import digest, listing, listing_stale, write_listing
from closereader.authoring.notebook import read
from closereader.authoring.ways import check_ways, write_ways
from closereader.handin.home import LISTING

ROOT = Path(__file__).parents[2]
COURSE_JS = ROOT / "src/closereader/lab/front/course.js"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    for folder in ("notebooks", "exercises", "solutions"):
        (tmp_path / folder).mkdir()
    (tmp_path / "seeds").mkdir()
    for name in ("01_three_voices", "02_exclusion", "03_rentier_states"):
        shutil.copy(ROOT / "notebooks" / f"{name}.ipynb", tmp_path / "notebooks")
    shutil.copy(ROOT / "exercises/02_exclusion.ipynb", tmp_path / "exercises")
    return tmp_path


def test_the_committed_list_is_fresh() -> None:
    assert not listing_stale(ROOT), "run: closereader notebooks"


def test_a_changed_letter_of_code_changes_the_digest_and_prose_does_not(course: Path) -> None:
    write_listing(course)
    path = course / "notebooks/02_exclusion.ipynb"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("Key points", "Key  points", 1), encoding="utf-8")
    assert not listing_stale(course)
    path.write_text(before.replace('Choose(\\"02/q1', 'Choose(\\"02/q9', 1), encoding="utf-8")
    assert listing_stale(course)


def test_no_two_lists_of_sources_share_a_digest_by_where_they_are_cut() -> None:
    cuts = [["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""], ["a\nb", "c"], ['a","b', "c"]]
    assert len({digest(cut) for cut in cuts}) == len(cuts)


@pytest.mark.skipif(shutil.which("node") is None, reason="no Node on this machine")
def test_the_browser_gives_the_same_digest(tmp_path: Path) -> None:
    sources = ["x = '“ü” \\ \u2028 \U0001f600'\n", "", "\t\x7f\x00", '"']
    (tmp_path / "course.mjs").write_text(COURSE_JS.read_text(encoding="utf-8"), encoding="utf-8")
    program = (
        'import { digest } from "./course.mjs"; '
        "process.stdout.write(await digest(JSON.parse(process.argv[1])));"
    )
    done = subprocess.run(
        ["node", "--input-type=module", "-e", program, json.dumps(sources)],
        capture_output=True, text=True, encoding="utf-8", check=True, cwd=tmp_path,
    )  # fmt: skip
    assert done.stdout == digest(sources)


def test_what_students_do_not_get_can_be_left_out(course: Path) -> None:
    kept = json.loads(listing(course, keep=lambda path: "03" not in path))
    assert [one["path"] for one in kept] == [
        "notebooks/01_three_voices.ipynb",
        "notebooks/02_exclusion.ipynb",
        "exercises/02_exclusion.ipynb",
    ]
    assert LISTING.startswith("seeds/")


def test_every_notebook_leads_on_and_a_stale_link_is_found(course: Path) -> None:
    write_ways(course)
    assert write_ways(course) == ()
    lesson = read(course / "notebooks/02_exclusion.ipynb")
    words = lesson.cells[-1].source
    assert words == lesson.cells[1].source
    assert "[Back: lesson 01, Three voices](../notebooks/01_three_voices.ipynb)" in words
    assert "[Exercise](../exercises/02_exclusion.ipynb)" in words
    assert "[Next: lesson 03, Rentier states](../notebooks/03_rentier_states.ipynb)" in words
    lessons = [read(path) for path in notebooks_in(course / "notebooks")]
    assert list(check_ways([lesson], lessons, course)) == []
    without = [one for one in lessons if one.path.name != "03_rentier_states.ipynb"]
    assert len(list(check_ways([lesson], without, course))) == 1
