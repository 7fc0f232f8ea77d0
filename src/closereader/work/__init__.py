"""The reader's own folder on disk: nothing is ever lost.

::

    work/
      reader.json                          who reads, and which work folder this is
      annotations/<text>/<uuid>.json       one W3C Web Annotation each
      answers/<exercise>/<question>.json   one answer each
      handins/                             what a student hands in, made from the others
      texts/                               the texts that were marked, as they were then
      trash/                               what was deleted, and what lost against a later change
      damaged/                             files that could not be read, untouched

Every file is written whole or not at all, so that notebooks, kernels and network drives never
overwrite each other, and a damaged file costs one annotation. What cannot be read is set aside when
nobody is writing it any more, and goes back when it is whole again. Every file of ours names its
format; one of a newer format is left alone.
"""

from closereader.work._card import ReaderId
from closereader.work._earlier import Placed, earlier, placed
from closereader.work._errors import WorkError
from closereader.work._file import keep_earlier, remove_file, write_file
from closereader.work._items import Answer, check_answer
from closereader.work._loading import Answers, Loaded, Problem, Trashed
from closereader.work._open import open_work
from closereader.work._records import Saved
from closereader.work._work import Work

__all__ = [
    "Answer",
    "Answers",
    "Loaded",
    "Placed",
    "Problem",
    "ReaderId",
    "Saved",
    "Trashed",
    "Work",
    "WorkError",
    "check_answer",
    "earlier",
    "keep_earlier",
    "open_work",
    "placed",
    "remove_file",
    "write_file",
]
