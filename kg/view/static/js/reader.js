// The reader: an article's text with the entities that it names, and the sentences that state something, marked in it.

import { articles, entities, evidenceOf, told } from "./data.js";
import { dateWords } from "./dates.js";
import { byName, el, link, plural } from "./dom.js";
import { visible } from "./selection.js";
import { change, onChange, state } from "./state.js";
import { cut } from "./text.js";
import { pickEntity, pickStatement, sentence, short } from "./words.js";

/** For each article the visible statements with the places of their sentences in it. */
function citedIn(article) {
  const found = new Map();
  for (const i of visible().list) {
    for (const piece of evidenceOf(i)) {
      if (piece.article !== article || !piece.at) continue;
      const key = piece.at.join(" ");
      if (!found.has(key)) found.set(key, { at: piece.at, told: [], status: piece.status });
      if (!found.get(key).told.includes(i)) found.get(key).told.push(i);
    }
  }
  return [...found.values()].sort((a, b) => a.at[0] - b.at[0] || b.at[1] - a.at[1]);
}

/** The article that is read: the one picked, or that of the statement picked, or the one most is said in. */
let last = null;
function articleNow() {
  const { pick } = state;
  if (pick && pick.article !== undefined) last = pick.article;
  const one = pick && (pick.statement ?? (pick.statements || [])[0]);
  const cites = one !== undefined && one !== null ? evidenceOf(one).map((piece) => piece.article).filter((ref) => typeof ref === "number") : [];
  if (cites.length && !cites.includes(last)) [last] = cites;
  if (pick && pick.entity !== undefined && last === null) last = (told[pick.entity].flatMap((i) => evidenceOf(i).map((piece) => piece.article)).find((ref) => typeof ref === "number")) ?? null;
  return last ?? 0;
}

function mentionsOf(article) {
  const list = article.mentions || [];
  const found = [];
  for (let i = 0; i < list.length; i += 3) if (!state.types.has(entities[list[i + 2]].type) && !state.hidden.has(list[i + 2])) found.push([list[i], list[i + 1], { entity: list[i + 2] }]);
  let end = 0;
  return found.sort((a, b) => a[0] - b[0] || b[1] - a[1]).filter((mention) => {
    const free = mention[0] >= end; // of names inside each other, the outer one
    if (free) [, end] = mention;
    return free;
  });
}

function isPicked(told_) {
  const { pick } = state;
  if (!pick) return false;
  return (pick.statement !== undefined && told_.includes(pick.statement)) || (pick.statements || []).some((i) => told_.includes(i));
}

/** The button behind a sentence that leads to what it states. */
function chip(one) {
  const words = one.told.length === 1 ? sentence(one.told[0]) : plural(one.told.length, "statement", "statements");
  return el("button", { type: "button", class: `chip status-${one.status}`, "aria-label": `What this sentence states: ${short(words, 200)}`, title: short(words, 200),
    onclick: () => (one.told.length === 1 ? pickStatement(one.told[0]) : change({ pick: { statements: one.told } })) }, one.told.length);
}

function stretch([text, kinds]) {
  const named = kinds.find((kind) => kind.entity !== undefined);
  const said = kinds.filter((kind) => kind.told);
  const inner = named
    ? el("a", { href: "#", class: `mention type-${entities[named.entity].type}`, "aria-current": state.pick && state.pick.entity === named.entity ? "true" : false, onclick: (event) => { event.preventDefault(); pickEntity(named.entity); } }, text)
    : text;
  if (!said.length) return inner;
  const picked = said.some((one) => isPicked(one.told));
  return el("span", { class: `said${picked ? " picked" : ""}` }, inner);
}

/** One stretch of text as paragraphs, with a chip after each sentence that states something. */
function paragraphs(from, text, cited, mentions) {
  const found = [];
  let start = 0;
  for (const line of text.split("\n")) {
    const [first, end] = [from + start, from + start + line.length];
    start += line.length + 1;
    if (!line.trim()) continue;
    const marks = [...mentions.filter(([a, b]) => a < end && b > first), ...cited.filter(({ at }) => at[0] < end && at[1] > first).map((one) => [...one.at, one])];
    const paragraph = el("p", { dir: "auto" });
    let place = first;
    for (const part of cut(line, first, marks)) {
      paragraph.append(stretch(part));
      place += part[0].length;
      for (const one of cited) if (one.at[1] === place) paragraph.append(chip(one));
    }
    found.push(paragraph);
  }
  return found;
}

function body(index) {
  const article = articles[index];
  if (!article.parts) return [el("p", { class: "quiet" }, "The text of this article is not in the page.")];
  const cited = citedIn(index);
  const mentions = mentionsOf(article);
  return article.parts.flatMap(([from, text], n) => [...(n ? [el("p", { class: "gap", "aria-label": "Part of the text is left out" }, "…")] : []), ...paragraphs(from, text, cited, mentions)]);
}

export function showReader({ jump = true } = {}) {
  const place = byName("reader");
  if (!articles.length) {
    place.replaceChildren(el("p", { class: "quiet" }, "There is no article."));
    return;
  }
  const index = articleNow();
  const article = articles[index];
  const order = articles.map((_, i) => i).sort((a, b) => (articles[b].date || "").localeCompare(articles[a].date || "") || a - b);
  const choice = el("select", { id: "article", "aria-label": "Article", onchange: () => change({ pick: { article: Number(choice.value) } }) },
    order.map((i) => el("option", { value: i, selected: i === index }, short([articles[i].title, dateWords(articles[i].date)].filter(Boolean).join(" · "), 110))));
  place.replaceChildren(el("div", { class: "view-head" }, choice),
    el("article", { class: "text", dir: "auto" }, el("h2", {}, el("bdi", {}, article.title)),
      el("p", { class: "quiet byline" }, [article.publisher, dateWords(article.date), article.authors].filter(Boolean).map((part, i) => [i ? " · " : "", el("bdi", {}, short(part))]), article.link ? [" · ", link(article.link, "original")] : ""),
      body(index)));
  const picked = place.querySelector(".picked");
  if (picked && jump) picked.scrollIntoView({ block: "center" });
}

export function startReader() {
  onChange((keys) => {
    if (state.view !== "reader") return;
    const top = byName("reader").scrollTop;
    const before = last;
    showReader();
    if (before === last && !byName("reader").querySelector(".picked") && keys.has("pick")) byName("reader").scrollTop = top;
    else if (before !== last && !byName("reader").querySelector(".picked")) byName("reader").scrollTop = 0;
  });
  if (state.view === "reader") showReader();
}

