"""What every format's tables have in common."""

import re
from calendar import month_abbr
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from extractor.parsers.labels import split_label
from extractor.parsers.raw import RawBlock

_HEADER_LENGTH = 60
# “10–12 September” tells when and a bullet opens an item: they name no column.
_FACT = re.compile(r"\d{1,2}(?:\s?[-–]\s?\d{1,2})?\.?\s[A-Z][a-z]{2,}|[•▪●■◦‣]$")
# So does “Q2 2024” and “4 Nov. 2021” in a row's only such cell; several are columns of a time table.
_DATED = re.compile(rf"(?:[\d–-]+\s)?(?:Q[1-4]|(?:{'|'.join(month_abbr[1:])})[a-z]*\.?)\s(?:19|20)\d\d")
_FEWEST_COLUMNS, _FEWEST_ROWS = 3, 3


def looks_like_header(cells: Sequence[str]) -> bool:
    """Tell whether a table's first row names its columns: short cells, hardly any empty, no sentences."""
    texts = [cell.strip() for cell in cells]
    filled = [text for text in texts if text]
    return (
        len(texts) >= 2
        and len(filled) >= len(texts) - 1
        and all(len(text) <= _HEADER_LENGTH and not (_is_sentence(text) or _FACT.match(text)) for text in filled)
        and sum(_DATED.fullmatch(text) is not None for text in filled) != 1
        and any(any(char.isalpha() for char in text) for text in filled)
    )


def _is_sentence(text: str) -> bool:
    """Tell the stop of a sentence from that of “No.” and “Org.”."""
    return text.endswith(";") or (text.endswith(".") and len(text.split()) > 2)


def with_tabbed_tables(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Return the blocks, paragraphs that a typist set as a table with tabs as rows of one.

    Args:
        blocks: Those of a document, in order.
    """
    table = max((block.table for block in blocks if block.table is not None), default=-1)
    made: list[RawBlock] = []
    for columns, group in groupby(blocks, key=_tabbed_columns):
        run = list(group)
        header = tuple(run[0].text.split("\t"))
        if columns >= _FEWEST_COLUMNS and len(run) >= _FEWEST_ROWS and all(header) and looks_like_header(header):
            table += 1
            made += tabbed_rows((block.text for block in run), table, header=True)
        else:
            made += run
    return made


def _tabbed_columns(block: RawBlock) -> int:
    """Return in how many columns tabs set a paragraph; 0 where they set something else, such as its label."""
    text = block.text
    is_plain = block.kind == "paragraph" and "\t" in text and block.label is None and "\n" not in text
    return text.count("\t") + 1 if is_plain and text[0] != "\t" and split_label(text).label is None else 0


def tabbed_rows(lines: Iterable[str], table: int, *, header: bool) -> Iterator[RawBlock]:
    """Yield a table's rows, their cells as tabs part them.

    Args:
        lines: The rows' text, in order.
        table: The table's number in its document, from 0.
        header: Whether the first row names the columns.
    """
    for at, line in enumerate(lines):
        yield RawBlock("table_row", table=table, cells=tuple(line.split("\t")), is_header=header and at == 0)
