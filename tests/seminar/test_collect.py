"""What a platform gives is read; whatever is wrong with a file is named and costs no other."""

from __future__ import annotations

import os
import struct
import zipfile
from pathlib import Path

import pytest

from closereader.commands.collecting import ProgressLine
from closereader.seminar import Collected, CollectError, FileFinding, collect, read_names
from closereader.seminar._budget import Limits, Share
from closereader.seminar.archives import plain
from tests.seminar.making import (
    FIXTURES,
    MADE,
    a_mark,
    bare,
    data,
    fixture,
    handin,
    linked,
    zipped,
)

LATER = "2026-03-03T09:00:00.000Z"


def put(folder: Path, **files: bytes) -> Path:
    for name, content in files.items():
        (folder / name.replace("__", ".")).write_bytes(content)
    return folder


def of_zip(folder: Path, content: bytes, limits: Limits | None = None) -> Collected:
    path = folder / "upload.zip"
    path.write_bytes(content)
    return collect([path], limits=limits)


def only(found: Collected) -> FileFinding:
    (finding,) = found.findings
    return finding


def names(found: Collected) -> list[str]:
    return [one.name for one in found.handins]


def test_a_folder_is_read_with_all_its_folders() -> None:
    found = collect([FIXTURES])
    assert sorted(names(found)) == [
        "Blank Page", "Margin Writer", "Quick Pencil", "Second Thought", "Slow River",
        "Three Stones",
    ]  # fmt: skip
    assert only(found).kind == "duplicate"
    assert [one.name for one in found.earlier] == ["Second Thought"]
    assert found.exercises == ("02",)


def test_a_zip_of_zips_is_read_as_platforms_make_it(tmp_path: Path) -> None:
    inner = zipped({"work/handin.html": fixture("no-marks")})
    found = of_zip(
        tmp_path,
        zipped(
            {
                "Ann Lee_12_assignsubmission_file_/handin.html": fixture("three-marks"),
                "Bo_13_assignsubmission_file_/all.zip": inner,
                "Bo_13_assignsubmission_file_/.DS_Store": b"x",
                "__MACOSX/._handin.html": b"x",
            }
        ),
    )
    assert names(found) == ["Blank Page", "Three Stones"]
    assert found.findings == ()
    assert found.ignored == 2
    where = "upload.zip › Bo_13_assignsubmission_file_/all.zip › work/handin.html"
    assert found.file_of(found.handins[0]) == where


def test_single_files_are_read_and_progress_is_told(tmp_path: Path) -> None:
    put(tmp_path, a__html=fixture("no-marks"), b__html=fixture("three-marks"))
    told: list[tuple[int, int]] = []
    collect([tmp_path / "a.html", tmp_path / "b.html"], lambda *how: told.append(how))
    assert told == [(1, 1), (2, 2)]


def test_nothing_to_collect_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CollectError, match="is not there"):
        collect([tmp_path / "none.zip"])
    with pytest.raises(CollectError, match="name a folder"):
        collect([])


def test_of_two_hand_ins_of_a_reader_the_newest_counts_and_both_are_kept(tmp_path: Path) -> None:
    put(tmp_path, z_old__html=handin(1), a_new__html=handin(1, made=LATER))
    found = collect([tmp_path])
    assert [one.made for one in found.handins] == [LATER]
    assert [one.made for one in found.earlier] == [MADE]
    assert (only(found).name, only(found).other) == ("z_old.html", "a_new.html")
    assert "Both are kept" in only(found).reason


def test_the_same_file_twice_is_said_to_be_the_same(tmp_path: Path) -> None:
    put(tmp_path, a__html=handin(1), b__html=handin(1))
    found = collect([tmp_path])
    assert (len(found.handins), "there twice" in only(found).reason) == (1, True)


def test_two_names_with_one_id_lose_nobody(tmp_path: Path) -> None:
    put(tmp_path, a__html=handin(1, "Ann"), b__html=handin(1, "Bo"))
    found = collect([tmp_path])
    assert names(found) == ["Ann", "Bo"]
    assert "work folder was copied" in only(found).reason


def test_one_name_with_two_ids_is_said_to_be_perhaps_one_person(tmp_path: Path) -> None:
    put(tmp_path, a__html=handin(1, "Ann"), b__html=handin(2, "ann "), c__html=handin(3, ""))
    put(tmp_path, d__html=handin(4, ""))
    found = collect([tmp_path])
    assert (len(found.handins), only(found).name, only(found).other) == (4, "b.html", "a.html")
    assert "same name and another reader id" in only(found).reason


