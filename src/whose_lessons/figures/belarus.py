"""Belarus by three indicators: rents, fuel exports, and what support from Russia was worth."""

from typing import Any

from closereader.figures.charts import axis, dots, page, plain, words
from closereader.figures.figure import Figure
from closereader.figures.template import AMBER, INK, OKABE_ITO, QUIET
from closereader.tables import open_table
from closereader.tables.digits import to_places
from closereader.tables.rows import Record, Records, having, values

RENTS, FUEL = "rents_total_pct_gdp", "fuel_exports_pct_merch"
_COUNTRIES = {"AZE": (AMBER, "dash"), "RUS": (QUIET, "dot"), "BLR": (OKABE_ITO[0], "solid")}
_YEARS = (1990, 2021)
_PAPER = ("paper", "paper")
_LEFT = 34
_PLOT = 660  # pixels; the panels stand one below the other, wide enough in the narrowest figure
_FIRST, _SECOND, _THIRD = (0.74, 1.0), (0.39, 0.65), (0.0, 0.27)


def belarus() -> Figure:
    """Draw Belarus by rents, by fuel exports and by two sources on the price discount.

    Returns
    -------
    Figure
        Above, two shares over the years, with Azerbaijan and Russia to compare; below, estimates
        of Russian support as a share of GDP, each with the name of its source.
    """
    panel = open_table("panel").select(list(_COUNTRIES), _YEARS)
    discount = open_table("belarus_discount").records()
    rents, fuel = (having(panel.records(), column) for column in (RENTS, FUEL))
    return Figure(
        title="Is Belarus a rentier state? Three things that were counted",
        data=[
            *(_curve(rents, code, RENTS, "x", "y") for code in _COUNTRIES),
            *(_curve(fuel, code, FUEL, "x2", "y2") for code in _COUNTRIES),
            _estimates(discount),
        ],
        layout=_layout(rents, fuel, discount),
        summary=_summary(rents, fuel, discount),
        headings=("Belarus by", "When", "Value", "Who says so"),
        rows=_rows(rents, fuel, discount),
        leaves_out=[
            (
                "Rents count what is taken out of the country's own ground: oil bought cheaply "
                "abroad is not in them."
            ),
            (
                "Fuel exports say how much refined oil was sold, not what was earned by it; the "
                "series begins in 1998 and ends in 2020."
            ),
            (
                "The two sources on support count different things in different years. One is a "
                "leaked cable, the other a candidate's testimony. Neither shows its sum; no "
                "official figure of it was found."
            ),
            (
                "Another quantity is not drawn: what was lost when Russia raised its prices. For "
                "2007 the IMF estimated a loss of 5.5 % of GDP, of which about 1.5 points could "
                "be offset (Public Information Notice 07/108)."
            ),
            (
                "The mechanism is not drawn: in 2009 Belarus paid 35.6 % of Russia's export "
                "duty on crude oil, refined it and sold the products at market prices (Jamestown "
                "Foundation, January 2010)."
            ),
        ],
        source=f"{panel.source_of(RENTS, FUEL)}; below: the sources named there",
    )


def _of(series: Records, code: str) -> Records:
    return [row for row in series if row["iso3"] == code]


def _most(series: Records, column: str) -> Record:
    return max(series, key=lambda row: row[column])


def _curve(series: Records, code: str, column: str, x: str, y: str) -> dict[str, Any]:
    rows = _of(series, code)
    colour, dash = _COUNTRIES[code]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": rows[0]["country"],
        "x": values(rows, "year"),
        "y": [to_places(each, 2) for each in values(rows, column)],
        "xaxis": x,
        "yaxis": y,
        "line": {"color": colour, "dash": dash, "width": 3 if code == "BLR" else 1.5},
        "hovertemplate": f"{code}, %{{x}}: %{{y:.1f}} %<extra>row of the panel</extra>",
    }


def _estimates(discount: Records) -> dict[str, Any]:
    ends = [(row["low_pct_gdp"], row["high_pct_gdp"]) for row in discount]
    halves = [(high - low) / 2 for low, high in ends]
    marker = {
        "color": OKABE_ITO[0],
        "size": [10 if low == high else 0 for low, high in ends],
        "symbol": "diamond",
        "opacity": 1,
    }
    return dots(
        [(low + high) / 2 for low, high in ends],
        range(len(discount)),
        marker,
        (f"{plain(row['who'])}<br>row of belarus_discount: {row['estimate']}" for row in discount),
        xaxis="x3",
        yaxis="y3",
        error_x={"type": "data", "array": halves, "thickness": 9, "width": 0},
    )


