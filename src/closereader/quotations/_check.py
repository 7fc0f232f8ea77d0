"""Check quotations against the texts, character by character. Says what is there, judges nothing.

A quotation may leave words out, written […]; its parts then stand in the text in this order, in
one paragraph or in the cited place. Words in square brackets are the writer's own and are passed
over. What begins or ends inside a word is no quotation of it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache, partial

from closereader.quotations._citation import Cited, Region, regions
from closereader.quotations._find import Found, find_words, worth
from closereader.quotations._near import Closest, closest
from closereader.quotations._quoted import Quoted, count_words, find_quoted
from closereader.quotations._result import AnswerCheck, QuotationCheck, Status
from closereader.texts import Text, TextError, open_text, readable_texts

_MOST_LEFT_OUT = 3  # so few words are named that […] stands for
# An omission written without brackets; a run of spaces is tried once, not from each of them.
_BARE = re.compile(r"(?:(?<!\s)\s+)?(?:…|\.\s?\.\s?\.)\s*")
_TAIL = re.compile(r"(?<![\s,.;:!?])[\s,.;:!?]+$")
_OTHER_MARKS = "quotation marks, dashes or spaces differ"
_OWN_STOP = "the punctuation at the end is yours"
_BARE_DOTS = "words are left out between them, which is written […]"


def check_quotations(prose: str, texts: Iterable[str] | None = None) -> list[QuotationCheck]:
    """Check every quotation of some prose against the texts of the course.

    Parameters
    ----------
    prose
        Plain text, for example an essay. Words in quotation marks of any common form are looked
        up: three words or more, and fewer when a place follows. A place is cited in brackets:
        ``(alieva-2024 ¶4)``, ``(alieva-2024 ¶4–6)``, ``(alieva-2024 §2)``, ``(alieva-2024 n9)``,
        ``(alieva-2024)``, and ``(¶4)`` when there is only one text.
    texts
        The ids of the texts to look in; None for all.

    Returns
    -------
    list of QuotationCheck
        In the order of the prose. Each has ``quote``, the words; ``verbatim``, whether they stand
        in the text character by character, and at the cited place if there is one; ``places``,
        where they stand; and ``sentence``, which says what was found and what to do.

    Raises
    ------
    UnknownText
        When there is no such text.
    TextError
        When the edition of one of `texts` is damaged.

    Notes
    -----
    Words are compared in Unicode normalisation form C. Words that differ in quotation marks,
    dashes, spaces, soft hyphens or the stop at the end are found and said to differ; they are not
    verbatim. Left out words are written […]; [...], (…), (...), <…> and {…} are read alike, bare
    dots are found and not verbatim. The parts stay in one paragraph, or in the cited place. What
    begins or ends inside a word is no quotation of it.

    Examples
    --------
    >>> from closereader import check_quotations
    >>> [check] = check_quotations("“a close Russian friend of mine” (alieva-2024 ¶2)")
    >>> check.verbatim, check.places
    (True, ('alieva-2024 ¶2',))
    >>> [check] = check_quotations("“like himself, had parents” (alieva-2024 ¶4)")
    >>> check.verbatim
    False
    >>> check.sentence
    'Your words begin inside the word “unlike” (alieva-2024 ¶4). Quote whole words.'
    """
    if texts is None:
        shelf = list(readable_texts().texts)
    else:
        shelf = [open_text(each) for each in ([texts] if isinstance(texts, str) else texts)]
    return list(check_answer(prose, shelf).quotations)


def check_answer(
    prose: str, texts: Sequence[Text], known: Sequence[Text] = (), *, near: bool = True
) -> AnswerCheck:
    """Count the words of an answer and check every quotation in it.

    Parameters
    ----------
    prose
        The answer.
    texts
        The texts that the question is about; a place cited as ``(¶12)`` means the only one.
    known
        All texts, to be searched when these do not have the words.
    near
        Whether to look for the closest passage of words that are in no text; it takes long.
    """
    return _checked(prose, tuple(texts), tuple(known), near=near)


@lru_cache(maxsize=8_192)  # a pack of a large class looks at each answer several times
def _checked(
    prose: str, texts: tuple[Text, ...], known: tuple[Text, ...], *, near: bool
) -> AnswerCheck:
    shelf = tuple(dict.fromkeys([*texts, *known]))
    quoted = find_quoted(prose, [text.id for text in shelf], lambda words: _stands(words, shelf))
    checks = tuple(check_quotation(each, shelf, texts, near=near) for each in quoted)
    return AnswerCheck(count_words(prose), sum(count_words(q.words) for q in quoted), checks)


def check_quotation(
    quoted: Quoted,
    shelf: Sequence[Text],
    asked: Sequence[Text] = (),
    *,
    near: bool = True,
    strict: bool = False,
) -> QuotationCheck:
    """Check one quotation against every text of ``shelf``.

    `strict` reads nothing but ``[…]`` as an omission, and no other brackets as the writer's own:
    the form that the course's own quotations have.
    """
    cited = _meant(quoted.cited, asked)
    order = tuple(sorted(shelf, key=lambda text: cited is None or text.id != cited.text))
    check = _judged(quoted.words, order, cited, near=near, strict=strict)
    return replace(check, start=quoted.start, end=quoted.end)


@lru_cache(maxsize=4_096)  # an answer is checked whenever it is saved, and changes little
def _judged(
    words: str, shelf: tuple[Text, ...], cited: Cited | None, *, near: bool, strict: bool
) -> QuotationCheck:
    found, remark = _look_up(words, shelf, cited, strict=strict)
    wrong = _wrongly(cited, found, shelf)
    here = [each for each in found if cited is not None and not wrong and _fits(cited, each)]
    check = QuotationCheck(
        quote=words,
        status=_status(found, remark, wrong),
        places=tuple(dict.fromkeys(place for each in here or found for place in each.places)),
        sentence="",
        closest=_instead(words, found, shelf if near else ()),
        cited=str(cited or ""),
        wrong=wrong,
    )
    nearest = min(here or found, key=worth, default=None)
    return replace(check, sentence=f"{_said(check, nearest, remark)} {wrong}".strip())


def _status(found: Sequence[Found], remark: str, wrong: str) -> Status:
    if not found:
        return "not found"
    if found[0].kept != "whole":
        return "altered"
    if wrong:
        return "elsewhere"
    return "typography" if remark else "verbatim"


def _said(check: QuotationCheck, found: Found | None, remark: str) -> str:
    """Say what was found, but for what is wrong with the cited place."""
    if found is None:
        near = f" The closest passage is in {check.closest.place}." if check.closest else ""
        return f"In no text word for word.{near}"
    if found.remark:
        return found.remark
    if remark:
        return f"The words of {check.place}; {remark}."
    stands = "Verbatim in" if check.verbatim else "These words stand in"
    few = [gap for gap in found.omitted if 0 < count_words(gap) <= _MOST_LEFT_OUT]
    gaps = f" Left out: {', '.join(f'“{gap}”' for gap in few)}." if few else ""
    own = " The words in square brackets are yours." if found.own else ""
    return f"{stands} {check.place}.{gaps}{own}"


def _instead(words: str, found: Sequence[Found], shelf: Sequence[Text]) -> Closest | None:
    """Offer the whole words around cut ones, or what comes closest to words in no text."""
    if not found:
        return next(iter(closest(words, shelf)), None)
    cut = found[0]
    if cut.meant is None:
        return None
    return Closest(cut.text.body[slice(*cut.meant)], cut.place, 1.0, cut.text.id, cut.meant)


def _stands(words: str, shelf: tuple[Text, ...]) -> bool:
    found, _ = _look_up(words, shelf, None, strict=False)
    return bool(found) and found[0].kept == "whole"


@lru_cache(maxsize=4_096)
def _look_up(
    words: str, shelf: tuple[Text, ...], cited: Cited | None, *, strict: bool
) -> tuple[tuple[Found, ...], str]:
    """Search as written, then with other typography; say what is other about it.

    What is found is a whole quotation in all its places, or else the one thing nearest to one.
    The cited place counts first: it may have in other marks what stands elsewhere as written.
    """
    bare = _BARE.sub(" […] ", words)
    ways = {(words, False): ""}
    ways.setdefault((words, True), _OTHER_MARKS)
    ways.setdefault((_TAIL.sub("", words), True), _OWN_STOP)
    ways.setdefault((_TAIL.sub("", bare), True), _BARE_DOTS)
    within = {text: _regions(cited, text) for text in shelf}
    elsewhere: tuple[tuple[Found, ...], str] = ((), "")
    flawed: list[Found] = []
    for (wanted, folded), remark in ways.items():
        look = partial(find_words, wanted, folded=folded, strict=strict)
        found = [each for text in shelf for each in look(text, within[text])]
        whole = tuple(each for each in found if each.kept == "whole")
        if whole and (cited is None or any(_fits(cited, each) for each in whole)):
            return whole, remark
        elsewhere = elsewhere if elsewhere[0] else (whole, remark)
        flawed += found
    if elsewhere[0]:
        return elsewhere
    return tuple(sorted(flawed, key=lambda each: (not _near(cited, each), *worth(each)))[:1]), ""


@lru_cache(maxsize=4_096)
def _regions(cited: Cited | None, text: Text) -> tuple[Region, ...]:
    """Give the cited stretches of a text, none when it is not cited or has no such place."""
    if cited is None or cited.text not in {"", text.id}:
        return ()
    try:
        return regions(cited, text)
    except TextError:
        return ()


def _meant(cited: Cited | None, asked: Sequence[Text]) -> Cited | None:
    """Complete ``(¶12)`` with the only text that the question is about."""
    if cited is not None and not cited.text and len(asked) == 1:
        return Cited(asked[0].id, cited.places)
    return cited


def _fits(cited: Cited, found: Found) -> bool:
    """Whether the cited place covers what was found."""
    if cited.text and cited.text != found.text.id:
        return False
    return not cited.places or found.within(_regions(cited, found.text))


def _near(cited: Cited | None, found: Found) -> bool:
    """Whether the cited place has at least a part of what was found."""
    return cited is not None and any(
        _fits(cited, replace(found, spans=(span,))) for span in found.spans
    )


def _wrongly(cited: Cited | None, found: Sequence[Found], shelf: Sequence[Text]) -> str:
    """Say what is wrong with the cited place, "" when nothing is."""
    if cited is None:
        return ""
    unknown = _unknown(cited, shelf)
    whole = bool(found) and found[0].kept == "whole"
    if any(_fits(cited, each) if whole else _near(cited, each) for each in found):
        return ""
    if unknown or found:
        return f"You cite {cited}{unknown or '; these words do not stand there'}."
    return ""


def _unknown(cited: Cited, shelf: Sequence[Text]) -> str:
    """Say that a cited text or place does not exist, "" when it does."""
    texts = {text.id: text for text in shelf}
    if not cited.text:
        return ""
    if cited.text not in texts:
        return f", but no text is called {cited.text}"
    try:
        regions(cited, texts[cited.text])
    except TextError as error:
        return f", but {str(error).rstrip('.')}"
    return ""
