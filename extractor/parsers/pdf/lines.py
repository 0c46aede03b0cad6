"""Lines from words: rows of one baseline, cut into segments where the space is wider than a space."""

import re
from dataclasses import dataclass, fields
from itertools import pairwise
from operator import attrgetter
from typing import Any

from extractor.parsers.pdf.words import BULLET, LINE_END_HYPHEN, NUMBER, PageWords, Word, is_label

_WEAK = "o*-−–—"
"""Signs that only a gap tells from a letter, a dash or a note mark."""
_LEFT, _BASE = attrgetter("x0"), attrgetter("base")
_LEAST_SPACED = 4
_GLUED_END = re.compile(r"\w[–/]")
_LIGATURES = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
    }
)
_MARK = re.compile(r"\d{1,2}|[*†‡]")


@dataclass(slots=True)
class Line:
    """A line of one column.

    Attributes:
        text: Its words; a label is followed by a tab.
        page: Page from 1.
        x0: Left edge.
        x1: Right edge.
        top: Upper edge.
        bottom: Lower edge.
        base: Height that the letters stand on.
        size: Type size in points.
        bold: True where most characters are bold.
        label: Number or bullet that clearly stands apart from the text.
        body_x0: Where the text after the label starts, one that doesn't stand apart counted too.
        first_width: Width of the first word.
        column: Number of the column on its page; columns beside one another end in 1, 2, …, others in 0.
        left: Left edge of the column.
        right: Right edge of the column.
        height: Height of the page.
    """

    text: str
    page: int
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    bold: bool
    label: str | None
    body_x0: float
    first_width: float
    column: int = 0
    left: float = 0.0
    right: float = 0.0
    height: float = 0.0

    @property
    def spans_page(self) -> bool:
        """Whether the line's column is the whole width of the text."""
        return self.column % 10 == 0

    def __reduce__(self) -> tuple[type["Line"], tuple[Any, ...]]:
        """Return what it is made of: so it goes from one process to another in less than half the time."""
        return Line, _VALUES(self)


_VALUES = attrgetter(*(field.name for field in fields(Line)))


def rows_of(words: list[Word]) -> list[list[Word]]:
    """Return the words by baseline, top to bottom, each row left to right."""
    rows: list[list[Word]] = []
    row: list[Word] = []
    for word in sorted(words, key=_BASE):
        if row and (word.base - row[0].base <= 0.3 * word.size or _is_near(row, word)):
            row.append(word)
        else:
            row = [word]
            rows.append(row)
    return [row if len(row) == 1 else _without_doubles(sorted(row, key=_LEFT)) for row in rows]


def _is_near(row: list[Word], word: Word) -> bool:
    """Return whether the next word downwards stands on the line of a row, or is the text under its raised mark."""
    first = row[0]
    step = word.base - first.base
    if step <= 0.3 * max(word.size, first.size):
        return True
    raised = len(row) == 1 and first.size < 0.8 * word.size and _MARK.fullmatch(first.text)
    return bool(raised) and step <= 0.5 * word.size and abs(first.x1 - word.x0) < word.size


def segments_of(row: list[Word]) -> list[list[Word]]:
    """Return the words of a row in runs that no wide gap interrupts; a label stays with its text."""
    if len(row) == 1:
        return [row]
    segments = [[row[0]]]
    for before, word in pairwise(row):
        wide = word.x0 - before.x1 > 1.4 * max(word.size, before.size)
        labelled = len(segments[-1]) == 1 and is_label(before.text) and word.x0 - before.x1 < 6 * word.size
        if wide and not labelled:
            segments.append([word])
        else:
            segments[-1].append(word)
    return segments


def line_of(words: list[Word], page: PageWords) -> Line:
    """Return the line that a run of words makes."""
    if len(words) == 1:
        return _line_of_one(words[0], page)
    label = _label(words)
    body = words[1:] if label else words
    main, bold = _main(body), sum(len(word.text) for word in words if word.bold)
    return Line(
        text=f"{label}\t{joined(body)}" if label else joined(body),
        page=page.number,
        x0=words[0].x0,
        x1=max([word.x1 for word in words]),
        top=min([word.top for word in words]),
        bottom=max([word.bottom for word in words]),
        base=main.base,
        size=main.size,
        bold=bold > 0 and 2 * bold > sum(len(word.text) for word in words),
        label=label,
        body_x0=words[1].x0 if len(words) > 1 and is_label(words[0].text) else words[0].x0,
        first_width=body[0].lead or body[0].x1 - body[0].x0,
        height=page.height,
    )


