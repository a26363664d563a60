// What the page knows, as it was built: lists that point into each other by number.

export const data = JSON.parse(document.getElementById("kg-data").textContent);
export const entities = data.entities;
export const statements = data.statements;
export const articles = data.articles;
export const picture = data.picture;
export const types = data.types;
export const statuses = data.statuses;

/** Whether a reference is an entity or article that the page knows; else it is the text itself. */
export const isKnown = (ref) => typeof ref === "number" && ref >= 0;

/** The statements that an entity stands in, as subject or object. */
export const told = entities.map(() => []);
statements.forEach(({ s, o }, i) => {
  for (const end of new Set([s, o])) if (isKnown(end)) told[end].push(i);
});

const byId = (records) => new Map(records.map((record, i) => [record.id, i]));
export const entityOfId = byId(entities);
export const statementOfId = byId(statements);
export const articleOfId = byId(articles);

export const evidenceOf = (statement) => statements[statement].evidence || [];

/** The article of a piece of evidence; one that is not at hand has only a title. */
export const articleOf = (piece) => (isKnown(piece.article) ? articles[piece.article] : { title: piece.article });

/** Who published a piece of evidence. */
export const sourceOf = (piece) => articleOf(piece).publisher || "(no publisher)";

/** The other end of a statement, seen from one. */
export const otherEnd = (statement, entity) => (statements[statement].s === entity ? statements[statement].o : statements[statement].s);

export const nodeOf = new Map(picture.nodes.map((node) => [node.id, node]));
export const edgeOf = new Map(picture.edges.flatMap((edge) => edge.statements.map((statement) => [statement, edge])));
export const edgesAt = new Map();
for (const edge of picture.edges) {
  for (const end of new Set([edge.from, edge.to])) {
    if (!edgesAt.has(end)) edgesAt.set(end, []);
    edgesAt.get(end).push(edge);
  }
}
