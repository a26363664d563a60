"""The room that things take up in the picture."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """What a node and its label take up: half the width, and the height above and below the node's centre."""

    side: float
    above: float
    below: float


class Grid:
    """Rectangles that do not overlap, found again by the squares of the plane that they touch."""

    SQUARE = 160.0

    def __init__(self) -> None:
        self._squares: dict[tuple[int, int], list[tuple[float, float, float, float]]] = {}

    def add(self, box: tuple[float, float, float, float]) -> bool:
        """Return whether ``box`` (left, top, right, bottom) was free and is now taken."""
        left, top, right, bottom = box
        squares = [
            (column, row)
            for column in range(int(left // self.SQUARE), int(right // self.SQUARE) + 1)
            for row in range(int(top // self.SQUARE), int(bottom // self.SQUARE) + 1)
        ]
        for square in squares:
            for l2, t2, r2, b2 in self._squares.get(square, ()):
                if left < r2 and l2 < right and top < b2 and t2 < bottom:
                    return False
        for square in squares:
            self._squares.setdefault(square, []).append(box)
        return True
