r"""Makes the documents in samples/ from the texts in samples/source/; the same texts give the same bytes.

A line of a source starts with its kind:

    ! left | right   row of the title block        = text    numbered heading
    > text           line of the title block       + text    numbered paragraph
    >> text          title                         - text    bullet; "--" for a sub-bullet
    * text           box word such as Summary      | a | b   table row; the first row is the header

Anything else is a paragraph, "[^…]" a footnote, and "\n" in a cell a new line.
"""

import argparse
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

SAMPLES = Path(__file__).parents[1] / "samples"
KINDS = {
    "!": "facts",
    ">>": "title",
    ">": "line",
    "*": "box",
    "=": "heading",
    "+": "numbered",
    "--": "sub_bullet",
    "-": "bullet",
    "|": "row",
}
FOOTNOTE = re.compile(r"\[\^(.+?)\]")
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
FOOTNOTES_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
LEVELS = {
    "outline": (("decimal", "%1"), ("decimal", "%1.%2")),
    "bullets": (("bullet", "–"), ("bullet", "•")),
}


@dataclass(frozen=True)
class Line:
    """One line of a source: its kind and its text."""

    kind: str
    text: str

    @property
    def cells(self) -> list[str]:
        """The cells of a row."""
        return [cell.strip().replace("\\n", "\n") for cell in self.text.split("|")]


@dataclass(frozen=True)
class Sample:
    """One document to make: its file name, the day it is dated, and its running header."""

    filename: str
    dated: datetime
    symbol: str | None = None

    @property
    def lines(self) -> list[Line]:
        """The lines of its source."""
        source = SAMPLES / "source" / Path(self.filename).with_suffix(".txt")
        return [parse_line(line) for line in source.read_text(encoding="utf-8").splitlines()]


WORD_STYLES = {"heading": "Heading 1", "bullet": "List Bullet", "sub_bullet": "List Bullet 2"}
WORD_NUMBERING = {
    "heading": ("outline", 0),
    "numbered": ("outline", 1),
    "bullet": ("bullets", 0),
    "sub_bullet": ("bullets", 1),
}
ALL = (
    Sample("council-2024-report.docx", datetime(2024, 4, 12), "C24/41-E"),
    Sample("council-2025-report.pdf", datetime(2025, 3, 28), "C25/38-E"),
    Sample("news-2024.docx", datetime(2024, 4, 22)),
)


def parse_line(line: str) -> Line:
    """Return the kind and the text of one source line."""
    mark, _, rest = line.partition(" ")
    return Line(KINDS[mark], rest) if mark in KINDS else Line("paragraph", line)


def groups(lines: list[Line]) -> Iterator[tuple[str, list[Line]]]:
    """Yield runs of lines of one kind: rows that follow one another are one table."""
    for kind, run in groupby(lines, key=lambda line: line.kind):
        yield kind, list(run)


class WordSample:
    """Builds a Word file with real heading styles, automatic numbering and footnotes."""

    def __init__(self, sample: Sample) -> None:
        import docx

        self.sample = sample
        self.document: Any = docx.Document()
        self.footnotes: list[str] = []
        self.num_ids = {name: self._add_numbering(levels) for name, levels in LEVELS.items()}

    def build(self) -> bytes:
        """Return the bytes of the file."""
        self._describe()
        for kind, lines in groups(self.sample.lines):
            if kind in ("row", "facts"):
                self._add_table(lines, grid=kind == "row")
            else:
                for line in lines:
                    self._add_paragraph(line)
        if self.footnotes:
            self._add_footnotes_part()
        saved = io.BytesIO()
        self.document.save(saved)
        return repack(saved.getvalue())

    def _describe(self) -> None:
        properties = self.document.core_properties
        properties.author = properties.last_modified_by = "council-extract"
        properties.title = properties.comments = ""
        properties.created = properties.modified = self.sample.dated
        if self.sample.symbol:
            self.document.sections[0].header.paragraphs[0].text = self.sample.symbol

    def _add_paragraph(self, line: Line) -> None:
        style = WORD_STYLES.get(line.kind)
        if line.kind == "title":
            style = None if self.sample.symbol else "Title"
        paragraph = self.document.add_paragraph(style=style)
        for position, piece in enumerate(FOOTNOTE.split(line.text)):
            if position % 2:
                self._refer_to_footnote(paragraph, piece)
            else:
                paragraph.add_run(piece).bold = line.kind in ("box", "title") or None
        if self.sample.symbol and line.kind in WORD_NUMBERING:
            name, level = WORD_NUMBERING[line.kind]
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = level
            properties.get_or_add_numId().val = self.num_ids[name]

    def _add_table(self, lines: list[Line], *, grid: bool) -> None:
        rows = [line.cells for line in lines]
        table = self.document.add_table(len(rows), len(rows[0]), style="Table Grid" if grid else None)
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text

    def _add_numbering(self, levels: tuple[tuple[str, str], ...]) -> int:
        from docx.oxml import parse_xml

        root = self.document.part.numbering_part.element
        number = 100 + len(root.num_lst)
        inner = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{567 * (level + 1)}" w:hanging="567"/></w:pPr></w:lvl>'
            for level, (form, text) in enumerate(levels)
        )
        abstract = parse_xml(
            f'<w:abstractNum xmlns:w="{WORD}" w:abstractNumId="{number}">'
            f'<w:multiLevelType w:val="multilevel"/>{inner}</w:abstractNum>'
        )
        # The schema wants every abstractNum before the first num.
        root.insert(root.index(root.num_lst[0]), abstract)
        return int(root.add_num(number).numId)

    def _refer_to_footnote(self, paragraph: Any, text: str) -> None:
        from docx.oxml import parse_xml

        self.footnotes.append(text)
        run = paragraph.add_run()
        run.font.superscript = True
        run._r.append(parse_xml(f'<w:footnoteReference xmlns:w="{WORD}" w:id="{len(self.footnotes)}"/>'))

    def _add_footnotes_part(self) -> None:
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        notes = "".join(
            f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
            for number, text in enumerate(self.footnotes, start=1)
        )
        separators = "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for kind, number in (("separator", -1), ("continuationSeparator", 0))
        )
        xml = f'<w:footnotes xmlns:w="{WORD}">{separators}{notes}</w:footnotes>'
        package = self.document.part.package
        part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES_TYPE, xml.encode(), package)
        self.document.part.relate_to(part, FOOTNOTES_RELATION)