def _layout(rents: Records, fuel: Records, discount: Records) -> dict[str, Any]:
    heads = (
        ("<b>1 Natural-resource rents</b>, % of GDP", _FIRST, 16),
        ("<b>2 Fuel exports</b>, % of goods exports", _SECOND, 16),
        ("<b>3 What support from Russia was worth</b>,<br>% of GDP, by two sources", _THIRD, 26),
    )
    notes = [
        words(text, 0, ends[1], nudge=(4 - _LEFT, up), axes=_PAPER) for text, ends, up in heads
    ]
    notes += [
        words(f"{plain(row['who'])}<br>{plain(row['period'])}", 0, at, nudge=(0, 9),
              axes=("paper", "y3"), yanchor="bottom")
        for at, row in enumerate(discount)
    ]  # fmt: skip
    notes += [note for series, column, axes in (
                  (rents, RENTS, ("x", "y")), (fuel, FUEL, ("x2", "y2"))
              ) for note in _names(series, column, axes)]  # fmt: skip
    notes += [
        words(_range(row), float(row["high_pct_gdp"]), at, nudge=(10, 0), axes=("x3", "y3"))
        for at, row in enumerate(discount)
    ]
    years: dict[str, Any] = {"tickvals": [1990, 2000, 2010, 2020], "showgrid": False}
    return page(
        plot=_PLOT,
        left=_LEFT,
        above=30,
        below=26,
        annotations=notes,
        xaxis=axis("", (1989, 2022), anchor="y", **years),
        yaxis=axis("", (0, 58), (0, 20, 40), domain=_FIRST, anchor="x"),
        xaxis2=axis("", (1989, 2022), anchor="y2", **years),
        yaxis2=axis("", (0, 116), (0, 50, 100), domain=_SECOND, anchor="x2"),
        xaxis3=axis("", (0, 28), (0, 5, 10, 15, 20), anchor="y3"),
        yaxis3=axis("", (len(discount) - 0.7, -0.8), [], domain=_THIRD, anchor="x3"),
    )


def _names(series: Records, column: str, axes: tuple[str, str]) -> list[dict[str, Any]]:
    made = []
    for code in _COUNTRIES:
        at = _most(_of(series, code), column)
        place = (float(at["year"]), float(at[column]))
        text = f"<b>{at['country']}</b>" if code == "BLR" else str(at["country"])
        made.append(words(text, *place, anchor="center", nudge=(0, 11), axes=axes, colour=INK))
    return made


def _range(row: Record) -> str:
    low, high = row["low_pct_gdp"], row["high_pct_gdp"]
    return f"{low:g} %" if low == high else f"{low:g} to {high:g} %"


def _summary(rents: Records, fuel: Records, discount: Records) -> str:
    own, sold = _of(rents, "BLR"), _of(fuel, "BLR")
    shares = values(own, RENTS)
    most = _most(sold, FUEL)
    compared = [f"{_at(rents, code, 2021)[RENTS]:.1f} % in {name}" for code, name in
                (("AZE", "Azerbaijan"), ("RUS", "Russia"))]  # fmt: skip
    said = "; ".join(f"{row['who']}, {row['period']}: {_range(row)}" for row in discount)
    return (
        f"By rents Belarus does not look like one: {min(shares):.1f} to {max(shares):.1f} % of GDP "
        f"in all years, against {' and '.join(compared)} in 2021. By fuel exports it looks like "
        f"one: from {_at(fuel, 'BLR', 1998)[FUEL]:.1f} % of its goods exports in 1998 to "
        f"{most[FUEL]:.1f} % in {most['year']} and {_at(fuel, 'BLR', 2020)[FUEL]:.1f} % in 2020. "
        f"What was the support worth? {said}."
    )


def _at(series: Records, code: str, year: int) -> Record:
    return next(row for row in _of(series, code) if row["year"] == year)


def _rows(rents: Records, fuel: Records, discount: Records) -> list[tuple[str, ...]]:
    own, sold = _of(rents, "BLR"), _of(fuel, "BLR")
    shares = values(own, RENTS)
    most = _most(sold, FUEL)
    first = f"{min(values(own, 'year'))}-{max(values(own, 'year'))}"
    width = f"{min(shares):.1f} to {max(shares):.1f} % of GDP"
    made: list[tuple[str, ...]] = [
        ("rents", first, width, "World Bank"),
        ("fuel exports", str(most["year"]), f"{most[FUEL]:.1f} % of goods exports", "World Bank"),
        (
            "fuel exports",
            "2020",
            f"{_at(fuel, 'BLR', 2020)[FUEL]:.1f} % of goods exports",
            "World Bank",
        ),
    ]
    made += [
        ("support from Russia", row["period"], f"{_range(row)} of GDP", row["who"])
        for row in discount
    ]
    return made
