// The table: every visible statement in a row, sorted by any column.

import { articleOf, evidenceOf, isKnown, statements, statuses } from "./data.js";
import { dateWords, daysOf } from "./dates.js";
import { button, byName, el, percent, plural, statusMark } from "./dom.js";
import { firstDay, sourcesOf, visible } from "./selection.js";
import { change, onChange, state } from "./state.js";
import { nameOf, objectOf, pickEntity, pickStatement, short } from "./words.js";

const STEP = 100;
let shown = STEP;
const ORDER = Object.keys(statuses);
const COLUMNS = { subject: "Subject", relation: "Relation", object: "Object", status: "Status", when: "When", amount: "Amount", reported: "Reported", sources: "Sources", confidence: "Confidence" };

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
const amountOf = (i) => (statements[i].amount ? Number(statements[i].amount[1]) : NaN);

const KEYS = {
  subject: (i) => nameOf(statements[i].s), relation: (i) => statements[i].label, object: objectOf,
  status: (i) => ORDER.indexOf(statements[i].status), when: (i) => (daysOf(statements[i].when) || [NaN])[0], amount: amountOf,
  reported: (i) => firstDay(i, "reported"), sources: (i) => sourcesOf(i).length, confidence: (i) => statements[i].confidence || 0,
};

/** The statements in the order of the column chosen; what a statement lacks comes last, whatever the direction. */
function sorted(list) {
  const key = KEYS[state.sort];
  const rows = list.map((i) => [key(i), i]);
  const missing = ([value]) => typeof value === "number" && !Number.isFinite(value);
  const turn = state.down ? -1 : 1;
  return rows.sort((a, b) => missing(a) - missing(b)
    || (missing(a) ? 0 : turn * (typeof a[0] === "number" ? a[0] - b[0] : collator.compare(a[0], b[0]))) || a[1] - b[1]).map(([, i]) => i);
}

function end(ref, words) {
  return isKnown(ref) ? el("button", { type: "button", class: "name", onclick: () => pickEntity(ref) }, el("bdi", {}, short(words, 120))) : el("bdi", {}, short(words, 120));
}

function row(i) {
  const fact = statements[i];
  const dates = evidenceOf(i).map((piece) => articleOf(piece).date).filter(Boolean).sort();
  const sources = sourcesOf(i);
  return el("tr", { "aria-selected": String(Boolean(state.pick && state.pick.statement === i)) },
    el("td", {}, end(fact.s, nameOf(fact.s))),
    el("td", {}, el("button", { type: "button", class: "name relation", onclick: () => pickStatement(i) }, el("bdi", {}, short(fact.label, 80)))),
    el("td", {}, end(fact.value ? "" : fact.o, objectOf(i))),
    el("td", {}, statusMark(fact.status)),
    el("td", { class: "date" }, short(dateWords(fact.when), 60)),
    el("td", { class: "number" }, fact.amount ? short(fact.amount[0], 60) : ""),
    el("td", { class: "date" }, dateWords(dates[0])),
    el("td", {}, el("bdi", {}, short(sources[0] || "", 60)), sources.length > 1 ? el("span", { class: "quiet" }, ` +${sources.length - 1}`) : ""),
    el("td", { class: "number" }, percent(fact.confidence || 0)));
}

function head(key) {
  const on = state.sort === key;
  return el("th", { scope: "col", class: ["amount", "confidence"].includes(key) ? "number" : "", "aria-sort": on ? (state.down ? "descending" : "ascending") : "none" },
    el("button", { type: "button", class: "sort", "data-sort": key, onclick: () => change({ sort: key, down: on ? !state.down : ["reported", "confidence", "amount", "sources"].includes(key) }) },
      COLUMNS[key], el("span", { "aria-hidden": "true" }, on ? (state.down ? " ↓" : " ↑") : "")));
}

export function showTable() {
  const { list } = visible();
  const rows = sorted(list);
  const place = byName("table");
  const [left, top] = [place.scrollLeft, place.scrollTop];
  place.replaceChildren(
    el("table", {}, el("caption", { class: "unseen" }, plural(rows.length, "statement", "statements")), el("thead", {}, el("tr", {}, Object.keys(COLUMNS).map(head))), el("tbody", {}, rows.slice(0, shown).map(row))),
    rows.length ? "" : el("p", { class: "quiet none" }, "The filters leave nothing."),
    rows.length > shown ? button(`Show ${Math.min(STEP, rows.length - shown)} more of ${rows.length.toLocaleString("en")}`, () => {
      shown += STEP;
      showTable();
    }, "soft more", { "data-do": "more" }) : "");
  place.scrollTo(left, top);
}

export function startTable() {
  onChange((keys) => {
    if (state.view !== "table") return;
    if (!keys.has("pick") || keys.size > 1) shown = STEP;
    showTable();
  });
  if (state.view === "table") showTable();
}
