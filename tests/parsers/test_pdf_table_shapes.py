"""Tables that are drawn, cut and framed in odd ways, each with the blocks that a person sees."""

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
    lines,
    seen,
    table,
    wrapped,
)
from pdf_raw import pages, say


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


CASES: list[tuple[Callable[[], bytes], list[str]]] = [
    (
        table_over_pages_with_its_header_again,
        ["th Country | Course | People", *(f"tr Land {at} | Officers of the coast | {at}" for at in range(1, 70))],
    ),
    (
        table_over_pages_without_its_header,
        ["th Country | Course | People", *(f"tr Land {at} | Officers of the coast | {at}" for at in range(1, 70))],
    ),
    (
        table_row_cut_by_the_page,
        [
            "th Country | Course",
            *(f"tr Land {at} | Officers of the coast" for at in range(1, 38)),
            f"tr Malta | {' '.join([P1] * 4)}",
        ],
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
]


@pytest.mark.parametrize(("made", "expected"), CASES, ids=[made.__name__ for made, _ in CASES])
def test_shape(made: Callable[[], bytes], expected: list[str]) -> None:
    assert seen(made()) == [" ".join(line.split()) for line in expected]
