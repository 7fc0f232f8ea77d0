"""``closereader export`` and ``closereader import``: to other programs, and from them."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from closereader.annotations import checks
from closereader.codebook import open_codebook
from closereader.commands.collecting import ProgressLine
from closereader.exchange import (
    ExchangeError,
    bring,
    codebook_csv,
    collection_of,
    marks_csv,
    marks_of,
    qdc,
    read_json,
)
from closereader.texts import open_text, readable_texts, text_ids
from closereader.work import open_work, write_file

FINE, FOUND = 0, 1
FORMS = ("qdc", "codebook.csv", "csv", "jsonld", "txt")
_YES = {"y", "yes"}

_EXPORT = """Write a file for other programs. qdc: the codebook, themes and moves, as REFI-QDA
reads it. codebook.csv: the same as a table, as Taguette reads it. csv: your marks as a table, one
row for each passage. jsonld: your marks as a W3C AnnotationCollection, which `closereader import`
reads again. txt: one text, letter by letter as the places of the marks count in it, for a program
that shows marks on it. Without --out, it is printed."""
_IMPORT = """Bring notes from Hypothes.is (its API's JSON, its client's export, or JSON-LD), W3C
annotations of another program, also as JSON Lines, or a collection that
`closereader export jsonld` wrote, into your own marks. A report comes first: what was placed at the
same words, what is only offered, what is lost, and what a mark cannot keep. Nothing is saved before
you say yes, and what is already there is never changed."""


def add(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the two commands."""
    about = "write codebook, marks or a text for other programs"
    one = commands.add_parser("export", help=about, description=_EXPORT)
    kinds = f"{', '.join(FORMS[:-1])} or {FORMS[-1]}"
    one.add_argument("form", choices=FORMS, metavar="FORM", help=kinds)
    one.add_argument("--text", metavar="ID", help="the text that is written as txt")
    one.add_argument("--out", type=Path, metavar="FILE", help="the file to write")
    one.set_defaults(run=run_export)
    about = "bring in notes from Hypothes.is, or exported marks"
    one = commands.add_parser("import", help=about, description=_IMPORT)
    one.add_argument("file", type=Path, metavar="FILE", help="what was exported there")
    one.add_argument("--text", metavar="ID", help="the text that the notes are about")
    one.add_argument("--theme", metavar="ID", help="a theme for notes that have none")
    one.add_argument("--mine", action="store_true", help="put your reader name on them")
    one.add_argument("--yes", action="store_true", help="save without asking")
    one.set_defaults(run=run_import)


def run_export(given: argparse.Namespace) -> int:
    """Write the codebook, the marks or a text; give the exit code."""
    problems: tuple[str, ...] = ()
    if given.form == "qdc":
        words, what = qdc(open_codebook()), "the codebook"
    elif given.form == "codebook.csv":
        words, what = codebook_csv(open_codebook()), "the codebook"
    elif given.form == "txt":
        if not given.text:
            raise ExchangeError(f"Name a text with --text, one of {', '.join(text_ids())}.")
        words, what = open_text(given.text).body, f"the text {given.text}"
    else:
        work, ids = open_work(), text_ids()
        items, problems = marks_of(work, ids)
        what = f"{len(items)} marks and links"
        if given.form == "csv":
            words = marks_csv(items, {one.id: one for one in readable_texts().texts})
        else:
            whole = collection_of(work, items).to_w3c()
            words = json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    for problem in problems:
        sys.stderr.write(f"closereader: {problem}\n")
    if given.out is None:
        # The system makes its own line ends of these.
        sys.stdout.write(words.replace("\r\n", "\n"))
    else:
        # A spreadsheet takes a CSV without this sign for the letters of its own country.
        sign = "\ufeff" if given.form.endswith("csv") else ""
        write_file(given.out, (sign + words).encode())
        _say(f"{given.out}: {what}.")
    return FOUND if problems else FINE


def run_import(given: argparse.Namespace) -> int:
    """Report on a file, ask, and save; give the exit code."""
    work = open_work()
    reader = (work.reader.id, work.reader.name) if given.mine else None
    named = open_text(given.text) if given.text else None
    shelf = readable_texts()
    with ProgressLine("Placing", "notes") as progress:
        found = bring(
            read_json(given.file),
            shelf.texts,
            open_codebook(),
            name=given.file.name,
            named=named,
            theme=given.theme,
            reader=reader,
            progress=progress,
        )
    for line in found.report():
        _say(line)
    # In the trash counts as there: what was deleted on purpose does not come back unasked.
    there = {
        checks.uuid_of(item.id)
        for one in {mark.text for mark in found.marks}
        for item in (
            *work.annotations(one).items,
            *(each.item for each in work.trashed(one)),
        )
    }
    new = [mark for mark in found.marks if checks.uuid_of(mark.id) not in there]
    if len(new) < len(found.marks):
        _say(f"{len(found.marks) - len(new)} of them are in your work already, or were deleted.")
    if not new:
        _say("There is nothing to save.")
        return FINE
    if not given.yes and not _agreed(len(new), work.folder):
        _say("Nothing was saved.")
        return FINE
    for mark in new:
        work.save(mark)
    _say(f"{len(new)} saved in {work.folder}. Run the cell of the reader again to see them.")
    return FINE


def _agreed(number: int, folder: Path) -> bool:
    """Ask; when nobody can answer, it is no."""
    if not sys.stdin.isatty():
        _say("Write --yes to save them.")
        return False
    sys.stdout.write(f"Save {number} in {folder}? [y/N] ")
    sys.stdout.flush()
    return sys.stdin.readline().strip().lower() in _YES


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
