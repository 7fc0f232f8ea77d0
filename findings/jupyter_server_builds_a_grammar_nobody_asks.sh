#!/usr/bin/env bash
# jupyter-server 2.21 beside jsonschema 4.26 and rfc3987-syntax 1.1: every start of a server, and every
# `import nbformat`, builds a grammar for addresses with letters of all scripts that nothing asks for.
#
# Guessed: a check of a format that no schema names costs nothing until one names it. Seen: jupyter-events
# asks for jsonschema with its extra `format-nongpl`; jsonschema imports rfc3987_syntax whenever it is
# installed, and that one makes its Lark parser while it is imported. None of the server's own schemas of
# events names the formats `iri` or `iri-reference`. Of the processor's time until the server is imported
# that is more than half. A class that logs in at the same moment pays it once for each student.
#
# Needs: Python 3.11 or newer and a network. Exits with 0 while this is so, with 1 when it has changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check \
  jupyter-server==2.21.1 jupyter-events==0.12.1 jsonschema==4.26.0 rfc3987-syntax==1.1.0 nbformat==5.11.1
cat >try.py <<'PYTHON'
import pathlib, re, statistics, subprocess, sys
from importlib.metadata import version

LINE = """
import sys, time
if {without}:
    sys.modules["rfc3987_syntax"] = None  # as if it were not installed
begun = time.process_time()
import {module}
print(time.process_time() - begun, "rfc3987_syntax.syntax_helpers" in sys.modules)
"""


def tried(module, without):
    took, built = [], set()
    for _ in range(5):
        line = LINE.format(module=module, without=without)
        one = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=True)
        seconds, whether = one.stdout.split()
        took.append(float(seconds))
        built.add(whether)
    return statistics.median(took[1:]), built  # in the first, modules are compiled


for name in ("jupyter-server", "jupyter-events", "jsonschema", "rfc3987-syntax"):
    print(name, version(name))
as_seen = True
for module in ("jupyter_server.serverapp", "nbformat"):
    (plain, built), (less, absent) = tried(module, False), tried(module, True)
    print(f"import {module}: {plain:.2f} s, without rfc3987-syntax {less:.2f} s of the processor")
    as_seen &= built == {"True"} and absent == {"False"} and plain > 1.5 * less
import jupyter_server

folder = pathlib.Path(jupyter_server.__file__).parent / "event_schemas"
schemas = [path.read_text(encoding="utf-8") for path in folder.rglob("*.yaml")]
asking = [one for one in schemas if re.search(r"format:\s*['\"]?iri", one)]
print(f"schemas of events: {len(schemas)}, that name the format: {len(asking)}")
as_seen &= bool(schemas) and not asking
print("as stated" if as_seen else "CHANGED")
sys.exit(not as_seen)
PYTHON
env/bin/python try.py
