"""Tables: cells between ruling lines, and cells aligned without rules."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from extractor.parsers.pdf.cells import Box, tables_between
from extractor.parsers.pdf.columns import TextGrid
from extractor.parsers.pdf.lines import joined, rows_of
from extractor.parsers.pdf.rules import MOST_RULES
from extractor.parsers.pdf.words import PageWords, Word

_SYMBOL = re.compile(r"\b[A-Z][A-Z0-9.-]*\d*/[A-Z0-9./-]*\d")
_DIGIT = re.compile(r"\d")

_Placed = tuple[float, float, Word]
"""Where the middle of a word is, in height and from the left, and the word."""


@dataclass
class Table:
    """A table, or the part of one that stands on a page.

    Attributes:
        page: Page from 1.
        top: Upper edge.
        bottom: Lower edge.
        left: Left edge.
        right: Right edge.
        rows: Texts of the cells.
        has_header: True where the first row names the columns.
        height: Height of the page.
    """

    page: int
    top: float
    bottom: float
    left: float
    right: float
    rows: list[tuple[str, ...]] = field(default_factory=list)
    has_header: bool = False
    height: float = 0.0

    @property
    def is_title_block(self) -> bool:
        """Whether this is the frame at the head of a document, which holds its symbol, place and date."""
        if self.page > 1 or self.top > 0.3 * self.height or len(self.rows) > 8 or len(self.rows[0]) > 3:
            return False
        return any(_SYMBOL.search(cell) for row in self.rows[:3] for cell in row)


def ruled_tables(page: PageWords) -> tuple[list[Table], list[Word]]:
    """Return the tables between a page's ruling lines, and the words outside of them.

    Args:
        page: The page; one with too many lines is taken for a drawing without tables.
    """
    tables: list[Table] = []
    if not page.rules or len(page.rules) > MOST_RULES:
        return tables, page.words
    rest = [(word.middle, (word.x0 + word.x1) / 2, word) for word in page.words]
    for grid in tables_between(page.rules):
        boxes = [box for row in grid for box in row if box]
        frame = _around(boxes)
        inside = _inside(rest, frame)
        cells = [_cells(inside, row) for row in _spread(grid)]
        filled = [row for row in cells if any(row)]
        if len(grid[0]) < 2 or sum(bool(cell) for row in filled for cell in row) < 2:
            continue
        within = {id(word) for _, _, word in inside}
        rest = [place for place in rest if id(place[2]) not in within]
        rows = [tuple(cell_text(cell) for cell in row) for row in filled]
        left, top, right, bottom = frame
        header = _has_header(filled, rows)
        tables.append(Table(page.number, top, bottom, left, right, rows, header, page.height))
    return tables, [word for _, _, word in rest]


def _spread(grid: list[list[Box | None]]) -> list[list[Box | None]]:
    """Return the rows of a grid with a cell that reaches over several rows given to each of them."""
    rows: list[list[Box | None]] = []
    for row in grid:
        top = min(box[1] for box in row if box)
        above = rows[-1] if rows else [None] * len(row)
        rows.append(
            [
                box or (high if high and high[3] > top + 1 else None)
                for box, high in zip(row, above, strict=True)
            ]
        )
    return rows


def _around(boxes: Sequence[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _cells(words: list[_Placed], row: list[Box | None]) -> list[list[Word]]:
    """Return the words in each box of a row."""
    level = _inside(words, _around([box for box in row if box]))
    return [[word for _, _, word in _inside(level, box)] if box else [] for box in row]


def _inside(words: list[_Placed], box: Box) -> list[_Placed]:
    left, top, right, bottom = box
    return [place for place in words if top <= place[0] < bottom and left <= place[1] < right]


def cell_text(words: list[Word]) -> str:
    """Return the text of a cell, its lines joined by line feeds."""
    return "\n".join(joined(row) for row in rows_of(words)) if words else ""


def aligned_table(grid: TextGrid) -> Table | None:
    """Return the table that rows of aligned text make; None where they make none."""
    if len(grid.edges) < 2:
        return None
    rows = _logical_rows(grid.rows)
    texts = [tuple("\n".join(joined(line) for line in cell) for cell in row) for row in rows]
    several = sum(sum(bool(cell) for cell in row) > 1 for row in texts)
    if several < 3 or several < 0.7 * len(texts):
        return None
    words = [word for row in grid.rows for cell in row for word in cell]
    header = _has_header([[[w for line in cell for w in line] for cell in row] for row in rows], texts)
    top, bottom = min(word.top for word in words), max(word.bottom for word in words)
    left, right = grid.edges[0][0], grid.edges[-1][1]
    return Table(grid.page, top, bottom, left, right, texts, header, grid.height)


def _logical_rows(rows: list[list[list[Word]]]) -> list[list[list[list[Word]]]]:
    """Return rows of cells of lines: lines of a wrapped cell brought together."""
    tops = [min(word.top for cell in row for word in cell) for row in rows]
    steps = [after - before for before, after in pairwise(tops)]
    spaced = bool(steps) and max(steps) > 1.3 * min(steps)
    limit = (min(steps) + max(min(max(steps), 3 * min(steps)), min(steps))) / 2 if steps else 0.0
    logical: list[list[list[list[Word]]]] = []
    for row, step in zip(rows, [limit + 1, *steps], strict=True):
        new = step > limit if spaced else bool(row[0])
        if new or not logical or (row[0] and sum(map(bool, row)) == len(row)):
            logical.append([[cell] if cell else [] for cell in row])
            continue
        for cell, more in zip(logical[-1], row, strict=True):
            if more:
                cell.append(more)
    return logical


def _has_header(cells: list[list[list[Word]]], texts: list[tuple[str, ...]]) -> bool:
    """Return whether the first row names the columns: alone bold, or alone without figures."""
    if len(cells) < 2 or sum(bool(text) for text in texts[0]) < max(2, len(texts[0]) - 1):
        return False
    bold = [_share_bold(row) for row in cells]
    if bold[0] > 0.9 and median(bold[1:]) < 0.6:
        return True
    if bold[0] > 0 or any(_DIGIT.search(text) for text in texts[0]):
        return False
    columns = list(zip(*texts[1:], strict=False))
    figures = [sum(bool(_DIGIT.search(text)) for text in column) / len(column) for column in columns]
    return any(share > 0.6 for share in figures) and all(len(text) < 60 for text in texts[0])


def _share_bold(row: list[list[Word]]) -> float:
    words = [word for cell in row for word in cell]
    return sum(word.bold for word in words) / len(words) if words else 0.0
