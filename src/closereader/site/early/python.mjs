// What the kernel loads in the place of pyodide.mjs: the same Python, which may have begun already,
// with the modules that every notebook of the course needs.
import { loadPyodide as load } from "./pyodide.mjs";
import options from "./options.mjs";

const AHEAD = `
import piplite.piplite, pyodide_kernel  # in this order: the kernel's stand-ins come before the rest
import closereader
for name in closereader.__all__:
    getattr(closereader, name)
`;
/** @typedef {{ stdout?: (words: string) => void, stderr?: (words: string) => void }} Heard */

/** @type {Heard} */
const heard = {};
/** @type {Promise<any> | undefined} */
let begun;

async function start() {
  const python = await load({
    ...options,
    stdout: (/** @type {string} */ words) => heard.stdout?.(words),
    stderr: (/** @type {string} */ words) => heard.stderr?.(words),
  });
  await python.runPythonAsync(AHEAD);
  return python;
}

/** Start Python, once; `loadPyodide` waits for it. */
export const begin = () => (begun ??= start());

/** @param {Heard} given what the kernel gives; all else is the site's own */
export function loadPyodide({ stdout, stderr }) {
  Object.assign(heard, { stdout, stderr });
  return begin();
}
