"""Blocks from paragraphs and tables: headings with levels, list items with depth, rows, footnotes."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from extractor.parsers.pdf.flow import Paragraph, Typography
from extractor.parsers.pdf.hyphens import Vocabulary
from extractor.parsers.pdf.tables import Table
from extractor.parsers.raw import RawBlock

Style = tuple[float, bool, bool]

_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?[\s]")
_ITEM_LABEL = re.compile(r"\(?(?:[a-z]{1,5}|[A-Z]|\d{1,3})[.)]|\(\d{1,3}\)|[^\w(]|o")
_TYPED_ITEM = re.compile(r"\((?:[a-z]{1,4}|\d{1,3})\)\s")
_CAPTION = re.compile(r"\w+\s+[\dIVXA-Z]{1,4}(?:\.\d+)?\s*[:.–—-]")
_LEADER = re.compile(r"(?:[.…]\s?){4,}")
_LONGEST = 200


class Headings:
    """Decides which paragraphs are headings, and of which level."""

    def __init__(self, paragraphs: Sequence[Paragraph | Table], typography: Typography) -> None:
        self._body = typography.body
        texts = [item for item in paragraphs if isinstance(item, Paragraph)]
        bold = sum(len(item.text) for item in texts if item.bold)
        self._bold_counts = 2 * bold < sum(len(item.text) for item in texts)
        chosen = [
            item
            for item, after in zip_longest(paragraphs, paragraphs[1:])
            if isinstance(item, Paragraph) and self._is_heading(item, after)
        ]
        self._drop_early_capitals(chosen)
        self.title = self._title(chosen, texts)
        self._levels = self._rank(chosen)
        self._chosen = {id(item) for item in chosen}

    def level(self, paragraph: Paragraph) -> int:
        """Return the level of a heading from 1; 0 for what is none."""
        if id(paragraph) not in self._chosen:
            return 0
        if paragraph is self.title:
            return 1
        number = _number(paragraph)
        if number:
            return min(number.count(".") + 1, 9)
        return self._levels[_style(paragraph)]

    def _is_heading(self, item: Paragraph, after: Paragraph | Table | None) -> bool:
        text = item.text
        if len(text) > _LONGEST or len(item.lines) > 4 or _LEADER.search(text):
            return False
        if not any(map(str.isalnum, text)):
            return False
        if _is_bullet(item.label) or text[-1] in ".;," or (isinstance(after, Table) and _CAPTION.match(text)):
            return False
        if item.first.size > 1.12 * self._body:
            return True
        if item.first.size < 0.85 * self._body:
            return False
        return (self._bold_counts and item.bold) or _is_capitals(text)

    def _drop_early_capitals(self, chosen: list[Paragraph]) -> None:
        """Capitals alone make no heading above the first real one: there they are the title block's."""
        while chosen and self._is_plain_capitals(chosen[0]) and not _number(chosen[0]):
            del chosen[0]

    def _is_plain_capitals(self, item: Paragraph) -> bool:
        return not item.bold and item.first.size <= 1.12 * self._body

    def _title(self, chosen: list[Paragraph], texts: list[Paragraph]) -> Paragraph | None:
        """Return the heading on the first page that is set larger than all others, if there is one."""
        first = [item for item in chosen if item.first.page == 1 and not _number(item)]
        if not first or not texts:
            return None
        largest = max(first, key=lambda item: item.first.size)
        others = [item.first.size for item in texts if item is not largest]
        return largest if all(largest.first.size > size + 0.4 for size in others) else None

    def _rank(self, chosen: list[Paragraph]) -> dict[Style, int]:
        """Return the level of each style: that of its numbers, else by size below the title."""
        numbers: dict[Style, list[int]] = {}
        for item in chosen:
            number = _number(item)
            if number:
                numbers.setdefault(_style(item), []).append(number.count(".") + 1)
        styles = sorted({_style(item) for item in chosen if item is not self.title}, reverse=True)
        base = 1 if numbers or self.title is None else 2
        levels, level = {}, base
        for style in styles:
            level = min(numbers[style]) if style in numbers else level
            levels[style] = min(level, 9)
            level += 1
        return levels


