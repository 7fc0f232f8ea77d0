"""What a student edition needs beside the course: its first page, and what installs it.

A course in a checkout of its own has a ``pyproject.toml`` and the library in ``src``; both go along
as they are. A course that lies apart from the library gets the library that is running.
"""

import json
import re
from collections.abc import Collection, Iterator
from importlib.metadata import Distribution, entry_points
from pathlib import Path

from closereader.authoring.listing import HOME
from closereader.course import Course

PROJECT = "pyproject.toml"
PICTURE, GUIDE, RIGHTS = "docs/images/reader.png", "docs/student.md", "seeds/README.md"

_PICTURE = f"""![The reader in JupyterLab: a page of text with marked passages and notes in the margin.]({PICTURE})

"""  # noqa: E501 - the words that stand for a picture are one line
_GUIDE = f"""**Begin with the [student guide]({GUIDE}).** It takes you from an empty computer to the
first marked passage, and says where your work is and what to do when something goes wrong.

"""
_COMMAND = "uv run --no-dev jupyter lab --notebook-dir=."
_SHORT = """In short, with Python 3.11 or newer, in this folder:

```sh
pip install uv && {command}
```
"""
_WHOLE = """## Open the course

You need Python 3.11 or newer (from [python.org](https://www.python.org/downloads/)), and a network for the first
start. Unpack this folder; do not work inside the ZIP file.

**Windows:** open the folder in the Explorer, press Alt+D, write `cmd`, press Enter. In the black window write

```bat
py -m pip install uv
py -m {command}
```

**macOS:** open *Terminal*, write `cd`, a space, drag the folder into the window, press Enter. Then write

```sh
python3 -m pip install uv
python3 -m {command}
```

**Linux, or a lab machine:** write, in this folder,

```sh
pip install uv && {command}
```

The second line opens the course every time. A JupyterLab page opens in your browser; leave the black window open while you work.

## Work, and hand in
"""  # noqa: E501 - a paragraph of Markdown is one line
_HAND_IN = """- To hand in an exercise, press *Make my file* at its end. *Download the file*
  gives you a copy: upload it where your teacher asks. You may do so again; the newest counts.
"""
_PROJECT = """# Written by `closereader bundle`: installs the library that this course is read with.
[build-system]
requires = ["hatchling>=1.27"]
build-backend = "hatchling.build"

[project]
name = {name}
version = {version}
requires-python = ">=3.11"
dependencies = [
{dependencies}]

[project.scripts]
closereader = "closereader.cli:main"

[tool.hatch.build.targets.wheel]
packages = ["src/closereader"]

[tool.hatch.build.targets.wheel.shared-data]
"src/closereader/_jupyter/settings.json" = "etc/jupyter/labconfig/default_setting_overrides.d/closereader.json"

[tool.hatch.build.targets.wheel.hooks.custom]
path = "src/closereader/lab/_hatch.py"
"""  # noqa: E501 - a path is one line


def readme(course: Course, members: Collection[str]) -> str:
    """Give the first page of an edition: what it is, and how to begin.

    `course`: what the course says of itself.
    `members`: names of the files that the edition has; what is not there is not spoken of.
    """
    lessons = sorted(one for one in members if one.startswith("notebooks/"))
    named = [one for one in course.lessons if f"notebooks/{one}.ipynb" in members]
    first = (named or [one.rpartition("/")[2] for one in lessons])[0][:2]
    home = f" {HOME}" if HOME in members else ""
    rights = "see [seeds/README.md](seeds/README.md)" if RIGHTS in members else "see the texts"
    code = " Code and lesson prose: see [LICENSE](LICENSE)." if "LICENSE" in members else ""
    guided = GUIDE in members
    begin = (_SHORT if guided else _WHOLE).format(command=f"{_COMMAND}{home}")
    return f"""# {course.name}

{course.about}
{_PICTURE if PICTURE in members else ""}{_GUIDE if guided else ""}{begin}
- `notebooks` holds the lessons, `exercises` the exercises. Begin with lesson {first}.
- What you mark and write is kept in the folder `work`, which is made when you save the first thing.
{"" if guided else _HAND_IN}- The texts keep the rights of their authors and publishers: {rights}.
  Do not pass this folder on.{code}
"""


def library() -> Iterator[tuple[str, Path]]:
    """Give every file of the library that is running, by its name in an edition."""
    folder = Path(__file__).parents[1]
    for path in sorted(folder.rglob("*")):
        yield f"src/closereader/{path.relative_to(folder).as_posix()}", path


def _installed() -> Distribution | None:
    """Give what the library that is running was installed as."""
    found = entry_points(group="console_scripts", name="closereader")
    return next((entry.dist for entry in found if entry.dist), None)


def installer(course: Course) -> Iterator[tuple[str, str]]:
    """Give what installs an edition whose course has nothing of the kind, by its names.

    The licence of the library is among it: wherever its code goes, this goes along.
    """
    dist = _installed()
    if words := dist.read_text("licenses/LICENSE") if dist else None:
        yield "src/closereader/LICENSE", words
    yield PROJECT, _project(course, dist)


def _project(course: Course, dist: Distribution | None) -> str:
    # with the extra `lab`: a student opens the edition in JupyterLab
    needed = [
        re.sub(r"; extra == .lab.$", "", one)
        for one in (dist.requires if dist else None) or ()
        if "extra ==" not in one or re.search(r"; extra == .lab.$", one)
    ]
    return _PROJECT.format(
        name=json.dumps(course.stem),
        version=json.dumps(dist.version if dist else "0"),
        dependencies="".join(f"  {json.dumps(one)},\n" for one in needed),
    )
