"""What a student edition needs beside the course: its first page, and what installs it.

A course in a checkout of its own has a ``pyproject.toml`` and the library in ``src``; both go along
as they are. A course that lies apart from the library gets the library that is running.
"""

import json
import re
from collections.abc import Collection, Iterator
from importlib.metadata import entry_points
from pathlib import Path

from closereader.authoring.listing import HOME
from closereader.course import Course

PICTURE, GUIDE, RIGHTS = "docs/images/reader.png", "docs/student.md", "seeds/README.md"

_PICTURE = f"""![The reader in JupyterLab: a page of text with marked passages and notes in the margin.]({PICTURE})

"""  # noqa: E501 - the words that stand for a picture are one line
_GUIDE = f"""**Begin with the [student guide]({GUIDE}).** It takes you from an empty computer to the
first marked passage, and says where your work is and what to do when something goes wrong.

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

    Parameters
    ----------
    course
        What the course says of itself.
    members
        Names of the files that the edition has; what is not there is not spoken of.
    """
    lessons = sorted(one for one in members if one.startswith("notebooks/"))
    named = [one for one in course.lessons if f"notebooks/{one}.ipynb" in members]
    first = (named or [one.rpartition("/")[2] for one in lessons])[0][:2]
    home = f" {HOME}" if HOME in members else ""
    rights = "see [seeds/README.md](seeds/README.md)" if RIGHTS in members else "see the texts"
    code = " Code and lesson prose: see [LICENSE](LICENSE)." if "LICENSE" in members else ""
    return f"""# {course.name}

{course.about}
{_PICTURE if PICTURE in members else ""}{_GUIDE if GUIDE in members else ""}\
In short, with Python 3.11 or newer, in this folder:

```sh
pip install uv && uv run --no-dev jupyter lab --notebook-dir=.{home}
```

- `notebooks` holds the lessons, `exercises` the exercises. Begin with lesson {first}.
- What you mark and write is kept in the folder `work`, which is made when you save the first thing.
- The texts keep the rights of their authors and publishers: {rights}.
  Do not pass this folder on.{code}
"""


def library() -> Iterator[tuple[str, Path]]:
    """Give every file of the library that is running, by its name in an edition."""
    folder = Path(__file__).parents[1]
    for path in sorted(folder.rglob("*")):
        yield f"src/closereader/{path.relative_to(folder).as_posix()}", path


def project(course: Course) -> str:
    """Give the ``pyproject.toml`` of an edition whose course has none."""
    found = entry_points(group="console_scripts", name="closereader")
    dist = next((entry.dist for entry in found if entry.dist), None)
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
