"""Of the texts, what a web edition shows: the words that a lesson quotes, or the whole."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from closereader.quotations import Quoted, find_quoted, find_words, regions
from closereader.texts import Block, Span, Text, open_text, readable_ids

_LANGUAGE = "en"
_AROUND = 40
"""Characters of the same sentence on each side of quoted words: short passages, and no more."""


def passages(prose: Sequence[str], *, whole: bool) -> tuple[str, set[str]]:
    """Give the quoted words of a lesson as they stand in the texts, with a few around them.

    `prose`: the Markdown cells of the lesson.
    `whole`: whether there are pages of the whole texts, to which places lead.
    Returns a section, or "" when nothing is quoted.
    Returns the texts that are quoted.
    """
    ids = readable_ids()
    quoted = [one for cell in prose for one in find_quoted(cell, ids) if one.cited]
    parts, cited = [], set()
    for text in map(open_text, ids):
        spans = sorted({span for one in quoted for span in _spans(one, text)})
        if spans:
            cited.add(text.id)
            parts.append(_part(text, _joined(spans), whole=whole))
    if not parts:
        return "", cited
    head = '<h2 id="passages">Passages that this lesson quotes</h2>'
    return f'<section aria-labelledby="passages">{head}{"".join(parts)}</section>', cited


def _spans(quoted: Quoted, text: Text) -> Iterator[Span]:
    """Give the stretches of a text that a quotation takes its words from, within a sentence."""
    if quoted.cited is None or quoted.cited.text != text.id:
        return
    named = regions(quoted.cited, text)
    every = find_words(quoted.words, text, named, folded=True)
    there = [one for one in every if one.within(named)] or list(every)
    for one in there[:1]:
        if one.note:
            continue
        for start, end in one.spans:
            for said in text.sentences:
                if said.start < end and start < said.end:
                    yield _around(Span(max(start, said.start), min(end, said.end)), said, text)


def _around(span: Span, said: Span, text: Text) -> Span:
    """Widen a stretch by whole words; a sentence of which little is left out is taken whole."""
    before = text.body.rfind(" ", said.start, max(said.start, span.start - _AROUND))
    after = text.body.find(" ", min(said.end, span.end + _AROUND), said.end)
    return Span(before + 1 if before >= 0 else said.start, after if after >= 0 else said.end)


def _joined(spans: Iterable[Span]) -> list[tuple[int, int]]:
    """Put sentences that follow one another into one passage."""
    runs: list[tuple[int, int]] = []
    for start, end in spans:
        if runs and start - runs[-1][1] <= 1:
            runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
        else:
            runs.append((start, end))
    return runs


def _part(text: Text, spans: Iterable[tuple[int, int]], *, whole: bool) -> str:
    rows = []
    starts, ends = {said.start for said in text.sentences}, {said.end for said in text.sentences}
    for start, end in spans:
        label = text.label_of(start, end)
        number = text.paragraph_at(start).number
        at = f'<a href="{text.id}.html#p{number}">{label}</a>' if whole else label
        words = escape(" ".join(text.body[start:end].split()))
        before = "" if start in starts else "… "
        after = "" if end in ends else " …"
        rows.append(f"<blockquote{_lang(text)}><p>{before}{words}{after} ({at})</p></blockquote>")
    about = escape(f"{text.meta.author}: {text.title} ({text.meta.date[:4]})")
    return f'<h3 id="passages-{text.id}">{about}</h3>{"".join(rows)}'


def _lang(text: Text) -> str:
    return "" if text.meta.language == _LANGUAGE else f' lang="{escape(text.meta.language)}"'


def pages() -> Iterator[tuple[str, str, str]]:
    """Give each text whole: the name of its page, its title, its inside."""
    for text in map(open_text, readable_ids()):
        lines = [f'<h1 id="top">{escape(text.title)}</h1>']
        for block in text.blocks:
            words = _lines(block)
            if block.kind == "paragraph":
                lines.append(f'<p id="p{block.number}"><small>{block.label}</small> {words}</p>')
            elif block.kind == "heading" and block.text != text.title:
                lines.append(f'<h2 id="h{block.number}">{words}</h2>')
            elif block.kind == "verse":
                number = f"<small>{block.label}</small><br>"
                lines.append(f'<p id="v{block.number}">{number}{words}</p>')
            elif block.kind == "byline":
                lines.append(f"<p>{words}</p>")
        if text.notes:
            lines.append('<h2 id="notes">Notes</h2>')
            notes = [
                f'<p id="n{one.number}">{one.number}. {escape(one.text)}</p>' for one in text.notes
            ]
            lines += notes
        yield f"{text.id}.html", text.title, f"<article{_lang(text)}>{''.join(lines)}</article>"


def _lines(block: Block) -> str:
    """Write the words of a block with the ends of its lines, and how far each is set in."""
    lines = block.text.split("\n")
    spaces = block.indents or (0,) * len(lines)
    return "<br>".join("&nbsp;" * n + escape(line) for n, line in zip(spaces, lines, strict=True))


def rights(cited: Iterable[str]) -> str:
    """Say whose the texts are, and what may be done with them."""
    rows = "".join(
        f"<li>{escape(f'{text.meta.author}: {text.title}. {text.meta.rights}')}</li>"
        for text in map(open_text, sorted(cited))
    )
    return f'<h2 id="rights">Rights of the texts</h2><ul>{rows}</ul>'
