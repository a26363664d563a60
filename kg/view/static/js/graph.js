// The drawing: what vis-network is given, and how it answers filters, selection, mouse and keyboard.

import { createMap, drawGround, drawMap, nearestOnMap, readable } from "./backdrop.js";
import { edgesAt, edgeOf, isKnown, nodeOf, picture, statements } from "./data.js";
import { byName } from "./dom.js";
import { inks, onTheme } from "./inks.js";
import { createRoom } from "./labels.js";
import { edgeLook, edgeWords, nodeLook } from "./looks.js";
import { placesOf } from "./places.js";
import { filtered, shortestPath, visible } from "./selection.js";
import { change, onChange, state } from "./state.js";

const vis = globalThis.vis;
const calm = matchMedia("(prefers-reduced-motion: reduce)");
/** Above this number of nodes, those that can't be read are dots on a map behind the network. */
const MAP_FROM = 400;
const MOST_READABLE = 220;
const core = new Set(picture.nodes.slice(0, picture.first).map((node) => node.id));

export const drawn = { nodes: new vis.DataSet(), edges: new vis.DataSet(), places: new Map(), list: [], path: null, pointed: null, dragged: [], map: null, blobs: new Map(), scale: 0 };
let network = null;
export const getNetwork = () => network;

const motion = () => (calm.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" });

/** The entities that must be seen, whatever their rank: picked, on the path, in the focus, added by hand, pinned. */
function wanted(seen) {
  const must = new Set([...state.more, ...state.pins.keys()].filter((id) => seen.entities.has(id)));
  for (const id of drawn.path ? drawn.path.entities : []) must.add(id);
  for (const end of pickedEnds()) must.add(end);
  if (state.all && state.pick && state.pick.entity !== undefined) for (const edge of (edgesAt.get(state.pick.entity) || []).slice(0, 60)) must.add(edge.from).add(edge.to);
  if (seen.far) for (const node of picture.nodes.filter(({ id }) => seen.far.has(id)).slice(0, 400)) must.add(node.id);
  return must;
}

function pickedEnds() {
  const { pick } = state;
  if (!pick) return [];
  if (pick.entity !== undefined) return [pick.entity];
  const told = pick.statements || (pick.statement !== undefined ? [pick.statement] : []);
  return [...new Set(told.flatMap((i) => [statements[i].s, statements[i].o]).filter(isKnown))];
}

/** The nodes to draw now. */
function nodesNow(seen) {
  const must = wanted(seen);
  const fits = picture.nodes.filter((node) => seen.entities.has(node.id) || (must.has(node.id) && !state.hidden.has(node.id)));
  drawn.matching = fits.length;
  if (state.all && !seen.far && fits.length > MAP_FROM) {
    if (!drawn.map || drawn.mapOf !== seen) {
      const shown = new Set(fits.map((node) => node.id));
      drawn.map = createMap(shown, picture.edges.filter((edge) => shown.has(edge.from) && shown.has(edge.to) && edge.statements.some((i) => seen.set.has(i))));
      drawn.mapOf = seen;
    }
    return onTheMap(must);
  }
  drawn.map = null;
  const whole = !seen.far && (state.all || fits.length <= picture.first);
  return fits.filter((node) => whole || core.has(node.id) || must.has(node.id));
}

/** Of the nodes on the map, those that can be read in the part of it that is looked at. */
function onTheMap(must) {
  const scale = drawn.scale || scaleToFit(drawn.map.bounds);
  const forced = drawn.map.nodes.filter((node) => must.has(node.id));
  const list = readable(drawn.map, network && drawn.scale ? viewBox() : drawn.map.bounds, scale, MOST_READABLE);
  return [...new Set([...forced, ...list])];
}

/** The rectangle of the plane that is seen. */
function viewBox() {
  const { clientWidth: width, clientHeight: height } = byName("canvas");
  const [from, to] = [network.DOMtoCanvas({ x: 0, y: 0 }), network.DOMtoCanvas({ x: width, y: height })];
  return [from.x, from.y, to.x, to.y];
}

function scaleToFit([left, top, right, bottom]) {
  const { clientWidth: width, clientHeight: height } = byName("canvas");
  const room = (side, span) => Math.max(Math.min(side / (span + 150), (side - 110) / Math.max(span, 1)), 0.01);
  return Math.min(room(width || 800, right - left), room(height || 600, bottom - top));
}

/** What stands out: the selected entity with its neighbours, the selected lines with their ends, or a path. */
function neighbourhood() {
  if (drawn.path) {
    return { nodes: new Set(drawn.path.entities), edges: new Set(drawn.path.statements.map((i) => edgeOf.get(i)).filter(Boolean).map((edge) => edge.id)), path: true };
  }
  const { pick } = state;
  if (!pick || pick.article !== undefined) return null;
  const seen = visible();
  const edges = pick.entity !== undefined
    ? (edgesAt.get(pick.entity) || []).filter((edge) => edge.statements.some((i) => seen.set.has(i)))
    : (pick.statements || [pick.statement]).map((i) => edgeOf.get(i)).filter(Boolean);
  const nodes = new Set([...pickedEnds(), ...edges.flatMap((edge) => [edge.from, edge.to])]);
  if (!pickedEnds().some((end) => nodeOf.has(end))) return null;
  return { nodes, edges: new Set(edges.map((edge) => edge.id)) };
}

/** Bring the drawing up to date with the state and the colours of the day. */
export function redraw() {
  if (!network) return;
  const seen = visible();
  drawn.path = state.path ? shortestPath(...state.path) : null;
  drawn.list = nodesNow(seen);
  drawn.places = placesOf(drawn.list, (node) => core.has(node.id), drawn.map ? null : seen.far);
  const here = new Set(drawn.list.map((node) => node.id));
  const near = neighbourhood();
  drawn.faded = Boolean(near);
  const ink = inks();
  const scale = drawn.map ? network.getScale() : 0;
  const looks = [];
  const room = createRoom(drawn.places);
  drawn.blobs = new Map();
  drawn.ground = null;
  for (const edge of edgesAmong(here)) {
    const left = edge.statements.filter((i) => seen.set.has(i));
    if (!left.length) continue;
    looks.push(edgeLook(edge, left, near, ink, isWorded(edge, left, near, seen, room), scale));
    const cluster = nodeOf.get(edge.from).cluster;
    if (cluster >= 0 && cluster === nodeOf.get(edge.to).cluster) {
      if (!drawn.blobs.has(cluster)) drawn.blobs.set(cluster, []);
      drawn.blobs.get(cluster).push([drawn.places.get(edge.from), drawn.places.get(edge.to)]);
    }
  }
  update(drawn.edges, looks);
  update(drawn.nodes, drawn.list.map((node) => nodeLook(node, drawn.places.get(node.id), near, ink, scale)));
  showPick();
}

/** Whether a line shows its words: those that stand out and have room, else those that had it when the page was built. */
function isWorded(edge, left, near, seen, room) {
  if (drawn.pointed === edge.id || (near && near.path && near.edges.has(edge.id))) return true;
  if (near) return near.edges.has(edge.id) && (near.edges.size === 1 || room.take(edge, left));
  if (seen.far || filtered()) return drawn.list.length < 80 && room.take(edge, left);
  return !edge.late && core.has(edge.from) && core.has(edge.to) && !state.all;
}

function edgesAmong(here) {
  const found = new Map();
  for (const id of here) for (const edge of edgesAt.get(id) || []) if (here.has(edge.from) && here.has(edge.to)) found.set(edge.id, edge);
  return found.values();
}

function update(set, looks) {
  const keep = new Set(looks.map(({ id }) => id));
  set.remove(set.getIds().filter((id) => !keep.has(id)));
  set.update(looks);
}

function showPick() {
  network.unselectAll();
  const { pick } = state;
  if (!pick || pick.article !== undefined) return;
  if (pick.entity !== undefined && drawn.nodes.get(pick.entity)) network.selectNodes([pick.entity], false);
  const told = pick.statements || (pick.statement !== undefined ? [pick.statement] : []);
  const edges = [...new Set(told.map((i) => edgeOf.get(i)).filter((edge) => edge && drawn.edges.get(edge.id)).map((edge) => edge.id))];
  if (edges.length) network.selectEdges(edges);
}

/** Move so that these entities are in the middle and can be read. */
export function lookAt(ids) {
  const spots = ids.map((id) => drawn.places.get(id)).filter(Boolean);
  if (!network || !spots.length) return;
  const box = [Math.min(...spots.map((p) => p[0])) - 120, Math.min(...spots.map((p) => p[1])) - 90, Math.max(...spots.map((p) => p[0])) + 120, Math.max(...spots.map((p) => p[1])) + 90];
  const scale = Math.min(Math.max(network.getScale(), 0.8), Math.max(scaleToFit(box), 0.3));
  network.moveTo({ position: { x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2 }, scale, animation: motion() });
  look();
}

/** Show the whole picture; return the scale that this takes. */
export function fitAll(animation = motion()) {
  const spots = drawn.map ? [drawn.map.bounds.slice(0, 2), drawn.map.bounds.slice(2)] : [...drawn.places.values()];
  if (!spots.length) return 1;
  const [xs, ys] = [spots.map((place) => place[0]), spots.map((place) => place[1])];
  const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  const scale = Math.min(scaleToFit(box), 1.15);
  network.moveTo({ position: { x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2 + 16 / scale }, scale, animation });
  look();
  return scale;
}

/** Show the whole picture where its labels can then be read, else its most central part. */
function firstView() {
  const scale = fitAll(false);
  if (drawn.map) {
    drawn.scale = scale;
    redraw();
  }
  if (scale >= 0.5 || !drawn.list.length || drawn.map) return;
  const centre = drawn.places.get(drawn.list[0].id);
  network.moveTo({ position: { x: centre[0], y: centre[1] }, scale: 0.7, animation: false });
}

function behind(context) {
  if (state.blobs && !drawn.map) drawGround(context, drawn);
  if (drawn.map) drawMap(context, drawn.map, network.getScale(), viewBox());
}

let waiting = null;
/** After zooming and moving on the map: other nodes can be read now. */
function look() {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    drawn.scale = network.getScale();
    if (drawn.map) redraw();
  }, 140);
}

