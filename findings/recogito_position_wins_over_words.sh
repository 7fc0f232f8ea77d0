#!/usr/bin/env bash
# @recogito/text-annotator 4.1.1: a quotation is put on the words at its position, whatever they are.
#
# Guessed: an annotation with a TextQuoteSelector and a TextPositionSelector (W3C Web Annotation Data Model, 4.2.4 and
# 4.2.5) is put on the words that it quotes, or refused where others stand at its position. Seen: the position alone
# counts. After one more word at the head of a page the quotation "could not win" lies on " state could ", with the old
# words still in the annotation and no error, although it is in the page, once. The model leaves open which of two
# selectors counts when they differ; what surprised us is that nobody is told. A quotation without a position, which
# the model allows too, is refused. Compare the range's text with the quotation before you show it.
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

const { window } = new JSDOM("<article></article>");
const { document, Range, NodeFilter } = window;
Object.assign(globalThis, { window, document, Range, NodeFilter });
const { W3CTextFormat, reviveAnnotation } = await import("@recogito/text-annotator");
const article = document.querySelector("article");
const format = W3CTextFormat("https://example.org/essay", article);

function shown(text, selector) {
  article.textContent = text;
  const target = { source: "https://example.org/essay", selector };
  const { parsed, error } = format.parse({ type: "Annotation", id: "urn:uuid:1", body: [], target });
  if (error) return error.message.split(" for ")[0];
  const [place] = reviveAnnotation(parsed, article).target.selector;
  return `${place.quote}|${place.range}`;
}
const text = "The state could not win, said the essay.";
const quote = { type: "TextQuoteSelector", exact: "could not win", prefix: "The state ", suffix: ", said" };
const place = { type: "TextPositionSelector", start: 10, end: 23 };
const seen = [shown(text, [quote, place]), shown(`Essay. ${text}`, [quote, place]), shown(text, [quote])];
const { version } = JSON.parse(readFileSync("node_modules/@recogito/text-annotator/package.json", "utf8"));
console.log("text-annotator", version, seen);
const same =
  seen[0] === "could not win|could not win" &&
  seen[1] === "could not win| state could " &&
  seen[2] === "Missing selector types: TextPositionSelector";
console.log(same ? "As stated." : "This has changed.");
process.exit(same ? 0 : 1);
JAVASCRIPT
node look.mjs
