#!/usr/bin/env bash
# Pyodide 314: a null of JavaScript inside converted data is not None, although json writes it as null.
#
# Guessed: `toPy` makes of JavaScript's data what a message in JSON would have made of them, so that a
# null is None. Seen: numbers, texts, lists and mappings become Python's own, but a null becomes an
# object of the type JsNull. It is false in a condition, and `json.dumps` writes null for it, so that
# nothing looks wrong; only `is None` is false of it. A widget whose page sends {"theme": null} to a kernel
# that runs in the browser (JupyterLite) meets it, and nowhere else: every other kernel gets None.
# After json.loads(json.dumps(data)) it is None.
#
# Needs: Node.js 20 or newer with npm, a network. Exits with 0 while this is so, with 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit pyodide@314.0.6 >/dev/null
cat >try.mjs <<'JS'
import { loadPyodide, version } from "pyodide";

const python = await loadPyodide();
const told = python.runPython(`
import json

def told(data):
    theme = data["theme"]
    again = json.loads(json.dumps(data))["theme"]
    return json.dumps([type(data).__name__, type(theme).__name__, theme is None, bool(theme), again is None])

told
`);
const seen = JSON.parse(told(python.toPy({ theme: null, count: 2, words: ["a"] })));
console.log(`pyodide ${version}: ${JSON.stringify(seen)}`);
const [mapping, kind, none, holds, again] = seen;
const same = mapping === "dict" && kind === "JsNull" && !none && !holds && again;
console.log(same ? "As stated." : "This has changed.");
process.exit(same ? 0 : 1);
JS
node try.mjs
