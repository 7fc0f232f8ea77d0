"""Many students' files: read, validated, and everything that is wrong with one named.

Nothing that is read is executed, nothing is unpacked to a disk, and no file stops the others.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from closereader._faults import FAULTS
from closereader._still import still
from closereader.annotations import checks
from closereader.handin import HandInError, Submission, read_handin
from closereader.handin.data import ELEMENT, FORMAT
from closereader.handin.page import moment
from closereader.seminar._budget import Budget, Limits
from closereader.seminar._errors import CollectError
from closereader.seminar._findings import KINDS, FileFinding, Kind, Received
from closereader.seminar._listing import compare, exercises_asked, strays
from closereader.seminar._names import LastName, bare, by_last_name, canonical
from closereader.seminar._packed import Packed
from closereader.seminar._two import Two
from closereader.seminar._uploads import upload_of
from closereader.seminar.archives import Piece, pieces, plain
from closereader.texts import TextError, open_text

UNUSABLE = "It holds something that cannot be shown, so it was left out. Ask for it again."
_NAMED = 20  # files of one kind that are named one by one
_ONE_ID = (
    "Another hand-in has the same reader id and another name: a work folder was copied, or "
    "somebody changed their name. Both are used; ask which it was."
)
_ONE_NAME = (
    "Another hand-in has the same name and another reader id: somebody worked with two work "
    "folders, or two people have one name. Both are used; ask which it was."
)
_TWO_PEOPLE = (
    "Another person has the same name. The numbers of the learning platform tell them apart, and "
    "stand behind their names."
)


@dataclass(frozen=True, slots=True)
class Collected:
    """What was collected.

    Attributes
    ----------
    handins
        The hand-ins to work with, by exercise and name: of each reader and exercise the newest.
        Exercises that only few sent come last.
    findings
        What is to be known about the files, by kind and name.
    earlier
        Hand-ins that a newer one of the same reader and exercise replaces; they are kept.
    files
        Which file a hand-in came from.
    ignored
        How many files were passed over because computers leave them everywhere.
    """

    handins: tuple[Submission, ...]
    findings: tuple[FileFinding, ...]
    earlier: tuple[Submission, ...] = ()
    files: dict[int, str] = field(default_factory=dict, repr=False)
    ignored: int = 0

    def file_of(self, handin: Submission) -> str:
        """Name the file that a hand-in came from."""
        return self.files[id(handin)]

    @property
    def kinds(self) -> dict[str, set[str]]:
        """The kinds of what was found, by file; files of which nothing is known are not there."""
        found: dict[str, set[str]] = defaultdict(set)
        for one in self.findings:
            for file in (one.name, one.other):
                found[file].add(one.kind)
        return found

    @property
    def exercises(self) -> tuple[str, ...]:
        """The numbers of the exercises that were handed in, in the order of the hand-ins."""
        return tuple(dict.fromkeys(one.exercise for one in self.handins))

    @property
    def asked(self) -> tuple[str, ...]:
        """Those of them that the collect is of: not one that somebody sent by mistake."""
        return exercises_asked(one.exercise for one in self.handins)


def collect(
    paths: Iterable[Path | str],
    progress: Callable[[int, int], None] | None = None,
    *,
    names: Sequence[str] = (),
    exercise: str = "",
    limits: Limits | None = None,
) -> Collected:
    """Read the hand-ins of folders (with all their folders), zips (with their zips), and files.

    Parameters
    ----------
    paths
        Where to look.
    progress
        Called with the number of files that were looked at and of those known so far.
    names
        The class list (see `read_names`): who is missing, and who is not on it, is then found.
    exercise
        The number of the only one whose hand-ins are taken, where several lie in one folder; the
        others are passed over without a word. "" takes all.
    limits
        How much is read at most.

    Raises
    ------
    CollectError
        When a path is not there, or none is given, or no hand-in is of the exercise.
    """
    there = [Path(path) for path in paths]
    if not there:
        raise CollectError("Nothing was named to collect: name a folder, a zip or files.")
    for path in there:
        if not path.exists():
            raise CollectError(f"{path}: is not there. Check the name and the folder.")
    with still(), Two() as two:
        received, findings, ignored = _receive(there, Budget(limits or Limits()), progress, two)
    if exercise:
        received = _only(received, exercise)
    newest, earlier, repeated = _newest(received)
    findings += repeated
    findings += compare(received, newest, names) if names else []
    asked = exercises_asked(one.handin.exercise for one in newest)
    findings += strays(newest, asked)
    order = {kind: place for place, kind in enumerate(KINDS)}
    return Collected(
        handins=tuple(
            sorted(
                (one.handin for one in newest),
                key=lambda one: (one.exercise not in asked, *_order(one)),
            )
        ),
        findings=tuple(
            sorted(set(findings), key=lambda one: (order[one.kind], one.name, one.reason))
        ),
        earlier=tuple(sorted((one.handin for one in earlier), key=_order)),
        files={id(one.handin): one.file for one in received},
        ignored=ignored,
    )


def _receive(
    paths: Sequence[Path], budget: Budget, progress: Callable[[int, int], None] | None, two: Two
) -> tuple[list[Received], list[FileFinding], int]:
    received: list[Received] = []
    findings: list[FileFinding] = []
    unread: list[tuple[str, FileFinding]] = []
    ignored = 0
    order = sorted(paths, key=lambda path: path.suffix.lower() == ".zip")  # plain ones first
    every = (piece for path in order for piece in pieces(path, budget))
    for done, (name, upload, found) in enumerate(two.each(_read, every), 1):
        if isinstance(found, FileFinding):
            unread.append((upload, found))
        elif found is None:
            ignored += 1
        elif elsewhere := _of_another_course(found):
            who = plain(found.name)
            unread.append((upload, FileFinding("course", name, elsewhere, who)))
        else:
            received.append(Received(name, found))
            findings += _flaws(name, found)
        if progress:
            progress(done, max(done, budget.known))
    return received, [*findings, *_gathered(unread)], ignored


def _only(received: Sequence[Received], exercise: str) -> list[Received]:
    found = [one for one in received if one.handin.exercise in {exercise, exercise.zfill(2)}]
    if received and not found:
        there = ", ".join(sorted({one.handin.exercise for one in received}))
        raise CollectError(f"No hand-in of exercise {exercise} was found. There are: {there}.")
    return found


def _gathered(unread: Iterable[tuple[str, FileFinding]]) -> Iterator[FileFinding]:
    """Name each file that was not used; many of one kind that lie together only once.

    In an upload the foreign files are one finding. What may be of many people is named one by one,
    up to a number that can be read.
    """
    alike: dict[tuple[str, Kind, str], list[FileFinding]] = defaultdict(list)
    for upload, one in unread:
        alike[upload, one.kind, one.reason].append(one)
    for (upload, kind, reason), found in alike.items():
        if len(found) <= (1 if upload and kind == "foreign" else _NAMED):
            yield from found
        else:
            first = found[0].name
            said = f"This and {len(found) - 1:,} more files like it. {reason}"
            yield FileFinding(kind, first, said)


def _read(piece: Piece) -> tuple[str, str, Submission | FileFinding | None]:
    """Give the name of a file, its upload, and what is in it; nothing of one that is ignored."""
    return piece.name, piece.upload, _content(piece)


def _content(piece: Piece) -> Submission | FileFinding | None:
    if piece.kind == "ignored":
        return None
    if piece.kind != "file":
        return FileFinding(piece.kind, piece.name, piece.reason)
    try:
        found = read_handin(piece.data)
        return replace(found, marks=Packed(found.marks))
    except HandInError as error:
        kind, reason = _reason(piece.data, str(error))
        return FileFinding(kind, piece.name, plain(reason))
    except FAULTS:
        return FileFinding("damaged", piece.name, UNUSABLE)


def _reason(data: bytes, said: str) -> tuple[Kind, str]:
    """Part what was a hand-in once from what never was one."""
    if not data.strip():
        return "damaged", "The file is empty: it did not arrive whole. Ask for it again."
    if ELEMENT.encode() in data or FORMAT.encode() in data:
        return "damaged", said
    begins = data[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if begins.startswith((b"<!doctype html", b"<html")) and b"</html>" not in data[-200:].lower():
        return "damaged", "The page ends before its end: it did not arrive whole. Ask for it again."
    return "foreign", said


def _flaws(name: str, handin: Submission) -> list[FileFinding]:
    found = [FileFinding("annotation", name, plain(one)) for one in handin.problems]
    if handin.altered:
        reason = "Its content does not fit its digest; it is used, and flagged on its pages."
        found.append(FileFinding("altered", name, reason))
    if others := " and ".join(_other_states(handin)):
        reason = f"It has another state of {others}: marks and quotations may not stand in yours."
        found.append(FileFinding("state", name, reason))
    return found


def _of_another_course(handin: Submission) -> str:
    """Say so of a hand-in whose texts are all unknown here: by number it is of an exercise of ours.

    One that has no texts says nothing of where it was made.
    """
    if not handin.elsewhere:
        return ""
    return (
        f"It was made with {', '.join(map(plain, handin.texts))}, and this course has no such "
        "text. It is not in the pack. Ask for the right file, or collect this one in the folder "
        "of its course."
    )


def _other_states(handin: Submission) -> Iterator[str]:
    """Give the texts of the course that were in another state where the hand-in was made."""
    for text, fingerprint in handin.texts.items():
        try:
            if open_text(text).fingerprint != fingerprint:
                yield text
        except TextError:
            continue  # of another course


def _newest(
    received: Iterable[Received],
) -> tuple[list[Received], list[Received], list[FileFinding]]:
    """Part the newest hand-in of each reader and exercise from the earlier ones.

    A reader is an id together with a name: when a work folder was copied, two people share an id,
    and neither may be lost.
    """
    groups: dict[tuple[str, str], list[Received]] = defaultdict(list)
    for one in received:
        groups[one.handin.reader, one.handin.exercise].append(one)
    newest, earlier, findings = [], [], []
    for group in groups.values():
        people: dict[str, list[Received]] = defaultdict(list)
        for one in group:
            people[bare(one.handin.name)].append(one)
        for files in people.values():
            files.sort(key=lambda one: (checks.instant(one.handin.made), one.file))
            *old, last = files
            newest.append(last)
            earlier += old
            findings += [_repeated(one, last) for one in old]
        if len(people) > 1:
            findings += _shared([files[-1] for files in people.values()], _ONE_ID)
    named: dict[tuple[str, str], list[Received]] = defaultdict(list)
    for one in newest:
        named[one.handin.exercise, canonical(one.handin.name)].append(one)
    for (_, name), namesakes in named.items():
        findings += _namesakes(namesakes) if name else []
    return newest, earlier, findings


def _repeated(old: Received, new: Received) -> FileFinding:
    exercise = old.handin.exercise
    reason = (
        f"A newer hand-in of exercise {exercise} by the same reader is used "
        f"(made {moment(new.handin.made)}; this one {moment(old.handin.made)}). Both are kept."
    )
    if old.handin == new.handin:
        reason = f"The same hand-in of exercise {exercise} is there twice; it counts once."
    return FileFinding("duplicate", old.file, reason, new.file)


def _namesakes(files: Sequence[Received]) -> list[FileFinding]:
    """Tell people of one name apart from one person with two work folders, where that is known."""
    numbers = [upload_of(one.file).number for one in files]
    known = all(numbers)
    if known and len(set(numbers)) == len(files):
        return _shared(files, _TWO_PEOPLE, "namesake")
    return _shared(files, _ONE_NAME, "duplicate" if known else "namesake")


def _shared(files: Sequence[Received], reason: str, kind: Kind = "duplicate") -> list[FileFinding]:
    first, *rest = files
    return [FileFinding(kind, one.file, reason, first.file) for one in rest]


def _order(handin: Submission) -> tuple[str, LastName, str, str]:
    return handin.exercise, by_last_name(handin.name), handin.reader, handin.made
