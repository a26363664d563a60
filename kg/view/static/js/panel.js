// What the panel says about an entity, a statement, several statements, or the whole graph.

const panel = document.getElementById("panel");

function showPanel(...parts) {
  panel.replaceChildren(...parts.flat().filter(Boolean));
  panel.scrollTop = 0;
}

/** The line above a panel: the way back, and out. */
function panelBar(kind) {
  return el("div", { class: "panel-bar" },
    kgView.canGoBack() ? el("button", { type: "button", class: "plain back", onclick: () => kgView.back() }, "← Back") : "",
    el("span", { class: "kind" }, kind),
    el("button", { type: "button", class: "plain close", "aria-label": "Close details", onclick: () => kgView.clear() }, "×"));
}

function section(heading, count, ...content) {
  return el("section", {}, el("h3", {}, heading, count > 1 ? el("span", { class: "count" }, ` ${count.toLocaleString("en")}`) : ""), content.flat());
}

function articlesOf(indices) {
  const seen = new Set(indices.flatMap((i) => evidenceOf(i).map((piece) => piece.article)));
  return [...seen].sort((a, b) => (isEntity(a) && isEntity(b) ? a - b : isEntity(a) ? -1 : isEntity(b) ? 1 : a < b ? -1 : 1));
}

function entityPanel(index) {
  const entity = entities[index];
  const sources = articlesOf(told(index));
  const ids = (entity.ids || []).map((id) => el("li", {}, link(id.link, short(id.text))));
  showPanel(
    panelBar([typeIcon(entity.type), types[entity.type].word]),
    el("h2", {}, el("bdi", {}, nameOf(index))),
    terms([
      ["Also called", (entity.aliases || []).map((alias, i) => [i ? ", " : "", el("bdi", {}, short(alias))]).flat()],
      ["Identifiers", ids.length ? el("ul", { class: "ids" }, ids) : ""],
    ]),
    told(index).length
      ? section("Statements", told(index).length, longList(told(index), (i) => statementButton(i, index)))
      : el("p", { class: "quiet" }, "No statement about this entity was found, so the picture leaves it out."),
    sources.length ? section("Articles", sources.length, longList(sources, citation, 20)) : "");
}

/** How the status changed from article to article. */
function history(pieces) {
  const steps = pieces.map((piece) => [isEntity(piece.article) ? articles[piece.article].date : "", piece.status]);
  const turns = steps.filter(([, status], i) => !i || steps[i - 1][1] !== status);
  if (turns.length < 2) return "";
  return section("History", 0, el("ol", { class: "history" }, turns.map(([date, status]) =>
    el("li", {}, el("span", { class: "quiet" }, date || "undated"), statusMark(status)))));
}

function evidenceCard(piece) {
  const facts = [
    piece.speaker !== undefined ? ["Says", nameButton(piece.speaker)] : ["", ""],
    ["When", piece.when],
    ["Amount", piece.amount],
    ["Cue", piece.cue && `“${piece.cue}”`],
    ["Rule", piece.rule && el("code", {}, piece.rule)],
    ["Confidence", percent(piece.confidence)],
  ];
  return el("li", { class: "evidence" }, quotation(piece.quote), citation(piece.article),
    el("details", {}, el("summary", {}, statusMark(piece.status), el("span", { class: "quiet" }, percent(piece.confidence))), terms(facts)));
}

function statementPanel(index) {
  const fact = statements[index];
  const pieces = evidenceOf(index);
  const speakers = [...new Set(pieces.map((piece) => piece.speaker).filter((who) => who !== undefined))];
  const dates = [...new Set(pieces.map((piece) => isEntity(piece.article) ? articles[piece.article].date : "").filter(Boolean))];
  const open = (pieces.length && pieces.length <= 2) || false;
  const cards = el("ul", { class: "list cards" });
  const [list, more] = longList(pieces, evidenceCard, 30);
  cards.append(...list.children);
  if (more) more.addEventListener("click", () => cards.append(...[...list.children]));
  if (open) for (const details of cards.querySelectorAll("details")) details.open = true;
  showPanel(
    panelBar(fact.open ? "Statement in the article's own words" : "Statement"),
    sentenceHeading(index),
    el("p", { class: `verdict status-${fact.status}` }, statusIcon(fact.status), fact.status),
    terms([
      ["When", fact.when],
      ["Amount", fact.amount],
      ["Role", fact.role],
      ["Place", fact.place !== undefined ? nameButton(fact.place) : ""],
      ["About", fact.about !== undefined ? nameButton(fact.about) : ""],
      ["Said by", speakers.length ? el("ul", {}, speakers.map((who) => el("li", {}, nameButton(who)))) : ""],
      ["Reported", dates.length > 1 ? `${dates[0]} – ${dates[dates.length - 1]}` : dates[0]],
      ["Confidence", percent(fact.confidence)],
    ]),
    history(pieces),
    pieces.length ? section("Evidence", pieces.length, cards, more || "") : el("p", { class: "quiet" }, "No evidence is recorded."));
}

function bundlePanel(edge) {
  const { from, to } = everyEdge.get(edge);
  const here = everyEdge.get(edge).statements.filter(shown);
  showPanel(
    panelBar("Relations"),
    el("h2", { class: "sentence" }, nameButton(from, "subject"), el("span", { class: "relation" }, " and "), nameButton(to, "object")),
    section("Statements", here.length, longList(here, (i) => statementButton(i))));
}

function overviewPanel() {
  const best = picture.nodes.slice(0, 8).map((node) => node.id);
  showPanel(
    el("p", { class: "intro" }, "Every line is a statement from the news. Select a line to read the sentences behind it, or an entity to see all that is said about it."),
    best.length ? section("Most connected", 0, el("ul", { class: "list" }, best.map((index) => el("li", {},
      el("button", { type: "button", class: "row entity", onclick: () => kgView.selectEntity(index) },
        typeIcon(entities[index].type), el("bdi", { class: "end" }, nameOf(index)),
        el("span", { class: "quiet" }, plural(told(index).length, "statement", "statements"))))))) : "",
    articles.length ? section("Articles", articles.length, longList(articles.map((_, i) => i), citation, 12)) : "");
}
