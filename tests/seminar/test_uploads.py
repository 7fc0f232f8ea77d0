"""What one upload holds costs no other; of a folder of many weeks one exercise can be taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from closereader.seminar import CollectError, collect
from closereader.seminar._budget import Limits, Share
from tests.seminar.making import handin, zipped
from tests.seminar.test_collect import names, of_zip, only, put


@pytest.mark.parametrize("kind", ["folder", "zip", "zip of a class", "folders of a class"])
def test_an_upload_that_is_full_of_files_costs_its_owner_only(kind: str, tmp_path: Path) -> None:
    limits = Limits(upload=Share(4, 10**9), whole=Share(8, 10**9), listed=50)
    litter = {f"{one}.txt": b"" for one in range(9 if kind != "zip" else 60)}
    class_ = {f"Zoe_{one}_/a.html": handin(one, f"Zoe {one}") for one in range(1, 4)}
    if kind == "zip":
        put(tmp_path, Anna__zip=zipped(litter))
        put(tmp_path, **{name.replace("/", "_"): page for name, page in class_.items()})
    elif kind == "zip of a class":
        put(tmp_path, all__zip=zipped({"Anna_1_/all.zip": zipped(litter)} | class_))
    elif kind == "folders of a class":
        inner = {f"Anna_1_/{name}": content for name, content in litter.items()}
        put(tmp_path, all__zip=zipped(inner | class_))
    else:
        for name, content in ({f"Anna/{one}": b"" for one in litter} | class_).items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_bytes(content)
    found = collect([tmp_path], limits=limits)
    assert names(found) == ["Zoe 1", "Zoe 2", "Zoe 3"]
    assert all("Anna" in one.name for one in found.findings)
    assert [one.kind for one in found.findings].count("refused") == 1


def test_plain_files_come_before_archives(tmp_path: Path) -> None:
    zips = {f"{one}.html": handin(one, f"Read{one:02}") for one in range(1, 6)}
    put(tmp_path, a__zip=zipped(zips), z__html=handin(9, "Zoe"))
    for paths in ([tmp_path], [tmp_path / "a.zip", tmp_path / "z.html"]):
        found = collect(paths, limits=Limits(total=Share(2, 10**9)))
        assert "Zoe" in names(found)
        assert len(found.handins) == 2


def test_the_foreign_files_of_an_upload_are_one_finding(tmp_path: Path) -> None:
    files = {f"Bo_1_/{one}.js": b"" for one in range(3_000)} | {"Bo_1_/a.html": handin(1)}
    found = of_zip(tmp_path, zipped(files))
    assert len(found.handins) == 1
    assert only(found).kind == "foreign"
    assert "This and 2,999 more files like it." in only(found).reason
    many = of_zip(tmp_path, zipped({f"{one}.html": b"" for one in range(30)}))
    assert (only(many).kind, "29 more" in only(many).reason) == ("damaged", True)
    few = of_zip(tmp_path, zipped({f"{one}.docx": b"" for one in range(20)}))
    assert len(few.findings) == 20


def test_of_the_hand_ins_of_many_weeks_those_of_one_exercise_are_taken(tmp_path: Path) -> None:
    for at, exercise in enumerate(("02", "02", "02", "03")):
        about = {"id": exercise, "title": "A title"}
        (tmp_path / f"{at}.html").write_bytes(handin(at, f"N{at}", exercise=about))
    every = collect([tmp_path], names=["N0", "N1", "N2", "N3"])
    assert every.asked == ("02",)
    assert [one.kind for one in every.findings] == ["missing", "other"]
    assert "--exercise 03" in every.findings[1].reason
    for asked in ("03", "3"):
        found = collect([tmp_path], names=["N3", "N4"], exercise=asked)
        assert (names(found), found.asked) == (["N3"], ("03",))
        assert [(one.kind, one.name) for one in found.findings] == [("missing", "N4")]
    with pytest.raises(CollectError, match=r"exercise 05 was found\. There are: 02, 03\."):
        collect([tmp_path], exercise="05")
