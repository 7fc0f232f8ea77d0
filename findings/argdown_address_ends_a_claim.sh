#!/usr/bin/env bash
# @argdown/core 1.7.5: a claim that cites an address ends there; what follows is lost without an error.
#
# Guessed: in "It is said at https://example.org/a that wages fell." the address is words of the claim; a comment begins
# with // after a space or at the beginning of a line, since the syntax page shows it so. Seen: the claim is "It is said
# at https:", its source and its point are gone, and neither parser nor lexer reports an error, so that a map for a
# seminar is drawn with half a claim. In a link, [the report](https://example.org/a), the address does no harm; a
# backslash before the slashes keeps it as words.
#
# Needs: Node 20 or newer with npm, a network. Exits with 0 while this is so, with 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund @argdown/core@1.7.5
cat >look.cjs <<'JAVASCRIPT'
const { readFileSync } = require("node:fs");
const { ArgdownApplication, ModelPlugin, ParserPlugin } = require("@argdown/core");

const program = new ArgdownApplication();
program.addPlugin(new ParserPlugin(), "parse-input");
program.addPlugin(new ModelPlugin(), "build-model");

function read(input) {
  const found = program.run({ input, logLevel: "silent", process: ["parse-input", "build-model"] });
  const errors = (found.parserErrors ?? []).length + (found.lexerErrors ?? []).length;
  return `${found.statements.A.members[0].text} (${errors})`;
}

const seen = [
  read("[A]: It is said at https://example.org/a that wages fell.\n"),
  read("[A]: It is said in [the report](https://example.org/a) that wages fell.\n"),
  read("[A]: It is said at https:\\//example.org/a that wages fell.\n"),
];
const { version } = JSON.parse(readFileSync("node_modules/@argdown/core/package.json", "utf8"));
console.log("@argdown/core", version, seen);
const stated = [
  "It is said at https: (0)",
  "It is said in the report that wages fell. (0)",
  "It is said at https://example.org/a that wages fell. (0)",
];
const same = seen.join() === stated.join();
console.log(same ? "As stated." : "This has changed.");
process.exit(same ? 0 : 1);
JAVASCRIPT
node look.cjs
