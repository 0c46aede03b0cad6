"""Writes the same small report as TXT, HTML, DOCX and PDF, and reads it back."""

import io
from collections.abc import Callable
from html import escape

from extractor.parsers import parse_bytes
from extractor.settings import Settings
from models import SourceDocument

TITLE = "ACTIVITIES OF THE PERIOD"
PURPOSE = "This report describes what was done since the last ordinary session of the Council."
HEADING = "Activities"


def as_text(bullets: list[str]) -> str:
    items = "\n".join(f"– {bullet}" for bullet in bullets)
    return f"{TITLE}\n\nPurpose\n{PURPOSE}\n\n1 {HEADING}\n{items}\n"


def text(bullets: list[str]) -> SourceDocument:
    return parse_bytes(as_text(bullets).encode(), "made.txt", Settings())


def html(bullets: list[str]) -> SourceDocument:
    items = "".join(f"<li>{escape(bullet)}</li>" for bullet in bullets)
    page = (
        f"<!DOCTYPE html><html lang='en'><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>"
        f"<h2>Purpose</h2><p>{PURPOSE}</p><h2>1 {HEADING}</h2><ul>{items}</ul></article></body></html>"
    )
    return parse_bytes(page.encode(), "made.html", Settings())


def docx(bullets: list[str]) -> SourceDocument:
    import docx

    document = docx.Document()
    document.add_paragraph(TITLE, style="Title")
    document.add_heading("Purpose", 1)
    document.add_paragraph(PURPOSE)
    document.add_heading(f"1 {HEADING}", 1)
    for bullet in bullets:
        document.add_paragraph(bullet, style="List Bullet")
    file = io.BytesIO()
    document.save(file)
    return parse_bytes(file.getvalue(), "made.docx", Settings())


def pdf(bullets: list[str]) -> SourceDocument:
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import ListFlowable, Paragraph, SimpleDocTemplate

    looks = getSampleStyleSheet()
    items = ListFlowable([Paragraph(escape(b), looks["BodyText"]) for b in bullets], bulletType="bullet", start="•")
    story = [
        Paragraph(TITLE, looks["Title"]),
        Paragraph("Purpose", looks["Heading2"]),
        Paragraph(PURPOSE, looks["BodyText"]),
        Paragraph(f"1 {HEADING}", looks["Heading2"]),
        items,
    ]
    file = io.BytesIO()
    SimpleDocTemplate(file).build(story)
    return parse_bytes(file.getvalue(), "made.pdf", Settings())


FORMATS: dict[str, Callable[[list[str]], SourceDocument]] = {"txt": text, "html": html, "docx": docx, "pdf": pdf}
