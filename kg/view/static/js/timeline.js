// The timeline: what was reported, or happened, when; months as headings, the day beside each statement.

import { statements } from "./data.js";
import { dateWords, daysOf, isoDay } from "./dates.js";
import { byName, button, el, plural, statusMark } from "./dom.js";
import { daysFor, sourcesOf, visible } from "./selection.js";
import { change, onChange, state } from "./state.js";
import { nameOf, objectOf, pickStatement, short } from "./words.js";

const STEP = 150;
let shown = STEP;

/** Each visible statement at the days on which it was told anew or its status changed. */
function moments() {
  const { list } = visible();
  const found = [];
  for (const i of list) {
    const days = daysFor(i).filter(([from, to]) => to >= (state.from ?? -Infinity) && from <= (state.to ?? Infinity)).sort((a, b) => a[0] - b[0]);
    if (!days.length) continue;
    const steps = (state.clock === "reported" && statements[i].history) || [];
    found.push({ from: days[0][0], to: days[0][1], i, status: steps.length ? steps[0][1] : statements[i].status });
    for (const [date, status] of steps.slice(1)) {
      const [from, to] = daysOf(date) || [];
      if (from > days[0][0] && to >= (state.from ?? -Infinity) && from <= (state.to ?? Infinity)) found.push({ from, to, i, status, changed: true });
    }
  }
  return found.sort((a, b) => a.from - b.from || a.to - b.to || a.i - b.i);
}

function dayWords({ from, to }) {
  if (from === to) return dateWords(isoDay(from)).replace(/ \d{4}$/, "");
  const [a, b] = [isoDay(from), isoDay(to)];
  if (a.slice(0, 7) === b.slice(0, 7)) return a.endsWith("-01") && to - from > 26 ? "month" : `${Number(a.slice(8))}–${Number(b.slice(8))} ${dateWords(a.slice(0, 7)).slice(0, 3)}`;
  return to - from > 360 ? "year" : `until ${dateWords(b).replace(/ \d{4}$/, "")}`;
}

function moment(one, n, ones) {
  const fact = statements[one.i];
  const current = state.pick && state.pick.statement === one.i;
  return el("li", { class: "moment" },
    el("span", { class: "day quiet" }, n && dayWords(ones[n - 1]) === dayWords(one) ? el("span", { class: "unseen" }, dayWords(one)) : dayWords(one)),
    el("span", { class: `knot status-${one.status}`, "aria-hidden": "true" }),
    el("button", { type: "button", class: "row", "aria-current": current ? "true" : false, onclick: () => pickStatement(one.i) },
      el("span", { class: "words" }, el("bdi", { class: "end" }, nameOf(fact.s)), " ", el("span", { class: "relation" }, el("bdi", {}, short(fact.label))), " ", el("bdi", { class: "end" }, objectOf(one.i))),
      el("span", { class: "quiet facts" }, one.changed ? el("span", {}, "now ") : "", statusMark(one.status), fact.amount ? el("span", {}, short(fact.amount[0], 60)) : "",
        el("bdi", {}, short(sourcesOf(one.i).join(", "), 80)))));
}

export function showTimeline() {
  const place = byName("timeline");
  const list = moments();
  const months = new Map();
  for (const one of list.slice(0, shown)) {
    const month = isoDay(one.from).slice(0, 7);
    if (!months.has(month)) months.set(month, []);
    months.get(month).push(one);
  }
  const undated = visible().list.filter((i) => !daysFor(i).length).length;
  place.replaceChildren(
    el("header", { class: "view-head" }, el("h2", {}, state.clock === "happened" ? "By the date it happened" : "By the date it was reported"),
      button(state.clock === "happened" ? "Show by report" : "Show by event", () => change({ clock: state.clock === "happened" ? "reported" : "happened", from: null, to: null }), "soft", { "data-do": "clock" })),
    list.length ? "" : el("p", { class: "quiet" }, "Nothing that is visible now has such a date."),
    ...[...months].map(([month, ones]) => el("section", { class: "month" }, el("h3", {}, dateWords(month)), el("ol", { class: "moments" }, ones.map(moment)))),
    list.length > shown ? button(`Show ${Math.min(STEP, list.length - shown)} more of ${list.length.toLocaleString("en")}`, () => {
      shown += STEP;
      showTimeline();
    }, "soft", { "data-do": "more" }) : "",
    undated ? el("p", { class: "quiet" }, `${plural(undated, "statement has", "statements have")} no such date.`) : "");
}

export function startTimeline() {
  onChange((keys) => {
    if (state.view !== "timeline") return;
    if (!keys.has("pick") || keys.size > 1) shown = STEP;
    showTimeline();
  });
  if (state.view === "timeline") showTimeline();
}

