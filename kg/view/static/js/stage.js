// The stage: which view is shown, how much of the graph, and what narrows it, as chips that can be taken away.

import { picture } from "./data.js";
import { button, byName, el, percent, plural } from "./dom.js";
import { dateWords, isoDay } from "./dates.js";
import { drawn } from "./graph.js";
import { leavePath } from "./path.js";
import { visible } from "./selection.js";
import { change, onChange, state, VIEWS } from "./state.js";
import { nameOf, short } from "./words.js";

function chip(words, take) {
  return el("li", {}, el("span", {}, words), el("button", { type: "button", class: "icon", "aria-label": "Take this away", onclick: take }, "×"));
}

const name = (entity) => el("bdi", {}, short(nameOf(entity), 40));

/** What narrows the view now, each with a way to take it away. */
function chips() {
  const found = [];
  if (state.focus !== null) found.push(chip(["Around ", name(state.focus), state.depth > 1 ? `, ${state.depth} steps` : ""], () => change({ focus: null, depth: 1 })));
  if (state.group !== null) {
    const first = picture.nodes.find((node) => node.cluster === state.group);
    found.push(chip(["Group of ", name(first.id)], () => change({ group: null })));
  }
  if (state.path) {
    found.push(chip(["Path from ", name(state.path[0]), " to ", name(state.path[1])], () => {
      leavePath();
      change({ path: null });
    }));
  }
  if (state.from !== null || state.to !== null) {
    const [from, to] = [state.from, state.to].map((day) => (day === null ? "" : dateWords(isoDay(day))));
    found.push(chip([from && to ? `${from} – ${to}` : from ? `since ${from}` : `until ${to}`], () => change({ from: null, to: null })));
  }
  if (state.least) found.push(chip(`Confidence at least ${percent(state.least)}`, () => change({ least: 0 })));
  for (const [key, one, many] of [["statuses", "status", "statuses"], ["types", "type", "types"], ["relations", "relation", "relations"], ["sources", "source", "sources"]]) {
    if (state[key].size) found.push(chip(`Without ${plural(state[key].size, one, many)}`, () => change({ [key]: new Set() })));
  }
  if (state.hidden.size) found.push(chip(plural(state.hidden.size, "hidden entity", "hidden entities"), () => change({ hidden: new Set() })));
  return found;
}

/** Say how much of the graph is drawn, and offer the rest. */
function notice() {
  const place = byName("notice");
  const total = drawn.matching ?? 0;
  const here = drawn.map ? total : drawn.list.length;
  const whole = picture.related;
  const beyond = whole > picture.nodes.length ? ` The search knows all ${whole.toLocaleString("en")}.` : "";
  const grown = state.all || state.more.size > 0;
  place.hidden = state.view !== "graph" || (here >= total && !grown && !beyond);
  if (place.hidden) return;
  const all = state.all || here >= total;
  const words = all && !beyond ? `All ${plural(total, "entity", "entities")}` : `${here.toLocaleString("en")} of ${plural(Math.max(total, beyond && !state.all ? whole : total), "entity", "entities")}`;
  place.replaceChildren(el("span", {}, el("b", {}, words), all ? beyond : el("span", { class: "wide" }, ", the most central first")),
    grown ? button("Fewer", () => change({ all: false, more: new Set() }), "soft", { "data-do": "fewer" }) : "",
    !state.all && here < total ? button(total > picture.nodes.length ? `Show ${total.toLocaleString("en")}` : "Show all", () => change({ all: true }), "primary", { "data-do": "all" }) : "");
}

function show() {
  for (const view of VIEWS) {
    byName(view === "graph" ? "graph" : view).hidden = state.view !== view;
    byName(`view-${view}`).setAttribute("aria-pressed", String(state.view === view));
  }
  document.body.dataset.view = state.view;
  byName("chips").replaceChildren(...chips());
  const { list, entities: ends } = visible();
  byName("empty").hidden = state.view !== "graph" || ends.size > 0;
  byName("summary").dataset.seen = `${ends.size} ${list.length}`;
  notice();
}

export function startViews() {
  for (const view of VIEWS) byName(`view-${view}`).addEventListener("click", () => change({ view }));
  onChange(show);
  show();
}

