// Statements in words, with the names as buttons.

import { articleOf, entities, isKnown, statements } from "./data.js";
import { dateWords } from "./dates.js";
import { el, link, statusMark } from "./dom.js";
import { change } from "./state.js";

export const short = (text, most = 300) => (text.length > most ? `${[...text.slice(0, most)].slice(0, -1).join("")}…` : text);

/** What an end of a statement is called: an entity's name, or the text or date that it is. */
export const nameOf = (ref) => short(isKnown(ref) ? entities[ref].name : String(ref ?? "")) || "(no name)";
export const objectOf = (statement) => (statements[statement].value ? dateWords(statements[statement].value) : nameOf(statements[statement].o));

export const pickEntity = (entity) => change({ pick: { entity } });
export const pickStatement = (statement) => change({ pick: { statement } });

/** "A — relation → B", or "A — relation — B" where the relation has no direction. */
export function sentence(statement) {
  const { s, label, symmetric } = statements[statement];
  return `${nameOf(s)} — ${label} ${symmetric ? "—" : "→"} ${objectOf(statement)}`;
}

/** A name: a button that selects the entity, or plain text for a literal. */
export function nameButton(ref, kind = "") {
  if (!isKnown(ref)) return el("bdi", { class: kind }, nameOf(ref));
  return el("button", { type: "button", class: `name ${kind}`, onclick: () => pickEntity(ref) }, el("bdi", {}, nameOf(ref)));
}

export function objectButton(statement, kind) {
  return statements[statement].value ? el("bdi", { class: kind }, objectOf(statement)) : nameButton(statements[statement].o, kind);
}

/** The sentence as a heading whose two names lead to their entities. */
export function sentenceHeading(statement) {
  const { s, label, symmetric } = statements[statement];
  return el("h2", { class: "sentence" },
    nameButton(s, "subject"), " ",
    el("span", { class: "relation" }, "— ", el("bdi", {}, short(label)), symmetric ? " —" : " →"), " ",
    objectButton(statement, "object"));
}

/** The sentence as one button, as seen from an entity that need not be named again. */
export function statementButton(statement, from) {
  const { s, o, label, symmetric, status, when, amount } = statements[statement];
  const ends = [
    from === s ? "" : el("bdi", { class: "end" }, nameOf(s)),
    el("span", { class: "relation" }, from === s ? "" : "— ", el("bdi", {}, short(label)), symmetric ? " —" : " →"),
    el("bdi", { class: from === o && from !== s ? "end quiet" : "end" }, objectOf(statement)),
  ];
  return el("button", { type: "button", class: "row", onclick: () => pickStatement(statement) },
    el("span", { class: "words" }, ends.flatMap((part) => [part, " "])),
    el("span", { class: "quiet facts" }, statusMark(status), when ? el("span", {}, short(dateWords(when), 60)) : "",
      amount ? el("span", {}, short(amount[0], 60)) : ""));
}

/** Title, publisher, date and authors of the article of a piece of evidence, with a way to read it here. */
export function citation(piece) {
  const article = articleOf(piece);
  const source = [article.publisher, dateWords(article.date), article.authors].filter(Boolean).map((part) => short(part));
  const here = isKnown(piece.article) && article.parts;
  return el("div", { class: "citation" },
    el("cite", {}, here
      ? el("button", { type: "button", class: "name", onclick: () => change({ view: "reader", pick: { article: piece.article } }) }, el("bdi", {}, short(article.title)))
      : el("bdi", {}, short(article.title))),
    el("span", { class: "quiet" }, source.map((part, i) => [i ? " · " : "", el("bdi", {}, part)]),
      article.link ? [source.length ? " · " : "", link(article.link, "original")] : ""));
}
