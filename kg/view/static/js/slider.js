// The time slider: a histogram of the statements over time, two handles, and which time is meant.

import { byName, el, plural, svgEl } from "./dom.js";
import { dateWords, isoDay, spaces } from "./dates.js";
import { DECIDING, daysFor, visible } from "./selection.js";
import { change, onChange, state } from "./state.js";
import { statements } from "./data.js";

let range = null;
let bars = [];

/** The first and the last day of anything told, by the clock; far-off days (a birth) are left to the ends. */
function wholeRange() {
  const days = statements.flatMap((_, i) => daysFor(i)).flat().sort((a, b) => a - b);
  if (!days.length) return null;
  const cut = days.length > 50 ? Math.floor(days.length * 0.01) : 0;
  const [from, to] = [days[cut], days[days.length - 1 - cut]];
  return from === to ? [from - 1, to + 1] : [from, to];
}

/** How many statements touch each space of time. */
function countsIn(list) {
  const counts = bars.map(() => 0);
  for (const i of list) {
    for (const [from, to] of daysFor(i)) {
      if (to - from > 400 && to - from > (range[1] - range[0]) / 4) continue;
      for (let n = spaceOf(Math.max(from, range[0])); n < bars.length && bars[n] <= to; n += 1) counts[n] += 1;
    }
  }
  return counts;
}

function spaceOf(day) {
  let [low, high] = [0, bars.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (bars[middle] <= day) low = middle;
    else high = middle - 1;
  }
  return low;
}

const share = (day) => (Math.min(Math.max(day, range[0]), range[1] + 1) - range[0]) / (range[1] + 1 - range[0]);

function drawBars() {
  const { anyTime } = visible();
  const counts = countsIn(anyTime);
  const top = Math.max(...counts, 1);
  const svg = byName("histogram");
  svg.replaceChildren(...bars.map((day, n) => {
    const [left, right] = [share(day) * 1000, share(bars[n + 1] ?? range[1] + 1) * 1000];
    const height = counts[n] ? 3 + 36 * (counts[n] / top) : 0;
    const inside = (state.to === null || day <= state.to) && (state.from === null || (bars[n + 1] ?? range[1] + 1) > state.from);
    return svgEl("rect", { x: left + 0.8, y: 40 - height, width: Math.max(right - left - 1.6, 1.2), height, class: inside ? "in" : "out" });
  }));
}

function show() {
  const none = !range;
  byName("time").hidden = none;
  if (none) return;
  const [from, to] = [state.from ?? range[0], state.to ?? range[1]];
  for (const [id, day] of [["time-from", from], ["time-to", to]]) {
    const handle = byName(id);
    [handle.min, handle.max] = [String(range[0]), String(range[1])];
    handle.value = String(Math.min(Math.max(day, range[0]), range[1]));
    handle.setAttribute("aria-valuetext", dateWords(isoDay(Number(handle.value))));
  }
  const whole = state.from === null && state.to === null;
  const { list } = visible();
  byName("time-words").replaceChildren(whole ? `${dateWords(isoDay(range[0]))} – ${dateWords(isoDay(range[1]))}` : `${dateWords(isoDay(from))} – ${dateWords(isoDay(to))}`,
    el("span", { class: "quiet" }, ` ${plural(list.length, "statement", "statements")}`));
  byName("time-all").hidden = whole;
  byName("clock").value = state.clock;
  drawBars();
}

function move(which, quiet) {
  const value = Number(byName(`time-${which}`).value);
  const other = which === "from" ? Math.max(value, state.to ?? range[1]) : Math.min(value, state.from ?? range[0]);
  const [from, to] = which === "from" ? [value, other] : [other, value];
  change({ from: from <= range[0] ? null : from, to: to >= range[1] ? null : to }, { quiet });
}

/** Drag over the bars to choose a stretch of time; a click chooses one space. */
function startDragging() {
  const area = byName("histogram");
  const dayAt = (event) => {
    const box = area.getBoundingClientRect();
    return Math.round(range[0] + Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1) * (range[1] + 1 - range[0]));
  };
  let begun = null;
  area.addEventListener("pointerdown", (event) => {
    begun = dayAt(event);
    area.setPointerCapture(event.pointerId);
  });
  const choose = (event, quiet) => {
    const now = dayAt(event);
    const [first, last] = [Math.min(begun, now), Math.max(begun, now)];
    const n = spaceOf(last);
    change({ from: bars[spaceOf(first)], to: (bars[n + 1] ?? range[1] + 1) - 1 }, { quiet });
  };
  area.addEventListener("pointermove", (event) => { if (begun !== null) choose(event, true); });
  area.addEventListener("pointerup", (event) => {
    if (begun !== null) choose(event, false);
    begun = null;
  });
}

function measure() {
  range = wholeRange();
  bars = range ? spaces(...range) : [];
}

export function startSlider() {
  measure();
  for (const which of ["from", "to"]) {
    byName(`time-${which}`).addEventListener("input", () => move(which, true));
    byName(`time-${which}`).addEventListener("change", () => move(which, false));
  }
  byName("time-all").addEventListener("click", () => change({ from: null, to: null }));
  byName("clock").addEventListener("change", () => change({ clock: byName("clock").value, from: null, to: null }));
  startDragging();
  onChange((keys) => {
    if (keys.has("clock")) measure();
    if (DECIDING.some((key) => keys.has(key))) show();
  });
  show();
}

