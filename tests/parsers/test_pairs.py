"""The same document as DOCX, PDF or HTML and as TXT reads the same; needs ../shared."""

from functools import cache
from pathlib import Path

import pytest

from extractor.parsers import parse
from extractor.settings import Settings
from models import SourceDocument

DEV = Path(__file__).parents[3] / "shared" / "gold" / "dev"
PAIRS = (
    sorted(path for path in DEV.glob("*.*") if path.suffix in (".docx", ".pdf", ".html"))
    if DEV.is_dir()
    else []
)

pytestmark = pytest.mark.skipif(not PAIRS, reason="../shared is absent")


@cache
def read(path: Path) -> SourceDocument:
    return parse(path, Settings())


def facts(document: SourceDocument) -> dict[str, tuple[str | None, str, int, int]]:
    return {
        document.text_of(block): (block.label, block.kind, block.depth, block.level)
        for block in document.blocks
        if block.kind != "footnote"
    }


@pytest.mark.parametrize("path", PAIRS, ids=[path.name for path in PAIRS])
def test_pair(path: Path) -> None:
    document, text = read(path), read(path.with_suffix(".txt"))
    # Where a footnote stands is the only thing that may differ: a text file has them at its end.
    assert sorted(document.plain_text.split("\n")) == sorted(text.plain_text.split("\n"))
    assert document.title == text.title
    ours, theirs = facts(document), facts(text)
    same = [key for key in ours if ours[key] == theirs.get(key)]
    assert len(same) >= 0.97 * len(ours)
    title_blocks = [[d.text_of(b) for b in d.blocks if b.is_title_block] for d in (document, text)]
    assert title_blocks[0] == title_blocks[1]
