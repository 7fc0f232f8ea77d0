"""The page that goes back to a student: their own answers, and what was said of them.

It runs nothing and fetches nothing, and carries what was said as data too, so that the course can
lay it beside the answers again (`closereader.handin.returned`). Nobody else's words are on it;
model answers only when the teacher asks for them.
"""

from collections.abc import Iterator

from closereader.handin import Question, Submission, page
from closereader.handin.data import Json
from closereader.handin.render import Look, answer, checked
from closereader.handin.returned import returned_data
from closereader.pages import Html, el, join, style_sheet, visible
from closereader.pages.lines import counted
from closereader.pages.markdown import render
from closereader.seminar._outline import Asked, Outline
from closereader.seminar.comment_places import Place, marked, place_of
from closereader.seminar.marking import Comment, Record
from closereader.seminar.pack_marks import marks_answer
from closereader.seminar.pack_pages import LONGEST
from closereader.seminar.pack_rubric import Levels, Rubric
from closereader.seminar.returning import Paper
from closereader.texts import TextError, open_text

_STYLE = style_sheet(__file__, "returned.css")
_WHERE = "Nothing was said of this hand-in yet."
_NUMBERS = "Numbers in your words lead to the comments below them."
_BESIDE = (
    "To see it in the exercise, beside your answers as they are now: open “Open what came back” in "
    "the last cell of the exercise, and choose this file there."
)
_LEVEL = 200  # letters of a level in the data of a page
_SURELY = "You handed this answer in again after it was read: words may have changed since."


def return_page(paper: Paper, outline: Outline, rubric: Rubric, *, models: bool = False) -> bytes:
    """Give the page of one student; with `models` also the model answers of the `rubric`.

    What a level means is said in the words of the rubric in any case: it is no model answer.
    """
    handin = paper.handin
    title = f"Exercise {handin.exercise}: {handin.title}"
    name = paper.row.name or page.name_of(handin)
    head = el(
        "header",
        el("h1", title),
        el("p", el("strong", name), f" · handed in {page.moment(handin.made)}", class_="meta"),
    )  # fmt: skip
    parts: list[Html] = []
    told: list[Json] = []
    links: list[Html] = []
    numbers = ""
    exercise = {one.heading for one in outline.asked}
    for question, asked in outline.by_heading.items():
        there = any(one.key in handin.answers for one in asked.questions)
        if question not in exercise and question not in paper.records and not there:
            continue  # of the lesson, which is not asked for
        section, placed = _section(question, asked, paper, rubric, models=models)
        place = f"part-{len(parts) + 1}"
        parts.append(el("section", section, id=place))
        if question in paper.records:
            levels = rubric.levels.get(question, {})
            numbers = _NUMBERS if any(where for _, where in placed) else numbers
            told.append(_told(question, asked, paper, placed, levels))
            if said := _counted(paper.records[question]):
                links.append(join([el("a", question, href=f"#{place}"), f" ({said})"]))
    data = returned_data(handin, reader=paper.row.reader, name=name, questions=told)
    where = (
        _WHERE if not links else join(["Something was said of: ", join(links, ", "), ". ", numbers])
    )
    lines = [el("p", one, class_="check") for one in (where, *([_BESIDE] if links else []))]
    words = page.document(f"Returned: {title}", [head, *lines, *parts], data, style=_STYLE)
    return words.encode("utf-8", "replace")


def _counted(record: Record) -> str:
    """Say what there is: ``levels, remark, 2 comments``."""
    many = len(record.comments)
    return ", ".join(
        [
            *(["levels"] if record.rubric else []),
            *(["remark"] if record.remark.strip() else []),
            *([counted(many, "comment")] if many else []),
        ]
    )


def _told(
    question: str,
    asked: Asked,
    paper: Paper,
    placed: list[tuple[Comment, Place | None]],
    levels: Levels,
) -> Json:
    """Give what was said of a question as data, with the answers in prose as they were read."""
    record, answers = paper.records[question], paper.handin.answers
    given = {one.key: answers[one.key].value for one in asked.questions if one.key in answers}
    return {
        "heading": question,
        "levels": {
            item: f"{level}{_meaning(levels, item, level)}"[:_LEVEL]
            for item, level in record.rubric.items()
        },
        "remark": record.remark,
        "answers": {
            key: value["text"]
            for key, value in given.items()
            if value.get("kind") == "prose" and isinstance(value.get("text"), str)
        },
        "comments": [
            {"answer": one.answer, "body": one.body, "exact": one.exact, "place": place}
            for one, place in placed
        ],
    }


