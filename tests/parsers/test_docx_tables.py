"""Tables as Word writes them: headers, merged cells, boxes that are no tables."""

import pytest
from docx_builder import p, table
from docx_reading import SENTENCE, blocks_of, read, shape, texts


def test_table_rows_know_their_headers() -> None:
    document = read(p(SENTENCE) + table(["Country", "Activity"], ["Peru", "Course"], ["Chile", ""]))
    rows = blocks_of(document, "table_row")
    assert [document.text_of(row) for row in rows] == ["Country\tActivity", "Peru\tCourse", "Chile\t"]
    assert [row.is_header for row in rows] == [True, False, False]
    assert [cell.header for cell in rows[1].cells] == ["Country", "Activity"]
    assert [document.plain_text[cell.start : cell.end] for cell in rows[2].cells] == ["Chile", ""]


def test_a_row_of_sentences_is_no_header() -> None:
    document = read(table(["Peru", "A course was held."], ["Chile", "A course was planned."]))
    assert not any(block.is_header for block in document.blocks)


def test_cells_merged_downwards_repeat() -> None:
    top = f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{p("Peru")}</w:tc>'
    below = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{p()}</w:tc>"
    document = read(table(["Country", "Activity"], [top, "Course"], [below, "Survey"]))
    assert texts(document)[1:] == ["Peru\tCourse", "Peru\tSurvey"]


def test_cells_merged_across_keep_the_grid() -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("People")}</w:tc>'
    document = read(table(["Country", wide], ["Country", "Women", "Men"], ["Peru", "3", "4"], [wide, "5"]))
    assert texts(document) == ["Country\tPeople\tPeople", "Country\tWomen\tMen", "Peru\t3\t4", "People\t\t5"]


def test_marked_header_rows_stack() -> None:
    rows = "".join(
        f"<w:tr><w:trPr>{mark}</w:trPr>{''.join(f'<w:tc>{p(cell)}</w:tc>' for cell in cells)}</w:tr>"
        for mark, cells in (
            ("<w:tblHeader/>", ["Place", "People"]),
            ("<w:tblHeader/>", ["Place", "trained"]),
            ("", ["Peru", "9"]),
        )
    )
    document = read(p(SENTENCE) + f"<w:tbl>{rows}</w:tbl>")
    assert [cell.header for cell in document.blocks[-1].cells] == ["Place", "People trained"]


def test_deleted_rows_are_left_out() -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('Gone')}</w:tc><w:tc>{p('x')}</w:tc></w:tr>"
    kept = f"<w:tr><w:tc>{p('Kept')}</w:tc><w:tc>{p('y')}</w:tc></w:tr>"
    assert read(f"<w:tbl>{gone}{kept}</w:tbl>").plain_text == "Kept\ty"


def test_nested_table_is_read_in_its_cell() -> None:
    nested = f"<w:tc>{p('Courses')}{table(['Lima', '12'], ['Cusco', '9'])}{p()}</w:tc>"
    assert read(table(["Peru", nested])).plain_text == "Peru\tCourses Lima 12 Cusco 9"


def test_row_in_a_content_control() -> None:
    row = f"<w:tr><w:tc>{p('Peru')}</w:tc><w:tc>{p('Course')}</w:tc></w:tr>"
    assert (
        read(f"<w:tbl><w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt></w:tbl>").plain_text == "Peru\tCourse"
    )


def test_box_of_one_column_is_no_data_table() -> None:
    box = f"<w:tc>{p('Summary', bold=True)}{p(SENTENCE)}</w:tc>"
    assert shape(read(table([box]) + p(SENTENCE)))[:2] == [
        ("heading", None, "Summary"),
        ("paragraph", None, SENTENCE),
    ]


def test_title_block_in_a_table() -> None:
    body = table(["Council 2031", "Document C31/7-E"], ["Geneva, 4-9 May 2031", "2 March 2031"])
    body += p("WORK ON SCHOOL NETWORKS") + p("Summary") + p(SENTENCE)
    document = read(body)
    assert document.title == "WORK ON SCHOOL NETWORKS"
    assert [block.kind for block in document.blocks[:4]] == ["paragraph"] * 4
    assert [block.is_title_block for block in document.blocks] == [True] * 5 + [False] * 2


HEADER, ROW = "Country\tActivity\tDate", "Peru\tCourse\tMay 2021"


def test_paragraphs_set_with_tabs_are_a_table() -> None:
    document = read(p(SENTENCE) + p(HEADER) + p(ROW) + p("Chile\t\tJune 2021") + p(SENTENCE))
    rows = blocks_of(document, "table_row")
    assert [document.text_of(row) for row in rows] == [HEADER, ROW, "Chile\t\tJune 2021"]
    assert [row.is_header for row in rows] == [True, False, False]
    assert [cell.header for cell in rows[1].cells] == ["Country", "Activity", "Date"]


@pytest.mark.parametrize(
    "lines",
    [
        (HEADER, ROW),
        ("Country\tActivity", "Peru\tCourse", "Chile\tSurvey"),
        ("1.\tIntroduction\t3", "2.\tCourses\t5", "3.\tOutlook\t9"),
        ("\tCouncil 2031\tGeneva", "\tAgenda item\t4", "\tOriginal\tEnglish"),
        ("A course was held.\tMay\tLima", ROW, ROW),
    ],
)
def test_other_tabs_make_no_table(lines: tuple[str, ...]) -> None:
    assert not blocks_of(read("".join(map(p, lines))), "table_row")
