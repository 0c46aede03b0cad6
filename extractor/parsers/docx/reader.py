"""One walk of the body: paragraphs, lists, tables, boxes and notes in the order that a person reads them."""

from collections.abc import Iterator
from typing import Any

from extractor.errors import NotThisFormatError
from extractor.parsers.docx.inline import MC, Inline, InlineReader, chosen
from extractor.parsers.docx.numbering import Label, Numbering
from extractor.parsers.docx.package import W, WordPackage
from extractor.parsers.docx.styles import Style, Styles, integer, value_of
from extractor.parsers.docx.table import Row, read_rows
from extractor.parsers.raw import RawBlock, RawDocument
from extractor.parsers.sniff import DOCX
from extractor.parsers.tables import looks_like_header
from extractor.settings import Settings
from models.source import ReadWarning

_TRANSPARENT = {
    W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "body", "txbxContent")
}
_GONE = {W + "del", W + "moveFrom"}
_HEADING_LENGTH = 120


def read(data: bytes, settings: Settings, name: str) -> RawDocument:
    """Return the blocks of a Word document.

    Args:
        data: The file's bytes.
        settings: For the limits.
        name: For messages.

    Raises:
        UnreadableError: The file is encrypted, damaged, too large inflated, or no Word document.
    """
    package = WordPackage(data, name, settings.limits)
    body = package.body
    if body is None:
        raise NotThisFormatError(name, "has no document body", "save it as DOCX again")
    reader = _Reader(package)
    blocks = list(reader.blocks(body))
    return RawDocument(
        blocks=blocks,
        media_type=DOCX,
        title=reader.title,
        set_aside=reader.set_aside + reader.margins(),
        warnings=reader.warnings,
    )