def _line_of_one(word: Word, page: PageWords) -> Line:
    text, bold = _written(word.text), word.bold and bool(word.text)
    x0, x1, size, width = word.x0, word.x1, word.size, word.lead or word.x1 - word.x0
    line = Line(text, page.number, x0, x1, word.top, word.bottom, word.base, size, bold, None, x0, width)
    line.height = page.height
    return line


def _main(words: list[Word]) -> Word:
    """Return a word of the size that most of the line is set in."""
    first = words[0]
    if all(word.size == first.size for word in words):
        return first
    weights: dict[float, int] = {}
    for word in words:
        weights[word.size] = weights.get(word.size, 0) + len(word.text)
    size = max(weights, key=lambda size: weights[size])
    return next(word for word in words if word.size == size)


def joined(words: list[Word]) -> str:
    """Return the words of a line with a space wherever there is a gap."""
    if len(words[0].text) == 1 and _is_spaced_out(words):
        return _closed_up(words)
    parts = [words[0].text]
    for before, word in pairwise(words):
        if _is_mark(before, word):
            continue
        gap = word.x0 - before.x1
        parts.append(word.text if -0.3 * word.size < gap < 0.04 * word.size else f" {word.text}")
    return _written("".join(parts))


def _written(text: str) -> str:
    if text.isascii():
        return text
    text = text.translate(_LIGATURES)
    return text[:-1].replace(LINE_END_HYPHEN, "-") + text[-1:]


def _is_spaced_out(words: list[Word]) -> bool:
    """Return whether a line sets its letters apart from one another, as some headings do."""
    return len(words) >= _LEAST_SPACED and all(len(word.text) == 1 and word.text.isupper() for word in words)


def _closed_up(words: list[Word]) -> str:
    gaps = [word.x0 - before.x1 for before, word in pairwise(words)]
    wide = 1.8 * sorted(gaps)[len(gaps) // 2]
    return words[0].text + "".join(
        f" {word.text}" if gap > wide else word.text for word, gap in zip(words[1:], gaps, strict=True)
    )


def glues(text: str) -> bool:
    """Return whether the two characters that end a line take the next line without a space, hyphens aside."""
    return bool(_GLUED_END.fullmatch(text))


def _is_mark(before: Word, word: Word) -> bool:
    """Return whether a word is the raised mark of a footnote."""
    return (
        word.size < 0.8 * before.size
        and word.base < before.base - 0.08 * before.size
        and bool(_MARK.fullmatch(word.text))
    )


def _label(words: list[Word]) -> str | None:
    """Return the label that a line starts with, if its form or the gap after it leaves no doubt."""
    if len(words) < 2:
        return None
    text, gap, size = words[0].text, words[1].x0 - words[0].x1, words[1].size
    if words[0].size < 0.8 * size and _MARK.fullmatch(text):
        return text
    apart = gap > 0.6 * size and gap > 1.7 * _usual_gap(words)
    if BULLET.fullmatch(text):
        return _plain_bullet(text) if apart or text not in _WEAK else None
    return text if apart and NUMBER.fullmatch(text) else None


def _plain_bullet(text: str) -> str:
    return "•" if len(text) > 1 or "\ue000" <= text <= "\uf8ff" else text


def _usual_gap(words: list[Word]) -> float:
    gaps = sorted(after.x0 - before.x1 for before, after in pairwise(words[1:]))
    return gaps[len(gaps) // 2] if gaps else 0.0


def _without_doubles(row: list[Word]) -> list[Word]:
    """Leave out words printed twice at the same place, which some programs do for bold."""
    kept = [row[0]]
    for word in row[1:]:
        if not (word.text == kept[-1].text and abs(word.x0 - kept[-1].x0) < 0.15 * word.size):
            kept.append(word)
    return kept
