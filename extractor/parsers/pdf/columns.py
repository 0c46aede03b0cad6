"""Reading order: bands across the page, columns within a band."""

from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from extractor.parsers.pdf.initials import with_initials
from extractor.parsers.pdf.lines import Line, line_of, rows_of, segments_of
from extractor.parsers.pdf.words import PageWords, Word, is_label

_GUTTER = 6.0
_LEAST_ROWS = 3
_MARGIN = 0.085

Segments = list[list[Word]]


@dataclass
class TextGrid:
    """Rows whose segments stand in common columns, and may be a table without rules."""

    page: int
    edges: list[tuple[float, float]]
    rows: list[list[list[Word]]]
    height: float


@dataclass
class _Gap:
    """An upright strip without text; how many rows have text on its left, on its right, on both sides."""

    x0: float
    x1: float
    left: int = 0
    right: int = 0
    both: int = 0


@dataclass
class _Band:
    rows: list[Segments] = field(default_factory=list)
    gaps: list[_Gap] = field(default_factory=list)

    def gutters(self) -> list[_Gap]:
        return [gap for gap in self.gaps if min(gap.left, gap.right) >= _LEAST_ROWS and gap.both >= 2]


def ordered(page: PageWords, words: list[Word]) -> list[Line | TextGrid]:
    """Return the lines of a page in reading order, with the grids that may be tables.

    Args:
        page: The page, for its size and number.
        words: Its words outside ruled tables, or a part of them.
    """
    if not words:
        return []
    words = with_initials(words)
    rows = [segments_of(row) for row in rows_of(words)]
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    if sum(len(row) > 1 or row[0][0].x0 > (left + right) / 2 for row in rows) < _LEAST_ROWS:
        return _plain(rows, page, (left, right), 0)
    found: list[Line | TextGrid] = []
    for number, band in enumerate(_bands(rows, page, (left, right))):
        found += _of_band(band, page, (left, right), number * 10)
    return found


def _bands(rows: list[Segments], page: PageWords, edges: tuple[float, float]) -> list[_Band]:
    bands = [_Band()]
    for before, row in zip([None, *rows], rows, strict=False):
        own = _gaps(row, edges)
        band = bands[-1]
        shared = _shared(band.gaps, own) if band.rows else own
        loses = band.gutters() and not any(
            min(gap.left, gap.right) >= _LEAST_ROWS and gap.both >= 2 for gap in shared
        )
        starts = not band.gutters() and len(row) > 1 and not any(gap.left and gap.right for gap in shared)
        if band.rows and (loses or starts or _is_headed(row, band.rows) or _leaves_margin(before, row, page)):
            bands.append(_Band([row], own))
        else:
            band.rows.append(row)
            band.gaps = shared
    return bands


def _is_headed(row: Segments, above: list[Segments]) -> bool:
    """Return whether a row parts what the undivided lines above it run across: a table under its title."""
    middles = [(before[-1].x1 + segment[0].x0) / 2 for before, segment in pairwise(row)]
    if not middles or any(len(line) > 1 for line in above):
        return False
    return any(line[0][0].x0 < x < line[0][-1].x1 for line in above for x in middles)


def _leaves_margin(before: Segments | None, row: Segments, page: PageWords) -> bool:
    """Return whether a wide space parts a row from a line in the margin, or parts it as one."""
    if before is None:
        return False
    if row[0][0].base - before[0][0].base < 2.2 * row[0][0].size:
        return False
    above, here = before[0][0].middle / page.height, row[0][0].middle / page.height
    return above < _MARGIN <= here or above <= 1 - _MARGIN < here


def _gaps(row: Segments, edges: tuple[float, float]) -> list[_Gap]:
    """Return the strips that a row leaves free between the edges of the text."""
    gaps = [_Gap(edges[0] - 1.0, row[0][0].x0, 0, 1)]
    for before, segment in pairwise(row):
        gaps.append(_Gap(before[-1].x1, segment[0].x0, 1, 1, 1))
    if len(row) > 1:
        for segment in row:
            narrow = pairwise(segment[1:] if is_label(segment[0].text) else segment)
            gaps += [_Gap(before.x1, word.x0, 1, 1, 1) for before, word in narrow]
    gaps.append(_Gap(row[-1][-1].x1, edges[1] + 1.0, 1, 0))
    return [gap for gap in gaps if gap.x1 - gap.x0 >= _GUTTER]


def _shared(first: list[_Gap], second: list[_Gap]) -> list[_Gap]:
    shared = []
    for one in first:
        for two in second:
            x0, x1 = max(one.x0, two.x0), min(one.x1, two.x1)
            if x1 - x0 >= _GUTTER:
                shared.append(_Gap(x0, x1, one.left + two.left, one.right + two.right, one.both + two.both))
    return shared


def _of_band(band: _Band, page: PageWords, edges: tuple[float, float], number: int) -> list[Line | TextGrid]:
    gutters = band.gutters()
    if not gutters:
        return _plain(band.rows, page, edges, number)
    cuts = [(gap.x0 + gap.x1) / 2 for gap in gutters]
    grid = [_split(row, cuts) for row in band.rows]
    columns = [[row[at] for row in grid if row[at]] for at in range(len(cuts) + 1)]
    bounds = [_bounds(column) for column in columns]
    if all(_is_prose(column, bound) for column, bound in zip(columns, bounds, strict=True)):
        found: list[Line | TextGrid] = []
        for at, (column, bound) in enumerate(zip(columns, bounds, strict=True)):
            found += _plain([[words] for words in column], page, bound, number + 1 + at)
        return found
    return [TextGrid(page.number, bounds, grid, page.height)]


def _split(row: Segments, cuts: list[float]) -> list[list[Word]]:
    cells: list[list[Word]] = [[] for _ in range(len(cuts) + 1)]
    for segment in row:
        for word in segment:
            cells[sum(word.x0 > cut for cut in cuts)].append(word)
    return cells


def _bounds(column: list[list[Word]]) -> tuple[float, float]:
    return min(words[0].x0 for words in column), max(word.x1 for words in column for word in words)


def _is_prose(column: list[list[Word]], bounds: tuple[float, float]) -> bool:
    """Return whether the lines of a column read on: long, and most of them full."""
    # Without the widths of its characters a font makes words of no width.
    width = max(bounds[1] - bounds[0], 1.0)
    full = median((words[-1].x1 - words[0].x0) / width for words in column)
    long = median(sum(len(word.text) for word in words) for words in column)
    return full > 0.6 and long >= 16


def _plain(
    rows: list[Segments], page: PageWords, edges: tuple[float, float], column: int
) -> list[Line | TextGrid]:
    """Return a line for every segment, in rows."""
    lines: list[Line | TextGrid] = []
    for row in rows:
        for segment in row:
            line = line_of(segment, page)
            line.column, (line.left, line.right) = column, edges
            lines.append(line)
    return lines


def lines_of_grid(grid: TextGrid, page: PageWords) -> list[Line]:
    """Return the lines of a grid that is no table, row by row."""
    edges = (grid.edges[0][0], grid.edges[-1][1])
    rows = [[cell for cell in row if cell] for row in grid.rows]
    return [line for line in _plain(rows, page, edges, 0) if isinstance(line, Line)]
