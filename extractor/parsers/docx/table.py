"""The grid of a Word table."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from extractor.parsers.docx.xml import W, child, integer, is_on, value_of

_ROW, _CELL = W + "tr", W + "tc"
_WRAPPERS = {W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_MOST_COLUMNS = 200
_MOST_HEADERS = 8


@dataclass(frozen=True)
class GridCell:
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


@dataclass(frozen=True)
class Row:
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
        properties = child(row, W + "trPr")
        if _is_gone(properties, ("del", "moveFrom"), tracked):
            continue
        elements = (one for one in _children(row, _CELL) if not _is_gone(child(one, W + "tcPr"), ("cellDel",), tracked))
        cells = tuple(map(_cell, elements))
        if not cells:
            continue
        # Word repeats rows from the first one on; a mark further down means nothing.
        may_repeat = may_repeat and at < _MOST_HEADERS and bool(is_on(properties, "tblHeader"))
        yield Row(cells, _count(properties, "gridBefore", 0), _count(properties, "gridAfter", 0), may_repeat)


def _is_gone(properties: Any | None, names: tuple[str, ...], tracked: Callable[[], None]) -> bool:
    if properties is None:
        return False
    gone = any(child(properties, W + name) is not None for name in names)
    if gone or any(child(properties, W + name) is not None for name in ("ins", "cellIns")):
        tracked()
    return gone


def _children(parent: Any, tag: str) -> Iterator[Any]:
    waiting = list(reversed(parent))
    while waiting:
        one = waiting.pop()
        if one.tag == tag:
            yield one
        elif one.tag in _WRAPPERS:
            waiting += reversed(one)


def _cell(element: Any) -> GridCell:
    properties = child(element, W + "tcPr")
    if properties is None:
        return GridCell(element, 1, None, False)
    merge, across = child(properties, W + "vMerge"), child(properties, W + "hMerge")
    return GridCell(
        element,
        _count(properties, "gridSpan", 1),
        None if merge is None else merge.get(W + "val", "continue"),
        across is not None and across.get(W + "val", "continue") == "continue",
    )


def _count(properties: Any | None, name: str, default: int) -> int:
    count = integer(value_of(properties, name))
    return min(count, _MOST_COLUMNS) if count is not None and count > 0 else default
