"""Constructions that readers of PDFs are known to trip over, each with the blocks that a person sees."""

from collections.abc import Callable

import pytest

pytest.importorskip("reportlab")

from pdf_builder import (
    FILLER,
    GRID,
    HARBOUR,
    HEIGHT,
    P1,
    P2,
    TableStyle,
    body,
    drawn,
    flow,
    item,
    lines,
    reading,
    seen,
    table,
)
from pdf_raw import pages, say, stream
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth

COLUMN = 11


def wrapped(text: str, x: float, top: float, width: float, font: str = "Times-Roman", size: float = COLUMN):
    """Return lines of text set in a column: left, distance from the top, text."""
    return [(x, top + 13.0 * at, line) for at, line in enumerate(simpleSplit(text, font, size, width))]


def full_width_heading_between_columns() -> bytes:
    def draw(canvas) -> None:
        lines(*wrapped(FILLER * 2, 60, 80, 225), *wrapped(HARBOUR * 2, 310, 80, 225))(canvas)
        lines((60, 260, "The second half of the year on the coast and in the hills"), font="Times-Bold", size=15)(
            canvas
        )
        lines(*wrapped(HARBOUR * 2, 60, 290, 225), *wrapped(FILLER * 2, 310, 290, 225))(canvas)

    return drawn(draw)


def sidebar() -> bytes:
    def draw(canvas) -> None:
        lines(*wrapped(FILLER * 4, 60, 80, 320))(canvas)
        lines((410, 80, "In short"), font="Helvetica-Bold", size=9)(canvas)
        lines(*wrapped(HARBOUR, 410, 94, 130, "Helvetica", 9), font="Helvetica", size=9)(canvas)

    return drawn(draw)


def three_columns_under_a_full_width_paragraph() -> bytes:
    def draw(canvas) -> None:
        lines(*wrapped(FILLER * 2, 60, 80, 475))(canvas)
        columns = [(60, FILLER), (225, HARBOUR), (390, FILLER)]
        lines(*(line for x, text in columns for line in wrapped(text * 2, x, 150, 145)))(canvas)

    return drawn(draw)


def columns_drawn_row_by_row() -> bytes:
    left, right = wrapped(FILLER * 2, 60, 80, 225), wrapped(HARBOUR * 2, 310, 80, 225)
    rows = [line for pair in zip(left, right, strict=False) for line in pair]
    rest = left[len(right) :] or right[len(left) :]
    return drawn(lines(*rows, *rest))


def page_drawn_from_the_foot_up() -> bytes:
    return drawn(lines(*reversed([*wrapped(FILLER, 60, 80, 475), *wrapped(HARBOUR, 60, 130, 475)])))


def page_of(texts: list[str]) -> Callable:
    def draw(canvas) -> None:
        number = canvas.getPageNumber()
        lines((60, 40, texts[number % 2]), size=9)(canvas)
        lines((280, 810, f"Page {number} of 12"), size=9)(canvas)
        lines(*wrapped(f"This is what was told as number {number}. {FILLER}", 60, 90, 475))(canvas)

    return draw


def odd_and_even_heads() -> bytes:
    return drawn(*[page_of(["A report to the council", "The coast and its officers"])] * 6)


def roman_page_numbers() -> bytes:
    def draw(canvas) -> None:
        number = canvas.getPageNumber()
        lines((290, 810, ("i", "ii", "iii", "iv", "v", "vi")[number - 1]), size=9)(canvas)
        lines(*wrapped(f"This is what was told as number {number}. {FILLER}", 60, 90, 475))(canvas)

    return drawn(*[draw] * 6)


def letter_spaced_heading() -> bytes:
    def draw(canvas) -> None:
        text = canvas.beginText(60, HEIGHT - 70)
        text.setFont("Helvetica-Bold", 16)
        text.setCharSpace(6)
        text.textLine("SUMMARY")
        text.setCharSpace(0)
        canvas.drawText(text)
        lines(*wrapped(FILLER, 60, 110, 475))(canvas)

    return drawn(draw)


def letter_spaced_by_spaces() -> bytes:
    def draw(canvas) -> None:
        lines((60, 70, "S U M M A R Y"), font="Helvetica-Bold", size=16)(canvas)
        lines(*wrapped(FILLER, 60, 110, 475))(canvas)

    return drawn(draw)


