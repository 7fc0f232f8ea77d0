"""Works: in the form of CSL-JSON, each DOI once, and the name beside a DOI is its author's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from closereader.authoring import AuthoringError
from closereader.authoring.reading_list import check_shelf, check_works, dois, read_works
from tests.authoring.build import markdown, notebook
from tests.house.tree import ROOT

ROSS = {
    "id": "ross-2001", "type": "article-journal", "title": "Does Oil Hinder Democracy?",
    "author": [{"family": "Ross", "given": "Michael"}], "issued": {"date-parts": [[2001]]},
    "DOI": "10.1353/wp.2001.0011",
}  # fmt: skip
BERLIN = {
    "id": "berlin-1954", "type": "book", "title": "Historical Inevitability",
    "author": [{"family": "Berlin"}], "issued": {"date-parts": [[1954]]},
}  # fmt: skip


def shelf(folder: Path, *works: object) -> Path:
    path = folder / "reading-list.json"
    path.write_text(json.dumps(works), encoding="utf-8")
    return path


def test_the_list_of_the_course_can_be_read() -> None:
    works = read_works(ROOT / "seeds" / "reading-list.json")
    assert {"ross-2001", "haber-menaldo-2011"} <= {one.id for one in works}


def test_a_doi_is_found_without_its_full_stop() -> None:
    assert dois("See https://doi.org/10.1353/wp.2001.0011. And (10.2307/2586011).") == [
        "10.1353/wp.2001.0011",
        "10.2307/2586011",
    ]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("- Ross, Michael (2001). https://doi.org/10.1353/wp.2001.0011", []),
        ("- Ross, Michael (2001). https://doi.org/10.1353/WP.2001.0011.", []),
        ("- Ross, M. (2001). https://doi.org/10.1353/wp.2001.9999", ["is not in the reading list"]),
        ("- Haber, S. (2011). https://doi.org/10.1353/wp.2001.0011", ["names somebody else"]),
    ],
)
def test_a_doi_must_be_on_the_shelf_under_its_author(
    line: str, says: list[str], tmp_path: Path
) -> None:
    works = read_works(shelf(tmp_path, ROSS))
    found = list(check_works(notebook(Path("notebooks/03_a.ipynb"), markdown(line)), works))
    assert len(found) == len(says)
    assert all(word in one.what for word, one in zip(says, found, strict=True))


def test_a_work_that_no_notebook_names_is_found(tmp_path: Path) -> None:
    works = read_works(shelf(tmp_path, ROSS, BERLIN))
    made = notebook(Path("notebooks/03_a.ipynb"), markdown("- Berlin, Isaiah (1954). *Title*."))
    (only,) = check_shelf(Path("list"), works, [made])
    assert only.what == "ross-2001: no notebook names Ross (2001)."


@pytest.mark.parametrize(
    ("works", "says"),
    [
        ([ROSS, ROSS | {"DOI": ""}], "ross-2001 stands there twice"),
        ([ROSS, BERLIN | {"DOI": "10.1353/WP.2001.0011"}], "stands there twice"),
        ([ROSS | {"DOI": "10.13/x"}], "is not the form of a DOI"),
        ([ROSS | {"issued": {"raw": "2001"}}], "its date is not as CSL-JSON has it"),
        ([{"id": "a"}], "a has no 'type'"),
        ([7], "an entry has no 'id'"),
    ],
)
def test_a_damaged_list_is_refused_in_a_sentence(
    works: list[object], says: str, tmp_path: Path
) -> None:
    with pytest.raises(AuthoringError, match=says):
        read_works(shelf(tmp_path, *works))


def test_no_list_is_an_empty_one_and_no_json_is_named(tmp_path: Path) -> None:
    assert read_works(tmp_path / "none.json") == ()
    path = tmp_path / "reading-list.json"
    path.write_text("[", encoding="utf-8")
    with pytest.raises(AuthoringError, match="line 1: this is not JSON"):
        read_works(path)
