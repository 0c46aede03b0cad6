"""Running lines, warnings, errors and the development corpus read back."""

import difflib
import re
from pathlib import Path

import pytest

pytest.importorskip("reportlab")

from hypothesis import given
from hypothesis import strategies as st
from pdf_builder import BODY, HEIGHT, Paragraph, drawn, flow, lines
from reportlab.lib.pdfencrypt import StandardEncryption

from extractor.errors import (
    DamagedError,
    NotThisFormatError,
    PasswordNeededError,
    UnreadableError,
)
from extractor.parsers.pdf import read
from extractor.parsers.pdf.hyphens import Vocabulary
from extractor.parsers.pdf.lines import joined
from extractor.parsers.pdf.words import Word
from extractor.parsers.raw import RawDocument
from extractor.settings import Limits, Settings

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold" / "dev"
TEXT = "The officers of the coast guard met in the hall of the harbour town to hear what had been learned. "


def reading(data: bytes, settings: Settings | None = None) -> RawDocument:
    return read(data, settings or Settings(isolated=False), "made.pdf")


def texts(document: RawDocument) -> str:
    return "\n".join(block.text for block in document.blocks)


def long_report(pages: int, on_page) -> RawDocument:
    return reading(flow([Paragraph(TEXT * 4, BODY) for _ in range(9 * pages)], on_page=on_page))


def with_symbol_and_number(canvas, document) -> None:
    canvas.setFont("Times-Roman", 9)
    canvas.drawCentredString(297, HEIGHT - 30, "K31/12-E")
    canvas.drawCentredString(297, 30, f"Page {canvas.getPageNumber()}")


def with_mirrored_heads(canvas, document) -> None:
    canvas.setFont("Times-Roman", 9)
    if canvas.getPageNumber() % 2:
        canvas.drawString(62, HEIGHT - 30, "The coast and its officers")
    else:
        canvas.drawRightString(530, HEIGHT - 30, "A report to the council")
    canvas.drawString(62 if canvas.getPageNumber() % 2 else 520, 30, str(canvas.getPageNumber()))


@pytest.mark.parametrize("pages", [2, 3, 5])
def test_symbol_and_page_number_are_set_aside(pages: int) -> None:
    document = long_report(pages, with_symbol_and_number)
    assert document.set_aside == ["K31/12-E", *(f"Page {at + 1}" for at in range(document.pages or 0))]
    assert "K31/12-E" not in texts(document)
    assert "Page" not in texts(document)


def test_heads_of_left_and_right_pages_are_set_aside() -> None:
    document = long_report(5, with_mirrored_heads)
    assert {"The coast and its officers", "A report to the council", "1", "2"} <= set(document.set_aside)
    assert "A report" not in texts(document)


def test_first_lines_that_differ_stay() -> None:
    pages = [
        lines((60, 60, f"{name} came to the coast."), (60, 90, TEXT)) for name in ("Amina", "Bruno", "Chen")
    ]
    document = reading(drawn(*pages))
    assert [name in texts(document) for name in ("Amina", "Bruno", "Chen")] == [True] * 3
    assert document.set_aside == []


def test_year_at_the_head_of_a_page_stays() -> None:
    document = reading(
        drawn(lines((60, 60, "2030"), (60, 90, TEXT)), lines((60, 60, "2031"), (60, 200, TEXT)))
    )
    assert "2031" in texts(document)


def test_pages_of_blocks() -> None:
    document = reading(drawn(lines((60, 90, "First.")), lines((60, 90, "Second."))))
    assert [(block.text, block.page) for block in document.blocks] == [("First.", 1), ("Second.", 2)]
    assert document.pages == 2


def test_page_without_text_is_told() -> None:
    document = reading(drawn(lines((60, 90, TEXT)), lambda canvas: canvas.rect(100, 100, 200, 200)))
    assert [(warning.code, warning.page) for warning in document.warnings] == [("page_without_text", 2)]


