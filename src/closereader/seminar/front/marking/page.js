// Marking by keys: a row of rubric keys and a box for a remark at each answer, the next unmarked
// one, and how far one is.

import { count_of, h } from "../../../widgets/base/dom.js";
import { placed } from "../../../widgets/base/layout.js";

/**
 * @typedef {import("./store.js").Store} Store
 * @typedef {import("./store.js").MarkRecord} MarkRecord
 * @typedef {{ current: () => HTMLElement | null, go: (article: HTMLElement) => void,
 *   say: (words: string) => void, hear: (key: string, does: () => void) => void }} Marking
 */

const LEVELS = ["strong", "adequate", "thin"];
const OVERALL = "Overall"; // what is judged where a rubric has no items; there a remark is enough
const ANSWER = "Answer"; // what is judged of a reader who gave none
const NONE = "none"; // that it counts as none: no points, and the student is told
const KEYS = [
  ["1 2 3", "strong, adequate, thin; then the next item"],
  ["0", "take the level of the item back; where nothing was answered: count it as none"],
  ["← →", "another item"],
  ["n", "next answer that is not marked"],
  ["j k", "next answer, the one before"],
  ["r", "remark; Esc leads back, Ctrl+Enter to the next unmarked"],
  ["c", "comment on words: those selected, or choose them with ← →, sentences with ↑ ↓, more with Shift; then Enter, or w for the whole answer"],
  ["b", "the comments that you wrote before: then 1 to 9"],
  ["Tab", "to the comments of an answer: Enter changes one"],
  ["e", "save the marking file"],
  ["?", "these keys"],
];

