"""The grid of an HTML table."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from extractor.parsers.tables import looks_like_header

_MOST_COLUMNS = 200
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True)
class Row:
    """The texts of a row on the table's grid."""

    cells: tuple[str, ...]
    is_header: bool


@dataclass
class _Running:
    text: str
    rows: int


def read_grid(table: Any) -> list[Row]:
    """Return the rows of a table: a cell that runs down repeats, a header that runs across repeats.

    Args:
        table: The element; tables nested in its cells are part of the cell's text.
    """
    elements = list(_rows(table))
    running: dict[int, _Running] = {}
    rows: list[Row] = []
    for element in elements:
        cells = [cell for cell in element if cell.tag in ("td", "th")]
        stated = bool(cells) and (element.getparent().tag == "thead" or all(cell.tag == "th" for cell in cells))
        texts = _texts(cells, running, stated)
        if any(texts):
            guessed = not rows and len(elements) > 1 and looks_like_header(texts)
            rows.append(Row(tuple(texts), stated or guessed))
    return rows


def is_layout(table: Any, rows: list[Row]) -> bool:
    """Tell a table that only places things on the page from one that relates them.

    Args:
        table: The element.
        rows: Its rows.
    """
    if table.get("role") in ("presentation", "none") or not rows:
        return True
    if any(row.is_header for row in rows) or next(table.iterchildren("caption", "thead"), None) is not None:
        return False
    if max(sum(map(bool, row.cells)) for row in rows) <= 1:
        return True
    return next((inner for inner in table.iter("table", *_HEADINGS) if inner is not table), None) is not None


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.iterchildren("tr")


def _texts(cells: list[Any], running: dict[int, _Running], is_header: bool) -> list[str]:
    texts: list[str] = []

    def take_running() -> None:
        while len(texts) in running:
            held = running[len(texts)]
            held.rows -= 1
            if held.rows <= 0:
                del running[len(texts)]
            texts.append(held.text)

    for cell in cells:
        take_running()
        text = cell_text(cell)
        across, down = _span(cell, "colspan"), _span(cell, "rowspan")
        for column in range(across):
            shown = text if column == 0 or is_header else ""
            if down > 1:
                running[len(texts)] = _Running(shown, down - 1)
            texts.append(shown)
    take_running()
    return texts


def cell_text(cell: Any) -> str:
    """Return the text of a cell; the lines and paragraphs in it are parted by spaces."""
    pieces: list[str] = []
    for event in cell.iter():
        if isinstance(event.tag, str):
            apart = event.tag in ("p", "div", "li", "br", "tr", "td", "th", "ul", "ol", "table")
            pieces.append((" " if apart and event is not cell else "") + (event.text or ""))
        if event is not cell:
            pieces.append((" " if event.tag in ("p", "div", "li", "td", "th") else "") + (event.tail or ""))
    return " ".join("".join(pieces).replace("\u00a0", " ").split())


def _span(cell: Any, name: str) -> int:
    text = (cell.get(name) or "").strip()
    return min(int(text), _MOST_COLUMNS) if text.isdecimal() and 0 < len(text) < 6 and int(text) > 0 else 1
