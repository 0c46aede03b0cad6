"""Scans: recognised where asked for, with warnings that say so, within limits, upright or not."""

import io
from pathlib import Path

import pypdfium2
import pytest
from office_tools import fake_tool, needs_tesseract
from pdf_builder import BIG, BODY, Paragraph, flow, item

from extractor import service
from extractor.cli.main import run
from extractor.errors import NoTextLayerError, ToolMissingError
from extractor.parsers import parse_bytes
from extractor.settings import Limits, Settings

OCR = Settings(ocr="eng")
STATEMENT = "A workshop on the safety of children was held in Kigali, Rwanda, from 17 to 21 June 2024 for 40 teachers."
STORY = [
    Paragraph("Courses in the region", BIG),
    Paragraph(f"{STATEMENT} The teachers came from twelve schools in the north of the country.", BODY),
    Paragraph("Two further courses were given:", BODY),
    item("one in Lima for parents, who had asked for it;"),
    item("one in Cusco for pupils of the upper schools."),
]


def scan(data: bytes, turn: int = 0, dots: int = 150) -> bytes:
    """Return a PDF whose pages are pictures of another's, turned counter-clockwise."""
    pages = [page.render(scale=dots / 72, grayscale=True).to_pil() for page in pypdfium2.PdfDocument(data)]
    first, *others = [page.rotate(turn, expand=True) for page in pages]
    made = io.BytesIO()
    first.save(made, "PDF", save_all=True, append_images=others, resolution=dots)
    return made.getvalue()


TYPED = flow(STORY)
SCAN = scan(TYPED)


def joined(*parts: bytes) -> bytes:
    whole = pypdfium2.PdfDocument.new()
    for part in parts:
        whole.import_pages(pypdfium2.PdfDocument(part))
    made = io.BytesIO()
    whole.save(made)
    return made.getvalue()


@needs_tesseract
@pytest.mark.parametrize("turn", [0, 90, 180])
def test_a_scan_reads_as_the_page_it_shows(turn: int) -> None:
    document = parse_bytes(scan(TYPED, turn), "x.pdf", OCR)
    typed = parse_bytes(TYPED, "x.pdf", Settings())
    assert document.plain_text == typed.plain_text
    assert [(b.kind, b.label, b.page) for b in document.blocks] == [(b.kind, b.label, b.page) for b in typed.blocks]
    assert [(warning.code, warning.page) for warning in document.warnings] == [("ocr", 1)]
    assert "eng" in document.warnings[0].message


@needs_tesseract
def test_only_pages_without_text_are_recognised(tmp_path: Path) -> None:
    path = tmp_path / "mixed.pdf"
    path.write_bytes(joined(TYPED, SCAN))
    result = service.extract(path, OCR)
    assert [(warning.code, warning.page) for warning in result.warnings if warning.code == "ocr"] == [("ocr", 2)]
    typed, recognised = (next(r for r in result.records if r.evidence.page == page) for page in (1, 2))
    assert recognised.countries[0].alpha_3 == typed.countries[0].alpha_3 == "RWA"
    assert recognised.confidence < typed.confidence


def test_without_ocr_a_scan_is_refused_with_what_to_do() -> None:
    with pytest.raises(NoTextLayerError, match="recognise it with --ocr"):
        parse_bytes(SCAN, "x.pdf", Settings())


def test_without_tesseract_the_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ToolMissingError, match=r"needs Tesseract; install it \(Debian: tesseract-ocr\)"):
        parse_bytes(SCAN, "x.pdf", OCR)


@needs_tesseract
def test_a_language_that_is_not_installed() -> None:
    with pytest.raises(ToolMissingError, match="Tesseract's data of xxx"):
        parse_bytes(SCAN, "x.pdf", Settings(ocr="xxx"))


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("sleep 60", "takes longer than 0.3 s in tesseract; allow more with --limit ocr_seconds=N"),
        ("exit 1", "no text was recognised"),
        ("echo '<html><p' >page.hocr", "no text was recognised"),
        ("echo '<html xmlns=\"x\"/>' >page.hocr", "no text was recognised"),
    ],
)
def test_a_page_that_cannot_be_recognised_costs_that_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, message: str
) -> None:
    fake_tool("tesseract", script, tmp_path, monkeypatch)
    settings = Settings(ocr="eng", limits=Limits(ocr_seconds=0.3))
    document = parse_bytes(joined(TYPED, SCAN), "x.pdf", settings)
    assert document.plain_text == parse_bytes(TYPED, "x.pdf", Settings()).plain_text
    assert [(warning.code, warning.page) for warning in document.warnings] == [("page_without_text", 2)]
    assert message in document.warnings[0].message
    with pytest.raises(NoTextLayerError, match="none was recognised"):
        parse_bytes(SCAN, "x.pdf", settings)


def test_a_page_with_text_needs_no_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert parse_bytes(TYPED, "x.pdf", OCR).plain_text.startswith("Courses in the region")


@needs_tesseract
def test_from_the_command_line(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(SCAN)
    assert run(["text", str(path)]) == 3
    assert "--ocr" in capfd.readouterr().err
    assert run(["text", str(path), "--ocr"]) == 0
    assert STATEMENT in capfd.readouterr().out
