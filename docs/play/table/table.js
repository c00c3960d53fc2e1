// The view of the Council table: it sends questions to the worker, one at a time, and shows what comes back.
// The state is one short text, the fragment of the address; every question carries it and every answer renews it.
"use strict";

const ALEPPO = { ask: "open", case: "aleppo-2016", vote: "S/2016/846" };
const KEYS = { y: "yes", n: "no", a: "abstain", x: "not_participating", "-": "absent" };
const MANY_SEATS = 18;
const TOP = 0.65;
const FOUND = 8;
const SLICE = 3;
const PAUSE = 120;

// ----------------------------------------------------------------------------------- what is asked, and in what order

const state = { library: null, shown: null, actions: [], busy: false, votes: [], listed: 0, timer: 0 };

// An action changes the table. It waits for those before it, and is asked of the table that they left.
function act(question, { push = true, onError, warned = false } = {}) {
  state.actions.push({ question, push, onError, warned });
  pump();
}

async function pump() {
  if (state.busy || !state.actions.length) return;
  const { question, push, onError, warned } = state.actions.shift();
  const answer = await alone({ fragment: state.shown?.fragment ?? "", ...question });
  if (answer.error) refuse(answer.error, onError);
  else accept(answer, push, warned);
  pump();
}

async function alone(question) {
  state.busy = true;
  const answer = await state.library.ask(question);
  state.busy = false;
  return answer;
}

function accept(shown, push, warned) {
  const before = state.shown;
  state.shown = shown;
  $("alert").hidden = !warned;
  if (push && shown.fragment !== location.hash.slice(1)) history.pushState(null, "", `#${shown.fragment}`);
  else if (!push) history.replaceState(null, "", `#${shown.fragment}`);
  render(shown);
  announce(before, shown);
  if (startOf(before) !== startOf(shown)) $("limit").replaceChildren();
  followUpSoon();
}

function followUpSoon() {
  clearTimeout(state.timer);
  state.timer = setTimeout(followUp, PAUSE);
}

function startOf(shown) {
  return shown && JSON.stringify(shown.start);
}

// For those who hear the page: whose vote is another one now, or which draft it is, and what becomes of it.
function announce(before, shown) {
  const was = new Map(before?.seats.map(({ code, phrase }) => [code, phrase]));
  const cast = shown.seats.filter(({ code, phrase }) => was.has(code) && was.get(code) !== phrase);
  const same = startOf(before) === startOf(shown);
  const news = same ? cast.map(({ name, phrase }) => `${name}: ${phrase}.`) : [`${$("draft").textContent}.`];
  $("said").textContent = [...news, shown.verdict.sentence].join(" ");
}

function refuse(error, onError) {
  $("alert").textContent = error;
  $("alert").hidden = false;
  if (state.shown) {
    renderLaw(state.shown);
    followUpSoon();
  }
  onError?.();
}

// What may come later comes later: first what would change the result, then the rules to choose from, then the list.
async function followUp() {
  const { fragment } = state.shown;
  const current = () => !state.busy && state.shown.fragment === fragment && !state.actions.length;
  if (!current()) return;
  const ways = await alone({ ask: "ways", fragment });
  if (current()) renderWays(ways);
  if (current() && !$("limit").options.length) {
    const choices = await alone({ ask: "choices", fragment });
    if (current()) renderChoices(choices);
  }
  pump();
  if (current()) refreshForecast();
  while (current() && state.listed !== null) await readMore();
  pump();
}

async function readMore() {
  const page = await alone({ ask: "catalogue", first: state.listed, number: SLICE });
  state.votes.push(...page.votes.map((vote) => ({ vote, text: searchable(vote) })));
  state.listed = page.next < page.cases ? page.next : null;
  find();
}

// ------------------------------------------------------------------------------------------------ opening a vote

function searchable(vote) {
  return [vote.case, vote.vote, vote.name, vote.title, vote.topic, vote.day, vote.date, vote.sponsors, vote.result]
    .join(" ").toLowerCase();
}

function find() {
  const words = $("query").value.toLowerCase().split(/\s+/).filter(Boolean);
  const found = words.length
    ? state.votes.filter(({ text }) => words.every((word) => text.includes(word))).map(({ vote }) => vote)
    : [];
  found.sort((one, other) => one.date.localeCompare(other.date));
  const fragments = found.slice(0, FOUND).map(({ fragment }) => fragment).join();
  if ($("found").dataset.fragments !== fragments) $("found").replaceChildren(...found.slice(0, FOUND).map(foundItem));
  $("found").dataset.fragments = fragments;
  $("found-count").setAttribute("aria-live", state.listed === null ? "polite" : "off");
  const reading = state.listed === null ? "" : " so far; the list is still being read";
  const total = `${state.votes.length} votes to search${reading}.`;
  const more = found.length > FOUND ? `, the first ${FOUND} shown` : "";
  $("found-count").textContent = words.length ? `${found.length} of ${total.replace(" to search", "")}`.replace(/\.$/, `${more}.`) : total;
}