def drop_cap() -> bytes:
    def draw(canvas) -> None:
        lines((60, 104, "T"), font="Times-Bold", size=32)(canvas)
        rest = simpleSplit(FILLER[1:] + HARBOUR, "Times-Roman", 11, 440)
        lines(*((84, 84 + 13 * at, line) for at, line in enumerate(rest[:2])))(canvas)
        lines(*wrapped(" ".join(rest[2:]), 60, 110, 475))(canvas)

    return drawn(draw)


def bold_by_printing_twice() -> bytes:
    def draw(canvas) -> None:
        for shift in (0, 0.3, 0.6):
            lines((60 + shift, 80, "The officers of the coast guard met in the hall of the town."))(canvas)

    return drawn(draw)


def bold_by_printing_each_word_twice() -> bytes:
    words = "The officers of the coast guard met in the hall of the town.".split()
    places = []
    x = 60.0
    for word in words:
        places += [(x, 80, word), (x + 0.25, 80, word)]
        x += stringWidth(word, "Times-Roman", COLUMN) + 3
    return drawn(lines(*places))


def shadow_under_a_heading() -> bytes:
    def draw(canvas) -> None:
        lines((61, 81, "A year on the coast"), font="Helvetica-Bold", size=20)(canvas)
        lines((60, 80, "A year on the coast"), font="Helvetica-Bold", size=20)(canvas)
        lines(*wrapped(FILLER, 60, 120, 475))(canvas)

    return drawn(draw)


def invisible_text_over_a_scan() -> bytes:
    return pages(
        "0.9 g 50 700 500 100 re f BT 3 Tr ET "
        + say("The officers met in the hall of the town.").replace("BT", "BT 3 Tr")
    )


def each_letter_by_itself() -> bytes:
    def draw(canvas) -> None:
        x = 60.0
        canvas.setFont("Times-Roman", 11)
        for char in "The officers met in the hall of the town.":
            canvas.drawString(x, HEIGHT - 80, char)
            x += canvas.stringWidth(char, "Times-Roman", 11)

    return drawn(draw)


def words_without_spaces_between() -> bytes:
    content = "BT /F1 11 Tf 1 0 0 1 60 780 Tm [(The) -300 (officers) -300 (met) -300 (in) -300 (the) -300 (hall)] TJ ET"
    return pages(content)


def kerned_letters() -> bytes:
    return pages(
        "BT /F1 11 Tf 1 0 0 1 60 780 Tm [(T) 70 (he V) 90 (A) 60 (V) 80 (ilions met) 20 ( in Y) 90 (ork)] TJ ET"
    )


def turned_page() -> bytes:
    return pages(
        say("The officers met in the hall.", "The second course was held in the hills."), entries="/Rotate 90|"
    )


def upside_down() -> bytes:
    return pages(
        "q -1 0 0 -1 595 842 cm "
        + say("The officers met in the hall.", "Nobody was turned away, as all who came told us.")
        + "Q"
    )


def small_through_a_matrix() -> bytes:
    return pages(
        "q 0.1 0 0 0.1 0 0 cm BT /F1 110 Tf 600 7800 Td (The officers met) Tj 0 -160 Td (in the hall.) Tj ET Q"
    )


def mirrored_by_a_negative_size() -> bytes:
    return pages("BT /F1 -11 Tf -1 0 0 -1 60 780 Tm (The officers met in the hall.) Tj ET")


def watermark() -> bytes:
    def draw(canvas) -> None:
        lines(*wrapped(FILLER * 3, 60, 80, 475))(canvas)
        canvas.saveState()
        canvas.translate(150, 300)
        canvas.rotate(45)
        canvas.setFont("Helvetica-Bold", 80)
        canvas.drawString(0, 0, "DRAFT")
        canvas.restoreState()

    return drawn(draw)


def text_outside_the_page() -> bytes:
    return drawn(
        lines((60, 80, "The officers met in the hall."), (60, -40, "Slug of the printer"), (900, 80, "Far away"))
    )


def soft_hyphens_inside() -> bytes:
    return flow(body("The co\u00adoperation of the har\u00adbour towns was wel\u00adcomed."))


def hyphen_over_columns() -> bytes:
    left = [*wrapped(FILLER * 2, 60, 80, 225)]
    x, top, _ = left[-1]
    rest = [(310.0, 80.0, "aging to all who had come to the hall."), *wrapped(HARBOUR * 2, 310, 93, 225)]
    return drawn(lines(*left, (x, top + 13, "What the officers learned then was encour-"), *rest))


