// What the panel says about an entity, a statement, several statements, an article, or the whole graph.

import { articles, entities, evidenceOf, picture, statements, told, types } from "./data.js";
import { dateWords } from "./dates.js";
import { button, byName, el, longList, plural, typeIcon } from "./dom.js";
import { entityPanel } from "./panel-entity.js";
import { section } from "./panel-parts.js";
import { statementPanel } from "./panel-statement.js";
import { shortestPath, visible } from "./selection.js";
import { canGoBack, canGoForward, change, onChange, state } from "./state.js";
import { citation, nameButton, nameOf, pickEntity, statementButton } from "./words.js";

const place = byName("panel");

/** The line above a panel: what it is about, and the way out. */
function panelBar(...kind) {
  return el("div", { class: "panel-bar" }, el("span", { class: "kind" }, kind),
    el("button", { type: "button", class: "icon close", "aria-label": "Close details", onclick: () => change({ pick: null }) }, "×"));
}

function severalPanel(list) {
  const ends = [...new Set(list.flatMap((i) => [statements[i].s, statements[i].o]))];
  const heading = ends.length === 2
    ? [nameButton(ends[0], "subject"), el("span", { class: "relation" }, " and "), nameButton(ends[1], "object")] : plural(list.length, "statement", "statements");
  return [el("h2", { class: "sentence" }, heading), section("Statements", list.length, longList(list, (i) => statementButton(i)))];
}

function articlePanel(index) {
  const article = articles[index];
  const { list } = visible();
  const here = list.filter((i) => evidenceOf(i).some((piece) => piece.article === index));
  return [
    el("h2", {}, el("bdi", {}, article.title)),
    el("p", { class: "quiet" }, [article.publisher, dateWords(article.date), article.authors].filter(Boolean).map((part, i) => [i ? " · " : "", el("bdi", {}, part)])),
    state.view === "reader" ? "" : button("Read the article", () => change({ view: "reader" }), "soft"),
    section("Statements", here.length, longList(here, (i) => statementButton(i))),
  ];
}

/** The ways between two entities that were picked, each step a statement. */
function pathPanel() {
  const [from, to] = state.path;
  const way = shortestPath(from, to);
  return section("Shortest path", 0,
    el("p", {}, nameButton(from), " to ", nameButton(to)),
    way ? longList(way.statements, (i) => statementButton(i)) : el("p", { class: "quiet" }, "Nothing that is visible now connects the two."),
    button("Leave the path", () => change({ path: null }), "soft"));
}

function communities() {
  const groups = new Map();
  for (const node of picture.nodes) {
    if (node.cluster < 0) continue;
    if (!groups.has(node.cluster)) groups.set(node.cluster, []);
    groups.get(node.cluster).push(node.id);
  }
  const large = [...groups].sort((a, b) => b[1].length - a[1].length).slice(0, 8);
  if (large.length < 2) return "";
  return section("What it is about", 0, el("ul", { class: "list groups" }, large.map(([group, members]) => el("li", {},
    el("button", { type: "button", class: "row group", "aria-pressed": String(state.group === group), onclick: () => change({ group: state.group === group ? null : group }) },
      el("span", { class: `tint tint-${group % 8}`, "aria-hidden": "true" }),
      el("span", { class: "words" }, members.slice(0, 3).map((id, i) => [i ? ", " : "", el("bdi", {}, nameOf(id))])),
      el("span", { class: "quiet" }, members.length.toLocaleString("en")))))));
}

function overviewPanel() {
  const seen = visible();
  const best = picture.nodes.filter((node) => seen.entities.has(node.id)).slice(0, 8).map((node) => node.id);
  const open = seen.list.filter((i) => (statements[i].history || []).length > 1);
  return [
    el("p", { class: "intro" }, "Every line is a statement from the news. Select a line to read the sentences behind it, or an entity to see all that is said about it."),
    communities(),
    best.length ? section("Most connected", 0, el("ul", { class: "list" }, best.map((index) => el("li", {},
      el("button", { type: "button", class: "row entity", onclick: () => pickEntity(index) },
        typeIcon(entities[index].type), el("bdi", { class: "end" }, nameOf(index)),
        el("span", { class: "quiet" }, plural(told[index].filter((i) => seen.set.has(i)).length, "statement", "statements"))))))) : "",
    open.length ? section("What changed", open.length, longList(open, changeRow, 6)) : "",
    articles.length ? section("Articles", articles.length, longList(articles.map((_, i) => ({ article: i })), citation, 8)) : "",
  ];
}

function changeRow(i) {
  const steps = statements[i].history;
  return [statementButton(i), el("p", { class: "quiet steps" }, steps.map(([day, status], n) => [n ? " → " : "", status, day ? ` (${dateWords(day)})` : ""]))];
}

function parts() {
  const { pick } = state;
  if (!pick) return [state.path ? pathPanel() : "", overviewPanel()];
  if (pick.entity !== undefined) {
    const { type } = entities[pick.entity];
    return [panelBar(typeIcon(type), types[type].word), entityPanel(pick.entity)];
  }
  if (pick.statement !== undefined) {
    const fact = statements[pick.statement];
    return [panelBar(fact.predicate ? "Statement" : "Statement in the article's own words"), statementPanel(pick.statement)];
  }
  if (pick.article !== undefined) return [panelBar("Article"), articlePanel(pick.article)];
  return [panelBar("Relations"), severalPanel(pick.statements)];
}

export function showPanel() {
  place.replaceChildren(...parts().flat(2).filter(Boolean));
  document.body.classList.toggle("reading", Boolean(state.pick));
  byName("back").disabled = !canGoBack();
  byName("forward").disabled = !canGoForward();
}

export function startPanel() {
  onChange((keys) => {
    showPanel();
    if (keys.has("pick")) place.scrollTop = 0;
  });
  byName("back").addEventListener("click", () => history.back());
  byName("forward").addEventListener("click", () => history.forward());
  showPanel();
}

