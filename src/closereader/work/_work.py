"""The work folder as the rest of the course sees it."""

import logging
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, Literal

from closereader.annotations import Annotation, Link, checks
from closereader.texts import Text
from closereader.work import _disk, _editions, _reader, _records
from closereader.work._card import Card, ReaderId
from closereader.work._errors import WorkError
from closereader.work._guard import Guard
from closereader.work._items import (
    Answer,
    annotation_place,
    answer_place,
    check_answer,
    exercise_folder,
    place_of,
    text_folder,
)
from closereader.work._loading import (
    Answers,
    Loaded,
    Problem,
    Trashed,
    has_copies,
    load,
    load_trash,
)
from closereader.work._records import Saved
from closereader.work._renamed import carry_over, folders_of

log = logging.getLogger(__name__)

Kind = Literal["annotations", "answers", "reader"]
Callback = Callable[[Kind, str], object]


class Work:
    """A reader's own folder: marks, answers, and a name. Use `open_work` to get it.

    Nothing is remembered between calls: the folder is the only store, and another notebook, or
    another kernel, may write to it at any time. Every method that changes something returns when
    the change is on disk, or raises `WorkError` with one sentence, what was there before unharmed.
    A value that can never be saved (a bad name, a note too long) raises `ValueError` instead.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._guard = Guard(folder)
        self._callbacks: list[Callback] = []

    def __repr__(self) -> str:
        """Name the folder; not its path, which differs on every computer."""
        return f"Work({self._folder.name!r})"

    @property
    def folder(self) -> Path:
        """The folder (absolute); it is made when the first thing is saved."""
        return self._folder

    # ---- who

    @property
    def id(self) -> str:
        """The UUID of this work folder, for keeping two of them apart.

        It is made and saved when it is first asked for; while it is not known and the folder cannot
        be written to, it is one that follows from the folder's path.
        """
        return self._card().work

    @property
    def provisional_id(self) -> str:
        """The id that this folder has while it cannot be written to; it follows from its path."""
        return _reader.provisional(self._folder).work

    @property
    def reader(self) -> ReaderId:
        """Who reads: an id that stays, and a name, "" until one is chosen."""
        return self._card().reader

    def set_reader(self, name: str) -> ReaderId:
        """Give the reader a name (1 to 120 characters, one line); a pseudonym is enough."""
        with self._guard.writing(Path("reader.json")):
            card = _reader.rename(self._folder, name)
        self._tell("reader", card.id)
        return card.reader

    def become(self, reader: ReaderId) -> bool:
        """Be the same reader as on another computer; only a folder without marks and answers can.

        Returns whether it did: what stands here already carries the id of who wrote it.
        """
        with self._guard.writing(Path("reader.json")):
            if self.has_work:
                return False
            card = _reader.become(self._folder, reader)
        self._tell("reader", card.id)
        return True

    @property
    def has_work(self) -> bool:
        """Whether a mark, a link or an answer stands here."""
        return any(
            next(_disk.json_files(below), None) is not None
            for kind in ("annotations", "answers")
            for below in (self._folder / kind).glob("*")
        )

    def _card(self) -> Card:
        with suppress(OSError):  # what is wrong is said when something is to be saved
            card = _reader.read(self._folder)
            if card is None:
                with self._guard.writing(Path("reader.json")):
                    card = _reader.ensure(self._folder)
            self._guard.seen = True
            return card
        return _reader.known(self._folder)

    # ---- annotations

    def annotations(self, text_id: str) -> Loaded:
        """Read every mark of a text, and every link that begins in it, in order of place.

        Files that could not be read are named in ``problems``: a damaged one is first moved to
        ``damaged/``, one that is only locked or forbidden is left where it is.
        """
        below = text_folder(text_id)
        try:
            self._guard.look()
        except WorkError as error:
            return Loaded((), (Problem(error.file, error.sentence),))
        left = carry_over(self._folder, text_id)
        items, problems = load(self._folder, below)
        problems += left
        problems += [Problem(*told) for told in _reader.problems(self._folder, self._guard)]
        found = [item for item in items if not isinstance(item, Answer)]
        _editions.keep(self._folder, found)
        return Loaded(tuple(sorted(found, key=_order)), tuple(problems))

    def keep_text(self, text: Text) -> None:
        """Keep a text that is shown to be marked: its marks may come when it has changed.

        Where nothing can be written now, it is kept the next time.
        """
        with suppress(WorkError):
            self._guard.look()
            _editions.keep_text(self._folder, text)

    def save(self, annotation: Annotation | Link, *, base: str | None = None) -> Saved:
        """Save a mark or a link.

        Parameters
        ----------
        annotation
            What is to stand on disk. Its ``modified`` is the time of the edit.
        base
            The ``modified`` of the state that the edit started from; None for a new mark. When the
            disk holds another state, the later edit wins and the other is kept in the trash.
        """
        _time(base)
        place = place_of(annotation)
        with self._guard.writing(place):
            saved = _records.put(self._folder, place, annotation, base)
            _editions.keep(self._folder, [annotation])
        self._tell("annotations", annotation.text)
        return saved

    def delete(
        self,
        text_id: str,
        id: str,  # noqa: A002 - the model's word
        *,
        base: str | None = None,
        at: str | None = None,
    ) -> Saved:
        """Move a mark or a link to the trash; one that is not there counts as deleted.

        ``at`` is the time of the edit (now, when none is given); ``base`` as in `save`.
        """
        _time(base)
        _time(at)
        place = annotation_place(text_id, id)
        with self._guard.writing(place):
            saved = _records.delete(self._folder, place, base, at)
        self._tell("annotations", text_id)
        return saved

    def restore(self, text_id: str, id: str) -> Saved:  # noqa: A002 - the model's word
        """Bring back a deleted mark or link as it was, under a new ``modified``.

        ``won`` is False when there was nothing to bring back, or something stands there already.
        """
        place = annotation_place(text_id, id)
        carry_over(self._folder, text_id)
        with self._guard.writing(place):
            saved = self._restore(place)
        self._tell("annotations", text_id)
        return saved

    def _restore(self, place: Path) -> Saved:
        try:
            return _records.restore(self._folder, place)
        except ValueError as error:
            file = self._folder / "trash" / place.parent
            raise WorkError(f"What was deleted cannot be brought back: {error}.", file) from error

    def trashed(self, text_id: str) -> tuple[Trashed, ...]:
        """List what the trash has of a text, the oldest first; damaged files are left out."""
        with self._guard.reading(Path("trash")):
            return tuple(load_trash(self._folder, folders_of(text_id)))

    # ---- answers

    def save_answer(  # noqa: PLR0913 - each is one thing to be said of an edit
        self,
        exercise: str,
        question: str,
        value: dict[str, Any],
        *,
        base: str | None = None,
        at: str | None = None,
        made: str | None = None,
        keep: bool = False,
    ) -> Saved:
        """Save the answer to a question: any JSON object below 4 MB.

        ``at`` is the time of the edit (now, when none is given); ``base`` as in `save`; ``made``
        when it was first answered, where that is known from elsewhere. The answer that stood there
        before goes to the trash when words go with it; with ``keep`` in any case.
        """
        _time(base)
        _time(at)
        _time(made)
        place = answer_place(exercise, question)
        whole = check_answer(value)
        with self._guard.writing(place):
            there = _records.current(self._folder, place)
            moment = at if at is not None else checks.stamp()
            if at is None and there is not None:
                moment = checks.after(there.modified)
            begun = there.created if there is not None else made or moment
            first = min(begun, made or begun, key=checks.instant)
            more = there.extra if isinstance(there, Answer) else {}
            answer = Answer(exercise, question, whole, first, moment, more)
            saved = _records.put(self._folder, place, answer, base, keep=keep)
        self._tell("answers", f"{exercise}/{question}")
        return saved

    def answer(self, exercise: str, question: str) -> Answer | None:
        """Return the answer to a question, or None; a damaged one is set aside and counts as none.

        A copy that a cloud drive made is taken in first, as `answers` does it.

        Raises
        ------
        WorkError
            When there is an answer that cannot be read now; it must not be taken for none.
        """
        place = answer_place(exercise, question)
        with self._guard.reading(place):
            items = load(self._folder, place.parent)[0] if has_copies(self._folder, place) else []
            try:
                found = _records.look(self._folder, place)
                astray = found is not None and place_of(found) != place
            except ValueError:
                astray = True
        if astray:
            with self._guard.writing(place):
                found = _records.current(self._folder, place)
        if found is None:  # a copy may be all there is, where nothing can be written
            found = next((item for item in items if place_of(item) == place), None)
        return found if isinstance(found, Answer) else None

    def answers(self, exercise: str) -> Answers:
        """Return all answers of an exercise by the id of the question, and what was no answer."""
        self._guard.look()
        return Answers(*load(self._folder, exercise_folder(exercise)))

    # ---- who listens

    def subscribe(self, callback: Callback) -> Callable[[], None]:
        """Call ``callback(kind, of)`` after every change made in this process.

        ``of`` is the id of the text, of the question (``"02/q1"``) or of the work folder.

        Returns the function that ends it. Callbacks come after the change is on disk, in the
        thread that made it; an error in one does not keep the others from being called. What a
        listener cannot read or accept (`OSError`, `ValueError`) is logged and goes no further: it
        must not make a change that is on disk look like one that was refused.
        """
        self._callbacks.append(callback)

        def unsubscribe() -> None:
            if callback in self._callbacks:
                self._callbacks.remove(callback)

        return unsubscribe

    def _tell(self, kind: Kind, of: str) -> None:
        with ExitStack() as calls:
            for callback in reversed(self._callbacks):
                calls.callback(_call, callback, kind, of)


def _call(callback: Callback, kind: Kind, of: str) -> None:
    try:
        callback(kind, of)
    except (ValueError, OSError) as error:  # an edition that was damaged meanwhile, and the like
        log.warning("A listener could not follow a change of %s: %s", of, error)


def _order(item: Annotation | Link) -> tuple[int, int, str, str]:
    place = item.first if isinstance(item, Link) else item
    return place.start, place.end, item.created, item.id


def _time(value: str | None) -> None:
    if value is not None:
        checks.instant(value, "the time of an edit")