def typographic_ligatures() -> bytes:
    font = (
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman "
        "/Encoding << /Type /Encoding /Differences [1 /fi 2 /fl 3 /ffi 4 /ff] >> >>"
    )
    return pages(
        "BT /F1 11 Tf 1 0 0 1 60 780 Tm (The o\\003cers \\001nally met the \\002eet, o\\004 the coast.) Tj ET",
        fonts=font,
    )


def nested_lists() -> bytes:
    return flow(
        [
            *body("The group agreed:"),
            item("to meet again:", bullet="(a)", indent=24),
            item(
                "in the spring, in the hall of the harbour town, where the officers of the coast guard have met for many years;",
                bullet="(i)",
                indent=48,
            ),
            item("in the autumn;", bullet="(ii)", indent=48),
            item("to write it down.", bullet="(b)", indent=24),
        ]
    )


def dashes_under_bullets() -> bytes:
    return flow(
        [item(P1), item("the coast;", bullet="–", indent=36), item("the hills;", bullet="–", indent=36), item(P2)]
    )


def item_over_pages() -> bytes:
    return flow([*body(*(f"Session {at} went on. {FILLER}" for at in range(12))), item(HARBOUR * 10), item(FILLER)])


def numbered_paragraphs() -> bytes:
    return flow([item(P1, bullet="1.", indent=30), item(P2, bullet="2.", indent=30), item(P1, bullet="10.", indent=30)])


def table_over_pages_with_its_header_again() -> bytes:
    rows = [["Country", "Course", "People"], *([f"Land {at}", "Officers of the coast", str(at)] for at in range(1, 70))]
    return flow([table(rows, [120, 200, 80], repeatRows=1)], on_page=numbered)


def table_over_pages_without_its_header() -> bytes:
    rows = [["Country", "Course", "People"], *([f"Land {at}", "Officers of the coast", str(at)] for at in range(1, 70))]
    return flow([table(rows, [120, 200, 80])], on_page=numbered)


def numbered(canvas, document) -> None:
    lines((290, 815, f"Page {canvas.getPageNumber()} of 2"), size=9)(canvas)


def table_row_cut_by_the_page() -> bytes:
    rows = [
        ["Country", "Course"],
        *([f"Land {at}", "Officers of the coast"] for at in range(1, 38)),
        ["Malta", FILLER * 4],
    ]
    return flow([table(rows, [120, 260])])


def table_of_filled_boxes() -> bytes:
    """No lines: bands of grey behind every other row, as many programs draw tables."""
    style = TableStyle(
        [
            ("BACKGROUND", (0, 0), (-1, 0), "silver"),
            ("BACKGROUND", (0, 2), (-1, 2), "whitesmoke"),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ]
    )
    rows = [
        ["Country", "Activity", "Date"],
        ["Samoa", "Course for officers", "3 May 2021"],
        ["Malta", "Round table", "June 2021"],
        ["Peru", "Competition", "July 2021"],
    ]
    return flow([*body(FILLER), table(rows, [110, 170, 90], style), *body(HARBOUR)])


def table_ruled_by_thin_boxes() -> bytes:
    """Word draws its lines as filled boxes half a point thick."""
    content = say("")
    xs, ys = (60, 200, 400), (780, 760, 740, 720)
    content += "".join(f"60 {y} 340 0.5 re f " for y in ys) + "".join(f"{x} 720 0.5 60.5 re f " for x in xs)
    cells = [("Country", "Course"), ("Samoa", "Officers of the coast"), ("Malta", "Round table")]
    for at, row in enumerate(cells):
        content += "".join(
            f"BT /F1 10 Tf {x + 5} {766 - 20 * at} Td ({text}) Tj ET " for x, text in zip(xs, row, strict=False)
        )
    return pages(content)


def table_beside_text() -> bytes:
    def draw(canvas) -> None:
        lines(*wrapped(FILLER * 3, 60, 80, 475))(canvas)
        made = table([["Country", "People"], ["Samoa", "12"], ["Malta", "30"]], [90, 60], GRID)
        made.wrapOn(canvas, 200, 200)
        made.drawOn(canvas, 60, HEIGHT - 260)
        lines(*wrapped(HARBOUR * 2, 60, 290, 475))(canvas)

    return drawn(draw)


