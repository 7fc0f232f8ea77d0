// Compile every module of some archives (wheels, and Python's own standard library, which Pyodide
// brings as sources) with the very Python that will read them: Pyodide.
//   node compile.mjs PYODIDE-FOLDER FOLDER-IN FOLDER-OUT
// A module's source is left out: without it a browser has less to fetch, and nothing to compile.
import { pathToFileURL } from "node:url";
import { join } from "node:path";

const [pyodide, from, to] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(pyodide, "pyodide.mjs")).href);
const python = await loadPyodide({ indexURL: pyodide });
for (const [place, root] of Object.entries({ "/from": from, "/to": to })) {
  python.FS.mkdir(place);
  python.FS.mount(python.FS.filesystems.NODEFS, { root }, place);
}
await python.runPythonAsync(`
import importlib.util, marshal, zipfile
from pathlib import Path

def compiled(name, source):
    """A module as a file of the kind that Python believes without looking at its source."""
    code = compile(source, name, "exec", dont_inherit=True)
    flags = (0b01).to_bytes(4, "little")  # by hash, unchecked
    return importlib.util.MAGIC_NUMBER + flags + importlib.util.source_hash(source) + marshal.dumps(code)

for path in sorted(Path("/from").iterdir()):
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(Path("/to") / path.name, "w") as new:
        for entry in old.infolist():
            data, name = old.read(entry), entry.filename
            if name.endswith(".py"):
                try:
                    data, name = compiled(name, data), name + "c"
                except (SyntaxError, ValueError):
                    pass  # not every file of a package is a module: a template stays as it is
            fresh = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            fresh.compress_type = zipfile.ZIP_DEFLATED
            fresh.external_attr = 0o100644 << 16
            new.writestr(fresh, data, compresslevel=6)
`);
