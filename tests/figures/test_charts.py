from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from closereader.figures.charts import (
    Spot,
    axis,
    cells,
    listed,
    more_or_less,
    page,
    sides,
    signed,
)

SHARES = st.floats(0.05, 0.95)


def test_a_long_title_and_a_long_source_get_the_room_they_need() -> None:
    short = page("Why?", "us", plot=100)
    long = page("Why " * 40, "us " * 80, plot=100)
    assert "<br>" in long["title"]["text"]
    for layout in (short, long):
        assert layout["height"] == 100 + layout["margin"]["t"] + layout["margin"]["b"]
    assert long["margin"]["t"] > short["margin"]["t"]
    assert long["margin"]["b"] > short["margin"]["b"]


def test_markup_in_a_title_or_source_stays_text() -> None:
    layout = page("<b>?", "<i>&", plot=10)
    assert layout["title"]["text"] == "&lt;b&gt;?"
    assert "&lt;i&gt;&amp;" in layout["annotations"][-1]["text"]


def test_ticks_are_numbers_or_numbers_with_names() -> None:
    assert axis("a", (0, 1), (0, 1))["tickvals"] == [0, 1]
    named = axis("a", (0, 1), {0.0: "none", 1.0: "all"})
    assert (named["tickvals"], named["ticktext"]) == ([0.0, 1.0], ["none", "all"])
    assert "tickvals" not in axis("a", (0, 1))


def test_the_panels_of_a_grid_do_not_overlap_and_fill_it() -> None:
    grid = cells(3, 2, (0.04, 0.1))
    assert len(grid) == 6
    assert grid[0][0][0] == 0
    assert grid[2][0][1] == 1
    assert grid[0][1][1] == 1
    assert grid[5][1][0] == 0
    assert grid[0][0][1] < grid[1][0][0]
    assert grid[3][1][1] < grid[0][1][0]


def test_signs_and_lists_read_well() -> None:
    assert [signed(each, 2) for each in (-0.094, 0.02, -0.001)] == ["−0.09", "+0.02", "0.00"]
    assert [more_or_less(each) for each in (-0.094, 0.02, -0.001)] == [
        "0.09 less",
        "0.02 more",
        "no difference (0.00)",
    ]
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"


@given(st.lists(st.tuples(SHARES, SHARES), min_size=1, max_size=12))
def test_every_spot_gets_a_side_and_always_the_same(places: list[tuple[float, float]]) -> None:
    spots = [Spot(x, y, "Name") for x, y in places]
    chosen = sides(spots, spots, (560, 340))
    assert len(chosen) == len(spots)
    assert chosen == sides(spots, spots, (560, 340))


def test_a_label_keeps_off_its_neighbour_and_inside_the_plot() -> None:
    right_edge = Spot(0.99, 0.5, "Azerbaijan")
    assert sides([right_edge], [right_edge], (560, 340)) == ["middle left"]
    first, second = Spot(0.5, 0.5, "Russia"), Spot(0.53, 0.5, "Uzbekistan")
    assert sides([first], [first, second], (560, 340)) != ["middle right"]