def empty_cells() -> bytes:
    rows = [["Country", "Course", "People"], ["Samoa", "", "12"], ["", "Round table", ""], ["Peru", "Radio", "9"]]
    return flow([table(rows, [100, 160, 60])])


def cell_over_two_columns() -> bytes:
    rows = [["Country", "People", ""], ["", "Women", "Men"], ["Samoa", "12", "9"], ["Malta", "3", "4"]]
    return flow([table(rows, [100, 80, 80], TableStyle([*GRID.getCommands(), ("SPAN", (1, 0), (2, 0))]))])


def two_footnotes_on_two_pages() -> bytes:
    def page(number: int) -> Callable:
        def draw(canvas) -> None:
            text = f"The course of number {number} was full"
            lines((60, 80, text))(canvas)
            end = 60 + canvas.stringWidth(text, "Times-Roman", 11)
            lines((end, 76, str(number)), size=6)(canvas)
            lines((end + 3, 80, ", and so was the hall of the town, as all who came told us."))(canvas)
            lines((60, 760, str(number)), size=5)(canvas)
            lines((66, 763, f"As told by host number {number}, who was there."), size=8)(canvas)

        return draw

    return drawn(page(1), page(2))


def private_use_characters() -> bytes:
    cmap = "1 beginbfchar <41> <E123> endbfchar 1 beginbfchar <42> <0042> endbfchar"
    head = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 1000 0 R >>"
    return pages(say("BBB AAA BBB"), fonts=font, more={1000: stream(head + cmap + " endcmap end end")})


def glyphs_without_meaning() -> bytes:
    font = (
        "<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Odd /Encoding /Identity-H /DescendantFonts [<< /Type /Font "
        "/Subtype /CIDFontType2 /BaseFont /ABCDEF+Odd /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
        "/Supplement 0 >> /DW 500 >>] >>"
    )
    return pages("BT /F1 11 Tf 1 0 0 1 60 780 Tm <00030004000500060007> Tj ET", fonts=font)


def bullets_of_a_symbol_font() -> bytes:
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
        "1 beginbfchar <B7> <F0B7> endbfchar endcmap end end"
    )
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Symbol /ToUnicode 1000 0 R >>"
    rows = ("the coast;", "the hills;")
    content = "".join(
        f"BT /F2 11 Tf 60 {780 - 16 * at} Td (\\267) Tj ET BT /F1 11 Tf 78 {780 - 16 * at} Td ({text}) Tj ET\n"
        for at, text in enumerate(rows)
    )
    return pages(content, more={1000: stream(cmap), 1001: font}, entries="|", second="1001 0 R")