/** @param {HTMLElement} main @param {Store} store @returns {Marking} */
export function start_marking(main, store) {
  const meanings = /** @type {Record<string, Record<string, string>>} */ (
    JSON.parse(main.dataset.levels ?? `{"${OVERALL}": {}}`));
  const items = Object.keys(meanings);
  const articles = /** @type {HTMLElement[]} */ ([...main.querySelectorAll("article[data-reader]")]);
  /** @type {Map<HTMLElement, { show: () => void, box: HTMLTextAreaElement }>} */
  const rows = new Map();
  /** @type {Map<string, () => void>} */
  const deeds = new Map();
  /** @type {HTMLElement | null} */
  let now = null;
  let item = 0;

  const progress = h("strong", { class: "progress" });
  const status = h("span", { role: "status", class: "check" });
  const say = (/** @type {string} */ words) => {
    status.textContent = words;
  };

  const silent = (/** @type {HTMLElement} */ article) => article.classList.contains("silent");
  const answered = articles.filter((article) => !silent(article));

  /** @param {HTMLElement} article */
  const about = (article) => ({
    reader: article.dataset.reader ?? "",
    name: article.dataset.name ?? "",
    answer: article.dataset.digest ?? "",
  });
  const record_of = (/** @type {HTMLElement} */ article) => store.get(article.dataset.reader ?? "");
  const changed = (/** @type {HTMLElement} */ article) => {
    const record = record_of(article);
    return record !== null && record.answer !== article.dataset.digest;
  };
  const done = (/** @type {HTMLElement} */ article) => {
    const record = record_of(article);
    if (record === null || changed(article)) return false;
    const said = record.remark.trim() !== "" || record.comments.length > 0;
    if (silent(article) && (said || record.rubric[ANSWER] === NONE)) return true;
    return items.every((name) => record.rubric[name] || (name === OVERALL && said));
  };

  /** @param {HTMLElement} article */
  const go = (article) => {
    if (now !== article) item = 0;
    const before = now;
    now = article;
    if (before) rows.get(before)?.show();
    rows.get(article)?.show();
    article.focus({ preventScroll: true });
    article.scrollIntoView({ block: "start" });
    say(silent(article)
      ? `${article.dataset.name} gave no answer. 0 counts it as none, r is a remark.`
      : `${article.dataset.name}, ${answered.indexOf(article) + 1} of ${answered.length}`);
  };

  const step = (/** @type {number} */ by) => {
    const at = now ? articles.indexOf(now) + by : 0;
    const next = articles[Math.max(0, Math.min(articles.length - 1, at))];
    if (next) go(next);
  };

  const next_unmarked = () => {
    const from = now ? articles.indexOf(now) + 1 : 0;
    const order = [...articles.slice(from), ...articles.slice(0, from)].filter((article) => !done(article));
    const next = order.find((article) => !silent(article));
    const [left] = order;
    if (next) go(next);
    else {
      if (left) go(left);
      say(`All ${answered.length} are marked. ${left ? status.textContent : "Save with e."}`);
    }
  };

  /** @param {string | null} level */
  const judge = (level) => {
    if (now === null) {
      step(0);
      return; // the first key leads to the first answer, and judges nothing unseen
    }
    const rubric = { ...(record_of(now)?.rubric ?? {}) };
    const name = items[item] ?? "";
    const none = rubric[ANSWER] === NONE;
    if (none) delete rubric[ANSWER];
    if (level === null && silent(now)) {
      store.put(about(now), { rubric: none ? rubric : { [ANSWER]: NONE } });
      return;
    }
    if (level === null) delete rubric[name];
    else rubric[name] = level;
    if (level !== null && item < items.length - 1) item += 1;
    store.put(about(now), { rubric });
  };

  const turn = (/** @type {number} */ by) => {
    item = Math.max(0, Math.min(items.length - 1, item + by));
    if (now) rows.get(now)?.show();
  };

  const save = () => {
    const address = URL.createObjectURL(new Blob([store.export_csv()], { type: "text/csv" }));
    const name = `marking-${moment(new Date())}.csv`;
    h("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
    say(`Saved ${count_of(store.all().length, "answer")} in ${name}, in your downloads.`);
  };

  const show_all = () => {
    const count = answered.filter(done).length;
    progress.textContent = `${count} of ${answered.length} marked`;
    rows.forEach((row) => row.show());
    warning.hidden = store.kept();
  };

  const help = h("dl", { class: "keys", hidden: true },
    KEYS.map(([key, words]) => [h("dt", {}, key), h("dd", {}, words)]),
  );
  const toggle = h("button", { type: "button", "aria-expanded": "false", onclick: () => toggle_help() }, "Keys (?)");
  const toggle_help = () => {
    help.hidden = !help.hidden;
    toggle.setAttribute("aria-expanded", String(!help.hidden));
  };
  const warning = h("p", { class: "flag", role: "alert", hidden: true },
    "This browser cannot keep what you mark. Save it (e) before you close the page.");
  const file = h("input", {
    type: "file", accept: ".csv", "aria-label": "Bring in a marking file",
    onchange: async () => {
      const [chosen] = file.files ?? [];
      if (!chosen) return;
      const { ours, taken, older, unread } = store.import_csv(await chosen.text());
      file.value = "";
      if (!ours) {
        say(`${chosen.name} is no marking file. Nothing was brought in.`);
        return;
      }
      const rest = [older && `${older} older or the same`, unread && `${unread} not read`].filter(Boolean);
      say(`Brought in ${count_of(taken, "answer")}${rest.length ? `; ${rest.join(", ")}` : ""}.`);
    },
  });
  const bar = h("div", { class: "bar", role: "region", "aria-label": "Marking" },
    progress,
    h("button", { type: "button", onclick: next_unmarked }, "Next unmarked (n)"),
    h("button", { type: "button", onclick: save }, "Save (e)"),
    h("label", { class: "bring" }, "Bring in: ", file),
    toggle, status, warning, help,
  );
  main.querySelector(".answers")?.prepend(bar);

  for (const article of articles) rows.set(article, make_row(article));
  store.on_change(show_all);
  show_all();

  /** @param {HTMLElement} article */
  function make_row(article) {
    article.tabIndex = -1;
    article.addEventListener("focusin", () => {
      if (now !== article) {
        const before = now;
        now = article;
        item = 0;
        if (before) rows.get(before)?.show();
        rows.get(article)?.show();
      }
    });
    article.addEventListener("pointerdown", () => {
      if (now !== article) article.focus({ preventScroll: true });
    });
    const group = h("div", { class: "levels" });
    const buttons = items.map((name, at) =>
      LEVELS.map((level, place) =>
        h("button", {
          type: "button", "aria-pressed": "false", tabindex: at || place ? "-1" : "0", title: `${name}: ${level}`,
          onclick: () => {
            now = article;
            item = at;
            judge(record_of(article)?.rubric[name] === level ? null : level);
          },
        }, `${place + 1} ${level}`)));
    const lines = items.map((name, at) =>
      h("div", { class: "item", role: "group", "aria-label": name }, h("span", { class: "name" }, name), buttons[at]));
    const none = h("button", { type: "button", "aria-pressed": "false", onclick: () => {
      now = article;
      judge(null);
    } }, "0 no answer");
    if (silent(article)) {
      group.append(none);
      article.querySelector("h3")?.append(" ",
        h("button", { type: "button", "aria-label": `Mark ${article.dataset.name}`, onclick: () => go(article) }, "mark"));
    }
    group.append(...lines);
    const box = h("textarea", {
      rows: 1, "aria-label": `Remark for ${article.dataset.name}`, placeholder: "Remark (r)",
      oninput: () => store.put(about(article), { remark: box.value }),
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key === "Escape") article.focus({ preventScroll: true });
        else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
          article.focus({ preventScroll: true });
          next_unmarked();
        } else return;
        event.preventDefault();
      },
    });
    const note = h("p", { class: "flag", hidden: true },
      "The answer was changed after you marked it. Look again: any key that you press counts for the new words.");
    const line = h("p", { class: "said check" });
    const meaning = h("p", { class: "meaning check" });
    article.querySelector(".marking")?.append(group, meaning, box);
    article.querySelector("h3")?.after(line, note);
    const show = () => {
      const record = record_of(article);
      const mine = now === article;
      article.classList.toggle("now", mine);
      if (mine) article.setAttribute("aria-current", "true");
      else article.removeAttribute("aria-current");
      article.classList.toggle("done", done(article));
      note.hidden = !changed(article);
      none.setAttribute("aria-pressed", String(record?.rubric[ANSWER] === NONE));
      items.forEach((name, at) => {
        lines[at]?.classList.toggle("here", mine && at === item);
        LEVELS.forEach((level, place) =>
          buttons[at]?.[place]?.setAttribute("aria-pressed", String(record?.rubric[name] === level)));
      });
      const words = meanings[items[item] ?? ""] ?? {};
      meaning.textContent = LEVELS.flatMap((level, at) => (words[level] ? [`${at + 1} ${words[level]}`] : [])).join(" · ");
      if (box.value !== (record?.remark ?? "") && document.activeElement !== box) box.value = record?.remark ?? "";
      const levels = [...items, ANSWER].filter((name) => record?.rubric[name]).map((name) => `${name} ${record?.rubric[name]}`);
      const said = record?.comments.length ? [...levels, count_of(record.comments.length, "comment")] : levels;
      line.textContent = [...said, record?.remark].filter(Boolean).join(" · ");
    };
    return { show, box };
  }

  deeds.set("n", next_unmarked);
  deeds.set("j", () => step(now ? 1 : 0));
  deeds.set("k", () => step(-1));
  deeds.set("e", save);
  deeds.set("?", toggle_help);
  deeds.set("0", () => judge(null));
  LEVELS.forEach((level, at) => deeds.set(String(at + 1), () => judge(level)));
  deeds.set("ArrowLeft", () => turn(-1));
  deeds.set("ArrowRight", () => turn(1));
  deeds.set("r", () => {
    if (now === null) step(0);
    if (now) rows.get(now)?.box.focus();
  });
  document.addEventListener("keydown", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target?.closest("input, textarea, select, [data-own-keys]")) return;
    const deed = deeds.get(event.key) ?? (/^[a-z\d]$/iu.test(event.key) ? undefined : deeds.get(placed(event)));
    if (!deed || (event.key.startsWith("Arrow") && now === null)) return;
    if (event.key.startsWith("Arrow") && target?.closest(".wide")) return; // it scrolls there
    event.preventDefault();
    deed();
  });
  return { current: () => now, go, say, hear: (key, does) => deeds.set(key, does) };
}

/** The day and the second, so that the newest file is seen by its name. @param {Date} now */
function moment(now) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-");
  return `${day}-${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
}
