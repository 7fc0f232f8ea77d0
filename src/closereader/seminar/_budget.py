"""How much is read of what was handed in, so that nobody's upload is at the cost of another's."""

from dataclasses import dataclass, field
from typing import NamedTuple

from closereader.handin.data import LARGEST


class Share(NamedTuple):
    """What is read at most of something: files that may be hand-ins, and bytes uncompressed."""

    files: int
    bytes: int


_UPLOAD = Share(2_000, 250_000_000)
_WHOLE = Share(5_000, 1_000_000_000)
_TOTAL = Share(100_000, 10_000_000_000)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read at most; what one person sends in is never taken from another's share.

    Files that no hand-in can be, by their names, are counted and not read: they cost nothing.
    """

    file: int = LARGEST
    archive: int = 60_000_000
    """`file`, `archive`: bytes, uncompressed: of one file, and of an archive within an archive."""
    upload: Share = _UPLOAD
    """Of one upload: a folder in what was named, or in an archive that lies there."""
    whole: Share = _WHOLE
    """Of one archive, which may hold the uploads of a class."""
    total: Share = _TOTAL
    """Of all together: the last fence, for time; nothing is kept of a file that was read."""
    ratio: int = 100
    """How many times larger than its compressed form a file of over a megabyte may be. Pages of
    words shrink to a fifth or a tenth."""
    listed: int = 20_000
    """Members of an archive, of whatever kind."""
    depth: int = 3
    """Archives within archives."""


@dataclass(slots=True)
class Pot:
    """What was read of something, and whether it was said that there is no more."""

    name: str
    most: Share
    files: int = 0
    bytes: int = 0
    told: bool = False

    def spent(self) -> str:
        """Say which limit is used up, "" when none is."""
        if self.files >= self.most.files:
            return f"It has more than {self.most.files:,} files that might be hand-ins"
        if self.bytes >= self.most.bytes:
            return f"It has more than {size_of(self.most.bytes)} of files that might be hand-ins"
        return ""


Pots = tuple[Pot, ...]


@dataclass(slots=True)
class Budget:
    """What is left of the limits."""

    limits: Limits = field(default_factory=Limits)
    known: int = 0
    """Files that are known to be there, read or not: for showing progress."""
    total: Pot = field(init=False)

    def __post_init__(self) -> None:
        """Fill the last pot."""
        self.total = Pot("all that was named", self.limits.total)


def spent_of(pots: Pots) -> Pot | None:
    """Give the first of the pots that is used up."""
    return next((one for one in pots if one.spent()), None)


def charge(pots: Pots, size: int) -> None:
    """Take one file of so many bytes out of each pot."""
    for pot in pots:
        pot.files += 1
        pot.bytes += size


def size_of(count: int) -> str:
    """Write bytes for people: ``5 MB``."""
    return f"{count / 1e6:,.0f} MB" if count >= 1e6 else f"{count / 1e3:,.0f} kB"  # noqa: PLR2004
