"""Running headers, footers and page numbers, found by place and repetition."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from extractor.parsers.pdf.lines import Line

_ZONE = 0.14
_DEEPEST = 4
_SAME_PLACE = 6.0
_FIGURES = re.compile(r"\d+")
_PAGE_MARK = re.compile(
    r"[\s\-–—|/.()\[\]]*(?:\S{1,6}\s+)?(\d{1,4})(?:\s*(?:/|\S{1,4}\s)\s*\d{1,4})?[\s\-–—|/.()\[\]]*"
)
_SYMBOL = re.compile(r"[A-Z][A-Z0-9.-]*\d*/[A-Z0-9./-]*\d(?:-[A-Z])?(?:\([^)]*\))?")

Row = list[Line]


def running_lines(pages: Sequence[Sequence[Line]]) -> set[int]:
    """Return the `id` of every line that is a running header, a footer or a page number.

    Args:
        pages: The lines of each page, in any order.
    """
    found: set[int] = set()
    for at_top in (True, False):
        edges = [_edge_rows(lines, at_top) for lines in pages]
        repeated = _repeated(edges)
        for number, rows in enumerate(edges, 1):
            depth = _running_depth(rows, repeated, pages[number - 1], number)
            found |= {id(line) for row in rows[:depth] for line in row}
    return found


def _edge_rows(lines: Sequence[Line], at_top: bool) -> list[Row]:
    """Return the outermost rows of a page within its margin, from the edge inwards."""
    inside = [line for line in lines if _in_zone(line, at_top)]
    rows: list[Row] = []
    for line in sorted(inside, key=lambda line: line.base if at_top else -line.base):
        if rows and abs(rows[-1][0].base - line.base) < 0.4 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.x0) for row in rows[:_DEEPEST]]


def _in_zone(line: Line, at_top: bool) -> bool:
    return line.bottom < _ZONE * line.height if at_top else line.top > (1 - _ZONE) * line.height


def _key(row: Row) -> str:
    return _FIGURES.sub("#", " ".join(line.text for line in row)).casefold()


def _repeated(edges: list[list[Row]]) -> dict[str, list[float]]:
    """Return the texts, figures aside, that stand on several pages at one height, with these heights."""
    places: dict[str, list[float]] = defaultdict(list)
    for rows in edges:
        for row in rows:
            places[_key(row)].append(row[0].base)
    least = max(2, min(len(edges) // 4, 10))
    repeated: dict[str, list[float]] = {}
    for key, heights in places.items():
        usual = Counter(round(height / _SAME_PLACE) for height in heights).most_common(1)[0][0] * _SAME_PLACE
        same = [height for height in heights if abs(height - usual) <= _SAME_PLACE]
        if len(same) >= least:
            repeated[key] = same
    return repeated


def _running_depth(
    rows: list[Row], repeated: dict[str, list[float]], lines: Sequence[Line], page: int
) -> int:
    """Return how many rows from the edge inwards are running lines."""
    depth = 0
    for at, row in enumerate(rows):
        again = any(abs(height - row[0].base) <= _SAME_PLACE for height in repeated.get(_key(row), ()))
        if again or (at == depth and (_is_page_mark(row, rows, at, page) or _echoes(row, lines, page))):
            depth = at + 1
    return (
        depth
        if depth < len(rows) or len(lines) > sum(map(len, rows)) or depth == 0
        else _spare(rows, repeated)
    )


def _spare(rows: list[Row], repeated: dict[str, list[float]]) -> int:
    """Return the depth on a page that holds nothing but edge rows: only what is repeated goes."""
    depth = 0
    while depth < len(rows) and _key(rows[depth]) in repeated:
        depth += 1
    return depth


def _is_page_mark(row: Row, rows: list[Row], at: int, page: int) -> bool:
    """Return whether a row holds a page number and next to nothing else, apart from the text."""
    text = " ".join(line.text for line in row).replace("\t", " ")
    match = _PAGE_MARK.fullmatch(text)
    if not match:
        return False
    return int(match.group(1)) == page and _stands_apart(rows, at)


def _stands_apart(rows: list[Row], at: int) -> bool:
    if at + 1 >= len(rows):
        return True
    here, inner = rows[at][0], rows[at + 1][0]
    return max(inner.top - here.bottom, here.top - inner.bottom) > 0.6 * here.size


def _echoes(row: Row, lines: Sequence[Line], page: int) -> bool:
    """Return whether a row is a document symbol alone that the page's own text, or an earlier page, holds."""
    text = " ".join(line.text for line in row)
    if not _SYMBOL.fullmatch(text):
        return False
    return page > 1 or any(text in line.text for line in lines if line not in row)
