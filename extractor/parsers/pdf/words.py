"""Words with their places and type, upright and measured from the top left of the page, in points."""

import re
from dataclasses import dataclass, field

from extractor.parsers.pdf.cells import Rule
from models.source import ReadWarning

LINE_END_HYPHEN = "\ufffe"
"""What pdfium writes for a hyphen that ends a line; the word goes on without a break."""

BULLETS = "•‣◦●○■□▪▫►▶➢➤✓✔❖◆◇·⁃∙–—−-*\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf06f\uf02d"
BULLET = re.compile(rf"[{re.escape(BULLETS)}]|o|\(cid:\d+\)")
NUMBER = re.compile(
    r"\d{1,3}(?:\.\d{1,3})*[.)]?|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]|\((?:\d{1,3}|[a-z]{1,4})\)"
)

_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ODD = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")
_NUMBERED = re.compile(r"\(cid:\d+\)")


@dataclass(slots=True)
class Word:
    """A word, or several that only spaces part.

    Attributes:
        text: Its characters; what stands before it on the line with a wider gap is another one.
        x0: Left end.
        x1: Right end.
        base: The height that its letters stand on.
        size: Type size in points.
        bold: Whether it is bold.
        lead: Width of the first of several words.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool = False
    lead: float = 0.0

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
        unmapped: How many characters have no meaning, for want of a mapping in the font.
        angle: Degrees, counter-clockwise, that the main direction is turned by in the file.
        rules: The lines drawn on the page, where they may make tables.
        objects: How many objects are drawn on the page.
        has_text: Whether some of them are texts, or may hold texts.
        texts: How many of them are texts.
        may_be_scan: Whether there is no text, but what may be writing in a picture.
        warnings: What was found wrong on the way.
    """

    number: int
    width: float
    height: float
    words: list[Word]
    aside: list[str]
    unmapped: int
    angle: int = 0
    rules: list[Rule] = field(default_factory=list)
    objects: int = 1
    has_text: bool = True
    texts: int = 0
    may_be_scan: bool = False
    warnings: list[ReadWarning] = field(default_factory=list)

    @property
    def letters(self) -> int:
        """How many characters the words have."""
        return sum(len(word.text) for word in self.words)


def is_label(text: str) -> bool:
    """Return whether a word could be a list label or paragraph number."""
    if text[-1:].isalpha() and len(text) > 1:
        # As nearly all words are.
        return False
    return bool(BULLET.fullmatch(text) or NUMBER.fullmatch(text))


def widest_space(size: float) -> float:
    """Return how wide a gap between two words may be for them to be left together, in points."""
    return min(0.5 * size, 5.5)


def bold_name(font: str) -> bool:
    """Return whether a font's name says that it is bold."""
    return bool(_BOLD.search(font))


def count_unmapped(text: str) -> int:
    """Return how many characters have no meaning."""
    # To ask whether all can be printed takes a fraction of the search, and says no to each of them but one.
    is_plain = "\ufffd" not in text and text.replace("\r\n", " ").replace(LINE_END_HYPHEN, "-").isprintable()
    odd = 0 if is_plain else sum(char not in BULLETS for char in _ODD.findall(text))
    return odd + (len(_NUMBERED.findall(text)) if "(cid:" in text else 0)
