// Which lines have room for their words, where that was not settled when the page was built.

import { edgeWords } from "./looks.js";

const [HIGH, LETTER] = [17, 6.4];

/** The middle of a line, which a curve passes beside that of its ends. */
function middle(edge, places) {
  const [x1, y1] = places.get(edge.from);
  const [x2, y2] = places.get(edge.to);
  const side = edge.smooth ? (edge.smooth.roundness / 2) * (edge.smooth.type === "curvedCW" ? 1 : -1) : 0;
  return [(x1 + x2) / 2 + side * (y2 - y1), (y1 + y2) / 2 - side * (x2 - x1)];
}

/** Room for words: `take(edge, statements)` tells whether those of a line lie on no others, and keeps their place. */
export function createRoom(places) {
  const taken = [];
  return {
    take(edge, left) {
      const [x, y] = middle(edge, places);
      const half = (edgeWords(left).length * LETTER) / 2 + 2;
      if (taken.some(([a, b, other]) => Math.abs(a - x) < half + other && Math.abs(b - y) < HIGH)) return false;
      taken.push([x, y, half]);
      return true;
    },
  };
}
