"""All marks of a work folder, ready to go elsewhere."""

import uuid
from collections.abc import Iterable

from closereader.annotations import Annotation, Collection, Link
from closereader.course import open_course
from closereader.work import Work


def marks_of(
    work: Work, text_ids: Iterable[str]
) -> tuple[tuple[Annotation | Link, ...], tuple[str, ...]]:
    """Return the marks and links of some texts, and a sentence for each that cannot be read."""
    loaded = [work.annotations(text_id) for text_id in text_ids]
    items = tuple(item for one in loaded for item in one.items)
    problems = dict.fromkeys(problem.sentence for one in loaded for problem in one.problems)
    return items, tuple(problems)


def collection_of(work: Work, items: tuple[Annotation | Link, ...]) -> Collection:
    """Return marks as a W3C AnnotationCollection whose id is that of the work folder."""
    reader = work.reader
    return Collection(
        id=f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'urn:closereader:work:{work.id}')}",
        label=f"Marks of a reader of the course {open_course().name}",
        items=items,
        creator=reader.id,
        creator_name=reader.name,
    )
