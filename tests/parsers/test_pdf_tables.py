"""Tables in PDFs, with rules, with some and with none, and what only looks like a table."""

import io
from collections.abc import Callable

import pypdfium2
import pytest

pytest.importorskip("reportlab")

from pdf_builder import (
    FILLER,
    GRID,
    HARBOUR,
    HEAD,
    P1,
    P2,
    TOP,
    Paragraph,
    TableStyle,
    body,
    drawn,
    flow,
    lines,
    seen,
    table,
)

from extractor.parsers.pdf.pages import PdfPages

ROWS = [
    ["Country", "Activity", "Date"],
    ["Samoa", "Course for the officers of the coast guard and their families", "3 May 2021"],
    ["Malta", "Round table", "June 2021"],
    ["Peru", "Competition for pupils", "July 2021"],
]


AS_ROWS = ["th Country | Activity | Date", *(f"tr {' | '.join(row)}" for row in ROWS[1:])]


def ruled_table() -> bytes:
    return flow([*body(FILLER), table(ROWS, [90, 160, 90]), *body(HARBOUR)])


def ruled_table_over_pages() -> bytes:
    rows = [
        ROWS[0],
        *([f"Town {at}", "Course for officers of the coast guard", "May 2021"] for at in range(70)),
    ]
    return flow([table(rows, [90, 200, 90], repeatRows=1)])


def places_without_rules() -> list[tuple[float, float, str]]:
    at = (60.0, 180.0, 380.0)
    return [
        (x, 100.0 + 20 * row, text)
        for row, cells in enumerate(SHORT)
        for x, text in zip(at, cells, strict=True)
    ]


def table_without_rules() -> bytes:
    return drawn(lines(*places_without_rules()))


def table_without_rules_under_its_title() -> bytes:
    return drawn(lines((60.0, 80.0, "Courses and meetings in five countries"), *places_without_rules()))


SHORT = [
    ["Country", "Activity", "People"],
    ["Samoa", "Course for officers", "31"],
    ["Malta", "Round table", "12"],
    ["Peru", "Competition for pupils", "240"],
    ["Nepal", "Radio programme", "about 900"],
]


def one_cell_box() -> bytes:
    return flow([table([["The Council is invited to note the report of the coast."]], [300]), *body(FILLER)])


def title_frame() -> bytes:
    rows = [["Council 2031", "Document K31/12-E"], ["Geneva, 3-9 May 2031", "2 March 2031"]]
    return flow([table(rows, [230, 230]), *body(FILLER)])


def title_lines_left_and_right() -> bytes:
    left = [
        (60.0, 60.0, "Council 2031"),
        (60.0, 76.0, "Geneva, 3-9 May 2031"),
        (60.0, 92.0, "Agenda item: 4"),
    ]
    right = [
        (400.0, 60.0, "Document K31/12-E"),
        (400.0, 76.0, "2 March 2031"),
        (400.0, 92.0, "Original: English"),
    ]
    return drawn(lines(*left, *right))


def caption_above_table() -> bytes:
    return flow([Paragraph("Table 1 – Courses", HEAD), table(ROWS, [90, 160, 90])])


def cell_over_two_rows() -> bytes:
    rows = [*SHORT[:2], ["", "Round table", "12"], ["Peru", "Radio programme", "900"]]
    spanned = TableStyle([*GRID.getCommands(), ("SPAN", (0, 1), (0, 2))])
    return flow([table(rows, [90, 160, 90], spanned)])


def table_with_level_rules_only() -> bytes:
    ruled = [("LINEABOVE", (0, 0), (-1, 0), 1, "black"), ("LINEBELOW", (0, -1), (-1, -1), 1, "black")]
    return flow([*body(FILLER), table(ROWS, [90, 160, 90], TableStyle([*ruled, TOP])), *body(HARBOUR)])


def table_without_rules_of_wrapped_cells() -> bytes:
    rows = [*ROWS, ["Cook Islands and Niue", "Fair for the pupils of all the schools", "8 May 2022"]]
    return flow([*body(FILLER), table(rows, [70, 120, 80], TableStyle([TOP]))])


CASES: list[tuple[Callable[[], bytes], list[str]]] = [
    (ruled_table, [f"p {P1}", *AS_ROWS, f"p {P2}"]),
    (
        ruled_table_over_pages,
        [
            AS_ROWS[0],
            *(f"tr Town {at} | Course for officers of the coast guard | May 2021" for at in range(70)),
        ],
    ),
    (table_without_rules, [f"{'tr' if at else 'th'} {' | '.join(row)}" for at, row in enumerate(SHORT)]),
    (
        table_without_rules_under_its_title,
        [
            "p Courses and meetings in five countries",
            *(f"{'tr' if at else 'th'} {' | '.join(row)}" for at, row in enumerate(SHORT)),
        ],
    ),
    (one_cell_box, ["p The Council is invited to note the report of the coast.", f"p {P1}"]),
    (
        title_frame,
        ["p Council 2031", "p Document K31/12-E", "p Geneva, 3-9 May 2031", "p 2 March 2031", f"p {P1}"],
    ),
    (
        title_lines_left_and_right,
        [
            "p Council 2031",
            "p Document K31/12-E",
            "p Geneva, 3-9 May 2031",
            "p 2 March 2031",
            "p Agenda item: 4",
            "p Original: English",
        ],
    ),
    (
        cell_over_two_rows,
        [
            "th Country | Activity | People",
            "tr Samoa | Course for officers | 31",
            "tr Samoa | Round table | 12",
            "tr Peru | Radio programme | 900",
        ],
    ),
    (table_with_level_rules_only, [f"p {P1}", *AS_ROWS, f"p {P2}"]),
    (
        table_without_rules_of_wrapped_cells,
        [
            f"p {P1}",
            *AS_ROWS,
            "tr Cook Islands and Niue | Fair for the pupils of all the schools | 8 May 2022",
        ],
    ),
    (caption_above_table, ["p Table 1 – Courses", *AS_ROWS]),
]


@pytest.mark.parametrize(("made", "expected"), CASES, ids=[made.__name__ for made, _ in CASES])
def test_table(made: Callable[[], bytes], expected: list[str]) -> None:
    assert seen(made()) == expected


def test_turned_and_cropped_pages_read_the_same() -> None:
    data = ruled_table()
    for change in (lambda page: page.set_rotation(90), lambda page: page.set_cropbox(40, 40, 560, 820)):
        file, out = pypdfium2.PdfDocument(data), io.BytesIO()
        change(file[0])
        file.save(out)
        assert seen(out.getvalue()) == seen(data)


def test_pdfplumber_reads_the_table_too(monkeypatch: pytest.MonkeyPatch) -> None:
    data = ruled_table()
    expected = seen(data)
    monkeypatch.setattr(PdfPages, "_pdfium_words", lambda self, number: None)
    assert seen(data) == expected
