"""That we hear at all: one word on a page, spoken by Orca."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.orca.listener import Listener


def test_the_name_of_a_button_is_spoken(page: Page, listener: Listener) -> None:
    page.set_content("<title>Trial</title><p><button>First</button><p><button>Second word</button>")
    listener.expect("Finished loading Trial.", 0)
    listener.press("Tab")
    assert listener.press("Tab", until="Second") == ["Second word push button."]
    assert listener.press("shift+Tab", until="First") == ["First push button."]
    assert listener.actions == 3
