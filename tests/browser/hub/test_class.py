"""A class on a hub: ``uv run pytest -n 0 -s tests/browser/hub``; it says why where it cannot run.

Three students follow one link, take a name, and hand in; the teacher collects from the folder of
the class; a student sees the others' marks after handing in, and not before.
"""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browser.hub.hub import Hub

pytestmark = [pytest.mark.browser, pytest.mark.lab]

PATIENCE = 180_000
"""Milliseconds; three servers start on what may be a busy machine."""
MOST = 200
"""MB for a student with a lesson open: server and its kernel, proportional set size."""
EXERCISE = "exercises/02_exclusion.ipynb"
SEES = """\
from closereader.seminar import open_seminar
found = open_seminar()
print(len(found.readings), *found.notes, sep="\\n")
"""
MARKS = """\
from closereader import open_text, open_work
from closereader.annotations import Annotation
work, text = open_work(), open_text("artiukh-2022")
work.save(Annotation.on(text, 0, 40, theme="exclusion", creator=work.reader.id,
                        creator_name=work.reader.name))
"""


def python(hub: Hub, user: str, code: str) -> str:
    """Run Python as a student's kernel would: in their course, with the hub's environment."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("CLOSEREADER_")}
    env |= {"CLOSEREADER_EXCHANGE": str(hub.exchange), "JUPYTERHUB_USER": user}
    line = [str(hub.parts / "env/bin/python"), "-c", code]
    done = subprocess.run(
        line, cwd=hub.course_of(user), env=env, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout


def come_in(hub: Hub, page: Page, user: str) -> None:
    """Log in; the hub starts a server, and nbgitpuller brings the course."""
    page.goto(f"{hub.url}/hub/login")
    page.get_by_label("Username").fill(user)
    page.get_by_label("Password").fill(hub.password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("link", name=re.compile("Begin: "))).to_be_visible()


def open_page(hub: Hub, page: Page, user: str, path: str) -> None:
    """Open a notebook in a workspace of its own, where no tab of another is opened again."""
    place = f"lab/workspaces/{secrets.token_hex(4)}/tree/whose-lessons/{path}"
    page.goto(f"{hub.url}/user/{user}/{place}")


def hand_in(hub: Hub, page: Page, user: str) -> None:
    open_page(hub, page, user, EXERCISE)
    panel = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
    expect(panel.locator("section.crr").first).to_be_visible()
    handin = panel.locator(".cr-handin")
    begun = time.monotonic()
    while not handin.is_visible() and time.monotonic() - begun < PATIENCE / 1000:
        # Cells run as far as one reads; what is drawn anew on the way is no failure.
        panel.locator(".jp-Cell").evaluate_all("(all) => all.at(-1)?.scrollIntoView()")
        page.wait_for_timeout(500)
    name = handin.get_by_label("Reader name")
    name.fill(f"Reader {user.title()}")
    handin.get_by_role("button", name="Use this name").click()
    handin.get_by_role("button", name="Make my file").click()
    expect(handin).to_contain_text("A copy lies in the folder of your class")


def test_a_class_hands_in_and_the_teacher_collects(
    hub: Hub, chromium_browser: Browser, tmp_path: Path
) -> None:
    for user in hub.users:
        context = chromium_browser.new_context(viewport={"width": 1400, "height": 900})
        context.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        page = context.new_page()
        come_in(hub, page, user)
        if user == hub.users[0]:
            open_page(hub, page, user, "notebooks/00_start_here.ipynb")
            page.get_by_role("button", name=f"Use “{user}”, your name on the hub").click()
            expect(page.get_by_text(f"You read as “{user}”.").first).to_be_visible()
            server, kernels = hub.memory(user)
            sys.stdout.write(f"\nlesson 00 of {user}: server {server} MB, kernels {kernels} MB\n")
            page.screenshot(path=tmp_path / "lesson.png")
            assert server + kernels[-1] <= MOST
        python(hub, user, MARKS)
        assert python(hub, user, SEES).startswith("0\n"), "sealed, or nobody was there before"
        hand_in(hub, page, user)
        page.screenshot(path=tmp_path / f"{user}.png")
        seen = int(python(hub, user, SEES).partition("\n")[0])
        assert seen == hub.users.index(user) + 1
        context.close()
    names = sorted(path.name for path in hub.exchange.iterdir())
    assert [name.split("-")[3] for name in names] == list(hub.users)
    out = tmp_path / "pack"
    env = os.environ | {"CLOSEREADER_EXCHANGE": str(hub.exchange)}
    line = [sys.executable, "-m", "closereader.cli", "collect", "--out", str(out)]
    done = subprocess.run(line, env=env, capture_output=True, encoding="utf-8", check=False)
    assert "3 hand-ins of exercise 02." in done.stdout, done.stdout + done.stderr
    assert (out / "index.html").is_file()