def repack(data: bytes) -> bytes:
    """Return the same archive with every member dated 1980, the first date that ZIP knows."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return packed.getvalue()


class PdfSample:
    """Builds a PDF with a running header and page numbers; labels are printed, as PDF knows no lists."""

    def __init__(self, sample: Sample) -> None:
        from reportlab.lib.styles import ParagraphStyle

        self.sample = sample
        body = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=14, spaceAfter=6)
        bold = {"parent": body, "fontName": "Times-Bold"}
        self.styles = {
            "body": body,
            "cell": ParagraphStyle("cell", parent=body, fontSize=9, leading=11, spaceAfter=0),
            "box": ParagraphStyle("box", **bold),
            "heading": ParagraphStyle("heading", spaceBefore=8, keepWithNext=1, **bold),
            "line": ParagraphStyle("line", alignment=1, **bold),
            "title": ParagraphStyle("title", alignment=1, spaceBefore=6, spaceAfter=10, **bold),
            "bullet": ParagraphStyle("bullet", parent=body, leftIndent=20, bulletIndent=4),
            "sub_bullet": ParagraphStyle("sub_bullet", parent=body, leftIndent=40, bulletIndent=24),
        }
        self.heading = self.numbered = 0

    def build(self) -> bytes:
        """Return the bytes of the file."""
        from reportlab.lib.pagesizes import A4
        from reportlab.platypus import SimpleDocTemplate

        saved = io.BytesIO()
        template = SimpleDocTemplate(
            saved, pagesize=A4, invariant=1, pageCompression=0, topMargin=72, bottomMargin=60
        )
        template.build(list(self._flow()), onFirstPage=self._decorate, onLaterPages=self._decorate)
        return saved.getvalue()

    def _flow(self) -> Iterator[Any]:
        for kind, lines in groups(self.sample.lines):
            if kind in ("row", "facts"):
                yield self._table(lines, grid=kind == "row")
            else:
                yield from map(self._paragraph, lines)

    def _paragraph(self, line: Line) -> Any:
        from reportlab.platypus import Paragraph

        text, bullet = escape(line.text), None
        if line.kind == "heading":
            self.heading, self.numbered = self.heading + 1, 0
            text = f"{self.heading}&nbsp;&nbsp;&nbsp;{text}"
        elif line.kind == "numbered":
            self.numbered += 1
            text = f"{self.heading}.{self.numbered}&nbsp;&nbsp;&nbsp;{text}"
        elif line.kind in ("bullet", "sub_bullet"):
            bullet = LEVELS["bullets"][line.kind == "sub_bullet"][1]
        return Paragraph(text, self.styles.get(line.kind, self.styles["body"]), bulletText=bullet)

    def _table(self, lines: list[Line], *, grid: bool) -> Any:
        from reportlab.lib.colors import black
        from reportlab.platypus import Paragraph, Table, TableStyle

        rows = [
            [Paragraph(escape(text).replace("\n", "<br/>"), self.styles["cell"]) for text in line.cells]
            for line in lines
        ]
        ruled = [("GRID", (0, 0), (-1, -1), 0.5, black)] if grid else []
        style = TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *ruled])
        return Table(rows, style=style, repeatRows=int(grid), spaceBefore=4, spaceAfter=8)

    def _decorate(self, canvas: Any, template: Any) -> None:
        canvas.saveState()
        canvas.setFont("Times-Roman", 9)
        middle = template.pagesize[0] / 2
        canvas.drawCentredString(middle, template.pagesize[1] - 40, self.sample.symbol)
        canvas.drawCentredString(middle, 34, f"– {template.page} –")
        canvas.restoreState()


def make(sample: Sample) -> bytes:
    """Return the bytes of one sample."""
    builder = PdfSample if sample.filename.endswith(".pdf") else WordSample
    return builder(sample).build()


def main() -> None:
    """Write every sample, into samples/ unless told otherwise."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=SAMPLES)
    folder = parser.parse_args().folder
    for sample in ALL:
        (folder / sample.filename).write_bytes(make(sample))


if __name__ == "__main__":
    main()
