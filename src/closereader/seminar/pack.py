"""The marking pack: a folder of pages and tables, made from hand-ins, whole or not at all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from closereader._faults import FAULTS
from closereader._still import still
from closereader.damage import damages
from closereader.handin import Submission
from closereader.pages.lines import counted
from closereader.seminar._errors import CollectError
from closereader.seminar._findings import FileFinding
from closereader.seminar._folder import new_folder, parts_of
from closereader.seminar._two import Two
from closereader.seminar.collecting import UNUSABLE, Collected
from closereader.seminar.pack_files import Files
from closereader.seminar.pack_handins import read_handins
from closereader.seminar.pack_pages import file_part
from closereader.seminar.who import Who, read_who, write_who


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that was written: its folder, how many pages it has, and what was left out of it."""

    folder: Path
    pages: int
    findings: tuple[FileFinding, ...] = ()


def default_folder(collected: Collected, beside: Path) -> Path:
    """Name the folder of a pack: ``pack-02`` beside what was collected."""
    asked = collected.asked
    number = f"-{file_part(asked[0])}" if len(asked) == 1 else ""
    return beside.resolve().parent / f"pack{number}"


def would_lose(out: Path, collected: Collected, who: Who) -> str | None:
    """Say which hand-ins of the pack that lies at `out` a new one there would not hold.

    A zip of late hand-ins alone, or the next exercise, is easily given to the same line again.

    Returns a sentence that says what to do; None when nothing would be lost, or no pack is there.
    """
    try:
        there = {(one.exercise, one.reader) for one in read_handins(out)}
    except CollectError:  # none, or one that cannot be read: `write_pack` looks at the folder
        return None
    now = {(one.exercise, who.id(one)) for one in collected.handins}  # a pack without names
    lost = there - now - {(one.exercise, one.reader) for one in collected.handins}
    if not lost:
        return None
    exercises = sorted({exercise for exercise, _ in there})
    if not {*exercises} & {*collected.exercises}:
        return (
            f"{out}: is the pack of exercise {', '.join(exercises)}, and these are hand-ins of "
            f"exercise {', '.join(collected.exercises)}. Name another folder with --out, or leave "
            "--out away."
        )
    many = f"{counted(len(lost), 'hand-in')}"
    return (
        f"{out}: holds {many} that are not in what you gave. Give the earlier zip too, as in "
        "`closereader collect handins.zip late.zip`, or name another folder with --out."
    )


def write_pack(  # noqa: PLR0913 - each may be left out
    collected: Collected,
    out: Path,
    *,
    nameless: bool = False,
    names: Sequence[str] = (),
    who: Who | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Pack:
    """Write the pack into a new folder, or in the place of a pack that nobody has changed.

    It is written under another name beside `out` and takes its place only when it is whole.

    `collected`: what `collect` found.
    `out`: the folder to be made.
    `nameless`: whether readers become numbers, everywhere. Which number is whose stands in
    ``who-is-who.csv`` beside `out`; numbers that it has already stay.
    `names`: the class list: a pack without names says which answers hold one of them.
    `who`: the list of ``who-is-who.csv`` with everybody in it, when it was read already.
    `progress`: called with the number of files that are written and how many there will be.
    Raises `CollectError` when there is nothing to show, or `out` holds something that is not such a
    pack. What a single hand-in raises costs that one: it is left out, and is a finding of the
    `Pack`.
    """
    if not collected.handins:
        raise CollectError("No hand-in was found, so no pack was made.")
    who = who or read_who(out.parent).grown(collected)
    files = Files(who, nameless=nameless, names=tuple(names))
    try:
        return _write(collected, out, files, progress=progress)
    except CollectError:  # about the folder, not about a hand-in
        raise
    except FAULTS:
        if wrong := next(damages(), ""):  # then no hand-in is to blame either
            raise CollectError(f"No pack was made. {wrong}") from None
        sound, findings = _parted(collected, files)
        if not findings:  # no hand-in is to blame
            raise
    if not sound.handins:
        raise CollectError(f"No pack was made. {findings[0]}")
    pack = _write(sound, out, files, progress=progress)
    return replace(pack, findings=findings)


def _parted(collected: Collected, files: Files) -> tuple[Collected, tuple[FileFinding, ...]]:
    """Leave out each hand-in that cannot make a pack of its own; say which, by its file."""
    faulty: list[Submission] = []
    for one in (*collected.handins, *collected.earlier):
        file = collected.file_of(one)
        try:
            for _, data in files(Collected((one,), (), files={id(one): file}), Two()):
                for _ in parts_of(data):
                    pass
        except FAULTS:
            faulty.append(one)
    findings = tuple(
        FileFinding("damaged", files.called(one, collected.file_of(one)), UNUSABLE)
        for one in faulty
    )
    gone = {id(one) for one in faulty}
    return replace(
        collected,
        handins=tuple(one for one in collected.handins if id(one) not in gone),
        earlier=tuple(one for one in collected.earlier if id(one) not in gone),
        findings=(*collected.findings, *findings),
    ), findings


def _write(
    collected: Collected,
    out: Path,
    files: Files,
    *,
    progress: Callable[[int, int], None] | None,
) -> Pack:
    pages = 0
    total = len(collected.handins) + len(collected.earlier)
    with still(), Two() as two, new_folder(out) as write:
        for name, data in files(collected, two):
            write(name, data)
            pages += name.endswith(".html")
            if progress:
                progress(pages, max(pages, total))
        write_who(out.parent, files.who)  # before the pack that needs it takes its place
    return Pack(out, pages)
