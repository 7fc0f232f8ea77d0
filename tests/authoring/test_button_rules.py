"""A button that prose names is on the page; the four names here stood in lessons and were wrong."""

from __future__ import annotations

import pytest

from closereader.authoring.button_rules import buttons


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Click into the box **Name**, and write.", "Name"),
        ("write your words, and press **Done**.", "Done"),
        ("Press **Run the cell again** to bring it up to date.", "Run the cell again"),
        ("open *Export the map*", "Export the map"),
        ("press the button *Take\nonly this*", "Take only this"),
    ],
)
def test_a_name_that_nothing_has_is_found(source: str, name: str) -> None:
    assert list(buttons(source)) == [name]


@pytest.mark.parametrize(
    "source",
    [
        "Click into the box **Reader name**, and press **Use this name**.",
        "Press *Grounds* under the map, and **Save**.",
        "Open the menu **Run** and choose **Run All Cells**.",
        "Press **Enter**; press *Take only …*; mark one **Position**.",
    ],
)
def test_a_name_of_the_page_or_of_jupyterlab_is_left_alone(source: str) -> None:
    assert list(buttons(source)) == []
