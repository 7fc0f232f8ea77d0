"""Works that lessons cite, against the reading list of the course (CSL-JSON).

The list is in the format of the Citation Style Language, which Zotero and its kin import:
https://docs.citationstyles.org (CSL-JSON, schema ``csl-data.json``).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from closereader._reading import read_json
from closereader.authoring._errors import AuthoringError
from closereader.authoring.cell_rules import DOI
from closereader.authoring.findings import Finding
from closereader.authoring.notebook import Notebook

_NEEDED = ("id", "type", "title", "author", "issued")
_END_OF_DOI = ".,;:*_"


@dataclass(frozen=True, slots=True)
class CitedWork:
    """One work of the list."""

    id: str
    family: str
    """Family name of the first author."""
    year: int
    doi: str


def read_works(path: Path) -> tuple[CitedWork, ...]:
    """Read the reading list; none when there is no such file.

    Raises `AuthoringError` when it is no list of works, one has no author, year or title, or a DOI
    stands twice.
    """
    if not path.exists():
        return ()
    given = read_json(path, AuthoringError)
    if not isinstance(given, list):
        raise AuthoringError(f"{path}: is no list of works (CSL-JSON). Export it again.")
    works = tuple(_work(one if isinstance(one, dict) else {}, path) for one in given)
    for kind in ("id", "doi"):
        held = [getattr(one, kind).lower() for one in works if getattr(one, kind)]
        for twice in sorted({one for one in held if held.count(one) > 1}):
            raise AuthoringError(f"{path}: {twice} stands there twice. Keep one.")
    return works


def _work(given: dict[str, Any], path: Path) -> CitedWork:
    lacking = [key for key in _NEEDED if not given.get(key)]
    if lacking:
        name = given.get("id", "an entry")
        raise AuthoringError(f"{path}: {name} has no {lacking[0]!r}. Add it.")
    doi = str(given.get("DOI", ""))
    if doi and not DOI.fullmatch(doi):
        raise AuthoringError(f"{path}: {given['id']}: “{doi}” is not the form of a DOI.")
    try:
        year = int(given["issued"]["date-parts"][0][0])
    except (KeyError, IndexError, TypeError, ValueError) as error:
        what = f"{path}: {given['id']}: its date is not as CSL-JSON has it."
        raise AuthoringError(f'{what} Write "issued": {{"date-parts": [[2001]]}}.') from error
    return CitedWork(str(given["id"]), str(given["author"][0].get("family", "")), year, doi)


def dois(source: str) -> list[str]:
    """Give the DOIs of a Markdown source, without the full stop that may follow."""
    return [one[0].rstrip(_END_OF_DOI) for one in DOI.finditer(source)]


def check_works(notebook: Notebook, works: Iterable[CitedWork]) -> Iterator[Finding]:
    """Give every DOI that the reading list lacks, or that stands beside another author's name."""
    held = {one.doi.lower(): one for one in works if one.doi}
    for cell in notebook.cells:
        for line in cell.prose.splitlines():
            for doi in dois(line):
                work = held.get(doi.lower())
                if work is None:
                    what = f"The DOI {doi} is not in the reading list."
                    yield Finding(notebook.path, cell.place, what, "Add the work, or correct it.")
                elif work.family not in line:
                    what = f"{doi} is by {work.family} ({work.year}); the line names somebody else."
                    yield Finding(notebook.path, cell.place, what, "Correct the DOI or the name.")


def check_shelf(
    path: Path, works: Iterable[CitedWork], notebooks: Iterable[Notebook]
) -> Iterator[Finding]:
    """Give every work of the list that no notebook names with its year."""
    lines = [
        line
        for notebook in notebooks
        for cell in notebook.cells
        for line in cell.prose.splitlines()
    ]
    for work in works:
        named = re.compile(rf"\b{re.escape(work.family)}\b.*\b{work.year}\b")
        if not any(named.search(line) or (work.doi and work.doi in line) for line in lines):
            what = f"{work.id}: no notebook names {work.family} ({work.year})."
            yield Finding(path, "", what, "Cite it, or take it out.")
