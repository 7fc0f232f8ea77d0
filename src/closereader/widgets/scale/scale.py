"""Sentences placed on a scale, first alone, then beside two other placements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import traitlets

from closereader.annotations import checks
from closereader.scale import (
    CANNOT_SAY,
    YOU,
    Placement,
    Placer,
    ScaleComparison,
    ScaleError,
    Sentence,
    alpha_in_words,
    compare,
    open_scale,
    pair_in_words,
    words_for,
)
from closereader.texts import Text
from closereader.widgets.base.answering import QuestionWidget, Value, label_of, split_id
from closereader.widgets.base.bundle import QUESTION_CSS, Front
from closereader.widgets.base.card import card
from closereader.widgets.base.sync import EditError
from closereader.work import Work, WorkError, open_work

LONGEST = 300
PARTNER = "Your partner"
_HOW_TO_OPEN = (
    "Run this cell (Shift+Enter) to place the sentences. What you have placed before comes back "
    "then."
)


class Scale(QuestionWidget):
    """The scale of the course, for sentences of the texts.

    Parameters
    ----------
    id
        Exercise and question: ``"05/q2"``.
    prompt
        What is asked; "" when the notebook says it.
    sentences
        Ids of the sentences of ``seeds/scale.yml``; all of them when left out.
    revealed
        Whether the two prepared placements stand beside the sentences from the start, as in
        solutions. Otherwise they reach the browser only when every sentence has been placed and
        the reader has asked for them; what was placed until then is what is compared.
    partner_of
        The question in which the reader's own sentences were placed, ``"05/q6"``. Then the points
        that are placed here are a partner's, as they were read aloud, and the reader's own stand
        beside them in place of the prepared ones: those from before the prepared ones were seen.
        What is changed here later is compared anew.
    work
        The work folder, from `closereader.open_work`; the course's own when left out.

    Raises
    ------
    ScaleError
        For a sentence that the scale does not have, or a damaged ``scale.yml``.
    ValueError
        When `id` is not ``"exercise/question"``.
    """

    _front = Front.beside(__file__, "scale.js", QUESTION_CSS, "scale.css")

    #: Empty until the placements are opened; see `_compared`.
    comparison: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)

    def __init__(  # noqa: PLR0913 - each a keyword of its own
        self,
        id: str,  # noqa: A002 - the word of all question widgets
        prompt: str = "",
        *,
        sentences: Iterable[str] | None = None,
        revealed: bool = False,
        partner_of: str | None = None,
        work: Work | None = None,
    ) -> None:
        scale = open_scale()
        self._own_question = None if partner_of is None else split_id(partner_of)
        self._scale = scale
        self._revealed = revealed
        self._sentences = (
            scale.sentences if sentences is None else tuple(map(scale.sentence, sentences))
        )
        if not self._sentences:
            raise ScaleError(f"Scale {id!r} needs at least one sentence.")
        self._texts = tuple(dict.fromkeys(sentence.text for sentence in self._sentences))
        texts = {text.id: text for text in self._readable(self._texts)}
        named = {"label": f"{PARTNER}’s points"} if self._own_question else {}
        if self._own_question:
            line = self._to_read_aloud(open_work() if work is None else work)
            prompt = "\n\n".join(filter(None, (prompt, line)))
        super().__init__(
            id,
            work=work,
            prompt=prompt,
            revealed=revealed,
            longest=LONGEST,
            who=self._who,
            ends=list(scale.ends),
            **named,
            placers=[YOU] if self._own_question else [placer.name for placer in scale.placers],
            points=[
                {"value": point.value, "name": point.name, "definition": point.definition}
                for point in scale.points
            ],
            sentences=[_shown_sentence(each, texts) for each in self._sentences],
        )

    @property
    def placed(self) -> dict[str, str]:
        """The points on disk, by sentence: ``{"s01": "5", "s02": "?"}``."""
        return _values((self.value or {}).get("placed"), self._ids)

    @property
    def opened(self) -> bool:
        """Whether the reader has opened the prepared placements."""
        return bool((self.value or {}).get("opened"))

    @property
    def compared(self) -> ScaleComparison | None:
        """What the placements have in common; None while they are closed."""
        if not (self._revealed or self.opened):
            return None
        return self._compare()

    @property
    def _who(self) -> str:
        return PARTNER if self._own_question else YOU

    @property
    def _first(self) -> dict[str, str]:
        if self._own_question:  # a slip of the hand may be mended: nobody's judgement is at stake
            return self.placed
        return _values((self.value or {}).get("first"), self._ids)

    @property
    def _ids(self) -> tuple[str, ...]:
        return tuple(sentence.id for sentence in self._sentences)

    # ---- what every question does (see `base.answering`)

    def read_value(self, raw: object) -> Value:
        """Take all placements; the browser sends all of them with every change."""
        parts = raw if isinstance(raw, dict) else {}
        placed = parts.get("placed")
        if not isinstance(placed, dict) or any(one not in self._ids for one in placed):
            raise EditError("Placements must be given for the sentences of this question.")
        kept = {}
        for one, each in placed.items():
            value, reason = _parts_of(each)
            if value is not None and value not in {point.value for point in self._scale.points}:
                known = ", ".join(point.value for point in self._scale.points)
                raise EditError(f"A sentence is placed on one of {known}; not on {value}.")
            if len(reason) > LONGEST:
                raise EditError(
                    f"A reason has at most {LONGEST} characters; this one has {len(reason)}."
                )
            kept[one] = {"value": value, "reason": checks.tidy(reason)}
        return {"kind": "scale", "placed": kept, **self._opening(bool(parts.get("opened")), kept)}

    def _opening(self, wanted: bool, kept: dict[str, Any]) -> Value:
        """Keep what was placed before the others were seen as it was."""
        there = self._work.answer(self._exercise, self._question)
        before = there.value if there is not None else {}
        if before.get("opened"):  # here or, since this kernel last looked, in another one
            return {"opened": True, "first": _values(before.get("first"), self._ids)}
        if not wanted:
            return {"opened": False}
        values = _values(kept, self._ids)
        if len(values) < len(self._ids):
            raise EditError(
                "The other placements can be opened when every sentence has a place; "
                f"{len(self._ids) - len(values)} have none yet."
            )
        return {"opened": True, "first": values}

    def shown(self, value: Value | None) -> None:
        """Compare, as soon as there is something to compare."""
        self._readable(self._texts)
        if value is not None and not isinstance(value.get("placed"), dict):
            self._trouble.append(f"The answer to {self.question['id']} is not one of a scale.")
        found = self.compared
        self.comparison = {} if found is None else self._compared(found)

    def _compare(self) -> ScaleComparison:
        placed: dict[str, dict[str, str]] = {}
        if self.opened:
            placed[self._who] = self._first
        for placer in self._placers():
            placed[placer.name] = {one: each.value for one, each in placer.placed.items()}
        return compare(placed, self._ids)

    def _placers(self) -> tuple[Placer, ...]:
        """Give those whose placements stand beside what is placed here."""
        if self._own_question is None:
            return self._scale.placers
        points, about = self._own_points(self._work)
        placed = {one: Placement(points.get(one, CANNOT_SAY), "") for one in self._ids}
        return (Placer("you", YOU, about, placed),)

    def _own_points(self, work: Work) -> tuple[dict[str, str], str]:
        """Give one's own points, and what must be known of them, such as that there are none."""
        exercise, question = self._own_question or ("", "")
        where = f"{label_of(question).lower()} of lesson {exercise}"
        try:
            answer = work.answer(exercise, question)
        except WorkError as error:
            return {}, error.sentence
        value = answer.value if answer else {}
        points = _values(value.get("first" if value.get("opened") else "placed"), self._ids)
        if not points:
            return {}, f"You have placed no sentence yet: do {where}, then reload this page."
        left = len(self._ids) - len(points)
        missing = f"; {left} of {len(self._ids)} have no place there: here a ?" if left else ""
        return points, f"from {where}, before other placements were seen{missing}."

    def _to_read_aloud(self, work: Work) -> str:
        points, about = self._own_points(work)
        if not points:
            return about
        line = " ".join(points.get(one, CANNOT_SAY) for one in self._ids)
        return f"Your own points, in the order of the sentences: {line}\n\nThey are {about}"

    def _compared(self, found: ScaleComparison) -> dict[str, Any]:
        placers = self._placers()
        return {
            "names": list(found.names),
            "about": [{"name": placer.name, "about": placer.about} for placer in placers],
            "others": {
                one: [
                    {"name": placer.name, "value": placer.placed[one].value,
                     "reason": placer.placed[one].reason}
                    for placer in placers
                ]
                for one in self._ids
            },
            "first": self._first,
            "pairs": [
                {"names": list(pair.names), "both": pair.both, "exact": pair.exact,
                 "near": pair.near, "alpha": alpha_in_words(pair.alpha)}
                for pair in found.pairs
            ],
            "gaps": [list(gap) for gap in found.gaps],
            "words": words_for(found, self._numbers()),
        }  # fmt: skip

    def _numbers(self) -> dict[str, int]:
        return {one: number for number, one in enumerate(self._ids, start=1)}

    # ---- how it looks where nothing runs

    def __repr__(self) -> str:
        """Say how far it is: the same on every computer."""
        state = f"{len(self.placed)} of {len(self._ids)} sentences placed"
        if self.compared is not None:
            others = f"{len(self._scale.placers)} other placements"
            state += f", beside {'your own points' if self._own_question else others}"
        return f"Scale({self.question['id']!r}): {state}"

    def card(self) -> str:
        """Return the points and the sentences; the other placements only when they are open."""
        points = "; ".join(f"{point.value}: {point.name.lower()}" for point in self._scale.points)
        lines = [self.question["prompt"], f"{self._scale.caption}: {points}."]
        found = self.compared
        for number, sentence in enumerate(self._sentences, start=1):
            mine = self.placed.get(sentence.id)
            words = f"{number}. “{sentence.quote}” ({sentence.cited})"
            whose = "Your partner's" if self._own_question else "Your"
            lines.append(f"{words} {whose} place: {mine}" if mine else words)
            if found is not None:
                lines += [
                    f"{placer.name}: {placer.placed[sentence.id].value}. "
                    f"{placer.placed[sentence.id].reason}".rstrip()
                    for placer in self._placers()
                ]
        if found is not None:
            lines += [pair_in_words(pair) for pair in found.pairs]
            lines += words_for(found, self._numbers())
        return card(self.question["label"], lines, todo=_HOW_TO_OPEN)


