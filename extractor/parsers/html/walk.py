"""One walk of an element: headings, paragraphs, lists, tables and footnotes in document order."""

import re
from typing import Any

from extractor.parsers.counting import format_number
from extractor.parsers.html.table import is_layout, read_grid
from extractor.parsers.labels import split_label
from extractor.parsers.raw import RawBlock

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "ul",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    ]
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = ("ul", "ol", "menu")
_BOLD = ("b", "strong")
_SPACE = re.compile(r"[^\S\u00a0\u202f]+")
_FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_NOTE_HOLDER = re.compile(
    r"(?:^|[\s_-])(?:foot|end)notes?(?:-list)?(?=$|[\s_-])|^doc-(?:foot|end)notes?$", re.IGNORECASE
)
_WORD_PART = re.compile(r"mso-element:\s*((?:foot|end)note(?:-list)?)")
_WORD_NOTE = re.compile(r"_?(?:ftn|edn)(\d+)")
_HEADING_LENGTH = 120


def text_of(element: Any) -> str:
    """Return the text of an element and all in it, with single spaces."""
    return " ".join("".join(element.itertext()).split())


class Walk:
    """Collects raw blocks; inline elements never end a block."""

    def __init__(self) -> None:
        self._blocks: list[RawBlock] = []
        self._pieces: list[tuple[str, bool]] = []
        self._next: RawBlock | None = None
        self._tables = 0
        self._in_notes = False

    def read(self, element: Any) -> list[RawBlock]:
        """Return the blocks of an element."""
        self._flow(element, bold=False, depth=0)
        self._flush()
        return self._blocks

    def _flow(self, element: Any, bold: bool, depth: int) -> None:
        self._add(element.text, bold)
        for child in element:
            if isinstance(child.tag, str):
                self._child(child, bold, depth)
            self._add(child.tail, bold)

    def _child(self, child: Any, bold: bool, depth: int) -> None:
        tag = child.tag
        if tag == "br":
            self._line_break()
        elif tag == "table":
            self._table(child, depth)
        elif tag in _LISTS:
            self._list(child, depth + 1)
        elif tag in _HEADINGS:
            self._block(child, RawBlock("heading", level=_HEADINGS[tag]), depth)
        elif tag in _BLOCKS:
            self._flush()
            stated = _stated(child)
            self._next = stated or self._next
            self._holder(child, depth)
            self._flush()
            self._next = None if stated else self._next
        elif "mso-tab-count" in (child.get("style") or ""):
            self._pieces.append(("\t", bold))
        elif not _is_note_mark(child):
            self._inline(child, bold or tag in _BOLD, depth)

    def _inline(self, child: Any, bold: bool, depth: int) -> None:
        quoted = child.tag == "q"
        self._add("“" if quoted else None, bold)
        self._flow(child, bold, depth)
        self._add("”" if quoted else None, bold)

    def _holder(self, child: Any, depth: int) -> None:
        before = self._in_notes
        names = (child.get("class") or "", child.get("id") or "", child.get("role") or "", _word_part(child))
        self._in_notes = before or any(_NOTE_HOLDER.search(name) for name in names)
        self._flow(child, bold=False, depth=depth)
        self._in_notes = before

    def _block(self, child: Any, block: RawBlock, depth: int) -> None:
        self._flush()
        self._next = block
        self._flow(child, bold=False, depth=depth)
        self._flush()
        self._next = None

    def _list(self, element: Any, depth: int) -> None:
        self._flush()
        count = _integer(element.get("start"), 1)
        notes = self._in_notes or any(_NOTE_HOLDER.search(element.get(key) or "") for key in ("class", "id", "role"))
        for child in element:
            if child.tag in _LISTS:
                self._list(child, depth + 1)
            elif child.tag == "li":
                count = _integer(child.get("value"), count)
                label = "•" if element.tag != "ol" else _number(count, element.get("type"))
                count += 1
                item = (
                    RawBlock("footnote", label=label.rstrip("."))
                    if notes
                    else RawBlock("list_item", label=label, depth=depth)
                )
                self._block(child, item, depth)

    def _table(self, element: Any, depth: int) -> None:
        self._flush()
        rows = read_grid(element)
        for caption in element.iterchildren("caption"):
            self._block(caption, RawBlock("paragraph"), depth)
        if is_layout(element, rows):
            for cell in element.iter("td", "th"):
                if next(cell.iterancestors("table"), None) is element:
                    self._flow(cell, bold=False, depth=depth)
                    self._flush()
            return
        number, self._tables = self._tables, self._tables + 1
        for row in rows:
            self._blocks.append(RawBlock("table_row", table=number, cells=row.cells, is_header=row.is_header))

    def _add(self, text: str | None, bold: bool) -> None:
        if text:
            self._pieces.append((_SPACE.sub(" ", text), bold))

    def _line_break(self) -> None:
        if self._pieces and self._pieces[-1][0].endswith("\n"):
            # Two breaks in a row stand for a paragraph.
            self._flush()
        else:
            self._pieces.append(("\n", False))

    def _flush(self) -> None:
        pieces = [(text, bold) for text, bold in self._pieces if text]
        self._pieces = []
        text = "".join(text for text, _ in pieces).strip().rstrip("↩\ufe0e ")
        if not text:
            return
        block, self._next = self._next or RawBlock("footnote" if self._in_notes else "paragraph"), None
        block.text = text
        if block.kind == "list_item" and split_label(text).label is not None:
            block.label = None
        visible = [bold for piece, bold in pieces if piece.strip()]
        if block.kind == "paragraph" and not block.is_prose and all(visible) and _is_heading_like(text):
            block.kind = "heading"
        self._blocks.append(block)


def _stated(element: Any) -> RawBlock | None:
    """Return the block that Word's own markup, or a caption's, says an element is."""
    if "MsoTitle" in (element.get("class") or "").split():
        return RawBlock("heading", level=1)
    note = _WORD_NOTE.fullmatch(element.get("id") or "") if _word_part(element) else None
    if note:
        return RawBlock("footnote", label=note[1])
    return RawBlock("paragraph", is_prose=True) if element.tag == "figcaption" else None


def _word_part(element: Any) -> str:
    """Return what Word says an element is: "footnote-list", "footnote"."""
    found = _WORD_PART.search(element.get("style") or "")
    return found[1] if found else ""


def _is_heading_like(text: str) -> bool:
    return len(text) <= _HEADING_LENGTH and "\n" not in text and not text.endswith((".", ";", ":", ","))


def _is_note_mark(element: Any) -> bool:
    """Tell the mark of a footnote, a raised link to a place in the page, and the link back from the note."""
    if element.get("role") in ("doc-noteref", "doc-backlink") or "mso-footnote-id" in (element.get("style") or ""):
        return True
    if element.tag != "sup" or not text_of(element).strip("[]()*†‡ ").isdecimal():
        return False
    links = [*element.iter("a"), *element.iterancestors("a")]
    return any((link.get("href") or "").startswith("#") for link in links)


def _number(count: int, form: str | None) -> str:
    return format_number(count, _FORMATS.get(form or "", "decimal")) + "."


def _integer(text: str | None, default: int) -> int:
    text = (text or "").strip()
    return int(text) if text.isdecimal() and len(text) < 6 else default
