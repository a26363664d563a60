// Statements in words, with the names as buttons.

const isEntity = (ref) => typeof ref === "number";
const short = (text, most = 300) => (text.length > most ? `${[...text.slice(0, most)].slice(0, -1).join("")}…` : text);
const nameOf = (ref) => short(isEntity(ref) ? entities[ref].name : ref) || "(no name)";
const told = (entity) => entities[entity].statements || [];
const evidenceOf = (statement) => statements[statement].evidence || [];

/** "A — relation → B", or "A — relation — B" where the relation has no direction. */
function sentence(statement) {
  const { s, o, label, symmetric } = statements[statement];
  return `${nameOf(s)} — ${label} ${symmetric ? "—" : "→"} ${nameOf(o)}`;
}

/** A name: a button that selects the entity, or plain text for a literal. */
function nameButton(ref, kind) {
  if (!isEntity(ref)) return el("bdi", { class: kind }, nameOf(ref));
  return el("button", { type: "button", class: `name ${kind || ""}`, onclick: () => kgView.selectEntity(ref) },
    el("bdi", {}, nameOf(ref)));
}

/** The sentence as a heading whose two names lead to their entities. */
function sentenceHeading(statement) {
  const { s, o, symmetric } = statements[statement];
  const label = short(statements[statement].label);
  return el("h2", { class: "sentence" },
    nameButton(s, "subject"), " ",
    el("span", { class: "relation" }, "— ", el("bdi", {}, label), symmetric ? " —" : " →"), " ",
    nameButton(o, "object"));
}

/** The sentence as one button, as seen from an entity that need not be named again. */
function statementButton(statement, from) {
  const { s, o, symmetric, status, when } = statements[statement];
  const label = short(statements[statement].label);
  const ends = [
    from === s ? "" : el("bdi", { class: "end" }, nameOf(s)),
    el("span", { class: "relation" }, from === s ? "" : "— ", el("bdi", {}, label), symmetric ? " —" : " →"),
    el("bdi", { class: from === o && from !== s ? "end quiet" : "end" }, nameOf(o)),
  ];
  return el("button", { type: "button", class: "row", onclick: () => kgView.selectStatement(statement) },
    el("span", { class: "words" }, ends.flatMap((part) => [part, " "])),
    el("span", { class: "quiet facts" }, statusMark(status), when ? el("span", {}, when) : ""));
}

/** A quote with the words of the subject and the object marked. */
function quotation(stretches) {
  const meaning = { s: "subject", o: "object", so: "subject object" };
  return el("blockquote", { dir: "auto" }, (stretches || []).map(([text, mark]) =>
    mark ? el("mark", { class: meaning[mark], title: meaning[mark].replace(" ", " and ") }, text) : text));
}

/** A link to a web address; anything else stays text. */
function link(address, words) {
  if (!/^https?:\/\//i.test(address || "")) return el("bdi", {}, words);
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, el("bdi", {}, words));
}

/** Title, publisher and date of an article: an index, or the id of one that is not at hand. */
function citation(ref) {
  const article = isEntity(ref) ? articles[ref] : { title: ref };
  const source = [article.publisher, article.date, article.authors].filter(Boolean).map((part) => short(part));
  return el("p", { class: "citation" },
    el("cite", {}, link(article.link, short(article.title))),
    source.length ? el("span", { class: "quiet" }, source.map((part, i) => [i ? " · " : "", el("bdi", {}, part)]).flat()) : "");
}

/** A list of terms and their values, leaving out what is empty. */
function terms(pairs) {
  const known = pairs.filter(([, value]) => value !== undefined && value !== null && value !== "" && value.length !== 0);
  if (!known.length) return "";
  return el("dl", {}, known.map(([term, value]) => [el("dt", {}, term), el("dd", {}, value)]).flat());
}

/** The first items of a list, with a button that brings the rest. */
function longList(items, draw, first = 60) {
  const list = el("ul", { class: "list" }, items.slice(0, first).map((item) => el("li", {}, draw(item))));
  if (items.length <= first) return [list];
  const more = el("button", { type: "button", class: "plain", onclick: () => {
    list.append(...items.slice(first).map((item) => el("li", {}, draw(item))));
    more.remove();
  } }, `Show all ${items.length.toLocaleString("en")}`);
  return [list, more];
}

const percent = (share) => (share === undefined ? "" : `${Math.round(share * 100)}%`);
