// Runs one Python script in Pyodide under Node, with the repository mounted at /repository.
// node run.mjs <folder of Pyodide> <repository> <script below the repository> [arguments of the script]
import path from "node:path";
import { pathToFileURL } from "node:url";

const [pyodide, repository, script, ...words] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(path.join(pyodide, "pyodide.mjs")));
const python = await loadPyodide({
  packages: ["unsc-sim", "ipython", "ipywidgets", "pytest", "hypothesis"],
  env: { HOME: "/home/pyodide", HYPOTHESIS_STORAGE_DIRECTORY: "/tmp/hypothesis", HYPOTHESIS_PROFILE: "mutants", PYTHONDONTWRITEBYTECODE: "1" },
});
python.FS.mkdir("/repository");
python.FS.mount(python.FS.filesystems.NODEFS, { root: repository }, "/repository");
python.globals.set("words", python.toPy([script, ...words]));
process.exit(
  python.runPython(`
import os, runpy, sys
os.chdir("/repository")
sys.dont_write_bytecode = True
sys.argv = list(words)
code = 0
try:
    runpy.run_path(words[0], run_name="__main__")
except SystemExit as ended:
    code = int(ended.code or 0)
sys.stdout.flush()
sys.stderr.flush()
code
`),
);
