// What the page knows, and the one way in which it becomes elements: text stays text.
const data = JSON.parse(document.getElementById("kg-data").textContent);
const { entities, statements, articles, picture, types, statuses } = data;
const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes and children; strings become text nodes, `on…` functions become listeners. */
function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== ""));
  return node;
}

/** A drawing of `markup` shapes ([tag, attributes] pairs) in a small SVG. */
function icon(kind, box, shapes) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", kind);
  svg.setAttribute("viewBox", box);
  svg.setAttribute("aria-hidden", "true");
  for (const [tag, attributes] of shapes) {
    const shape = document.createElementNS(SVG, tag);
    for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value);
    svg.append(shape);
  }
  return svg;
}

const OUTLINES = {
  dot: "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12Z",
  square: "M2.8 2.8h10.4v10.4H2.8Z",
  hexagon: "M1.5 8 4.75 2.4h6.5L14.5 8l-3.25 5.6h-6.5Z",
  triangle: "M8 1.8 14.6 13.4H1.4Z",
  triangleDown: "M8 14.2 1.4 2.6h13.2Z",
  diamond: "M8 1 15 8 8 15 1 8Z",
  star: "M8 .9l2.1 4.6 5 .6-3.7 3.4 1 5L8 12l-4.4 2.5 1-5L.9 6.1l5-.6Z",
};

/** The form of an entity type, as in the picture. */
function typeIcon(type) {
  const look = types[type];
  const form = look.hollow
    ? { d: OUTLINES[look.shape], fill: "none", stroke: "currentColor", "stroke-width": 2.4, transform: "translate(1.2 1.2) scale(.85)" }
    : { d: OUTLINES[look.shape], fill: "currentColor" };
  return icon(`mark type-${type}`, "0 0 16 16", [["path", form]]);
}

/** The line of a status, as in the picture. */
function statusIcon(status) {
  const line = { x1: 1, y1: 6, x2: 27, y2: 6, stroke: "currentColor", "stroke-width": 2.4 };
  if (statuses[status].length) line["stroke-dasharray"] = statuses[status].map((length) => length * 0.7).join(" ");
  return icon(`line status-${status}`, "0 0 28 12", [["line", line]]);
}

/** The status in words beside its line. */
function statusMark(status) {
  return el("span", { class: "status" }, statusIcon(status), status);
}

function plural(count, one, many) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}
