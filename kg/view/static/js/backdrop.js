// What is drawn behind the network: the communities as soft areas and, in the picture of a large graph, every node
// as a dot and every line as a hair, so that the network itself need hold no more than can be read.

import { entities, picture } from "./data.js";
import { inks, TINTS } from "./inks.js";
import { builtPlace } from "./places.js";
import { state } from "./state.js";

const SMALLEST = 4;
/** The longest side of a picture that is kept. */
const SIDE = 2048;

/** The area of each community that has enough nodes here: broad strokes along its lines, rounded at its nodes. */
export function drawBlobs(context, nodes, places, edges) {
  const ink = inks();
  const members = new Map();
  for (const node of nodes) {
    if (node.cluster < 0) continue;
    if (!members.has(node.cluster)) members.set(node.cluster, []);
    members.get(node.cluster).push(places.get(node.id));
  }
  context.save();
  context.lineCap = "round";
  context.lineWidth = 96;
  for (const [cluster, spots] of [...members].sort((a, b) => b[0] - a[0])) {
    if (spots.length < SMALLEST) continue;
    context.fillStyle = context.strokeStyle = ink.tints[cluster % TINTS];
    context.beginPath();
    for (const [x, y] of spots) {
      context.moveTo(x + 64, y + 10);
      context.arc(x, y + 10, 64, 0, 2 * Math.PI);
    }
    context.fill();
    context.beginPath();
    for (const [a, b] of edges.get(cluster) || []) {
      if (Math.hypot(a[0] - b[0], a[1] - b[1]) > 420) continue;
      context.moveTo(...a);
      context.lineTo(...b);
    }
    context.stroke();
  }
  context.restore();
}

const GROUND = 0.4;

/** Draw the areas of the communities from a picture kept of them, which is made anew when they change. */
export function drawGround(context, drawn) {
  const theme = inks();
  const spots = [...drawn.places.values()];
  if (!spots.length) return;
  if (!drawn.ground || drawn.ground.theme !== theme) {
    const [left, top] = [Math.min(...spots.map((p) => p[0])) - 80, Math.min(...spots.map((p) => p[1])) - 80];
    const [right, bottom] = [Math.max(...spots.map((p) => p[0])) + 80, Math.max(...spots.map((p) => p[1])) + 80];
    const kept = Math.min(GROUND, SIDE / (right - left), SIDE / (bottom - top));
    const bitmap = document.createElement("canvas");
    [bitmap.width, bitmap.height] = [Math.ceil((right - left) * kept), Math.ceil((bottom - top) * kept)];
    const inside = bitmap.getContext("2d");
    inside.scale(kept, kept);
    inside.translate(-left, -top);
    drawBlobs(inside, drawn.list, drawn.places, drawn.blobs);
    drawn.ground = { theme, bitmap, left, top, width: bitmap.width / kept, height: bitmap.height / kept };
  }
  const { bitmap, left, top, width, height } = drawn.ground;
  context.save();
  context.globalAlpha = drawn.faded ? 0.45 : 1;
  context.drawImage(bitmap, left, top, width, height);
  context.restore();
}

/** All nodes and lines of a large graph, found again by their place. */
export function createMap(shown, shownEdges) {
  const nodes = picture.nodes.filter((node) => shown.has(node.id));
  const places = new Map(nodes.map((node) => [node.id, builtPlace(node)]));
  const lines = shownEdges.map((edge) => [places.get(edge.from), places.get(edge.to)]).filter(([a, b]) => a && b && a !== b);
  const xs = nodes.map((node) => places.get(node.id)[0]);
  const ys = nodes.map((node) => places.get(node.id)[1]);
  const bounds = nodes.length ? [xs.reduce((a, b) => Math.min(a, b)), ys.reduce((a, b) => Math.min(a, b)), xs.reduce((a, b) => Math.max(a, b)), ys.reduce((a, b) => Math.max(a, b))] : [0, 0, 1, 1];
  return { nodes, places, lines, bounds, bitmap: null };
}

