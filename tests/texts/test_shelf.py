"""Opening texts: a teacher's own, odd encodings, and every way an edition can be damaged."""

from __future__ import annotations

import re
import shutil
import unicodedata
from pathlib import Path

import pytest

from closereader._paths import course_folder
from closereader.texts import (
    TextError,
    UnknownText,
    fingerprint_of,
    load_edition,
    open_text,
    seal,
    text_ids,
)
from tests.texts.making import FRONT

SEEDS = course_folder() / "seeds"


@pytest.fixture
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(SEEDS, tmp_path / "seeds")
    monkeypatch.setenv("CLOSEREADER_SEEDS", str(tmp_path / "seeds"))
    return tmp_path / "seeds"


def write(seeds: Path, text_id: str, body: str | bytes) -> Path:
    path = seeds / f"{text_id}.md"
    data = body if isinstance(body, bytes) else body.encode("utf-8")
    path.write_bytes(FRONT.format(id=text_id).encode("utf-8") + data)
    return path


def test_a_teacher_adds_a_text(seeds: Path) -> None:
    write(seeds, "kyiv-2020", "# Hope\n\nЇдемо крізь Київ і Львів.[^1] 😀\n\n[^1]: A note.\n")
    assert "kyiv-2020" in text_ids()
    text = open_text("kyiv-2020")
    assert (text.seal, text.warning) == ("none", "")
    assert text.meta.date == "2020"
    assert text.find("крізь Київ")
    assert text.note(1).offset == text.find(" 😀")[0].start


def test_the_example_of_the_teacher_guide_is_an_edition(seeds: Path) -> None:
    guide = (course_folder() / "docs" / "teacher.md").read_text(encoding="utf-8")
    (sample,) = re.findall(r"```markdown\n(---\nid: .*?)```", guide, re.DOTALL)
    (seeds / "sample-2026.md").write_text(sample, encoding="utf-8")
    text = open_text("sample-2026")
    assert [len(text.paragraphs), len(text.headings), len(text.notes)] == [2, 2, 1]


def test_text_ids_are_the_editions_only(seeds: Path) -> None:
    for other in ("README.md", "_draft.md", "notes.txt"):
        (seeds / other).write_text("not a text", encoding="utf-8")
    assert text_ids() == ("alieva-2024", "artiukh-2022", "post-2022")


BODY = "# שלום\n\nCafe\u0301 😀👩‍🚀 a\u0323\u0307.\nשורה[^1] two\n\n[^1]: n\n"


@pytest.mark.parametrize(
    "written",
    [
        BODY.encode("utf-8"),
        BODY.replace("\n", "\r\n").encode("utf-8"),
        BODY.replace("\n", "\r").encode("utf-8"),
        unicodedata.normalize("NFC", BODY).encode("utf-8"),
        unicodedata.normalize("NFD", BODY).encode("utf-8"),
    ],
    ids=["LF", "CRLF", "CR", "NFC", "NFD"],
)
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"], ids=["plain", "BOM"])
def test_one_text_however_it_is_written(seeds: Path, written: bytes, bom: bytes) -> None:
    path = write(seeds, "odd", written)
    path.write_bytes(bom + path.read_bytes())
    text = load_edition(path)
    assert text.body == unicodedata.normalize("NFC", "שלום\n\nCafé 😀👩‍🚀 ạ̇. שורה two")
    assert text.note(1).offset == len(text.body) - len(" two")
    assert text.fingerprint == fingerprint_of(text.body)


def test_a_changed_file_is_read_again(seeds: Path) -> None:
    write(seeds, "mine", "one\n")
    first = open_text("mine")
    assert open_text("mine") is first
    write(seeds, "mine", "one two\n")
    assert open_text("mine").body == "one two"


def test_a_broken_seal_is_told_but_the_text_opens(seeds: Path) -> None:
    path = seeds / "post-2022.md"
    source = path.read_text(encoding="utf-8").replace("the soil was simply", "the soil was just")
    path.write_text(source, encoding="utf-8")
    text = open_text("post-2022")
    assert text.seal == "broken"
    assert str(path) in text.warning
    assert "restore the file" in text.warning
    assert text.find("the soil was just")
    assert seal() == seeds.resolve() / "SHA256SUMS"
    assert open_text("post-2022").seal == "whole"


def test_an_unknown_text_lists_the_known_ones(seeds: Path) -> None:
    with pytest.raises(UnknownText) as caught:
        open_text("alieva-2042")
    assert "Did you mean 'alieva-2024'?" in str(caught.value)
    assert "alieva-2024, artiukh-2022, post-2022" in str(caught.value)
    assert str(seeds) in str(caught.value)
    for sly in ("../seeds/alieva-2024", "", "ALIEVA-2024"):
        with pytest.raises(UnknownText):
            open_text(sly)


def test_no_folder_of_texts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CLOSEREADER_SEEDS", str(tmp_path / "nowhere"))
    with pytest.raises(TextError, match="There is no folder"):
        text_ids()


