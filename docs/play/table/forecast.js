// The forecast, by a second worker: it reads more, and takes seconds, while the first goes on answering clicks.
"use strict";

const foretelling = { library: null, wanted: false, shownFor: "" };

function foretell() {
  foretelling.wanted = true;
  $("forecast-heading").focus({ preventScroll: true });
  $("foretell").disabled = true;
  $("forecast-bar").hidden = false;
  const failed = (message) => {
    $("forecast-step").textContent = `The forecast could not be made: ${message}`;
    $("forecast-bar").hidden = true;
    $("foretell").disabled = false;
    Object.assign(foretelling, { library: null, wanted: false, shownFor: "" });
  };
  const progress = (said) => showProgress(said, $("forecast-step"), $("forecast-bar"));
  foretelling.library ??= new Library(["table", "forecast"], progress, failed);
  refreshForecast();
}

// A forecast is of a draft under a rule; votes clicked do not change it, so it is asked for when either changes.
async function refreshForecast() {
  const { start, law, fragment } = state.shown;
  const key = JSON.stringify([start, law]);
  if (!foretelling.wanted || foretelling.shownFor === key) return;
  foretelling.shownFor = key;
  await foretelling.library.ready;
  if (foretelling.shownFor !== key) return;
  $("forecast-step").textContent = "Reading the record and asking the ties: some seconds the first time.";
  $("forecast-bar").removeAttribute("value");
  $("forecast-bar").hidden = false;
  const answer = await foretelling.library.ask({ ask: "forecast", fragment });
  if (foretelling.shownFor === key) renderForecast(answer);
}

function renderForecast(answer) {
  $("forecast-bar").hidden = true;
  $("foretell").hidden = true;
  const silent = answer.error ?? answer.silent;
  $("forecast-step").textContent = silent ?? `Most likely: ${answer.results[0].result}, ${answer.results[0].shown}; usual for any draft: ${answer.results[0].base_shown}.`;
  $("foretold").replaceChildren(...(silent ? [] : forecastParts(answer)));
}

function forecastParts({ results, base, vetoes, in_favour: inFavour, members, notes, by_rule_in_force: inForce }) {
  const chances = table("Chance of each result", ["Result", "This draft", "", `Any draft (${base})`],
    results.map((row) => [capital(row.result), row.shown, bar(row.chance, row.base), row.base_shown]));
  const votes = table("Chance of each vote", ["Member", "In favour", "Abstaining", "Against"],
    members.map((row) => [row.name, row.yes, row.abstain, row.no]));
  const details = made("details");
  details.append(made("summary", "Every member"), votes);
  const told = [vetoes && `Veto by: ${vetoes}.`, `${inFavour}.`, !inForce && "By the rule supposed, not the one in force."];
  const list = made("ul");
  list.append(...[...told.filter(Boolean), ...notes.map((note) => `${capital(note)}.`)].map((text) => made("li", text)));
  const key = made("p", "The bar is this draft; the stroke across it, any draft.", { class: "muted", "aria-hidden": "true" });
  return [chances, key, list, details];
}

function table(caption, columns, rows) {
  const whole = made("table");
  const head = made("tr");
  head.append(...columns.map((column) => (column ? made("th", column, { scope: "col" }) : made("td"))));
  whole.append(made("caption", caption), made("thead"), made("tbody"));
  whole.tHead.append(head);
  for (const [name, ...cells] of rows) {
    const row = made("tr");
    row.append(made("th", name, { scope: "row" }));
    for (const cell of cells) {
      const data = made("td");
      data.append(cell);
      row.append(data);
    }
    whole.tBodies[0].append(row);
  }
  return whole;
}

function bar(chance, base) {
  const whole = made("div", undefined, { class: "bar", "aria-hidden": "true" });
  whole.style.setProperty("--chance", chance);
  whole.style.setProperty("--base", base);
  whole.append(made("i"), made("b"));
  return whole;
}
