"""While a test waits for something, the browser works for the page, not for a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("selector", ["#absent", "p", "i"])
def test_the_page_is_not_described_at_each_look(page: Page, selector: str) -> None:
    """A Playwright that does so again, by another name, is to be kept from it in driver.cjs."""
    page.set_content("<p>Some words.<i hidden>None</i>")
    with pytest.raises(AssertionError) as failed:
        expect(page.locator(selector)).to_have_text("Others", timeout=1)
    assert "Others" in str(failed.value)
    assert "snapshot" not in str(failed.value).lower()
