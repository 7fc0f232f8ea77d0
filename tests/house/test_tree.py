"""The tree is as the guides say, and nothing of the machine it was made on is in it."""

from __future__ import annotations

import re

import pytest

from tests.house.tree import ROOT, SOURCES, files, name, read, with_suffix

TOP = {
    ".binder",
    ".ci",
    ".editorconfig",
    ".gitattributes",
    ".github",
    ".gitignore",
    "CITATION.cff",
    "CONTRIBUTING.md",
    "LICENSE",
    "README.md",
    "benchmarks",
    "deploy",
    "docs",
    "environment.yml",
    "exercises",
    "findings",
    "home.ipynb",
    "notebooks",
    "pyproject.toml",
    "seeds",
    "solutions",
    "src",
    "tests",
}
TEXT = [
    path
    for path in files()
    if path.suffix != ".png" and ROOT / "seeds" / "originals" not in path.parents
]
LONGEST_FILE = 330  # lines
LARGEST_NOTEBOOK = 200_000  # bytes
LARGEST_PICTURE = 150_000  # bytes

# Put together here, so that this file does not hold what it looks for.
A_MACHINE = re.compile(
    "|".join(
        [
            r"/" + r"root/",
            r"/" + r"home/\w",
            r"/" + r"tmp/\w",
            r"/" + r"work/(?:main|w)\b",
            r"/" + r"Users/\w",
            r"[A-Z]:\\" + r"Users\\\w",
        ]
    )
)
A_REGISTRY = re.compile(
    "|".join(
        [
            r"py" + r"pi\.org",
            r"python" + r"hosted",
            r"registry\." + r"npm",
            r"deb\." + r"debian",
            r"/" + r"simple/",
        ]
    )
)
UNFINISHED = re.compile(r"\b(" + "TO" + "DO|FIX" + "ME|XX" + "X)\\b")
ESCAPES_COMPARISON = re.compile(
    "NBVAL_" + "IGNORE|NBVAL_" + "SKIP|nbval-" + "ignore|nbval-" + "skip"
)


def found(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name(path)}:{number}: {line.strip()[:120]}"
        for path in TEXT
        for number, line in enumerate(read(path).splitlines(), start=1)
        if pattern.search(line)
    ]


def test_the_top_folder_holds_nothing_else() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in files()} - TOP == set()


def test_no_path_of_a_machine_is_committed() -> None:
    assert found(A_MACHINE) == []


def test_no_registry_is_named() -> None:
    assert found(A_REGISTRY) == []


def test_nothing_is_left_unfinished() -> None:
    assert found(UNFINISHED) == []


def test_no_cell_escapes_comparison() -> None:
    assert found(ESCAPES_COMPARISON) == []


def test_text_files_are_utf8_with_plain_line_ends() -> None:
    odd = [name(path) for path in TEXT if b"\r" in path.read_bytes() or "\ufeff" in read(path)]
    assert odd == []


@pytest.mark.parametrize("suffix", [".py", ".js", ".css"])
def test_files_stay_short(suffix: str) -> None:
    lengths = {name(path): len(read(path).splitlines()) for path in with_suffix(suffix)}
    assert {key: lines for key, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_the_guide_says_how_long_a_file_may_be() -> None:
    guide = read(ROOT / "CONTRIBUTING.md")
    assert re.findall(r"Files have at most (\d+) lines", guide) == [str(LONGEST_FILE)]


def test_notebooks_and_pictures_stay_small() -> None:
    limits = {".ipynb": LARGEST_NOTEBOOK, ".png": LARGEST_PICTURE}
    sizes = {name(path): path.stat().st_size for path in with_suffix(*limits)}
    assert {
        key: size for key, size in sizes.items() if size > limits["." + key.rsplit(".")[-1]]
    } == {}


def test_the_front_end_writes_text_never_markup() -> None:
    markup = re.compile(
        r"\.(?:innerHTML|outerHTML|srcdoc|insertAdjacentHTML|setHTML\w*)\b"
        r"|document\.write|\beval\(|new Function"
    )
    sources = [path for path in with_suffix(".js") if SOURCES in path.parents]
    assert [name(path) for path in sources if markup.search(read(path))] == []


def test_the_front_end_fetches_nothing() -> None:
    # `@import { Type }` in a comment names a type: a style sheet would stand in quotation marks
    fetch = re.compile(
        r"https?://(?!www\.w3\.org/)|\bfetch\(|XMLHttpRequest|@import(?! \{)|\burl\((?!['\"]?data:)"
    )
    sources = [path for path in with_suffix(".js", ".css") if SOURCES in path.parents]
    assert [name(path) for path in sources if fetch.search(read(path))] == []
