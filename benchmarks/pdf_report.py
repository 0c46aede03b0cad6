"""Makes reports as PDFs: justified text under running heads, bullets, and ruled tables."""

import io
from collections.abc import Iterator
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

from benchmarks.documents import lines

_LINES_A_PAGE = 8
_BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=13.5, spaceAfter=6, alignment=TA_JUSTIFY)
_ITEM = ParagraphStyle("item", _BODY, leftIndent=18, bulletIndent=4)
_HEAD = ParagraphStyle("head", _BODY, fontName="Times-Bold", fontSize=13, leading=16, spaceAfter=8)
_CELL = ParagraphStyle("cell", _BODY, fontSize=8, leading=9, spaceAfter=0, alignment=0)
_GRID = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")])


def report(pages: int, number: int = 1) -> bytes:
    """Return one report: headings, paragraphs, bullets, and a table on every third page.

    Args:
        pages: How long it is, at about 400 words a page.
        number: Which report; the same number gives the same text.
    """
    saved = io.BytesIO()
    document = SimpleDocTemplate(saved, invariant=1, topMargin=60, bottomMargin=60)
    document.build(list(_story(pages, number)), onFirstPage=_edges, onLaterPages=_edges)
    return saved.getvalue()


def _story(pages: int, number: int) -> Iterator[Flowable]:
    every = list(lines(number, pages * _LINES_A_PAGE))[3:]
    for page in range(pages):
        texts = every[page * _LINES_A_PAGE : (page + 1) * _LINES_A_PAGE]
        if page:
            yield PageBreak()
        yield Paragraph(f"Work of part {page + 1}", _HEAD)
        for at, text in enumerate(texts):
            bullet = at % 4 == 3
            yield Paragraph(escape(text), _ITEM if bullet else _BODY, bulletText="•" if bullet else None)
        if page % 3 == 2:
            yield _table(texts)


def _table(texts: list[str]) -> Table:
    rows = [["Country", "Activity", "Participants"]]
    rows += [[f"Country {at}", text[:60], str(at)] for at, text in enumerate(texts)]
    cells = [[Paragraph(escape(text), _CELL) for text in row] for row in rows]
    return Table(cells, colWidths=[100, 240, 80], style=_GRID)


def _edges(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont("Times-Roman", 9)
    canvas.drawString(72, 800, "Report of the secretariat")
    canvas.drawCentredString(297, 30, f"Page {canvas.getPageNumber()}")
