"""A document as it was read: headings, lists, tables and pages, its values marked."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from extractor.export.pages.marks import Marks, Piece
from models import Block, SourceDocument


class Cell(NamedTuple):
    """One cell: its pieces, and whether it heads a column."""

    pieces: list[Piece]
    is_header: bool


class Line(NamedTuple):
    """One block to show.

    Attributes:
        kind: heading, paragraph, list_item, footnote; table_row for a row.
        level: Of a heading, or depth of a list item.
        label: Number or bullet as printed.
        pieces: Its text; empty for a row.
        cells: Of a row.
        begins: Numbers of the records whose statement begins in it.
        is_title_block: Whether it stands above the body.
    """

    kind: str
    level: int
    label: str
    pieces: list[Piece]
    cells: list[Cell]
    begins: list[int]
    is_title_block: bool


class Part(NamedTuple):
    """Lines that stand together: a list, a table, or a single block; `page` where a new page begins."""

    kind: str
    lines: list[Line]
    page: int | None


def parts(source: SourceDocument, marks: Marks, begins: Mapping[int, list[int]]) -> Iterator[Part]:
    """Yield a document's parts in reading order.

    Args:
        source: The document.
        marks: Marks of all values and statements.
        begins: Numbers of records by the index of the block where their statement begins.
    """
    page: int | None = None
    for (kind, _, number), blocks in groupby(source.blocks, key=_group):
        lines = [_line(source, block, marks, begins.get(block.index, [])) for block in blocks]
        turned = number if number != page else None
        page = number or page
        yield Part(kind, lines, turned)


def _group(block: Block) -> tuple[str, int, int | None]:
    """Return what blocks that are shown together have in common."""
    if block.kind == "table_row":
        return "table", -1 if block.table is None else block.table, block.page
    return (block.kind, 0, block.page) if block.kind == "list_item" else ("block", block.index, block.page)


def _line(source: SourceDocument, block: Block, marks: Marks, begins: Sequence[int]) -> Line:
    is_row = block.kind == "table_row"
    return Line(
        kind=block.kind,
        level=block.level or block.depth,
        label=block.label or "",
        pieces=[] if is_row else list(marks.pieces(source.text_of(block), block.start)),
        cells=list(_cells(source, block, marks)) if is_row else [],
        begins=list(begins),
        is_title_block=block.is_title_block,
    )


def _cells(source: SourceDocument, block: Block, marks: Marks) -> Iterator[Cell]:
    spans = [(cell.start, cell.end) for cell in block.cells]
    if not spans:
        start = block.start
        for text in source.text_of(block).split("\t"):
            spans.append((start, start + len(text)))
            start += len(text) + 1
    for start, end in spans:
        yield Cell(list(marks.pieces(source.plain_text[start:end], start)), block.is_header)
