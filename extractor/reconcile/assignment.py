"""The best one-to-one assignment in a sparse table of gains."""

import heapq
from collections.abc import Iterable

Edges = dict[int, dict[int, float]]


def components(edges: Edges) -> Iterable[Edges]:
    """Yield the parts of a table that share no row and no column.

    Args:
        edges: Gain of each pair, by row and column.
    """
    rows_of: dict[int, list[int]] = {}
    for row, gains in edges.items():
        for column in gains:
            rows_of.setdefault(column, []).append(row)
    seen: set[int] = set()
    for first in edges:
        if first in seen:
            continue
        seen.add(first)
        part, waiting = [], [first]
        while waiting:
            row = waiting.pop()
            part.append(row)
            fresh = {other for column in edges[row] for other in rows_of[column]} - seen
            seen |= fresh
            waiting.extend(fresh)
        yield {row: edges[row] for row in part}


def assign(edges: Edges) -> dict[int, int]:
    """Return the column of each row so that the sum of gains is highest; rows may stay without.

    Shortest augmenting paths with potentials: exact, and fast where rows have few columns.

    Args:
        edges: Positive gains, by row and column.
    """
    if len(edges) == 1:
        [(row, gains)] = edges.items()
        return {row: max(gains, key=lambda column: (gains[column], -column))}
    search = _Search(edges)
    for row in sorted(edges):
        search.place(row)
    return search.column_of


class _Search:
    """Rows placed one by one; each moves others along the cheapest path. A row may go to its own empty column."""

    def __init__(self, edges: Edges) -> None:
        top = max(gain for gains in edges.values() for gain in gains.values())
        self._costs = {row: {column: top - gain for column, gain in gains.items()} for row, gains in edges.items()}
        for row in edges:
            self._costs[row][-1 - row] = top
        self._row_price = dict.fromkeys(edges, 0.0)
        self._column_price: dict[int, float] = {}
        self._row_of: dict[int, int] = {}
        self._column_of: dict[int, int] = {}

    @property
    def column_of(self) -> dict[int, int]:
        return {row: column for row, column in self._column_of.items() if column >= 0}

    def place(self, start: int) -> None:
        """Find the cheapest way to a free column (Dijkstra over reduced costs), and shift rows along it."""
        far: dict[int, float] = {}
        came: dict[int, int] = {}
        done: dict[int, float] = {}
        heap: list[tuple[float, int]] = []
        row, spent = start, 0.0
        while True:
            for column, cost in self._costs[row].items():
                reach = spent + cost - self._row_price[row] - self._column_price.get(column, 0.0)
                if column not in done and reach < far.get(column, float("inf")):
                    far[column], came[column] = reach, row
                    heapq.heappush(heap, (reach, column))
            spent, column = heapq.heappop(heap)
            while column in done:
                spent, column = heapq.heappop(heap)
            done[column] = spent
            if column not in self._row_of:
                break
            row = self._row_of[column]
        self._reprice(start, done, spent)
        while True:
            row = came[column]
            previous = self._column_of.get(row)
            self._row_of[column], self._column_of[row] = row, column
            if previous is None:
                return
            column = previous

    def _reprice(self, start: int, done: dict[int, float], spent: float) -> None:
        self._row_price[start] += spent
        for column, reach in done.items():
            if column in self._row_of:
                self._row_price[self._row_of[column]] += spent - reach
            self._column_price[column] = self._column_price.get(column, 0.0) - (spent - reach)