class _Reader:
    def __init__(self, package: WordPackage) -> None:
        self._package = package
        self.warnings = [ReadWarning(code="part_unreadable", message=cause) for cause in package.unreadable[:1]]
        self.set_aside: list[str] = []
        self.title: str | None = None
        self._styles = Styles(self._root("styles"))
        self._numbering = Numbering(self._root("numbering"))
        self._inline = InlineReader(self._styles, self._tracked)
        self._notes = {kind: _notes(self._root(f"{kind}s"), kind) for kind in ("footnote", "endnote")}
        self._note_count = {"footnote": 0, "endnote": 0}
        self._tables = 0
        self._carried = ""

    def _root(self, kind: str) -> Any | None:
        return next(iter(self._package.roots(kind)), None)

    def _warn(self, code: str, message: str) -> None:
        if all(warning.code != code for warning in self.warnings):
            self.warnings.append(ReadWarning(code=code, message=message))

    def _tracked(self) -> None:
        self._warn("tracked_changes", "tracked changes were read as if accepted")

    def blocks(self, parent: Any) -> Iterator[RawBlock]:
        """Yield the blocks below an element, in reading order."""
        for child in parent:
            if child.tag == W + "p":
                yield from self._paragraph(child)
            elif child.tag == W + "tbl":
                yield from self._table(child)
            elif child.tag in _GONE:
                self._tracked()
            elif child.tag == MC + "AlternateContent":
                branch = chosen(child)
                yield from self.blocks(branch) if branch is not None else ()
            elif child.tag == W + "altChunk":
                self._warn("embedded_document", "a document embedded in this one was not read")
            elif child.tag in _TRANSPARENT:
                yield from self.blocks(child)

    def _paragraph(self, paragraph: Any) -> Iterator[RawBlock]:
        properties = paragraph.find(W + "pPr")
        style_id = value_of(properties, "pStyle")
        style = self._styles.get(style_id)
        found = self._inline.read(paragraph, style.bold)
        marks = properties.find(W + "rPr") if properties is not None else None
        if marks is not None and any(marks.find(tag) is not None for tag in _GONE):
            # The paragraph's end is deleted: its text belongs to the next one.
            self._tracked()
            self._carried += found.text
            found = Inline(notes=found.notes, boxes=found.boxes)
        else:
            found.text, self._carried = self._carried + found.text, ""
        if style.is_contents:
            self.set_aside.append(found.text)
        elif found.text.strip():
            label, depth = self._label(properties, style_id, style)
            yield self._block(found, style, label, (depth, properties))
        for box in found.boxes:
            yield from self.blocks(box)
        yield from self._note_blocks(found)

    def _block(self, found: Inline, style: Style, label: Label | None, place: tuple[int, Any]) -> RawBlock:
        depth, properties = place
        text = label.text if label and label.text else None
        level = self._heading_level(found, style, label, properties)
        if style.is_title and self.title is None:
            self.title = found.text
        if level is not None or style.is_title:
            return RawBlock("heading", found.text, level=level or 0, label=text)
        is_item = label is not None and label.is_bullet
        return RawBlock("list_item" if is_item else "paragraph", found.text, label=text, depth=depth)

    @staticmethod
    def _heading_level(found: Inline, style: Style, label: Label | None, properties: Any) -> int | None:
        outline = integer(value_of(properties, "outlineLvl"))
        if outline is not None and outline < 9:
            return outline + 1
        if style.heading is not None:
            return style.heading
        text = found.text.strip()
        is_short = len(text) <= _HEADING_LENGTH and not text.endswith((".", ";", ":", ","))
        return 0 if found.bold and is_short and not (label and label.is_bullet) else None

    def _label(self, properties: Any, style_id: str | None, style: Style) -> tuple[Label | None, int]:
        number = value_of(properties, "numPr/numId")
        level = value_of(properties, "numPr/ilvl")
        if number is None:
            number = style.number
        if number is None or number == "0":
            return None, 0
        if level is None:
            tied = self._numbering.level_of_style(number, style_id)
            at = style.level if tied is None else tied
        else:
            at = integer(level) or 0
        label = self._numbering.next(number, at)
        return label, at + 1 if label is not None else 0

    def _note_blocks(self, found: Inline) -> Iterator[RawBlock]:
        for kind, note_id in found.notes:
            # Told where it is first marked: a long note marked a thousand times is a bomb.
            note = self._notes[kind].pop(note_id, None)
            if note is None:
                continue
            self._note_count[kind] += 1
            text = " ".join(filter(None, (self._inline.read(p).text.strip() for p in note.iter(W + "p"))))
            if text:
                yield RawBlock("footnote", text, label=str(self._note_count[kind]))

    def _table(self, table: Any) -> Iterator[RawBlock]:
        rows = list(read_rows(table, self._tracked))
        if max((len(row.cells) for row in rows), default=0) <= 1:
            for row in rows:
                for cell in row.cells:
                    yield from self.blocks(cell.element)
            return
        number, self._tables = self._tables, self._tables + 1
        aside: list[RawBlock] = []
        continued: dict[int, str] = {}
        for at, row in enumerate(rows):
            cells = self._cells(row, continued, aside)
            is_header = row.is_header or (at == 0 and len(rows) > 1 and looks_like_header(cells))
            if is_header:
                cells = _spread(row, cells)
            yield RawBlock("table_row", table=number, cells=cells, is_header=is_header)
        yield from aside

    def _cells(self, row: Row, continued: dict[int, str], aside: list[RawBlock]) -> tuple[str, ...]:
        """Return the texts of a row on the table's grid; a cell merged downwards repeats its text."""
        texts: list[str] = [""] * row.before
        for cell in row.cells:
            if cell.continues:
                text = continued.get(len(texts), "")
            else:
                blocks = list(self.blocks(cell.element))
                aside += [block for block in blocks if block.kind == "footnote"]
                text = "\n".join(part for block in blocks for part in _flat(block))
                continued[len(texts)] = text
            texts += [text, *[""] * (cell.span - 1)]
        return tuple(texts)

    def margins(self) -> list[str]:
        """Return the texts of headers and footers, each once."""
        texts: dict[str, None] = {}
        for root in [*self._package.roots("header"), *self._package.roots("footer")]:
            for paragraph in root.iter(W + "p"):
                texts.setdefault(self._inline.read(paragraph).text.strip())
        return [text for text in texts if text]


def _flat(block: RawBlock) -> Iterator[str]:
    """Yield the texts of a block inside a cell: its own, or the cells of a nested table's row."""
    if block.kind == "table_row":
        yield from filter(None, block.cells)
    elif block.kind != "footnote":
        yield block.text


def _spread(row: Row, cells: tuple[str, ...]) -> tuple[str, ...]:
    """Repeat a header over all the columns that it spans."""
    texts = list(cells)
    at = row.before
    for cell in row.cells:
        texts[at : at + cell.span] = [texts[at]] * cell.span
        at += cell.span
    return tuple(texts)


def _notes(root: Any | None, kind: str) -> dict[str, Any]:
    notes = root.iter(W + kind) if root is not None else ()
    return {note.get(W + "id") or "": note for note in notes if note.get(W + "type", "normal") == "normal"}
