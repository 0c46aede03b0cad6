"""Letters that are set, turned, doubled or encoded in odd ways, each with the blocks that a person sees."""

from collections.abc import Callable

import pytest

pytest.importorskip("reportlab")

from pdf_builder import COLUMN, FILLER, HARBOUR, HEIGHT, P1, P2, body, drawn, flow, lines, reading, seen, wrapped
from pdf_raw import pages, say, stream
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth


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


def soft_hyphens_inside() -> bytes:
    return flow(body("The co\u00adoperation of the har\u00adbour towns was wel\u00adcomed."))


def typographic_ligatures() -> bytes:
    font = (
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman "
        "/Encoding << /Type /Encoding /Differences [1 /fi 2 /fl 3 /ffi 4 /ff] >> >>"
    )
    return pages(
        "BT /F1 11 Tf 1 0 0 1 60 780 Tm (The o\\003cers \\001nally met the \\002eet, o\\004 the coast.) Tj ET",
        fonts=font,
    )


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
    (soft_hyphens_inside, ["p The cooperation of the harbour towns was welcomed."]),
    (typographic_ligatures, ["p The officers finally met the fleet, off the coast."]),
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
