#!/usr/bin/env bash
# edtf 4.11.1 (npm): a set of consecutive dates ends with its first date.
#
# Guessed: `[2017..2020]`, one of the years 2017 to 2020, ends with 2020, since the README says of every type that it
# has a least and a greatest value, and iterates `{2015,2018..2020}` to 2020. Seen: the iteration is right, but `max` is
# the end of 2017 (and of 2018 for the second), so that `covers` says of 2019 that it lies outside, and a query for
# what may be of 2019 leaves it out. Without consecutive dates (`[..2016,2017]`, `[2017,2020]`) `max` is right.
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
for (const words of ["[2017..2020]", "{2015,2018..2020}", "[..2016,2017]", "[2017,2020]"]) {
  seen[words] = new Date(edtf(words).max).toISOString().slice(0, 10);
}
const years = [...edtf("[2017..2020]")].map((date) => date.edtf).join();
const covered = edtf("[2017..2020]").covers(edtf("2019"));
const { version } = JSON.parse(readFileSync("node_modules/edtf/package.json", "utf8"));
console.log("edtf", version, seen, years, covered);
const same =
  JSON.stringify(Object.values(seen)) === '["2017-12-31","2018-12-31","2017-12-31","2020-12-31"]' &&
  years === "2017,2018,2019,2020" &&
  covered === false;
console.log(same ? "As stated." : "This has changed.");
process.exit(same ? 0 : 1);
JAVASCRIPT
node look.mjs
