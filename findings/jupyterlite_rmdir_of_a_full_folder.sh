#!/usr/bin/env bash
# JupyterLite 0.8.6: os.rmdir of a folder that is not empty is not refused; all that is in it is gone.
#
# Guessed: as on every other file system, os.rmdir of a folder with a file in it raises OSError
# (ENOTEMPTY), so that code may try it and leave what is not empty as it is. Seen: in the folder that
# the browser keeps (/drive, where notebooks run) it returns as if all were well, and the file is gone
# with the folder. In /tmp of the same Python, which is only memory, it is refused.
#
# Needs: Python 3.11 or newer, Node.js 20 or newer with npm, a Chromium (CHROMIUM=/path, or chromium on
# the search path), a network. Exits with 0 while this is so, with 1 when it has changed.
set -euo pipefail
chromium="${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome)}"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check \
  jupyterlite-core==0.8.6 jupyterlite-pyodide-kernel==0.8.6 playwright==1.65.2
# Everything is served from here: Pyodide from npm, and the pure packages that the kernel asks for.
npm pack --silent pyodide@314.0.6 >/dev/null
mkdir -p lite/static
tar -xzf pyodide-314.0.6.tgz
mv package lite/static/pyodide
load() { env/bin/pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: \
  --python-version 3.14 --dest "$@"; }
load lite/static/pyodide micropip==0.11.1 ipython==9.18.1 ipython-pygments-lexers==1.1.1 traitlets==5.16.1 pygments==2.21.0 \
  jedi==0.20.1 parso==0.8.7 comm==0.2.3 stack-data==0.6.3 executing==2.3.0 asttokens==3.0.2 \
  pure-eval==0.2.4 matplotlib-inline==0.2.2 prompt-toolkit==3.0.53 wcwidth==0.9.4
cp env/share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension/static/pypi/*.whl lite/static/pyodide
rm lite/static/pyodide/widgetsnbextension-*.whl
cat >lock.py <<'PYTHON'
import hashlib, json, pathlib, zipfile

# Pyodide's list of packages names those that lie here, and no others.
here, packages = pathlib.Path("lite/static/pyodide"), {}
for wheel in sorted(here.glob("*.whl")):
    name, version = wheel.name.split("-")[:2]
    name = name.replace("_", "-")
    with zipfile.ZipFile(wheel) as inside:
        tops = sorted({each.split("/")[0].removesuffix(".py") for each in inside.namelist()})
    packages[name] = dict(
        name=name, version=version, file_name=wheel.name, install_dir="site", imports=tops,
        sha256=hashlib.sha256(wheel.read_bytes()).hexdigest(), package_type="package", depends=[],
        unvendored_tests=False,
    )
lock = json.loads((here / "pyodide-lock.json").read_text())
(here / "pyodide-lock.json").write_text(json.dumps(lock | {"packages": packages}))
kernel = {"disablePyPIFallback": True, "loadPyodideOptions": {"packages": list(packages)}}
page = {"litePluginSettings": {"@jupyterlite/pyodide-kernel-extension:kernel": kernel}}
settings = {"jupyter-lite-schema-version": 0, "jupyter-config-data": page}
pathlib.Path("lite/jupyter-lite.json").write_text(json.dumps(settings))
PYTHON
python3 lock.py
env/bin/jupyter-lite build --lite-dir lite --output-dir site --apps repl >build.log 2>&1 ||
  { tail -20 build.log; exit 2; }
cat >try.py <<'PYTHON'
import functools, http.server, json, sys, threading, urllib.parse
from importlib.metadata import version
from playwright.sync_api import sync_playwright

CODE = """
import json, os
def tried(top):
    os.makedirs(f"{top}/full")
    with open(f"{top}/full/words.txt", "w") as file:
        file.write("kept?")
    try:
        os.rmdir(f"{top}/full")
    except OSError as error:
        return [type(error).__name__, os.path.exists(f"{top}/full/words.txt")]
    return ["removed", os.path.exists(f"{top}/full/words.txt")]
print("SEEN " + json.dumps({"drive": tried("/drive"), "memory": tried("/tmp")}) + " END")
"""
Files = http.server.SimpleHTTPRequestHandler
Files.extensions_map |= {".mjs": "text/javascript", ".wasm": "application/wasm"}
Files.log_message = lambda *_: None
offer = functools.partial(Files, directory="site")
with http.server.ThreadingHTTPServer(("127.0.0.1", 0), offer) as server, sync_playwright() as pw:
    threading.Thread(target=server.serve_forever, daemon=True).start()
    browser = pw.chromium.launch(executable_path=sys.argv[1], args=["--no-sandbox", "--disable-gpu"])
    page = browser.new_page()
    asked = urllib.parse.urlencode({"kernel": "python", "execute": "1", "code": CODE})
    page.goto(f"http://127.0.0.1:{server.server_port}/repl/index.html?{asked}")
    words = page.locator(".jp-OutputArea-output pre", has_text="END").last
    words.wait_for(timeout=300_000)
    seen = json.loads(words.inner_text().split("SEEN ")[1].split(" END")[0])
    browser.close()
    server.shutdown()
names = ("jupyterlite-core", "jupyterlite-pyodide-kernel")
print(", ".join(f"{name} {version(name)}" for name in names) + ", pyodide 314.0.6")
print(f"os.rmdir of a folder with a file in it, and whether the file is there then: {seen}")
if seen != {"drive": ["removed", False], "memory": ["OSError", True]}:
    sys.exit("This is no longer so.")
print("As stated.")
PYTHON
env/bin/python try.py "$chromium"
