"""A table that a spreadsheet opened and saved again is read as it was."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from closereader.seminar.marking import read_marking
from closereader.seminar.who import FILE, read_who
from tests.seminar.test_return import packed, record, returned, saved

if TYPE_CHECKING:
    from pathlib import Path


def resaved(path: Path, between: str, *, mark: bool) -> None:
    """Save a table as a spreadsheet does: 02 is a number, and becomes 2."""
    table = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=between).writerows(
        [str(int(cell)) if cell.isdecimal() else cell for cell in row] for row in table
    )
    path.write_bytes(written.getvalue().encode("utf-8-sig" if mark else "utf-8"))


@pytest.mark.parametrize("between", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [True, False])
def test_marks_and_the_list_of_people_survive_a_spreadsheet(
    between: str, mark: bool, tmp_path: Path
) -> None:
    pack = packed(tmp_path)
    marking = saved(pack, record(pack, 2, remark='=1+1; "so", they say\nІванна'))
    before = read_marking([marking]), read_who(tmp_path).rows
    for path in (marking, tmp_path / FILE):
        resaved(path, between, mark=mark)
    assert (read_marking([marking]), read_who(tmp_path).rows) == before
    code, pages, _ = returned(pack, marking)
    assert code == 0
    own = pages["N2_482_assignsubmission_file_/feedback-02.html"]
    assert "=1+1; &quot;so&quot;, they say\nІванна" in own
