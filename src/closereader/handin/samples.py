"""The sample sentences of the rubrics, which a student places after the hand-in.

They stand in ``samples.json`` in the folder of the texts, made from the solutions by
``closereader exercises``, because a student's copy of the course has no solutions. ::

    {"02": {"exercise-question-3": {"samples": [{"id": …, "words": …, "level": …, "reason": …}],
                                    "differ": …}}}
"""

import json
from dataclasses import dataclass

from closereader._paths import seeds_folder
from closereader._still import look
from closereader.handin._errors import HandInError

FILE = "samples.json"
LEVELS = ("strong", "adequate", "thin")

_REMEDY = "Restore the file from the course."


@dataclass(frozen=True, slots=True)
class Sample:
    """One sentence that somebody could have answered, and how the rubric places it."""

    id: str
    """Made from its words, so that a placement never passes to another sentence."""
    words: str
    level: str
    """One of `LEVELS`."""
    reason: str
    """Why it is placed there."""


@dataclass(frozen=True, slots=True)
class SampleSet:
    """The samples of one question, in an order that does not tell how they are placed."""

    question: str
    """The part of its id after the exercise: ``exercise-question-3``."""
    samples: tuple[Sample, ...]
    differ: str = ""
    """Where the two model readings of the course differ here; "" when they hardly do."""


@look
def open_samples(exercise: str) -> tuple[SampleSet, ...]:
    """Read the samples of an exercise; none when the course has none for it.

    Raises `HandInError` when the file is damaged.
    """
    path = seeds_folder() / FILE
    try:
        found = json.loads(path.read_text(encoding="utf-8")).get(exercise, {})
        return tuple(
            SampleSet(
                str(question),
                tuple(
                    Sample(*(str(sample[key]) for key in ("id", "words", "level", "reason")))
                    for sample in rubric["samples"]
                ),
                str(rubric["differ"]),
            )
            for question, rubric in found.items()
        )
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise HandInError(f"{path}: cannot be read as a list of samples. {_REMEDY}") from error
