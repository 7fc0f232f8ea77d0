"""How large a file may be, and what makes it large."""

from collections.abc import Callable

from closereader.handin.data import LARGEST, Json, Submission, embedded

_NEAR = 0.8  # of the limit, from which on it is said
# Pages have up to three times their data (five marks in one sentence show it once more each);
# below this share of the limit no page needs to be made to know that it is small.
_SURELY_SMALL = 0.2


def told_size(data: Json, handin: Submission, page: Callable[[], str]) -> str:
    """Say from 80 % of the limit on how large the file is and what makes it so; else "".

    `page` makes the page of the data; it is asked only when the data alone are not small.
    """
    if len(embedded(data).encode()) < _SURELY_SMALL * LARGEST:
        return ""
    size = len(page().encode())
    if size < _NEAR * LARGEST:
        return ""
    return f"The file has {_mega(size)} MB, and {_mega(LARGEST)} MB can be handed in. " + large(
        handin
    )


def large(handin: Submission) -> str:
    """Say which part of a hand-in has the most words, and how to make it smaller."""
    marks = handin.marks
    parts = {
        f"the passages of {len(marks)} marks": sum(len(one.exact.encode()) for one in marks),
        f"the notes of {len(marks)} marks": sum(len(one.note.encode()) for one in marks),
        f"{len(handin.answers)} answers": sum(
            len(str(one.value).encode()) for one in handin.answers.values()
        ),
    }
    most = max(parts, key=parts.__getitem__)
    return (
        f"Most of it are {most} ({_mega(parts[most])} MB of words). Shorten or delete what you do "
        "not need; what is deleted stays in the trash of your work folder."
    )


def _mega(count: int) -> str:
    return f"{count / 1e6:.1f}".removesuffix(".0")
