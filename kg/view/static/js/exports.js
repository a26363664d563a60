// What can be taken away: the picture, the visible part as a table or as RDF, and the address of the view.

import { articleOf, evidenceOf, isKnown, entities, statements } from "./data.js";
import { byName } from "./dom.js";
import { picturePng, pictureSvg } from "./drawing.js";
import { getNetwork } from "./graph.js";
import { copy } from "./panel-parts.js";
import { turtle } from "./rdf.js";
import { fileName, save } from "./saving.js";
import { sourcesOf, visible } from "./selection.js";
import { change } from "./state.js";
import { quoteOf } from "./text.js";
import { nameOf } from "./words.js";

const COLUMNS = ["subject", "relation", "object", "status", "when", "amount", "unit", "role", "confidence", "sources", "published", "quote", "statement"];

/** A cell of CSV; one that a spreadsheet would take for a formula is marked as text. */
export function cell(value) {
  const text = String(value ?? "");
  const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The visible statements as CSV (RFC 4180). */
export function tableCsv(list) {
  const rows = list.map((i) => {
    const fact = statements[i];
    const pieces = evidenceOf(i);
    const dates = [...new Set(pieces.map((piece) => articleOf(piece).date).filter(Boolean))].sort();
    return [nameOf(fact.s), fact.label, fact.value || (isKnown(fact.o) ? entities[fact.o].name : fact.o), fact.status, fact.when, fact.amount && fact.amount[1], fact.amount && fact.amount[2],
      fact.role, fact.confidence ?? 0, sourcesOf(i).join("; "), dates.join("; "), pieces.length ? quoteOf(pieces[0]) : "", fact.id];
  });
  return [COLUMNS, ...rows].map((row) => row.map(cell).join(",")).join("\r\n").concat("\r\n");
}

const MAKERS = {
  png: async () => save(fileName("png"), "image/png", await picturePng()),
  svg: () => save(fileName("svg"), "image/svg+xml", pictureSvg()),
  csv: () => save(fileName("csv"), "text/csv", tableCsv(visible().list)),
  ttl: () => save(fileName("ttl"), "text/turtle", turtle(visible().list, [...visible().entities])),
  link: () => copy(location.href, "Link"),
};

export function startExports() {
  const menu = byName("export");
  for (const press of menu.querySelectorAll("[data-export]")) {
    press.addEventListener("click", async () => {
      menu.open = false;
      const kind = press.dataset.export;
      if ((kind === "png" || kind === "svg") && !getNetwork()) change({ view: "graph" });
      await MAKERS[kind]();
    });
  }
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}

