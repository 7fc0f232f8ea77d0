"""The course's model readings, to be laid over one's own: in solutions and in the seminar.

They lie in ``solutions/readings``, which students may not have. Nothing in a lesson or an exercise
asks for them.
"""

from pathlib import Path

from closereader._paths import course_folder
from closereader.annotations import Annotation, Collection, CollectionError, read_collection
from closereader.texts import open_text


class NoModelReadings(FileNotFoundError):  # noqa: N818 - it says what is the matter
    """The model readings are not on this computer, or damaged; the message says what to do."""


def model_readings(
    text_id: str | None = None, *, folder: Path | str | None = None
) -> dict[str, tuple[Annotation, ...]]:
    """Return the passages that each model reading marked, by the name of the reading.

    ``Reader("artiukh-2022", others=model_readings("artiukh-2022"))`` lays them over one's own
    marks.

    Parameters
    ----------
    text_id
        Only the passages of this text; of all texts when left out.
    folder
        Where the collections lie; by default ``solutions/readings`` of the course.

    Raises
    ------
    NoModelReadings
        When the folder, or a collection in it, is missing or damaged.
    UnknownText
        When there is no such text.
    """
    if text_id is not None:
        open_text(text_id)
    return {
        _name(each): tuple(
            item
            for item in each.items
            if isinstance(item, Annotation) and text_id in {None, item.text}
        )
        for each in _collections(folder)
    }


def _collections(folder: Path | str | None) -> list[Collection]:
    folder = course_folder() / "solutions" / "readings" if folder is None else Path(folder)
    files = sorted(folder.glob("*.json"))
    if not files:
        raise NoModelReadings(
            f"This course has no model readings ({folder} holds none): they belong to the "
            "solutions, which a student's copy may leave out. Ask your teacher for them."
        )
    found = []
    for file in files:
        try:
            collection = read_collection(file)
        except CollectionError as error:
            raise NoModelReadings(f"{error} Restore {file} from the course.") from error
        if collection.problems:
            raise NoModelReadings(f"{collection.problems[0]} Restore {file} from the course.")
        found.append(collection)
    return found


def _name(collection: Collection) -> str:
    """Name a reading as its marks do: short enough for the margin of a text."""
    return collection.creator_name or collection.label or collection.id
