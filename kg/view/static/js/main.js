// The start: each part is given its place, then the page shows what its address says.

import { startCorrections, corrections } from "./corrections.js";
import { articles, data, entities, statements } from "./data.js";
import { dateWords, daysOf } from "./dates.js";
import { byName, plural } from "./dom.js";
import { startExports, tableCsv } from "./exports.js";
import { startFilters } from "./filters.js";
import { drawn, getNetwork, startGraph } from "./graph.js";
import { startTheme } from "./inks.js";
import { startKeys } from "./keys.js";
import { startPanel } from "./panel.js";
import { entityQuery, statementQuery, turtle } from "./rdf.js";
import { startReader } from "./reader.js";
import { search, startSearch } from "./search.js";
import { shortestPath, visible } from "./selection.js";
import { startSlider } from "./slider.js";
import { startViews } from "./stage.js";
import { change, startState, state, toFragment } from "./state.js";
import { showTable, startTable } from "./table.js";
import { startTimeline } from "./timeline.js";
import { correctionsToml } from "./toml.js";
import { pickEntity, pickStatement, sentence } from "./words.js";

/** What a script outside may ask of the page. */
globalThis.kgView = {
  data, state, drawn, change, search, sentence, visible, shortestPath, turtle, entityQuery, statementQuery, tableCsv, correctionsToml,
  corrections, toFragment, dateWords, daysOf, showTable, selectEntity: pickEntity, selectStatement: pickStatement,
  get network() { return getNetwork(); },
};

byName("summary").textContent = [
  plural(entities.length, "entity", "entities"),
  plural(statements.length, "statement", "statements"),
  plural(articles.length, "article", "articles"),
].join(" · ");
startState();
startTheme(byName("theme"));
startKeys();
startFilters();
startGraph();
startViews();
startTimeline();
startTable();
startReader();
startSlider();
startSearch();
startExports();
startCorrections();
startPanel();
