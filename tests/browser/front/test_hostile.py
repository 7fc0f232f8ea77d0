"""Forty hostile files each way: collected into a pack, and returned. None runs, none asks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from closereader.exchange.table import csv_bytes
from closereader.seminar import collect
from closereader.seminar._outline import open_outline
from closereader.seminar.marking import COLUMNS, Comment, answer_digest, comment_json
from closereader.seminar.pack import write_pack
from closereader.seminar.pack_handins import read_handins
from closereader.seminar.return_files import write_returned
from closereader.seminar.returning import match
from closereader.seminar.who import read_who
from tests.seminar.making import a_mark, handin, zipped

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

MANY = 40
ASK = "02/exercise-question-4"
AT = "2026-03-05T10:00:00.000Z"
_NO_PATH = str.maketrans("/\\", "  ")  # an archive whose names lead out of it is refused elsewhere
RUN, ADDRESS = "parent.ran=1", "//x.invalid/a"
# Each would set `ran` or fetch from an address that no network has, were it read as HTML.
TRIES = [
    f"<script>{RUN}</script>", f"</script><script>{RUN}</script>", f"<img src=x onerror={RUN}>",
    f"<img src={ADDRESS}>", f"<svg onload={RUN}>", f"<svg><script>{RUN}</script></svg>",
    f"<iframe srcdoc='<script>{RUN}</script>'></iframe>", f"<iframe src={ADDRESS}></iframe>",
    f"<object data={ADDRESS}></object>", f"<embed src={ADDRESS}>",
    f"<link rel=stylesheet href={ADDRESS}>", f"<style>@import url({ADDRESS});</style>",
    f"<style>body{{background:url({ADDRESS})}}</style>",
    f"<meta http-equiv=refresh content='0;url={ADDRESS}'>",
    f"<meta http-equiv=Content-Security-Policy content=x><script>{RUN}</script>",
    f"<base href={ADDRESS}>", f"<body onload={RUN}>", f"<input autofocus onfocus={RUN}>",
    f"<details open ontoggle={RUN}>x</details>", f"<video src={ADDRESS} onerror={RUN}></video>",
    f"<audio src={ADDRESS} autoplay></audio>", f"<a href=javascript:{RUN}>x</a>",
    f"<form action={ADDRESS}><button autofocus>x</button></form>", f"<math><mi href={ADDRESS}>",
    f"<template><script>{RUN}</script></template>", f"--><script>{RUN}</script><!--",
    f"<![CDATA[<script>{RUN}</script>]]>", f'"><script>{RUN}</script>',
    f"'><img onerror={RUN} src>",
    f"&lt;script&gt;{RUN}&lt;/script&gt;", f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e",
    f"</title><script>{RUN}</script>", f"</style><script>{RUN}</script>",
    f"</textarea><script>{RUN}</script>", f"</noscript><script>{RUN}</script>",
    f"<script type=module>{RUN}</script>", f"<script src={ADDRESS}></script>",
    f"<a ping={ADDRESS} href=#>x</a>", f"<img srcset='{ADDRESS} 1x'>",
    f"{{{{constructor}}}}${{{RUN}}}",
]  # fmt: skip


HARMLESS = """() => [  // in one question: Playwright's own ways put a script on each page first
  window.ran ?? null,
  document.querySelectorAll("img, iframe, form, object, embed, base, link").length,
  document.querySelectorAll("main [onload], main [onerror], main a[href^=javascript]").length,
  document.querySelector("main").checkVisibility({ visibilityProperty: true }),
  document.querySelector("main").getBoundingClientRect().height > 0,
]"""
HARMLESS_IS = [None, 0, 0, True, True]


def test_there_are_forty_and_they_differ() -> None:
    assert len(set(TRIES)) == MANY


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack of forty hand-ins: in each, one try stands wherever a student's words can."""
    members = {}
    for number, words in enumerate(TRIES, 1):
        said = {"kind": "prose", "text": f"{words} “tried to theorise” (artiukh-2022 ¶4)"}
        label = {"kind": "matrix", "rows": [{"label": words, "cells": {"x": {"note": words}}}]}
        answers = {ASK: said, "02/exercise-question-1": label, "02/q3": said,
                   "02/exercise-question-3": {"kind": words, "x": [words]}}  # fmt: skip
        mark = a_mark(number, note=words, id=f"urn:uuid:{number:08}-0000-4000-8000-000000000000")
        file = f"{words[:20].translate(_NO_PATH)}_{480 + number}_assignsubmission_file_/x.html"
        members[file] = handin(number, words[:99], marks=(mark,), answers=answers)
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "in.zip").write_bytes(zipped(members))
    found = collect([folder / "in.zip"])
    assert len(found.handins) == MANY
    return write_pack(found, folder / "pack").folder


@pytest.fixture(scope="module")
def returned(pack: Path) -> list[Path]:
    """The forty pages that go back: in each, one try stands wherever a teacher's words can."""
    handins = read_handins(pack)
    outline = open_outline("02", handins)
    rows = {row.reader: row for row in read_who(pack.parent).rows}
    found = []
    for words, one in zip(TRIES, handins, strict=True):
        for question, asked in outline.by_heading.items():
            text = str(one.answers[ASK].value["text"])
            said = [
                Comment("urn:uuid:" + "0" * 8 + "-0000-4000-8000-000000000000", ASK, words, AT,
                        text[:9], "", text[9:41], 0, 9),
                Comment("urn:uuid:" + "1" * 8 + "-0000-4000-8000-000000000000", words, words, AT,
                        words, words, words, 3, 99),
            ]  # fmt: skip
            found.append([
                rows[one.reader].id, words, "02", question, json.dumps({words: words}), words,
                json.dumps([comment_json(each) for each in said]), answer_digest(one, asked), AT,
            ])  # fmt: skip
    (pack.parent / "marking.csv").write_bytes(csv_bytes(COLUMNS, found))
    made = write_returned(match(pack, [pack.parent / "marking.csv"]), pack.parent / "feedback")
    assert made.pages == MANY
    return sorted((made.folder / "pages").iterdir())


def opened(page: Page, paths: list[Path]) -> None:
    """Open pages, and see that each is all that is fetched and that nothing of it ran."""
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("framenavigated", lambda frame: said.append(frame.url) if frame.parent_frame else None)
    for path in paths:
        page.goto(path.as_uri())
        assert page.evaluate(HARMLESS) == HARMLESS_IS, path.name
    assert asked == [path.as_uri() for path in paths]
    assert said == []


def test_forty_hostile_hand_ins_run_nothing_and_ask_for_nothing(page: Page, pack: Path) -> None:
    pages = [pack / "index.html", *sorted(pack.rglob("*/*.html"))]
    assert sum(path.parent.name == "readers" for path in pages) == MANY
    opened(page, pages)
    page.goto((pack / "questions" / "02-04-question-4.html").as_uri())
    assert all(words[:15] in page.locator("main").inner_text() for words in TRIES)


def test_forty_hostile_returned_pages_run_nothing_and_ask_for_nothing(
    page: Page, returned: list[Path]
) -> None:
    opened(page, returned)
    scripts = page.locator("script")
    assert scripts.count() == 1
    assert scripts.get_attribute("type") == "application/json"
