// The panel of an entity: names, identifiers, what is said about it in time, its neighbours, its articles.

import { articles, entities, evidenceOf, isKnown, nodeOf, otherEnd, picture, statements, told } from "./data.js";
import { dateWords, isoDay } from "./dates.js";
import { correct } from "./corrections.js";
import { button, el, link, longList, plural, terms, typeIcon } from "./dom.js";
import { expand, missingBeside } from "./graph.js";
import { copyButtons, section } from "./panel-parts.js";
import { beginPath, pathStart } from "./path.js";
import { entityQuery, entityTurtle, statementTurtle } from "./rdf.js";
import { firstDay, visible } from "./selection.js";
import { change, state } from "./state.js";
import { citation, nameOf, objectOf, pickEntity, pickStatement, short, statementButton } from "./words.js";

function actions(entity) {
  const pinned = state.pins.has(entity);
  const focused = state.focus === entity;
  const more = missingBeside(entity);
  return el("div", { class: "actions", role: "group", "aria-label": "What to do with this entity" },
    focused ? [button("Wider", () => change({ depth: Math.min(state.depth + 1, 4) }), "soft", { "data-do": "wider", disabled: state.depth >= 4 }),
      button("Leave focus", () => change({ focus: null, depth: 1 }), "soft", { "data-do": "unfocus" })]
      : button("Focus", () => change({ focus: entity, depth: 1 }), "soft", { "data-do": "focus", title: "Show only this entity and what is connected to it" }),
    more && !focused && state.view === "graph" ? button(`Show ${plural(more, "more neighbour", "more neighbours")}`, () => expand(entity), "soft", { "data-do": "expand" }) : "",
    pathStart() !== null && pathStart() !== entity
      ? button("Path to here", () => beginPath(entity), "soft on", { "data-do": "path" })
      : button("Path from here", () => beginPath(entity), "soft", { "data-do": "path", title: "Then select another entity" }),
    button(pinned ? "Unpin" : "Pin", () => pin(entity, !pinned), "soft", { "data-do": "pin", title: "Keep it where it stands, and in every view of the graph" }),
    button("Hide", () => change({ hidden: new Set([...state.hidden, entity]), pick: null }), "soft", { "data-do": "hide" }));
}

function pin(entity, on) {
  const pins = new Map(state.pins);
  const node = nodeOf.get(entity);
  if (on) pins.set(entity, (node && (state.all && node.far)) || (node ? [node.x, node.y] : [0, 0]));
  else pins.delete(entity);
  change({ pins });
}

/** The statements about an entity by year and month, oldest first; the undated last. */
function timeline(list) {
  const dated = list.map((i) => [Math.min(firstDay(i, "happened"), Infinity), firstDay(i, "reported"), i])
    .map(([happened, reported, i]) => [Number.isFinite(happened) ? happened : reported, i]).filter(([day]) => Number.isFinite(day)).sort((a, b) => a[0] - b[0]);
  if (dated.length < 2) return "";
  return section("Timeline", 0, longList(dated, ([day, i]) => el("button", { type: "button", class: "row moment", onclick: () => pickStatement(i) },
    el("span", { class: "quiet day" }, dateWords(isoDay(day))),
    el("span", { class: "words" }, el("bdi", {}, nameOf(statements[i].s)), " ", el("span", { class: "relation" }, el("bdi", {}, short(statements[i].label))), " ", el("bdi", {}, objectOf(i)), " ",
      statements[i].status === "asserted" ? "" : el("span", { class: `tag status-${statements[i].status}` }, statements[i].status))), 8, "list moments"));
}

/** The entities beside this one, those with most statements in common first. */
function neighbours(entity, list) {
  const count = new Map();
  for (const i of list) {
    const other = otherEnd(i, entity);
    if (isKnown(other) && other !== entity) count.set(other, (count.get(other) || 0) + 1);
  }
  const sorted = [...count].sort((a, b) => b[1] - a[1] || told[b[0]].length - told[a[0]].length || a[0] - b[0]);
  return section("Neighbours", sorted.length, longList(sorted, ([other, n]) => el("button", { type: "button", class: "row entity", onclick: () => pickEntity(other) },
    typeIcon(entities[other].type), el("bdi", { class: "end" }, nameOf(other)), el("span", { class: "quiet" }, n > 1 ? n : "")), 6));
}

function articlesOf(list) {
  const seen = new Set(list.flatMap((i) => evidenceOf(i).map((piece) => piece.article)));
  const known = [...seen].filter(isKnown).sort((a, b) => (articles[b].date || "").localeCompare(articles[a].date || "") || a - b);
  return [...known, ...[...seen].filter((ref) => !isKnown(ref)).sort()].map((article) => ({ article }));
}

function groupOf(entity) {
  const node = nodeOf.get(entity);
  if (!node || node.cluster < 0) return "";
  const first = picture.nodes.find((one) => one.cluster === node.cluster && one.id !== entity);
  return first ? el("button", { type: "button", class: "name", onclick: () => change({ group: state.group === node.cluster ? null : node.cluster }) },
    el("span", { class: `tint tint-${node.cluster % 8}`, "aria-hidden": "true" }), " with ", el("bdi", {}, nameOf(first.id))) : "";
}

export function entityPanel(index) {
  const entity = entities[index];
  const seen = visible();
  const list = told[index].filter((i) => seen.set.has(i));
  const left = told[index].length - list.length;
  const sources = articlesOf(list);
  const ids = (entity.ids || []).map((id) => el("li", {}, link(id.link, short(id.text))));
  return [
    el("h2", {}, el("bdi", {}, nameOf(index))),
    actions(index),
    terms([
      ["Also called", (entity.aliases || []).map((alias, i) => [i ? ", " : "", el("bdi", {}, short(alias))]).flat()],
      ["Identifiers", ids.length ? el("ul", { class: "ids" }, ids) : ""],
      ["Group", groupOf(index)],
    ]),
    list.length ? section("Statements", list.length, longList(list, (i) => statementButton(i, index), 12)) : "",
    told[index].length ? "" : el("p", { class: "quiet" }, "No statement about this entity was found, so the picture leaves it out."),
    left ? el("p", { class: "quiet" }, `The filters leave out ${plural(left, "statement", "statements")}.`) : "",
    timeline(list),
    list.length ? neighbours(index, list) : "",
    sources.length ? section("Articles", sources.length, longList(sources, citation, 6)) : "",
    copyButtons([
      ["name", () => entity.name], ["SPARQL", () => entityQuery(index)],
      ["Turtle", () => [entityTurtle(index), ...list.map(statementTurtle)].join("\n")],
    ]),
    correct.entity(index),
  ];
}

