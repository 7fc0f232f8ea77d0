"""The report on accessibility, made of what the tests hold and of what is known besides."""

from __future__ import annotations

import json
from collections import Counter

from tests.accessibility.criteria import CRITERIA, PARTS, F, Known
from tests.browser.lab.course_cells import WIDGETS
from tests.house.tree import ROOT

PLACE = ROOT / "docs" / "accessibility.md"
HEAD = """# Accessibility: what is met, and how we know

**No person who uses a screen reader has tried this course yet.** If you use one, or a magnifier, \
switches or your voice, and can give it an hour: please do, and tell the course's maintainers what \
stopped you. That is worth more than all that stands below.

What stands below was written by a program out of the tests (`uv run python -m \
tests.accessibility`). It is measured against WCAG 2.2, levels A and AA. It is no certificate: a \
test shows that one thing holds, where it looks. JupyterLab itself is not looked at here. The \
tests run in Chromium; Firefox, NVDA, JAWS, VoiceOver and TalkBack have not been tried. Orca \
was, by a program that read what it spoke: once, in November 2026, with the argument map, a \
choice, the explorer and claim cards; and again and again in what is listed next.
"""
TRIED = ROOT / "tests" / "orca" / "tried.json"


def report() -> str:
    """Give the whole report."""
    counts = Counter(one.state for one in CRITERIA)
    summed = ", ".join(f"{state}: {number}" for state, number in counts.most_common())
    lines = [
        HEAD,
        *_heard(),
        "## Every criterion\n",
        f"{len(CRITERIA)} criteria. {summed}.\n",
        "| Criterion | Level | State | What is known | Tests |",
        "|---|---|---|---|---|",
        *(_row(one) for one in CRITERIA),
        "\n## Every widget and document\n",
        (
            "“axe” is axe-core, in the states of the widget that its test names; in JupyterLab's "
            "dark theme it looks at every widget besides. “280 px” is what a window of 320 px "
            "leaves: nothing is cut, and every target has 24 px.\n"
        ),
        "| Part | axe | By keys alone | In 280 px |",
        "|---|---|---|---|",
        *(_part(name, *tests) for name, tests in PARTS.items()),
        (
            "\nBy touch alone one journey is tested: mark, note, answer, hand in "
            f"(`{F}test_touch.py`)."
        ),
    ]
    return "\n".join(lines) + "\n"


def _heard() -> list[str]:
    """Tell what a program heard when it worked with a screen reader."""
    tried = json.loads(TRIED.read_text(encoding="utf-8"))
    return [
        "## Tried with a screen reader, by a program\n",
        (
            f"Tried with Orca {tried['orca']} and {tried['chromium']} on {tried['date']}. A "
            "program pressed the keys, and went by what Orca spoke. So we know what is spoken, "
            "and how often; whether it is of use, only a listener can say. Run it with `uv run "
            "python -m tests.orca`.\n"
        ),
        *(f"- {_said(name)} (`orca/{name}`)" for name in tried["journeys"]),
        "",
    ]


def _said(name: str) -> str:
    words = name.partition("::test_")[2].replace("_", " ")
    return words[0].upper() + words[1:]


def leaned_on() -> set[str]:
    """Give every test that the report leans on."""
    tried = json.loads(TRIED.read_text(encoding="utf-8"))
    heard = {f"tests/orca/{name}" for name in tried["journeys"]}
    parts = {f"{F}{test}" for tests in PARTS.values() for test in tests if test}
    return {test for one in CRITERIA for test in one.tests} | parts | heard


def _row(one: Known) -> str:
    tests = "<br>".join(_short(test) for test in one.tests)
    return f"| {one.number} {one.name} | {one.level} | {one.state} | {one.words} | {tests} |"


def _part(name: str, axe: str, keys: str) -> str:
    small = f"{F}test_small.py" if name in WIDGETS else ""
    cells = (_short(each) if each else "not tested" for each in (axe, keys, small))
    return f"| {name} | {' | '.join(cells)} |"


def _short(test: str) -> str:
    return f"`{test.removeprefix('tests/')}`"
