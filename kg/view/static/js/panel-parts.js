// Parts that the panels share.

import { button, el, toast } from "./dom.js";

export function section(heading, count, ...content) {
  return el("section", {}, el("h3", {}, heading, count > 1 ? el("span", { class: "count" }, ` ${count.toLocaleString("en")}`) : ""), content);
}

/** Copy text, also where the page may not use the clipboard by itself. */
export async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = el("textarea", { class: "unseen", "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  toast(`${what} copied`);
}

/** Buttons that copy: [what, how to make it] pairs. */
export function copyButtons(pairs) {
  return el("div", { class: "actions copy", role: "group", "aria-label": "Copy" }, el("span", { class: "quiet" }, "Copy as"),
    pairs.map(([what, make]) => button(what, () => copy(make(), what), "soft", { "data-copy": what })));
}
