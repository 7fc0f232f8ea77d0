"""An argument map: a claim and what it stands on, every grounds bound to a passage or a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import traitlets

from closereader.argument import (
    ABOUT,
    ArgumentError,
    Node,
    TableRow,
    from_dict,
    gaps,
    missing,
    read_map,
    row_stands,
    to_argdown,
    to_dict,
    to_html,
    to_json,
    to_plain,
)
from closereader.tables import TableError, table_names
from closereader.texts import text_ids
from closereader.widgets.argument import _edits
from closereader.widgets.base.answering import Value
from closereader.widgets.base.bundle import QUESTION_CSS, Front
from closereader.widgets.base.card import card
from closereader.widgets.base.own_marks import OffersMarks, OwnMarks, theme_names
from closereader.widgets.base.sync import EditError
from closereader.work import Work, open_work

_HOW_TO_OPEN = (
    "Run this cell (Shift+Enter) to build the map. What you have put in before comes back then."
)
_FORMATS = {
    "argdown": (to_argdown, ".argdown"),
    "plain": (lambda claim: to_plain(claim) + "\n", ".txt"),
    "json": (to_json, ".json"),
}


class ArgumentMap(OffersMarks):
    """A claim with its grounds, warrant, backing, qualifier and rebuttals, as list and as tree.

    Parameters
    ----------
    id
        Exercise and question: ``"06/q4"``.
    prompt
        What is asked; "" when the notebook says it.
    texts
        Ids of the texts that passages may be taken from; all texts when left out.
    tables
        Names of the tables that rows may be taken from; all tables when left out.
    claim
        The main claim that the map begins with; "" leaves it to the student.
    hints
        Shown one after the other, when asked for.
    work
        The work folder, from `closereader.open_work`; the course's own when left out.

    Raises
    ------
    UnknownText, UnknownTable
        When `texts` or `tables` name one that does not exist.
    ValueError
        When `id` is not ``"exercise/question"``.

    Notes
    -----
    The parts are those of Stephen Toulmin, The Uses of Argument (1958), chapter 3. The map says
    what is missing and never that it is right; see `closereader.argument.gaps`.
    """

    _front = Front.beside(__file__, "argument.js", QUESTION_CSS, "argument.css")

    #: The map as it is shown, the main claim with all below it; see `_edits.shown`.
    tree: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    #: The map from before the last import, in the same form; None when there is none.
    before: traitlets.Any = traitlets.Any(default_value=None, allow_none=True).tag(sync=True)
    #: What is missing: ``{node, sentence}`` each.
    gaps: traitlets.List[Any] = traitlets.List().tag(sync=True)

    def __init__(  # noqa: PLR0913 - each is one thing a lesson may ask for
        self,
        id: str,  # noqa: A002 - the word of all question widgets
        prompt: str = "",
        *,
        texts: Iterable[str] | None = None,
        tables: Iterable[str] | None = None,
        claim: str = "",
        hints: Sequence[str] = (),
        work: Work | None = None,
    ) -> None:
        self._start = _edits.first(claim)
        self._texts = _listed(texts) if texts is not None else text_ids()
        texts_there = self._readable(self._texts)
        work = work if work is not None else open_work()
        self._own = OwnMarks(work, self._texts)
        super().__init__(
            id,
            work=work,
            prompt=prompt,
            hints=[hints] if isinstance(hints, str) else list(hints),
            texts=[{"id": text.id, "title": text.title} for text in texts_there],
            tables=_edits.table_titles(_listed(tables) if tables is not None else _all_tables()),
            themes=theme_names(),
            kinds=[
                {"id": kind.id, "name": kind.name, "definition": kind.definition, "asks": kind.asks}
                for kind in ABOUT.values()
            ],
        )

    @property
    def map(self) -> Node:
        """The map on disk, its main claim with all below it; the one it began with when none is."""
        return self._read_back(self.value)[0]

    @property
    def missing(self) -> tuple[str, ...]:
        """What the map on disk does not have yet, one sentence each."""
        return missing(self.map)

    def put(self, claim: Node) -> None:
        """Save a map from Python, as if a person had built it."""
        self.keep({"map": to_dict(claim), "kept": True})

    # ---- what every question does (see `base.answering`)

    def read_value(self, raw: object) -> Value:
        """Take the whole map; the browser sends all of it with every change."""
        if not isinstance(raw, dict):
            raise EditError("A map must be a JSON object.")
        if raw.get("kept"):
            found, before = _own(raw.get("map")), None
        else:
            found = _edits.read(raw.get("map"))
            earlier = raw.get("before")
            before = _edits.read(earlier) if earlier is not None else None
        value: Value = {"kind": "argument", "schema": 1, "map": to_dict(found)}
        if before is not None:
            value["before"] = to_dict(before)
        return value

    def shown(self, value: Value | None) -> None:
        """Find every passage and row again, and say what is missing."""
        self._readable(self._texts)
        claim, before = self._read_back(value)
        self.tree = _edits.shown(claim)
        self.before = _edits.shown(before) if before is not None else None
        self.gaps = [{"node": gap.node, "sentence": gap.sentence} for gap in gaps(claim)]

    def _read_back(self, value: Value | None) -> tuple[Node, Node | None]:
        if value is None:
            return self._start, None
        try:
            before = value.get("before")
            return from_dict(value.get("map")), from_dict(before) if before is not None else None
        except ArgumentError as error:
            sentence = f"The answer to {self.question['id']} cannot be read: {error}"
            if sentence not in self._trouble:
                self._trouble.append(sentence)
            return self._start, None

    # ---- what the browser asks

    def receive(self, kind: str, message: Mapping[str, Any]) -> None:
        """Look words and rows up, write the map down, read a file."""
        asked = {"find": self.find, "keys": self._keys, "export": self._export,
                 "import": self._import}.get(kind)  # fmt: skip
        if asked is not None:
            try:
                answer = asked(message)
            except (ArgumentError, EditError, TableError) as error:
                answer = {"problem": str(error)}
            self.send({"type": "answer", "id": message.get("id"), **answer})

    def _keys(self, message: Mapping[str, Any]) -> dict[str, Any]:
        name, chosen = message.get("table"), message.get("chosen")
        if name not in [table["name"] for table in self.question["tables"]]:
            raise EditError(f"“{str(name)[:40]}” is not one of the tables of this map.")
        found = _edits.choices(str(name), chosen if isinstance(chosen, dict) else {})
        if found["done"]:
            key = tuple((each["name"], each["chosen"]) for each in found["key"])
            row = TableRow(str(name), key, str(message.get("column") or ""))
            if problem := row_stands(row).problem:
                raise EditError(problem)
            found["row"] = _edits.shown(Node("grounds", row=row))["row"]
        return found

    def _export(self, message: Mapping[str, Any]) -> dict[str, Any]:
        form = message.get("format")
        if not isinstance(form, str) or form not in _FORMATS:
            raise EditError(f"A map can be exported as {', '.join(_FORMATS)}.")
        write, ending = _FORMATS[form]
        name = f"argument-{self._exercise}-{self._question}{ending}"
        return {"text": write(_edits.read(message.get("map"))), "name": name}

    def _import(self, message: Mapping[str, Any]) -> dict[str, Any]:
        source = message.get("source")
        if not isinstance(source, str):
            raise EditError("What was sent is no text. Paste the map, or choose a text file.")
        found = read_map(source)
        return {"map": _edits.shown(found.claim), "remarks": list(found.remarks)}

    # ---- how it looks where nothing runs

    def __repr__(self) -> str:
        """Say how far it is built: the same on every computer."""
        nodes = list(self.map.walk())
        held = [node for node in nodes if node.kind == "grounds" and (node.passage or node.row)]
        grounds = [node for node in nodes if node.kind == "grounds"]
        parts = f"{len(nodes)} part{'s' if len(nodes) > 1 else ''}"
        return (
            f"ArgumentMap({self.question['id']!r}): {parts}, {len(held)} of {len(grounds)} grounds "
            f"hold a passage or a row"
        )

    def card(self) -> str:
        """Return the map as a nested list, and how to open it."""
        title = self.question["prompt"] or "An argument map"
        claim = self.map
        return card(title, [], todo=_HOW_TO_OPEN, more=to_html(claim) if claim.text else "")


def _own(value: object) -> Node:
    try:
        return from_dict(value)
    except ArgumentError as error:
        raise EditError(f"The map was not saved: {error}") from error


def _listed(names: Iterable[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def _all_tables() -> tuple[str, ...]:
    """Return the tables of the course; none when there are none, and a map needs none."""
    try:
        return table_names()
    except TableError:
        return ()