def damaged(path: Path) -> str:
    with pytest.raises(TextError) as caught:
        load_edition(path)
    sentence = str(caught.value)
    assert str(path) in sentence
    assert "\n" not in sentence
    assert sentence.endswith((".", "?"))
    return sentence


def test_a_missing_edition(tmp_path: Path) -> None:
    assert "is missing: restore it" in damaged(tmp_path / "gone.md")


def test_an_edition_that_is_a_folder(tmp_path: Path) -> None:
    assert "cannot be read" in damaged(tmp_path)


def test_an_edition_that_may_not_be_read(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    assert "cannot be read (Permission denied): close" in damaged(seeds / "alieva-2024.md")


def test_not_utf8(seeds: Path) -> None:
    path = write(seeds, "latin", b"a\nb\ncaf\xe9")
    assert ", line 12: the file is not UTF-8; save it again" in damaged(path)


@pytest.mark.parametrize("char", ["\x00", "\x0c", "\x1b", "\x85", "\u2028"])
def test_control_characters(seeds: Path, char: str) -> None:
    sentence = damaged(write(seeds, "control", f"a\nb{char}c\n"))
    assert f", line 11: the control character U+{ord(char):04X}" in sentence


GOOD = "---\nid: x\ntitle: t\nauthor: a\ndate: 2020\nlanguage: en\nrights: r\n{more}---\nwords\n"


@pytest.mark.parametrize("field", ["id", "title", "author", "date", "language", "rights"])
def test_a_missing_field(tmp_path: Path, field: str) -> None:
    lines = GOOD.format(more="").split("\n")
    source = "\n".join(line for line in lines if not line.startswith(f"{field}:"))
    path = tmp_path / "x.md"
    path.write_text(source, encoding="utf-8")
    assert f"lacks `{field}:`" in damaged(path)


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("words", "does not begin with front matter"),
        ("", "does not begin with front matter"),
        ("---\nid: x\nwords", "never ends"),
        ("---\nid: x\ntitle: a: b\n---\nw", "line 3: this is not YAML"),
        ("---\nid: [\n---\nw", "is not YAML"),
        ("---\n- id\n---\nw", "lines of the form `name: value`"),
        ("---\n---\nw", "lines of the form `name: value`"),
        (GOOD.format(more="publishr: p\n"), "did you mean `publisher`?"),
        (GOOD.format(more="zzz: p\n"), "known are id, title"),
        (GOOD.format(more="genre: [a]\n"), "`genre:` must be plain text"),
        (GOOD.format(more="edited: none\n"), "`edited:` must be a list"),
        (GOOD.format(more="edited:\n  - what: a\n"), "entry 1 of `edited:` needs `what:` and"),
        (GOOD.format(more="edited:\n  - {what: a, why: b, notes: [x]}\n"), "`notes:` as numbers"),
        (GOOD.format(more="edited:\n  - {what: a, why: b, joined: [[x]]}\n"), "`joined:` as pairs"),
        (GOOD.format(more="edited:\n  - {what: a, why: b, remove: x}\n"), "`removed`?"),
        (GOOD.format(more="source_file: o.txt\n"), "source_sha256 must be the 64"),
        (GOOD.format(more="").replace("id: x", "id: X y"), "may hold only small letters"),
        (GOOD.format(more="").replace("id: x", "id: y"), "rename one so that both agree"),
        (GOOD.format(more="").replace("words\n", "\n"), "no text after its front matter"),
        (GOOD.format(more="").replace("words", "a *b"), "line 9: an asterisk has no partner"),
    ],
)
def test_damaged_front_matter(tmp_path: Path, source: str, says: str) -> None:
    path = tmp_path / "x.md"
    path.write_text(source, encoding="utf-8")
    assert says in damaged(path)


def test_dates_and_numbers_are_read_as_written(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text(
        GOOD.format(more="version: 2\n").replace("2020", "2024-05-16"), encoding="utf-8"
    )
    meta = load_edition(path).meta
    assert (meta.date, meta.version, meta.publisher) == ("2024-05-16", "2", "")


@pytest.mark.parametrize("line", ["nonsense", "abc  alieva-2024"])
def test_a_damaged_seal_file(seeds: Path, line: str) -> None:
    (seeds / "SHA256SUMS").write_text(f"# head\n{line}\n", encoding="utf-8")
    with pytest.raises(TextError, match=r"SHA256SUMS, line 2: not a digest"):
        open_text("alieva-2024")


def test_without_a_seal_file_texts_open(seeds: Path) -> None:
    (seeds / "SHA256SUMS").unlink()
    assert open_text("alieva-2024").seal == "none"


def test_a_text_that_is_there_is_opened_without_listing_the_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Every mark and every answer opens texts, on drives where a listing takes long."""

    def refused(_folder: Path, _pattern: str) -> None:
        raise AssertionError("the folder was listed")

    text = open_text("post-2022")
    monkeypatch.setattr(Path, "glob", refused)
    assert open_text("post-2022") is text
