// Files that the reader takes away: made here, handed to the browser's own download.

import { data } from "./data.js";
import { el, toast } from "./dom.js";

/** A name for a file, from the page's title. */
export function fileName(ending) {
  const name = data.title.normalize("NFKD").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 60).toLowerCase();
  return `${name || "graph"}.${ending}`;
}

export function save(name, type, content) {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type: `${type};charset=utf-8` }));
  const anchor = el("a", { href: address, download: name, class: "unseen" });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
  toast(`${name} saved`);
}
