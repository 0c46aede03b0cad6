"""Looks of PDFs, each with the blocks that a reader of the page would see."""

from collections.abc import Callable

import pytest

pytest.importorskip("reportlab")

from pdf_builder import (
    BIG,
    FILLER,
    HARBOUR,
    HEAD,
    HEIGHT,
    P1,
    P2,
    TIGHT,
    FrameBreak,
    Paragraph,
    body,
    drawn,
    flow,
    item,
    lines,
    seen,
)

from extractor.parsers.pdf.pages import PdfPages


def wrapped_paragraphs() -> bytes:
    return flow(body(FILLER * 2, HARBOUR * 2))


def indented_paragraphs_without_space() -> bytes:
    return flow([Paragraph(text, TIGHT) for text in (FILLER, HARBOUR, FILLER)])


def bold_headings() -> bytes:
    return flow([Paragraph("Opening", HEAD), *body(FILLER), Paragraph("Closing", HEAD), *body(HARBOUR)])


def numbered_headings() -> bytes:
    two = Paragraph("1.1 Coast", HEAD)
    return flow(
        [Paragraph("1 Courses", HEAD), two, *body(FILLER), Paragraph("2 Outlook", HEAD), *body(HARBOUR)]
    )


def title_above_headings() -> bytes:
    return flow([Paragraph("A year on the coast", BIG), Paragraph("Spring", HEAD), *body(FILLER, HARBOUR)])


def long_title() -> bytes:
    title = "A year of courses for the harbour towns of the northern coast and their many small schools"
    return flow([Paragraph(title, BIG), *body(FILLER)])


def bold_sentence_is_text() -> bytes:
    return flow([*body(FILLER), Paragraph("Nobody was turned away.", HEAD), *body(HARBOUR)])


def bullets() -> bytes:
    return flow([*body("We held:"), item(FILLER), item(HARBOUR), *body(HARBOUR)])


def nested_bullets() -> bytes:
    return flow([item("Coast"), item(HARBOUR, bullet="–", indent=36), item("Hills"), *body(P1)])


def lettered_items() -> bytes:
    return flow(
        [*body("The group agreed:"), item("to meet again;", bullet="(a)"), item(HARBOUR, bullet="(b)")]
    )


def two_columns() -> bytes:
    left = [Paragraph("Coast", HEAD), *body(FILLER * 2), FrameBreak()]
    return flow([*left, Paragraph("Hills", HEAD), *body(HARBOUR * 2)], columns=2)


def two_columns_under_a_head() -> bytes:
    head = [Paragraph("The coast and the hills", BIG), *body(FILLER), FrameBreak()]
    left = [Paragraph("Coast", HEAD), *body(FILLER * 2), FrameBreak()]
    return flow([*head, *left, Paragraph("Hills", HEAD), *body(HARBOUR * 2)], columns=2, head=90)


def three_columns() -> bytes:
    parts = [(name, text * 2) for name, text in (("Coast", FILLER), ("Hills", HARBOUR), ("Plains", FILLER))]
    story = [part for name, text in parts for part in (Paragraph(name, HEAD), *body(text), FrameBreak())]
    return flow(story[:-1], columns=3)


def paragraph_over_columns() -> bytes:
    return flow(body((FILLER + HARBOUR) * 14), columns=2)


def paragraph_over_pages() -> bytes:
    return flow(body((FILLER + HARBOUR) * 16))


def footnotes() -> bytes:
    def note(canvas, document) -> None:
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(62, 80, "1  The figures come from the hosts of the courses and")
        canvas.drawString(62, 70, "were not checked.")

    text = "The course was full<super size='7'>1</super> and the second one was not."
    return flow(body(text, *[FILLER] * 3), on_page=note)


def centred_title_in_two_lines() -> bytes:
    def draw(canvas) -> None:
        canvas.setFont("Times-Bold", 14)
        canvas.drawCentredString(297, HEIGHT - 90, "REPORT ON THE COURSES FOR THE")
        canvas.drawCentredString(297, HEIGHT - 107, "COAST GUARD")
        lines(
            (
                60,
                140,
                "The courses were held in the spring and were open to all officers of the northern coast,",
            )
        )(canvas)
        lines((60, 154, "whose families came along. The hall was full."))(canvas)

    return drawn(draw)


def doubled_print() -> bytes:
    def draw(canvas) -> None:
        lines((60, 90, "Printed twice for bold"), (60.3, 90, "Printed twice for bold"))(canvas)

    return drawn(draw)


def hyphens() -> bytes:
    texts = (
        "The secretariat and its many part-",
        "ners opened a train-the-",
        "trainer course for the long-",
        "standing members of the",
        "long-standing council.",
    )
    return drawn(lines(*((60.0, 90 + 14.0 * at, text) for at, text in enumerate(texts))))


def rotated_page() -> bytes:
    def draw(canvas) -> None:
        canvas.translate(0, HEIGHT)
        canvas.rotate(-90)
        canvas.setFont("Times-Roman", 11)
        canvas.drawString(80, 140, "The course was held on the coast.")
        canvas.drawString(80, 100, "The second was held in the hills.")

    return drawn(draw)


