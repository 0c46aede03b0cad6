"""The rows of a Word table as texts on the table's grid."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from extractor.parsers.docx.table import GridCell, Row
from extractor.parsers.raw import RawBlock
from extractor.parsers.tables import looks_like_header

_MOST_COLUMNS = 200
_LONGEST_REPEATED = 1000


def table_blocks(
    rows: Sequence[Row], number: int | None, read_cell: Callable[[Any], list[RawBlock]]
) -> Iterator[RawBlock]:
    """Yield a block for each row, and after them the notes that its cells mark.

    Args:
        rows: The table's rows.
        number: Of the table; None inside a cell of another.
        read_cell: Returns the blocks of a cell's element.
    """
    grid = _Grid(read_cell)
    for at, row in enumerate(rows):
        cells = grid.texts(row)
        is_header = row.is_header or (at == 0 and len(rows) > 1 and looks_like_header(cells))
        if is_header:
            cells = _spread(row, cells)
        yield RawBlock("table_row", table=number, cells=cells, is_header=is_header)
    yield from grid.notes


def flat(block: RawBlock) -> Iterator[str]:
    """Yield the texts of a block inside a cell or note: its own, or the cells of a nested table's row."""
    if block.kind == "table_row":
        yield from filter(None, block.cells)
    elif block.kind != "footnote":
        yield f"{block.label} {block.text}".strip() if block.label else block.text


class _Grid:
    def __init__(self, read_cell: Callable[[Any], list[RawBlock]]) -> None:
        self.notes: list[RawBlock] = []
        self._read_cell = read_cell
        self._merged: dict[int, str] = {}

    def texts(self, row: Row) -> tuple[str, ...]:
        """Return the texts of a row; a cell merged downwards repeats its text."""
        texts: list[str] = [""] * row.before
        for cell in row.cells:
            texts.append(self._text(cell, len(texts)))
            if len(texts) < _MOST_COLUMNS:
                texts += [""] * (cell.span - 1)
        return (*texts, *[""] * row.after)

    def _text(self, cell: GridCell, at: int) -> str:
        if cell.joined and at:
            return ""
        if cell.merge == "continue" and at in self._merged:
            return _repeated(self._merged[at])
        text = self._joined(self._read_cell(cell.element))
        if cell.merge is None:
            self._merged.pop(at, None)
        else:
            self._merged[at] = text
        return text

    def _joined(self, blocks: list[RawBlock]) -> str:
        if len(blocks) == 1 and blocks[0].kind == "paragraph" and not blocks[0].label:
            return blocks[0].text
        self.notes += [block for block in blocks if block.kind == "footnote"]
        return "\n".join(part for block in blocks for part in flat(block))


def _spread(row: Row, cells: tuple[str, ...]) -> tuple[str, ...]:
    """Repeat a header over all the columns that it spans."""
    texts = list(cells)
    at = row.before
    for cell in row.cells:
        span = cell.span if at + 1 < _MOST_COLUMNS else 1
        if cell.joined and at:
            texts[at] = _repeated(texts[at - 1])
        texts[at + 1 : at + span] = [_repeated(texts[at])] * (span - 1)
        at += span
    return tuple(texts)


def _repeated(text: str) -> str:
    """Return a text that stands in more than one cell: a long one, told a thousand times, would be a bomb."""
    return text if len(text) <= _LONGEST_REPEATED else ""