function clicked({ nodes, edges, pointer }) {
  const on = drawn.map && !nodes.length ? nearestOnMap(drawn.map, pointer.canvas.x, pointer.canvas.y, 12 / network.getScale()) : null;
  if (nodes.length) change({ pick: { entity: nodes[0] } });
  else if (on !== null) change({ pick: { entity: on } });
  else if (edges.length) pickEdge(edges[0]);
  else if (state.pick) change({ pick: null });
}

function pickEdge(id) {
  const seen = visible();
  const edge = picture.edges.find((one) => one.id === id);
  const left = edge.statements.filter((i) => seen.set.has(i));
  change({ pick: left.length === 1 ? { statement: left[0] } : { statements: left } });
}

/** Draw the neighbours of an entity that are not drawn yet. */
export function expand(entity) {
  const seen = visible();
  const beside = (edgesAt.get(entity) || []).filter((edge) => edge.statements.some((i) => seen.set.has(i))).map((edge) => (edge.from === entity ? edge.to : edge.from));
  change({ more: new Set([...state.more, entity, ...beside.filter((id) => !core.has(id))]) });
}

export const missingBeside = (entity) => {
  const seen = visible();
  return new Set((edgesAt.get(entity) || []).filter((edge) => edge.statements.some((i) => seen.set.has(i)))
    .map((edge) => (edge.from === entity ? edge.to : edge.from)).filter((id) => !drawn.nodes.get(id))).size;
};

