"""What is read from Argdown is what its makers read: no relation is lost or invented in silence.

The makers' program is ``@argdown/core`` (MIT). It needs Node, and npm once, to fetch it into
pytest's cache; without them these tests are skipped, and say why.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from closereader.argument import Imported, Node, read_map

CORE = "@argdown/core@1.7.5"
VERBS = {
    "support": "“{}” supports “{}” in the file",
    "attack": "“{}” attacks “{}” in the file",
    "undercut": "“{}” undercuts “{}” in the file",
    "contradictory": "“{}” and “{}” contradict each other in the file",
}  # fmt: skip


@pytest.fixture(scope="module")
def core(request: pytest.FixtureRequest) -> Path:
    """Give the folder that the makers' program is installed in."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        pytest.skip("Node and npm are not installed: Argdown is not compared with @argdown/core")
    folder: Path = request.config.cache.mkdir("argdown-core")
    if not (folder / "node_modules" / "@argdown" / "core").is_dir():
        fetched = subprocess.run(
            [npm, "install", "--prefix", str(folder), "--no-audit", "--no-fund", CORE],
            capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        if fetched.returncode:
            last = (fetched.stderr.strip().splitlines() or ["no reason given"])[-1]
            pytest.skip(f"npm could not fetch {CORE} ({last}): Argdown is not compared with it")
    return folder / "node_modules"


def made(modules: Path, sources: list[str]) -> list[dict[str, Any]]:
    """Read every source with the makers' program."""
    run = subprocess.run(
        ["node", str(Path(__file__).with_name("core.js"))],
        input=json.dumps(sources), capture_output=True, text=True, encoding="utf-8", check=True,
        env={**os.environ, "NODE_PATH": str(modules)},
    )  # fmt: skip
    answer: list[dict[str, Any]] = json.loads(run.stdout)
    return answer


_TITLES = [
    "[Alpha]",
    "[Beta]",
    "[Gamma]",
    "<Delta>",
    "<Eta>",
    "[A [x] b]",
    "<Very > far>",
    "[Kappa]",
]
_SIGNS = ["+ ", "- ", "<+ ", "<- ", "+> ", "-> ", "_ ", "<_ ", "_> ", ">< ", "+", "-", "><"]


def _made_up(seed: int) -> str:
    """Write a file of members in blocks, each with relations below it, and perhaps of steps."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    told: set[str] = set()
    loose = 0

    def member(titles: Sequence[str] = _TITLES) -> str:
        nonlocal loose
        if chance.random() < 0.1:
            loose += 1
            return f"Untitled words {'abcdefghij'[loose % 10] * (1 + loose // 10)}."
        title = chance.choice(titles)
        if " " in title or (title not in told and chance.random() < 0.8):
            told.add(title)
            return f"{title}: Words of {''.join(c for c in title if c.isalpha())}."
        return title

    unit = chance.choice(["  ", "    ", "\t"])
    stepped = chance.sample(["<Delta>", "<Eta>", "<Steps>"], 3)
    lines: list[str] = []
    for _ in range(chance.randint(1, 4)):
        depth = 0
        if stepped and chance.random() < 0.2:
            lines += [stepped.pop(), ""]  # an argument has steps once
            steps = [member(_TITLES[:3]) for _ in range(3)]
            lines += [f"(1) {steps[0]}", f"(2) {steps[1]}", "----", f"(3) {steps[2]}"]
        else:
            lines.append(member())
        for _ in range(chance.randint(0, 5)):
            depth = chance.randint(1, depth + 1)
            lines.append(f"{unit * depth}{chance.choice(_SIGNS)}{member()}")
        lines.append("")
    return "\n".join(lines)


def edges(claim: Node) -> set[tuple[str, str, str]]:
    """Give what stands below what: words, whether it speaks against it, and the words above."""
    return {
        (child.text, "against" if child.kind == "rebuttal" else "for", node.text)
        for node in claim.walk()
        for child in node.children
    }


def unlike(theirs: dict[str, Any], ours: Imported) -> list[str]:
    """Compare the two readings of a file, and say what is lost or invented."""
    words = {title: said.strip() or title for title, said in theirs["words"].items()} | {"": ""}
    names = {t: words[t] if t.startswith("Untitled ") else t for t in words}
    kept, remarks = edges(ours.claim), " ".join(ours.remarks)
    problems, allowed = [], set()
    # What an argument with steps supports or attacks, Argdown says of its conclusion.
    alike: dict[str, list[str]] = {title: [title] for title in words}
    for argument, steps in theirs["steps"]:
        inside = [title for title in (argument, *(title for _, title in steps)) if title in words]
        allowed |= {(words[one], "for", words[other]) for one in inside for other in inside}
        for role, title in steps:
            if role == "main-conclusion":
                alike[title].append(argument)
                ends = [
                    words[argument],
                    words[title],
                ]  # one thing there, which cannot attack itself
                allowed |= {(ends[0], "against", ends[1]), (ends[1], "against", ends[0])}
    for source, kind, target in theirs["relations"]:
        side = "for" if kind == "support" else "against"
        ends = [(one, target) for one in alike[source]]
        if kind == "contradictory":
            ends = [pair for one in alike[source] for other in alike[target]
                    for pair in ((one, other), (other, one))]  # fmt: skip
        if not target:  # what is undercut is a step there, which has no name: any end will do
            ends = [(one, other) for one in alike[source] for other in words]
        ways = {(words[one], side, words[other]) for one, other in ends}
        allowed |= ways
        said = any(VERBS[kind].format(names[a], names[b]) in remarks for a, b in ends)
        if not (said or (ways & kept and kind in {"support", "attack"})):
            problems.append(f"lost: {source} {kind} {target}")
    problems += [f"invented: {edge}" for edge in kept - allowed]
    everything = repr(ours.claim) + remarks
    return problems + [f"gone: {said}" for said in words.values() if said not in everything]


def test_words_and_titles_are_read_alike(core: Path) -> None:
    sources = [
        "[A [x]]: a\n  + <B > y>: b\n",
        "[A]: **we** are [link](http://x.y) *the* West, _so_ __to__ say.\n",
        "[A]: 2 * 3 and \\*plain\\* and \\_so\\_ e.g. 10:30:15\n",
        "[A] and [B]: c\n",
        "[Claim]: c\n\t+ [First]: f\n    + [Second]: s\n",
        "100. Words of a list.\n",
    ]
    for source, theirs in zip(sources, made(core, sources), strict=True):
        assert theirs["errors"] == []
        assert unlike(theirs, read_map(source)) == [], source


def test_every_relation_is_in_the_map_or_said_and_none_is_invented(core: Path) -> None:
    sources = [_made_up(seed) for seed in range(600)]
    compared = 0
    for source, theirs in zip(sources, made(core, sources), strict=True):
        if theirs["errors"]:
            continue
        compared += 1
        assert unlike(theirs, read_map(source)) == [], source
    assert compared > 400
