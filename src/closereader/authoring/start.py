"""A new course: one text, a codebook, one lesson and one exercise, to be changed into one's own."""

import json
import re
import unicodedata
from pathlib import Path

from closereader.authoring._errors import AuthoringError
from closereader.authoring.blank import code, exercise, markdown, notebook
from closereader.authoring.listing import HOME
from closereader.authoring.notebook import Notebook, canonical

START = Path(__file__).parent / "start"
TEXT, LESSON = "bench-2026", "01_first_reading"
_TITLE = "First reading"
_SEEDS = ("codebook.yml", f"{TEXT}.md")
_STEM = 40  # characters


def start_course(folder: Path, name: str) -> tuple[Path, ...]:
    """Write a course into a folder that is not there yet, or is empty; return its files.

    `folder`: where the course will lie.
    `name`: what it is called, in words for people: one line.
    Raises `AuthoringError` when the folder holds something, is a file, or the name is no line of
    words. Nothing is written then.
    """
    name = name.strip()
    if not name or not name.isprintable() or len(name) > 2 * _STEM:
        raise AuthoringError(
            f"{name[:_STEM]!r}: a course is called by one line of at most {2 * _STEM} letters. "
            "Name it with --name."
        )
    if folder.is_dir() and any(folder.iterdir()):
        raise AuthoringError(f"{folder}: holds something already. Name a new or an empty folder.")
    if folder.exists() and not folder.is_dir():
        raise AuthoringError(f"{folder}: is a file. Name a new or an empty folder.")
    files = _files(folder, name)
    for path, words in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8", newline="\n")
    return tuple(files)


def _files(folder: Path, name: str) -> dict[Path, str]:
    seeds = folder / "seeds"
    letters = unicodedata.normalize("NFKD", name.replace("ß", "ss").lower())
    plain = "".join(one for one in letters if not unicodedata.combining(one))
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_STEM].strip("-")
    if not re.match(r"[a-z]", stem) or stem == "null":  # which YAML takes for nothing
        stem = f"course-{stem}"[:_STEM].strip("-")
    filled = {"{name}": json.dumps(name, ensure_ascii=False), "{stem}": stem}
    course = _read("course.yml")
    for place, words in filled.items():
        course = course.replace(place, words)
    lesson = folder / "notebooks" / f"{LESSON}.ipynb"
    solution = folder / "solutions" / f"{LESSON}.ipynb"
    home = folder / HOME
    return {
        home: canonical(_home(home, name)),
        folder / ".gitignore": _read("gitignore"),  # nobody's work or name goes into a repository
        folder / "README.md": _read("README.md").replace("{name}", name),
        seeds / "course.yml": course,
        **{seeds / one: _read(one) for one in _SEEDS},
        lesson: canonical(_lesson(lesson)),
        solution: canonical(exercise(solution, "01", (TEXT,), _TITLE)),
    }


def _read(name: str) -> str:
    return (START / name).read_text(encoding="utf-8")


def _home(path: Path, name: str) -> Notebook:
    cells = [
        markdown(
            "head",
            f"# {name}\n\nYour work is saved while you do it. This page shows how far you are: "
            "open it again at any time, and run the cell below (Shift+Enter).",
        ),
        code("path", "from closereader.handin.home import Home\n\nHome()"),
        markdown(
            "words",
            "A lesson is done when each of its questions has an answer; an exercise is done when "
            "you have made the file that you hand in.",
        ),
    ]
    return notebook(path, cells)


def _lesson(path: Path) -> Notebook:
    cells = [
        markdown(
            "head",
            f"# {_TITLE}\n\n- **Time:** 2 minutes\n- **What you need:** your reader name\n"
            f"- **Texts:** `{TEXT}`\n- **What you will be able to do:** mark a passage, and say "
            "which words your answer rests on",
        ),
        markdown(
            "read",
            "## Read and mark\n\nDrag over words to mark them; choose what they are about, and "
            "what they do.",
        ),
        code("reader", f'from closereader import Reader\n\nReader("{TEXT}")'),
        markdown("question-1", "## Question 1\n\nWhom does the text ask for something?"),
        code(
            "q1",
            'from closereader import Ask\n\nAsk("01/q1", "Whom does the text ask, and for what? '
            f'Quote it.", texts=("{TEXT}",))',
        ),
        markdown("key-points", "## Key points\n\n- An answer rests on words, and says where."),
        markdown("key-terms", "## Key terms\n\n- **Concession:** a point granted to the others."),
        markdown(
            "reading",
            "## Further reading\n\n- Toulmin, Stephen (2003). *The Uses of Argument*. "
            "https://doi.org/10.1017/CBO9780511840005",
        ),
    ]
    return notebook(path, cells)
