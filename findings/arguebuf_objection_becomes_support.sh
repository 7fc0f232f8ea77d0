#!/usr/bin/env bash
# arguebuf 2.7.2 and @argdown/core 1.7.5: an objection to a step of an argument comes in as support for it.
#
# Guessed: of the relations in a map that Argdown exports as JSON, those that a reader does not know are refused or
# named. An undercut (`_`, in Argdown's syntax "Relations") says that a ground does not bear on its claim. Seen: it is
# read as Support. All but `attack` and `contradictory` become Support, and every relation is there twice, once
# through a scheme node and once as an edge of its own without a sign. In a class that counts objections and grounds
# of its maps, those who question a step are counted among those who agree with it.
#
# Needs: Node 20 or newer with npm, Python 3.11 or newer, a network. Exits with 0 while this is so, with 1 when it
# changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund @argdown/core@1.7.5
cat >look.cjs <<'JAVASCRIPT'
const { writeFileSync } = require("node:fs");
const argdown = require("@argdown/core");

const program = new argdown.ArgdownApplication();
program.addPlugin(new argdown.ParserPlugin(), "parse-input");
program.addPlugin(new argdown.ModelPlugin(), "build-model");
for (const name of ["Preselection", "StatementSelection", "ArgumentSelection", "Map", "Group"])
  program.addPlugin(new argdown[`${name}Plugin`](), "build-map");
program.addPlugin(new argdown.JSONExportPlugin(), "export-json");

const input = `[Main]: The war was a choice.
  + <Ground>: He said so.
    _ <Step>: What he says is no ground.
  - <Against>: It was forced on him.
`;
const process = ["parse-input", "build-model", "build-map", "export-json"];
const { json } = program.run({ input, logLevel: "silent", process });
writeFileSync("map.json", json);
console.log("@argdown/core", JSON.parse(json).map.edges.map((edge) => edge.relationType));
JAVASCRIPT
node look.cjs
python3 -m venv "$folder/env"
python="$folder/env/bin/python"
[ -x "$python" ] || python="$folder/env/Scripts/python.exe"
"$python" -m pip install --quiet --disable-pip-version-check arguebuf==2.7.2
"$python" - <<'PYTHON'
import json
from importlib.metadata import version
from pathlib import Path

import arguebuf

argdown = json.loads(Path("map.json").read_text(encoding="utf-8"))
exported = [edge["relationType"] for edge in argdown["map"]["edges"]]
graph = arguebuf.load.argdown(argdown)
read = {
    next(iter(graph.incoming_nodes(scheme))).label: type(scheme.scheme).__name__
    for scheme in graph.scheme_nodes.values()
}
edges = len(graph.edges)
print("arguebuf", version("arguebuf"), exported, read, edges)
same = sorted(exported) == ["attack", "support", "undercut"] and edges == 9
same = same and read == {
    "He said so.": "Support",
    "What he says is no ground.": "Support",
    "It was forced on him.": "Attack",
}
print("As stated." if same else "This has changed.")
raise SystemExit(not same)
PYTHON
