// Run notebooks in Pyodide under Node as JupyterLite's kernel would, with its stand-ins applied.
//   node run.mjs SITE DRIVE NOTEBOOK...
// Prints one line of JSON: what each notebook's code cells did.
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { readFileSync } from "node:fs";

const [site, drive, ...notebooks] = process.argv.slice(2);
const config = JSON.parse(readFileSync(join(site, "jupyter-lite.json"), "utf-8"));
const settings = config["jupyter-config-data"].litePluginSettings;
const { pyodideUrl } = settings["@jupyterlite/pyodide-kernel-extension:kernel"];
const { loadPyodide } = await import(pathToFileURL(join(site, pyodideUrl)).href);
const python = await loadPyodide({});
python.FS.mkdir("/drive");
python.FS.mount(python.FS.filesystems.NODEFS, { root: drive }, "/drive");
python.globals.set("ASKED", JSON.stringify(notebooks));
const said = await python.runPythonAsync(`
import ast, contextlib, io, json, os, sys, warnings
from pathlib import Path
import pyodide_kernel  # with it come the kernel's own stand-ins: without them "fcntl" were whole
import fcntl
assert not hasattr(fcntl, "flock")
shell = pyodide_kernel.kernel_instance.interpreter
opened = []
shell.send_comm = lambda kind, *rest: opened.append(kind)

def shown(value):
    data, _ = shell.display_formatter.format(value)
    return sorted(data)

def run(path):
    os.chdir(path.parent)
    names, done, failed = {"__name__": "__main__", "get_ipython": lambda: shell}, 0, []
    for number, cell in enumerate(json.loads(path.read_text(encoding="utf-8"))["cells"]):
        if cell["cell_type"] != "code":
            continue
        try:
            tree = ast.parse("".join(cell["source"]))
            last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(tree, "<cell>", "exec"), names)
                if last is not None:
                    shown(eval(compile(ast.Expression(last.value), "<cell>", "eval"), names))
            done += 1
        except Exception as error:
            failed.append([number, type(error).__name__, str(error)[:200]])
    return {"done": done, "failed": failed}

result = {one: run(Path("/drive") / one) for one in json.loads(ASKED)}
shell.kernel._parent_header = {"header": {}}
completed = shell.kernel.complete("import os; os.path.isab", 23)["matches"]
heavy = sorted({"numpy", "pandas", "plotly"} & set(sys.modules))
from closereader.tables import TableError, open_table
try:
    frame = str(open_table("panel").frame)
except TableError as error:
    frame = str(error)
json.dumps({"notebooks": result, "heavy": heavy, "frame": frame, "completed": completed, "comms": opened.count("comm_open"), "python": sys.version.split()[0]})
`);
console.log(said);
