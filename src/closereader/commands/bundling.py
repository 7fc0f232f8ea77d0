"""``closereader bundle``: the student edition as one zip."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from closereader._paths import course_folder
from closereader.authoring import AuthoringError
from closereader.authoring.bundle import bundle
from closereader.work import write_file

_BUNDLE = """Write the student edition: lessons (without those that course.yml keeps for teachers),
exercises, texts and tables, the library and the student guide, as one zip for your learning
platform. Solutions, model readings, tests and your own work are not in it; every file is
compared with the solutions before it is written."""


def add(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command."""
    one = commands.add_parser(
        "bundle", help="write the student edition as one zip", description=_BUNDLE
    )
    one.add_argument(
        "--out", type=Path, metavar="FILE", help="default: the stem in course.yml, -student.zip"
    )
    one.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Write the zip; give the exit code."""
    out: Path | None = given.out
    if out is not None and out.suffix.lower() != ".zip":
        raise AuthoringError(f"{out}: must end with .zip, because it is one.")
    made = bundle(course_folder())
    out = Path(made.file) if out is None else out
    data = made.zipped()
    write_file(out, data)
    for note in made.notes:
        sys.stderr.write(f"closereader: {note}\n")
    size = f"{len(data) / 1_000_000:.1f} MB"
    sys.stdout.write(f"{out}: {len(made.members)} files, {size}, none with words of a solution.\n")
    return 0
