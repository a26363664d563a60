// Which statements and entities pass the filters: the same for every view.

import { entities, evidenceOf, isKnown, articleOf, nodeOf, otherEnd, sourceOf, statements, told } from "./data.js";
import { daysOf } from "./dates.js";
import { onChange, state } from "./state.js";

/** For each statement the stretches of days on which it was reported, and on which it is said to happen. */
const reported = statements.map((_, i) => evidenceOf(i).map((piece) => daysOf(articleOf(piece).date)).filter(Boolean));
const happened = statements.map((fact, i) => [fact.when, ...evidenceOf(i).map((piece) => piece.when)].map(daysOf).filter(Boolean));
const sources = statements.map((_, i) => [...new Set(evidenceOf(i).map(sourceOf))]);

export const sourcesOf = (statement) => sources[statement];
export const daysFor = (statement, clock = state.clock) => (clock === "happened" ? happened : reported)[statement];

/** The first day of a statement by the clock, for sorting; the undated come last. */
export const firstDay = (statement, clock) => Math.min(...daysFor(statement, clock).map(([from]) => from), Infinity);

function endPasses(ref) {
  return !isKnown(ref) || (!state.types.has(entities[ref].type) && !state.hidden.has(ref)
    && (state.group === null || (nodeOf.get(ref) || {}).cluster === state.group));
}

/** Whether a statement passes all but the dates and the focus. */
function passes(i) {
  const fact = statements[i];
  return !state.statuses.has(fact.status) && !state.relations.has(fact.label) && (fact.confidence || 0) >= state.least
    && endPasses(fact.s) && endPasses(fact.o) && (!sources[i].length || sources[i].some((source) => !state.sources.has(source)));
}

function inTime(i) {
  if (state.from === null && state.to === null) return true;
  return daysFor(i).some(([from, to]) => to >= (state.from ?? -Infinity) && from <= (state.to ?? Infinity));
}

/** How far each entity is from one, along the statements given, up to a depth. */
export function around(entity, statementSet, depth) {
  const far = new Map([[entity, 0]]);
  let edge = [entity];
  for (let step = 1; step <= depth; step += 1) {
    const next = [];
    for (const node of edge) {
      for (const i of told[node]) {
        const other = otherEnd(i, node);
        if (!statementSet.has(i) || !isKnown(other) || far.has(other)) continue;
        far.set(other, step);
        next.push(other);
      }
    }
    edge = next;
  }
  return far;
}

/** What decides what is visible; the rest of the state only decides how. */
export const DECIDING = ["types", "statuses", "relations", "sources", "least", "from", "to", "clock", "focus", "depth", "group", "hidden"];
let kept = null;
onChange((keys) => { if (DECIDING.some((key) => keys.has(key))) kept = null; });

/** What is to be seen now: statements, entities, and those statements that only the dates leave out. */
export function visible() {
  if (kept) return kept;
  const anyTime = statements.map((_, i) => i).filter(passes);
  let set = new Set(anyTime.filter(inTime));
  let far = null;
  if (state.focus !== null) {
    far = around(state.focus, set, state.depth);
    set = new Set([...set].filter((i) => far.has(statements[i].s) && (!isKnown(statements[i].o) || far.has(statements[i].o))));
  }
  const ends = new Set();
  for (const i of set) for (const end of [statements[i].s, statements[i].o]) if (isKnown(end)) ends.add(end);
  if (state.focus !== null && !state.hidden.has(state.focus)) ends.add(state.focus);
  kept = { set, list: [...set], entities: ends, anyTime, far };
  return kept;
}

/** The shortest way between two entities along what is visible: entities and statements; null where there is none. */
export function shortestPath(from, to) {
  const { set } = visible();
  const came = new Map([[from, null]]);
  const queue = [from];
  for (let at = 0; at < queue.length && !came.has(to); at += 1) {
    for (const i of told[queue[at]]) {
      const other = otherEnd(i, queue[at]);
      if (!set.has(i) || !isKnown(other) || came.has(other)) continue;
      came.set(other, { node: queue[at], statement: i });
      queue.push(other);
    }
  }
  if (!came.has(to)) return null;
  const way = { entities: [to], statements: [] };
  for (let step = came.get(to); step; step = came.get(step.node)) {
    way.entities.unshift(step.node);
    way.statements.unshift(step.statement);
  }
  return way;
}

/** Whether anything is left out by a filter. */
export function filtered() {
  return Boolean(state.types.size || state.statuses.size || state.relations.size || state.sources.size || state.least
    || state.from !== null || state.to !== null || state.focus !== null || state.group !== null || state.hidden.size);
}
