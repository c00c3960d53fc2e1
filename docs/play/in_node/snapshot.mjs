// Starts Python, opens the library, and keeps its memory and its files: the Council table begins where this ends.
// node snapshot.mjs <folder of Pyodide> <folder to write to> <wheel>...
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [pyodide, target, ...wheels] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(path.join(pyodide, "pyodide.mjs")));
const python = await loadPyodide({ _makeSnapshot: true, env: { HOME: "/home/pyodide", PYTHONHASHSEED: "0" } });
for (const wheel of wheels) python.unpackArchive(new Uint8Array(await readFile(wheel)), "wheel");
python.runPython(`
import gc, json
from unsc_sim.chamber import answer

def ask(**question):
    return json.loads(answer(json.dumps(question)))

ask(ask="catalogue", first=0, number=1)
shown = ask(ask="open", on="2016-10-08")
for told in ("ways", "choices"):
    ask(ask=told, fragment=shown["fragment"])
del answer, ask, shown, told
gc.collect()
del gc, json
`);
await writeFile(path.join(target, "memory"), python.makeMemorySnapshot());
await writeFile(path.join(target, "files"), python.runPython(`
import json, pathlib, unsc_sim

folder = pathlib.Path(unsc_sim.__file__).parents[1]
json.dumps({str(file): file.read_text("utf-8") for file in folder.rglob("*") if file.is_file()})
`));