def test_an_altered_file_is_kept_and_flagged(tmp_path: Path) -> None:
    words = fixture("three-marks").replace(b"everybody was always left out", b"nobody was left out")
    found = collect([put(tmp_path, a__html=words)])
    assert found.handins[0].altered
    assert only(found).kind == "altered"


def test_a_mark_that_cannot_be_read_costs_that_mark(tmp_path: Path) -> None:
    broken = data(marks=(a_mark(1), a_mark(2)))
    broken["annotations"]["first"]["items"][0]["target"] = 7
    found = collect([put(tmp_path, a__html=bare(broken))])
    assert len(found.handins[0].marks) == 1
    assert {one.kind for one in found.findings} == {"altered", "annotation"}


@pytest.mark.parametrize(
    ("content", "kind", "reason"),
    [
        (b"", "damaged", "empty"),
        (fixture("no-marks")[:900], "damaged", "ends before its end"),
        (fixture("no-marks")[:-200], "damaged", "cut off"),
        (fixture("no-marks").replace(b'"version":1', b'"version":7'), "damaged", "newer version"),
        (fixture("no-marks").replace(b'{"format"', b'{{"format"'), "damaged", "no JSON"),
        (bare(data(made="2026-99-01T00:00:00Z")), "damaged", "no calendar has"),
        (fixture("no-marks").replace(b'"name":"Blank', b'"name":"\\ud800'), "damaged", "cannot be"),
        (bare(data(texts=[])), "damaged", "texts is not"),
        (b"<html><body>A syllabus</body></html>", "foreign", "carries no data"),
        (b"\xff\xfe\x00", "foreign", "not UTF-8"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_named_with_its_reason(
    content: bytes, kind: str, reason: str, tmp_path: Path
) -> None:
    found = collect([put(tmp_path, a__html=content, b__html=handin(2))])
    assert len(found.handins) == 1
    assert (only(found).kind, only(found).name) == (kind, "a.html")
    assert reason in only(found).reason


def test_other_files_are_foreign_and_litter_is_counted(tmp_path: Path) -> None:
    put(tmp_path, a__pdf=b"%PDF", b__rar=b"Rar!", Thumbs__db=b"x", desktop__ini=b"x")
    put(tmp_path, **{"~$a__html": b"x", "._b__html": b"x"})
    found = collect([tmp_path])
    assert {one.name: one.kind for one in found.findings} == {
        "a.pdf": "foreign", "b.rar": "foreign"}  # fmt: skip
    assert found.ignored == 4
    assert "Unpack it" in found.findings[1].reason


@pytest.mark.parametrize(
    "name",
    ["../up.html", "a/../../up.html", "/etc/up.html", "C:/up.html", "c:up.html", "..\\up.html",
     "\\\\server\\up.html"],
)  # fmt: skip
def test_a_path_that_leads_out_of_a_zip_is_refused(name: str, tmp_path: Path) -> None:
    found = of_zip(tmp_path, zipped({name: handin(1), "good.html": handin(2)}))
    assert len(found.handins) == 1
    assert only(found).kind == "refused"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["upload.zip"]


def test_links_are_refused_in_zips_and_in_folders(tmp_path: Path) -> None:
    assert "links are not followed" in only(of_zip(tmp_path, linked("a.html", "/etc"))).reason
    folder, secret = tmp_path / "hand", tmp_path / "secret"
    folder.mkdir()
    secret.mkdir()
    put(secret, a__html=handin(1))
    try:
        (folder / "file.html").symlink_to(secret / "a.html")
        (folder / "all").symlink_to(secret, target_is_directory=True)
    except OSError:
        pytest.skip("this system makes no links")
    found = collect([folder])
    assert (found.handins, [one.kind for one in found.findings]) == ((), ["refused", "refused"])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.html")
    assert only(collect([tmp_path])).kind == "refused"


def test_an_encrypted_file_is_a_sentence(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.html": handin(1)}))
    at = content.rindex(b"PK\x01\x02")
    content[at + 8] |= 1
    assert "with its password" in only(of_zip(tmp_path, bytes(content))).reason


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = zipped({"a.html": b" " * 4_900_000, "good.html": handin(1)})
    found = of_zip(tmp_path, bomb)
    assert "grows" in only(found).reason
    assert len(found.handins) == 1
    large = of_zip(tmp_path, zipped({"a.html": bytes(21_000_000)}))
    assert "20 MB are read at most" in only(large).reason


def test_a_size_that_lies_is_found_when_it_is_unpacked(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.html": handin(1) * 3}))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", content, content.rindex(mark) + place, 10)
    assert only(of_zip(tmp_path, bytes(content))).kind == "damaged"


def test_limits_hold_for_depth_number_and_total(tmp_path: Path) -> None:
    deep = zipped({"a.html": handin(1)})
    for _ in range(3):
        deep = zipped({"a.zip": deep})
    assert "4 archives deep" in only(of_zip(tmp_path, deep)).reason
    many = zipped({f"{one}.html": handin(one, f"Read{one:02}") for one in range(1, 6)})
    found = of_zip(tmp_path, many, Limits(whole=Share(3, 10**9)))
    assert len(found.handins) == 3
    assert only(found).name == "upload.zip"
    assert "more than 3 files that might be hand-ins; the rest was not read" in only(found).reason
    found = of_zip(tmp_path, many, Limits(total=Share(10, len(handin(1)) + 10)))
    assert len(found.handins) == 2
    assert only(found).name == "all that was named"
    assert "kB of files that might be hand-ins; the rest" in only(found).reason
    found = collect([put(tmp_path, a__html=b"x" * 99, b__html=b"y")], limits=Limits(file=50))
    assert "larger than" in found.findings[0].reason


def test_a_long_list_of_members_is_refused_before_it_is_read(tmp_path: Path) -> None:
    many = zipped({f"{number:0200}": b"" for number in range(200)})
    finding = only(of_zip(tmp_path, many, Limits(listed=100)))
    assert "lists more than 100 files" in finding.reason


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip at all", zipped({"a.html": b"x"})[:-9]])
def test_what_is_no_zip_is_damaged(content: bytes, tmp_path: Path) -> None:
    assert only(of_zip(tmp_path, content)).kind == "damaged"


def test_a_damaged_member_costs_no_other(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.html": handin(1), "b.html": handin(2)}, zipfile.ZIP_STORED))
    content[200] ^= 0xFF
    found = of_zip(tmp_path, bytes(content))
    assert len(found.handins) == 1
    assert "cannot be unpacked" in only(found).reason


def test_other_compressions_and_empty_archives_are_named(tmp_path: Path) -> None:
    packed = zipped({"a.html": handin(1)}, zipfile.ZIP_LZMA)
    assert "not read" in only(of_zip(tmp_path, packed)).reason
    assert "empty" in only(of_zip(tmp_path, zipped({}))).reason


def test_a_class_list_finds_who_is_missing_and_who_is_a_stranger(tmp_path: Path) -> None:
    upload = zipped(
        {
            "Lee Ann_12_assignsubmission_file_/x.html": handin(1, "Quiet"),
            "bobrown_9_1_x.html": handin(2, "Pseudonym"),
            "x.html": handin(3, "Stranger"),
        }
    )
    (tmp_path / "upload.zip").write_bytes(upload)
    (tmp_path / "names.txt").write_text("\ufeffAnn Lee\nBo Brown\n# a note\n\nCy Ng\n", "utf-8")
    found = collect([tmp_path / "upload.zip"], names=read_names(tmp_path / "names.txt"))
    assert [(one.kind, one.name) for one in found.findings] == [
        ("missing", "Cy Ng"),
        ("unlisted", "upload.zip › x.html"),
    ]
    assert len(found.handins) == 3


def test_a_class_list_that_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    put(tmp_path, empty__txt=b"# none\n", bad__txt=b"\xff\xfe")
    for name, reason in (("empty", "no name"), ("bad", "UTF-8"), ("none", "cannot be read")):
        with pytest.raises(CollectError, match=reason):
            read_names(tmp_path / f"{name}.txt")


def test_a_name_that_is_shown_is_plain() -> None:
    assert plain("a\x1b[31m\u202eb\n") == "a\ufffd[31m\ufffdb\ufffd"
    assert len(plain("x" * 999)) == 300


@pytest.mark.parametrize(("terminal", "lines"), [(True, "\rReading: 2 of 9 files \n"), (False, "")])
def test_progress_is_shown_when_it_takes_over_a_second(
    terminal: bool,
    lines: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    now = iter([0.0, 0.9, 1.1, 1.2])
    monkeypatch.setattr("closereader.commands.collecting.time.monotonic", lambda: next(now))
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal)
    with ProgressLine("Reading") as progress:
        for done in (1, 2, 3):
            progress(done, 9)
    assert capsys.readouterr().err == lines


def test_a_hand_in_made_with_another_text_is_named_in_the_window(tmp_path: Path) -> None:
    """A student who edited the file of a text quotes words that nobody else has."""
    texts = {"artiukh-2022": {"title": "Letter", "fingerprint": "sha256:" + "0" * 64}}
    put(tmp_path, one__html=handin(1, "Heron", texts=texts), two__html=handin(2, "Rook"))
    finding = only(collect([tmp_path]))
    assert (finding.kind, Path(finding.name).name) == ("state", "one.html")
    assert "another state of artiukh-2022" in finding.reason
