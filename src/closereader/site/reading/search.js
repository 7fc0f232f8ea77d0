// Search in the pages: the index lies in this page, and nothing is asked from anywhere.
const MOST = 40; // results
const AROUND = 70; // characters before the first word that is shown
/** @type {{ page: string, at: string, where: string, words: string }[]} */
const index = JSON.parse(document.getElementById("index")?.textContent ?? "[]");
const box = /** @type {HTMLInputElement} */ (document.getElementById("query"));
const said = /** @type {HTMLElement} */ (document.getElementById("said"));
const list = /** @type {HTMLElement} */ (document.getElementById("found"));
const plain = (/** @type {string} */ words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const folded = index.map(({ where, words }) => plain(`${where} ${words}`));

function look() {
  const asked = plain(box.value).split(/\s+/).filter(Boolean);
  const found = asked.length === 0 ? [] : index.filter((_, n) => asked.every((word) => folded[n].includes(word)));
  said.textContent = asked.length === 0 ? "Write one word or several: what has all of them is shown."
    : `${found.length} ${found.length === 1 ? "place" : "places"}${found.length > MOST ? `, the first ${MOST} of them` : ""}`;
  list.replaceChildren(...found.slice(0, MOST).map((one) => row(one, asked)));
}

/** @param {{ page: string, at: string, where: string, words: string }} one @param {string[]} asked */
function row({ page, at, where, words }, asked) {
  const link = document.createElement("a");
  link.href = at ? `${page}#${at}` : page;
  link.textContent = where;
  const lower = words.toLowerCase();
  const first = asked.map((word) => lower.indexOf(word)).filter((place) => place >= 0).sort((a, b) => a - b)[0] ?? 0;
  const from = Math.max(0, first - AROUND);
  const piece = `${from ? "… " : ""}${words.slice(from, from + 3 * AROUND)} …`;
  const text = document.createElement("p");
  const cut = new RegExp(`(${asked.map((word) => word.replace(/[^\p{L}\p{N}]/gu, "\\$&")).join("|")})`, "iu");
  for (const part of piece.split(cut)) {
    if (asked.includes(part.toLowerCase())) {
      const mark = document.createElement("mark");
      mark.className = "hit";
      mark.textContent = part;
      text.append(mark);
    } else {
      text.append(part);
    }
  }
  const item = document.createElement("li");
  item.append(link, text);
  return item;
}

box.value = new URLSearchParams(location.search).get("q") ?? "";
box.addEventListener("input", look);
look();
