#!/usr/bin/env bash
# @citation-js/plugin-bibtex 0.8.2 and biblatex-csl-converter 3.6.0: "and others" is an author whose name is Others.
#
# Guessed: `and others` in a BibTeX file is the sign for a list that was cut short, as BibTeX's own manual has it, and
# what makes CSL-JSON of it, which has no such sign, leaves it out or names it in a note. Seen: both packages give the
# list one more person, with the family name "others" in one and as a group of that name in the other. What prints it
# says "and others", so that it looks right; a table of who is cited has an author who is cited more often than
# anybody else, belongs to no country, and counts among those whose gender is not known.
#
# Needs: Node 20 or newer with npm, a network. Exits with 0 while this is so, with 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund @citation-js/core@0.8.2 @citation-js/plugin-bibtex@0.8.2 biblatex-csl-converter@3.6.0
cat >look.mjs <<'JAVASCRIPT'
import { readFileSync } from "node:fs";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import { BibLatexParser, CSLExporter } from "biblatex-csl-converter";

const entry = "@book{one, author={Doe, Jane and others}, title={A book}, year={1991}, publisher={A press}}";
const { entries } = new BibLatexParser(entry).parse();
const [converted] = Object.values(new CSLExporter(entries, Object.keys(entries)).parse());
const seen = [new Cite(entry).data[0].author, converted.author].map((authors) => JSON.stringify(authors.slice(1)));
for (const name of ["@citation-js/plugin-bibtex", "biblatex-csl-converter"])
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")).version);
console.log(seen);
const same = seen.join() === '[{"family":"others"}],[{"literal":"others"}]';
console.log(same ? "As stated." : "This has changed.");
process.exit(same ? 0 : 1);
JAVASCRIPT
node look.mjs
