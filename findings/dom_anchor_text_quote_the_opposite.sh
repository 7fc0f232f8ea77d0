#!/usr/bin/env bash
# dom-anchor-text-quote 4.0.2: a quotation that is not in the text is anchored to words that say the opposite.
#
# Guessed: a TextQuoteSelector (W3C Web Annotation Data Model, 4.2.4) whose `exact` does not occur gives
# null, or at least a result that tells how far it is off. Seen: "impossible" is anchored to "possible t",
# "the state removes" to "the state reforms", as a plain range like any other. The package searches
# approximately, as its README says; what surprised us is how short a quotation may be for that and that
# nothing in the answer tells a found quotation from a guessed one: compare the range's text with `exact`.
#
# Needs: Node 20 or newer with npm, a network. Exits with 0 while this is so, with 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund dom-anchor-text-quote@4.0.2 jsdom@26.1.0
cat >look.mjs <<'JAVASCRIPT'
import { JSDOM } from "jsdom";
import { readFileSync } from "node:fs";
import anchor from "dom-anchor-text-quote";

const { window } = new JSDOM("<p>It is possible that the state reforms, and it could not win.</p>");
Object.assign(globalThis, { window, document: window.document, Node: window.Node, NodeFilter: window.NodeFilter });
const seen = {};
for (const exact of ["could not win", "impossible", "the state removes"]) {
  const range = anchor.toRange(window.document.body, { exact });
  seen[exact] = range && range.toString();
}
const { version } = JSON.parse(readFileSync("node_modules/dom-anchor-text-quote/package.json", "utf8"));
console.log("dom-anchor-text-quote", version, seen);
const same =
  seen["could not win"] === "could not win" &&
  seen["impossible"] === "possible t" &&
  seen["the state removes"] === "the state reforms";
console.log(same ? "As stated." : "This has changed.");
process.exit(same ? 0 : 1);
JAVASCRIPT
node look.mjs
