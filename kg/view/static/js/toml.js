// corrections.toml, as every build reads it.

import { entities, statements } from "./data.js";

/** A basic string of TOML. */
export function tomlString(text) {
  const safe = text.replace(/[\\"\x00-\x1f\x7f]/g, (char) => ({ "\\": "\\\\", '"': '\\"' }[char] || `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`));
  return `"${safe}"`;
}

const comment = (text) => `# ${text.replace(/[\x00-\x1f\x7f-\x9f\u2028\u2029]+/g, " ").slice(0, 200)}\n`;
const about = (i) => `${entities[i].name} (${entities[i].type})`;

function table(correction) {
  if (correction.kind === "merge") {
    return `${comment(`${about(correction.from)} is ${about(correction.into)}`)}[[merge]]\nentities = [${tomlString(entities[correction.into].id)}, ${tomlString(entities[correction.from].id)}]\n`;
  }
  if (correction.kind === "retype") {
    return `${comment(about(correction.entity))}[[retype]]\nentity = ${tomlString(entities[correction.entity].id)}\ntype = ${tomlString(correction.type)}\n`;
  }
  const fact = statements[correction.statement];
  return `${comment(fact.label)}[[reject]]\nstatement = ${tomlString(fact.id)}\n`;
}

export function correctionsToml(listed) {
  return listed.map(table).join("\n");
}
