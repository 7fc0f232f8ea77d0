// Which notebook of the course an open notebook is, and whether its code is the course's own.
// The list was written into the script when the package was installed: a notebook cannot bring
// its own, nor can the folder it lies in.

/**
 * @typedef {object} Entry
 * @property {string} path  in the course folder: "notebooks/02_exclusion.ipynb"
 * @property {string} title
 * @property {number | null} minutes
 * @property {string} digest  of the code of all its cells
 */
/**
 * @typedef {object} Place
 * @property {Entry} entry
 * @property {string} root  the course folder, as the server names it, with a slash at its end
 */

/**
 * Find the notebook of the course that lies at a path; whether it is that one, the digest tells.
 * @param {Entry[]} course
 * @param {string} path
 * @returns {Place | null}
 */
export function place_of(course, path) {
  const entry = course.find((one) => path === one.path || path.endsWith(`/${one.path}`));
  return entry ? { entry, root: path.slice(0, path.length - entry.path.length) } : null;
}

/** What stands on the tab: the number that the file has, and the title. @param {Entry} entry */
export function name_of({ path, title }) {
  const number = /(?:^|\/)(\d\d)_/.exec(path)?.[1];
  return number ? `${number} ${title}` : title;
}

/**
 * @param {Entry[]} course
 * @param {Entry} entry
 * @returns {{ back?: Entry, next?: Entry, exercise?: Entry, lesson?: Entry }}
 */
export function ways_from(course, entry) {
  const [folder = "", file = ""] = entry.path.split("/");
  const lessons = course.filter((one) => one.path.startsWith("notebooks/"));
  const here = lessons.findIndex((one) => one.path === `notebooks/${file}`);
  const of_folder = (/** @type {string} */ name) =>
    course.find((one) => one.path === `${name}/${file}`);
  if (folder === "notebooks") {
    return { back: lessons[here - 1], next: lessons[here + 1], exercise: of_folder("exercises") };
  }
  if (folder !== "exercises" && folder !== "solutions") return {};
  return { lesson: lessons[here], next: lessons[here + 1] };
}

/**
 * SHA-256 of code sources, as `closereader.authoring.listing.digest` gives it; "" where the
 * browser offers none (a page that is neither https nor on this computer).
 * @param {string[]} sources
 */
export async function digest(sources) {
  if (!globalThis.crypto?.subtle) return "";
  const bytes = new TextEncoder().encode(JSON.stringify(sources));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Whether code speaks of the course's library at all. @param {string[]} sources */
export function uses_library(sources) {
  return sources.some((code) => /^\s*(from|import)\s+closereader\b/m.test(code));
}