def test_cut_file_that_can_be_read_is_told() -> None:
    cut = GOOD[: GOOD.rindex(b"startxref")]
    document = reading(cut)
    assert texts(document).startswith(TEXT.strip())
    assert "truncated" in [warning.code for warning in document.warnings]
    assert reading(GOOD).warnings == []


def test_ligatures_become_letters() -> None:
    words = [
        Word("the", 60, 74, 90, 11),
        Word("o\ufb03cers’", 77, 120, 90, 11),
        Word("\ufb02eet", 123, 140, 90, 11),
    ]
    assert joined(words) == "the officers’ fleet"


GOOD = drawn(*[lines((60, 90, TEXT))] * 3)


def locked() -> bytes:
    return drawn(lines((60, 90, TEXT)), encrypt=StandardEncryption("secret"))


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"PK\x03\x04 a word file", NotThisFormatError),
        (b"Just text", NotThisFormatError),
        (b"%PDF-1.7\n%%EOF", DamagedError),
        (GOOD[:60], DamagedError),
        (locked(), PasswordNeededError),
    ],
)
def test_errors(data: bytes, error: type[UnreadableError]) -> None:
    with pytest.raises(error) as caught:
        reading(data)
    assert str(caught.value).startswith("made.pdf: ")
    assert "\n" not in str(caught.value)


def test_too_many_pages() -> None:
    document = reading(GOOD, Settings(limits=Limits(pages=2)))
    assert len(document.blocks) == 2
    assert [(warning.code, warning.page) for warning in document.warnings] == [("partial", 3)]
    assert reading(GOOD, Settings(limits=Limits(pages=3))).pages == 3


def test_open_file_with_owner_password_is_read() -> None:
    data = drawn(lines((60, 90, TEXT)), encrypt=StandardEncryption("", ownerPassword="secret", canCopy=0))
    assert texts(reading(data)) == TEXT.strip()


@given(st.integers(min_value=0, max_value=len(GOOD)))
def test_cut_file_is_read_or_refused(length: int) -> None:
    try:
        document = reading(GOOD[:length])
    except UnreadableError:
        return
    assert {block.text for block in document.blocks} <= {TEXT.strip()}


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("the part-", "ners came", "the partners came"),
        ("a train-the-", "trainer course", "a train-the-trainer course"),
        ("the long-", "standing rule", "the long-standing rule"),
        ("a well-", "known face", "a well-known face"),
        ("ITU-", "led work", "ITU-led work"),
        ("from 2017-", "2018 on", "from 2017-2018 on"),
        ("Asia-", "Pacific", "Asia-Pacific"),
        ("e-", "learning", "e-learning"),
        ("in co\u00ad", "operation", "in cooperation"),
        ("from 4–", "8 April", "from 4–8 April"),
        ("the towns –", "and the hills", "the towns – and the hills"),
        ("the towns", "and the hills", "the towns and the hills"),
    ],
)
def test_joined_lines(before: str, after: str, joined: str) -> None:
    vocabulary = Vocabulary(["a long-standing member, well, known to the partners"])
    assert vocabulary.join(before, after) == joined


@given(st.lists(st.sampled_from(TEXT.split()), min_size=30, max_size=200))
def test_no_word_is_lost(words: list[str]) -> None:
    document = reading(flow([Paragraph(" ".join(words), BODY)]))
    read_back = " ".join([block.text for block in document.blocks] + document.set_aside)
    assert sorted(read_back.split()) == sorted(words)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def corpus() -> list[Path]:
    return sorted(GOLD.glob("*.pdf")) if GOLD.is_dir() else []


@pytest.mark.skipif(not corpus(), reason="the development corpus (../shared) is absent")
@pytest.mark.parametrize("path", corpus(), ids=lambda path: path.stem)
def test_corpus_reads_back(path: Path) -> None:
    written = path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    expected = [squeezed(line) for line in written if line.strip()]
    document = read(path.read_bytes(), Settings(), path.name)
    found = [squeezed("".join(block.cells) or (block.label or "") + block.text) for block in document.blocks]
    assert not [line for line in difflib.ndiff(expected, found) if line[0] in "+-"]
