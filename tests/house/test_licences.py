"""Whoever installs the course gets no licence that asks for more than a notice."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.tree import ROOT, read

PERMISSIVE = re.compile(
    r"\b(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|0BSD|Unlicense|HPND|CNRI-Python|ZPL)\b",
    re.IGNORECASE,
)
# Weak, file by file: nothing of theirs is changed or copied here.
HELD_OUT = {
    canonicalize_name(Requirement(line).name)
    for line in tomllib.loads(read(ROOT / "pyproject.toml"))["tool"]["uv"]["override-dependencies"]
}
"""What uv leaves out. Who installs with pip or conda has it: it is under the MIT licence too."""
WEAK = {"certifi": "MPL-2.0", "fqdn": "MPL-2.0"}


def closure(start: str, extra: str = "") -> set[str]:
    """Return what installing a distribution brings, with the extras that are asked for."""
    seen: set[tuple[str, str]] = set()
    ahead = [(start, extra)]
    while ahead:
        current = ahead.pop()
        if current in seen:
            continue
        seen.add(current)
        distribution, extra = current
        environment = {**default_environment(), "extra": extra}
        for line in metadata.requires(distribution) or []:
            wanted = Requirement(line)
            if wanted.marker is None or wanted.marker.evaluate(environment):  # type: ignore[arg-type]
                name = canonicalize_name(wanted.name)
                if name in HELD_OUT:
                    continue
                ahead += [(name, each) for each in ("", *wanted.extras)]
    return {distribution for distribution, _ in seen}


def licence(distribution: str) -> str:
    """Return all that a distribution says about its licence, on one line."""
    about = metadata.metadata(distribution)
    said = about.get_all("License-Expression") or []
    said += [each for each in about.get_all("Classifier") or [] if each.startswith("License ::")]
    said += [each[:200] for each in about.get_all("License") or []]
    return " | ".join(each for each in said if each).replace("\n", " ")


@pytest.mark.parametrize(
    "distribution",
    sorted((closure("whose-lessons") | closure("whose-lessons", "lab")) - {"whose-lessons"}),
)
def test_a_dependency_is_permissive(distribution: str) -> None:
    said = licence(distribution)
    if distribution in WEAK:
        assert WEAK[distribution] in said
    else:
        assert "GPL" not in said
        assert PERMISSIVE.search(said), f"{distribution} says: {said or 'nothing'}"
