"""A notebook of the course opens ready; one that is not the course's own waits for its reader."""

from __future__ import annotations

import json
import re
import shutil
import sys
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.lab.server import COURSE

if TYPE_CHECKING:
    from tests.browser.lab.notebook_page import NotebookPage
    from tests.browser.lab.server import Lab

pytestmark = pytest.mark.lab

LESSON = "notebooks/02_exclusion.ipynb"
EXERCISE = "exercises/02_exclusion.ipynb"
LIVE = ".jp-OutputArea-output .cr:not(.cr-stage)"
BAR = ".closereader-bar"
HOW_TO_RUN = ".jp-RenderedMarkdown p:text('In JupyterLab this page is ready')"
# Of what stands above the notebook: a button that is cut off, or cannot be pressed.
CUT = """
() => [...document.querySelectorAll(".closereader-strip button, .closereader-bar button")]
  .filter((button) => {
    const box = button.getBoundingClientRect();
    const at = (x, y) => document.elementFromPoint(x, y) === button;
    return !at(box.left + 2, box.top + 8) || !at(box.right - 2, box.bottom - 8);
  })
  .map((button) => button.textContent)
"""
LENGTHS = "(all) => all.map((p) => p.offsetWidth / parseFloat(getComputedStyle(p).fontSize))"
MOST = 50
"""Times the size of the type: as wide as the words of a question."""
AT_TOP = """
(heading) => Math.abs(heading.getBoundingClientRect().top
  - heading.closest(".jp-WindowedPanel-outer").getBoundingClientRect().top) < 80
"""
KEPT = "(path) => localStorage.getItem(`closereader-place:${path}`)?.startsWith('hand-in ')"
CUT_IN_TABS = """
(label, titles) => {
  const mine = label.textContent;
  const cut = titles.filter((title) => {
    label.textContent = title;
    return label.scrollWidth > label.clientWidth;
  });
  label.textContent = mine;
  return cut;
}
"""
TRACE = 'open("ran.txt", "w", encoding="utf-8").write("ran")'  # as an attacker's file would
# Under its splash, which hides all, JupyterLab at times paints itself before it is laid out.
SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  if (document.getElementById("jupyterlab-splash")) return;
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifted += one.value;
}).observe({ type: "layout-shift", buffered: true });
"""


def changed(lab: Lab, path: str) -> None:
    lab.take(path)
    notebook = lab.read(path)
    code = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    code["source"] = [f"{TRACE}\n", *code["source"]]
    lab.write(path, notebook)


def titles() -> list[str]:
    """What the tabs of all notebooks say."""
    entries = json.loads((COURSE / "seeds/course-notebooks.json").read_text(encoding="utf-8"))
    numbered = [(one, one["path"].rpartition("/")[2][:2]) for one in entries]
    return [f"{no} {one['title']}" if no.isdigit() else one["title"] for one, no in numbered]


def names_of(notebook: NotebookPage) -> list[str]:
    return notebook.panel.locator(".closereader-strip button").all_inner_texts()


@pytest.mark.new_page
def test_a_lesson_is_read_without_touching_a_cell(notebook: NotebookPage, lab: Lab) -> None:
    lab.take(LESSON)
    lab.take(EXERCISE)
    before = (lab.course / LESSON).read_bytes()
    page = notebook.page
    page.add_init_script(SHIFTS)
    slow = page.context.new_cdp_session(page)  # prose is written late there, and pushed the rest
    notebook.begin(LESSON).panel.wait_for(state="attached")
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 4})  # JupyterLab's own code is loaded
    notebook.settle()
    expect(notebook.panel.locator(LIVE).first).to_be_visible()
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    # Tab begins at the notebook, not at JupyterLab's menus.
    expect(notebook.panel.locator(".closereader-strip")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Home", exact=True)).to_be_focused()
    assert page.evaluate("window.shifted") <= 0.02
    # The tab says the title; that the file keeps its name is seen below, where it is read.
    tab = page.locator(".lm-DockPanel-tabBar .lm-mod-current")
    expect(tab).to_have_text("02 Exclusion")
    assert tab.locator(".lm-TabBar-tabLabel").evaluate(CUT_IN_TABS, titles()) == []
    expect(notebook.panel.locator(".jp-InputArea-editor:visible")).to_have_count(0)
    assert names_of(notebook)[:3] == ["Home", "Back", "Exercise"]
    assert notebook.in_the_way() == []
    expect(notebook.panel.locator(HOW_TO_RUN)).to_be_hidden()
    prose = notebook.panel.locator(".jp-RenderedMarkdown > p:visible")
    assert max(prose.evaluate_all(LENGTHS)) <= MOST
    found = Axe().run(page, context=".closereader-strip").response
    assert [rule["id"] for rule in found["violations"]] == []
    only_the_core_is_open(notebook)
    # To the end, as one reads; what was folded to be guessed stays folded.
    notebook.cell(len(lab.read(LESSON)["cells"]) - 1)
    expect(notebook.panel.locator(".closereader-card")).to_have_count(0)
    expect(page.locator(".lm-DockPanel-tabBar .jp-mod-dirty")).to_have_count(0)
    assert (lab.course / LESSON).read_bytes() == before
    show = page.get_by_role("button", name="Show code")
    show.focus()
    page.keyboard.press("Enter")
    expect(show).to_have_attribute("aria-pressed", "true")
    expect(notebook.panel.locator(".jp-InputArea-editor:visible").first).to_be_visible()
    page.get_by_role("button", name="Exercise", exact=True).click()
    expect(notebook.panel.get_by_role("heading", name="Exercise: Exclusion")).to_be_visible()
    expect(notebook.panel.locator(LIVE).first).to_be_visible()
    # There the work is handed in, and there it stays while the widgets above are drawn.
    page.get_by_role("button", name="Hand in", exact=True).press("Enter")
    expect(notebook.panel.locator(".cr-handin:not(.cr-stage)")).to_be_visible()
    heading = notebook.panel.get_by_role("heading", name="Hand in", exact=True)
    page.wait_for_function(AT_TOP, arg=heading.element_handle())
    page.keyboard.press("Tab")
    expect(notebook.panel.locator(".cr-handin :focus")).to_have_count(1)


def test_a_page_that_is_loaded_again_stays_where_its_reader_was(
    notebook: NotebookPage, lab: Lab
) -> None:
    lab.take(EXERCISE)
    notebook.open(EXERCISE)
    heading = notebook.panel.get_by_role("heading", name="Hand in", exact=True)
    last = notebook.panel.locator(".cr-handin:not(.cr-stage)")
    notebook.panel.get_by_role("button", name="Hand in", exact=True).press("Enter")
    expect(last).to_be_visible()
    notebook.page.wait_for_function(AT_TOP, arg=heading.element_handle())
    notebook.page.wait_for_function(KEPT, arg=EXERCISE)
    notebook.reload()
    expect(last).to_be_visible()
    expect(notebook.panel.locator(".closereader-card")).to_have_count(0)
    notebook.page.wait_for_function(AT_TOP, arg=heading.element_handle())


def only_the_core_is_open(notebook: NotebookPage) -> None:
    """The sections *More* show their heading; one opens by itself, and all of them together."""
    more = notebook.panel.get_by_role("button", name=re.compile(r"^More \(\d\)$"))
    expect(more).to_have_attribute("aria-pressed", "false")
    samples = notebook.panel.locator(
        ".jp-RenderedMarkdown p", has_text="Whom does each sample leave out?"
    )
    misses = notebook.panel.locator(".jp-RenderedMarkdown p", has_text="It cannot list two things")
    notebook.cell(30)
    expect(notebook.panel.get_by_role("heading", name="More: Samples")).to_be_visible()
    expect(samples).to_be_hidden()
    expect(misses).to_be_hidden()
    section = notebook.panel.locator(".jp-Cell", has_text="Whom does each sample leave out?")
    section.get_by_role("button", name="Show this section").press("Enter")
    expect(samples).to_be_visible()
    expect(misses).to_be_hidden()
    more.press("Enter")
    notebook.cell(29)
    expect(misses).to_be_visible()


@pytest.mark.new_page
def test_notebook_7_takes_the_same_plugin(notebook: NotebookPage, lab: Lab) -> None:
    lab.take(LESSON)
    page = notebook.page
    page.goto(f"{lab.url}/notebooks/{LESSON}?token={lab.token}")
    first = notebook.panel.locator(LIVE).first
    expect(first).to_be_visible()
    expect(notebook.panel.locator(".jp-InputArea-editor:visible")).to_have_count(0)
    assert {"Home", "Text", "Show code"} <= set(names_of(notebook))
    first.get_by_role("radio").first.check()
    expect(first.locator(".cr-status-text")).to_contain_text("Saved")
    link = notebook.panel.locator(".jp-RenderedMarkdown .cr-cite[role=link]").first
    link.press("Enter")
    expect(notebook.panel.get_by_role("region", name="Texts").get_by_role("tab")).to_have_count(3)


def test_two_tabs_of_one_lesson_are_one_work(
    notebook: NotebookPage, second_notebook: NotebookPage, lab: Lab
) -> None:
    lab.take(LESSON)
    both = [notebook, second_notebook]
    for at, tab in enumerate(both):
        tab.open(LESSON)
        question = tab.panel.locator(LIVE).nth(at)
        question.get_by_role("radio").nth(1).check()
        expect(question.locator(".cr-status-text")).to_contain_text("Saved")
    # The first tab is as alive as before, and finds what was answered in the other.
    notebook.in_front()
    question = notebook.panel.locator(LIVE).first
    question.get_by_role("radio").nth(2).check()
    expect(question.locator(".cr-status-text")).to_contain_text("Saved")
    notebook.reload()
    for at in range(2):
        answered = notebook.panel.locator(LIVE).nth(at).get_by_role("radio").nth(2 - at)
        expect(answered).to_be_checked()


def test_a_changed_notebook_waits_for_its_reader(notebook: NotebookPage, lab: Lab) -> None:
    changed(lab, LESSON)
    notebook.open(LESSON)
    bar = notebook.panel.locator(BAR)
    expect(bar).to_contain_text("was changed since it was published")
    expect(bar.get_by_role("button")).to_have_count(1)
    expect(notebook.panel.locator(LIVE)).to_have_count(0)
    expect(notebook.panel.locator(HOW_TO_RUN)).to_be_visible()
    assert not (lab.course / "notebooks" / "ran.txt").exists()
    bar.get_by_role("button").click()
    expect(notebook.panel.locator(LIVE).first).to_be_visible()
    assert (lab.course / "notebooks" / "ran.txt").exists()


def test_a_lesson_gets_the_kernel_that_it_names_and_one_that_is_no_notebook_gets_none(
    notebook: NotebookPage, lab: Lab
) -> None:
    """Its kernel is started before its file is read."""
    other = lab.folder / "jupyter/data/kernels/other/kernel.json"
    other.parent.mkdir(parents=True)
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec = {"argv": command, "display_name": "Other", "language": "python"}
    other.write_text(json.dumps(spec), encoding="utf-8")
    lab.take(LESSON)
    lesson = lab.read(LESSON)
    lesson["metadata"]["kernelspec"]["name"] = "other"
    lab.write(LESSON, lesson)
    page = notebook.page
    if notebook.is_loaded:  # and has read the list of kernels
        page.evaluate("jupyterapp.serviceManager.kernelspecs.refreshSpecs()")
    notebook.open(LESSON)
    expect(notebook.panel.locator(LIVE).first).to_be_visible()
    assert [(one["path"], one["kernel"]["name"]) for one in lab.api("sessions")] == [
        (LESSON, "other")
    ]
    assert len(lab.api("kernels")) == 1
    shutil.rmtree(other.parent)
    (lab.course / EXERCISE).parent.mkdir(exist_ok=True)
    (lab.course / EXERCISE).write_text("no notebook", encoding="utf-8")
    page.goto(f"{lab.url}/lab/tree/{EXERCISE}?reset&token={lab.token}")
    page.get_by_role("dialog").get_by_role("button", name=re.compile("Dismiss|Ok|Close")).click()
    page.get_by_role("button", name="Discard changes to file").click()
    expect(page.locator(".jp-Launcher")).to_be_visible()
    expect(page.locator(".jp-NotebookPanel")).to_have_count(0)
    page.wait_for_timeout(3000)  # a kernel takes its time to start, and to end
    assert [one["path"] for one in lab.api("sessions")] == [LESSON]


def test_what_only_looks_like_the_course_does_not_run(notebook: NotebookPage, lab: Lab) -> None:
    """It has the course's metadata, names and code, and brings a list of its own."""
    path = "gift/notebooks/02_exclusion.ipynb"
    changed(lab, LESSON)
    gift = lab.read(LESSON)
    gift["metadata"]["closereader"] = {"digest": "0" * 64, "generated_from": LESSON}
    lab.write(path, gift)
    (lab.course / "gift/seeds").mkdir()
    (lab.course / "gift/seeds/course-notebooks.json").write_text(json.dumps([]), encoding="utf-8")
    notebook.open(path)
    expect(notebook.panel.locator(BAR)).to_contain_text("was changed since it was published")
    assert not (lab.course / "gift/notebooks/ran.txt").exists()