def _section(
    question: str, asked: Asked, paper: Paper, rubric: Rubric, *, models: bool
) -> tuple[Html, list[tuple[Comment, Place | None]]]:
    """Give what stands under a heading, and where each comment stands in its answer."""
    record = paper.records.get(question)
    parts: list[object] = [el("h2", question)]
    parts += [
        el("p", one, class_="ask")
        for each in asked.questions
        for one in each.plain.split("\n\n")
        if one.strip()
    ]
    if not asked.questions and asked.prose:
        parts.append(el("div", render(asked.prose), class_="ask"))
    placed: list[tuple[Comment, Place | None]] = []
    if asked.questions:
        for each in asked.questions:
            said = [one for one in _comments(record) if one.answer == each.key]
            shown, places = _answer(paper.handin, each, said, len(placed))
            parts.append(shown)
            placed += places
    else:
        parts.append(marks_answer(paper.handin, asked.marks))
    keys = {one.key for one in asked.questions}
    placed += [(one, None) for one in _comments(record) if one.answer not in keys]
    levels = rubric.levels.get(question, {})
    parts += _said(record, placed, levels, changed=question in paper.changed)
    if models and question in rubric.shown:
        inside = rubric.of(question)
        parts.append(el("details", el("summary", "Rubric and model answers"), inside))
    return join(parts), placed


def _comments(record: Record | None) -> tuple[Comment, ...]:
    return record.comments if record is not None else ()


def _answer(
    handin: Submission, question: Question, comments: list[Comment], before: int
) -> tuple[Html, list[tuple[Comment, Place | None]]]:
    """Give an answer with its comments marked, and where each stands."""
    given = handin.answers.get(question.key)
    value = given.value if given else None
    words = value.get("text") if value and value.get("kind") == "prose" else None
    if not isinstance(words, str):
        return answer(question, value), [(one, None) for one in comments]
    shown = visible(words)
    places = [(one, place_of(shown, one)) for one in comments]
    numbered = [
        (number, place) for number, (_, place) in enumerate(places, before + 1) if place is not None
    ]
    if len(words) > LONGEST:  # too long to be looked up; it is shown whole
        return marked(words, numbered), places
    html = answer(question, value, look=Look(lambda said: marked(said, numbered)))
    return join([html, *_quoted(value)]), places


def _quoted(value: dict[str, object] | None) -> Iterator[Html]:
    """Give the paragraphs that an answer quotes, folded."""
    found = checked(value, near=False)
    seen: set[str] = set()
    for one in found.quotations if found else ():
        for place in one.places[:1]:
            text_id, _, label = place.rpartition(" ")
            if place in seen:
                continue
            seen.add(place)
            try:
                words = open_text(text_id).block(label).text
            except (TextError, AttributeError):
                continue  # over two paragraphs, or of another course
            yield el("details", el("summary", f"What you quoted: {place}"), el("blockquote", words))


def _said(
    record: Record | None,
    placed: list[tuple[Comment, Place | None]],
    levels: Levels,
    *,
    changed: bool,
) -> Iterator[Html]:
    if record is None or not record.says:
        return
    parts: list[Html] = []
    for item, level in record.rubric.items():
        parts.append(el("p", el("strong", f"{item}: {level}"), _meaning(levels, item, level)))
    if record.remark:
        parts.append(el("p", record.remark, class_="words"))
    if placed:
        parts.append(el("ol", *(_line(comment, place) for comment, place in placed)))
    if changed:
        parts.append(el("p", _SURELY, class_="check"))
    yield el("div", *parts, class_="back", role="group", aria_label="What was said")


def _meaning(levels: Levels, item: str, level: str) -> str:
    """Give the words of the rubric for a level, to stand behind it; "" when it has none."""
    words = levels.get(item, {}).get(level, "")
    return f" – {words}" if words else ""


def _line(comment: Comment, place: Place | None) -> Html:
    if place is not None:
        return el("li", el("q", comment.exact), ": ", comment.body)
    if comment.exact:
        about = " (written about words that are no longer there for certain: "
        return el("li", comment.body, about, el("q", comment.exact), ")")
    return el("li", "About the whole answer: ", comment.body)
