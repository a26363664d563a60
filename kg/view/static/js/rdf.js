// What the page knows as Turtle, the same triples that `kg export --format ttl` gives, and as questions in SPARQL.

import { data, entities, evidenceOf, articleOf, isKnown, statements } from "./data.js";
import { daysOf } from "./dates.js";
import { quoteOf } from "./text.js";

const { prefixes } = data;
const LOCAL = /^[\p{L}_\d](?:[\p{L}\p{N}\p{M}_-]*)$/u;
const KEPT = /[\p{L}\p{M}\p{N}\-._~]/u;

function escaped(char) {
  return [...new TextEncoder().encode(char)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
}

/** An id with all that can't stand in one path segment of an IRI percent-encoded, as the graph has it. */
export function encoded(id) {
  if (!id.replaceAll(".", "")) return id.replaceAll(".", "%2E");
  return [...id].map((char) => (KEPT.test(char) && !(char.codePointAt(0) >= 0xe0000) ? char : escaped(char))).join("");
}

function iri(prefix, local) {
  return LOCAL.test(local) && !/[^\x00-\x7f]/.test(local) ? `${prefix}:${local}` : `<${prefixes[prefix]}${local}>`;
}

const resource = (id) => iri("kgr", encoded(id));
const property = (name) => (/^(https?:\/\/|urn:)/.test(name) ? `<${name.replace(/[\x00-\x20<>"{}|^`\\]/g, escaped)}>` : iri("kg", encoded(name)));

/** A string literal of Turtle and SPARQL. */
export function literal(text) {
  const safe = text.replace(/[\\"\x00-\x1f\x7f\u2028\u2029]/g, (char) => (
    { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" }[char] || `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`));
  return `"${safe}"`;
}

function decimal(value) {
  return /^-?\d+(\.\d+)?$/.test(value) && value.replace(/[^\d]/g, "").length < 60
    ? `"${value.includes(".") ? value.replace(/0+$/, "").replace(/\.$/, "") : value}"^^xsd:decimal` : literal(value);
}

function dated(text) {
  if (!daysOf(text) || text.includes("/") || text.includes("T") || text.startsWith("0000")) return literal(text);
  const real = text.length < 10 || !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
  return real ? `${literal(text)}^^xsd:${{ 4: "gYear", 7: "gYearMonth", 10: "date" }[text.length]}` : literal(text);
}

const ref = (thing) => resource(isKnown(thing) ? entities[thing].id : String(thing));

function block(subject, pairs) {
  const said = pairs.filter(([, value]) => value !== undefined && value !== "");
  return `${subject} ${said.map(([name, value]) => `${name} ${value}`).join(" ;\n    ")} .\n`;
}

function amountBlock(owner, [, value, unit]) {
  return block(resource(`${owner}-amount`), [["kg:value", decimal(value)], [/^[A-Z]{3}$/.test(unit) ? "schema:currency" : "kg:unit", literal(unit)]]);
}

export function entityTurtle(index) {
  const entity = entities[index];
  const web = (id) => /^(https?:\/\/|urn:)[^\x00-\x20<>"{}|^`\\]*$/.test(id);
  return block(ref(index), [
    ["a", iri("kg", entity.type)], ["skos:prefLabel", literal(entity.name)], ["rdfs:label", literal(entity.name)],
    ...[...(entity.aliases || [])].map((alias) => ["skos:altLabel", literal(alias)]),
    ...(entity.ids || []).map((id) => (web(id.text) ? ["owl:sameAs", `<${id.text}>`] : ["kg:identifier", literal(id.text)])),
  ]);
}

/** A statement, the evidence for it with its sentences, and its plain triple where it is asserted. */
export function statementTurtle(index) {
  const fact = statements[index];
  const pieces = evidenceOf(index);
  const predicate = fact.predicate ? property(fact.predicate) : "kg:openRelation";
  const object = fact.value ? dated(fact.value) : ref(fact.o);
  const blocks = [block(resource(fact.id), [
    ["a", "kg:Statement"], ["rdf:subject", ref(fact.s)], ["rdf:predicate", predicate], ["rdf:object", object],
    ["kg:status", iri("kg", fact.status)], ["kg:confidence", decimal(String(fact.confidence ?? 0))],
    ["kg:relationPhrase", fact.relation && literal(fact.relation)], ["kg:role", fact.role && literal(fact.role)],
    ["kg:when", fact.when && literal(fact.when)], ["kg:place", fact.place !== undefined ? ref(fact.place) : ""],
    ["kg:about", fact.about !== undefined ? ref(fact.about) : ""], ["kg:amount", fact.amount && resource(`${fact.id}-amount`)],
    ["prov:wasDerivedFrom", pieces.map((piece) => resource(piece.id)).join(", ")],
  ])];
  if (fact.amount) blocks.push(amountBlock(fact.id, fact.amount));
  for (const piece of pieces) {
    const article = isKnown(piece.article) ? articleOf(piece).id : piece.article;
    blocks.push(block(resource(piece.id), [
      ["a", "kg:Evidence"], ["kg:quote", literal(quoteOf(piece))], ["kg:status", iri("kg", piece.status)],
      ["prov:wasQuotedFrom", `<${prefixes.kgr}article/${encoded(article)}>`],
      ["kg:confidence", decimal(String(piece.confidence ?? 0))], ["kg:rule", piece.rule && literal(piece.rule)],
      ["kg:cue", piece.cue && literal(piece.cue)], ["kg:when", piece.when && literal(piece.when)],
      ["kg:statedBy", piece.speaker !== undefined ? ref(piece.speaker) : ""], ["kg:amount", piece.amount && resource(`${piece.id}-amount`)],
    ]));
    if (piece.amount) blocks.push(amountBlock(piece.id, piece.amount));
  }
  if (fact.predicate && fact.status === "asserted") blocks.push(`${ref(fact.s)} ${predicate} ${object} .\n`);
  return blocks.join("\n");
}

function header() {
  return Object.keys(prefixes).sort().map((name) => `@prefix ${name}: <${prefixes[name]}> .\n`).join("");
}

/** A whole Turtle document of statements and the entities that they name, or that are given beside them. */
export function turtle(list, others = []) {
  const named = new Set(others);
  for (const i of list) for (const end of [statements[i].s, statements[i].o, statements[i].place, statements[i].about]) if (isKnown(end)) named.add(end);
  const parts = [...[...named].sort((a, b) => a - b).map(entityTurtle), ...list.map(statementTurtle)];
  return `${header()}\n${parts.join("\n")}`;
}

/** A query that finds a statement again, with its sentences. */
export function statementQuery(index) {
  const fact = statements[index];
  const predicate = fact.predicate ? property(fact.predicate) : `kg:openRelation ; kg:relationPhrase ${literal(fact.relation || "")}`;
  return `SELECT ?statement ?status ?quote ?article WHERE {
  ?statement rdf:subject ${ref(fact.s)} ; rdf:predicate ${predicate} ; rdf:object ${fact.value ? dated(fact.value) : ref(fact.o)} ;
    kg:status ?status ; prov:wasDerivedFrom ?evidence .
  ?evidence kg:quote ?quote ; prov:wasQuotedFrom ?article .
}`;
}

/** A query for all that is said about an entity. */
export function entityQuery(index) {
  return `SELECT ?subject ?relation ?object ?status ?when WHERE {
  VALUES ?end { rdf:subject rdf:object }
  ?statement ?end ${ref(index)} ; rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object ; kg:status ?status .
  OPTIONAL { ?statement kg:when ?when }
}`;
}
