// The panel of a statement: in words, its status and how that came, what is known of it, and every sentence that says so.

import { articleOf, evidenceOf, statements } from "./data.js";
import { dateWords } from "./dates.js";
import { correct } from "./corrections.js";
import { button, el, longList, percent, statusIcon, statusMark, terms } from "./dom.js";
import { copy, copyButtons, section } from "./panel-parts.js";
import { statementQuery, statementTurtle } from "./rdf.js";
import { passage, quoteOf } from "./text.js";
import { citation, nameButton, sentence, sentenceHeading, short } from "./words.js";

/** How the status changed from article to article. */
function history(steps) {
  if (!steps) return "";
  return section("History", 0, el("ol", { class: "history" }, steps.map(([date, status]) =>
    el("li", {}, el("span", { class: "quiet" }, dateWords(date) || "undated"), statusMark(status)))));
}

const bar = (share) => el("meter", { min: 0, max: 1, value: share ?? 0, "aria-label": percent(share) });

/** How sure it is, and what that is made of: each different sentence with the deciding status counts once. */
function confidence(fact, pieces) {
  const copies = new Set();
  const rows = pieces.map((piece) => {
    const words = quoteOf(piece).toLowerCase().split(/\s+/).join(" ");
    const note = piece.status !== fact.status ? `says ${piece.status}` : copies.has(words) ? "a copy, counted once" : "";
    copies.add(words);
    return el("li", {}, bar(piece.confidence), el("span", {}, percent(piece.confidence)), el("span", { class: "quiet" },
      el("bdi", {}, short(articleOf(piece).publisher || articleOf(piece).title, 40)), note ? ` · ${note}` : ""), piece.rule ? el("code", {}, short(piece.rule, 60)) : "");
  });
  return el("details", { class: "confidence" },
    el("summary", {}, bar(fact.confidence), el("span", {}, percent(fact.confidence)), pieces.length ? el("span", { class: "why" }, "why") : ""),
    el("ul", {}, rows),
    pieces.length > 1 ? el("p", { class: "quiet" }, "Together: the chance that not all of these sentences were misread.") : "");
}

function evidenceCard(piece) {
  const facts = [
    ["Says", piece.speaker !== undefined ? nameButton(piece.speaker) : ""],
    ["When", dateWords(piece.when)],
    ["Amount", piece.amount && piece.amount[0]],
    ["Cue", piece.cue && el("q", {}, short(piece.cue))],
    ["Rule", piece.rule && el("code", {}, short(piece.rule))],
    ["Confidence", percent(piece.confidence)],
  ];
  return el("article", { class: "evidence" }, citation(piece), passage(piece),
    el("details", {}, el("summary", {}, statusMark(piece.status), el("span", { class: "quiet" }, percent(piece.confidence)), el("span", { class: "why" }, "details")), terms(facts)),
    button("Copy the sentence", () => copySentence(piece), "plain small"));
}

function copySentence(piece) {
  const { title, publisher, date, link } = articleOf(piece);
  copy([`“${quoteOf(piece)}”`, [title, publisher, dateWords(date), link].filter(Boolean).join(", ")].join("\n"), "Sentence");
}

function speakersOf(pieces) {
  const who = [...new Set(pieces.map((piece) => piece.speaker).filter((speaker) => speaker !== undefined))];
  return who.length ? el("ul", {}, who.map((speaker) => el("li", {}, nameButton(speaker)))) : "";
}

function reported(pieces) {
  const dates = [...new Set(pieces.map((piece) => articleOf(piece).date).filter(Boolean))].sort();
  return dates.length > 1 ? `${dateWords(dates[0])} – ${dateWords(dates[dates.length - 1])}` : dateWords(dates[0]);
}

export function statementPanel(index) {
  const fact = statements[index];
  const pieces = evidenceOf(index);
  return [
    sentenceHeading(index),
    el("p", { class: `verdict status-${fact.status}` }, statusIcon(fact.status), fact.status),
    terms([
      ["When", dateWords(fact.when)],
      ["Amount", fact.amount && fact.amount[0]],
      ["Role", fact.role],
      ["Place", fact.place !== undefined ? nameButton(fact.place) : ""],
      ["About", fact.about !== undefined ? nameButton(fact.about) : ""],
      ["Said by", speakersOf(pieces)],
      ["Reported", reported(pieces)],
      ["Confidence", confidence(fact, pieces)],
    ]),
    history(fact.history),
    pieces.length ? section(pieces.length > 1 ? "Sentences" : "The sentence", pieces.length, longList(pieces, evidenceCard, 20, "list cards")) : el("p", { class: "quiet" }, "No evidence is recorded."),
    copyButtons([["words", () => sentence(index)], ["SPARQL", () => statementQuery(index)], ["Turtle", () => statementTurtle(index)]]),
    correct.statement(index),
  ];
}