def _parts_of(each: object) -> tuple[str | None, str]:
    parts = each if isinstance(each, dict) else {}
    value, reason = parts.get("value"), parts.get("reason", "")
    if not (value is None or isinstance(value, str)) or not isinstance(reason, str):
        raise EditError("A placement is a point, and a reason in words.")
    return value, reason


def _values(placed: object, ids: tuple[str, ...]) -> dict[str, str]:
    """Take the points out of what lies on disk; nothing of it is taken on trust."""
    found = placed if isinstance(placed, dict) else {}
    values = {}
    for one in ids:
        each = found.get(one)
        value = each.get("value") if isinstance(each, dict) else each
        if isinstance(value, str) and value in {*"12345", CANNOT_SAY}:
            values[one] = value
    return values


def _shown_sentence(sentence: Sentence, texts: dict[str, Text]) -> dict[str, Any]:
    """Give a sentence with what stands around it: the door to its paragraph."""
    around: list[str] = []
    text = texts.get(sentence.text)
    for span in text.find(sentence.quote) if text else ():
        block = text.paragraph_at(span.start) if text else None
        if text and block and block.label == sentence.place:
            around = [text.body[block.start : span.start], text.body[span.end : block.end]]
    return {
        "id": sentence.id, "quote": sentence.quote, "cited": sentence.cited,
        "context": sentence.context, "around": around,
    }  # fmt: skip