def test_a_module_beside_a_copy_is_not_run_in_place_of_the_library(
    notebook: NotebookPage, lab: Lab
) -> None:
    folder = lab.course / "copied/notebooks"
    folder.mkdir(parents=True)
    (folder / "02_exclusion.ipynb").write_bytes((COURSE / LESSON).read_bytes())
    (folder / "closereader.py").write_text(TRACE, encoding="utf-8")
    notebook.open("copied/notebooks/02_exclusion.ipynb")
    expect(notebook.panel.locator(LIVE).first).to_be_visible()
    assert not (folder / "ran.txt").exists()


def test_home_leads_to_the_next_step(notebook: NotebookPage, lab: Lab) -> None:
    for path in ("home.ipynb", "notebooks/00_start_here.ipynb", LESSON):
        lab.take(path)
    notebook.open("home.ipynb")
    step = notebook.panel.get_by_role("link", name=re.compile("^Begin: Start here"))
    expect(notebook.panel).to_contain_text(re.compile(r"0 of \d steps done"))
    for width in (1400, 800, 640, 1400):
        notebook.page.set_viewport_size({"width": width, "height": 800})
        notebook.page.wait_for_function(f"({CUT})().length === 0")
    expect(notebook.panel.get_by_role("button", name="Run this cell again")).to_have_count(0)
    step.click()
    expect(notebook.panel.get_by_role("heading", name="Start here", exact=True)).to_be_visible()


