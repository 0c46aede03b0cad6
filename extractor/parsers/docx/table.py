"""The grid of a Word table."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from extractor.parsers.docx.xml import W, child, integer, is_true

_ROW, _ROW_PROPERTIES, _HEADER = W + "tr", W + "trPr", W + "tblHeader"
_CELL, _CELL_PROPERTIES, _VALUE = W + "tc", W + "tcPr", W + "val"
_SPAN, _BEFORE, _AFTER = W + "gridSpan", W + "gridBefore", W + "gridAfter"
_MERGE, _ACROSS = W + "vMerge", W + "hMerge"
_DELETIONS = {W + "del", W + "moveFrom", W + "cellDel"}
_CHANGES = {*_DELETIONS, W + "ins", W + "moveTo", W + "cellIns"}
# What makes a cell other than one of a single column and row.
_TELLING = {_SPAN, _MERGE, _ACROSS, *_CHANGES}
_WRAPPERS = {W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_MOST_COLUMNS = 200
_MOST_HEADERS = 8


class GridCell(NamedTuple):
    """One cell.

    Attributes:
        element: The w:tc.
        span: How many columns it takes.
        merge: "restart" where a cell merged downwards begins, "continue" where it goes on, else None.
        joined: Whether it is part of the cell to its left.
    """

    element: Any
    span: int
    merge: str | None
    joined: bool


class Row(NamedTuple):
    """One row: its cells, the columns left free before and behind them, and whether Word repeats it as a header."""

    cells: tuple[GridCell, ...]
    before: int
    after: int
    is_header: bool


def read_rows(table: Any, tracked: Callable[[], None]) -> Iterator[Row]:
    """Yield the rows of a w:tbl; deleted rows and cells are left out.

    Args:
        table: The element.
        tracked: Called for a row or cell that was deleted or inserted.
    """
    may_repeat = True
    for at, row in enumerate(_children(table, _ROW)):
        stated = _stated(row, _ROW_PROPERTIES)
        if _is_gone(stated, tracked):
            continue
        found = (_cell(element, tracked) for element in _children(row, _CELL))
        cells = tuple(cell for cell in found if cell is not None)
        if not cells:
            continue
        # Word repeats rows from the first one on; a mark further down means nothing.
        header = stated.get(_HEADER)
        may_repeat = may_repeat and at < _MOST_HEADERS and header is not None and is_true(header)
        yield Row(cells, _count(stated.get(_BEFORE), 0), _count(stated.get(_AFTER), 0), may_repeat)


def _stated(element: Any, properties: str) -> dict[str, Any]:
    """Return the properties of a row or cell by their tags."""
    found = child(element, properties)
    return {} if found is None else {one.tag: one for one in found}


def _is_gone(stated: dict[str, Any], tracked: Callable[[], None]) -> bool:
    if stated.keys().isdisjoint(_CHANGES):
        return False
    tracked()
    return not stated.keys().isdisjoint(_DELETIONS)


def _children(parent: Any, tag: str) -> Iterator[Any]:
    waiting = list(reversed(parent))
    while waiting:
        one = waiting.pop()
        if one.tag == tag:
            yield one
        elif one.tag in _WRAPPERS:
            waiting += reversed(one)


def _cell(element: Any, tracked: Callable[[], None]) -> GridCell | None:
    stated = _stated(element, _CELL_PROPERTIES)
    if stated.keys().isdisjoint(_TELLING):
        return GridCell(element, 1, None, False)
    if _is_gone(stated, tracked):
        return None
    merge, across = stated.get(_MERGE), stated.get(_ACROSS)
    return GridCell(
        element,
        _count(stated.get(_SPAN), 1),
        None if merge is None else merge.get(_VALUE, "continue"),
        across is not None and across.get(_VALUE, "continue") == "continue",
    )


def _count(stated: Any | None, default: int) -> int:
    count = integer(stated.get(_VALUE)) if stated is not None else None
    return min(count, _MOST_COLUMNS) if count is not None and count > 0 else default
