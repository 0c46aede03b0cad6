"""Makes reports as Word saves them: runs cut by edits, revision ids, fonts and languages on each run, full styles."""

import io
import random
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

import docx

from benchmarks.documents import WORD, lines

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINES_A_PAGE = 8
_FONT = (
    '<w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:cstheme="minorHAnsi"/>'
    '<w:szCs w:val="24"/><w:lang w:val="en-GB"/></w:rPr>'
)
_LIST = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>'


def report(pages: int, number: int = 1) -> bytes:
    """Return one report: headings, numbered paragraphs, bullets, and a table on every third page.

    Args:
        pages: How long it is, at 400 to 450 words a page.
        number: Which report; the same number gives the same text.
    """
    chance = random.Random(number)
    parts = [_paragraph(line, chance) for line in lines(number, 0)]
    for page, texts in enumerate(_pages(number, pages)):
        parts.append(_paragraph(f"Work of part {page + 1}", chance, '<w:pStyle w:val="Heading1"/>'))
        parts += [_paragraph(text, chance, _LIST.format(1) if at % 4 == 3 else "") for at, text in enumerate(texts)]
        if page % 3 == 2:
            parts.append(_table(texts, chance))
    names = f'xmlns:w="{WORD}" xmlns:r="{_RELATIONS}"'
    return _package(f"<w:document {names}><w:body>{''.join(parts)}</w:body></w:document>")


def _pages(number: int, pages: int) -> Iterator[list[str]]:
    every = list(lines(number, pages * _LINES_A_PAGE))[3:]
    for page in range(pages):
        yield every[page * _LINES_A_PAGE : (page + 1) * _LINES_A_PAGE]


def _paragraph(text: str, chance: random.Random, properties: str = "") -> str:
    revision = f"{chance.getrandbits(32):08X}"
    runs = "".join(
        f'<w:r w:rsidRPr="{revision}">{_FONT}<w:t xml:space="preserve">{escape(piece)}</w:t></w:r>'
        for piece in _runs(text, chance)
    )
    return (
        f'<w:p w:rsidR="{revision}" w:rsidRDefault="{revision}" w:rsidP="00A41C2E"><w:pPr>{properties}'
        f'<w:jc w:val="both"/>{_FONT}</w:pPr>{runs}</w:p>'
    )


def _runs(text: str, chance: random.Random) -> Iterator[str]:
    at = 0
    while at < len(text):
        size = chance.randint(30, 160)
        yield text[at : at + size]
        at += size


def _table(texts: list[str], chance: random.Random) -> str:
    rows = [["Country", "Activity", "Participants"]]
    rows += [[f"Country {at}", text[:60], str(at)] for at, text in enumerate(texts)]
    cell = '<w:tc><w:tcPr><w:tcW w:w="3005" w:type="dxa"/></w:tcPr>{}</w:tc>'
    xml = "".join(
        f'<w:tr w:rsidR="00A41C2E">{"".join(cell.format(_paragraph(text, chance)) for text in row)}</w:tr>'
        for row in rows
    )
    return f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/></w:tblPr><w:tblGrid/>{xml}</w:tbl>'


def _package(document: str) -> bytes:
    """Return python-docx's own template, which Word made, with another document part in it."""
    template, saved = io.BytesIO(), io.BytesIO()
    docx.Document().save(template)
    with zipfile.ZipFile(template) as source, zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = document.encode() if name == "word/document.xml" else source.read(name)
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return saved.getvalue()
