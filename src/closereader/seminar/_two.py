"""A second Python that does half of the work on a large class.

It is not `multiprocessing`, which would run a teacher's own script again in the second Python. What
goes to it and comes back are pickles of this very program, over two pipes that nobody else has.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sized
from itertools import islice
from typing import Any, Self, TypeVar

from closereader._still import still

J = TypeVar("J")
R = TypeVar("R")
Each = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]
"""`map`, or `Two.each`."""

LEAST = 250
"""So few are done by one before the second, which has to load all of this, has saved its cost."""
_SERVE = f"from {__name__} import serve; serve()"
_GONE = (OSError, EOFError, pickle.PickleError)


class Two:
    """Two processes, this one and a second that begins when there is much to do."""

    def __init__(self) -> None:
        """Begin with this one alone."""
        self._second: subprocess.Popen[bytes] | None = None
        self._none = (os.cpu_count() or 1) < 2 or not sys.executable  # noqa: PLR2004

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the second process."""
        if self._second is not None:
            self._second.kill()
            self._second.communicate()
        self._second, self._none = None, True

    def each(self, work: Callable[[J], R], jobs: Iterable[J]) -> Iterator[R]:
        """Do the work on each of the jobs; give the results in their order.

        `work` is a function of this library, or a `partial` of one. What it raises in the second
        process ends that, and it raises here: the job is then done once more.
        """
        rest = iter(jobs)
        many = self._second or (isinstance(jobs, Sized) and len(jobs) > LEAST)
        yield from map(work, islice(rest, 0 if many else LEAST))
        told = False
        for job in rest:
            told = told or self._sent(work, begin=True)
            if not (told and self._sent(job)):
                yield work(job)
                continue
            done = False
            try:
                mine = [work(other) for other in islice(rest, 1)]
                done = True
            finally:
                if not done:  # the answer to the job would be taken for that to another
                    self.__exit__()
            yield from (*self._answer(work, job), *mine)

    def _sent(self, what: object, *, begin: bool = False) -> bool:
        try:
            if begin and self._second is None and not self._none:
                self._second = subprocess.Popen(  # noqa: S603 - this very Python
                    [sys.executable, "-P", "-c", _SERVE],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,  # what ends it is said by the first
                )
            if self._second is None or self._second.stdin is None:
                return False
            pickle.dump((begin, what), self._second.stdin, pickle.HIGHEST_PROTOCOL)
            self._second.stdin.flush()
        except _GONE:  # no second process here, or no more
            self.__exit__()
            return False
        return True

    def _answer(self, work: Callable[[J], R], job: J) -> tuple[R]:
        if self._second is not None and self._second.stdout is not None:
            try:
                return (pickle.load(self._second.stdout),)  # noqa: S301 - our own process
            except _GONE:
                self.__exit__()
        return (work(job),)


def serve() -> None:
    """Do what the first process sends: a function, then what it is called with, again and again."""
    given, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what is printed is no answer
    work: Callable[[Any], Any] = repr
    with still():
        while True:
            try:
                begin, what = pickle.load(given)  # noqa: S301 - from the process that began us
            except EOFError:
                return
            if begin:
                work = what
                continue
            pickle.dump(work(what), answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()
