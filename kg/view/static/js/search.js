// The search box: entities by name and alias, and articles by title, best first, usable by keyboard alone.

import { articles, entities, told, types } from "./data.js";
import { byName, el, plural, typeIcon } from "./dom.js";
import { change } from "./state.js";
import { nameOf, pickEntity, short } from "./words.js";

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
const box = byName("search");
const offers = byName("suggestions");
const found = { takes: [], active: -1 };
let index = null;

function searchIndex() {
  index = index || {
    entities: entities.map((entity) => [entity.name, ...(entity.aliases || [])].map(fold)),
    articles: articles.map((article) => fold(article.title)),
  };
  return index;
}

/** How well a name answers what was typed: 0 at best, or nothing. */
function fit(name, wanted) {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  const at = name.indexOf(wanted);
  if (at < 0) return null;
  return /[\s\-.,('"]/.test(name[at - 1]) ? 2 : 4;
}

/** The entities that answer what was typed, the best first: by fit, then by number of statements. */
export function search(text, limit = 8) {
  const wanted = fold(text);
  if (!wanted) return [];
  const hits = [];
  searchIndex().entities.forEach((names, entity) => {
    let best = null;
    names.forEach((name, rank) => {
      const score = fit(name, wanted);
      if (score === null) return;
      const total = score + (rank ? 0.5 : 0);
      if (!best || total < best.score) best = { entity, score: total, alias: rank ? entities[entity].aliases[rank - 1] : "" };
    });
    if (best) hits.push(best);
  });
  return hits.sort((a, b) => a.score - b.score || told[b.entity].length - told[a.entity].length || a.entity - b.entity).slice(0, limit);
}

function searchArticles(text, limit = 3) {
  const wanted = fold(text);
  return wanted.length < 3 ? [] : searchIndex().articles.map((title, i) => [title, i]).filter(([title]) => title.includes(wanted)).slice(0, limit).map(([, i]) => i);
}

function option(rank, press, ...parts) {
  return el("li", { role: "option", id: `suggestion-${rank}`, onmousedown: (event) => event.preventDefault(), onclick: press }, parts);
}

function offer() {
  const hits = search(box.value);
  const reading = searchArticles(box.value);
  found.takes = [...hits.map((hit) => () => take(entities[hit.entity].name, () => pickEntity(hit.entity))),
    ...reading.map((i) => () => take(articles[i].title, () => change({ view: "reader", pick: { article: i } })))];
  offers.replaceChildren(
    ...hits.map((hit, rank) => option(rank, found.takes[rank], typeIcon(entities[hit.entity].type), el("bdi", { class: "end" }, nameOf(hit.entity)),
      hit.alias ? el("span", { class: "quiet" }, "also ", el("bdi", {}, short(hit.alias, 40)))
        : el("span", { class: "quiet" }, told[hit.entity].length ? plural(told[hit.entity].length, "statement", "statements") : types[entities[hit.entity].type].word))),
    ...reading.map((i, n) => option(hits.length + n, found.takes[hits.length + n], el("span", { class: "mark", "aria-hidden": "true" }, "¶"), el("bdi", { class: "end" }, short(articles[i].title, 90)), el("span", { class: "quiet" }, "article"))));
  if (!found.takes.length && box.value.trim()) offers.append(el("li", { class: "quiet none", role: "option", "aria-disabled": "true" }, "Nothing of this name"));
  byName("search-note").textContent = box.value.trim() ? plural(found.takes.length, "suggestion", "suggestions") : "";
  openOffers(Boolean(box.value.trim()));
  activate(found.takes.length ? 0 : -1);
}

function openOffers(open) {
  offers.hidden = !open;
  box.setAttribute("aria-expanded", String(open));
}

function activate(rank) {
  found.active = rank;
  [...offers.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === rank)));
  if (rank < 0) box.removeAttribute("aria-activedescendant");
  else box.setAttribute("aria-activedescendant", `suggestion-${rank}`);
}

function take(words, pick) {
  box.value = short(words);
  openOffers(false);
  pick();
}

function keyed(event) {
  const count = found.takes.length;
  if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count) {
    event.preventDefault();
    if (offers.hidden) openOffers(true);
    else activate((found.active + (event.key === "ArrowDown" ? 1 : count - 1)) % count);
  } else if (event.key === "Enter" && !offers.hidden && found.active >= 0) {
    event.preventDefault();
    found.takes[found.active]();
  } else if (event.key === "Escape") {
    event.stopPropagation();
    if (offers.hidden) box.blur();
    else {
      event.preventDefault();
      openOffers(false);
    }
  }
}

export function startSearch() {
  box.addEventListener("input", offer);
  box.addEventListener("focus", () => {
    box.select();
    if (box.value.trim()) offer();
  });
  box.addEventListener("blur", () => openOffers(false));
  box.addEventListener("keydown", keyed);
}

