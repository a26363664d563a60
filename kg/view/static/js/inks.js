// The colours of the day, as the style sheet has them, and the choice between light and dark.

import { statuses, types } from "./data.js";

const night = matchMedia("(prefers-color-scheme: dark)");
const root = document.documentElement;
const listeners = [];
let chosen = null;
let kept = null;

/** How many tints there are for communities. */
export const TINTS = 8;

export function onTheme(answer) {
  listeners.push(answer);
}

function setTheme(theme) {
  root.dataset.theme = theme;
  kept = null;
  for (const answer of listeners) answer();
}

const today = () => chosen || (night.matches ? "dark" : "light");

export function startTheme(switchButton) {
  setTheme(today());
  night.addEventListener("change", () => setTheme(today()));
  switchButton.addEventListener("click", () => {
    chosen = root.dataset.theme === "dark" ? "light" : "dark";
    setTheme(chosen);
  });
  addEventListener("beforeprint", () => setTheme("light"));
  addEventListener("afterprint", () => setTheme(today()));
}

/** Every colour that the picture needs. */
export function inks() {
  if (kept) return kept;
  const style = getComputedStyle(root);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  kept = { background: colour("background"), surface: colour("surface"), text: colour("text"), quiet: colour("quiet"), faint: colour("faint"), accent: colour("accent"), types: {}, tints: [] };
  for (const type of Object.keys(types)) kept.types[type] = colour(`type-${type}`);
  for (const status of Object.keys(statuses)) kept[status] = colour(`status-${status}`);
  for (let i = 0; i < TINTS; i += 1) kept.tints.push(colour(`tint-${i}`));
  return kept;
}