function dropped() {
  const nodes = drawn.dragged;
  drawn.dragged = [];
  if (!nodes.length) return;
  const pins = new Map(state.pins);
  for (const [id, { x, y }] of Object.entries(network.getPositions(nodes))) pins.set(Number(id), [Math.round(x), Math.round(y)]);
  change({ pins });
}

/** The next or the last entity in the order of importance, for those who do without a mouse. */
export function step(by) {
  const list = drawn.list.filter((node) => !state.hidden.has(node.id));
  if (!list.length) return;
  const at = list.findIndex((node) => state.pick && node.id === state.pick.entity);
  const next = list[(at + by + list.length) % list.length] || list[0];
  change({ pick: { entity: at < 0 ? list[0].id : next.id } });
}

/** Show the words of a line that had no room for them while it is pointed at. */
function point(id) {
  const label = (edge, words) => { if (drawn.edges.get(edge)) drawn.edges.update({ id: edge, label: words }); };
  if (drawn.pointed) label(drawn.pointed, " ");
  drawn.pointed = id;
  const { set } = visible();
  if (id) label(id, edgeWords(picture.edges.find((one) => one.id === id).statements.filter((i) => set.has(i))));
}

function listen(canvas) {
  const pointer = (kind) => () => { canvas.style.cursor = kind; };
  for (const thing of ["Node", "Edge"]) network.on(`hover${thing}`, pointer("pointer")).on(`blur${thing}`, pointer(""));
  network.on("hoverEdge", ({ edge }) => { if (!drawn.edges.get(edge).label.trim()) point(edge); });
  network.on("blurEdge", () => { if (drawn.pointed) point(null); });
  network.on("click", clicked);
  network.on("doubleClick", ({ nodes }) => { if (nodes.length) expand(nodes[0]); });
  network.on("dragStart", ({ nodes }) => { drawn.dragged = nodes; });
  network.on("dragEnd", dropped);
  for (const event of ["zoom", "dragEnd", "animationFinished"]) network.on(event, look);
  network.on("beforeDrawing", behind);
  const zoom = (factor) => () => { network.moveTo({ scale: network.getScale() * factor, animation: motion() }); look(); };
  byName("zoom-in").addEventListener("click", zoom(1.35));
  byName("zoom-out").addEventListener("click", zoom(1 / 1.35));
  byName("zoom-fit").addEventListener("click", () => fitAll());
}

