"""A document as one short line for each block, so that a test's table can say what it expects.

`# title` heading · `text` paragraph · `[1.1] text` with its label · `- [–] text` list item, two spaces deeper for each
level · `|= a | b` header row · `| a | b` row · `^1 text` note
"""

from models import Block, SourceDocument


def outline(document: SourceDocument) -> list[str]:
    return [_line(document, block) for block in document.blocks]


def _line(document: SourceDocument, block: Block) -> str:
    text = document.text_of(block)
    if block.kind == "table_row":
        return f"|{'=' if block.is_header else ''} {text.replace(chr(9), ' | ')}"
    if block.kind == "footnote":
        return f"^{block.label} {text}"
    labelled = f"[{block.label}] {text}" if block.label else text
    if block.kind == "heading":
        return f"{'#' * block.level} {labelled}"
    return f"{'  ' * (block.depth - 1)}- {labelled}" if block.kind == "list_item" else labelled
