// The filters, which are also the legend: what is unchecked is not shown, in no view.

import { entities, evidenceOf, picture, sourceOf, statements, statuses, told, types } from "./data.js";
import { byName, el, percent, statusIcon, typeIcon } from "./dom.js";
import { filtered } from "./selection.js";
import { change, clearFilters, onChange, state } from "./state.js";

const boxes = [];

/** A list of check boxes for one filter: [value, mark, words, count] rows. */
function boxList(place, filter, rows) {
  const list = byName(place);
  for (const [value, mark, words, count] of rows) {
    const box = el("input", { type: "checkbox", value, checked: true, onchange: () => {
      const off = new Set(state[filter]);
      if (box.checked) off.delete(value);
      else off.add(value);
      change({ [filter]: off });
    } });
    boxes.push([box, filter, value]);
    const only = el("button", { type: "button", class: "only", "aria-label": `Only ${words}`, onclick: () => {
      const others = rows.map(([other]) => other).filter((other) => other !== value);
      const alone = others.every((other) => state[filter].has(other)) && !state[filter].has(value);
      change({ [filter]: new Set(alone ? [] : others) });
    } }, "only");
    list.append(el("li", {}, el("label", {}, box, mark, el("bdi", { class: "what" }, words), el("span", { class: "count" }, count.toLocaleString("en"))), only));
  }
  list.closest("fieldset, details").hidden = !rows.length;
}

function tally(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
  return counts;
}

const largest = (counts) => [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));

function startConfidence() {
  const slider = byName("least");
  slider.addEventListener("input", () => change({ least: Number(slider.value) / 100 }, { quiet: true }));
  slider.addEventListener("change", () => change({ least: Number(slider.value) / 100 }));
}

function show() {
  for (const [box, filter, value] of boxes) box.checked = !state[filter].has(value);
  byName("least").value = String(Math.round(state.least * 100));
  byName("least-words").textContent = state.least ? `at least ${percent(state.least)}` : "any";
  byName("blobs").checked = state.blobs;
  byName("reset").hidden = !filtered();
}

/** Find relations and sources among many by typing. */
function startNarrow(input, list) {
  byName(input).addEventListener("input", () => {
    const wanted = byName(input).value.toLowerCase();
    for (const item of byName(list).children) item.hidden = !item.textContent.toLowerCase().includes(wanted);
  });
  byName(input).hidden = byName(list).children.length < 12;
}

export function startFilters() {
  const byStatus = tally(statements.map((fact) => fact.status));
  const byType = tally(entities.filter((_, i) => told[i].length).map((entity) => entity.type));
  const sources = tally(statements.flatMap((_, i) => [...new Set(evidenceOf(i).map(sourceOf))]));
  boxList("filter-status", "statuses", Object.keys(statuses).filter((key) => byStatus.has(key)).map((key) => [key, statusIcon(key), key, byStatus.get(key)]));
  boxList("filter-type", "types", Object.keys(types).filter((key) => byType.has(key)).map((key) => [key, typeIcon(key), types[key].word, byType.get(key)]));
  boxList("filter-relation", "relations", largest(tally(statements.map((fact) => fact.label))).slice(0, 400).map(([label, count]) => [label, "", label.slice(0, 80), count]));
  boxList("filter-source", "sources", largest(sources).slice(0, 400).map(([source, count]) => [source, "", source.slice(0, 80), count]));
  startNarrow("find-relation", "filter-relation");
  startNarrow("find-source", "filter-source");
  startConfidence();
  byName("blobs").addEventListener("change", () => change({ blobs: byName("blobs").checked }));
  byName("blobs").closest("label").hidden = !picture.nodes.some((node) => node.cluster >= 0);
  byName("reset").addEventListener("click", clearFilters);
  onChange((keys) => { if (!keys.has("pick") || keys.size > 1) show(); });
  show();
}
