#!/usr/bin/env bash
# @edtf-ts/core 0.4.2: the years 0 to 99 are those of the twentieth century.
#
# Guessed: in the Extended Date/Time Format a year has four digits, so `0043` is the year 43, and the package, which says
# that it handles dates far beyond those of JavaScript, puts it before 0100. Seen: it lasts from January to December
# 1943, the Ides of March of the year 43 are shown as "March 15, 1943", `00XX`, the first century, is the twentieth, and
# `compare` sorts the year 43 behind 1942. The year -43 and the year 100 are right, and `FuzzyDate.isBefore` of the same
# package says that 43 is before 1942: only what is computed of one century is wrong, so that late sources test well.
#
# Needs: Node 20 or newer with npm, a network. Exits with 0 while this is so, with 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund @edtf-ts/core@0.4.2
cat >look.mjs <<'JAVASCRIPT'
import { readFileSync } from "node:fs";
import { compare, FuzzyDate, formatHuman, parse } from "@edtf-ts/core";

const day = (moment) => moment.toISOString().slice(0, -14);
const seen = {};
for (const words of ["0043", "00XX", "0031/0043", "0100", "-0043"]) {
  const { value } = parse(words);
  seen[words] = `${day(value.min)} ${day(value.max)}`;
}
const shown = formatHuman(parse("0043-03-15").value);
const order = ["0043", "1942", "0100"].map((words) => parse(words).value).sort(compare).join();
const before = FuzzyDate.parse("0043").isBefore(FuzzyDate.parse("1942"));
const { version } = JSON.parse(readFileSync("node_modules/@edtf-ts/core/package.json", "utf8"));
console.log("@edtf-ts/core", version, seen, shown, order, before);
const stated = [
  "1943-01-01 1943-12-31",
  "1900-01-01 1999-12-31",
  "1931-01-01 1943-12-31",
  "0100-01-01 0100-12-31",
  "-000043-01-01 -000043-12-31",
];
const same =
  Object.values(seen).join() === stated.join() &&
  shown === "March 15, 1943" &&
  order === "0100,1942,0043" &&
  before === "YES";
console.log(same ? "As stated." : "This has changed.");
process.exit(same ? 0 : 1);
JAVASCRIPT
node look.mjs
