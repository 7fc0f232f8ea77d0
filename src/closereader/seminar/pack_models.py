"""What the model readings marked in the passages that a question is about."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from closereader._paths import course_folder
from closereader._still import look
from closereader.annotations import Annotation, checks
from closereader.codebook import open_codebook
from closereader.figures.model_readings import NoModelReadings, model_readings
from closereader.handin.render import checked
from closereader.pages import Html, el, join, table
from closereader.pages.lines import counted, shorten
from closereader.quotations import cited_blocks
from closereader.texts import Text, TextError, open_text, readable_texts
from closereader.work import Placed, placed

_LONGEST = 260  # letters of a passage that are shown
_ABSENT = "The model readings are not on this computer, so their marks cannot be shown."
_NONE = "This course has no model readings."

Place = tuple[str, str]  # a text and a paragraph: ("alieva-2024", "¶12")


class Models(NamedTuple):
    """The marks of the model readings, where they stand today; why there are none, if so."""

    readings: dict[str, dict[str, list[Placed]]]
    problem: str = ""


def open_models() -> Models:
    """Read the model readings of the course, by name and text."""
    try:
        found = model_readings()
    except NoModelReadings:
        solutions = course_folder() / "solutions"
        kept = not solutions.is_dir() or (solutions / "readings").exists()
        return Models({}, _ABSENT if kept else _NONE)
    return Models({name: _by_text(marks) for name, marks in found.items()})


def _by_text(marks: Iterable[Annotation]) -> dict[str, list[Placed]]:
    marks = list(marks)
    return {
        text.id: placed(text, [one for one in marks if one.text == text.id])[0]
        for text in readable_texts().texts
    }


places_named = look(cited_blocks)
"""The paragraphs and headings that prose cites: ``(alieva-2024 ¶12–14)``."""


def places_quoted(value: Mapping[str, object]) -> set[Place]:
    """Give the paragraphs that an answer quotes: in its prose, its table, its map."""
    found: set[Place] = set()
    told = checked(dict(value), near=False)
    for one in told.quotations if told else ():
        for place in one.places:
            found |= places_named(place)
    for each in checks.inside(value):  # how deep it goes was checked on reading
        if isinstance(each, dict) and {"text", "start", "end", "exact"} <= set(each):
            found |= _place(each)
    return found


def _place(passage: Mapping[str, object]) -> set[Place]:
    text_id, start, end = passage["text"], passage["start"], passage["end"]
    if not (isinstance(text_id, str) and isinstance(start, int) and isinstance(end, int)):
        return set()
    try:
        text = open_text(text_id)
    except TextError:
        return set()
    if not 0 <= start < end or text.body[start:end] != passage["exact"]:
        return set()
    return places_named(f"{text_id} {text.label_of(start, end)}")


def models_section(models: Models, rubric: set[Place], quoted: Counter[Place]) -> Html:
    """Set the model readings side by side, for each paragraph that is quoted or in the rubric."""
    title = "What the model readings mark there"
    parts: list[Html] = [el("h2", title)]
    concerned = rubric | set(quoted)
    if models.problem:
        kind = "none" if models.problem == _ABSENT else "check"
        return join([*parts, el("p", models.problem, class_=kind)])
    if not concerned:
        why = "Neither the rubric nor an answer quotes a passage, so none is shown."
        return join([*parts, el("p", why, class_="none")])
    parts = [
        el("p", "For every paragraph that an answer or the rubric quotes. They are some of many "
           "defensible readings, and no keys.", class_="check")
    ]  # fmt: skip
    for text in readable_texts().texts:
        labels = {label for each, label in concerned if each == text.id}
        if not labels:
            continue
        parts.append(_table(models, text, labels, quoted))
    return el("details", el("summary", el("h2", title)), *parts, class_="models")


def _table(models: Models, text: Text, labels: set[str], quoted: Counter[Place]) -> Html:
    names = list(models.readings)
    rows = []
    for block in text.blocks:
        if block.label not in labels:
            continue
        count = quoted[text.id, block.label]
        said = f"in {counted(count, 'answer')}" if count else "in the rubric"
        cells = [join([block.label, " ", el("small", said)])]
        for name in names:
            here = [
                one
                for one in models.readings[name].get(text.id, [])
                if one.start < block.end and block.start < one.end
            ]
            cells.append(_marks(here))
        rows.append(cells)
    return table(f"{text.title} ({text.id})", ("Paragraph", *names), rows)


def _marks(marks: Iterable[Placed]) -> Html:
    items = [_mark(one.mark) for one in marks]
    return el("ul", *items) if items else el("span", "nothing marked", class_="none")


def _mark(mark: Annotation) -> Html:
    book = open_codebook()
    kind = book.theme_name(mark.theme) + (f", {book.move_name(mark.move)}" if mark.move else "")
    note = join([": ", mark.note]) if mark.note else Html("")
    return el("li", el("strong", kind), " ", el("q", shorten(mark.exact, _LONGEST)), note)
