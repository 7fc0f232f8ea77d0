from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from closereader.figures.charts import (
    Spot,
    axis,
    cells,
    more_or_less,
    page,
    row_axis,
    row_names,
    sides,
    signed,
)
from closereader.pages.lines import listed

SHARES = st.floats(0.05, 0.95)


def test_all_that_stands_around_a_plot_gets_its_room() -> None:
    bare = page(plot=100, xaxis=axis("x", (0, 1)))
    full = page(plot=100, xaxis=axis("long " * 12, (0, 1)), upright="Countries", entries=3)
    for layout in (bare, full):
        assert layout["height"] == 100 + layout["margin"]["t"] + layout["margin"]["b"]
    assert full["margin"]["b"] > bare["margin"]["b"]
    assert full["margin"]["t"] - bare["margin"]["t"] > 3 * 19
    assert full["annotations"][-1]["text"] == "Countries"
    assert full["legend"]["y"] > 1


def test_a_long_axis_title_is_wrapped_for_the_narrowest_figure() -> None:
    title = "Difference in liberal democracy (index, 0 to 1)"
    lines = axis(title, (0, 1))["title"]["text"].split("<br>")
    assert " ".join(lines) == title
    assert max(map(len, lines)) <= 34


def test_rows_have_their_names_above_them() -> None:
    names = row_names(["one", "two"])
    assert [(note["text"], note["y"]) for note in names] == [("one", 0), ("two", 1)]
    assert all(note["xref"] == "paper" and note["yshift"] > 0 for note in names)
    assert row_axis(2)["range"] == [1.5, -0.5]


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


def test_two_neighbours_yield_together_where_neither_could_alone() -> None:
    spots = [Spot(0.04, 0.5, "Latvia"), Spot(0.01, 0.495, "Lithuania")]
    crowd = [*spots, *(Spot(0.04 + step / 50, y / 20) for step in range(3) for y in (9, 11))]
    chosen = sides(spots, crowd, (260, 420))
    assert {side.split()[0] for side in chosen} != {"middle"}
    assert len({side.split()[0] for side in chosen}) == 2
