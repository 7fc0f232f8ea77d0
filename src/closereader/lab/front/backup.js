// A reader's whole work as one file, and back: for a site, where the work is kept in the browser.

const WORK = "work";
const FORMAT = "closereader-backup";
const PATH = /^(?!\/)(?!.*(?:^|\/)\.{1,2}(?:\/|$))[^\\\0]+$/;

/** @typedef {{ type: string, format: string | null, path: string, name: string, content: any }} Entry */
/**
 * What is used of JupyterLab's contents.
 * @typedef {object} Contents
 * @property {(path: string, options: object) => Promise<Entry>} get
 * @property {(path: string, options: object) => Promise<unknown>} save
 * @property {(options: { path: string, type: string }) => Promise<Entry>} newUntitled
 * @property {(from: string, to: string) => Promise<unknown>} rename
 */
/** @typedef {Record<string, { text: string } | { base64: string }>} Files  by their paths in the work folder */
/** @typedef {{ format: string, version: number, made: string, files: Files }} Backup */

/**
 * @param {Contents} contents
 * @param {string} now  ISO 8601
 * @returns {Promise<Backup>}
 */
export async function gather(contents, now) {
  /** @type {Files} */
  const files = {};
  /** @param {string} folder */
  const walk = async (folder) => {
    const { content } = await contents.get(folder, { content: true, type: "directory" });
    for (const { name, type } of content) {
      const path = `${folder}/${name}`;
      if (type === "directory") await walk(path);
      else files[path.slice(WORK.length + 1)] = kept(await contents.get(path, { content: true }));
    }
  };
  if (await is_there(contents, WORK)) await walk(WORK);
  return { format: FORMAT, version: 1, made: now, files };
}

/** @param {Entry} entry @returns {{ text: string } | { base64: string }} */
function kept({ format, content }) {
  if (format === "base64") return { base64: content };
  return { text: typeof content === "string" ? content : JSON.stringify(content, null, 1) };
}

/**
 * Read a backup that somebody chose.
 * @param {string} words
 * @returns {Backup}
 * @throws {Error} one sentence
 */
export function parse(words) {
  let data;
  try {
    data = JSON.parse(words);
  } catch {
    throw new Error("This file is no backup of the course, or not whole. Nothing was changed.");
  }
  if (data?.format !== FORMAT || typeof data.files !== "object" || data.files === null)
    throw new Error("This file is no backup of the course. Nothing was changed.");
  if (data.version !== 1) throw new Error("This backup is of a newer course than this one. Nothing was changed.");
  for (const [path, file] of Object.entries(data.files)) {
    const { text, base64 } = /** @type {any} */ (file) ?? {};
    if (!PATH.test(path) || typeof (text ?? base64) !== "string")
      throw new Error("This backup is damaged. Nothing was changed.");
  }
  return data;
}

/**
 * Put a backup in the place of the work folder. What stands there is put aside, whole, under another
 * name; until the backup is written whole, it is not touched.
 * @param {Contents} contents
 * @param {Backup} backup
 * @param {string} now
 * @returns {Promise<string>} the folder that the earlier work lies in, or ""
 */
export async function bring_back(contents, backup, now) {
  const stamp = now.slice(0, 19).replace(/[^0-9]/g, "");
  const fresh = `${WORK}-new-${stamp}`;
  const made = new Set();
  /** @param {string} path */
  const make = async (path) => {
    if (made.has(path)) return;
    made.add(path);
    const above = path.split("/").slice(0, -1).join("/");
    if (above) await make(above);
    const folder = await contents.newUntitled({ path: above, type: "directory" });
    await contents.rename(folder.path, path);
  };
  await make(fresh);
  for (const [path, file] of Object.entries(backup.files)) {
    const whole = `${fresh}/${path}`;
    await make(whole.split("/").slice(0, -1).join("/"));
    const [format, content] = "text" in file ? ["text", file.text] : ["base64", file.base64];
    await contents.save(whole, { type: "file", format, content, name: whole.split("/").at(-1), path: whole });
  }
  const aside = (await is_there(contents, WORK)) ? `${WORK}-before-${stamp}` : "";
  if (aside) await contents.rename(WORK, aside);
  await contents.rename(fresh, WORK);
  return aside;
}

/** @param {Contents} contents @param {string} path */
async function is_there(contents, path) {
  return contents.get(path, { content: false }).then(() => true, () => false);
}

/** The name in a set of files, "" when there is none. @param {Files} files */
function reader_of(files) {
  const card = files["reader.json"] ?? { text: "{}" };
  try {
    const bytes = "text" in card ? null : Uint8Array.from(atob(card.base64), (one) => one.charCodeAt(0));
    const { name } = JSON.parse("text" in card ? card.text : new TextDecoder().decode(bytes ?? undefined));
    return typeof name === "string" ? name : "";
  } catch {
    return "";
  }
}

/** Say whose work a set of files is. @param {Files} files */
export function whose(files) {
  const name = reader_of(files);
  return name ? `of ${name}` : "without a reader name";
}

/** The reader and the day, in letters that every system takes. @param {Backup} backup */
export function file_name({ files, made }) {
  const name = reader_of(files).toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim().slice(0, 40);
  return ["closereader-backup", ...name.split(" ").filter(Boolean), made.slice(0, 10)].join("-") + ".json";
}