def turned_margin_note() -> bytes:
    def draw(canvas) -> None:
        lines((80, 90, "The course was held on the coast."))(canvas)
        canvas.rotate(90)
        canvas.drawString(200, -30, "Draft copy")

    return drawn(draw)


def starts_with_a_figure() -> bytes:
    return flow(body(FILLER, "19 towns sent officers to the course. " + HARBOUR))


def year_headings() -> bytes:
    return flow([Paragraph("2031", HEAD), *body(FILLER), Paragraph("2032", HEAD), *body(HARBOUR)])


def capitals_between_text() -> bytes:
    heads = [Paragraph("News of the coast", BIG), *body(FILLER), *body("NORTHERN COAST"), *body(HARBOUR)]
    return flow(heads)


def bullets_under_numbered_paragraphs() -> bytes:
    items = [item(name, bullet="–", indent=48) for name in ("Coast", "Hills")]
    return flow([item(FILLER, bullet="1.1", indent=30), *items, item(HARBOUR, bullet="1.2", indent=30)])


CASES: list[tuple[Callable[[], bytes], list[str]]] = [
    (wrapped_paragraphs, [f"p {P1} {P1}", f"p {P2} {P2}"]),
    (indented_paragraphs_without_space, [f"p {P1}", f"p {P2}", f"p {P1}"]),
    (bold_headings, ["h1 Opening", f"p {P1}", "h1 Closing", f"p {P2}"]),
    (numbered_headings, ["h1 1 Courses", "h2 1.1 Coast", f"p {P1}", "h1 2 Outlook", f"p {P2}"]),
    (title_above_headings, ["h1 A year on the coast", "h2 Spring", f"p {P1}", f"p {P2}"]),
    (
        long_title,
        [
            "h1 A year of courses for the harbour towns of the northern coast and their many small schools",
            f"p {P1}",
        ],
    ),
    (bold_sentence_is_text, [f"p {P1}", "p Nobody was turned away.", f"p {P2}"]),
    (bullets, ["p We held:", f"l1 • {P1}", f"l1 • {P2}", f"p {P2}"]),
    (nested_bullets, ["l1 • Coast", f"l2 – {P2}", "l1 • Hills", f"p {P1}"]),
    (lettered_items, ["p The group agreed:", "l1 (a) to meet again;", f"l1 (b) {P2}"]),
    (two_columns, ["h1 Coast", f"p {P1} {P1}", "h1 Hills", f"p {P2} {P2}"]),
    (
        two_columns_under_a_head,
        ["h1 The coast and the hills", f"p {P1}", "h2 Coast", f"p {P1} {P1}", "h2 Hills", f"p {P2} {P2}"],
    ),
    (three_columns, ["h1 Coast", f"p {P1} {P1}", "h1 Hills", f"p {P2} {P2}", "h1 Plains", f"p {P1} {P1}"]),
    (paragraph_over_columns, ["p " + " ".join([P1, P2] * 14)]),
    (paragraph_over_pages, ["p " + " ".join([P1, P2] * 16)]),
    (
        footnotes,
        [
            "p The course was full and the second one was not.",
            *[f"p {P1}"] * 3,
            "f 1 The figures come from the hosts of the courses and were not checked.",
        ],
    ),
    (
        centred_title_in_two_lines,
        [
            "h1 REPORT ON THE COURSES FOR THE COAST GUARD",
            "p The courses were held in the spring and were open to all officers of the northern coast, "
            "whose families came along. The hall was full.",
        ],
    ),
    (doubled_print, ["p Printed twice for bold"]),
    (
        hyphens,
        [
            "p The secretariat and its many partners opened a train-the-trainer course for the long-standing "
            "members of the long-standing council."
        ],
    ),
    (rotated_page, ["p The course was held on the coast.", "p The second was held in the hills."]),
    (turned_margin_note, ["p The course was held on the coast."]),
    (starts_with_a_figure, [f"p {P1}", f"p 19 towns sent officers to the course. {P2}"]),
    (year_headings, ["h1 2031", f"p {P1}", "h1 2032", f"p {P2}"]),
    (capitals_between_text, ["h1 News of the coast", f"p {P1}", "h2 NORTHERN COAST", f"p {P2}"]),
    (bullets_under_numbered_paragraphs, [f"p 1.1 {P1}", "l1 – Coast", "l1 – Hills", f"p 1.2 {P2}"]),
]


@pytest.mark.parametrize(("made", "expected"), CASES, ids=[made.__name__ for made, _ in CASES])
def test_look(made: Callable[[], bytes], expected: list[str]) -> None:
    assert seen(made()) == expected


@pytest.mark.parametrize("made", [bold_headings, two_columns, bullets], ids=lambda made: made.__name__)
def test_pdfplumber_reads_what_pdfium_does_not(
    made: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = made()
    expected = seen(data)
    monkeypatch.setattr(PdfPages, "_pdfium_words", lambda self, number: None)
    assert seen(data) == expected
