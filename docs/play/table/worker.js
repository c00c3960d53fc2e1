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
  const listed = await (await fetched(new URL("files.json", self.location.href))).json();
  const files = ["runtime", ...groups].flatMap((group) => listed[group]);
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  let bytes = 0;
  const count = (more) => tell(1, "reading the files", (bytes += more), total);
  const read = await Promise.all(files.map((file) => readWhole(file.name, count)));

  tell(2, "starting Python");
  const { loadPyodide } = await import(new URL("pyodide.mjs", PYODIDE).href);
  const python = await loadPyodide({ indexURL: PYODIDE.href });

  tell(3, "opening the library");
  files.forEach((file, place) => {
    if (file.name.endsWith(".whl")) python.unpackArchive(read[place], "wheel");
  });
  const chamber = python.pyimport("unsc_sim.chamber");
  answer = chamber.answer;
  self.postMessage({ ready: true });
}

async function fetched(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address.pathname} did not arrive: the server said ${response.status}.`);
  return response;
}

// Every file is read once here, so that its bytes can be counted; Python then finds it in the browser's cache.
async function readWhole(name, count) {
  const parts = [];
  for (const reader = (await fetched(new URL(name, PYODIDE))).body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    count(value.byteLength);
  }
  return new Blob(parts).arrayBuffer();
}

function tell(step, name, bytes = 0, total = 0) {
  self.postMessage({ progress: { step, of: STEPS, name, bytes, total } });
}
