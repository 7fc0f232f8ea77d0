"""One word for one meaning: what several widgets share is said with the same words."""

from __future__ import annotations

import re

from closereader.widgets.base.bundle import BASE
from tests.house.tree import ROOT, read
from tests.widgets import fronts
from tests.widgets.fronts import name

LABELS = dict(re.findall(r'^  (\w+): "([^"]+)",$', read(BASE / "labels.js"), re.MULTILINE))
MODULES = {name(path): path for path in fronts.MODULES if path.name != "labels.js"}
# What the same meanings were called before, in one widget or another.
OTHER_WORDS = (
    "Put into the cell",
    "Empty the cell",
    "Delete this part",
    "Take my choice back",
    "Or paste words from a text",
    "Taken back",
    "Name in the file",
)
_COMMENT = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*", re.DOTALL)


def code(name: str) -> str:
    return _COMMENT.sub("", read(MODULES[name]))


def test_no_widget_spells_a_shared_label_itself() -> None:
    own = {
        (name, label)
        for name in MODULES
        for label in LABELS.values()
        if re.search(rf"[\"`]{re.escape(label)} ?[\"`]", code(name))
    }
    assert own == set()


def test_no_widget_has_another_word_for_the_same() -> None:
    found = {(name, word) for name in MODULES for word in OTHER_WORDS if word in code(name)}
    assert found == set()


def test_no_button_is_called_otherwise() -> None:
    # Delete is the name of a key, too, and Mark what a sentence's button begins with.
    button = re.compile(r"(?:\}, |small\()\"(Delete|Mark)\"[,)]")
    found = {(name, word) for name in MODULES for word in button.findall(code(name))}
    assert found == set()


def test_every_label_is_used_by_a_widget() -> None:
    used = set(re.findall(r"LABELS\.(\w+)", "".join(code(name) for name in MODULES)))
    assert used == set(LABELS)


def test_the_place_in_the_text_is_called_cursor() -> None:
    words = [one for name in MODULES for one in re.findall(r'"([^"\n]*)"', code(name))]
    assert [one for one in words if re.search(r"\bcaret\b", one) and " " in one] == []


def test_the_maintainer_guide_says_what_each_label_means() -> None:
    guide = read(ROOT / "docs" / "maintainer.md").partition("### Front ends")[2]
    rows = re.findall(r"^\| (?!Label|-)([^|]+?) \|", guide.partition("## Proof")[0], re.MULTILINE)
    assert set(LABELS.values()) <= set(rows)
