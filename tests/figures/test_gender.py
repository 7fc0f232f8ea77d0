from __future__ import annotations

import pytest

from closereader.figures import FigureError
from closereader.tables import TableError, open_table
from whose_lessons.figures import citation_sensitivity, cited_people, published_shares, suffrage
from whose_lessons.figures.people import counts, people


def test_eight_ways_of_counting() -> None:
    assert {each.name: each.words for each in counts()} == {
        "each person once": "12 of 41",
        "without notes 33-36, on gender": "8 of 35",
        "authors only": "5 of 21",
        "every mention": "12 of 46",
        "every mention, the essay's author too": "14 of 48",
        "unknown left out": "12 of 38",
        "unknown counted as women": "15 of 41",
        "only names printed in the notes": "12 of 39",
    }


def test_the_first_way_and_the_authors_in_full() -> None:
    first, _, authors, *_ = counts()
    assert (first.women, first.men, first.unknown) == (12, 26, 3)
    assert (authors.women, authors.men, authors.unknown) == (5, 15, 1)
    assert round(first.share) == 29


def test_own_codes_move_the_counts_and_leave_the_others() -> None:
    own = counts({"Yang Xiao": "unknown", "Hans Kundnani": "unknown"})[0]
    assert (own.women, own.men, own.unknown) == (12, 24, 5)
    mentions = counts({"Hans Kundnani": "unknown"})[3]
    assert mentions.unknown == 5, "both mentions of a person get the code"


@pytest.mark.parametrize(
    ("codes", "sentence"),
    [
        ({"Yang Xiao": "he"}, "use woman, man, unknown"),
        ({"Nobody": "man"}, "Nobody is not in the table"),
    ],
)
def test_a_wrong_code_is_refused(codes: dict[str, str], sentence: str) -> None:
    with pytest.raises(FigureError, match=sentence):
        people(codes)


def test_every_person_stands_at_the_number_of_the_note() -> None:
    figure = cited_people()
    rows = open_table("cited_people").frame
    assert sum(len(trace["x"]) for trace in figure.data) == len(rows)
    women = next(trace for trace in figure.data if trace["name"] == "women")
    assert sorted(women["x"]) == sorted(rows[rows["coded_as"] == "woman"]["note"])
    assert "12 coded as women, 26 as men and 3 as unknown" in figure.summary
    assert "4 of the 12 women stand in notes 33 to 36" in figure.summary
    assert figure.rows[-1] == ("all", "12", "26", "3", "29")


def test_no_two_marks_cover_each_other() -> None:
    places = [
        (x, y) for trace in cited_people().data for x, y in zip(trace["x"], trace["y"], strict=True)
    ]
    assert len(set(places)) == len(places)


def test_a_hover_does_not_claim_a_basis_that_is_not_there() -> None:
    texts = [text for trace in cited_people().data for text in trace["hovertext"]]
    unknown = [text for text in texts if "coded unknown" in text]
    assert len(unknown) == 3
    assert all("none seen" in text for text in unknown)


def test_the_sensitivity_figure_gives_the_widest_two() -> None:
    figure = citation_sensitivity()
    assert "23 to 37 %" in figure.summary
    assert "8 of 35" in figure.summary
    assert "15 of 41" in figure.summary
    assert "In none of them are women half" in figure.summary
    assert figure.data[0]["x"][0] == pytest.approx(100 * 12 / 41, abs=0.05)
    assert [row[0] for row in figure.rows][:3] == [
        "each person once",
        "without notes 33-36, on gender",
        "authors only",
    ]


def test_the_published_shares_and_the_misprint() -> None:
    figure = published_shares()
    shown = {trace["name"]: trace for trace in figure.data}
    assert sorted(shown["reported"]["x"]) == [21, 27, 29]
    assert sorted(shown["calculated here from the report"]["x"]) == [22, 25, 25, 32]
    assert shown["misprint"]["x"] == [34]
    assert shown["the essay's notes"]["x"] == [29.3]
    assert "between 21 and 32 % women" in figure.summary
    assert "12 of 41 (29 %)" in figure.summary
    assert all(row[1].isdigit() for row in figure.rows)
    assert ("The essay's notes", "2024", "People cited, each once", "N = 41", "29") in figure.rows
    limits = " ".join(figure.leaves_out)
    assert "studies are of 2011 and 2018, the essay is of 2024" in limits
    assert "Bisbee, Larson and Munger (2020)" in limits
    own = published_shares({"Yang Xiao": "unknown", "Susan A. Cohen": "unknown"})
    assert "11 of 41" in own.summary


def test_three_datasets_and_the_states_they_disagree_about() -> None:
    figure = suffrage()
    for said in ("Of 199 states", "119 do not", "80 have years that lie at most one apart"):
        assert said in figure.summary
    assert "United States 1965, 1920, 1920" in figure.summary
    assert "Canada 1920, 1918, 1960" in figure.summary
    bars = next(trace for trace in figure.data if trace["type"] == "bar")
    assert sum(bars["x"]) == 199
    assert bars["x"][0] == 80
    assert sum(bars["x"][1:]) == 119


def test_late_beginnings_do_not_explain_the_disagreement() -> None:
    frame = open_table("suffrage").frame
    third = frame["owid_year"].mask((frame["owid_year"] == frame["owid_start"]).fillna(value=False))
    years = frame[["lied_year", "pipe_equal_year"]].assign(third=third).astype("float64")
    years = years[years.notna().sum(axis=1) > 1]
    apart = (years.max(axis=1) - years.min(axis=1)) > 1
    assert f"{int(apart.sum())} of {len(years)} still disagree" in suffrage().summary


def test_the_republics_of_1918_are_shown_as_missing() -> None:
    figure = suffrage(["Azerbaijan", "Switzerland", "Armenia"])
    stars = next(t for t in figure.data if t.get("name") == "in none of them")
    assert stars["x"] == [1919, 1919]
    assert stars["y"] == [0, 2]
    assert figure.rows[0][-1] == "0"
    with pytest.raises(TableError, match="Did you mean Azerbaijan"):
        suffrage(["Azerbaidjan"])
