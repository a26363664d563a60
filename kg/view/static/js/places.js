// Where each node stands: as built, pinned by hand, around a focus, or in the first free spot beside its neighbours.

import { edgesAt } from "./data.js";
import { state } from "./state.js";

const spots = new Map();
/** The room of a label beside its neighbours on a ring. */
const WIDE = 150;

/** The place of a node as it was built, in the first view or in the picture of all. */
export function builtPlace(node) {
  if (state.all && node.far) return node.far;
  return [node.x, node.y];
}

/** Where the nodes of one view stand: a map from each to [x, y]. */
export function placesOf(nodes, isCore, far) {
  const places = far ? rings(far, nodes) : new Map();
  const late = [];
  for (const node of nodes) {
    if (state.pins.has(node.id)) places.set(node.id, state.pins.get(node.id));
    else if (places.has(node.id)) continue;
    else if (state.all || isCore(node)) places.set(node.id, builtPlace(node));
    else late.push(node);
  }
  for (const node of late) {
    if (!spots.has(node.id)) spots.set(node.id, freeSpot(node, places));
    places.set(node.id, spots.get(node.id));
  }
  return places;
}

/** The first place on a spiral around a node's neighbours where no other node is near. */
function freeSpot(node, places) {
  const ends = (edgesAt.get(node.id) || []).map((edge) => places.get(edge.from === node.id ? edge.to : edge.from)).filter(Boolean);
  const all = [...places.values()];
  const x = ends.length ? ends.reduce((sum, place) => sum + place[0], 0) / ends.length : Math.max(...all.map((place) => place[0]), 0) + 120;
  const y = ends.length ? ends.reduce((sum, place) => sum + place[1], 0) / ends.length : 0;
  for (let step = 0; ; step += 1) {
    const spot = [Math.round(x + (90 + 6 * step) * Math.cos(step * 2.4)), Math.round(y + (90 + 6 * step) * Math.sin(step * 2.4))];
    if (step > 3000 || !all.some((place) => Math.abs(place[0] - spot[0]) < 120 && Math.abs(place[1] - spot[1]) < 62)) return spot;
  }
}

/** Rings around a focus, one for each step, in the order of the angles in which the nodes stood before. */
function rings(far, nodes) {
  const places = new Map();
  const centre = nodes.find((node) => far.get(node.id) === 0);
  if (!centre) return places;
  places.set(centre.id, [0, 0]);
  let radius = 0;
  for (let depth = 1; depth <= Math.max(...far.values()); depth += 1) {
    const ring = nodes.filter((node) => far.get(node.id) === depth);
    if (!ring.length) break;
    const angle = (node) => bearing(node, depth, far, places, centre);
    const sorted = ring.map((node) => [angle(node), node]).sort((a, b) => a[0] - b[0] || a[1].id - b[1].id);
    const rows = Math.max(1, Math.ceil((ring.length * WIDE) / (2 * Math.PI * Math.max(radius + 240, 420))));
    radius += 215;
    const slots = Math.ceil(ring.length / rows) * rows;
    const first = Math.max(radius, (slots * WIDE) / rows / (2 * Math.PI));
    sorted.forEach(([, node], i) => {
      const turn = -Math.PI / 2 + (i / slots) * 2 * Math.PI;
      const r = first + (i % rows) * 118;
      places.set(node.id, [Math.round(r * Math.cos(turn) * 1.15), Math.round(r * Math.sin(turn) * 0.9)]);
    });
    radius = first + (rows - 1) * 118;
  }
  return places;
}

/** The direction in which a node belongs: that of its neighbours in the ring before, or where it stood. */
function bearing(node, depth, far, places, centre) {
  let [x, y] = [node.x - centre.x, node.y - centre.y];
  if (depth > 1) {
    const before = (edgesAt.get(node.id) || []).map((edge) => (edge.from === node.id ? edge.to : edge.from))
      .filter((id) => far.get(id) === depth - 1 && places.has(id)).map((id) => places.get(id));
    [x, y] = before.reduce(([a, b], place) => [a + place[0], b + place[1]], [0, 0]);
  }
  return (Math.atan2(y, x) + Math.PI * 2.5) % (Math.PI * 2);
}
