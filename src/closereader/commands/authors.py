"""``closereader new`` and ``new-exercise``: what an author begins with."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from closereader._paths import course_folder
from closereader.authoring import canonical
from closereader.authoring.blank import blank_exercise
from closereader.authoring.start import start_course

_NEW = """Write solutions/NUMBER_TITLE.ipynb: head, a question in prose for each text, and the cell
that makes the hand-in. Change the words in JupyterLab; the guide says how."""


_COURSE = """Write a course of your own into FOLDER: a first page, one text, a codebook, one lesson,
one exercise and a README, all of them to be changed. The folder must be new or empty."""


def add(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the commands."""
    one = commands.add_parser("new", help="begin a course", description=_COURSE)
    one.add_argument("folder", type=Path, metavar="FOLDER", help="a new or an empty folder")
    one.add_argument("--name", help="what the course is called; default: the name of the folder")
    one.set_defaults(run=run_new)
    one = commands.add_parser("new-exercise", help="begin an exercise", description=_NEW)
    one.add_argument("number", metavar="NUMBER", help="two digits that are free, for example 09")
    one.add_argument("--texts", nargs="+", required=True, metavar="TEXT", help="ids of texts")
    one.add_argument("--title", default="A new text", help="default: A new text")
    one.set_defaults(run=run)


def run_new(given: argparse.Namespace) -> int:
    """Write the course; give the exit code."""
    folder: Path = given.folder
    name = given.name or folder.resolve().name
    made = start_course(folder, name)
    next_ = ("notebooks", "exercises", "check")
    lines = [f"closereader {each}" for each in next_] + ["jupyter lab --notebook-dir=. home.ipynb"]
    told = "".join(f"  {_runner(folder)}{each}\n" for each in lines)
    sys.stdout.write(
        f"{folder}: {name!r} is begun, {len(made)} files. Next:\n  cd {folder}\n{told}"
    )
    return 0


def _runner(folder: Path) -> str:
    """Give what a line begins with, so that it runs where uv keeps the library for its folder."""
    home = Path(sys.prefix).parent
    if Path(sys.prefix).name != ".venv" or not (home / "pyproject.toml").is_file():
        return ""
    if folder.resolve() == home:
        return "uv run --no-dev "
    where = f'"{home}"' if " " in str(home) else home
    return f"uv run --project {where} --no-dev "


def run(given: argparse.Namespace) -> int:
    """Write the notebook; give the exit code."""
    course = course_folder()
    made = blank_exercise(course / "solutions", given.number, given.texts, given.title)
    with made.path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(canonical(made))
    name, begin = made.path.name, f"  {_runner(course)}closereader"
    sys.stdout.write(
        f"{made.path.parent.name}/{name}: written. Change its words in JupyterLab, then:\n"
        f"{begin} notebooks solutions/{name}\n{begin} exercises\n"
        f"{begin} check solutions/{name} exercises/{name}\n"
    )
    return 0
