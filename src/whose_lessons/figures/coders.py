"""Rules that code the same people, and the codes of one reader or of two beside them."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from closereader.agreement import Agreement, cohen_kappa, number
from closereader.figures.figure import FigureError
from closereader.figures.sheets import Sheet
from closereader.pages import cells
from closereader.tables import open_table
from closereader.work import Work, open_work
from whose_lessons.figures.people import CODES, counts, people

RULES = {
    "course": "a word of the essay, or a page that speaks of the person",
    "early": "the same, before the widely known people were looked up",
    "essay": "only the essay's own words, “male experts” and the like too",
    "pronouns": "only the essay's pronouns",
}
"""The rules of `coding`, in words, from the widest to the narrowest."""

_EMPTY = "Code the people above first. Then run this cell again."
_NOT_BOTH = "Put in your own codes and your partner's. Then run this cell again."


def coding(rule: str) -> dict[str, str]:
    """Return a code for everyone cited in the notes of `alieva-2024`, made by one rule.

    Parameters
    ----------
    rule
        One of `RULES`.

    Raises
    ------
    FigureError
        For another rule.
    """
    if rule not in RULES:
        raise FigureError(f"There is no rule {rule!r}; there are {', '.join(RULES)}.")
    rows = _once()
    if rule in {"course", "early"}:
        left = "later" if rule == "early" else None
        return {
            name: "unknown" if row["looked_up"] == left else row["coded_as"]
            for name, row in rows.items()
        }
    kinds = {"pronoun", *(["group"] if rule == "essay" else [])}
    said = {row["person"]: row for row in open_table("cited_people_essay").records()}
    return {
        name: said[name]["coded_as"] if name in said and said[name]["kind"] in kinds else "unknown"
        for name in rows
    }


def cases(persons: Sequence[str]) -> list[tuple[str, str, str, str]]:
    """Return people of the notes as cases for `closereader.Coding`: the line, and where it stands.

    Raises
    ------
    FigureError
        For a person who is not cited.
    """
    rows, said = _once(), open_table("cited_people_essay").records()
    words = {row["person"]: f"“{row['words']}”" for row in said}
    groups = {row["person"] for row in said if row["kind"] == "group"}
    found = []
    for name in persons:
        if name not in rows:
            raise FigureError(f"{name} is not in the table cited_people: copy the name from it.")
        row = rows[name]
        shown = words.get(name, row["basis_detail"])
        title = f"Note {row['note']}, {row['role']}: {row['printed_as'] or name}"
        place = row["basis_place"] or ""
        if name in groups:
            place += ", said of the people whom its notes name"
        found.append((_slug(name), title, shown, place))
    return found


def own_codes(question: str, work: Work | None = None) -> dict[str, str]:
    """Return the reader's own codes from a `closereader.Coding`, by person.

    Parameters
    ----------
    question
        Exercise and question, such as ``"04/q4"``.
    """
    exercise, _, number = question.partition("/")
    answer = (open_work() if work is None else work).answer(exercise, number)
    given = answer.value.get("codes", {}) if answer else {}
    return {name: given[_slug(name)] for name in _once() if given.get(_slug(name)) in CODES}


def compare_rules(one: str = "course", other: str = "essay") -> Sheet:
    """Show the codes that two rules give to the same people: where they agree, and where not.

    Parameters
    ----------
    one, other
        Rules of `coding`; the first in the rows, the second in the columns.
    """
    first, second = _others(coding(one)), _others(coding(other))
    headings = (f"Rows: {one}; columns: {other}", *CODES, "all")
    rows = []
    for code in CODES:
        cells = [sum(first[n] == code and second[n] == each for n in first) for each in CODES]
        rows.append((code, *map(str, cells), str(sum(cells))))
    columns = [sum(second[name] == each for name in first) for each in CODES]
    rows.append(("all", *map(str, columns), str(len(first))))
    said = [
        f"Rule “{one}”: {RULES[one]}. Rule “{other}”: {RULES[other]}.",
        *_agreed(first, second),
        *_clash(first, second),
    ]
    return Sheet.tabled(f"Codes by two rules: {one} and {other}", headings, rows, said)


def compare_own(question: str, work: Work | None = None) -> Sheet:
    """Show the reader's own codes beside those of the course and of the essay's own words.

    Parameters
    ----------
    question
        Exercise and question of a `closereader.Coding` with the cases of `cases`.
    """
    own = own_codes(question, work)
    if not own:
        return Sheet(cells.tag("p", _EMPTY), _EMPTY)
    theirs = {rule: coding(rule) for rule in ("course", "essay")}
    first = _once()
    rows = [
        (
            name,
            code,
            f"{theirs['course'][name]} ({first[name]['basis']})",
            theirs["essay"][name],
        )
        for name, code in own.items()
    ]
    said = []
    for rule, name in (("course", "the course"), ("essay", "the essay's own words")):
        kept = {each: theirs[rule][each] for each in own}
        said += [f"You and {name}. {line}" for line in _agreed(own, kept)]
    said += _clash(own, {each: theirs["course"][each] for each in own})
    headings = ("Person", "You", "The course", "The essay's own words")
    return Sheet.tabled("Your codes beside two others", headings, rows, said)


def compare_pair(mine: str, partners: str, work: Work | None = None) -> Sheet:
    """Show the codes of two readers beside each other, for the people both have coded.

    Parameters
    ----------
    mine, partners
        Exercise and question of two `closereader.Coding` with the same cases.
    """
    own, other = own_codes(mine, work), own_codes(partners, work)
    both = [name for name in own if name in other]
    if not both:
        return Sheet(cells.tag("p", _NOT_BOTH), _NOT_BOTH)
    first, second = {n: own[n] for n in both}, {n: other[n] for n in both}
    rows = [(name, first[name], second[name]) for name in both]
    # Only here: two people by one rule. Two rules that a program applies have no reliability.
    kappa = _kappa(cohen_kappa(first, second))
    said = [*_agreed(first, second), kappa, *_clash(first, second)]
    headings = ("Person", "You", "Your partner")
    return Sheet.tabled("Your codes and your partner's", headings, rows, said)


def coding_rules() -> Sheet:
    """Show how many women, men and unknown each rule gives, and two shares of women for each."""
    rows = []
    for rule, words in RULES.items():
        found = counts(coding(rule))[0]
        known = found.women + found.men
        of_known = (
            f"{found.women} of {known} ({100 * found.women / known:.0f}\N{NO-BREAK SPACE}%)"
            if known
            else "none"
        )
        rows.append(
            (f"{rule}: {words}", str(found.women), str(found.men), str(found.unknown),
             f"{found.words} ({found.share:.0f}\N{NO-BREAK SPACE}%)", of_known)
        )  # fmt: skip
    headings = ("Rule", "Women", "Men", "Unknown", "Women of all", "Women of those coded")
    codes = coding("course")
    later = [codes[name] for name, row in _once().items() if row["looked_up"] == "later"]
    women, men, unknown = (later.count(code) for code in CODES)
    looked_up = (
        f"{len(later)} people were looked up later than the others, because they are widely known. "
        f"Now {women} of them are coded as women, {men} as men and {unknown} as unknown."
    )
    lesson = "So a share also depends on whom somebody takes the time to look up."
    return Sheet.tabled("What each rule counts", headings, rows, [looked_up, lesson])


def _once() -> dict[str, dict[str, str]]:
    """Return the first row of everyone cited, the author too."""
    first: dict[str, dict[str, str]] = {}
    for row in people():
        first.setdefault(row["person"], dict(row))
    return first


def _others(codes: Mapping[str, str]) -> dict[str, str]:
    """Leave out the author of the essay."""
    own = {name for name, row in _once().items() if row["self_citation"]}
    return {name: codes[name] for name in codes if name not in own}


def _agreed(first: Mapping[str, str], second: Mapping[str, str]) -> list[str]:
    same = sum(first[name] == second[name] for name in first)
    return [f"The same code for {same} of {len(first)} people ({100 * same / len(first):.0f} %)."]


def _kappa(found: Agreement) -> str:
    if found.value is None:
        return f"Cohen's kappa is not defined: {found.reason}."
    return f"Cohen's kappa: {number(found.value)}."


def _clash(first: Mapping[str, str], second: Mapping[str, str]) -> list[str]:
    both = [n for n in first if "unknown" not in {first[n], second[n]}]
    clash = [n for n in both if first[n] != second[n]]
    silent = [n for n in first if n not in both and first[n] != second[n]]
    return [
        f"Codes that contradict each other, woman against man: {len(clash)}"
        + (f" ({', '.join(clash)})." if clash else "."),
        f"Codes where only one of the two says unknown: {len(silent)}.",
    ]


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
