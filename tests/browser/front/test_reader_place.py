"""Where the reader begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.front.reader_kit import Desk, span

if TYPE_CHECKING:
    from tests.browser.front.harness import Front

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("quote", ["In fact, Putin in such", "There is a popular cartoon"])
@pytest.mark.parametrize("away", [0, 3000])
def test_the_reader_begins_with_the_paragraph_that_it_is_to_show(
    front: Front, quote: str, away: int
) -> None:
    """Also near the end of the text, and when it was drawn while nobody saw it."""
    front.page.evaluate(
        "(px) => { document.querySelector('#widgets').style.marginTop = `${px}px`; }", away
    )
    desk = Desk(front).show(focus=span(quote))
    front.page.evaluate("(px) => scrollTo(0, px)", away)
    front.page.wait_for_function(
        """(quote) => {
          const text = document.querySelector(".crr-scroll");
          const rows = [...text.querySelectorAll(".crr-row")];
          const row = rows.find((one) => one.textContent.includes(quote));
          const below = row.getBoundingClientRect().top - text.getBoundingClientRect().top;
          return below > 0 && below < 40;
        }""",
        arg=quote,
    )
    desk.text.evaluate("(text) => { text.scrollTop = 0; }")
    front.page.evaluate("() => scrollTo(0, 0)")
    front.settle()
    front.page.evaluate("(px) => scrollTo(0, px)", away)
    front.settle()
    assert desk.text.evaluate("(text) => text.scrollTop") < 40, "only once"
