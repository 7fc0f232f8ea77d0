"""Moodle's own worksheet comes back with grades and remarks in it, and else as it was."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from closereader import cli
from closereader.seminar import CollectError
from closereader.seminar.worksheet import Feedback, read_worksheet
from closereader.seminar.worksheet_written import FILE, Ours, merged, write_written
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
        str(4_100_200 + at): Feedback(f"N{at}", f"{at}.5", (words,))
        for at, words in remarks.items()
    } | {"4100200": Feedback("N0", "2", ())}
    filled, told, _ = read_worksheet(path).filled(said)
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
    filled, *_ = read_worksheet(path).filled({"2": Feedback("B", "3", ("Say “who”\nhere <3 \\",))})
    assert filled.splitlines()[:2] == data.splitlines()[:2]
    assert cells_of(filled)[2][COMMENT - 1] == "Say “who”<br>here &lt;3 &#92;"


def test_filled_twice_it_holds_each_remark_once_and_loses_none(tmp_path: Path) -> None:
    path = tmp_path / "w.csv"
    typed = "Good work<br>My own words"
    path.write_bytes(sheet([("1", "", typed)])[0])
    first, *_ = read_worksheet(path).filled({"1": Feedback("A", "", ("Good", "Quote more."))})
    assert cells_of(first)[1][COMMENT - 1] == f"{typed}<br>Good<br>Quote more."
    path.write_bytes(first)
    again, *_ = read_worksheet(path).filled(
        {"1": Feedback("A", "", ("Good", "Quote more.", "And why?"))}
    )
    assert cells_of(again)[1][COMMENT - 1] == f"{typed}<br>Good<br>Quote more.<br>And why?"


def test_a_mended_remark_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "w.csv"
    path.write_bytes(sheet([("1", "", "Mine"), ("2", "", ""), ("3", "7", "")])[0])
    said = {"1": Feedback("A", "2", ("Qoute more.",)), "2": Feedback("B", "1", ("Twice\nover",)),
            "3": Feedback("C", "2", ())}  # fmt: skip
    first = read_worksheet(path).filled(said)
    assert any("Another grade" in one for one in first.problems)
    data = first.data.replace(b"Qoute more.", b"Qoute more.<br>Typed after").replace(
        b"Twice", b"Twice; changed by hand"
    )
    path.write_bytes(data)
    mended = {"1": Feedback("A", "3", ("Quote more.", "And why?")), "2": Feedback("B", "", ())}
    again = read_worksheet(path).filled(mended, first.written)
    one, two, three = cells_of(again.data)[1:]
    assert one[COMMENT - 1] == "Mine<br>Quote more.<br>And why?<br>Typed after"
    assert one[GRADE - 1] == "3"
    assert two[COMMENT - 1] == "Twice; changed by hand"
    assert (two[GRADE - 1], three[GRADE - 1]) == ("1", "7")
    path.write_bytes(again.data)
    assert read_worksheet(path).filled(mended, again.written).data == again.data


LINE = st.text("ab<&\\", min_size=1, max_size=2)


@settings(max_examples=300, deadline=None)
@given(
    rounds=st.lists(
        st.tuples(
            st.lists(LINE, max_size=4),  # what we say
            st.lists(st.tuples(st.integers(0, 8), LINE.map("T".__add__)), max_size=3),  # typed
            st.booleans(),  # whether it was uploaded, and so comes back
        ),
        max_size=5,
    ),
    typed=st.lists(LINE | LINE.map("T".__add__), max_size=4),
)
def test_what_a_teacher_typed_stays_whatever_is_mended(
    rounds: list[tuple[list[str], list[tuple[int, str]], bool]], typed: list[str]
) -> None:
    """It stays in its order, and of our own lines only the last ones stand there."""
    there, ours = list(typed), Ours()
    own = Counter(typed)
    for said, by_hand, uploaded in rounds:
        found, ours = merged(there, said, ours)
        # all that was typed, and what we say now: each line as often as the one or the other
        assert Counter(found) >= own
        assert Counter(found) >= Counter(said)
        clear = [line for line in found if not own[line]]  # what only we ever said
        assert Counter(clear) == Counter(line for line in said if not own[line])
        rest = [line for line in found if line.startswith("T")]
        assert rest == [line for line in there if line.startswith("T")]
        assert merged(found, said, ours) == (found, ours)
        if not uploaded:
            continue
        there = list(found)
        for at, line in by_hand:
            there.insert(at, line)
            own[line] += 1


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
    filled, told, _ = read_worksheet(path).filled({"1": Feedback("A", points, ())})
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
        read_worksheet(path).filled({"9": Feedback("A", "1", ())})


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
    assert "The highest grade is 4: 2 items were judged, at 2 points each." in told
    assert "Bewertungen.csv says 10: change it in Moodle, or 4 points count as 4 of 10." in told
    assert worksheet.read_bytes() == data
    after = cells_of((tmp_path / "feedback" / "moodle-worksheet.csv").read_bytes())
    assert after[1] == table[1]  # nothing was said of this one
    assert after[2][GRADE - 1] == "2"
    assert after[2][COMMENT - 1] == "typed<br>Question 4: Remark for 22."
    assert after[3][GRADE - 1] == "2"
    assert after[3][COMMENT - 1] == ""


def test_a_typo_that_was_mended_is_not_sent_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = packed(tmp_path)
    worksheet = tmp_path / "worksheet.csv"
    worksheet.write_bytes(sheet([("481", "", ""), ("482", "", "typed"), ("483", "", "")])[0])
    filled = tmp_path / "feedback" / "moodle-worksheet.csv"
    for remark in ("=Qoute it", "=Quote it"):
        marking = saved(pack, record(pack, 2, remark=remark))
        command = ["return", str(pack), str(marking), "--points", "2,1,0"]
        assert cli.main([*command, "--grades", str(worksheet)]) == 0
        said = cells_of(filled.read_bytes())[2][COMMENT - 1]
        assert said == f"typed<br>Question 4: {remark}"
        worksheet.write_bytes(filled.read_bytes())  # uploaded, and downloaded again
    (tmp_path / "grades-written.csv").write_text("x\n1\n", encoding="utf-8")
    capsys.readouterr()
    assert cli.main([*command, "--grades", str(worksheet)]) == 2
    assert "grades-written.csv: cannot be read" in capsys.readouterr().err


def test_a_list_that_cannot_be_written_is_named_and_keeps_what_it_has(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()  # as little as a file that a spreadsheet has open
    with pytest.raises(CollectError, match=f"{FILE}: cannot be written"):
        write_written(tmp_path, "02", {"481": Ours("1")})
    assert [one.name for one in tmp_path.iterdir()] == [FILE]
