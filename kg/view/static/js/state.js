// What is looked at: kept in the fragment of the address, so that a view can be shared, and gone back to.

import { articleOfId, articles, data, entities, entityOfId, picture, statementOfId, statements, statuses, types } from "./data.js";
import { daysOf, isoDay } from "./dates.js";

export const VIEWS = ["graph", "timeline", "table", "reader"];
const FILTERS = { types: "no-type", statuses: "no-status", relations: "no-relation", sources: "no-source" };
export const SORTS = ["subject", "relation", "object", "status", "when", "amount", "reported", "sources", "confidence"];

/** The state in which the page opens. */
function fresh() {
  return {
    view: "graph", pick: null, types: new Set(), statuses: new Set(), relations: new Set(), sources: new Set(), least: 0,
    from: null, to: null, clock: "reported", focus: null, depth: 1, group: null, hidden: new Set(), pins: new Map(), path: null,
    more: new Set(), all: false, blobs: true, sort: "reported", down: true,
  };
}

export const state = fresh();
const listeners = [];
const trail = { at: 0, last: 0, able: true, waiting: 0 };

/** Call `answer` with what changed (a set of keys) whenever something did. */
export function onChange(answer) {
  listeners.push(answer);
}

/** Change what is looked at; `quiet` changes, as while a slider moves, replace the step of the history in the end. */
export function change(patch, { quiet = false } = {}) {
  Object.assign(state, patch);
  clearTimeout(trail.waiting);
  if (quiet) trail.waiting = setTimeout(() => remember(true), 300);
  else remember(false);
  tell(new Set(Object.keys(patch)));
}

function tell(keys) {
  for (const answer of listeners) answer(keys);
}

function remember(quiet) {
  const fragment = `#${toFragment()}`;
  if (fragment === (location.hash || "#")) return;
  if (!quiet) {
    trail.at += 1;
    trail.last = trail.at;
  }
  try {
    history[quiet ? "replaceState" : "pushState"]({ at: trail.at }, "", fragment);
  } catch {
    trail.able = false; // inside a frame of a notebook there is no history
  }
}

export const canGoBack = () => trail.able && trail.at > 0;
export const canGoForward = () => trail.able && trail.at < trail.last;

/** Everything as it was at the start, but the view and what is read. */
export function clearFilters() {
  const { types: noTypes, statuses: noStatuses, relations, sources, least, from, to, focus, group, hidden, path } = fresh();
  change({ types: noTypes, statuses: noStatuses, relations, sources, least, from, to, focus, group, hidden, path });
}

function pickText(pick) {
  if (pick.entity !== undefined) return `e ${entities[pick.entity].id}`;
  if (pick.statement !== undefined) return `s ${statements[pick.statement].id}`;
  if (pick.article !== undefined) return `a ${articles[pick.article].id}`;
  return `p ${pick.statements.map((i) => statements[i].id).join(" ")}`;
}

/** The state as the fragment of an address: what is as it was at the start is left out. */
export function toFragment() {
  const out = new URLSearchParams();
  const start = fresh();
  if (state.view !== start.view) out.set("view", state.view);
  if (state.pick) out.set("pick", pickText(state.pick));
  for (const [key, name] of Object.entries(FILTERS)) for (const value of [...state[key]].sort()) out.append(name, value);
  if (state.least) out.set("confidence", String(state.least));
  for (const key of ["from", "to"]) if (state[key] !== null) out.set(key, isoDay(state[key]));
  if (state.clock !== start.clock) out.set("clock", state.clock);
  if (state.focus !== null) out.set("focus", entities[state.focus].id);
  if (state.focus !== null && state.depth !== 1) out.set("depth", String(state.depth));
  if (state.group !== null) out.set("group", String(state.group));
  for (const [key, name] of [["hidden", "hide"], ["more", "more"]]) for (const i of state[key]) out.append(name, entities[i].id);
  for (const [i, [x, y]] of state.pins) out.append("pin", `${x} ${y} ${entities[i].id}`);
  for (const i of state.path || []) out.append("path", entities[i].id);
  if (state.all) out.set("show", "all");
  if (!state.blobs) out.set("groups", "off");
  if (state.sort !== start.sort || state.down !== start.down) out.set("sort", `${state.down ? "-" : ""}${state.sort}`);
  return out.toString();
}

const known = (ids) => ids.filter((id) => entityOfId.has(id)).map((id) => entityOfId.get(id));

function pickOf(text) {
  const [kind, ...rest] = (text || "").split(" ");
  const id = rest.join(" ");
  if (kind === "e" && entityOfId.has(id)) return { entity: entityOfId.get(id) };
  if (kind === "s" && statementOfId.has(id)) return { statement: statementOfId.get(id) };
  if (kind === "a" && articleOfId.has(id)) return { article: articleOfId.get(id) };
  const several = kind === "p" ? rest.filter((one) => statementOfId.has(one)).map((one) => statementOfId.get(one)) : [];
  return several.length ? { statements: several } : null;
}

/** The state that a fragment tells; what it does not know is left out. */
export function fromFragment(fragment) {
  const given = new URLSearchParams(fragment.replace(/^#/, ""));
  const next = fresh();
  const chosen = (name, allowed) => given.getAll(name).filter((value) => !allowed || Object.hasOwn(allowed, value));
  const day = (name) => (daysOf(given.get(name) || "") || [null])[0];
  if (VIEWS.includes(given.get("view"))) next.view = given.get("view");
  next.pick = pickOf(given.get("pick"));
  next.types = new Set(chosen("no-type", types));
  next.statuses = new Set(chosen("no-status", statuses));
  next.relations = new Set(chosen("no-relation"));
  next.sources = new Set(chosen("no-source"));
  next.least = Math.min(Math.max(Number(given.get("confidence")) || 0, 0), 1);
  [next.from, next.to] = [day("from"), day("to")];
  if (given.get("clock") === "happened") next.clock = "happened";
  [next.focus = null] = known(given.getAll("focus"));
  next.depth = Math.min(Math.max(Math.round(Number(given.get("depth"))) || 1, 1), 4);
  if (/^\d{1,5}$/.test(given.get("group") || "") && picture.nodes.some((node) => node.cluster === Number(given.get("group")))) next.group = Number(given.get("group"));
  next.hidden = new Set(known(given.getAll("hide")));
  next.more = new Set(known(given.getAll("more")));
  for (const pin of given.getAll("pin")) {
    const [, x, y, id] = /^(-?\d{1,7}) (-?\d{1,7}) (.*)$/s.exec(pin) || [];
    if (entityOfId.has(id)) next.pins.set(entityOfId.get(id), [Number(x), Number(y)]);
  }
  const way = known(given.getAll("path"));
  next.path = way.length === 2 ? way : null;
  next.all = given.get("show") === "all";
  next.blobs = given.get("groups") !== "off";
  const sort = given.get("sort") || "";
  if (SORTS.includes(sort.replace("-", ""))) Object.assign(next, { sort: sort.replace("-", ""), down: sort.startsWith("-") });
  return next;
}

/** Take over what the address says, now and whenever the reader goes back or forward. */
export function startState() {
  const adopt = (event) => {
    trail.at = (event && event.state && event.state.at) || 0;
    Object.assign(state, fromFragment(location.hash));
    tell(new Set(Object.keys(state)));
  };
  Object.assign(state, fromFragment(location.hash));
  if (!location.hash && entityOfId.has(data.select)) state.pick = { entity: entityOfId.get(data.select) };
  addEventListener("popstate", adopt);
}
