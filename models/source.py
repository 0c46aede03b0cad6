"""A document as read: its plain text, and the blocks that the text is made of."""

from typing import Literal

from models.spans import Frozen

BlockKind = Literal["heading", "paragraph", "list_item", "table_row", "footnote"]


class Cell(Frozen):
    """One cell of a table row.

    Attributes:
        start: First character of the cell in the plain text.
        end: One past its last character.
        header: The column's header text; None where the table has no header row.
    """

    start: int
    end: int
    header: str | None = None


class Block(Frozen):
    """A paragraph, heading, list item, table row or footnote.

    Attributes:
        index: Position among all blocks, from 0.
        kind: What the block is.
        start: First character in the plain text.
        end: One past the last character.
        level: Heading level from 1; 0 for what is no heading.
        depth: Nesting depth of a list item from 1; 0 for what is no list item.
        label: Number or bullet as printed ("1.1", "(a)", "–"); it is not part of the plain text.
        page: Page from 1; None where the format has no pages.
        section: The headings above, outermost first, as text.
        parent: Index of the block that introduces this one: the item above a sub-bullet, or the paragraph
            that ends in a colon and leads a list in; None elsewhere.
        table: Number of the table from 0; None outside tables.
        cells: The cells of a table row, left to right; empty elsewhere.
        is_header: True for the header row of a table.
        is_title_block: True for what stands above the body: symbol, date, author line, title.
    """

    index: int
    kind: BlockKind
    start: int
    end: int
    level: int = 0
    depth: int = 0
    label: str | None = None
    page: int | None = None
    section: tuple[str, ...] = ()
    parent: int | None = None
    table: int | None = None
    cells: tuple[Cell, ...] = ()
    is_header: bool = False
    is_title_block: bool = False


class ReadWarning(Frozen):
    """Something that the parser saw and could not read, or read with doubt."""

    code: str
    message: str
    page: int | None = None


class SourceDocument(Frozen):
    """One document as read.

    Attributes:
        id: "sha256:" and the digest of the file's bytes.
        filename: Name without folders; "-" for standard input.
        media_type: Media type decided by the bytes.
        plain_text: The canonical text that every offset refers to; blocks are joined by line feeds, the cells
            of a table row by tabs.
        blocks: The blocks in reading order.
        pages: Number of pages; None where the format has none.
        title: Title from the file's own structure (Title style, HTML title); None where it has none.
        published: Date from the file's own structure (HTML metadata), ISO 8601; None where it has none.
        set_aside: Running headers and footers, page numbers: read, but not part of the plain text.
        warnings: What was not read, or read with doubt.
    """

    id: str
    filename: str
    media_type: str
    plain_text: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    title: str | None = None
    published: str | None = None
    set_aside: tuple[str, ...] = ()
    warnings: tuple[ReadWarning, ...] = ()

    def text_of(self, block: Block) -> str:
        """Return the characters of a block."""
        return self.plain_text[block.start : block.end]
