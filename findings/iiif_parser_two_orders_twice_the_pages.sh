#!/usr/bin/env bash
# @iiif/parser 2.2.10: a manuscript that can be read in two orders becomes one with every page twice.
#
# Guessed: of several sequences of a manifest of IIIF Presentation 2 (2.1, "Sequence": each is an order of its pages)
# the first becomes the pages in Presentation 3, and the others become ranges whose `behavior` is "sequence" (3.0), or
# are left out. Seen: all are put behind one another: two pages in two orders are four, with two canvases of each id,
# which identifiers are there to rule out, and nothing says where one order ends. A count of pages, and every
# annotation that names its page by its id, is doubled; the rebound order is read as a second volume.
#
# Needs: Node 20 or newer with npm, a network. Exits with 0 while this is so, with 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund @iiif/parser@2.2.10
cat >look.mjs <<'JAVASCRIPT'
import { readFileSync } from "node:fs";
import { upgrade } from "@iiif/parser/upgrader";

function page(label) {
  const id = `https://example.org/page/${label}`;
  return { "@id": id, "@type": "sc:Canvas", label, height: 10, width: 10, images: [] };
}
function order(label, ...pages) {
  return { "@id": `https://example.org/${label}`, "@type": "sc:Sequence", label, canvases: pages.map(page) };
}
function upgraded(...sequences) {
  const manifest = { "@id": "https://example.org/manifest", "@type": "sc:Manifest", label: "A letter", sequences };
  const found = upgrade({ "@context": "http://iiif.io/api/presentation/2/context.json", ...manifest });
  return [found.items.map(({ id }) => id.at(-1)).join(""), (found.structures ?? []).length];
}
const seen = [upgraded(order("bound", "1", "2")), upgraded(order("bound", "1", "2"), order("written", "2", "1"))];
const { version } = JSON.parse(readFileSync("node_modules/@iiif/parser/package.json", "utf8"));
console.log("@iiif/parser", version, seen);
const same = seen.join() === "12,0,1221,0";
console.log(same ? "As stated." : "This has changed.");
process.exit(same ? 0 : 1);
JAVASCRIPT
node look.mjs