def blocks_of(
    items: Sequence[Paragraph | Table], headings: Headings, vocabulary: Vocabulary
) -> list[RawBlock]:
    """Return the blocks of the body in order.

    Args:
        items: Paragraphs and tables in reading order.
        headings: What is a heading among them.
        vocabulary: The document's words, for hyphens in cells.
    """
    blocks: list[RawBlock] = []
    indents: list[float] = []
    tables = _Tables(vocabulary)
    for item in items:
        if isinstance(item, Table):
            blocks += tables.rows(item)
            continue
        tables.end()
        level = headings.level(item)
        if level:
            indents.clear()
        blocks.append(_block(item, level, indents))
    return _with_split_rows_joined(blocks)


class _Tables:
    """Numbers the tables, and knows the one that may go on over a page."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._number = -1
        self._open: Table | None = None
        self._header: tuple[str, ...] = ()

    def end(self) -> None:
        """Note that text follows: the table doesn't go on."""
        self._open = None

    def rows(self, table: Table) -> list[RawBlock]:
        """Return a table's rows; paragraphs for the frame at the head of a document."""
        if table.is_title_block:
            texts = [line for row in table.rows for cell in row for line in cell.split("\n") if line]
            return [RawBlock("paragraph", text, page=table.page) for text in texts]
        rows = [tuple(_joined(cell, self._vocabulary) for cell in row) for row in table.rows]
        goes_on = self._open is not None and _continues(self._open, table)
        self._open = table
        if goes_on:
            rows = rows[1:] if _same(rows[0], self._header) else rows
        else:
            self._number += 1
            self._header = rows[0]
        return [
            RawBlock(
                "table_row",
                page=table.page,
                table=self._number,
                cells=row,
                is_header=table.has_header and at == 0 and not goes_on,
            )
            for at, row in enumerate(rows)
        ]


def _block(item: Paragraph, level: int, indents: list[float]) -> RawBlock:
    page = item.first.page
    if level:
        return RawBlock("heading", item.text, level=level, page=page)
    if _TYPED_ITEM.match(item.text) or (item.label and _ITEM_LABEL.fullmatch(item.label)):
        return RawBlock("list_item", item.text, depth=_depth(item, indents), page=page)
    if item.first.x0 - item.first.left < item.first.size:
        indents.clear()
    return RawBlock("paragraph", item.text, page=page)


def _depth(item: Paragraph, indents: list[float]) -> int:
    """Return the depth of an item by its indent, given those of the open items above; adds its own."""
    at, step = item.first.x0 - item.first.left, 0.7 * item.first.size
    while indents and indents[-1] > at + step:
        indents.pop()
    if not indents or indents[-1] < at - step:
        indents.append(at)
    return len(indents)


def _continues(before: Table, table: Table) -> bool:
    """Return whether a table goes on with one of the page before."""
    return (
        table.page == before.page + 1
        and len(table.rows[0]) == len(before.rows[0])
        and abs(table.left - before.left) < 20
        and table.top < 0.3 * table.height
        and before.bottom > 0.5 * before.height
    )


def _joined(cell: str, vocabulary: Vocabulary) -> str:
    text, *lines = cell.split("\n")
    for line in lines:
        text = vocabulary.join(text, line)
    return text.replace("\ufffe", "-")


def _same(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    return [text.casefold() for text in first] == [text.casefold() for text in second]


def _with_split_rows_joined(blocks: list[RawBlock]) -> list[RawBlock]:
    """Join a row whose first cell is empty at the head of a page to the row that it goes on with."""
    kept: list[RawBlock] = []
    for block in blocks:
        last = kept[-1] if kept else None
        if last is not None and _is_rest_of(last, block):
            pairs = zip(last.cells, block.cells, strict=True)
            last.cells = tuple(f"{above} {below}".strip() for above, below in pairs)
        else:
            kept.append(block)
    return kept


def _is_rest_of(last: RawBlock, block: RawBlock) -> bool:
    return (
        block.kind == last.kind == "table_row"
        and block.table == last.table
        and block.page != last.page
        and not block.cells[0]
        and any(text[:1].islower() for text in block.cells)
    )


def _style(item: Paragraph) -> Style:
    return round(item.first.size), item.bold, _is_capitals(item.text)


def _number(item: Paragraph) -> str | None:
    match = _NUMBERED.match(item.text)
    return match.group(1) if match and not item.text.rstrip()[-1:].isdigit() else None


def _is_bullet(label: str | None) -> bool:
    return label is not None and not any(char.isalnum() for char in label)


def _is_capitals(text: str) -> bool:
    return text.isupper() and sum(map(str.isalpha, text)) > 5 and "/" not in text
