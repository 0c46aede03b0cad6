"""Lines of an article that are the site's: share links, cookie notices, lists of other articles."""

import re

from extractor.parsers.raw import RawBlock
from extractor.parsers.words import LayoutWords

_MOST_WORDS = 40
_MOST_WORDS_OF_A_LINK = 25


def without_notices(blocks: list[RawBlock], words: LayoutWords) -> tuple[list[RawBlock], list[str]]:
    """Return the article's own blocks, and the texts of the site's lines among them.

    Args:
        blocks: What was read in the article.
        words: The layout words.
    """
    line = re.compile(rf"(?:{words.either('site_line')})\W*", re.IGNORECASE)
    start = re.compile(rf"(?:{words.either('site_start')})(?!\w)", re.IGNORECASE)
    kept: list[RawBlock] = []
    aside: list[str] = []
    under: int | None = None
    for block in blocks:
        size = len(block.text.split())
        if under is not None and not _goes_on(block, under, size):
            under = None
        if block.kind in ("table_row", "footnote"):
            is_site = False
        elif line.fullmatch(block.text):
            is_site = True
            under = (block.level or 7) if block.kind == "heading" else under
        else:
            is_site = under is not None or (size <= _MOST_WORDS and start.match(block.text) is not None)
        if is_site:
            aside.append(block.text)
        else:
            kept.append(block)
    return (kept, aside) if kept else (blocks, [])


def _goes_on(block: RawBlock, level: int, size: int) -> bool:
    """Tell whether a block is one of the links under a heading of the site's, such as "You may also like"."""
    is_heading = block.kind == "heading" and 0 < block.level <= level
    return block.kind != "table_row" and not is_heading and size <= _MOST_WORDS_OF_A_LINK
