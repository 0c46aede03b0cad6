"""Running headers, footers and page numbers, found by place and repetition."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from extractor.parsers.pdf.lines import Line

_ZONE = 0.14
_DEEPEST = 4
_SAME_PLACE = 6.0
_YEAR = re.compile(r"(?:19|20)\d\d")
_FIGURES = re.compile(r"\d+")
_PAGE_MARK = re.compile(
    r"[\s\-–—|/.()\[\]]*(?:\S{1,6}\s+)?(\d{1,4})(?:\s*(?:/|\S{1,4}\s)\s*\d{1,4})?[\s\-–—|/.()\[\]]*"
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_ROMAN_MARK = re.compile(r"[\s\-–—|.()]*([ivxl]{1,7})[\s\-–—|.()]*")
_SYMBOL = re.compile(r"[A-Z][A-Z0-9.-]*\d*/[A-Z0-9./-]*\d(?:-[A-Z])?(?:\([^)]*\))?")

Row = list[Line]


@dataclass(frozen=True)
class _Page:
    """A page seen from its upper or its lower edge."""

    number: int
    lines: Sequence[Line]
    at_top: bool
    shifts: frozenset[int]


def running_lines(pages: Sequence[Sequence[Line]]) -> set[int]:
    """Return the `id` of every line that is a running header, a footer or a page number.

    Args:
        pages: The lines of each page, in any order.
    """
    found: set[int] = set()
    for at_top in (True, False):
        edges = [_edge_rows(lines, at_top) for lines in pages]
        repeated, shifts = _repeated(edges), _shifts(edges)
        for number, rows in enumerate(edges, 1):
            depth = _running_depth(rows, repeated, _Page(number, pages[number - 1], at_top, shifts))
            found |= {id(line) for row in rows[:depth] for line in row}
    return found


def _edge_rows(lines: Sequence[Line], at_top: bool) -> list[Row]:
    """Return the outermost rows of a page and the row that follows them, from the edge inwards."""
    if at_top:
        inside = [line for line in lines if line.bottom < 2 * _ZONE * line.height]
    else:
        inside = [line for line in lines if line.top > (1 - 2 * _ZONE) * line.height]
    rows: list[Row] = []
    for line in sorted(inside, key=lambda line: line.base if at_top else -line.base):
        if rows and abs(rows[-1][0].base - line.base) < 0.4 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.x0) for row in rows[: _DEEPEST + 1]]


def _in_zone(line: Line, at_top: bool) -> bool:
    return line.bottom < _ZONE * line.height if at_top else line.top > (1 - _ZONE) * line.height


def _key(row: Row) -> str:
    return _FIGURES.sub("#", " ".join(line.text for line in row)).casefold()


def _repeated(edges: list[list[Row]]) -> dict[str, list[float]]:
    """Return the texts, figures aside, that stand on several pages at one height, with these heights."""
    places: dict[str, list[float]] = defaultdict(list)
    for rows in edges:
        for row in rows[:_DEEPEST]:
            if _YEAR.fullmatch(row[0].text):
                continue
            places[_key(row)].append(row[0].base)
    least = 2 if len(edges) <= 10 else 3
    repeated: dict[str, list[float]] = {}
    for key, heights in places.items():
        usual = Counter(round(height / _SAME_PLACE) for height in heights).most_common(1)[0][0] * _SAME_PLACE
        same = [height for height in heights if abs(height - usual) <= _SAME_PLACE]
        if len(same) >= least:
            repeated[key] = same
    return repeated


def _running_depth(rows: list[Row], repeated: dict[str, list[float]], page: _Page) -> int:
    """Return how many rows from the edge inwards are running lines."""
    depth = 0
    for at, row in enumerate(rows[:_DEEPEST]):
        if not _in_zone(row[0], page.at_top):
            break
        again = any(abs(height - row[0].base) <= _SAME_PLACE for height in repeated.get(_key(row), ()))
        if again or (at == depth and (_is_page_mark(row, page) or _echoes(row, page))):
            depth = at + 1
    while depth and not _stands_apart(rows, depth - 1):
        depth -= 1
    return depth


def _shifts(edges: list[list[Row]]) -> frozenset[int]:
    """Return by how much printed page numbers run ahead of the pages' own: 0, and what is common."""
    ahead = Counter(
        figure - number
        for number, rows in enumerate(edges, 1)
        for figure in {figure for row in rows[:2] for figure in _figures(row)}
    )
    return frozenset({0} | {shift for shift, count in ahead.items() if count >= 3})


def _figures(row: Row) -> list[int]:
    """Return the numbers that could be the page's: alone in their part of the row, or with a word."""
    if len(row) > 3:
        return []
    texts = [line.text.replace("\t", " ") for line in row]
    matches = (_PAGE_MARK.fullmatch(text) for text in texts)
    romans = (_ROMAN_MARK.fullmatch(text) for text in texts)
    return [int(match.group(1)) for match in matches if match] + [_value(match.group(1)) for match in romans if match]


def _value(roman: str) -> int:
    """Return the number that small roman figures stand for."""
    figures = [_ROMAN[figure] for figure in roman]
    return sum(-one if one < after else one for one, after in zip_longest(figures, figures[1:], fillvalue=0))


def _is_page_mark(row: Row, page: _Page) -> bool:
    """Return whether a row holds the number of its page, apart from other text."""
    return any(figure - page.number in page.shifts for figure in _figures(row))


def _stands_apart(rows: list[Row], at: int) -> bool:
    if at + 1 >= len(rows):
        return True
    here, inner = rows[at][0], rows[at + 1][0]
    return max(inner.top - here.bottom, here.top - inner.bottom) > 0.6 * here.size


def _echoes(row: Row, page: _Page) -> bool:
    """Return whether a row is a document symbol alone that the page's own text, or an earlier page, holds."""
    text = " ".join(line.text for line in row)
    if not _SYMBOL.fullmatch(text):
        return False
    return page.number > 1 or any(text in line.text for line in page.lines if line not in row)
