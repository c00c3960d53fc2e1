// The library in its worker: loading it, with honest progress, and asking it; and what every part of the page uses.
"use strict";

const $ = (id) => document.getElementById(id);

function made(name, text, attributes = {}) {
  const element = document.createElement(name);
  if (text !== undefined) element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

class Library {
  constructor(groups, onProgress, onFailure) {
    this.waiting = new Map();
    this.next = 1;
    this.onFailure = onFailure;
    this.worker = new Worker("worker.js", { type: "module" });
    this.worker.onerror = (event) => this.fail(event.message || "The worker could not be started.");
    this.ready = new Promise((resolve) => (this.isReady = resolve));
    this.worker.onmessage = ({ data }) => {
      if (data.progress) onProgress(data.progress);
      else if (data.ready) this.isReady();
      else this.settle(data);
    };
    this.worker.postMessage({ load: groups });
  }

  settle({ id, answer, failed }) {
    const done = this.waiting.get(id);
    this.waiting.delete(id);
    if (!done) this.fail(failed);
    else done(failed ? { error: `Something went wrong in the library: ${failed}` } : JSON.parse(answer));
  }

  fail(message) {
    this.worker.terminate();
    this.onFailure(message);
  }

  ask(question) {
    const id = this.next++;
    this.worker.postMessage({ id, question: JSON.stringify(question) });
    return new Promise((resolve) => this.waiting.set(id, resolve));
  }
}

function showProgress({ step, of, name, bytes, total }, said, bar, counted) {
  const text = `Step ${step} of ${of}: ${name}`;
  if (said.textContent !== text) said.textContent = text;
  const read = Math.min(bytes, total);
  if (total) [bar.max, bar.value] = [total, read];
  else bar.removeAttribute("value");
  const megabytes = (number) => (number / 1e6).toFixed(1);
  if (counted) counted.textContent = total ? `${megabytes(read)} of ${megabytes(total)} MB` : "";
}
