#!/usr/bin/env bash
# edtf 4.11.1 (npm): a set of consecutive dates ends with its first date.
#
# Guessed: `[2022-03-01..2022-03-06]`, one of the first six days of March, ends on the sixth, and `[2017..2020]` with
# 2020, since the README says of every type that it has a least and a greatest value, and iterates
# `{2015,2018..2020}` to 2020. Seen: the iteration is right, but `max` is the end of the first of March, of 2017, and of
# 2018 for the third, so that `covers` says of 2019 that it lies outside 2017 to 2020, and a query for what may be of
# 2019 leaves it out. Without consecutive dates (`[..2016,2017]`, `[2017,2020]`) `max` is right.
#
# Needs: Node 20 or newer with npm, a network. Exits with 0 while this is so, with 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund edtf@4.11.1
cat >look.mjs <<'JAVASCRIPT'
import { readFileSync } from "node:fs";
import edtf from "edtf";

const seen = {};
const sets = ["[2022-03-01..2022-03-06]", "[2017..2020]", "{2015,2018..2020}", "[..2016,2017]", "[2017,2020]"];
for (const words of sets) {
  seen[words] = new Date(edtf(words).max).toISOString().slice(0, 10);
}
const years = [...edtf("[2017..2020]")].map((date) => date.edtf).join();
const covered = edtf("[2017..2020]").covers(edtf("2019"));
const { version } = JSON.parse(readFileSync("node_modules/edtf/package.json", "utf8"));
console.log("edtf", version, seen, years, covered);
const same =
  Object.values(seen).join() === "2022-03-01,2017-12-31,2018-12-31,2017-12-31,2020-12-31" &&
  years === "2017,2018,2019,2020" &&
  covered === false;
console.log(same ? "As stated." : "This has changed.");
process.exit(same ? 0 : 1);
JAVASCRIPT
node look.mjs
