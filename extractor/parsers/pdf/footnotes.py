"""Footnotes: small type at the foot of a column that starts with a mark."""

import re
from collections.abc import Sequence

from extractor.parsers.pdf.flow import Paragraph
from extractor.parsers.pdf.lines import Line
from extractor.parsers.pdf.tables import Table

_MARK = re.compile(r"(\d{1,3}|[*†‡]{1,3})[.)]?\s*(?=\S)")
_SMALL = 0.93


def split_footnotes(items: Sequence[Line | Table], body: float) -> tuple[list[Line | Table], list[Paragraph]]:
    """Return one page's items without its footnotes, and the footnotes.

    Args:
        items: Lines and tables of the page in reading order.
        body: Size of most of the document's text, in points.
    """
    notes: list[Line] = []
    for column in sorted({item.column for item in items if isinstance(item, Line)}):
        notes += _foot(items, column, body)
    taken = {id(line) for line in notes}
    return [item for item in items if id(item) not in taken], _notes(notes)


def mark_of(text: str) -> tuple[str | None, str]:
    """Return the mark of a footnote, and the text after it."""
    match = _MARK.match(text)
    return (match.group(1), text[match.end() :]) if match else (None, text)


def _foot(items: Sequence[Line | Table], column: int, body: float) -> list[Line]:
    """Return the lines at the foot of a column from the first mark on."""
    foot: list[Line] = []
    for item in reversed(items):
        if isinstance(item, Line) and item.column != column:
            continue
        if isinstance(item, Table) or item.size > _SMALL * body:
            break
        foot.insert(0, item)
    while foot and not (_MARK.match(foot[0].text) and foot[0].top > 0.4 * foot[0].height):
        del foot[0]
    return foot


def _notes(lines: list[Line]) -> list[Paragraph]:
    notes: list[Paragraph] = []
    for line in lines:
        follows = notes and not (line.label or (_MARK.match(line.text) and _counts_on(notes[-1], line)))
        if follows:
            notes[-1].lines.append(line)
        else:
            notes.append(Paragraph([line]))
    return notes


def _counts_on(note: Paragraph, line: Line) -> bool:
    """Return whether a line's mark is the next after a note's."""
    before, mark = mark_of(note.first.text)[0], mark_of(line.text)[0]
    if before and mark and before.isdigit() and mark.isdigit():
        return int(mark) == int(before) + 1
    return mark is not None and not mark.isdigit()
