"""python-docx, the second reader of Word files: taken where ours finds no text or gives up."""

import io
import zipfile
from collections.abc import Iterator

from extractor.parsers.raw import RawBlock
from extractor.settings import Limits


def read_again(data: bytes, limits: Limits) -> list[RawBlock]:
    """Return paragraphs and table rows in body order; none where python-docx reads nothing either.

    It inflates every member of the container, pictures too, and so is only asked where all of them fit the memory.

    Args:
        data: The file's bytes.
        limits: What the members may inflate to.
    """
    try:
        inflated = sum(member.file_size for member in zipfile.ZipFile(io.BytesIO(data)).infolist())
        return list(_blocks(data)) if inflated <= limits.memory // 4 else []
    except Exception:  # it answers a broken file with any of a dozen exceptions of three libraries
        return []


def _blocks(data: bytes) -> Iterator[RawBlock]:
    from docx import Document
    from docx.table import Table

    tables = 0
    for part in Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(part, Table):
            for row in part.rows:
                yield RawBlock("table_row", table=tables, cells=tuple(cell.text for cell in row.cells))
            tables += 1
        elif part.text.strip():
            yield RawBlock("paragraph", part.text)
