"""The grid of a Word table."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from extractor.parsers.docx.package import W
from extractor.parsers.docx.styles import integer, is_on, value_of

_WRAPPERS = {W + name for name in ("sdt", "sdtContent", "customXml", "ins", "smartTag")}
_MOST_COLUMNS = 200


@dataclass(frozen=True)
class GridCell:
    """One cell: its element, how many columns it spans, and whether it continues the cell above."""

    element: Any
    span: int
    continues: bool


@dataclass(frozen=True)
class Row:
    """One row: its cells, the columns left free before them, and whether Word repeats it as a header."""

    cells: tuple[GridCell, ...]
    before: int
    is_header: bool


def read_rows(table: Any, tracked: Callable[[], None]) -> Iterator[Row]:
    """Yield the rows of a w:tbl; deleted rows are left out.

    Args:
        table: The element.
        tracked: Called for a row that was deleted.
    """
    for row in _children(table, W + "tr"):
        properties = row.find(W + "trPr")
        if properties is not None and properties.find(W + "del") is not None:
            tracked()
            continue
        cells = tuple(_cell(element) for element in _children(row, W + "tc"))
        if cells:
            yield Row(cells, _count(value_of(properties, "gridBefore"), 0), bool(is_on(properties, "tblHeader")))


def _children(parent: Any, tag: str) -> Iterator[Any]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def _cell(element: Any) -> GridCell:
    properties = element.find(W + "tcPr")
    merge = properties.find(W + "vMerge") if properties is not None else None
    continues = merge is not None and merge.get(W + "val", "continue") == "continue"
    return GridCell(element, _count(value_of(properties, "gridSpan"), 1), continues)


def _count(text: str | None, default: int) -> int:
    count = integer(text)
    return min(count, _MOST_COLUMNS) if count is not None and count > 0 else default
