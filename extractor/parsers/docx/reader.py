"""One walk of the body: paragraphs, lists, tables, boxes and notes in the order that a person reads them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml import etree

from extractor.errors import DamagedError, NotThisFormatError
from extractor.parsers.docx.boxes import DIAGRAM_LINK, DRAWN_TEXT, TEXT_BOX, WORD_ART, drawn_lines
from extractor.parsers.docx.chunks import read_chunk
from extractor.parsers.docx.elements import Elements
from extractor.parsers.docx.flow import Flow
from extractor.parsers.docx.inline import Inline, InlineReader
from extractor.parsers.docx.notes import Notes
from extractor.parsers.docx.numbering import Label, Numbering
from extractor.parsers.docx.package import WordPackage, relation_id
from extractor.parsers.docx.paragraph import Properties, properties_of
from extractor.parsers.docx.rows import flat, table_blocks
from extractor.parsers.docx.second import read_again
from extractor.parsers.docx.styles import Style, Styles
from extractor.parsers.docx.table import read_rows
from extractor.parsers.docx.xml import R, W
from extractor.parsers.raw import RawBlock, RawDocument
from extractor.parsers.sniff import DOCX
from extractor.parsers.tables import with_tabbed_tables
from extractor.settings import Settings
from models.source import ReadWarning

_PARAGRAPH, _TABLE, _CONTROL = W + "p", W + "tbl", W + "sdt"
_HEADING_LENGTH = 120
_CHUNKS_DEEP = 2


def read(data: bytes, settings: Settings, name: str) -> RawDocument:
    """Return the blocks of a Word document.

    Args:
        data: The file's bytes.
        settings: For the limits.
        name: For messages.

    Raises:
        UnreadableError: The file is encrypted, damaged, too large inflated, or no Word document.
    """
    try:
        document = _read(data, settings, name, 0)
    except DamagedError:
        document = RawDocument([], DOCX)
        if not _read_otherwise(document, data, settings):
            raise
        return document
    if not any(block.text or any(block.cells) for block in document.blocks):
        _read_otherwise(document, data, settings)
    return document


def _read_otherwise(document: RawDocument, data: bytes, settings: Settings) -> bool:
    """Let python-docx read what ours can't; True where it found text."""
    found = read_again(data, settings.limits)
    if found:
        document.blocks = found
        message = "read with python-docx: labels of lists, notes and text boxes may be missing"
        document.warnings.append(ReadWarning(code="read_otherwise", message=message))
    return bool(found)


def _read(data: bytes, settings: Settings, name: str, inside: int) -> RawDocument:
    package = WordPackage(data, name, settings.limits)
    if package.body is None:
        raise NotThisFormatError(name, "has no document body", "save it as DOCX again")
    reader = _Reader(package, settings, inside)
    blocks = reader.body()
    set_aside = reader.set_aside + reader.margins()
    return RawDocument(
        blocks=with_tabbed_tables(blocks),
        media_type=DOCX,
        title=reader.title,
        set_aside=set_aside,
        warnings=reader.flow.warnings_with(package),
    )