function foundItem(vote) {
  const button = made("button", undefined, { type: "button" });
  button.append(made("strong", vote.name), ` ${vote.day}: ${vote.title}. `, made("span", `${vote.tally}, ${vote.result}`, { class: "muted" }));
  button.addEventListener("click", () => act({ ask: "table", fragment: vote.fragment }));
  const item = made("li");
  item.append(button);
  return item;
}

// ------------------------------------------------------------------------------------------------ what is shown

function render(shown) {
  document.title = `${shown.verdict.short} · ${shown.label} · The Council table`;
  $("draft").textContent = shown.start.title ? `${shown.start.name}: ${shown.start.title}` : capital(shown.start.name);
  $("about").textContent = about(shown.start);
  renderSeats(shown.seats);
  renderVerdict(shown);
  renderLaw(shown);
  $("address").value = location.href;
  $("reset").disabled = !shown.changes.length;
  $("change").setAttribute("aria-busy", "true");
}

function about(start) {
  const parts = [start.day, start.meeting && `meeting ${start.meeting}`, start.sponsors && `tabled by ${start.sponsors}`];
  const told = [`${parts.filter(Boolean).join(", ")}.`];
  if (start.asks) told.push(`What it asked: ${start.asks.replace(/\.$/, "")}.`);
  if (!start.case) told.push("Everyone begins in favour.");
  if (start.confidence !== "verified") told.push(`How members voted is recorded as “${start.confidence}”.`);
  return told.join(" ");
}

function renderSeats(seats) {
  const codes = seats.map((seat) => seat.code).join();
  if ($("seats").dataset.codes !== codes) {
    $("seats").replaceChildren(...seats.map(seatItem));
    $("seats").dataset.codes = codes;
  }
  $("horseshoe").classList.toggle("many", seats.length > MANY_SEATS);
  $("horseshoe").style.setProperty("--deep", Math.max(...seats.map((seat) => seat.y)));
  seats.forEach((seat, place) => renderSeat($("seats").children[place].firstChild, seat));
}

function seatItem(seat) {
  const button = made("button", undefined, { type: "button", "data-code": seat.code, class: "seat" });
  button.append(made("i", undefined, { class: "disc", "aria-hidden": "true" }));
  for (const part of ["name", "code", "phrase", "note"]) button.append(made("span", undefined, { class: part }));
  button.addEventListener("click", () => act({ ask: "click", seat: seat.code }));
  button.addEventListener("keydown", (event) => onSeatKey(event, seat.code));
  const side = Math.abs(seat.x) < TOP && seat.y < 0 ? "top" : seat.x < 0 ? "left" : "right";
  const item = made("li", undefined, { "data-side": side });
  item.style.setProperty("--x", seat.x);
  item.style.setProperty("--y", seat.y);
  item.append(button);
  return item;
}

function renderSeat(button, seat) {
  button.dataset.vote = seat.vote;
  button.classList.toggle("permanent", seat.permanent);
  button.classList.toggle("changed", seat.changed);
  if (button.getAttribute("aria-label") !== seat.label) button.setAttribute("aria-label", seat.label);
  const notes = [seat.president && "President", seat.veto && "veto", seat.changed && seat.was && `was ${seat.was}`];
  const texts = { name: seat.name, code: seat.code, phrase: seat.phrase, note: notes.filter(Boolean).join(" · ") };
  for (const [part, text] of Object.entries(texts)) button.querySelector(`.${part}`).textContent = text;
}

function onSeatKey(event, code) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const vote = KEYS[event.key.toLowerCase()];
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (vote) act({ ask: "cast", seat: code, vote });
  else if (step) neighbour(event.currentTarget, step).focus();
  else return;
  event.preventDefault();
}

function neighbour(button, step) {
  const all = [...$("seats").querySelectorAll("button")];
  return all[(all.indexOf(button) + step + all.length) % all.length];
}

function renderVerdict({ verdict, happened }) {
  $("sentence").textContent = verdict.sentence;
  $("short").textContent = capital(verdict.short);
  $("required").textContent = verdict.required === null ? "" : `${verdict.required} votes in favour required`;
  $("tally").replaceChildren(
    ...verdict.tally.filter(([, count], place) => place < 3 || count).map(([phrase, count]) => {
      const figure = made("span");
      figure.append(made("b", String(count)), ` ${phrase}`);
      return figure;
    }),
  );
  $("explanation").replaceChildren(...verdict.explanation.map((line) => made("li", line.replace(/^- /, ""))));
  $("compare").hidden = happened === null;
  if (happened === null) return;
  $("happened").textContent = `${happened.sentence} ${happened.same ? "The result is the same." : "The result is another one."}`;
  $("differences").replaceChildren(...happened.changes.map((change) => made("li", change)));
}

function renderLaw({ law }) {
  $("says").textContent = `${capital(law.says)}.`;
  $("needed").value = law.required ?? "";
  for (const name of ["limit", "matter", "reform"]) $(name).value = law[name];
  const chosen = ["limit", "reform"].map((name) => $(name).selectedOptions[0]?.dataset.says).filter(Boolean);
  $("law-says").textContent = chosen.join(" ");
}

