#!/usr/bin/env bash
# @citation-js/plugin-software-formats 0.6.2: a year in CITATION.cff comes back as the first of January.
#
# Guessed: an article with `year: 2025` in CITATION.cff, read by Citation.js and written as CFF again, has
# year 2025. Seen: it also has `date-published: 2025-01-01`, which nobody stated; the same file loses `license`
# and `repository-code`, and `preferred-citation` is one of the `references`, so that a reader no longer learns
# which work is to be cited.
#
# Needs: Node 20 or newer with npm, a network. Exits with 0 while this is so, with 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund @citation-js/core@0.8.2 @citation-js/plugin-software-formats@0.6.2 @citation-js/plugin-csl@0.8.2
cat >look.mjs <<'JAVASCRIPT'
import { readFileSync } from "node:fs";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-csl";
import "@citation-js/plugin-software-formats";

const file = `cff-version: 1.2.0
message: Please cite the article.
title: A course
type: software
authors:
  - family-names: Doe
    given-names: Jane
version: 1.0.0
license: BSD-3-Clause
repository-code: https://example.org/code
preferred-citation:
  type: article
  title: What the course found
  authors:
    - family-names: Doe
      given-names: Jane
  journal: A journal
  year: 2025
`;
const again = new Cite(file).format("cff");
const { version } = JSON.parse(
  readFileSync("node_modules/@citation-js/plugin-software-formats/package.json", "utf8"),
);
const seen = ["year: 2025", "date-published: 2025-01-01", "license", "repository-code", "preferred-citation"].map(
  (words) => [words, again.includes(words)],
);
console.log("plugin-software-formats", version, Object.fromEntries(seen));
const same = JSON.stringify(seen.map(([, there]) => there)) === "[true,true,false,false,false]";
console.log(same ? "As stated." : "This has changed.");
process.exit(same ? 0 : 1);
JAVASCRIPT
node look.mjs