/** What the drawing does when the state changes: where only the selection did, it moves there. */
function answer(keys) {
  if (!network || state.view !== "graph") return;
  const before = drawn.map;
  redraw();
  if (drawn.map && !before) {
    fitAll(false);
    drawn.scale = network.getScale();
    redraw();
  } else if (keys.has("all") || keys.has("focus") || keys.has("depth") || keys.has("group") || Boolean(before) !== Boolean(drawn.map)) fitAll(motion());
  else if (keys.has("path") && drawn.path) lookAt(drawn.path.entities);
  else if (keys.has("pick") && !inSight(pickedEnds())) lookAt(pickedEnds());
}

function inSight(ids) {
  const [left, top, right, bottom] = viewBox();
  return ids.every((id) => {
    const place = drawn.places.get(id);
    return place && place[0] > left && place[0] < right && place[1] > top && place[1] < bottom;
  });
}

/** Make the drawing, once it is to be seen. */
function startNetwork() {
  const canvas = byName("canvas");
  network = new vis.Network(canvas, { nodes: drawn.nodes, edges: drawn.edges }, picture.options);
  const frame = canvas.querySelector(".vis-network");
  frame.setAttribute("role", "application");
  frame.setAttribute("aria-label", "Graph. Arrow keys move it, plus and minus zoom, n and p go from entity to entity. The table holds the same.");
  network.once("afterDrawing", () => performance.mark("drawn"));
  redraw();
  firstView();
  listen(canvas);
  if (state.pick) lookAt(pickedEnds());
}

export function startGraph() {
  if (state.view === "graph") startNetwork();
  onTheme(redraw);
  onChange((keys) => {
    if (state.view === "graph" && !network) startNetwork();
    else answer(keys);
  });
}
