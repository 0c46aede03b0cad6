"""Plain text: encodings, line ends, hard wraps, tables, structure."""


import codecs

import pytest

from extractor.parsers import parse_bytes
from extractor.settings import Settings
from models import SourceDocument

LONG = "A course for the teachers of the northern schools was held in the capital city."


def read(text: str, encoding: str = "utf-8") -> SourceDocument:
    return parse_bytes(text.encode(encoding), "x.txt", Settings())


ENCODINGS = [
    "Élèves à São Tomé".encode(),
    codecs.BOM_UTF8 + "Élèves à São Tomé".encode(),
    "Élèves à São Tomé".encode("utf-16"),
    "Élèves à São Tomé".encode("utf-16-le"),
    "Élèves à São Tomé".encode("utf-16-be"),
    "Élèves à São Tomé".encode("utf-32"),
]


@pytest.mark.parametrize("data", ENCODINGS)
def test_encodings(data: bytes) -> None:
    document = parse_bytes(data, "x.txt", Settings())
    assert document.plain_text == "Élèves à São Tomé"
    assert not document.warnings


def test_a_guessed_encoding_is_warned_of() -> None:
    text = "Les élèves et les enseignants ont été formés à la sécurité. " * 5
    document = parse_bytes(text.encode("cp1252"), "x.txt", Settings())
    assert document.plain_text == text.strip()
    assert [warning.code for warning in document.warnings] == ["encoding_guessed"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\n\n", "\n \t\n"])
def test_line_ends(end: str) -> None:
    assert read(f"One course.{end}Two courses.{end}").plain_text == "One course.\nTwo courses."


def test_hard_wrapped_prose_is_joined() -> None:
    text = (
        "The secretariat held a course for the teachers of\nfour schools in the north of the country, and a\n"
        "second one for parents, who had asked for a work-\nshop of their own in the spring of the same year.\n\n"
        "A third course, for pupils, is to follow when the\nfunds that were promised have been received by the\n"
        "secretariat."
    )
    document = read(text)
    assert len(document.blocks) == 2
    assert "teachers of four schools" in document.plain_text
    assert "a workshop of their own" in document.plain_text


def test_items_in_wrapped_prose_stay_apart() -> None:
    text = (
        "The secretariat held these courses for the teachers\nof four schools in the north of the country, where\n"
        "nobody had been trained so far in this subject area:\n– a course on safe use of the Internet, which lasted\n"
        "  for three days and was given by two experts from\n  the capital;\n– a course on privacy."
    )
    assert [block.label for block in read(text).blocks] == [None, "–", "–"]


def test_lines_that_are_blocks_are_not_joined() -> None:
    assert len(read(f"Geneva\n{LONG}\nReport by the Director\n{LONG}").blocks) == 4


def test_runs_of_tabbed_lines_are_a_table() -> None:
    document = read(f"{LONG}\nCountry\tActivity\nPeru\tCourse\nChile\t\n{LONG}")
    assert [block.kind for block in document.blocks] == ["paragraph", *["table_row"] * 3, "paragraph"]
    assert document.blocks[1].is_header
    assert [cell.header for cell in document.blocks[2].cells] == ["Country", "Activity"]


def test_labels_are_not_a_table() -> None:
    document = read("1\tThe first course was held.\n2\tThe second course was held.")
    assert [(block.kind, block.label) for block in document.blocks] == [
        ("paragraph", "1"),
        ("paragraph", "2"),
    ]


def test_ruled_lines_are_no_text() -> None:
    document = read(f"Summary\n{LONG}\n__________\n{LONG}\n* * *\n-----")
    assert document.plain_text == f"Summary\n{LONG}\n{LONG}"
    assert [block.section for block in document.blocks] == [(), ("Summary",), ()]


def test_typed_footnotes() -> None:
    """Numbered sentences under the last ruled line are notes where the body has used their numbers, else paragraphs."""
    body = f"1\tConclusions\n1.1\t{LONG}\n____\n"
    document = read(f"{body}1\t{LONG}")
    assert [(block.kind, block.label, block.section) for block in document.blocks][2:] == [("footnote", "1", ())]
    document = read(f"{body}2\t{LONG}")
    assert document.blocks[2].kind == "paragraph"


def test_bullets_behind_a_closed_list() -> None:
    """A full stop closes “a) …; b) ….”; what another kind of bullet opens then is no part of it."""
    document = read(f"Two were held:\na) first course;\nb) second course.\n–\t{LONG}\n–\t{LONG}")
    assert [block.parent for block in document.blocks] == [None, 0, 0, None, None]
    document = read(f"Two were held:\na) first course;\nb) second course:\n–\t{LONG}\n–\t{LONG}")
    assert [block.parent for block in document.blocks] == [None, 0, 0, 2, 2]


def test_a_report() -> None:
    text = (
        "Council 2031\nGeneva, 4-9 May 2031\nDocument C31/7-E\n2 March 2031\nOriginal: English\nReport by the Director\n"
        f"WORK ON SCHOOL NETWORKS\nSummary\n{LONG}\nReferences\nResolution 900 (Rev. Lima, 2030)\n1\tCourses\n"
        f"1.1\tNorth\n–\t{LONG}\n–\tTwo meetings were held:\n·\tone in May;\n·\tone in June.\n1.2\t{LONG}\n2\tNext steps\n{LONG}"
    )
    document = read(text)
    assert document.title == "WORK ON SCHOOL NETWORKS"
    assert sum(block.is_title_block for block in document.blocks) == 7
    body = [(b.kind, b.label, b.level, b.depth, b.parent) for b in document.blocks[11:]]
    assert body == [
        ("heading", "1", 1, 0, None),
        ("heading", "1.1", 2, 0, None),
        ("list_item", "–", 0, 1, None),
        ("list_item", "–", 0, 1, None),
        ("list_item", "·", 0, 2, 14),
        ("list_item", "·", 0, 2, 14),
        ("paragraph", "1.2", 0, 0, None),
        ("heading", "2", 1, 0, None),
        ("paragraph", None, 0, 0, None),
    ]
    assert document.blocks[10].section == ("References",)
    assert document.blocks[13].section == ("Courses", "North")


def test_a_news_item() -> None:
    document = read(
        f"Schools of the north go online\n\n3 May 2031\n\nLima, 3 May 2031 – {LONG}\n\nEurope\n\n{LONG}"
    )
    assert document.title == "Schools of the north go online"
    assert [block.is_title_block for block in document.blocks] == [True, True, False, False, False]
    assert document.blocks[-1].section == ("Europe",)


def test_a_headline_told_twice_is_no_section() -> None:
    document = read(f"Schools go online\n\n{LONG}\n\nSchools go online\n\n{LONG}")
    assert [block.is_title_block for block in document.blocks] == [True, False, True, False]
    assert document.blocks[-1].section == ()


def test_a_headline_with_dates_is_a_title() -> None:
    assert (
        read(f"School news, January-March 2031\n\n5 April 2031\n\n{LONG}").title
        == "School news, January-March 2031"
    )


def test_a_body_without_title_has_none() -> None:
    document = read(f"Purpose\n{LONG}\n{LONG}")
    assert document.title is None
    assert not any(block.is_title_block for block in document.blocks)


def test_short_numbered_lines_in_a_row_are_no_headings() -> None:
    document = read(f"{LONG}\n1\tOpening\n2\tElection\n3\tClosing")
    assert [block.kind for block in document.blocks] == ["paragraph"] * 4


def test_the_last_line_of_a_diary_is_no_heading() -> None:
    document = read(f"{LONG}\n9 May – panel – Tunis\nAutumn – course – Suva\n{LONG}\nNews – in short\n{LONG}")
    kinds = [block.kind for block in document.blocks]
    assert kinds == ["paragraph", "paragraph", "paragraph", "paragraph", "heading", "paragraph"]


def test_captions_are_no_headings() -> None:
    document = read(f"{LONG}\nTable 1 – Courses by country\nCountry\tActivity\nPeru\tCourse")
    assert document.blocks[1].kind == "paragraph"


def test_roman_and_capital_headings() -> None:
    document = read(f"{LONG}\nI.\tCourses\nA.\tNorth\n{LONG}\nII.\tSurveys\n{LONG}")
    found = [(block.level, block.section) for block in document.blocks if block.kind == "heading"]
    assert found == [(1, ()), (2, ("Courses",)), (1, ())]


def test_what_stands_in_a_box_is_no_heading() -> None:
    document = read(f"Document C31/7-E\nWORK ON SCHOOLS\nREFERENCES\nC30/1, C29/2\n______\nPART A\n{LONG}")
    assert [block.kind for block in document.blocks[2:]] == ["heading", "paragraph", "heading", "paragraph"]
    assert document.title == "WORK ON SCHOOLS"


def test_byline_and_date_are_title_block() -> None:
    document = read(f"Schools go online\nBy Ada Lima\n3 May 2031\nAfrica\n{LONG}")
    assert [block.is_title_block for block in document.blocks] == [True, True, True, False, False]


def test_lost_tabs() -> None:
    document = read(f"1Purpose\n{LONG}\n2Background\n2.1{LONG}\n2.2{LONG}")
    assert [block.label for block in document.blocks] == ["1", None, "2", "2.1", "2.2"]
