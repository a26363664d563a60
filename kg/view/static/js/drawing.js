// The picture as SVG: what is drawn now, with its legend's forms, as elements of text and paths.

import { drawBlobs, paint } from "./backdrop.js";
import { data, entities, nodeOf, types } from "./data.js";
import { svgEl } from "./dom.js";
import { drawn, getNetwork } from "./graph.js";
import { inks } from "./inks.js";
import { state } from "./state.js";

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";

function shape(kind, x, y, r, look) {
  const at = (points) => svgEl("polygon", { points: points.map(([a, b]) => `${(x + a * r).toFixed(1)},${(y + b * r).toFixed(1)}`).join(" "), ...look });
  const ring = (n, turn, inner = 1) => Array.from({ length: n }, (_, i) => {
    const angle = turn + (i * 2 * Math.PI) / n;
    const size = i % 2 ? inner : 1;
    return [size * Math.cos(angle), size * Math.sin(angle)];
  });
  if (kind === "dot") return svgEl("circle", { cx: x, cy: y, r, ...look });
  if (kind === "square") return at([[-1, -1], [1, -1], [1, 1], [-1, 1]]);
  if (kind === "hexagon") return at(ring(6, 0));
  if (kind === "triangle") return at([[0, -1.1], [1.05, 0.8], [-1.05, 0.8]]);
  if (kind === "triangleDown") return at([[0, 1.1], [1.05, -0.8], [-1.05, -0.8]]);
  if (kind === "diamond") return at([[0, -1.15], [1.15, 0], [0, 1.15], [-1.15, 0]]);
  return at(ring(10, -Math.PI / 2, 0.45));
}

function words(text, x, y, size, fill, ink) {
  const lines = text.split("\n");
  return svgEl("text", { x, y, "font-size": size, fill, "text-anchor": "middle", stroke: ink.background, "stroke-width": 4, "paint-order": "stroke", "stroke-linejoin": "round" },
    lines.map((line, i) => {
      const span = svgEl("tspan", { x, dy: i ? size * 1.25 : 0 });
      span.textContent = line;
      return span;
    }));
}

function edgeShape(edge, ink) {
  const [x1, y1] = drawn.places.get(edge.from);
  const [x2, y2] = drawn.places.get(edge.to);
  const side = edge.smooth ? (edge.smooth.roundness / 2) * (edge.smooth.type === "curvedCW" ? 1 : -1) : 0;
  const [mx, my] = [(x1 + x2) / 2 + side * (y2 - y1), (y1 + y2) / 2 - side * (x2 - x1)];
  const [cx, cy] = [2 * mx - (x1 + x2) / 2, 2 * my - (y1 + y2) / 2];
  const arrow = edge.arrows ? arrowHead(edge.arrows === "to" ? [cx, cy, x2, y2, edge.to] : [cx, cy, x1, y1, edge.from], edge.color) : [];
  const path = edge.from === edge.to ? `M${x1} ${y1}m0 -20a14 14 0 1 1 0.1 0` : `M${x1} ${y1}Q${cx.toFixed(1)} ${cy.toFixed(1)} ${x2} ${y2}`;
  const line = svgEl("path", { d: path, fill: "none", stroke: edge.color.color, "stroke-opacity": edge.color.opacity, "stroke-width": edge.width, "stroke-dasharray": edge.dashes ? edge.dashes.join(" ") : undefined });
  return [line, ...[arrow].flat(), edge.label.trim() ? words(edge.label, mx.toFixed(1), (my + 4).toFixed(1), 12, edge.color.color, ink) : ""].filter(Boolean);
}

function arrowHead([fromX, fromY, x, y, end], color) {
  const r = nodeOf.get(end).size + 2;
  const angle = Math.atan2(y - fromY, x - fromX);
  const tip = [x - r * Math.cos(angle), y - r * Math.sin(angle)];
  const wing = (turn) => [tip[0] - 9 * Math.cos(angle + turn), tip[1] - 9 * Math.sin(angle + turn)];
  const points = [tip, wing(0.4), wing(-0.4)].map((point) => point.map((n) => n.toFixed(1)).join(",")).join(" ");
  return svgEl("polygon", { points, fill: color.color, "fill-opacity": color.opacity });
}

function nodeShape(node, ink) {
  const [x, y] = drawn.places.get(node.id);
  const look = { fill: node.color.background, stroke: node.color.border, "stroke-width": node.borderWidth, opacity: node.opacity };
  const r = node.size * (types[entities[node.id].type].shape === "square" ? 0.92 : 1);
  return [shape(node.shape, x, y, r, look), words(node.label, x, y + node.size + 4 + node.font.size, node.font.size, node.font.color, ink)];
}

/** A context of a canvas that writes SVG paths, as far as communities and maps are drawn. */
function recorder(out) {
  let path = "";
  return { save() {}, restore() {}, beginPath() { path = ""; },
    moveTo(x, y) { path += `M${x} ${y}`; }, lineTo(x, y) { path += `L${x} ${y}`; },
    arc(x, y, r) { path += `M${x + r} ${y}A${r} ${r} 0 1 1 ${x - r} ${y}A${r} ${r} 0 1 1 ${x + r} ${y}Z`; },
    fill() { if (path) out.push(svgEl("path", { d: path, fill: this.fillStyle, "fill-opacity": this.globalAlpha })); },
    stroke() { if (path) out.push(svgEl("path", { d: path, fill: "none", stroke: this.strokeStyle, "stroke-opacity": this.globalAlpha, "stroke-width": this.lineWidth, "stroke-linecap": "round" })); } };
}

/** The drawing as a document of SVG. */
export function pictureSvg() {
  const ink = inks();
  const scale = getNetwork().getScale();
  const spots = drawn.map ? [drawn.map.bounds.slice(0, 2), drawn.map.bounds.slice(2)] : [...drawn.places.values()];
  const [xs, ys] = [spots.map((p) => p[0]), spots.map((p) => p[1])];
  const [left, top] = spots.length ? [Math.min(...xs) - 110, Math.min(...ys) - 110] : [0, 0];
  const [width, height] = spots.length ? [Math.max(...xs) + 110 - left, Math.max(...ys) + 130 - top] : [300, 100];
  const behind = [];
  if (drawn.map) paint(recorder(behind), drawn.map, drawn.map.bounds, scale);
  else if (state.blobs) drawBlobs(recorder(behind), drawn.list, drawn.places, drawn.blobs);
  const title = svgEl("title", {});
  title.textContent = data.title;
  const svg = svgEl("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `${left} ${top} ${width} ${height}`, width, height, "font-family": FONT },
    title, svgEl("rect", { x: left, y: top, width, height, fill: ink.background }), behind,
    drawn.edges.get().flatMap((edge) => edgeShape(edge, ink)), drawn.nodes.get().flatMap((node) => nodeShape(node, ink)));
  return new XMLSerializer().serializeToString(svg);
}

/** The canvas as it is seen, on its ground, as a PNG. */
export function picturePng() {
  const seen = getNetwork().canvas.frame.canvas;
  const copy = document.createElement("canvas");
  [copy.width, copy.height] = [seen.width, seen.height];
  const context = copy.getContext("2d");
  context.fillStyle = inks().background;
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(seen, 0, 0);
  return new Promise((done) => copy.toBlob(done, "image/png"));
}
