"""What a check has to say: where, what, and what to do about it."""

from dataclasses import dataclass
from pathlib import Path

Remark = tuple[str, str]
"""`what` and `remedy` of a finding about one cell; whoever asks knows which."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as the course needs it."""

    path: Path
    place: str
    """The cell or the line; empty when it is the whole file."""
    what: str
    """A sentence."""
    remedy: str
    """A sentence that begins with a verb; empty when `what` names the file and says what to do."""

    def __str__(self) -> str:
        """Give one line: file, place, what, remedy; a sentence that names its file is all."""
        if not self.remedy:
            return self.what
        place = f", {self.place}" if self.place else ""
        return f"{self.path}{place}: {self.what} {self.remedy}"