function renderChoices({ limits, matters, reforms }) {
  const options = (list) => list.map(({ id, title, says }) => made("option", capital(title), { value: id, "data-says": says ?? "" }));
  $("limit").replaceChildren(made("option", "As the rule has it", { value: "" }), ...options(limits));
  $("matter").replaceChildren(...options(matters));
  const sized = reforms.map((one) => ({ ...one, title: `${one.title}, ${one.size} members` }));
  $("reform").replaceChildren(made("option", "None", { value: "" }), ...options(sized));
  renderLaw(state.shown);
}

function renderWays({ alone: sentence, votes, rules, error }) {
  $("change").removeAttribute("aria-busy");
  $("alone").textContent = error ?? sentence;
  const groups = error ? [] : votes.map(({ towards, says, ways }) => wayGroup(towards, says, ways));
  if (rules?.length) groups.push(wayGroup("By another rule", "The same votes would lead elsewhere under these.", rules));
  const held = $("ways").contains(document.activeElement);
  $("ways").replaceChildren(...groups);
  if (held) $("change-heading").focus({ preventScroll: true });
}

function wayGroup(towards, says, ways) {
  const group = made("div", undefined, { class: "way" });
  const list = made("ul");
  group.append(made("h3", towards), made("p", says), list);
  for (const { words, result, fragment } of ways) {
    const button = made("button", undefined, { type: "button" });
    button.append(`${capital(words)}: `, made("span", result));
    button.addEventListener("click", () => act({ ask: "table", fragment }));
    const item = made("li");
    item.append(button);
    list.append(item);
  }
  return group;
}

// ------------------------------------------------------------------------------------------------ keeping it

function tell(text, { wrong = false } = {}) {
  $("kept").className = wrong ? "alert" : "muted";
  $("kept").textContent = text;
}

async function keep(ask, type, ending) {
  const answer = await state.library.ask({ ask, fragment: state.shown.fragment });
  if (answer.error) return tell(answer.error, { wrong: true });
  const address = URL.createObjectURL(new Blob([answer[ask]], { type }));
  const name = `council-table-${state.shown.start.vote || state.shown.start.date}`.replace(/[^A-Za-z0-9-]+/g, "-");
  const link = made("a", undefined, { href: address, download: `${name}.${ending}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  tell(`Written: ${name}.${ending}.`);
}

// The older way of copying is the only one at an http:// address of another machine.
function copyAddress() {
  $("address").select();
  tell(document.execCommand("copy") ? "The address is copied." : "The address is selected: copy it with Ctrl-C.");
}

// ------------------------------------------------------------------------------------------------ beginning

function listen() {
  $("search").addEventListener("submit", (event) => event.preventDefault());
  $("query").addEventListener("input", find);
  $("by-day").addEventListener("submit", (event) => {
    event.preventDefault();
    act({ ask: "open", on: $("day").value });
  });
  $("law").addEventListener("submit", (event) => event.preventDefault());
  for (const name of ["limit", "matter", "reform"]) {
    $(name).addEventListener("change", () => act({ ask: "law", [name]: $(name).value }));
  }
  $("needed").addEventListener("change", () => {
    if (!$("needed").reportValidity()) return;
    act({ ask: "law", required: $("needed").value === "" ? null : Number($("needed").value) });
  });
  $("reset").addEventListener("click", () => act({ ask: "reset" }));
  $("foretell").addEventListener("click", foretell);
  $("copy").addEventListener("click", copyAddress);
  $("toml").addEventListener("click", () => keep("toml", "application/toml", "toml"));
  $("svg").addEventListener("click", () => keep("svg", "image/svg+xml", "svg"));
  $("print").addEventListener("click", () => window.print());
  addEventListener("popstate", openAddress);
}

function openAddress() {
  const fragment = location.hash.slice(1);
  if (fragment === state.shown?.fragment) return;
  const question = fragment ? { ask: "table", fragment } : ALEPPO;
  const onError = () => {
    if (state.shown) history.replaceState(null, "", `#${state.shown.fragment}`);
    else act(ALEPPO, { push: false, warned: true });
  };
  act(question, { push: false, onError });
}

function cannot(message) {
  $("loading").hidden = false;
  $("room").hidden = true;
  $("loading-bar").hidden = true;
  $("loading-bytes").textContent = "";
  $("loading-step").textContent = message;
  $("loading-step").classList.add("alert");
  $("loading-help").open = true;
}

async function begin() {
  if (location.protocol === "file:") return cannot("This page was opened as a file. It runs only from a web server.");
  if (typeof WebAssembly !== "object") return cannot("This browser has no WebAssembly, which the library needs.");
  if (typeof Worker !== "function") return cannot("This browser has no web workers, which the library needs.");
  const progress = (said) => showProgress(said, $("loading-step"), $("loading-bar"), $("loading-bytes"));
  state.library = new Library(["table"], progress, (message) => cannot(`The library could not be loaded: ${message}`));
  listen();
  await state.library.ready;
  performance.mark("library");
  $("loading").hidden = true;
  $("room").hidden = false;
  openAddress();
}

begin();
