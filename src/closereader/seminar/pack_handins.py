"""The hand-ins themselves in a pack, one in a line, so that pages can be returned to students."""

import json
import uuid
from pathlib import Path

from closereader.annotations import Collection
from closereader.handin import HandInError, Submission
from closereader.handin.data import FORMAT, VERSION, Json, digest, read_data
from closereader.seminar._errors import CollectError
from closereader.seminar.archives import MARKER

FILE = "handins.jsonl"
_LARGEST = 2_000_000_000


def handin_line(handin: Submission) -> str:
    """Write a hand-in; in a pack without names it is without a name as well."""
    return json.dumps(to_data(handin), ensure_ascii=False, separators=(",", ":")) + "\n"


def read_handins(pack: Path) -> tuple[Submission, ...]:
    """Read the hand-ins of a pack.

    Raises `CollectError` when there is no pack, or it was made by an older version, or is damaged.
    """
    again = "Make it again with `closereader collect`."
    if not (pack / MARKER).is_file():
        raise CollectError(f"{pack}: is no marking pack. Name the folder that holds index.html.")
    path = pack / FILE
    if not path.is_file():
        raise CollectError(f"{pack}: was made by an older version of the course. {again}")
    try:
        if path.stat().st_size > _LARGEST:
            raise CollectError(f"{path}: is too large to be read. {again}")
        with path.open(encoding="utf-8") as lines:
            return tuple(read_data(json.loads(line)) for line in lines if line.strip())
    except (OSError, ValueError, RecursionError, HandInError) as error:
        raise CollectError(f"{path}: is damaged ({error}). {again}") from error


def to_data(handin: Submission) -> Json:
    """Give the data of a hand-in that was read: `read_data` makes the same of them again."""
    data: Json = {
        "format": FORMAT,
        "version": VERSION,
        "program": handin.program,
        "made": handin.made,
        "exercise": {"id": handin.exercise, "title": handin.title},
        "reader": {"id": handin.reader, "name": handin.name},
        "codebook": handin.codebook,
        "texts": {
            text: {"title": text, "fingerprint": fingerprint}
            for text, fingerprint in handin.texts.items()
        },
        "annotations": Collection(
            id=uuid.uuid5(uuid.NAMESPACE_URL, f"{handin.reader}/{handin.exercise}").urn,
            label=handin.title,
            items=(*handin.marks, *handin.links),
        ).to_w3c(),
        "answers": [
            {
                "question": one.question,
                "value": one.value,
                "created": one.created,
                "modified": one.modified,
            }
            for one in handin.answers.values()
        ],
    }
    return {**data, "digest": digest(data)}
