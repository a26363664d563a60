// How nodes and edges look under filters, beside a selection and in the colours of the day.

import { entities, isKnown, statements, statuses, types } from "./data.js";
import { plural } from "./dom.js";
import { state } from "./state.js";

const FADED = 0.2;
const ORDER = Object.keys(statuses);

const oneLine = (text, most) => {
  const flat = text.replace(/[\p{C}\p{Z}\s]+/gu, " ").trim();
  return flat.length > most ? `${[...flat].slice(0, most - 1).join("")}…` : flat;
};

/** What stands on a line: its words, or how many relations it stands for. */
export function edgeWords(left) {
  if (left.length > 1) return plural(left.length, "relation", "relations");
  const { label, status } = statements[left[0]];
  const words = oneLine(label, 28);
  return status === "denied" || status === "ended" ? `${words} (${status})` : words;
}

/** The edge as it looks now; `left` are its statements that are visible. */
export function edgeLook(edge, left, near, ink, worded, scale = 0) {
  const status = left.map((i) => statements[i].status).sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))[0];
  const faded = near && !near.edges.has(edge.id);
  const tone = ink[status];
  const several = edge.statements.length > 1;
  const { s, symmetric } = statements[left[0]];
  const turned = isKnown(s) && s !== edge.from;
  return {
    id: edge.id, from: edge.from, to: edge.to, width: (near && near.path && !faded ? edge.width + 2 : edge.width) * (scale ? Math.max(0.6 / scale, 1) : 1),
    smooth: edge.smooth || false, dashes: left.length === 1 && statuses[status].length ? statuses[status] : false,
    arrows: several && left.length > 1 || symmetric ? "" : turned ? "from" : "to",
    color: { color: tone, highlight: tone, hover: tone, opacity: faded ? FADED : 1 },
    label: faded || !worded ? " " : edgeWords(left),
    font: { color: tone, strokeColor: ink.background },
  };
}

/** Sizes of a node and its label; on a map, seen from afar, they are kept on the screen. */
function sizes(node, hollow, scale) {
  const times = scale ? Math.max(0.85 / scale, 1) : 1;
  return { size: node.size * (times > 1 ? times * 0.6 : 1), border: Math.min((hollow ? 3 : 1.5) * times, node.size * 0.2), font: node.font.size * (times > 1 ? times * 0.9 : 1), halo: 4 * times };
}

/** The node as it looks now, at its place; `scale` is that of the map, if it stands on one. */
export function nodeLook(node, place, near, ink, scale = 0) {
  const type = entities[node.id].type;
  const tone = ink.types[type];
  const hollow = types[type].hollow;
  const faded = near && !near.nodes.has(node.id);
  const pair = hollow ? { background: ink.background, border: tone } : { background: tone, border: ink.background };
  const bold = { background: pair.background, border: hollow ? tone : ink.text };
  const room = sizes(node, hollow, scale);
  const pinned = state.pins.has(node.id); // a broad rim in the colour of the text
  if (pinned) [pair.border, room.border] = [ink.text, 4];
  return {
    id: node.id, label: node.label, shape: types[type].shape,
    x: place[0], y: place[1], size: room.size, borderWidth: room.border, opacity: faded ? FADED : 1,
    color: { ...pair, highlight: bold, hover: bold },
    font: { size: room.font, color: faded ? ink.faint : ink.text, strokeColor: ink.background, strokeWidth: faded ? 0 : room.halo },
  };
}
