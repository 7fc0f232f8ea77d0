// Citations become links wherever they stand: in the widgets, and, where JupyterLab's plugin is, in
// the prose and the outputs of a notebook. So do the questions that a widget names: they lead to
// their headings. A link asks the page to show the place; where nobody can, it looks and behaves like
// the words that it is.

import { citation_finder } from "./cite_grammar.js";
import { ask_page, hear_places } from "./desk_events.js";
import { h } from "./dom.js";

/** @import { CitedPlace } from "./cite_grammar.js" */

const LINK = "cr-cite";
/** What is no prose: controls, code, drawings, what is written just now, and the texts themselves. */
const NO_PROSE =
  `.${LINK}, a, button, summary, select, textarea, input, code, pre, svg, script, style, [role=button], [contenteditable=true], ` +
  ".crr-scroll, .crr-marked, .crr-kwic, .jp-InputArea-editor, .cr-no-links";
const BLOCK = "p, li, td, th, dd, blockquote, figcaption, h1, h2, h3, h4, h5, h6, div";

/**
 * A part of a sentence: words, or words that lead to a heading, of their page or another (leads.py).
 * @typedef {string | { words: string, heading: string, page?: string }} Part
 */

/** A sentence, with links where its words lead to a heading. @param {Part[]} parts */
export function with_leads(parts) {
  return parts.map((part) =>
    typeof part === "string" ? part : h("span", { class: LINK, "data-heading": part.heading, "data-page": part.page ?? "" }, part.words));
}

/** The sentence as plain words. @param {Part[]} parts */
export function words_of_leads(parts) {
  return parts.map((part) => (typeof part === "string" ? part : part.words)).join("");
}

/**
 * Make links of the citations inside an element, also of those that come later.
 * @param {HTMLElement} root
 * @param {() => Record<string, string>} names  how texts may be called, each with its id
 * @param {AbortSignal} signal  ends it
 * @param {string} [within]  only inside what this selector finds; everywhere when left out
 */
export function tend_citations(root, names, signal, within = "") {
  let known = "";
  let find = citation_finder({});
  let told = "";
  function live() {
    if (root.isConnected && told !== known) {
      told = known;
      ask_page(root, "names", { names: names() });
    }
    refresh_links(root);
  }

  /** @param {Iterable<Node>} nodes */
  function link_all(nodes) {
    let made = 0;
    for (const node of nodes) for (const text of prose_in(node, within)) made += link_text(text, find(text.data));
    if (made > 0 || [...nodes].some((one) => one.parentElement?.querySelector(`.${LINK}[data-heading]`))) live();
  }

  function follow() {
    const now = JSON.stringify(names());
    if (now !== known) {
      known = now;
      find = citation_finder(names());
      link_all([root]);
    }
    live();
  }

  const written = new MutationObserver((changes) =>
    link_all(changes.flatMap((one) => (one.type === "characterData" ? [one.target] : [...one.addedNodes]))));
  // it is told when the element comes into the document, which it was not in when it was drawn
  const seen = new ResizeObserver(live);
  written.observe(root, { childList: true, subtree: true, characterData: true });
  seen.observe(root);
  hear_places(follow, signal);
  root.addEventListener("click", (event) => open_link(event), { signal });
  root.addEventListener("keydown", (event) => event.key === "Enter" && open_link(event), { signal });
  signal.addEventListener("abort", () => {
    written.disconnect();
    seen.disconnect();
  });
  follow();
  return { follow };
}

/**
 * The text nodes of prose in a node.
 * @param {Node} node
 * @param {string} within
 * @returns {Text[]}
 */
function prose_in(node, within) {
  const skipped = (/** @type {Node} */ one) => {
    const element = one instanceof Element ? one : one.parentElement;
    return !element || element.closest(NO_PROSE) !== null;
  };
  if (skipped(node)) return [];
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (one) =>
    one instanceof Element ? (one.matches(NO_PROSE) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP) : NodeFilter.FILTER_ACCEPT);
  /** @type {Text[]} */
  const found = [];
  const take = (/** @type {Node} */ one) => {
    if (one instanceof Text && (!within || one.parentElement?.closest(within))) found.push(one);
  };
  take(node);
  while (walker.nextNode()) take(walker.currentNode);
  return found;
}

/**
 * Put links into a text node. The node stays, with the words before the first of them.
 * @param {Text} node
 * @param {CitedPlace[]} places
 * @returns {number} how many
 */
function link_text(node, places) {
  for (const place of [...places].reverse()) {
    const words = node.data.slice(place.s, place.e);
    const rest = node.splitText(place.s);
    rest.deleteData(0, words.length);
    node.after(h("span", {
      class: LINK, "data-text": place.text, "data-first": place.first, "data-last": place.last, "data-name": place.alone ? `${place.text} ${words}` : null,
    }, words));
  }
  return places.length;
}

/** Those that lead somewhere are links, the others are words. @param {HTMLElement} root */
function refresh_links(root) {
  if (!root.isConnected) return;
  /** @type {Map<string, boolean>} */
  const led = new Map();
  for (const link of root.querySelectorAll(`.${LINK}`)) {
    const heading = link.getAttribute("data-heading");
    const page = link.getAttribute("data-page");
    const text = link.getAttribute("data-text") ?? "";
    const place = JSON.stringify([heading, page, text]);
    const leads = led.get(place) ?? (heading ? ask_page(root, "can-lead", { heading, page }) : ask_page(root, "can-cite", { text }));
    led.set(place, leads);
    if (leads === (link.getAttribute("role") === "link")) continue;
    const name = link.getAttribute("data-name");
    const dress = { role: "link", tabindex: "0", "data-lm-suppress-shortcuts": "true", title: heading ? "Go to this question" : "Show it in the text", ...(name ? { "aria-label": name } : {}) };
    for (const [key, value] of Object.entries(dress)) leads ? link.setAttribute(key, value) : link.removeAttribute(key);
  }
}

/** @param {Event} event */
function open_link(event) {
  const link = event.target instanceof Element ? event.target.closest(`.${LINK}[role=link]`) : null;
  if (!(link instanceof HTMLElement)) return;
  event.preventDefault(); // it may stand in the label of a box
  event.stopPropagation();
  const { text = "", first = "", last = "", heading, page = "" } = link.dataset;
  if (heading) return void (ask_page(link, "lead", { heading, page }) || refresh_links(link));
  if (!ask_page(link, "cite", { text, first, last, quote: quoted_before(link) })) refresh_links(link);
}

/**
 * The words that a citation cites: those in quotation marks right before it.
 * @param {HTMLElement} link
 */
function quoted_before(link) {
  const block = link.parentElement?.closest(BLOCK);
  if (!block) return "";
  const found = /“([^“”]+)”[\s(),.;:–—-]*$/u.exec(words_before(block, link));
  return found ? found[1].trim() : "";
}

/**
 * What stands in a block before an element; what is quoted by its markup gets quotation marks, and
 * other citations are left out.
 * @param {Node} node
 * @param {Node} end
 * @returns {string}
 */
function words_before(node, end) {
  let words = "";
  for (const child of node.childNodes) {
    if (child === end) break;
    if (child instanceof Text) words += child.data;
    else if (child instanceof Element && !child.classList.contains(LINK)) {
      const inner = words_before(child, end);
      words += child.tagName === "Q" ? `“${inner}”` : inner;
    }
    if (child.contains(end)) break;
  }
  return words;
}
