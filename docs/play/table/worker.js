// The library in a worker: reads the files, starts Python, and hands every question to `unsc_sim.chamber.answer`.
// No rule of the Council is written here; questions and answers are JSON texts that Python reads and writes.

const PYODIDE = new URL("../static/pyodide/", self.location.href);
const STEPS = 3;
let answer = null;

self.onmessage = async ({ data }) => {
  try {
    if (data.load) await load(data.load);
    else self.postMessage({ id: data.id, answer: answer(data.question) });
  } catch (error) {
    self.postMessage({ id: data.id, failed: String(error?.message ?? error).trim().split("\n").pop() });
  }
};

async function load(groups) {
  const listed = await (await fetched("files.json")).json();
  const files = ["runtime", ...groups].flatMap((group) => listed[group]);
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  let bytes = 0;
  const count = (more) => tell(1, "reading the files", (bytes += more), total);
  const reads = new Map(files.map(({ name }) => [name, read(name, count)]));
  const python = (await Promise.all([start(reads.get("memory.packed")), ...reads.values()]))[0];

  tell(3, "opening the library");
  writeAll(python.FS, JSON.parse(new TextDecoder().decode(await reads.get("files.packed"))));
  for (const [name, content] of reads) if (name.endsWith(".whl")) python.unpackArchive(await content, "wheel");
  answer = python.pyimport("unsc_sim.chamber").answer;
  self.postMessage({ ready: true });
}

// Python begins with the memory that the build kept of it (docs/play/in_node/snapshot.mjs), which needs room first.
async function start(memory) {
  const { loadPyodide } = await import(new URL("pyodide.mjs", PYODIDE).href);
  const { default: createModule } = await import(new URL("pyodide.asm.mjs", PYODIDE).href);
  const createPyodideModule = async (settings) => {
    tell(2, "starting Python");
    const module = await createModule(settings);
    module.growMemory((await memory).byteLength);
    return module;
  };
  return loadPyodide({ indexURL: PYODIDE.href, _loadSnapshot: memory, createPyodideModule });
}

function writeAll(system, texts) {
  const encoder = new TextEncoder();
  const folders = new Set(Object.keys(texts).map((file) => file.slice(0, file.lastIndexOf("/"))));
  for (const folder of folders) system.mkdirTree(folder);
  for (const [file, text] of Object.entries(texts)) system.writeFile(file, encoder.encode(text));
}

async function fetched(name) {
  const address = new URL(name, self.location.href);
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address.pathname} did not arrive: the server said ${response.status}.`);
  return response;
}

// Every file is read here, so that its bytes can be counted; Pyodide finds its own in the browser's cache.
async function read(name, count) {
  const counting = new TransformStream({
    transform(part, out) {
      count(part.byteLength);
      out.enqueue(part);
    },
  });
  const counted = (await fetched(name)).body.pipeThrough(counting);
  const packed = name.endsWith(".packed");
  return new Response(packed ? counted.pipeThrough(new DecompressionStream("gzip")) : counted).arrayBuffer();
}

function tell(step, name, bytes = 0, total = 0) {
  self.postMessage({ progress: { step, of: STEPS, name, bytes, total } });
}
