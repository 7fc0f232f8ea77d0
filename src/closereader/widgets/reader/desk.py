"""What all readers of one text in this Python share: the marks on disk and their history.

A `Desk` knows nothing of Jupyter. Whoever changes a mark, a person in some view or a call
from Python, does it by handing an edit to `Desk.apply`; whoever shows marks is told afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol, TypeVar
from weakref import WeakSet

from closereader._paths import CourseNotFound
from closereader.annotations import Annotation, AnnotationError, Earlier, Link, checks
from closereader.codebook import Codebook, open_codebook
from closereader.texts import Text, open_text
from closereader.widgets.base.sync import CHANGING, Edit, EditError
from closereader.widgets.reader import _changes, payload
from closereader.widgets.reader._history import History, Step
from closereader.work import Saved, Work, WorkError, earlier

_STAYS = "This was changed in another notebook after you deleted it here, so it stays."

Item = _changes.Item
Found = TypeVar("Found")


class Follower(Protocol):
    """Somebody who shows what lies on a desk."""

    def follow(self, *, history: bool) -> None:
        """Show the marks as they are now, and the history too when asked to."""


class Desk:
    """One text with its marks, in one work folder.

    Attributes
    ----------
    text, codebook
        None when they cannot be read; `problems` says why.
    items
        Marks and links on disk, by id.
    problems
        One sentence for each thing that is wrong on this computer.
    states
        The earlier states of the text, as `closereader.annotations.anchor` takes them.
    history
        What can be taken back.
    reader
        Who reads.
    """

    def __init__(self, work: Work, text_id: str) -> None:
        self.work = work
        self.text_id = text_id
        self.text: Text | None = None
        self.codebook: Codebook | None = None
        self.items: dict[str, Item] = {}
        self.problems: list[str] = []
        self.history = History()
        self.reader = work.reader
        self.notices: list[str] = []
        self.states: Earlier = _unknown
        self._places: dict[str, tuple[Annotation, payload.Json]] = {}  # where each mark was found
        self._gone: dict[str, str] = {}  # when what was deleted here went
        self._followers: WeakSet[Follower] = WeakSet()
        self._applying = False
        work.subscribe(self._heard)

    # ---- reading

    def reload(self) -> None:
        """Read everything again from disk and tell everybody."""
        with CHANGING:
            self._reload()

    def _reload(self) -> None:
        self.problems = []
        self._places.clear()
        self.reader = self.work.reader
        self.text = self._try(lambda: open_text(self.text_id))
        self.states = earlier(self.text, self.work) if self.text is not None else _unknown
        self.codebook = self._try(open_codebook)
        if self.text is not None and self.text.warning:
            self.problems.append(self.text.warning)
        loaded = self._try(lambda: self.work.annotations(self.text_id))
        if loaded is not None:
            self.items = {item.id: item for item in loaded.items}
            self.problems += [problem.sentence for problem in loaded.problems]
        if self.text is not None:
            self.work.keep_text(self.text)
        self._tell(history=False)

    def _try(self, read: Callable[[], Found]) -> Found | None:
        """Read something; what cannot be read is a sentence for the reader, not an error."""
        try:
            return read()
        except (ValueError, CourseNotFound, WorkError) as problem:
            self.problems.append(str(problem))
            return None

    def readable(self) -> tuple[Text, Codebook]:
        """Return text and codebook, or raise `EditError` with what is wrong with them."""
        if self.text is None or self.codebook is None:
            raise EditError(f"{self.text_id} cannot be marked now: {' '.join(self.problems)}")
        return self.text, self.codebook

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """The marked passages in the order of the text."""
        marks = [item for item in self.items.values() if isinstance(item, Annotation)]
        return tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.id)))

    def annotation(self, mark_id: str) -> Annotation:
        """Return one marked passage by its id."""
        found = self.items.get(mark_id)
        if not isinstance(found, Annotation):
            raise EditError(f"There is no mark {mark_id} in {self.text_id}.")
        return found

    def thrown(self, thing: str) -> Item | None:
        """Return a mark or link as it was deleted, from the trash; None if it never was."""
        trashed = self._try(lambda: self.work.trashed(self.text_id)) or ()
        gone = [one.item for one in trashed if one.why == "deleted" and one.item.id == thing]
        return gone[-1] if gone else None

    # ---- telling

    def join(self, follower: Follower) -> None:
        """Tell somebody about every change from now on, for as long as they exist."""
        self._followers.add(follower)

    def _tell(self, *, history: bool, knows: Follower | None = None) -> None:
        """Tell everybody; the one that made a change knows the history already."""
        for follower in list(self._followers):
            follower.follow(history=history and follower is not knows)

    def _heard(self, kind: str, key: str) -> None:
        """Follow what others in this Python have saved."""
        if kind == "reader" or (key == self.text_id and not self._applying):
            self.reload()

    def shown(self) -> tuple[list[payload.Json], list[payload.Json]]:
        """Give marks and links as the browser knows them, each where it is found now."""
        if self.text is None:
            return [], []
        marks = [self._place(mark, self.text) for mark in self.annotations]
        links = sorted(
            (item for item in self.items.values() if isinstance(item, Link)),
            key=lambda link: (link.created, link.id),
        )
        shown = [payload.found_link(link, self.text, self.states, marks) for link in links]
        return marks, [link for link in shown if link is not None]

    def _place(self, mark: Annotation, text: Text) -> payload.Json:
        """Find a mark once: to seek the words of an earlier edition takes milliseconds."""
        known = self._places.get(mark.id)
        if known is None or known[0] is not mark:
            known = self._places[mark.id] = mark, payload.found_mark(mark, text, self.states)
        return known[1]

    def shown_history(self) -> dict[str, list[payload.Json]]:
        """Give the history as the browser knows it: edits with what was there before."""
        return {
            name: [payload.step_payload(step, self.text, self.states) for step in steps]
            for name, steps in (("done", self.history.done), ("undone", self.history.undone))
        }

    # ---- changing

    def apply(self, edit: Edit, *, source: Follower | None = None) -> Saved:
        """Save one change and tell everybody.

        `edit`: what is done: ``put`` or ``delete`` a mark, ``link`` or ``unlink`` two.
        `source`: whose browser has made the change and keeps the history of it itself.
        Returns what became of it. When it lost, ``at`` is a time that no state on disk has: the
        next edit that was made on top of it must not pass for one that followed the winner.
        Raises `EditError` when the change can never be saved.
        Raises `WorkError` when it cannot be saved now.
        """
        with CHANGING:
            self._applying = True
            try:
                step, saved = self._save(edit)
            except EditError:
                raise
            except AnnotationError as error:
                raise EditError(f"This was refused: {error.reason}.") from error
            except ValueError as error:
                raise EditError(str(error)) from error
            finally:
                self._applying = False
            if step.before is not step.after or edit.undoes or edit.redoes:
                self.history.record(step, undoes=edit.undoes, redoes=edit.redoes)
            if saved.won:
                self._tell(history=True, knows=source)
                return saved
            self._reload()
            own = step.at if step.at != saved.at else checks.before(step.at)
            return replace(saved, at=own)

    def _save(self, edit: Edit) -> tuple[Step, Saved]:
        if edit.base and edit.op in {"put", "link"} and _changes.thing(edit) not in self.items:
            self._reload()  # another kernel made it since we last looked: it is changed, not made
        before, after = _changes.meant(edit, self)
        if after is None:
            thing = before.id if before is not None else _changes.thing(edit)
            saved = self.work.delete(self.text_id, thing, base=edit.base, at=edit.at)
            if saved.won:
                self.items.pop(thing, None)
                self._gone[thing] = saved.at
            else:
                self.notices.append(_STAYS)
            return Step(edit.id, edit.at, before, None if saved.won else before), saved
        base = edit.base if before is not None else self._gone.get(after.id, edit.base)
        saved = self.work.save(after, base=base)
        self._notice(saved)
        if saved.at != after.modified:
            after = replace(after, modified=saved.at)
        if not saved.won or after == before:  # a later change stands there, or this very one
            return Step(edit.id, edit.at, before, before), saved
        self.items[after.id] = after
        return Step(edit.id, edit.at, before, after), saved

    def _notice(self, saved: Saved) -> None:
        """Say what became of the version that lost, when there were two."""
        if saved.kept is None:
            return
        whose = "the other version" if saved.won else "your version"
        self.notices.append(
            "Another notebook changed this mark too; the later change stands, and "
            f"{whose} is kept as {saved.kept.relative_to(self.work.folder.parent).as_posix()}."
        )

    def last(self, *, back: bool) -> Step | None:
        """Return the step that is taken back next, or done again next; None when there is none."""
        steps = self.history.done if back else self.history.undone
        return steps[-1] if steps else None

    def turned(self, step: Step, *, back: bool) -> Edit:
        """Make the edit that takes a step back, or does it again."""
        begun, goal = (step.after, step.before) if back else (step.before, step.after)
        current = self.items.get(step.thing)
        forms = [
            payload.found_thing(each, self.text, self.states) for each in (begun, goal, current)
        ]
        thing = payload.only_what_changed(*forms) or {"id": step.thing}
        link = isinstance(step.after or step.before, Link)
        ops = ("link", "unlink") if link else ("put", "delete")
        return Edit(
            op=ops[0] if goal is not None else ops[1],
            base=current.modified if current is not None else None,
            mark=None if link else thing,
            value=thing if link else None,
            undoes=step.id if back else None,
            redoes=None if back else step.id,
        )


def _unknown(_fingerprint: str) -> None:
    """Know no earlier state of a text that cannot be read."""


_DESKS: dict[tuple[str, str], Desk] = {}


def desk_for(work: Work, text_id: str) -> Desk:
    """Return the one desk of a text in a work folder."""
    key = (str(work.folder), text_id)
    desk = _DESKS.get(key)
    if desk is None or desk.work is not work:
        desk = _DESKS[key] = Desk(work, text_id)
    return desk
