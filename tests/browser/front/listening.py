"""What a page is to who listens, from the browser's own accessibility tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

NEEDS_NAME = {
    *("button", "link", "heading", "image", "radio", "checkbox", "combobox", "listbox", "textbox"),
    *(
        "searchbox",
        "spinbutton",
        "slider",
        "tab",
        "tabpanel",
        "table",
        "dialog",
        "region",
        "toolbar",
    ),
    *("navigation", "complementary", "menu", "menuitem", "tree", "treeitem", "grid"),
    *("radiogroup", "DisclosureTriangle", "columnheader", "rowheader"),
}
"""Roles that say too little alone; a toolbar that only carries the keys of its group is exempt."""
NO_ROLE = {"generic", "none", ""}


def flaws(page: Page) -> list[str]:
    """Say what has no name or no role, and what would be heard twice."""
    client = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = client.send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}
    root = client.send("DOM.getDocument", {"depth": -1, "pierce": True})["root"]
    attributes = dict(_attributes(root))  # in one question, and not in one for each node
    found: list[str] = []
    for node in nodes:
        if node.get("ignored"):
            continue
        given = attributes.get(node.get("backendDOMNodeId", 0), ())
        led_to = "-1" in given  # by a script, which has a reason, not by Tab
        found += (f"{flaw}: {_told(node)}" for flaw in _flaws(node, by_id, led_to=led_to))
    client.detach()
    return found


def _attributes(node: dict[str, Any]) -> Iterator[tuple[int, list[str]]]:
    yield node["backendNodeId"], node.get("attributes", [])
    for part in ("children", "shadowRoots", "pseudoElements"):
        for inside in node.get(part, ()):
            yield from _attributes(inside)


def _flaws(node: dict[str, Any], by_id: dict[str, dict[str, Any]], *, led_to: bool) -> list[str]:
    role, name, described = (_value(node, part) for part in ("role", "name", "description"))
    given = {one["name"]: one["value"].get("value") for one in node.get("properties", ())}
    stop = bool(given.get("focusable")) and role != "RootWebArea" and not led_to
    found = []
    if role in NEEDS_NAME and not name and not _carries_keys(node, role, by_id):
        found.append("has no name")
    if stop and role in NO_ROLE:
        found.append("takes the focus, and has no role")
    if stop and not name and role not in NEEDS_NAME:
        found.append("takes the focus, and has no name")
    if described and described in name:
        found.append("its description repeats its name")
    half = len(name) // 2
    if half > 3 and name[:half].strip() == name[half:].strip():  # no mere “ha ha”
        found.append("its name says the same twice")
    return found


def _carries_keys(node: dict[str, Any], role: str, by_id: dict[str, dict[str, Any]]) -> bool:
    inside = [by_id[one] for one in node.get("childIds", ()) if one in by_id]
    return role == "toolbar" and [_value(one, "role") for one in inside] == ["radiogroup"]


def _value(node: dict[str, Any], part: str) -> str:
    return " ".join(str(node.get(part, {}).get("value", "")).split())


def _told(node: dict[str, Any]) -> str:
    return " / ".join(_value(node, part) for part in ("role", "name", "description"))
