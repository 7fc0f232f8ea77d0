"""Moodle's own worksheet comes back with grades and remarks in it, and else as it was."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from closereader import cli
from closereader.seminar import CollectError
from closereader.seminar.worksheet import Said, read_worksheet
from tests.seminar.test_return import packed, record, saved

if TYPE_CHECKING:
    from pathlib import Path

# The word before the number, and heads as a Moodle in that language may have them: no code
# may know them.
LANGUAGES = {
    "en": ("Participant ", "Identifier", "Full name", "Status", "Grade", "Maximum grade",
           "Grade can be changed", "Last modified (submission)", "Last modified (grade)",
           "Feedback comments"),
    "de": ("Teilnehmer/in", "ID", "Vollständiger Name", "Status", "Bewertung", "Bestwertung",
           "Bewertung kann geändert werden", "Zuletzt geändert (Abgabe)",
           "Zuletzt geändert (Bewertung)", "Feedback als Kommentar"),
    "ru": ("Участник", "Идентификатор", "Полное имя", "Статус", "Оценка", "Максимальная оценка",
           "Оценка может быть изменена", "Последнее изменение (ответ)",
           "Последнее изменение (оценка)", "Отзыв в виде комментария"),
    "uk": ("Учасник", "Ідентифікатор", "Повне ім'я", "Статус", "Оцінка", "Максимальна оцінка",
           "Оцінка може бути змінена", "Остання зміна (робота)", "Остання зміна (оцінка)",
           "Коментарі"),
    "tr": ("Katılımcı", "Tanımlayıcı", "Tam adı", "Durum", "Not", "En yüksek not",
           "Not değiştirilebilir", "Son değişiklik (gönderim)", "Son değişiklik (not)",
           "Geribildirim yorumları"),
    "nl": ("Deelnemer", "Identificatie", "Volledige naam", "Status", "Cijfer", "Maximumcijfer",
           "Cijfer kan gewijzigd worden", "Laatst gewijzigd (inzending)",
           "Laatst gewijzigd (cijfer)", "Feedback opmerkingen"),
}  # fmt: skip
GRADE, COMMENT = 4, 9


def sheet(
    people: list[tuple[str, str, str]], language: str = "en", **form: str
) -> tuple[bytes, list[list[str]]]:
    """Give a worksheet for people (number, grade, comment), and its cells."""
    before, *head = LANGUAGES[language]
    most = form.get("most", "10,00" if language in {"de", "ru"} else "10.00")
    table = [[*head[:3], *head[3:]]]
    for number, grade, comment in people:
        table.append([
            f"{before}{number}", f"Name {number}", "Submitted", grade, most, "Yes",
            "Sunday, 29 November 2026, 2:31 PM", "-", comment,
        ])  # fmt: skip
    out = io.StringIO(newline="")
    csv.writer(
        out, delimiter=form.get("sign", ","), lineterminator=form.get("end", "\n")
    ).writerows(table)
    return (form.get("mark", "") + out.getvalue()).encode(), table


def cells_of(data: bytes, sign: str = ",") -> list[list[str]]:
    words = data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(words, newline=""), delimiter=sign))


def test_head_and_columns_are_as_in_the_tests_table() -> None:
    _, (head, row) = sheet([("1", "", "")])
    assert (head[GRADE - 1], head[COMMENT - 1]) == ("Grade", "Feedback comments")
    assert len(head) == len(row)


CELL = st.text(st.sampled_from("ab ,;\t\"'\n=-§äЖ<&\\"), max_size=8)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    language=st.sampled_from(sorted(LANGUAGES)),
    form=st.fixed_dictionaries(
        {
            "sign": st.sampled_from(",;\t"),
            "end": st.sampled_from(["\n", "\r\n"]),
            "mark": st.sampled_from(["", "\ufeff"]),
        }
    ),
    comments=st.lists(CELL, min_size=2, max_size=6),
    remarks=st.dictionaries(st.integers(0, 9), CELL.filter(str.strip), max_size=4),
)
def test_every_other_cell_stays_in_every_language_and_form(
    tmp_path: Path,
    language: str,
    form: dict[str, str],
    comments: list[str],
    remarks: dict[int, str],
) -> None:
    people = [(str(4_100_200 + at), "", words) for at, words in enumerate(comments)]
    data, table = sheet(people, language, **form)
    path = tmp_path / "w.csv"
    path.write_bytes(data)
    said = {
        str(4_100_200 + at): Said(f"N{at}", f"{at}.5", (words,)) for at, words in remarks.items()
    } | {"4100200": Said("N0", "2", ())}
    filled, told = read_worksheet(path).filled(said)
    assert filled.startswith(b"\xef\xbb\xbf") == bool(form["mark"])
    after = cells_of(filled, form["sign"])
    assert len(after) == len(table)
    for before, now in zip(table, after, strict=True):
        one = said.get(before[0][-7:])
        for at, (old, new) in enumerate(zip(before, now, strict=True), 1):
            if one is None or at not in {GRADE, COMMENT}:
                assert new == old
        if one is not None:
            assert float(now[GRADE - 1].replace(",", ".")) == float(one.grade)
            typed = before[COMMENT - 1]
            assert now[COMMENT - 1].startswith(typed if typed.strip() else "")
            assert now == before or one.remarks or now[COMMENT - 1] == before[COMMENT - 1]
    outside = {str(4_100_200 + at) for at in remarks} - {row[0][-7:] for row in table}
    assert bool(outside) == any(one.startswith("Not in the worksheet") for one in told)
    path.write_bytes(filled)
    assert read_worksheet(path).filled(said)[0] == filled  # once more changes nothing


def test_the_bytes_of_untouched_rows_stay(tmp_path: Path) -> None:
    data = sheet([("1", "", ""), ("2", "", "")])[0].replace(b"Name 1", b'"Name 1"')
    path = tmp_path / "w.csv"
    path.write_bytes(data)
    filled, _ = read_worksheet(path).filled({"2": Said("B", "3", ("Say “who”\nhere <3 \\",))})
    assert filled.splitlines()[:2] == data.splitlines()[:2]
    assert cells_of(filled)[2][COMMENT - 1] == "Say “who”<br>here &lt;3 &#92;"


@pytest.mark.parametrize(
    ("grade", "most", "points", "sentence"),
    [
        ("7.00", "10.00", "3", "Another grade stands in the worksheet already, and stays: A."),
        ("", "10.00", "11", "More points than the assignment has in Moodle"),
        ("good", "good\nfair", "3", "Moodle grades by words of a scale there"),
    ],
)
def test_a_grade_that_cannot_go_in_is_said(
    grade: str, most: str, points: str, sentence: str, tmp_path: Path
) -> None:
    path = tmp_path / "w.csv"
    data, _ = sheet([("1", grade, "typed")], most=most)
    path.write_bytes(data)
    filled, told = read_worksheet(path).filled({"1": Said("A", points, ())})
    assert filled == data
    assert len(told) == 1
    assert told[0].startswith(sentence)


def test_what_is_no_worksheet_or_not_certain_is_said(tmp_path: Path) -> None:
    path = tmp_path / "w.csv"
    for data, sentence in (
        ("Оценка".encode("cp1251"), "is not UTF-8"),
        (b"", "is no grading worksheet"),
        (b"a,b,c\n1,2,3\n1,2,3\n", "is no grading worksheet"),
        (b'a,b,c\n1,"2"x,3\n', "is no grading worksheet"),
        (b"id,a,b,c,d\n1,,5,,5\n2,,5,,5\n", "--grade-column"),
        (b"id,grade,most,x\n1,,5,\n2,,5,\n", "--comment-column"),
    ):
        path.write_bytes(data)
        with pytest.raises(CollectError, match=sentence):
            read_worksheet(path)
    path.write_bytes(b"id,a,b,c,d\n1,,5,,5\n2,,5,,5\n")
    chosen = read_worksheet(path, grade="C", comment="a")
    assert (chosen.grade, chosen.comment) == (3, 1)
    with pytest.raises(CollectError, match="no column with the head z"):
        read_worksheet(path, grade="z")
    path.write_bytes(sheet([("1", "", "")])[0])
    with pytest.raises(CollectError, match="nobody of this pack"):
        read_worksheet(path).filled({"9": Said("A", "1", ())})


def test_a_moodle_class_gets_its_worksheet_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = packed(tmp_path)
    marking = saved(pack, record(pack, 2), record(pack, 3, remark=""))
    assert cli.main(["return", str(pack), str(marking), "--points", "2,1,0"]) == 0
    told = capsys.readouterr().out
    assert "Moodle takes back only its own grading worksheet" in told
    data, table = sheet([("481", "", "typed"), ("482", "", "typed"), ("483", "", "")], "de")
    worksheet = tmp_path / "Bewertungen.csv"
    worksheet.write_bytes(data)
    command = ["return", str(pack), str(marking), "--points", "2,1,0", "--grades", str(worksheet)]
    assert cli.main(command) == 0
    told = capsys.readouterr().out
    assert "moodle-worksheet.csv" in told
    assert worksheet.read_bytes() == data
    after = cells_of((tmp_path / "feedback" / "moodle-worksheet.csv").read_bytes())
    assert after[1] == table[1]  # nothing was said of this one
    assert after[2][GRADE - 1] == "2"
    assert after[2][COMMENT - 1] == "typed<br>Question 4: Remark for 22."
    assert after[3][GRADE - 1] == "2"
    assert after[3][COMMENT - 1] == ""
