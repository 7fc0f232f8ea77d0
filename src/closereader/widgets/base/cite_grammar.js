// Citations of places in prose: “alieva-2024 ¶12, ¶14”. The grammar is that of
// closereader.quotations (quotations/_citation.py); a test holds the two together.

/**
 * One place that prose cites, and where it stands there: UTF-16 units, half-open. The first place
 * of a citation includes the name of its text; the others are `alone`.
 * @typedef {{ s: number, e: number, text: string, first: string, last: string, alone: boolean }} CitedPlace
 */

const LABEL =
  "(?:(?:¶{1,2}|⁋|par(?:a|agraph)?s?\\.?)\\s?\\d+|(?:§{1,2}|section|heading)\\s?\\d+" +
  "|(?:n|fn|(?:foot|end)?notes?)\\.?\\s?\\d+|byline(?:\\s\\d+)?|(?:verse|stanza)s?\\s\\d+)";
const DASH = "\\s?(?:[–—‐‑-]|to)\\s?";
const RANGE = `${LABEL}(?:${DASH}(?:${LABEL}|\\d+))?`;
const AND = "\\s?(?:[,;&+]|and)\\s?";
const PLACES = `${RANGE}(?:${AND}(?:${RANGE}|\\d+(?:${DASH}\\d+)?))*`;
const ENDS = new RegExp(`(?<first>${LABEL}|\\d+)(?:${DASH}(?<last>${LABEL}|\\d+))?`, "giu");

/**
 * What finds the citations of some texts.
 * @param {Record<string, string>} names  how a text may be called, each with its id
 * @returns {(prose: string) => CitedPlace[]}
 */
export function citation_finder(names) {
  const called = Object.keys(names).sort((a, b) => b.length - a.length);
  if (called.length === 0) return () => [];
  const any = called.map((name) => name.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&").replace(/-/gu, "\\x2d")).join("|");
  const in_prose = new RegExp(`(?<![\\p{L}\\p{N}_-])(?<name>${any}),?\\s(?<places>${PLACES})`, "giu");
  const ids = new Map(called.map((name) => [name.toLowerCase(), names[name]]));
  return (prose) =>
    [...prose.matchAll(in_prose)].flatMap((found) => {
      const { name = "", places = "" } = found.groups ?? {};
      return places_of(places, found.index, found[0].length - places.length, ids.get(name.toLowerCase()) ?? name);
    });
}

/**
 * @param {string} places  “¶12–14, 16”
 * @param {number} from  where the citation begins
 * @param {number} before  how long the name before the places is
 * @param {string} text
 * @returns {CitedPlace[]}
 */
function places_of(places, from, before, text) {
  let kind = "¶";
  return [...places.matchAll(ENDS)].map((found, index) => {
    const at = from + before + found.index;
    const first = label_of(found.groups?.["first"] ?? "", kind);
    kind = first[0];
    const last = found.groups?.["last"] ? label_of(found.groups["last"], kind) : first;
    return { s: index === 0 ? from : at, e: at + found[0].length, text, first, last, alone: index > 0 };
  });
}

/**
 * A place as the texts name it: “para. 12” is “¶12”, and a bare number is of the kind before it.
 * @param {string} raw
 * @param {string} kind
 */
function label_of(raw, kind) {
  const flat = raw.toLowerCase().replace(/\s/gu, "");
  const number = flat.replace(/\D/gu, "");
  const bare = /^\d+$/u.test(flat);
  if (/^(?:verse|stanza)/u.test(flat) || (kind === "v" && bare)) return `verse ${number}`;
  if (flat.startsWith("byline") || (kind === "b" && bare)) return number === "1" || number === "" ? "byline" : `byline ${number}`;
  if (bare) return `${kind}${number}`;
  if ("§sh".includes(flat[0])) return `§${number}`;
  return "¶⁋p".includes(flat[0]) ? `¶${number}` : `n${number}`;
}