CASES: list[tuple[Callable[[], bytes], list[str]]] = [
    (
        full_width_heading_between_columns,
        [
            f"p {P1} {P1}",
            f"p {P2} {P2}",
            "h1 The second half of the year on the coast and in the hills",
            f"p {P2} {P2}",
            f"p {P1} {P1}",
        ],
    ),
    (sidebar, [f"p {P1} {P1} {P1} {P1}", "p In short", f"p {P2}"]),
    (three_columns_under_a_full_width_paragraph, [f"p {P1} {P1}", f"p {P1} {P1}", f"p {P2} {P2}", f"p {P1} {P1}"]),
    (columns_drawn_row_by_row, [f"p {P1} {P1}", f"p {P2} {P2}"]),
    (page_drawn_from_the_foot_up, [f"p {P1}", f"p {P2}"]),
    (odd_and_even_heads, [f"p This is what was told as number {at}. {P1}" for at in range(1, 7)]),
    (roman_page_numbers, [f"p This is what was told as number {at}. {P1}" for at in range(1, 7)]),
    (letter_spaced_heading, ["h1 SUMMARY", f"p {P1}"]),
    (letter_spaced_by_spaces, ["h1 SUMMARY", f"p {P1}"]),
    (drop_cap, [f"p {P1} {P2}"]),
    (bold_by_printing_twice, ["p The officers of the coast guard met in the hall of the town."]),
    (bold_by_printing_each_word_twice, ["p The officers of the coast guard met in the hall of the town."]),
    (shadow_under_a_heading, ["h1 A year on the coast", f"p {P1}"]),
    (invisible_text_over_a_scan, ["p The officers met in the hall of the town."]),
    (each_letter_by_itself, ["p The officers met in the hall of the town."]),
    (words_without_spaces_between, ["p The officers met in the hall"]),
    (kerned_letters, ["p The VAVilions met in York"]),
    (turned_page, ["p The officers met in the hall.", "p The second course was held in the hills."]),
    (upside_down, ["p The officers met in the hall.", "p Nobody was turned away, as all who came told us."]),
    (small_through_a_matrix, ["p The officers met in the hall."]),
    (mirrored_by_a_negative_size, ["p The officers met in the hall."]),
    (watermark, [f"p {P1} {P1} {P1}"]),
    (text_outside_the_page, ["p The officers met in the hall."]),
    (soft_hyphens_inside, ["p The cooperation of the harbour towns was welcomed."]),
    (
        hyphen_over_columns,
        [
            f"p {P1} {P1}",
            "p What the officers learned then was encouraging to all who had come to the hall.",
            f"p {P2} {P2}",
        ],
    ),
    (typographic_ligatures, ["p The officers finally met the fleet, off the coast."]),
    (
        nested_lists,
        [
            "p The group agreed:",
            "l1 (a) to meet again:",
            "l2 (i) in the spring, in the hall of the harbour town, where the officers of the coast guard have met for many years;",
            "l2 (ii) in the autumn;",
            "l1 (b) to write it down.",
        ],
    ),
    (dashes_under_bullets, [f"l1 • {P1}", "l2 – the coast;", "l2 – the hills;", f"l1 • {P2}"]),
    (
        item_over_pages,
        [*(f"p Session {at} went on. {P1}" for at in range(12)), f"l1 • {' '.join([P2] * 10)}", f"l1 • {P1}"],
    ),
    (numbered_paragraphs, [f"p 1. {P1}", f"p 2. {P2}", f"p 10. {P1}"]),
    (
        table_over_pages_with_its_header_again,
        ["th Country | Course | People", *(f"tr Land {at} | Officers of the coast | {at}" for at in range(1, 70))],
    ),
    (
        table_over_pages_without_its_header,
        ["th Country | Course | People", *(f"tr Land {at} | Officers of the coast | {at}" for at in range(1, 70))],
    ),
    (
        table_of_filled_boxes,
        [
            f"p {P1}",
            "th Country | Activity | Date",
            "tr Samoa | Course for officers | 3 May 2021",
            "tr Malta | Round table | June 2021",
            "tr Peru | Competition | July 2021",
            f"p {P2}",
        ],
    ),
    (table_ruled_by_thin_boxes, ["tr Country | Course", "tr Samoa | Officers of the coast", "tr Malta | Round table"]),
    (table_beside_text, [f"p {P1} {P1} {P1}", "th Country | People", "tr Samoa | 12", "tr Malta | 30", f"p {P2} {P2}"]),
    (empty_cells, ["th Country | Course | People", "tr Samoa |  | 12", "tr  | Round table | ", "tr Peru | Radio | 9"]),
    (
        two_footnotes_on_two_pages,
        [
            "p The course of number 1 was full, and so was the hall of the town, as all who came told us.",
            "p The course of number 2 was full, and so was the hall of the town, as all who came told us.",
            "f 1 As told by host number 1, who was there.",
            "f 2 As told by host number 2, who was there.",
        ],
    ),
]


@pytest.mark.parametrize(("made", "expected"), CASES, ids=[made.__name__ for made, _ in CASES])
def test_shape(made: Callable[[], bytes], expected: list[str]) -> None:
    assert seen(made()) == [" ".join(line.split()) for line in expected]


def warned(data: bytes) -> list[tuple[str, int | None]]:
    return [(warning.code, warning.page) for warning in reading(data).warnings]


@pytest.mark.parametrize("made", [private_use_characters, glyphs_without_meaning], ids=lambda made: made.__name__)
def test_characters_without_meaning_are_told(made: Callable[[], bytes]) -> None:
    assert ("unmapped_characters", 1) in warned(made())


def test_bullets_of_symbol_fonts_have_a_meaning() -> None:
    assert warned(bullets_of_a_symbol_font()) == []
    assert seen(bullets_of_a_symbol_font()) == ["l1 • the coast;", "l1 • the hills;"]


def test_what_runs_aslant_or_down_the_margin_is_kept_aside() -> None:
    assert reading(watermark()).set_aside == ["DRAFT"]
