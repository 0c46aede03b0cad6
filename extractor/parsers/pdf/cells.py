"""The cells between ruling lines.

Works as pdfplumber's table finder does, which is not used: to load it takes as long as to read a report, and it
compares every line with every other.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

Rule = tuple[float, float, float, float]
"""A level or upright line: left, top, right, bottom."""
Box = tuple[float, float, float, float]
Lines = dict[float, list[tuple[float, float]]]
"""Where lines of one direction run: their parts by their common height (or distance from the left)."""
Point = tuple[float, float]

MOST_CROSSINGS = 200_000
"""Lines that cross more often make a drawing, no table."""

_NEAR = 3.0
_SHORTEST = 3.0


def tables_between(rules: Sequence[Rule]) -> list[list[list[Box | None]]]:
    """Return the tables that lines make, each as rows of cells; None where a cell is part of a wider one.

    Args:
        rules: Lines measured from the page's upper left corner.
    """
    levels = _lines((y, x0, x1) for x0, y, x1, low in rules if x1 - x0 > low - y)
    uprights = _lines((x, top, bottom) for x, top, x1, bottom in rules if x1 - x < bottom - top)
    if len(levels) * len(uprights) > MOST_CROSSINGS:
        return []
    cells = _Crossings(levels, uprights).cells()
    return [_rows(table) for table in _grouped(cells)]


def _lines(parts: Iterable[tuple[float, float, float]]) -> Lines:
    """Return lines with those that all but coincide made one, and their parts joined where they touch."""
    found: Lines = {}
    for cluster in _clusters(sorted(parts)):
        at = sum(part[0] for part in cluster) / len(cluster)
        joined: list[tuple[float, float]] = []
        for start, end in sorted((start, end) for _, start, end in cluster):
            if joined and start <= joined[-1][1] + _NEAR:
                joined[-1] = joined[-1][0], max(joined[-1][1], end)
            else:
                joined.append((start, end))
        long = [(start, end) for start, end in joined if end - start >= _SHORTEST]
        if long:
            found[at] = long
    return found


def _clusters(parts: list[tuple[float, float, float]]) -> list[list[tuple[float, float, float]]]:
    clusters: list[list[tuple[float, float, float]]] = []
    for part in parts:
        if clusters and part[0] <= clusters[-1][-1][0] + _NEAR:
            clusters[-1].append(part)
        else:
            clusters.append([part])
    return clusters


class _Crossings:
    """Where lines cross, and what runs between the crossings."""

    def __init__(self, levels: Lines, uprights: Lines) -> None:
        self._levels, self._uprights = levels, uprights
        self._on_level: dict[float, list[float]] = {}
        self._on_upright: dict[float, list[float]] = defaultdict(list)
        xs = sorted(uprights)
        for y in sorted(levels):
            crossed = sorted({x for part in levels[y] for x in _between(xs, part) if _part(uprights[x], y, y)})
            self._on_level[y] = crossed
            for x in crossed:
                self._on_upright[x].append(y)
        self._points = {(x, y) for y, crossed in self._on_level.items() for x in crossed}

    def cells(self) -> list[Box]:
        """Return the smallest boxes whose four sides are drawn."""
        found = (self._cell(x, y) for y, crossed in self._on_level.items() for x in crossed)
        return [cell for cell in found if cell]

    def _cell(self, x: float, y: float) -> Box | None:
        """Return the smallest box with its upper left corner at a crossing."""
        right = self._reached(self._on_level[y], x, self._levels[y])
        for low in self._reached(self._on_upright[x], y, self._uprights[x]):
            for end in right:
                closed = _part(self._levels[low], x, end) and _part(self._uprights[end], y, low)
                if (end, low) in self._points and closed:
                    return x, y, end, low
        return None

    @staticmethod
    def _reached(crossings: list[float], start: float, parts: list[tuple[float, float]]) -> list[float]:
        """Return the crossings behind one, as far as the line runs on."""
        part = _part(parts, start, start)
        end = part[1] if part else start
        return crossings[bisect_right(crossings, start) : bisect_right(crossings, end + _NEAR)]


def _between(places: list[float], part: tuple[float, float]) -> list[float]:
    return places[bisect_left(places, part[0] - _NEAR) : bisect_right(places, part[1] + _NEAR)]


def _part(parts: list[tuple[float, float]], start: float, end: float) -> tuple[float, float] | None:
    """Return the part of a line that covers a stretch."""
    # Most lines are of one part.
    at = bisect_right(parts, (start + _NEAR, float("inf"))) - 1 if len(parts) > 1 else 0
    part = parts[at]
    return part if at >= 0 and part[0] <= start + _NEAR and part[1] >= end - _NEAR else None


def _grouped(cells: list[Box]) -> Iterator[list[Box]]:
    """Yield the cells by table: those that share corners; a single cell is no table."""
    at_corner: dict[Point, list[Box]] = defaultdict(list)
    corners = {cell: _corners(cell) for cell in cells}
    for cell, points in corners.items():
        for corner in points:
            at_corner[corner].append(cell)
    seen: set[Box] = set()
    for first in cells:
        table = [] if first in seen else [first]
        seen.add(first)
        for cell in table:
            for corner in corners[cell]:
                # Whoever stands here next need not look again.
                for other in at_corner.pop(corner, ()):
                    if other not in seen:
                        seen.add(other)
                        table.append(other)
        if len(table) > 1:
            yield table


def _corners(cell: Box) -> tuple[Point, Point, Point, Point]:
    left, top, right, low = cell
    return (left, top), (left, low), (right, top), (right, low)


def _rows(cells: list[Box]) -> list[list[Box | None]]:
    """Return the cells of a table by the height that they begin at, each at the place of its column."""
    lefts = sorted({cell[0] for cell in cells})
    rows: list[list[Box | None]] = []
    for _, row in groupby(sorted(cells, key=lambda cell: (cell[1], cell[0])), key=lambda cell: cell[1]):
        at = {cell[0]: cell for cell in row}
        rows.append([at.get(left) for left in lefts])
    return rows
