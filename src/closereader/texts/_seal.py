"""The seal of the texts: SHA256SUMS says which bytes and which words the course was written on.

A line ``<hex>  originals/<file>`` holds the SHA-256 of an original, byte for byte, in the form
that ``sha256sum --check`` reads. A line ``sha256:<hex>  <text id>`` holds the fingerprint of an
edition, that is, of its canonical text (not of its file).
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from closereader._reading import read_words
from closereader.texts._errors import TextError

SEAL_FILE = "SHA256SUMS"
_LINE = re.compile(r"(?:(sha256:)?([0-9a-f]{64})) [ *](\S.*)")
_HEAD = """\
# Made by `closereader.texts.seal`. Two kinds of line:
#   <hex>  originals/<file>   SHA-256 of an original, byte for byte (sha256sum --check reads it)
#   sha256:<hex>  <text id>   fingerprint: SHA-256 of an edition's canonical text in UTF-8
"""


def read_seals(folder: Path) -> dict[str, str]:
    """Return what is sealed in ``folder``: originals as ``hex``, editions as ``sha256:hex``.

    Raises `TextError` when a line of the file is neither of the two kinds.
    """
    path = folder / SEAL_FILE
    lines = read_words(path, TextError).splitlines() if path.exists() else []
    seals: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line.rstrip())
        if found is None:
            raise TextError(
                f"{path}, line {number}: not a digest, two spaces and a name; restore the file "
                "from the course."
            )
        seals[found[3]] = (found[1] or "") + found[2]
    return seals


def write_seals(originals: list[Path], fingerprints: dict[str, str]) -> str:
    """Return the contents of a seal file for these originals and fingerprints."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  originals/{path.name}"
        for path in sorted(originals)
    ]
    lines += [f"{fingerprints[name]}  {name}" for name in sorted(fingerprints)]
    return _HEAD + "\n".join(lines) + "\n"
