"""A map on a page, and the ways to its parts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Locator, Page, expect

from closereader import ArgumentMap
from closereader.argument import Node, TableRow, passage_of, settled

if TYPE_CHECKING:
    from tests.browser.front.harness import Front

WORDS = "You have correctly pointed out"


class Map:
    """The widget, and the ways to its parts."""

    def __init__(self, front: Front, claim: Node | None = None, **more: Any) -> None:
        self.front = front
        self.page: Page = front.page
        more.setdefault("claim", "There is a lesson left.")
        self.widget = ArgumentMap("06/q4", "Build the argument.", **more)
        if claim is not None:
            self.widget.put(claim)
        self.view = front.view(front.live(self.widget))

    @property
    def parts(self) -> Locator:
        return self.view.get_by_role("treeitem")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def button(self, name: str) -> Locator:
        return self.view.get_by_role("button", name=name, exact=True)

    def gaps(self) -> Locator:
        return self.view.locator(".cra-gap")

    def saved(self) -> Node:
        """The map that is on disk, once the page says so."""
        expect(self.view.locator(".cr-status-text")).to_have_text(re.compile(r"^Saved \d"))
        return self.widget.map


def built() -> Node:
    grounds = Node("grounds", "The letter answers.", passage_of("artiukh-2022", WORDS), note="n")
    row = TableRow("panel", (("iso3", "BLR"), ("year", 2006)), "rents_total_pct_gdp")
    warrant = Node("warrant", "Who answers shares.", children=(Node("backing", "Equals."),))
    rebuttal = Node("rebuttal", "Nobody hears it.", children=(Node("rebuttal", "We do."),))
    below = (grounds, Node("grounds", "", row=row), warrant, Node("qualifier", "Here."), rebuttal)
    return settled(Node("claim", "There is a lesson left.", children=below))
