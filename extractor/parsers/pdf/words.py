"""Words with their places and type, upright and measured from the top left of the page, in points."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.parsers.pdf.rules import Rule

LINE_END_HYPHEN = "\ufffe"
"""What pdfium writes for a hyphen that ends a line; the word goes on without a break."""

_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_UNMAPPED = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd]|\(cid:\d+\)")


@dataclass(slots=True)
class Word:
    """One run of characters without a space; `base` is the height that its letters stand on."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool = False

    @property
    def top(self) -> float:
        """The height of the capitals."""
        return self.base - 0.75 * self.size

    @property
    def bottom(self) -> float:
        """The foot of the letters that hang."""
        return self.base + 0.22 * self.size

    @property
    def middle(self) -> float:
        """The height of the letters' middle."""
        return self.base - 0.26 * self.size


@dataclass(slots=True)
class PageWords:
    """The words of one page.

    Attributes:
        number: Page from 1.
        width: Width of the upright page.
        height: Height of the upright page.
        words: The words that run in the page's main direction.
        aside: Texts that run in another direction (watermarks, margins).
        letters: How many letters and digits the page holds.
        unmapped: How many characters have no meaning, for want of a mapping in the font.
        angle: Degrees, counter-clockwise, that the main direction is turned by in the file.
        rules: The lines drawn on the page, where they may make tables.
        shows: Whether there is any object on the page.
    """

    number: int
    width: float
    height: float
    words: list[Word]
    aside: list[str]
    letters: int
    unmapped: int
    angle: int = 0
    rules: list[Rule] = field(default_factory=list)
    shows: bool = True


def bold_name(font: str) -> bool:
    """Return whether a font's name says that it is bold."""
    return bool(_BOLD.search(font))


def letters_and_unmapped(texts: Sequence[str]) -> tuple[int, int]:
    """Return how many characters are letters or digits, and how many have no meaning."""
    unmapped = sum(len(_UNMAPPED.findall(text)) for text in texts)
    return sum(sum(map(str.isalnum, text)) for text in texts), unmapped