def test_what_its_reader_has_run_anew_is_not_run_once_more(
    notebook: NotebookPage, lab: Lab
) -> None:
    """The page runs as its reader reads on; a restart ends that."""
    lab.take(LESSON)
    lesson = lab.read(LESSON)
    last = [cell for cell in lesson["cells"] if cell["cell_type"] == "code"][-1]
    last["source"] = ['_ = open("runs.txt", "a").write("x")\n', *last["source"]]
    lab.write(LESSON, lesson)
    notebook.open(LESSON)
    notebook.panel.locator(BAR).get_by_role("button").click()
    expect(notebook.panel.locator(LIVE).first).to_be_visible()
    runs = lab.course / "notebooks" / "runs.txt"
    assert not runs.exists()  # so far nobody has read
    notebook.panel.get_by_role("button", name="Restart the kernel and run all cells").click()
    notebook.page.locator(".jp-Dialog").get_by_role("button", name="Confirm").click()
    for at in range(0, len(lesson["cells"]), 4):  # as one reads
        notebook.cell(at)
        notebook.page.wait_for_timeout(300)
        notebook.idle()
    assert runs.read_text(encoding="utf-8") == "x"


def test_a_solution_says_so_in_its_tab(notebook: NotebookPage, lab: Lab) -> None:
    lab.take(path := "solutions/02_exclusion.ipynb")
    notebook.open(path)
    tabs = notebook.page.locator(".lm-DockPanel-tabBar")
    expect(tabs.locator(".lm-mod-current")).to_contain_text("Solution: 02 ")
