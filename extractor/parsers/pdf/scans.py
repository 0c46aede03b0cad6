"""Pages without a text layer, recognised by Tesseract: words with their places, as any page has them."""

import re
import tempfile
import time
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from extractor.errors import NoTextLayerError, ToolMissingError, TooSlowError
from extractor.parsers.isolated import Bounds, LostError, isolated
from extractor.parsers.pdf.pages import PdfPages
from extractor.parsers.pdf.paging import FileRead, items_of
from extractor.parsers.pdf.words import PageWords, Word
from extractor.parsers.tools import ToolBounds, find_tool, run_tool
from extractor.settings import Settings
from models.source import ReadWarning

_BARE = "page_without_text"
_DOTS_PER_INCH = 300
_MOST_DOTS = 40_000_000
_NUMBERS = re.compile(r"(\w+) ((?:-?[\d.]+ ?)+)")
_RANGE = re.compile(r"(?<=\d)—(?=\d)")
_NO_LANGUAGE = re.compile(rb"Failed loading language|Error opening data file")
# What Tesseract takes a bullet for.
_BULLET_LIKE = "e«»¢®°©*+"
_SURE = 30
_MOST_LOG = 1 << 16


@dataclass(frozen=True)
class Picture:
    """A page as one byte of grey for each dot.

    Attributes:
        number: Page from 1.
        grey: The bytes, row by row.
        width: Dots in a row.
        height: Rows.
        dots: Dots in an inch.
    """

    number: int
    grey: bytes
    width: int
    height: int
    dots: float

    def turned(self, angle: int) -> "Picture":
        """Return the picture turned clockwise by a multiple of 90 degrees."""
        import numpy as np

        grid = np.rot90(np.frombuffer(self.grey, np.uint8).reshape(self.height, self.width), -angle // 90)
        return Picture(self.number, grid.tobytes(), grid.shape[1], grid.shape[0], self.dots)


def pictures(data: bytes, name: str, numbers: Sequence[int]) -> Generator[Picture]:
    """Yield pages as pictures, at fewer dots where they are huge; those that can't be drawn are left out.

    Args:
        data: The file's bytes.
        name: For messages.
        numbers: Pages from 1.
    """
    with closing(PdfPages(data, name)) as pages:
        for number in numbers:
            drawn = pages.drawn(number, _DOTS_PER_INCH / 72, _MOST_DOTS)
            if drawn is not None:
                grey, width, height, scale = drawn
                yield Picture(number, grey, width, height, scale * 72)


def recognise(found: FileRead, data: bytes, settings: Settings, name: str) -> None:
    """Fill in the pages that show something but hold no text; each gets a warning that says how sure that is.

    Args:
        found: The pages as they were read.
        data: The file's bytes.
        settings: Language and limits, and whether to draw in a process of its own.
        name: The file's name, for messages.

    Raises:
        ToolMissingError: Tesseract, or the language, is not installed.
    """
    bare = {page.number: page for page in found.pages if any(w.code == _BARE for w in page.warnings)}
    if not bare:
        return
    scans = Scans(settings, name)
    limits = settings.limits
    seconds = limits.page_seconds + 2 * limits.ocr_seconds
    bounds = Bounds(seconds, time.monotonic() + len(bare) * seconds, limits.memory)
    draw = partial(pictures, data, name, list(bare))
    try:
        with closing(isolated(draw, bounds, len(data)) if settings.isolated else draw()) as drawn:
            for picture in drawn:
                page = bare[picture.number]
                words, warning = scans.read(picture)
                page.items = items_of(words) if words else []
                page.warnings = [*(kept for kept in page.warnings if kept.code != _BARE), warning]
    except LostError:
        # The pages that could not be drawn keep the warning that they hold no text.
        return


class Scans:
    """Recognises pictures of pages."""

    def __init__(self, settings: Settings, name: str) -> None:
        """Find Tesseract.

        Args:
            settings: Language and limits.
            name: The file's name, for messages.

        Raises:
            ToolMissingError: It is not installed.
        """
        cause, remedy = "is a scan, which needs Tesseract", "install it (Debian: tesseract-ocr)"
        self._tool = find_tool(("tesseract",), ToolMissingError(name, cause, remedy))
        self._language = settings.ocr or "eng"
        self._bounds = ToolBounds(settings.limits.ocr_seconds, output=64 << 20)
        self._name = name
        self._usual_size = 0.0

    def read(self, picture: Picture) -> tuple[PageWords | None, ReadWarning]:
        """Return the words of a page, None where there are none, and what there is to say.

        Args:
            picture: The page.

        Raises:
            ToolMissingError: The language is not installed.
        """
        try:
            lines = self._lines(picture)
            turn = _angle_of(lines)
            if turn:
                picture = picture.turned(turn)
                lines = self._lines(picture)
        except TooSlowError as error:
            message = f"{error.cause}; allow more with --limit ocr_seconds=N"
            return None, ReadWarning(code=_BARE, message=message, page=picture.number)
        points = 72 / picture.dots
        words, sure = _words(lines, points)
        if not words:
            return None, ReadWarning(code=_BARE, message="no text was recognised on the page", page=picture.number)
        self._usual_size = _even_sizes(words, self._usual_size)
        message = f"the text was recognised in a picture ({self._language}, {sure} % sure); check names and figures"
        page = PageWords(picture.number, picture.width * points, picture.height * points, words, [], 0)
        return page, ReadWarning(code="ocr", message=message, page=picture.number)

    def _lines(self, picture: Picture) -> list[Any]:
        """Return the lines that Tesseract finds, as XML; none where it fails."""
        with tempfile.TemporaryDirectory(prefix="council-extract-", ignore_cleanup_errors=True) as made:
            folder = Path(made)
            (folder / "page.pgm").write_bytes(b"P5 %d %d 255\n" % (picture.width, picture.height) + picture.grey)
            how = ("-l", self._language, "--psm", "1", "--dpi", str(round(picture.dots)), "hocr")
            status = run_tool([self._tool, "page.pgm", "page", *how], folder, self._bounds, self._name)
            with (folder / "log").open("rb") as log:
                said = log.read(_MOST_LOG)
            if status and _NO_LANGUAGE.search(said):
                cause = f"needs Tesseract's data of {self._language}"
                remedy = "install it (Debian: tesseract-ocr-LANGUAGE), or name another --ocr-language"
                raise ToolMissingError(self._name, cause, remedy)
            result = folder / "page.hocr"
            return _parsed(result.read_bytes()) if not status and result.is_file() else []


def no_text(name: str, settings: Settings) -> NoTextLayerError:
    """Return the error for a file whose pages hold no text, recognised or not."""
    if settings.ocr is None:
        return NoTextLayerError(name, "pages without text, probably a scan", "recognise it with --ocr")
    return NoTextLayerError(name, "pages without text, and none was recognised", "scan it anew")


def _parsed(hocr: bytes) -> list[Any]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    root = etree.fromstring(hocr, parser)
    return [line for line in root.iter("{*}span") if "x_size" in (line.get("title") or "")]


def _angle_of(lines: list[Any]) -> int:
    """Return by how many degrees, clockwise, most lines must be turned to be level."""
    angles = Counter(round(_numbers(line).get("textangle", (0.0,))[0] / 90) * 90 % 360 for line in lines)
    return angles.most_common(1)[0][0] if angles else 0


def _words(lines: list[Any], points: float) -> tuple[list[Word], int]:
    """Return the words of lines, and how sure Tesseract is of them in percent.

    Args:
        lines: Its lines.
        points: Size of a dot.
    """
    read = [_apart(list(_line(line, points))) for line in lines]
    found = [pair for line in read for pair in line]
    letters = sum(len(word.text) for word, _ in found)
    sure = round(sum(len(word.text) * share for word, share in found) / letters) if letters else 0
    return [word for word, _ in found], sure


def _line(line: Any, points: float) -> Iterator[tuple[Word, float]]:
    told = _numbers(line)
    left, _, _, bottom = told["bbox"]
    slope, offset = told.get("baseline", (0.0, 0.0))
    # The height of small letters is what stays the same from line to line.
    low = told["x_size"][0] - told["x_ascenders"][0] - told["x_descenders"][0]
    middle = (told["bbox"][2] - left) / 2
    base = (bottom + offset + slope * middle) * points
    size = max(1.0, 2 * low * points)
    first = True
    for span in line.iter("{*}span"):
        text = _RANGE.sub("–", "".join(span.itertext()).strip())
        if span is line or not text:
            continue
        place = _numbers(span)
        share = place.get("x_wconf", (0.0,))[0]
        x0, _, x1, _ = (value * points for value in place["bbox"])
        if share < _SURE and not any(map(str.isalnum, text)):
            # A speck or a rule, not writing.
            continue
        if first and text in _BULLET_LIKE:
            text = _bullet(text, line, x1, (size, points))
        first = False
        yield Word(text, x0, x1, base, size), share


def _apart(line: list[tuple[Word, float]]) -> list[tuple[Word, float]]:
    """Keep a gap between words: the ink of two may touch, and what touches in print is one word."""
    for (word, _), (after, _) in pairwise(line):
        word.x1 = max(word.x0, min(word.x1, after.x0 - 0.15 * word.size))
    return line


def _bullet(text: str, line: Any, end: float, scale: tuple[float, float]) -> str:
    """Return a bullet for what stands apart before a line and is taken for another sign."""
    size, points = scale
    spans = [span for span in line.iter("{*}span") if span is not line]
    apart = len(spans) > 1 and _numbers(spans[1])["bbox"][0] * points - end > 0.5 * size
    return "•" if apart else text


def _numbers(element: Any) -> dict[str, tuple[float, ...]]:
    title = element.get("title") or ""
    return {name: tuple(map(float, values.split())) for name, values in _NUMBERS.findall(title)}


def _even_sizes(words: list[Word], before: float) -> float:
    """Round sizes to points, those near the usual one to that, as they are measured, not stated; return the usual.

    Args:
        words: The words of a page.
        before: What was usual on the pages before, which stays so where this page is near it; 0 for the first page.
    """
    by_size = sorted(words, key=lambda word: word.size)
    counts = list(accumulate(len(word.text) for word in by_size))
    middle = next(word.size for word, count in zip(by_size, counts, strict=True) if 2 * count >= counts[-1])
    usual = before if _near(middle, before) else max(1.0, round(middle))
    for word in words:
        word.size = usual if _near(word.size, usual) else max(1.0, round(word.size))
    return float(usual)


def _near(size: float, usual: float) -> bool:
    return abs(size - usual) < 0.12 * usual
