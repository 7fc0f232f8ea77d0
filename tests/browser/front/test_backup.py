"""A backup of the work folder on a site: gathered whole, brought back, and nothing deleted."""

from __future__ import annotations

import json
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
    async save(path, { content }) {
      if (path.endsWith(window.breaks)) throw new Error("The disk is full.");
      if (!folders.has(path.replace(/[/][^/]*$/, ""))) throw new Error(`no folder for ${path}`);
      files.set(path, content);
    },
    async newUntitled({ path }) {
      const made = `${path ? `${path}/` : ""}Untitled Folder`;
      folders.add(made);
      return { path: made };
    },
    async rename(from, to) {
      if (files.has(to) || folders.has(to)) throw new Error(`${to} is there`);
      for (const one of [...folders].filter((one) => one === from || one.startsWith(`${from}/`)))
        folders.delete(one) && folders.add(to + one.slice(from.length));
      for (const one of [...files.keys()].filter((one) => one.startsWith(`${from}/`))) {
        files.set(to + one.slice(from.length), files.get(one));
        files.delete(one);
      }
    },
  };
  window.drive = { files, contents };
  window.breaks = "\\u0000";
}
"""
MINE = {
    "work/reader.json": '{"name": "Student L"}',
    "work/annotations/post-2022/a.json": "{}",
    "work/handins/handin-02.html": "<!doctype html>",
    "seeds/codebook.yml": "themes: []",
}
OTHERS = {"work/reader.json": '{"name": "Student M"}', "work/answers/02.json": "{}"}


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


def files(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.evaluate("Object.fromEntries(drive.files)")
    return found


def gather(page: Page) -> dict[str, Any]:
    made: dict[str, Any] = page.evaluate("backup.gather(drive.contents, '2026-03-01T12:00:00Z')")
    return made


def bring(page: Page, made: dict[str, Any]) -> str:
    aside: str = page.evaluate(
        "(made) => backup.bring_back(drive.contents, backup.parse(made), '2026-03-02T12:00:00Z')",
        json.dumps(made),
    )
    return aside


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


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Student L", "closereader-backup-student-l-2026-03-01.json"),
        ("Олена / Zoë *", "closereader-backup-олена-zoë-2026-03-01.json"),
        ("", "closereader-backup-2026-03-01.json"),
    ],
)
def test_a_backup_is_called_after_its_reader(module: Page, name: str, file: str) -> None:
    drive(module, {"work/reader.json": json.dumps({"name": name})})
    assert module.evaluate("(made) => backup.file_name(made)", gather(module)) == file


def test_without_any_work_a_backup_is_empty(module: Page) -> None:
    drive(module, {"seeds/codebook.yml": ""})
    assert gather(module)["files"] == {}


def test_in_an_empty_browser_the_work_comes_back(module: Page) -> None:
    drive(module, MINE)
    made = gather(module)
    drive(module, {"seeds/codebook.yml": "themes: []"})
    assert bring(module, made) == ""
    assert files(module) == MINE


def test_the_work_of_somebody_else_is_put_aside_whole(module: Page) -> None:
    drive(module, MINE)
    made = gather(module)
    drive(module, OTHERS)
    aside = bring(module, made)
    now = files(module)
    assert aside == "work-before-20260302120000"
    assert {name: now[name] for name in now if name.startswith("work/")} == {
        name: words for name, words in MINE.items() if name.startswith("work/")
    }
    assert now[f"{aside}/reader.json"] == OTHERS["work/reader.json"]
    assert now[f"{aside}/answers/02.json"] == "{}"


def test_a_backup_that_cannot_be_written_whole_changes_no_work(module: Page) -> None:
    drive(module, MINE)
    made = gather(module)
    drive(module, OTHERS)
    module.evaluate("window.breaks = 'handin-02.html'")
    with pytest.raises(Exception, match="The disk is full"):
        bring(module, made)
    now = files(module)
    assert {name: now[name] for name in OTHERS} == OTHERS


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("{", "no backup of the course, or not whole"),
        ('{"format": "other"}', "no backup of the course"),
        ('{"format": "closereader-backup", "version": 2, "files": {}}', "of a newer course"),
        ('{"format":"closereader-backup","version":1,"files":{"../a":{"text":""}}}', "damaged"),
        ('{"format":"closereader-backup","version":1,"files":{"/a":{"text":""}}}', "damaged"),
        ('{"format":"closereader-backup","version":1,"files":{"a":{"text":3}}}', "damaged"),
    ],
)
def test_what_is_no_backup_is_refused_in_a_sentence(
    module: Page, words: str, sentence: str
) -> None:
    said = module.evaluate(
        "(words) => { try { backup.parse(words); } catch (error) { return error.message; } }", words
    )
    assert sentence in said
    assert "Nothing was changed." in said
