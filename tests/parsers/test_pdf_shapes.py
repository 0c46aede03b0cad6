"""Pages that readers of PDFs are known to trip over, each with the blocks that a person sees."""

from collections.abc import Callable

import pytest

pytest.importorskip("reportlab")

from pdf_builder import FILLER, HARBOUR, P1, P2, body, drawn, flow, item, lines, reading, seen, wrapped


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


def hyphen_over_columns() -> bytes:
    left = [*wrapped(FILLER * 2, 60, 80, 225)]
    x, top, _ = left[-1]
    rest = [(310.0, 80.0, "aging to all who had come to the hall."), *wrapped(HARBOUR * 2, 310, 93, 225)]
    return drawn(lines(*left, (x, top + 13, "What the officers learned then was encour-"), *rest))


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
    (watermark, [f"p {P1} {P1} {P1}"]),
    (text_outside_the_page, ["p The officers met in the hall."]),
    (
        hyphen_over_columns,
        [
            f"p {P1} {P1}",
            "p What the officers learned then was encouraging to all who had come to the hall.",
            f"p {P2} {P2}",
        ],
    ),
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


def test_what_runs_aslant_or_down_the_margin_is_kept_aside() -> None:
    assert reading(watermark()).set_aside == ["DRAFT"]
