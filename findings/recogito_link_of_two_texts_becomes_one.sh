#!/usr/bin/env bash
# @recogito/text-annotator 4.1.1: a link between two texts comes back as a link within one.
#
# Guessed: an annotation with two targets (W3C Web Annotation Data Model, 3.1) of which only one is about the text that
# is open keeps the other as it was, or is refused. Seen: every target gets the address of the open text. The words of
# the letter are now quoted from the essay, at the letter's offsets, and what stands beside them (prefix and suffix)
# is taken from the essay. What is written is a valid annotation that says something false of a source.
#
# Needs: Node 20 or newer with npm, a network. Exits with 0 while this is so, with 1 when it changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund @recogito/text-annotator@4.1.1 jsdom@26.1.0
cat >look.mjs <<'JAVASCRIPT'
import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";

const texts = {
  "https://example.org/essay": "The state could not win, said the essay.",
  "https://example.org/letter": "You could have helped us, said the letter.",
};
const [essay, letter] = Object.keys(texts);
const { window } = new JSDOM(`<article>${texts[essay]}</article>`);
const { document, Range, NodeFilter } = window;
Object.assign(globalThis, { window, document, Range, NodeFilter });
const { W3CTextFormat, reviveAnnotation } = await import("@recogito/text-annotator");

function target(source, exact) {
  const start = texts[source].indexOf(exact);
  const quote = { type: "TextQuoteSelector", exact };
  return { source, selector: [quote, { type: "TextPositionSelector", start, end: start + exact.length }] };
}
const link = {
  "@context": "http://www.w3.org/ns/anno.jsonld",
  id: "urn:uuid:1",
  type: "Annotation",
  motivation: "linking",
  body: [],
  target: [target(essay, "could not win"), target(letter, "could have helped")],
};
const article = document.querySelector("article");
const format = W3CTextFormat(essay, article);
const { parsed, error } = format.parse(link);
const [, second] = error ? [] : format.serialize(reviveAnnotation(parsed, article)).target;
const { exact, prefix } = second?.selector.find((one) => one.type === "TextQuoteSelector") ?? {};
const { version } = JSON.parse(readFileSync("node_modules/@recogito/text-annotator/package.json", "utf8"));
console.log("text-annotator", version, error?.message, second?.source, { exact, prefix });
const same = second?.source === essay && exact === "could have helped" && texts[essay].startsWith(prefix);
console.log(same ? "As stated." : "This has changed.");
process.exit(same ? 0 : 1);
JAVASCRIPT
node look.mjs
