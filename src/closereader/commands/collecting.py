"""``closereader collect``: from what a learning platform gives to a marking pack."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from closereader._paths import course_folder, exchange_folder
from closereader.pages.lines import counted

if TYPE_CHECKING:
    from closereader.seminar import Collected

_COLLECT = """Read the hand-ins in folders, zips (also zips of zips) and single files, say what is
missing, doubled, damaged, changed or no hand-in, and write a marking pack: a page for each
question with the rubric beside the answers, a page for each reader, and tables. Nothing in a
hand-in is executed, and no archive is unpacked to a disk. Without a PATH it reads the folder of the
class that CLOSEREADER_EXCHANGE names, and the pack goes into the course folder."""

_MOST = 10  # lines of one kind
_QUIET = 1.0  # seconds that need no word
_EVERY = 0.2  # seconds from word to word


def add(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command."""
    about = "read hand-ins and write a marking pack"
    one = commands.add_parser("collect", help=about, description=_COLLECT)
    about = "a folder, a zip or a hand-in; default: the folder of the class"
    one.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=about)
    about = "where the pack goes; default: pack-NN beside the first PATH"
    one.add_argument("--out", type=Path, metavar="FOLDER", help=about)
    about = "numbers instead of names, in every page and table"
    one.add_argument("--anonymous", action="store_true", help=about)
    about = "a class list, one name in a line: says who is missing"
    one.add_argument("--class", dest="names", type=Path, metavar="NAMES.TXT", help=about)
    about = "take the hand-ins of one exercise only, where the folder holds those of several"
    one.add_argument("--exercise", default="", metavar="NN", help=about)
    one.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Collect, write the pack, and report: 0 all is well, 1 there are findings."""
    from closereader.seminar import CollectError, collect, read_names  # noqa: PLC0415
    from closereader.seminar.pack import default_folder, would_lose, write_pack  # noqa: PLC0415
    from closereader.seminar.roster import anonymous  # noqa: PLC0415
    from closereader.seminar.who import FILE as WHO  # noqa: PLC0415
    from closereader.seminar.who import Who, read_who  # noqa: PLC0415

    if absent := _absent([*given.paths, *([given.names] if given.names else [])]):
        raise CollectError(absent)
    names = read_names(given.names) if given.names else ()
    exchange = exchange_folder()
    if not given.paths and exchange is None:
        raise CollectError(
            "Nothing was named to collect: name a folder, a zip or files, or set "
            "CLOSEREADER_EXCHANGE to the folder of your class."
        )
    paths: list[Path] = given.paths or [exchange]
    with ProgressLine("Reading") as progress:
        collected = collect(paths, progress, names=names, exercise=given.exercise)
    if not collected.handins:
        _report(anonymous(collected, Who()) if given.anonymous else collected)
        raise CollectError("No hand-in was found, so no pack was made. Check the path.")
    beside = given.paths[0] if given.paths else course_folder() / "handins"
    out = given.out or default_folder(collected, beside)
    who = read_who(out.parent).grown(collected)
    if lost := would_lose(out, collected, who):
        raise CollectError(lost)
    # The screen may be shared: without names in the pack, none is said here.
    _report(anonymous(collected, who) if given.anonymous else collected)
    with ProgressLine("Writing") as progress:
        pack = write_pack(
            collected, out, nameless=given.anonymous, names=names, who=who, progress=progress
        )
    for one in pack.findings:
        sys.stdout.write(f"Left out of the pack: {one}\n")
    sys.stdout.write(f"{pack.pages} pages. Open {pack.folder / 'index.html'}\n")
    sys.stdout.write(f"Who is who: {out.parent / WHO}\n")
    return 1 if collected.findings or pack.findings else 0


def _absent(paths: list[Path]) -> str:
    """Say which files are not there, all at once, and which could be meant; "" when all are."""
    gone = [one for one in paths if not one.exists()]
    if not gone:
        return ""
    folder = gone[0].absolute().parent
    endings = {one.suffix.lower() for one in gone}
    others = sorted(one.name for one in folder.glob("*") if one.suffix.lower() in endings)
    meant = f" There are: {'; '.join(others[:_MOST])}." if others else ""
    names = " and ".join(one.name for one in gone)
    return (
        f"{names}: not in {folder}. Put {'it' if len(gone) == 1 else 'them'} there, or write the "
        f"whole path in quotation marks.{meant}"
    )


def _report(collected: Collected) -> None:
    """Say what was found: how many of each kind, then each with its reason."""
    from closereader.seminar import KINDS  # noqa: PLC0415

    many = Counter(one.exercise for one in collected.handins)
    lines = [
        f"{counted(count, 'hand-in')} of exercise {exercise}." for exercise, count in many.items()
    ] or ["0 hand-ins."]
    for kind, words in KINDS.items():
        found = [one for one in collected.findings if one.kind == kind]
        if found:
            lines += [f"{words} ({len(found)}):", *(f"  {one}" for one in found[:_MOST])]
        if len(found) > _MOST:
            lines.append(f"  and {len(found) - _MOST} more: see the first page of the pack.")
    if collected.ignored:
        lines.append(f"Passed over, as computers leave them everywhere: {collected.ignored}.")
    sys.stdout.write("\n".join(lines) + "\n")


class ProgressLine:
    """A line on a terminal that counts, when it takes longer than a second.

    Into a file it would be a line for each count, which reads like an error.
    """

    def __init__(self, what: str, of: str = "files") -> None:
        """Begin to say what is done, and of which things."""
        self.what, self.of = what, of
        self.begun = time.monotonic()
        self.said = 0.0
        self.shown = sys.stderr.isatty()

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __call__(self, done: int, known: int) -> None:
        """Say how many things are done, of how many."""
        now = time.monotonic()
        if not self.shown or now - self.begun < _QUIET or now - self.said < _EVERY:
            return
        self.said = now
        sys.stderr.write(f"\r{self.what}: {done} of {known} {self.of} ")
        sys.stderr.flush()

    def __exit__(self, *_: object) -> None:
        """End the line."""
        if self.said:
            sys.stderr.write("\n")
