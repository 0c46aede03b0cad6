"""Writes small PDFs with reportlab, each in the look that a test is about."""

import io
from collections.abc import Callable, Sequence

from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
    Table,
    TableStyle,
)

from extractor.parsers.pdf import read
from extractor.parsers.raw import RawBlock, RawDocument
from extractor.settings import Settings

WIDTH, HEIGHT = A4
OnPage = Callable[[Canvas, BaseDocTemplate], None]

BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=13.5, spaceAfter=6)
TIGHT = ParagraphStyle("tight", BODY, spaceAfter=0, firstLineIndent=18, alignment=TA_JUSTIFY)
HEAD = ParagraphStyle("head", BODY, fontName="Times-Bold", fontSize=11, spaceBefore=8)
BIG = ParagraphStyle("big", BODY, fontName="Helvetica-Bold", fontSize=18, leading=22, spaceAfter=12)
NOTE = ParagraphStyle("note", BODY, fontSize=8, leading=10, spaceAfter=0)
GRID = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")])


TOP = ("VALIGN", (0, 0), (-1, -1), "TOP")


def item(text: str, *, bullet: str = "•", indent: float = 18, style: ParagraphStyle = BODY) -> Paragraph:
    """Return a list item with a hanging indent; `indent` in points to where its text starts."""
    hanging = ParagraphStyle("item", style, leftIndent=indent, bulletIndent=indent - 14)
    return Paragraph(text, hanging, bulletText=bullet)


def flow(
    story: Sequence[Flowable],
    *,
    columns: int = 1,
    head: float = 0.0,
    on_page: OnPage | None = None,
    page_size: tuple[float, float] = A4,
) -> bytes:
    """Return a PDF of flowables.

    Args:
        story: The flowables; `FrameBreak()` leaves the full-width head for the columns.
        columns: Columns beside one another.
        head: Height in points of a full-width frame above the columns of the first page.
        on_page: Draws running lines.
        page_size: Width and height in points.
    """
    width, height = page_size
    margin, gap = 2.2 * cm, 20.0
    inner = width - 2 * margin
    each = (inner - gap * (columns - 1)) / columns
    out = io.BytesIO()

    def frames(top: float) -> list[Frame]:
        room = height - 2 * margin - top
        return [
            Frame(margin + at * (each + gap), margin, each, room, 0, 0, 0, 0, id=f"c{at}")
            for at in range(columns)
        ]

    title = [Frame(margin, height - margin - head, inner, head, 0, 0, 0, 0, id="head")] if head else []
    draw = on_page or (lambda canvas, document: None)
    document = BaseDocTemplate(out, pagesize=page_size, invariant=1)
    document.addPageTemplates(
        [
            PageTemplate("first", [*title, *frames(head)], onPage=draw),
            PageTemplate("later", frames(0), onPage=draw),
        ]
    )
    document.build([NextPageTemplate("later"), *story])
    return out.getvalue()


def drawn(*pages: Callable[[Canvas], None], page_size: tuple[float, float] = A4, **options: object) -> bytes:
    """Return a PDF whose pages are drawn by hand."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=page_size, invariant=1, **options)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def lines(
    *texts: tuple[float, float, str], font: str = "Times-Roman", size: float = 11
) -> Callable[[Canvas], None]:
    """Return a drawer of texts at places: left, distance from the top, text."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        for x, top, text in texts:
            canvas.drawString(x, HEIGHT - top, text)

    return draw


COLUMN = 11


def wrapped(text: str, x: float, top: float, width: float, font: str = "Times-Roman", size: float = COLUMN) -> list[tuple[float, float, str]]:
    """Return lines of text set in a column: left, distance from the top, text."""
    return [(x, top + 13.0 * at, line) for at, line in enumerate(simpleSplit(text, font, size, width))]


def table(
    rows: Sequence[Sequence[str]], widths: Sequence[float], style: TableStyle = GRID, **options: object
) -> Table:
    """Return a table of wrapped cells; the first row is bold."""
    small = ParagraphStyle("cell", BODY, fontSize=9, leading=11, spaceAfter=0)
    bold = ParagraphStyle("bold", small, fontName="Times-Bold")
    cells = [[Paragraph(text, bold if at == 0 else small) for text in row] for at, row in enumerate(rows)]
    return Table(cells, colWidths=list(widths), style=style, **options)


FILLER = (
    "Teachers in the mountain districts met every month to compare what their pupils had learned, and the "
    "secretariat wrote down what they said so that the next course could be better than the last one. "
)


HARBOUR = (
    "The harbour town of the north lent its hall to the second course, in which officers of the coast guard "
    "and their families learned how to keep their telephones and accounts free from strangers. "
)


def shown(block: RawBlock) -> str:
    """Return a block in short: kind with level or depth, then its text."""
    text = " | ".join(block.cells) if block.cells else block.text
    label = f"{block.label} " if block.label else ""
    mark = {"heading": f"h{block.level}", "list_item": f"l{block.depth}", "paragraph": "p", "footnote": "f"}
    kind = mark.get(block.kind, "th" if block.is_header else "tr")
    return f"{kind} {label}{' '.join(text.split())}"


def seen(data: bytes) -> list[str]:
    return [shown(block) for block in reading(data).blocks]


def reading(data: bytes) -> RawDocument:
    return read(data, Settings(isolated=False), "made.pdf")


def body(*texts: str) -> list[Paragraph]:
    return [Paragraph(text, BODY) for text in texts]


P1, P2 = FILLER.strip(), HARBOUR.strip()


__all__ = [
    "BIG",
    "BODY",
    "FILLER",
    "GRID",
    "HARBOUR",
    "HEAD",
    "HEIGHT",
    "NOTE",
    "P1",
    "P2",
    "TIGHT",
    "TOP",
    "FrameBreak",
    "Paragraph",
    "TableStyle",
    "body",
    "drawn",
    "flow",
    "item",
    "lines",
    "reading",
    "seen",
    "table",
]
