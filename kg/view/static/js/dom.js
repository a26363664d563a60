// The one way in which what the page knows becomes elements: text stays text.

import { types, statuses } from "./data.js";

const SVG = "http://www.w3.org/2000/svg";

export const byName = (id) => document.getElementById(id);

/** An element with attributes and children; strings become text nodes, `on…` functions become listeners. */
export function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  node.append(...children.flat(3).filter((child) => child !== undefined && child !== null && child !== false && child !== ""));
  return node;
}

/** An SVG element with attributes and children. */
export function svgEl(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes || {})) if (value !== undefined) node.setAttribute(key, String(value));
  node.append(...children.flat());
  return node;
}

function icon(kind, box, ...shapes) {
  return svgEl("svg", { class: kind, viewBox: box, "aria-hidden": "true" }, ...shapes);
}

export const OUTLINES = {
  dot: "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12Z",
  square: "M2.8 2.8h10.4v10.4H2.8Z",
  hexagon: "M1.5 8 4.75 2.4h6.5L14.5 8l-3.25 5.6h-6.5Z",
  triangle: "M8 1.8 14.6 13.4H1.4Z",
  triangleDown: "M8 14.2 1.4 2.6h13.2Z",
  diamond: "M8 1 15 8 8 15 1 8Z",
  star: "M8 .9l2.1 4.6 5 .6-3.7 3.4 1 5L8 12l-4.4 2.5 1-5L.9 6.1l5-.6Z",
};

/** The form of an entity type, as in the picture. */
export function typeIcon(type) {
  const look = types[type];
  const form = look.hollow
    ? { d: OUTLINES[look.shape], fill: "none", stroke: "currentColor", "stroke-width": 2.4, transform: "translate(1.2 1.2) scale(.85)" }
    : { d: OUTLINES[look.shape], fill: "currentColor" };
  return icon(`mark type-${type}`, "0 0 16 16", svgEl("path", form));
}

/** The line of a status, as in the picture. */
export function statusIcon(status) {
  const line = { x1: 1, y1: 6, x2: 27, y2: 6, stroke: "currentColor", "stroke-width": 2.4 };
  if (statuses[status].length) line["stroke-dasharray"] = statuses[status].map((length) => length * 0.7).join(" ");
  return icon(`line status-${status}`, "0 0 28 12", svgEl("line", line));
}

/** The status in words beside its line. */
export function statusMark(status) {
  return el("span", { class: "status" }, statusIcon(status), status);
}

export function plural(count, one, many) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

export const percent = (share) => (share === undefined ? "" : `${Math.round(share * 100)}%`);

/** A button in words. */
export function button(words, press, kind = "plain", more = {}) {
  return el("button", { type: "button", class: kind, onclick: press, ...more }, words);
}

/** A link to a web address; anything else stays text. */
export function link(address, words) {
  if (!/^https?:\/\//i.test(address || "")) return el("bdi", {}, words);
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, el("bdi", {}, words));
}

/** A list of terms and their values, leaving out what is empty. */
export function terms(pairs) {
  const known = pairs.filter(([, value]) => value !== undefined && value !== null && value !== "" && value.length !== 0);
  if (!known.length) return "";
  return el("dl", {}, known.map(([term, value]) => [el("dt", {}, term), el("dd", {}, value)]).flat());
}

/** The first items of a list, with a button that brings the rest. */
export function longList(items, draw, first = 60, kind = "list") {
  const list = el("ul", { class: kind }, items.slice(0, first).map((item) => el("li", {}, draw(item))));
  if (items.length <= first) return [list];
  const more = button(`Show all ${items.length.toLocaleString("en")}`, () => {
    list.append(...items.slice(first).map((item) => el("li", {}, draw(item))));
    more.remove();
  });
  return [list, more];
}

/** Say something once, for the eye and for screen readers. */
export function toast(words) {
  const place = byName("toast");
  place.textContent = words;
  place.classList.add("on");
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => place.classList.remove("on"), 2600);
}
