#!/usr/bin/env bash
# @iiif/parser 2.2.10: an annotation that is upgraded keeps its words where nobody looks for them, and a tag is no
# tag.
#
# Guessed: `upgrade` makes of an annotation of IIIF Presentation 2 one of Presentation 3: its words (`chars`, 2.1,
# "Embedded Content") become the `value` of a TextualBody (W3C Web Annotation Data Model, 3.2.4), and an oa:Tag a body
# with the purpose "tagging". Seen: the words are still in `chars`, there is no `value`, a comment is of type "Text"
# and a tag of type "Tag", with no purpose. The context that is given is that of Presentation 3, where `chars` means
# nothing, so that a viewer which follows it shows empty comments, and linked data loses the words: of a transcription
# in annotations nothing is left.
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

const resource = [
  { "@type": "cnt:ContentAsText", format: "text/plain", chars: "Whose war?" },
  { "@type": "dctypes:Text", format: "text/plain", chars: "A war of choice" },
  { "@type": "oa:Tag", chars: "agency" },
];
const found = upgrade({
  "@context": "http://iiif.io/api/presentation/2/context.json",
  "@id": "https://example.org/list",
  "@type": "sc:AnnotationList",
  resources: [
    {
      "@id": "https://example.org/one",
      "@type": "oa:Annotation",
      motivation: ["oa:commenting", "oa:tagging"],
      resource,
      on: "https://example.org/page/1#xywh=0,0,10,10",
    },
  ],
});
const seen = found.items[0].body.map(({ type, chars, value, purpose }) => `${type} ${chars} ${value} ${purpose}`);
const { version } = JSON.parse(readFileSync("node_modules/@iiif/parser/package.json", "utf8"));
console.log("@iiif/parser", version, found["@context"], seen);
const stated = [
  "Text Whose war? undefined undefined",
  "Text A war of choice undefined undefined",
  "Tag agency undefined undefined",
];
const same = found["@context"].endsWith("/3/context.json") && seen.join() === stated.join();
console.log(same ? "As stated." : "This has changed.");
process.exit(same ? 0 : 1);
JAVASCRIPT
node look.mjs
