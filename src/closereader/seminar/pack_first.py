"""What a teacher wants to know first: who needs a look, and what to talk about in the room."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from closereader.handin import Submission
from closereader.handin.data import Json
from closereader.handin.render import checked
from closereader.pages import Html, bullets, el, join
from closereader.quotations import QuotationCheck, count_words
from closereader.seminar._listing import labels_of
from closereader.seminar._names import Register, words_of
from closereader.seminar._outline import Outline
from closereader.seminar._words import readers
from closereader.seminar.collecting import Collected
from closereader.seminar.contested import contested
from closereader.seminar.pack_pages import LONGEST, link, reader_file
from closereader.seminar.readings import Reading, Seminar
from closereader.seminar.roster import Roster
from closereader.texts import open_text, readable_texts

_LONG = 12  # lines of a list that stands open
_DIVIDED = 3  # passages
_QUOTED = 10  # misquotations, and citations of a wrong paragraph
_FEW = 6  # people who are named beside one
_INSTEAD = {"course", "foreign", "damaged", "refused", "other"}


class Wrong(NamedTuple):
    """A quotation that is not in the text as it is quoted, and who has it so."""

    check: QuotationCheck
    value: Json
    handins: tuple[Submission, ...]


def look_at_first(collected: Collected, roster: Roster, outlines: Mapping[str, Outline]) -> Html:
    """Name who is missing and what they sent instead, who wrote little, who marked nothing."""
    parts: list[Html] = [el("h2", "Look at first")]
    told = [
        ("Missing", list(_missing(collected))),
        ("Under half of the words asked for", list(_little(collected, roster, outlines))),
        ("No passage marked", [
            join([_to(one, roster), f", exercise {one.exercise}"])
            for one in collected.handins if not one.marks
        ]),
    ]  # fmt: skip
    for name, lines in told:
        if lines:
            parts += [el("h3", f"{name}: {len(lines)}"), _folded(lines)]
    if not any(lines for _, lines in told):
        parts.append(el("p", "Nobody is missing, and nobody wrote under half of what was asked."))
    return el("section", *parts, aria_label="Look at first")


def _folded(lines: list[Html]) -> Html:
    """Give a list; a long one is folded, so that what follows it is seen as well."""
    if len(lines) <= _LONG:
        return bullets(lines)
    return el("details", el("summary", f"All {len(lines)}"), bullets(lines))


def _to(handin: Submission, roster: Roster) -> Html:
    return link(roster.called(handin), reader_file(handin, roster))


def _missing(collected: Collected) -> Iterator[Html]:
    """Join who is missing with the files that bear their name and are no hand-in."""
    absent = [one for one in collected.findings if one.kind == "missing"]
    register = Register(dict.fromkeys(one.name for one in absent))
    sent: dict[str, list[str]] = defaultdict(list)
    for one in collected.findings:
        if one.kind in _INSTEAD:
            reader = one.other if one.kind in {"course", "other"} else ""
            for name in register.find(labels_of(reader, one.name)).names:
                sent[name].append(f"{one.name}: {one.reason}")
    for one in absent:
        said = [f": {one.reason}", *([f" See {one.other}."] if one.other else [])]
        instead = sent.get(one.name)
        told = join([" Sent instead: ", "; ".join(instead)]) if instead else ""
        yield join([el("strong", one.name), *said, told])


def _little(
    collected: Collected, roster: Roster, outlines: Mapping[str, Outline]
) -> Iterator[Html]:
    for handin in collected.handins:
        said = []
        for question in outlines[handin.exercise].sheet.questions:
            least = question.given.get("words")
            given = handin.answers.get(question.key)
            if not isinstance(least, (list, tuple)) or not least or given is None:
                continue
            words = count_words(str(given.value.get("text") or "")[:LONGEST])
            if type(least[0]) is int and 2 * words < least[0]:
                said.append(f"{question.heading}, {words} of {least[0]} words")
        if said:
            where = f", exercise {handin.exercise}: {'; '.join(said)}"
            yield join([_to(handin, roster), where])


def for_the_seminar(
    collected: Collected,
    roster: Roster,
    misquoted: Mapping[int, Iterable[tuple[str, QuotationCheck]]],
    readings: Sequence[Reading],
) -> Html:
    """Give the most divided passages, misquotations by frequency, and wrong paragraphs.

    `misquoted` has, by the `id` of each hand-in, what is quoted wrongly in which of its answers.
    """
    parts: list[Html] = [el("h2", "For the seminar")]
    divided = list(_divided(readings))
    if divided:
        parts += [el("h3", "Passages that divide the class most"), bullets(divided)]
    wrong = _wrong(collected, misquoted)
    false = [one for one in wrong if one.check.status in {"altered", "not found"}]
    if false:
        many = sum(len(one.handins) for one in false)
        parts += [
            el("h3", f"Quoted otherwise than it stands: {many}"),
            bullets(_false(one, roster) for one in false[:_QUOTED]),
            *_more(len(false)),
        ]
    cited = [one for one in wrong if one.check.wrong]
    if cited:
        many = sum(len(one.handins) for one in cited)
        parts += [
            el("h3", f"A wrong paragraph cited: {many}"),
            bullets(
                join([el("q", one.check.quote), f" {_there(one.check)} ", _who(one, roster)])
                for one in cited[:_QUOTED]
            ),
            *_more(len(cited)),
        ]
    if not parts[1:]:
        parts.append(el("p", "All quotations stand as they are quoted, and no passage divides."))
    return el("section", *parts, aria_label="For the seminar")


def _there(check: QuotationCheck) -> str:
    return f"{check.wrong} They stand in {check.place}." if check.places else check.wrong


def _more(many: int) -> Iterator[Html]:
    if many > _QUOTED:
        said = f"And {many - _QUOTED} more; they stand on the pages of the questions."
        yield el("p", said, class_="check")


def _divided(readings: Sequence[Reading]) -> Iterator[Html]:
    seminar = Seminar(tuple(readings))
    found = []
    for text_id in (text.id for text in readable_texts().texts):
        people = seminar.of(text_id)
        if len(people) > 1:
            found += [
                (abs(one.depth / len(people) - 0.5), text_id, one, len(people))
                for one in contested(seminar, text_id, most=_DIVIDED)
            ]
    found.sort(key=lambda each: (round(each[0], 1), -each[2].divided))
    for _, text_id, one, many in found[:_DIVIDED]:
        said = f" ({text_id} {one.unit.label}): {one.theme.name}, marked by {one.depth} of {many}"
        words = open_text(text_id).body[one.unit.start : one.unit.end]
        yield join([el("q", words), said])


def _wrong(
    collected: Collected, misquoted: Mapping[int, Iterable[tuple[str, QuotationCheck]]]
) -> list[Wrong]:
    """Gather what is quoted wrongly, the same words of several readers once."""
    found: dict[tuple[tuple[str, ...], str], list[tuple[QuotationCheck, Json, Submission]]]
    found = defaultdict(list)
    for handin in collected.handins:
        for key, one in misquoted[id(handin)]:
            name = words_of(one.quote), one.wrong
            found[name].append((one, handin.answers[key].value, handin))
    groups = [
        Wrong(group[0][0], group[0][1], tuple({id(one): one for _, _, one in group}.values()))
        for group in found.values()
    ]
    return sorted(groups, key=lambda one: (-len(one.handins), one.check.quote))


def _false(one: Wrong, roster: Roster) -> Html:
    """Give a misquotation with the true words, which are looked for only now: it takes long."""
    near = checked(one.value)
    told = [each for each in near.quotations if each.quote == one.check.quote] if near else []
    check = told[0] if told else one.check
    true: list[object] = []
    if check.closest is not None:
        true = ["; in the text: ", el("q", check.closest.words), f" ({check.closest.place})"]
    return join([el("q", check.quote), *true, f". {check.sentence} ", _who(one, roster)])


def _who(one: Wrong, roster: Roster) -> Html:
    links: Iterable[Html] = [_to(each, roster) for each in one.handins[:_FEW]]
    more = len(one.handins) - _FEW
    rest = f" and {more} more" if more > 0 else ""
    return join([f"{readers(len(one.handins))}: ", join(links, ", "), rest, "."])
