"""Makes cheap, varied reports for measurements: the same number gives the same bytes, no two numbers the same report.

python -m benchmarks.documents FOLDER --number 100000    an archive: DOCX, PDF, HTML and text of one to three pages,
                                                         one in a hundred damaged or of no known format
"""

import argparse
import io
import random
import textwrap
import zipfile
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape

from extractor.lexicon.load import load

SENTENCES = (
    "A {noun} on {topic} was held in {city} from {day} to {end} {month} {year} for {number} {audience}.",
    "{country} and {other} hosted {plural} with {partner} in {month} {year}, which drew over {number} {audience}.",
    "With the support of {partner}, {number} {audience} from {country} were trained in {topic}.",
    "In {country}, a national assessment of {topic} is under way and will be completed by {month} {next}.",
    "The delegations welcomed the progress made and took note of the views expressed on {topic}.",
    "Guidelines on {topic} were translated with {partner} and launched in {city} on {day} {month} {year}.",
    "The secretariat will organise a {noun} in {city}, {country}, in {month} {next}, for {number} {audience}.",
    "Assistance with {topic} was provided to {country}, {other} and {third} in the course of {year}.",
)
TOPICS = "online safety|digital skills|emergency planning|accessible services|school networks|data protection".split(
    "|"
)
PARTS = {
    "[Content_Types].xml": (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    ),
}
# Paragraphs, and rows of a PDF, on a page.
PAGE = 4
ROWS = 55
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@lru_cache(maxsize=1)
def _words() -> dict[str, list[str]]:
    lexicons = load()
    nouns = [row for row in lexicons.activity_nouns if row.weight == "strong"]
    return {
        "country": [row.name for row in lexicons.countries],
        "city": [row.name for row in lexicons.cities],
        "noun": [row.noun for row in nouns],
        "plural": [row.plural for row in nouns if row.plural],
        "partner": [row.name for row in lexicons.organisations],
        "month": [row.forms[0] for row in lexicons.months if len(row.forms[0]) > 3],
        "audience": [row.plural for row in lexicons.audiences if row.plural],
        "topic": TOPICS,
    }


def lines(number: int, paragraphs: int) -> Iterator[str]:
    """Yield the paragraphs of one report.

    Args:
        number: Which report.
        paragraphs: How long it is.
    """
    chance = random.Random(number)
    words = _words()
    year = 2005 + number % 20
    yield f"Document C{year % 100:02}/{number}-E"
    yield f"Report on {chance.choice(TOPICS)}, number {number}"
    yield f"This report covers the period from January {year} to December {year}."
    for _ in range(paragraphs):
        yield " ".join(_sentence(chance, words, year) for _ in range(chance.randint(2, 4)))


def _sentence(chance: random.Random, words: dict[str, list[str]], year: int) -> str:
    chosen = {name: chance.choice(values) for name, values in words.items()}
    chosen |= {"other": chance.choice(words["country"]), "third": chance.choice(words["country"])}
    day = chance.randint(1, 20)
    figures = {"day": day, "end": day + chance.randint(1, 5), "number": chance.randint(5, 900)}
    return chance.choice(SENTENCES).format(**chosen, **figures, year=year, next=year + 1)


def text(number: int, paragraphs: int) -> bytes:
    """Return one report as a text file."""
    return "\n\n".join(lines(number, paragraphs)).encode()


def docx(number: int, paragraphs: int) -> bytes:
    """Return one report as a Word file."""
    body = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines(number, paragraphs))
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    )
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**PARTS, "word/document.xml": document}.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return saved.getvalue()


def pdf(number: int, paragraphs: int) -> bytes:
    """Return one report as a PDF file."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    saved = io.BytesIO()
    style = getSampleStyleSheet()["BodyText"]
    SimpleDocTemplate(saved, invariant=1).build([Paragraph(escape(line), style) for line in lines(number, paragraphs)])
    return saved.getvalue()


def plain_pdf(number: int, paragraphs: int) -> bytes:
    """Return one report as a PDF file, laid out line by line: ten times as fast to make as `pdf`."""
    from reportlab.pdfgen.canvas import Canvas

    saved = io.BytesIO()
    canvas = Canvas(saved, invariant=1)
    rows = [row for line in lines(number, paragraphs) for row in (*textwrap.wrap(line, 90), "")]
    for start in range(0, len(rows), ROWS):
        page = canvas.beginText(60, 780)
        page.setFont("Helvetica", 10, leading=13)
        page.textLines(rows[start : start + ROWS])
        canvas.drawText(page)
        canvas.showPage()
    canvas.save()
    return saved.getvalue()


def html(number: int, paragraphs: int) -> bytes:
    """Return one report as a page of a site."""
    first, title, *others = (escape(line) for line in lines(number, paragraphs))
    body = "".join(f"<p>{line}</p>" for line in (first, *others))
    menu = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in ("Home", "News", "About", "Contact"))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body>'
        f"<nav><ul>{menu}</ul></nav><main><article><h1>{title}</h1>{body}</article></main></body></html>"
    ).encode()


MAKERS = (("docx", docx, 40), ("pdf", plain_pdf, 30), ("html", html, 15), ("txt", text, 15))


def archived(number: int) -> tuple[str, bytes]:
    """Return the name and the bytes of one file of an archive: of any format, of one to three pages, 1 % damaged."""
    chance = random.Random(f"archive {number}")
    ending, make, _ = chance.choices(MAKERS, weights=[share for *_, share in MAKERS])[0]
    pages = chance.choices((1, 2, 3), weights=(75, 17, 8))[0]
    name, data = f"report-{number:07}.{ending}", make(number, pages * PAGE)
    if number % 100 == 57:
        data = chance.choice(DAMAGES)(data, number)
    return name, data


DAMAGES: tuple[Callable[[bytes, int], bytes], ...] = (
    lambda data, number: data[: len(data) // 3],
    lambda data, number: b"\x89PNG\r\n\x1a\n" + number.to_bytes(8, "big") + bytes(600),
    lambda data, number: bytes.fromhex("d0cf11e0a1b11ae1") + number.to_bytes(8, "big") + bytes(600),
    lambda data, number: b"",
)


def write_archive(folder: Path, number: int) -> None:
    """Write files as an archive holds them into a folder, a thousand to a subfolder.

    Args:
        folder: Where to.
        number: How many.
    """
    for one in range(number):
        below = folder / f"{one // 1000:04}"
        below.mkdir(parents=True, exist_ok=True)
        name, data = archived(one)
        (below / name).write_bytes(data)


def write(folder: Path, number: int, *, paragraphs: int = 12, share_docx: float = 0.5) -> None:
    """Write reports into a folder, a thousand to a subfolder.

    Args:
        folder: Where to.
        number: How many.
        paragraphs: How long each is.
        share_docx: Share of Word files among them; the others are text.
    """
    for one in range(number):
        below = folder / f"{one // 1000:04}"
        below.mkdir(parents=True, exist_ok=True)
        word = (one * 7919 % 1000) / 1000 < share_docx
        make, ending = (docx, "docx") if word else (text, "txt")
        (below / f"report-{one:07}.{ending}").write_bytes(make(one, paragraphs))


def main() -> None:
    """Write files as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--number", type=int, default=1000)
    given = parser.parse_args()
    write_archive(given.folder, given.number)


if __name__ == "__main__":
    main()
