// The keyboard: a key for each view, the search, the way back, and the entities one after the other.

import { byName } from "./dom.js";
import { expand, fitAll, getNetwork, step } from "./graph.js";
import { change, state, VIEWS } from "./state.js";

const KEYS = {
  "/": () => byName("search").focus(),
  "?": () => byName("help").showModal(),
  f: () => toggleFilters(),
  n: () => step(1),
  p: () => step(-1),
  0: () => getNetwork() && fitAll(),
  e: () => state.pick && state.pick.entity !== undefined && expand(state.pick.entity),
  o: () => state.pick && state.pick.entity !== undefined && change({ focus: state.focus === state.pick.entity ? null : state.pick.entity, depth: 1 }),
  h: () => state.pick && state.pick.entity !== undefined && change({ hidden: new Set([...state.hidden, state.pick.entity]), pick: null }),
};
VIEWS.forEach((view, i) => { KEYS[i + 1] = () => change({ view }); });

export function toggleFilters(open = !document.body.classList.contains("filtering")) {
  document.body.classList.toggle("filtering", open);
  byName("toggle-filters").setAttribute("aria-expanded", String(open));
}

export function startKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.closest("input:not([type=checkbox], [type=range]), textarea, select")) return;
    if (event.key === "Escape" && state.pick) change({ pick: null });
    else if (Object.hasOwn(KEYS, event.key)) {
      event.preventDefault();
      KEYS[event.key]();
    }
  });
  byName("toggle-filters").addEventListener("click", () => toggleFilters());
  byName("close-filters").addEventListener("click", () => toggleFilters(false));
  byName("open-help").addEventListener("click", () => byName("help").showModal());
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.addEventListener("click", (event) => { if (event.target === dialog || event.target.closest("[data-close]")) dialog.close(); });
  }
  toggleFilters(matchMedia("(min-width: 1200px)").matches);
}
