"""Web pages of our own writing, each with the blocks that a person reads in it."""

from pathlib import Path

import pytest

from extractor.parsers import parse_bytes
from extractor.settings import Settings
from models import Block, SourceDocument

FOLDER = Path(__file__).parent / "pages"
NAMES = sorted(path.stem for path in FOLDER.glob("*.html"))


def shown(document: SourceDocument, block: Block) -> str:
    cells = [document.plain_text[cell.start : cell.end] for cell in block.cells]
    kind = {"list_item": "item", "table_row": "row"}.get(block.kind, block.kind)
    label = f" {block.label}" if block.label else ""
    return f"{kind}{label} | {' | '.join(cells) if cells else document.text_of(block)}"


@pytest.mark.parametrize("name", NAMES)
def test_page(name: str) -> None:
    document = parse_bytes((FOLDER / f"{name}.html").read_bytes(), f"{name}.html", Settings())
    head, _, blocks = (FOLDER / f"{name}.blocks").read_text(encoding="utf-8").partition("\n\n")
    stated = dict(line.split(": ", 1) for line in head.splitlines())
    assert [shown(document, block) for block in document.blocks] == blocks.strip("\n").split("\n")
    assert document.title == stated["title"]
    assert document.published == stated.get("published", document.published)
    aside = "\n".join(document.set_aside)
    assert [words for words in stated.get("aside", "").split(" | ") if words not in aside] == []


def test_every_page_has_its_blocks() -> None:
    assert len(NAMES) >= 15
    assert {path.stem for path in FOLDER.iterdir()} == set(NAMES)
