"""Axes: where a value stands, and the ticks."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from closereader.figures.still._support import StillError

_PIXELS_A_TICK = (80, 40)  # level, upright
_STEPS = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class PlacedAxis:
    """An axis with its place on the page, in pixels: ``start`` is that of the range's first end."""

    name: str
    parts: Mapping[str, Any]
    start: float
    end: float
    categories: tuple[str, ...] = ()

    @property
    def level(self) -> bool:
        """Whether it is an x axis."""
        return self.name.startswith("x")

    @property
    def near(self) -> float:
        """Its left or upper end."""
        return min(self.start, self.end)

    @property
    def far(self) -> float:
        """Its right or lower end."""
        return max(self.start, self.end)

    @property
    def unit(self) -> float:
        """Pixels of one unit, without a sign."""
        low, high = self.parts["range"]
        return abs(self.end - self.start) / abs(float(high) - float(low))

    def holds(self, pixel: float) -> bool:
        """Tell whether a pixel lies between the ends."""
        return self.near - 0.01 <= pixel <= self.far + 0.01

    def at(self, value: float | str) -> float:
        """Return the pixel of a value, or of a category by its name."""
        low, high = self.parts["range"]
        if self.categories:
            value = self.categories.index(value) if isinstance(value, str) else value
        share: float = (float(value) - low) / (high - low)
        return self.start + share * (self.end - self.start)

    def ticks(self) -> list[tuple[float, str]]:
        """Return pixel and words of each tick on the axis."""
        values = self.parts.get("tickvals")
        if values is None:
            values = self._usual()
        texts = self.parts.get("ticktext") or [_shown(value) for value in values]
        low, high = sorted(self.parts["range"])
        found = []
        for value, text in zip(values, texts, strict=True):
            place = self.categories.index(value) if isinstance(value, str) else value
            if low - 1e-9 <= place <= high + 1e-9:
                found.append((self.at(value), str(text)))
        return found

    def _usual(self) -> Sequence[float | str]:
        """Give the categories, or round numbers, about as many as Plotly would."""
        if self.categories:
            return self.categories
        low, high = sorted(self.parts["range"])
        most = self.parts.get("nticks") or min(
            9, max(4, (self.far - self.near) / _PIXELS_A_TICK[not self.level])
        )
        power = 10.0 ** math.floor(math.log10((high - low) / most))
        step = next(each * power for each in _STEPS if (high - low) / (each * power) <= most)
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        return [round(at * step, 9) for at in range(first, last + 1)]


def _shown(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.10g}".replace("-", "−")


def short(reference: str) -> str:
    """Return an axis's short name: ``x1`` is ``x``."""
    return reference if reference not in {"x1", "y1"} else reference[0]


def key_of(reference: str) -> str:
    """Return the name of an axis in a layout: ``x2`` is ``xaxis2``."""
    return f"{reference[0]}axis{short(reference)[1:]}"


def place_axes(
    data: Sequence[Mapping[str, Any]],
    layout: Mapping[str, Any],
    plot: tuple[float, float, float, float],
) -> dict[str, PlacedAxis]:
    """Return the axes by their short names.

    `plot`: left, top, right and bottom of the plot, in pixels.
    """
    seen = _strings(data)
    found = {}
    left, top, right, bottom = plot
    names = {short(f"{key[0]}{key[5:]}") for key in layout if key[1:5] == "axis"}
    names |= {short(trace.get(f"{way}axis", way)) for trace in data for way in "xy"}
    for name in sorted(names, key=lambda each: (each[0], int(each[1:] or 1))):
        usual = layout["template"]["layout"].get(f"{name[0]}axis", {})
        own = layout.get(key_of(name), layout.get(f"{key_of(name)}1", {}))
        parts = {**usual, **own}
        if "range" not in parts:
            raise StillError(f"The axis {name} has no range, so it has no still picture.")
        start, end = parts.get("domain", (0, 1))
        ends = (
            (left + start * (right - left), left + end * (right - left))
            if name[0] == "x"
            else (bottom - start * (bottom - top), bottom - end * (bottom - top))
        )
        found[name] = PlacedAxis(name, parts, *ends, categories=seen.get(name, ()))
    return found


def _strings(data: Iterable[Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    """Give the categories of each axis that has them, in the order of their appearance."""
    seen: dict[str, dict[str, None]] = {}
    for trace in data:
        for way in "xy":
            values = trace.get(way) or ()
            if values and all(isinstance(each, str) for each in values):
                seen.setdefault(short(trace.get(f"{way}axis", way)), {}).update(
                    dict.fromkeys(values)
                )
    return {name: tuple(values) for name, values in seen.items()}
