// The search box: entities by name and alias, best first, usable by keyboard alone.

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
const box = document.getElementById("search");
const offers = document.getElementById("suggestions");
const found = { entities: [], active: -1 };
let index = null;

function searchIndex() {
  index = index || entities.map((entity) => [entity.name, ...(entity.aliases || [])].map(fold));
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
function search(text, limit = 8) {
  const wanted = fold(text);
  if (!wanted) return [];
  const hits = [];
  searchIndex().forEach((names, entity) => {
    let best = null;
    names.forEach((name, rank) => {
      const score = fit(name, wanted);
      if (score === null) return;
      const total = score + (rank ? 0.5 : 0);
      if (!best || total < best.score) best = { entity, score: total, alias: rank ? entities[entity].aliases[rank - 1] : "" };
    });
    if (best) hits.push(best);
  });
  return hits.sort((a, b) => a.score - b.score || told(b.entity).length - told(a.entity).length || a.entity - b.entity).slice(0, limit);
}

function offer() {
  const hits = search(box.value);
  found.entities = hits.map((hit) => hit.entity);
  offers.replaceChildren(...hits.map((hit, rank) => el("li", { role: "option", id: `suggestion-${rank}`,
    onmousedown: (event) => event.preventDefault(), onclick: () => take(hit.entity) },
    typeIcon(entities[hit.entity].type), el("bdi", { class: "end" }, nameOf(hit.entity)),
    hit.alias ? el("span", { class: "quiet" }, "also ", el("bdi", {}, short(hit.alias)))
      : el("span", { class: "quiet" }, told(hit.entity).length ? plural(told(hit.entity).length, "statement", "statements") : "not drawn"))));
  if (!hits.length && box.value.trim()) offers.append(el("li", { class: "quiet none", role: "presentation" }, "No entity of this name"));
  document.getElementById("search-note").textContent = box.value.trim() ? plural(hits.length, "suggestion", "suggestions") : "";
  openOffers(Boolean(box.value.trim()));
  activate(hits.length ? 0 : -1);
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

function take(entity) {
  box.value = entities[entity].name;
  openOffers(false);
  kgView.selectEntity(entity);
}

function startSearch() {
  box.addEventListener("input", offer);
  box.addEventListener("focus", () => { box.select(); if (box.value.trim()) offer(); });
  box.addEventListener("blur", () => openOffers(false));
  box.addEventListener("keydown", (event) => {
    const count = found.entities.length;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count) {
      event.preventDefault();
      if (offers.hidden) openOffers(true);
      else activate((found.active + (event.key === "ArrowDown" ? 1 : count - 1)) % count);
    } else if (event.key === "Enter" && !offers.hidden && found.active >= 0) {
      event.preventDefault();
      take(found.entities[found.active]);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (offers.hidden) box.blur();
      else { event.preventDefault(); openOffers(false); }
    }
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) { event.preventDefault(); box.focus(); }
    else if (event.key === "Escape" && !typing) kgView.clear();
  });
}