class _Reader:
    def __init__(self, package: WordPackage, settings: Settings, inside: int) -> None:
        self.flow = Flow(settings.limits)
        self.set_aside: list[str] = []
        self.title: str | None = None
        self._package = package
        self._settings = settings
        self._inside = inside
        self._styles = self._load_styles()
        self._numbering = self._load_numbering()
        self._inline = InlineReader(self._styles, self.flow)
        self._notes = Notes(package)
        self._tables = 0
        self._cells = 0
        self._carried: list[Inline] = []
        self._told: set[str | None] = set()

    def _load_styles(self) -> Styles:
        data = self._package.data("styles")
        try:
            return Styles(Elements(data, "style", "styleId") if data else None)
        except etree.XMLSyntaxError:
            self._package.unreadable.append("has styles that are no XML")
            return Styles(None)

    def _load_numbering(self) -> Numbering:
        # Of the styles alone: a cycle would keep the whole tree in memory until it is collected.
        styles = self._styles

        def number_of_style(style_id: str) -> str | None:
            return styles.get(style_id).number

        try:
            return Numbering(self._package.data("numbering"), number_of_style)
        except etree.XMLSyntaxError:
            self._package.unreadable.append("has lists that are no XML")
            return Numbering(None, number_of_style)

    def body(self) -> list[RawBlock]:
        """Return the blocks of the document's body, or those that the limits leave."""
        body = self._package.body
        blocks: list[RawBlock] = []
        with self.flow.until_enough(), self._inline.story(body):
            self._blocks(body, blocks)
        return blocks

    def margins(self) -> list[str]:
        """Return the texts of headers and footers, each once."""
        texts: dict[str, None] = {}
        for root in [*self._package.roots("header"), *self._package.roots("footer")]:
            with self._inline.story(root):
                for paragraph in root.iter(_PARAGRAPH):
                    texts.setdefault(self._inline.read(paragraph, Style()).text.strip())
        return [text for text in texts if text]

    def _blocks(self, parent: Any, into: list[RawBlock]) -> None:
        """Add the blocks below an element, each as soon as it is read: what was read before a limit stays."""
        for element in self.flow.elements(parent):
            tag = element.tag
            if tag == _PARAGRAPH:
                self._paragraph(element, into)
            elif tag == _TABLE:
                self._flush(into)
                self._table(element, into)
            elif tag == _CONTROL:
                self.set_aside += _lines(element)
            else:
                self._chunk(element, into)
        self._flush(into)

    def _inner(self, parent: Any, into: list[RawBlock]) -> list[RawBlock]:
        """Add the blocks of a cell, box or note; only their lines where it stands too deep."""
        self.flow.depth += 1
        if self.flow.is_too_deep:
            into += _plain(_lines(parent))
        else:
            self._blocks(parent, into)
        self.flow.depth -= 1
        return into

    def _paragraph(self, paragraph: Any, into: list[RawBlock]) -> None:
        self.flow.count()
        properties = properties_of(paragraph, self._inline.is_plain(paragraph))
        style = self._styles.get(properties.style)
        found = self._inline.read(paragraph, style)
        if properties.is_joined or properties.is_inserted:
            self.flow.tracked()
        if properties.is_joined or (properties.is_initial and found.text.strip()):
            self._carried.append(found)
            return
        if self._carried:
            found, self._carried = Inline.joined([*self._carried, found]), []
        is_filled = bool(found.text) and not found.text.isspace()
        if style.is_contents:
            self.set_aside.append(found.text)
        elif is_filled or not properties.is_hidden:
            label, depth = self._label(properties, style)
            if is_filled or (self._cells and label and label.text):
                into.append(self._block(paragraph, found.text, (properties, style), (label, depth)))
        if found.boxes or found.notes:
            self._anchored(found, into)
        if properties.section is not None:
            self._notes.end_section(properties.section)

    def _flush(self, into: list[RawBlock]) -> None:
        """Add what was to be joined with a paragraph that isn't there."""
        if self._carried:
            found, self._carried = Inline.joined(self._carried), []
            into += _plain([found.text])
            self._anchored(found, into)

    def _block(
        self, paragraph: Any, text: str, said: tuple[Properties, Style], numbered: tuple[Label | None, int]
    ) -> RawBlock:
        properties, style = said
        label, depth = numbered
        shown = label.text if label and label.text else None
        is_item = label is not None and label.is_bullet
        level = _stated_level(properties, style)
        if level is None and not is_item and not self._cells and _may_be_heading(text):
            level = 0 if self._inline.is_bold(paragraph, style) else None
        if style.is_title and self.title is None:
            self.title = text
        if level is not None or style.is_title:
            return RawBlock("heading", text, level=level or 0, label=shown)
        return RawBlock("list_item" if is_item else "paragraph", text, label=shown, depth=depth)

    def _label(self, properties: Properties, style: Style) -> tuple[Label | None, int]:
        number = style.number if properties.number is None else properties.number
        if number is None or number == "0":
            return None, 0
        at = properties.level
        if at is None:
            tied = self._numbering.level_of_style(number, properties.style)
            at = style.level if tied is None else tied
        label = self._numbering.next(number, at)
        return label, at + 1 if label is not None else 0

    def _anchored(self, found: Inline, into: list[RawBlock]) -> None:
        """Add the boxes and notes that belong to a paragraph."""
        for box in found.boxes:
            self._box(box, into)
        for mark in found.notes:
            note = self._notes.next(mark)
            if note is None:
                continue
            with self._inline.story(note.element):
                blocks = self._inner(note.element, [])
            for block in blocks[:1]:
                # Some writers number a note as a list of one; its mark has the number.
                block.label = None
            text = " ".join(part for block in blocks for part in flat(block))
            if text.strip():
                into.append(RawBlock("footnote", text, label=note.label))

    def _box(self, box: Any, into: list[RawBlock]) -> None:
        if box.tag == TEXT_BOX:
            self._inner(box, into)
        elif box.tag == DRAWN_TEXT:
            into += _plain(drawn_lines(box))
        elif box.tag == WORD_ART:
            into += _plain([box.get("string") or ""])
        else:
            diagram = self._package.related(self._once(box.get(R + "dm"))) if box.tag == DIAGRAM_LINK else None
            if diagram is None:
                self.flow.warn("embedded_object", "a chart, diagram or object was not read")
            else:
                into += _plain(drawn_lines(diagram))

    def _table(self, table: Any, into: list[RawBlock]) -> None:
        rows = list(read_rows(table, self.flow.tracked))
        if max((len(row.cells) for row in rows), default=0) <= 1:
            for row in rows:
                for cell in row.cells:
                    self._inner(cell.element, into)
            return
        number = None if self._cells else self._tables
        self._tables += number is not None
        for block in table_blocks(rows, number, self._cell):
            into.append(block)  # one by one, as above

    def _cell(self, element: Any) -> list[RawBlock]:
        self._cells += 1
        blocks = self._inner(element, [])
        self._cells -= 1
        return blocks

    def _chunk(self, element: Any, into: list[RawBlock]) -> None:
        """Add the blocks of a document that was put into this one, or warn that there is one."""
        data = self._package.bytes_of(self._once(relation_id(element)))
        chunk = read_chunk(data, self._settings, self._read_inside if self._inside < _CHUNKS_DEEP else None)
        if chunk is None:
            self.flow.warn("embedded_document", "a document embedded in this one was not read")
            return
        self.set_aside += chunk.set_aside
        for warning in chunk.warnings:
            self.flow.warn(warning.code, warning.message)
        first = self._tables
        for block in chunk.blocks:
            if block.table is not None:
                block.table += first
                self._tables = max(self._tables, block.table + 1)
        into += chunk.blocks

    def _once(self, part: str | None) -> str | None:
        """Return the id of a part that wasn't told yet, else None: one put in a thousand times would be a bomb."""
        if part in self._told:
            return None
        self._told.add(part)
        return part

    def _read_inside(self, data: bytes, settings: Settings, name: str) -> RawDocument:
        less = replace(settings.limits, inflated_bytes=settings.limits.inflated_bytes // 16)
        return _read(data, replace(settings, limits=less), name, self._inside + 1)


def _stated_level(properties: Properties, style: Style) -> int | None:
    if properties.outline is not None and properties.outline < 9:
        return properties.outline + 1
    return style.heading


def _may_be_heading(text: str) -> bool:
    text = text.strip()
    return len(text) <= _HEADING_LENGTH and not text.endswith((".", ";", ":", ","))


def _lines(element: Any) -> list[str]:
    """Return the text below an element, a line for each paragraph, however they nest."""
    lines: list[list[str]] = [[]]
    for one in element.iter(_PARAGRAPH, W + "t"):
        if one.tag == _PARAGRAPH:
            lines.append([])
        else:
            lines[-1].append(one.text or "")
    return ["".join(line) for line in lines]


def _plain(lines: list[str]) -> Iterator[RawBlock]:
    for line in lines:
        if line.strip():
            yield RawBlock("paragraph", line)
