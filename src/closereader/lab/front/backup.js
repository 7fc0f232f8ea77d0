// A reader's whole work as one file: for a site, where the work is kept in the browser.

const WORK = "work";
const FORMAT = "closereader-backup";

/** @typedef {{ type: string, format: string | null, path: string, name: string, content: any }} Entry */
/**
 * What is used of JupyterLab's contents.
 * @typedef {object} Contents
 * @property {(path: string, options: object) => Promise<Entry>} get
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

/** @param {Contents} contents @param {string} path */
async function is_there(contents, path) {
  return contents.get(path, { content: false }).then(() => true, () => false);
}

/**
 * Say whose work a set of files is.
 * @param {Files} files
 */
export function whose(files) {
  const card = files["reader.json"] ?? { text: "{}" };
  try {
    const bytes = "text" in card ? null : Uint8Array.from(atob(card.base64), (one) => one.charCodeAt(0));
    const name = JSON.parse("text" in card ? card.text : new TextDecoder().decode(bytes ?? undefined)).name;
    return typeof name === "string" && name !== "" ? `of ${name}` : "without a reader name";
  } catch {
    return "without a reader name";
  }
}
