"""What a learning platform wrote before a student's file: whose it is, and how it is sent back.

Moodle puts each upload into ``Name_48214_assignsubmission_file_/``, ILIAS into
``Last_First_login_48214/``, Canvas writes ``lastfirst_48214_998877_`` (also ``lastfirst_LATE_…``)
before the name of the file. What goes back has to bear the same words.
"""

import re
from typing import Literal, NamedTuple

Platform = Literal["moodle", "canvas", "ilias", ""]

_MOODLE = re.compile(r".*_(\d+)_assignsubmission_(?:file|onlinetext)_?.*", re.DOTALL)
_CANVAS = re.compile(r"([^_]+_(?:LATE_)?(\d+)_\d+_)(?!assignsubmission)(?:.*)", re.DOTALL)
_ILIAS = re.compile(r"[^_]+_.+_[^_]+_(\d+)", re.DOTALL)


class Upload(NamedTuple):
    """Where a platform had put a file."""

    platform: Platform
    """Which platform it was; "" when it is none of those known."""
    number: str
    """The number by which the platform knows the person; "" when it gave none."""
    prefix: str
    """What a file for this person begins with: ``Name_48214_assignsubmission_file_/``; "" when
    nothing is known."""

    @property
    def name(self) -> str:
        """What the platform calls the person: *Anna Schmidt*, in Canvas *schmidtanna*."""
        first, _, rest = self.prefix.partition("_")
        return f"{rest.partition('_')[0]} {first}" if self.platform == "ilias" else first


def upload_of(file: str) -> Upload:
    """Read the place of a file, as findings name it (``handins.zip › Anna_12_…/a.html``)."""
    *folders, name = re.split(r"/| › ", file)
    for folder in reversed(folders):
        if found := _MOODLE.fullmatch(folder):
            return Upload("moodle", found[1], f"{folder}/")
    if found := _MOODLE.fullmatch(name):  # Moodle can also put the files side by side
        prefix = re.match(r".*_\d+_assignsubmission_(?:file|onlinetext)_", name, re.DOTALL)
        return Upload("moodle", found[1], prefix[0] if prefix else "")
    for folder in reversed(folders):
        if found := _ILIAS.fullmatch(folder):
            return Upload("ilias", found[1], f"{folder}/")
    if found := _CANVAS.fullmatch(name):
        return Upload("canvas", found[2], found[1])
    return Upload("", "", "")
