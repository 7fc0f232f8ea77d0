"""A backup of the work folder on a site: gathered whole, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.house.tree import PACKAGE, read

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

BACKUP = read(PACKAGE / "lab" / "front" / "backup.js")
DRIVE = """
(stored) => {
  const files = new Map(Object.entries(stored));
  const folders = new Set();
  for (const path of files.keys())
    for (let at = path.indexOf("/"); at > 0; at = path.indexOf("/", at + 1))
      folders.add(path.slice(0, at));
  const contents = {
    async get(path) {
      if (files.has(path)) return { type: "file", format: "text", path, content: files.get(path) };
      if (!folders.has(path)) throw new Error("404");
      const all = [...files.keys(), ...folders];
      const below = all.filter((one) => one.replace(/[/][^/]*$/, "") === path && one !== path);
      return { type: "directory", path, content: below.map((one) => (
        { name: one.split("/").at(-1), type: folders.has(one) ? "directory" : "file" })) };
    },
  };
  window.drive = { files, contents };
}
"""
MINE = {
    "work/reader.json": '{"name": "Student L"}',
    "work/annotations/post-2022/a.json": "{}",
    "work/handins/handin-02.html": "<!doctype html>",
    "seeds/codebook.yml": "themes: []",
}


@pytest.fixture
def module(page: Page) -> Page:
    page.set_content("<p>backup</p>")
    page.evaluate(
        "async (code) => { window.backup = await import(URL.createObjectURL("
        "new Blob([code], { type: 'text/javascript' }))); }",
        BACKUP,
    )
    return page


def drive(page: Page, files: dict[str, str]) -> None:
    page.evaluate(DRIVE, files)


def gather(page: Page) -> dict[str, Any]:
    made: dict[str, Any] = page.evaluate("backup.gather(drive.contents, '2026-03-01T12:00:00Z')")
    return made


def test_a_backup_holds_the_whole_work_folder_and_nothing_else(module: Page) -> None:
    drive(module, MINE)
    made = gather(module)
    assert set(made["files"]) == {
        "reader.json", "annotations/post-2022/a.json", "handins/handin-02.html",
    }  # fmt: skip
    assert module.evaluate("(made) => backup.whose(made.files)", made) == "of Student L"
    # what a kernel in the browser wrote comes as bytes
    made["files"]["reader.json"] = {"base64": "eyJuYW1lIjogIlpvw6sifQ=="}
    assert module.evaluate("(made) => backup.whose(made.files)", made) == "of Zoë"


def test_without_any_work_a_backup_is_empty(module: Page) -> None:
    drive(module, {"seeds/codebook.yml": ""})
    assert gather(module)["files"] == {}