/** Communities as the ground under their nodes. */
function paintGround(context, { nodes, places }, [left, top, right, bottom]) {
  const byTint = new Map();
  for (const node of nodes) {
    const [x, y] = places.get(node.id);
    if (node.cluster < 0 || x < left - 90 || x > right + 90 || y < top - 90 || y > bottom + 90) continue;
    const tint = inks().tints[node.cluster % TINTS];
    if (!byTint.has(tint)) byTint.set(tint, []);
    byTint.get(tint).push(x, y);
  }
  for (const [tint, spots] of byTint) {
    context.fillStyle = tint;
    context.beginPath();
    for (let i = 0; i < spots.length; i += 2) {
      context.moveTo(spots[i] + 90, spots[i + 1]);
      context.arc(spots[i], spots[i + 1], 90, 0, 2 * Math.PI);
    }
    context.fill();
  }
}

/** Draw all of a map that lies in a view: ground, lines, dots. */
export function paint(context, map, [left, top, right, bottom], scale) {
  const { nodes, places, lines } = map;
  const ink = inks();
  if (state.blobs) paintGround(context, map, [left, top, right, bottom]);
  context.strokeStyle = ink.faint;
  context.lineWidth = 0.7 / scale;
  context.globalAlpha = 0.5;
  context.beginPath();
  for (const [a, b] of lines) {
    if (Math.max(a[0], b[0]) < left || Math.min(a[0], b[0]) > right || Math.max(a[1], b[1]) < top || Math.min(a[1], b[1]) > bottom) continue;
    context.moveTo(a[0], a[1]);
    context.lineTo(b[0], b[1]);
  }
  context.stroke();
  context.globalAlpha = 0.85;
  const byType = new Map();
  for (const node of nodes) {
    const [x, y] = places.get(node.id);
    if (x < left || x > right || y < top || y > bottom) continue;
    const tone = ink.types[entities[node.id].type];
    if (!byType.has(tone)) byType.set(tone, []);
    byType.get(tone).push(x, y, Math.min(Math.max(node.size * 0.55, 1.6 / scale), 24));
  }
  for (const [tone, dots] of byType) {
    context.fillStyle = tone;
    context.beginPath();
    for (let i = 0; i < dots.length; i += 3) {
      context.moveTo(dots[i] + dots[i + 2], dots[i + 1]);
      context.arc(dots[i], dots[i + 1], dots[i + 2], 0, 2 * Math.PI);
    }
    context.fill();
  }
}

/** Draw the map into the network's canvas, whose transform is set: from a picture kept of it, or, near by, itself. */
export function drawMap(context, map, scale, view) {
  const [left, top, right, bottom] = map.bounds;
  const [width, height] = [right - left + 200, bottom - top + 200];
  const kept = Math.min(SIDE / width, SIDE / height);
  context.save();
  if (scale <= kept * 1.6) {
    const theme = inks();
    if (!map.bitmap || map.theme !== theme || map.blobs !== state.blobs) {
      map.bitmap = document.createElement("canvas");
      map.bitmap.width = Math.ceil(width * kept);
      map.bitmap.height = Math.ceil(height * kept);
      const inside = map.bitmap.getContext("2d");
      inside.scale(kept, kept);
      inside.translate(100 - left, 100 - top);
      paint(inside, map, [left, top, right, bottom], kept);
      [map.theme, map.blobs] = [theme, state.blobs];
    }
    context.drawImage(map.bitmap, left - 100, top - 100, width, height);
  } else {
    paint(context, map, view, scale);
  }
  context.restore();
}

/** The node of the map nearest to a point, within a distance. */
export function nearestOnMap(map, x, y, within) {
  let best = null;
  let least = within;
  for (const node of map.nodes) {
    const [a, b] = map.places.get(node.id);
    const far = Math.hypot(a - x, b - y);
    if (far < least) [best, least] = [node.id, far];
  }
  return best;
}

/** The nodes inside a view, the most central first, as many as have room for their labels at a scale. */
export function readable(map, [left, top, right, bottom], scale, most) {
  const [wide, high] = [124 / scale, 46 / scale];
  const taken = new Map();
  const found = [];
  for (const node of map.nodes) {
    const [x, y] = map.places.get(node.id);
    if (x < left || x > right || y < top || y > bottom) continue;
    const [column, row] = [Math.floor(x / wide), Math.floor(y / high)];
    const beside = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].flatMap((dy) => taken.get(`${column + dx} ${row + dy}`) || []));
    if (beside.some(([a, b]) => Math.abs(a - x) < wide && Math.abs(b - y) < high)) continue;
    taken.set(`${column} ${row}`, [...(taken.get(`${column} ${row}`) || []), [x, y]]);
    found.push(node);
    if (found.length >= most) break;
  }
  return found;
}
