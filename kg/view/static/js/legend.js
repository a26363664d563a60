// The legend, which is also the filter: what is unchecked is not drawn.

function filterBoxes(place, kinds, off) {
  document.getElementById(place).append(...kinds.map(([value, mark, words, count]) => {
    const box = el("input", { type: "checkbox", value, checked: true, onchange: () => {
      if (box.checked) off.delete(value);
      else off.add(value);
      filtersChanged();
    } });
    return el("label", {}, box, mark, el("span", {}, words), el("span", { class: "count" }, count.toLocaleString("en")));
  }));
}

function filtersChanged() {
  document.getElementById("reset").hidden = !hidden.types.size && !hidden.statuses.size;
  restyle();
}

function tally(records, key) {
  const counts = new Map();
  for (const record of records) counts.set(record[key], (counts.get(record[key]) || 0) + 1);
  return counts;
}

function startLegend() {
  const byStatus = tally(statements, "status");
  const byType = tally(entities.filter((entity) => entity.statements), "type");
  filterBoxes("filter-status", Object.keys(statuses).filter((key) => byStatus.has(key))
    .map((key) => [key, statusIcon(key), key, byStatus.get(key)]), hidden.statuses);
  filterBoxes("filter-type", Object.keys(types).filter((key) => byType.has(key))
    .map((key) => [key, typeIcon(key), types[key].word, byType.get(key)]), hidden.types);
  document.getElementById("reset").addEventListener("click", () => {
    hidden.types.clear();
    hidden.statuses.clear();
    for (const box of document.querySelectorAll("#legend input")) box.checked = true;
    filtersChanged();
  });
  document.getElementById("legend").open = matchMedia("(min-width: 760px) and (min-height: 560px)").matches;
}

/** Say how much of a large graph is drawn, and offer the rest. */
function startNotice() {
  const notice = document.getElementById("notice");
  const [words, button] = notice.children;
  const drawable = picture.nodes.length;
  if (picture.related === picture.first) return;
  const say = (count) => { words.textContent = `The ${count.toLocaleString("en")} most central of ${plural(picture.related, "entity", "entities")} are drawn.`; };
  say(picture.first);
  button.textContent = drawable === picture.related ? "Show all" : `Show ${drawable.toLocaleString("en")}`;
  button.addEventListener("click", () => {
    showAll();
    button.remove();
    if (drawable === picture.related) notice.hidden = true;
    else say(drawable);
  });
  notice.hidden = false;
}
