// Picking the two ends of a path, one after the other.

import { toast } from "./dom.js";
import { change } from "./state.js";

let start = null;

export const pathStart = () => start;

/** Begin a path at an entity, or end the one that was begun. */
export function beginPath(entity) {
  if (start === null || start === entity) {
    start = entity;
    toast("Now select another entity");
    change({ path: null }, { quiet: true });
    return;
  }
  const path = [start, entity];
  start = null;
  change({ path, pick: null });
}

export function leavePath() {
  start = null;
}
