#!/usr/bin/env bash
# anywidget 0.11: a model whose front-end module takes longer than two seconds to load hears nothing
# from Python any more, and its view is drawn all the same.
#
# Guessed: a slow module makes the widget late. Seen: after 2 s the promise that the model waits for is
# rejected; the view is drawn when the module has come and can send, but every later change of a trait
# is thrown away, for ever: a busy computer shows a widget that looks alive and stays as it was first.
# The same widget with a module that takes half a second follows Python.
#
# Needs: Python 3.11 or newer, a Chromium (CHROMIUM=/path, or chromium on the search path), a network.
# Exits with 0 while both are as stated here, with 1 when either has changed.
set -euo pipefail
chromium="${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome)}"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check \
  anywidget==0.11.0 ipywidgets==8.1.9 jupyterlab==4.6.6 ipykernel==7.4.0 playwright==1.65.2
mkdir course
export JUPYTER_CONFIG_DIR="$folder/config" JUPYTER_DATA_DIR="$folder/data"
export JUPYTER_RUNTIME_DIR="$folder/runtime" IPYTHONDIR="$folder/ipython" CHROMIUM_FOUND="$chromium"
cat >try.py <<'PYTHON'
import json, os, pathlib, re, socket, subprocess, sys, time, urllib.request
from importlib.metadata import version
from playwright.sync_api import sync_playwright

CELL = """
import anywidget, traitlets
class Word(anywidget.AnyWidget):
    _esm = '''
    await new Promise((done) => setTimeout(done, %d));
    export default { render({ model, el }) {
      el.className = "word";
      const draw = () => { el.textContent = model.get("word"); };
      model.on("change:word", draw);
      draw();
    } };
    '''
    word = traitlets.Unicode("first").tag(sync=True)
word = Word()
word
"""
LATER = "word.word = 'second'"


def cell(n, source):
    return dict(cell_type="code", id=f"c{n}", metadata={}, execution_count=None, outputs=[], source=source)


with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
for wait in (500, 2500):
    cells = [cell(0, CELL % wait), cell(1, LATER)]
    kernel = dict(name="python3", display_name="Python 3", language="python")
    notebook = dict(cells=cells, metadata=dict(kernelspec=kernel), nbformat=4, nbformat_minor=5)
    pathlib.Path(f"course/{wait}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
lab = subprocess.Popen(
    [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}",
     "--IdentityProvider.token=t", "--ServerApp.root_dir=course"],
    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
)
try:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/api?token=t", timeout=2)
            break
        except OSError:
            time.sleep(0.2)
    seen = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM_FOUND"], args=["--no-sandbox", "--disable-gpu"]
        )
        for wait in (500, 2500):
            page = browser.new_page()
            page.set_default_timeout(60_000)
            page.goto(f"http://127.0.0.1:{port}/lab/workspaces/w{wait}/tree/{wait}.ipynb?token=t")
            idle = page.locator("#jp-main-statusbar", has_text=re.compile(r"\| Idle"))
            idle.wait_for()
            for n in (0, 1):
                page.locator(".jp-Cell").nth(n).locator(".jp-InputArea-editor").click()
                page.keyboard.press("Shift+Enter")
                if n == 0:
                    page.locator(".word", has_text="first").wait_for()
                    page.wait_for_timeout(1000)
            page.locator(".jp-InputPrompt", has_text="[2]:").wait_for()
            page.wait_for_timeout(5000)
            seen[wait] = page.locator(".word").inner_text()
            page.close()
        browser.close()
finally:
    lab.terminate()
    lab.wait()
names = ("anywidget", "ipywidgets", "jupyterlab", "ipykernel")
print(", ".join(f"{name} {version(name)}" for name in names))
for wait, word in seen.items():
    print(f"module loads in {wait} ms; Python then says 'second'; the page shows {word!r}")
if seen != {500: "second", 2500: "first"}:
    sys.exit("This is no longer so: a module that loads slowly is another matter now.")
PYTHON
env/bin/python try.py
