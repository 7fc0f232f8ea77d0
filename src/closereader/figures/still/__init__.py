"""A still picture of a Plotly drawing, for pages on which Plotly does not run.

GitHub, an export of a notebook and a printout show no Plotly. They do show SVG, so each figure
carries one, drawn here from the same JSON: deterministic, light (points of one colour are one
path), with a title for screen readers. Only what the course's figures use is drawn;
anything else is refused by name, so that a picture never shows less than its figure.
"""

from closereader.figures.still._page import still
from closereader.figures.still._support import StillError

__all__ = ["StillError", "still"]
