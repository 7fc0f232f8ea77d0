"""The course where nothing is installed: all its code in Pyodide, and one student in a browser."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from closereader.cli import main
from closereader.handin import read_handin
from tests.browser.lab.reader_page import ReaderPage
from tests.house.tree import name
from tests.notebooks.course import NOTEBOOKS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Dialog, Locator, Page, Request

    from tests.browser.site.conftest import Site

pytestmark = pytest.mark.lab

RUN = Path(__file__).with_name("run.mjs")
PATIENCE = 180_000
"""Milliseconds that Python may take to start in the browser of a busy machine."""
MEANWHILE = 300
"""Milliseconds after which a reader goes on."""
POST = 3
"""Which of the readers of exercise 02 shows the post."""
MOST = 37_700_000
"""Bytes to the browser until a lesson can be used: 0.6 of what the first trial sent."""


def test_the_code_of_the_course_runs_where_the_kernel_is_in_the_browser(
    site_folder: Path, tmp_path: Path
) -> None:
    """With the kernel's own stand-ins: an empty `fcntl`, no threads of the system."""
    drive = tmp_path / "drive"
    shutil.copytree(site_folder / "files", drive)
    paths = [*sorted(drive.glob("*/*.ipynb")), drive / "home.ipynb"]
    notebooks = [path.relative_to(drive).as_posix() for path in paths]
    ours = {name(path) for path in NOTEBOOKS if for_students(path)}
    assert set(notebooks) == {*ours, "home.ipynb"}
    done = subprocess.run(
        ["node", str(RUN), str(site_folder), str(drive), *notebooks],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert said["heavy"] == []
    assert said["completed"] == ["isabs"]
    assert said["frame"].startswith("A data frame needs pandas, which is not installed here")
    assert said["comms"] > len(notebooks)
    for notebook in notebooks:
        ran = said["notebooks"][notebook]
        assert ran["failed"] == [], notebook
        assert ran["done"] > 0
    assert (drive / "work" / "reader.json").is_file()


def for_students(path: Path) -> bool:
    """Say whether a notebook of the course is in a site: solutions and lesson 08 are not."""
    return path.parent.name != "solutions" and not path.name.startswith("08")


class SitePage:
    """A tab that shows one notebook of the site, and tells when it asks anybody else."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page = page
        self.site = site
        self.others: list[str] = []
        """Whom else the page asked. Where requests are routed, the browser keeps no file."""
        page.context.on("request", self._see)

    def _see(self, request: Request) -> None:
        if not request.url.startswith((self.site.url, "blob:", "data:")):
            self.others.append(request.url)

    def open(self, path: str) -> float:
        """Open a notebook; give the seconds until its first widget is there."""
        begun = time.monotonic()
        self.page.goto(f"{self.site.url}/lab/index.html?path={path}")
        self.ready()
        return time.monotonic() - begun

    def ready(self) -> None:
        """Wait until the first widget is there."""
        expect(self.panel.locator("section.crr").first).to_be_visible(timeout=PATIENCE)

    def read_on(self) -> None:
        """Go to the end of the page: its cells are run as far as a reader has come.

        The last of those that are there may be one of the middle: the others come meanwhile.
        """
        button = self.panel.locator(".cr-handin").get_by_role("button", name="Make my file")
        end = time.monotonic() + PATIENCE / 1000
        while not button.is_visible() and time.monotonic() < end:
            self.panel.locator(".jp-Cell").last.scroll_into_view_if_needed()
            self.page.wait_for_timeout(MEANWHILE)
        expect(button).to_be_visible()

    @property
    def box(self) -> Locator:
        """The box for words of a question. Looked for by name in whole texts, it took seconds."""
        asks = self.panel.locator(".jp-OutputArea-output:has(.cr-prose)")
        return asks.get_by_role("textbox", name="Does the post report exclusion")

    @property
    def panel(self) -> Locator:
        return self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")


@pytest.fixture
def new_tab(chromium_browser: Browser, site: Site) -> Iterator[Callable[[], SitePage]]:
    """Give tabs, each in a profile of its own."""
    contexts = []

    def made() -> SitePage:
        context = chromium_browser.new_context(viewport={"width": 1400, "height": 900})
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        return SitePage(context.new_page(), site)

    yield made
    for context in contexts:
        context.close()


LATE = """(() => {
  const { serviceWorker } = navigator;
  const own = serviceWorker.getRegistrations.bind(serviceWorker);
  serviceWorker.getRegistrations = async () => {
    await new Promise((done) => setTimeout(done, 12_000));
    return own();
  };
})()"""
NEVER = "navigator.serviceWorker.register = () => Promise.reject(Error('forbidden'))"


def bring_back(tab: SitePage, backup: Path) -> list[str]:
    """Choose a backup and say yes; give what was asked. The page is loaded again."""
    asked: list[str] = []

    def agree(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept()

    with tab.page.expect_file_chooser() as chooser:
        tab.page.get_by_role("button", name="Bring a backup back").click()
    tab.page.on("dialog", agree)
    with tab.page.expect_navigation():
        chooser.value.set_files(backup)
    return asked


def test_a_student_marks_reloads_hands_in_and_moves_with_a_backup_without_any_other_server(
    new_tab: Callable[[], SitePage], site: Site, tmp_path: Path
) -> None:
    tab = new_tab()
    seconds = tab.open("exercises/02_exclusion.ipynb")
    print(f"\nthe first widget after {seconds:.1f} s and {sum(site.sent) / 1e6:.1f} MB")  # noqa: T201
    assert sum(site.sent) < MOST
    tab.read_on()
    reader = ReaderPage(tab, POST)  # type: ignore[arg-type] # it has what a reader needs of a tab
    reader.mark_with_mouse("the masses hated", theme=1)
    reader.is_saved()
    tab.box.press_sequentially("Both.")
    handin = tab.panel.locator(".cr-handin")
    expect(handin).to_contain_text("1 of 6 questions answered")

    tab.open("exercises/02_exclusion.ipynb")
    tab.read_on()
    ReaderPage(tab, POST).has_marks(1)  # type: ignore[arg-type]
    expect(tab.box).to_have_value("Both.")
    handin.get_by_role("textbox", name="Reader name").fill("Student L")
    handin.get_by_role("button", name="Make my file").click()
    with tab.page.expect_download() as download:
        handin.get_by_role("link", name="Download the file").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    given = read_handin(file.read_bytes())
    assert given.name == "Student L"
    assert given.answers["02/exercise-question-4"].value["text"] == "Both."
    assert main(["collect", str(file), "--out", str(tmp_path / "pack")]) in {0, 1}
    assert re.search("Student L", (tmp_path / "pack" / "index.html").read_text(encoding="utf-8"))
    with tab.page.expect_download() as download:
        tab.page.get_by_role("button", name="Save a backup").click()
    backup = tmp_path / download.value.suggested_filename
    download.value.save_as(backup)

    other = new_tab()
    other.open("exercises/02_exclusion.ipynb")
    asked = bring_back(other, backup)
    assert asked[0].startswith("This backup is of Student L, made ")
    other.ready()  # the page was loaded again
    for again in (False, True):  # once more, after a Python has looked through the folder
        if again:
            other.open("exercises/02_exclusion.ipynb")
        other.read_on()  # nobody has read here before: the cells of the third text wait
        ReaderPage(other, POST).has_marks(1)  # type: ignore[arg-type]
        expect(other.box).to_have_value("Both.")
    expect(other.panel.locator(".cr-handin")).to_contain_text("Your file was made")
    assert tab.others == other.others == []


def hand_in(tab: SitePage) -> None:
    """Make the file of a reader who has just come, as soon as it can be made."""
    tab.open("exercises/02_exclusion.ipynb")
    tab.read_on()
    handin = tab.panel.locator(".cr-handin")
    handin.get_by_role("textbox", name="Reader name").fill("Student L")
    handin.get_by_role("button", name="Make my file").click()
    expect(handin).to_contain_text("Your file was made")


def test_work_is_kept_where_the_browser_is_slower_than_python(
    new_tab: Callable[[], SitePage], tmp_path: Path
) -> None:
    """Python began before the service worker was there, and wrote into its own memory."""
    tab = new_tab()
    tab.page.add_init_script(LATE)
    hand_in(tab)
    with tab.page.expect_download() as download:
        tab.page.get_by_role("button", name="Save a backup").click()
    day = r"closereader-backup-student-l-\d{4}-\d\d-\d\d\.json"
    assert re.fullmatch(day, download.value.suggested_filename)
    download.value.save_as(tmp_path / "backup.json")
    files = json.loads((tmp_path / "backup.json").read_text(encoding="utf-8"))["files"]
    assert "reader.json" in files
    expect(tab.page.locator(".closereader-site")).to_contain_text("of Student L")


def test_a_browser_that_keeps_nothing_is_named(new_tab: Callable[[], SitePage]) -> None:
    tab = new_tab()
    tab.page.add_init_script(NEVER)
    hand_in(tab)
    foot = tab.page.locator(".closereader-site")
    expect(foot).to_contain_text("This browser keeps nothing here")
    tab.page.get_by_role("button", name="Save a backup").click()
    expect(foot).to_contain_text("no backup was made")
