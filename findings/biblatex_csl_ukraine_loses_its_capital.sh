#!/usr/bin/env bash
# biblatex-csl-converter 3.6.0: Ukraine loses its capital, in Ukrainian too, and so does the journal.
#
# Guessed: what has capitals in a BibLaTeX file has them in CSL-JSON, or, since English titles are often stored in
# title case, a title is changed where the entry says that it is English. Seen: "The War in Ukraine" becomes "The war
# in ukraine", "Slavic Review" becomes "Slavic review" although no style sets a journal so, and an entry without
# `langid` is taken for English: "Війна в Україні" becomes "Війна в україні". With `langid={ngerman}` all stays. A
# list of readings on one war prints its countries as common nouns, and a search for them with capitals finds none.
# Braces around each name keep it.
#
# Needs: Node 20 or newer with npm, a network. Exits with 0 while this is so, with 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund biblatex-csl-converter@3.6.0
cat >look.mjs <<'JAVASCRIPT'
import { readFileSync } from "node:fs";
import { BibLatexParser, CSLExporter } from "biblatex-csl-converter";

function read(title, journal, more = "") {
  const entry = `@article{one, author={Doe, Jane}, title={${title}}, journaltitle={${journal}}, date={2022}${more}}`;
  const { entries, errors } = new BibLatexParser(entry).parse();
  if (errors.length) throw new Error(JSON.stringify(errors));
  const [found] = Object.values(new CSLExporter(entries, Object.keys(entries)).parse());
  return `${found.title} | ${found["container-title"]}`;
}
const seen = [
  read("The War in Ukraine", "Slavic Review", ", langid={english}"),
  read("Війна в Україні", "Український Тиждень"),
  read("Der Krieg in der Ukraine", "Osteuropa Heute", ", langid={ngerman}"),
];
const { version } = JSON.parse(readFileSync("node_modules/biblatex-csl-converter/package.json", "utf8"));
console.log("biblatex-csl-converter", version, seen);
const stated = [
  "The war in ukraine | Slavic review",
  "Війна в україні | Український тиждень",
  "Der Krieg in der Ukraine | Osteuropa Heute",
];
const same = seen.join() === stated.join();
console.log(same ? "As stated." : "This has changed.");
process.exit(same ? 0 : 1);
JAVASCRIPT
node look.mjs
