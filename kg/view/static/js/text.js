// The articles' text as the page has it: stretches at their places, from which sentences and paragraphs are cut.

import { articleOf } from "./data.js";
import { el } from "./dom.js";

const MEANING = { s: "subject", o: "object", so: "subject object" };

/** The stretch of an article that holds a place, with where it begins. */
function stretch(article, [start, end]) {
  return (article.parts || []).find(([from, text]) => from <= start && end <= from + text.length);
}

/** The words of a piece of evidence. */
export function quoteOf(piece) {
  if (!piece.at) return (piece.quote || []).map(([text]) => text).join("");
  const [from, text] = stretch(articleOf(piece), piece.at) || [0, ""];
  return text.slice(piece.at[0] - from, piece.at[1] - from);
}

/** Text cut where marks begin and end: [text, kinds] pairs in order; marks are [start, end, kind]. */
export function cut(text, from, marks) {
  const inside = marks.map(([start, end, kind]) => [Math.max(start - from, 0), Math.min(end - from, text.length), kind]).filter(([start, end]) => start < end);
  const cuts = [...new Set([0, text.length, ...inside.flatMap(([start, end]) => [start, end])])].sort((a, b) => a - b);
  return cuts.slice(1).map((end, i) => [text.slice(cuts[i], end),
    inside.filter(([first, last]) => first <= cuts[i] && end <= last).map(([, , kind]) => kind)]);
}

function marked([text, kinds]) {
  const kind = ["s", "o"].filter((one) => kinds.includes(one)).join("");
  return kind ? el("mark", { class: MEANING[kind], title: MEANING[kind].replace(" ", " and ") }, text) : text;
}

/** The sentence of a piece of evidence inside its paragraph, the words for subject and object marked. */
export function passage(piece, around = true) {
  const quote = el("blockquote", { dir: "auto" });
  if (!piece.at) {
    quote.append(el("span", { class: "said" }, (piece.quote || []).map(([text, mark]) => marked([text, [...mark]]))));
    return quote;
  }
  const [from, text] = stretch(articleOf(piece), piece.at) || [piece.at[0], ""];
  const [start, end] = piece.at.map((place) => place - from);
  const first = text.lastIndexOf("\n", Math.max(start - 1, 0)) + 1;
  const line = text.indexOf("\n", end);
  const last = line < 0 ? text.length : line;
  const marks = [["s", piece.s], ["o", piece.o]].filter(([, at]) => at).map(([kind, at]) => [...at, kind]);
  const part = (a, b) => cut(text.slice(a, b), from + a, marks).map(marked);
  if (around && first < start) quote.append(el("span", { class: "around" }, part(first, start)));
  quote.append(el("span", { class: "said" }, part(start, end)));
  if (around && end < last) quote.append(el("span", { class: "around" }, part(end, last)));
  return quote;
}
