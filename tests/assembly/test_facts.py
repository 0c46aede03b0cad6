"""What the lines over the text say of a document, and what only looks like it: one line more for each."""

import pytest
from rules.tables import extract, observed

PROSE = (
    "The ministry held a workshop for the teachers of all the schools in the hills, and they came in great numbers to "
    "hear of it."
)
HEADLINE = "A year on the coast and hills"


def fact(text: str, field: str):
    return observed(extract(text.encode(), "a.txt"), field)


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("3 May 2023", "2023-05-03..2023-05-03"),
        ("3 May 2023.", "2023-05-03..2023-05-03"),
        ("Published on: 3 May 2023", "2023-05-03..2023-05-03"),
        ("Last updated 3 May 2023", "2023-05-03..2023-05-03"),
        ("Issue 14, 3 May 2023", "2023-05-03..2023-05-03"),
        ("Alder Town, 3 May 2023", "2023-05-03..2023-05-03"),
        ("Newsletter No. 47 | December 2024", "2024-12-01..2024-12-31"),
        ("December 2024", "2024-12-01..2024-12-31"),
        ("December", None),
        ("Since December 2024", None),
        ("May–December 2024", None),
        ("Seen in December 2024", None),
        ("3 May", None),
        ("2023", None),
        ("Meeting of 3 May 2023", None),
        ("Council 2023, Alder Town, 3 May 2023", None),
        ("From 3 to 5 May 2023", None),
    ],
)
def test_published(line, published):
    assert fact(f"{line}\n{HEADLINE}\n\n{PROSE}\n", "published") == published


@pytest.mark.parametrize(
    ("opening", "published"),
    [
        ("ALDER TOWN, 3 May 2023 – ", "2023-05-03..2023-05-03"),
        ("ALDER TOWN, 3 May 2023 (Own news) — ", "2023-05-03..2023-05-03"),
        ("Alder Town saw much rain on the day that is told of as 3 May 2023 – ", None),
        ("On 3 May 2023, ", None),
    ],
)
def test_published_in_a_dateline(opening, published):
    assert fact(f"{HEADLINE}\n\n{opening}{PROSE}\n", "published") == published


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("ITU News", HEADLINE),
        ("PRESS RELEASE", HEADLINE),
        ("Home > News > Coast", HEADLINE),
        ("By: Jane Osei", HEADLINE),
        ("World Health Organization", HEADLINE),
        ("WHO Regional Office for Africa", HEADLINE),
        ("What the coast and hills have seen", "What the coast and hills have seen"),
        ("Our work in 2021", "Our work in 2021"),
    ],
)
def test_title(line, title):
    assert fact(f"{line}\n{HEADLINE}\n\n{PROSE}\n", "title") == title


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("ITU News", "ITU"),
        ("World Health Organization", "WHO"),
        ("WHO Regional Office for Africa", "WHO"),
        ("What the World Health Organization has seen on the coast", None),
        ("Document CWG-COP-22/3(Rev.1)", "ITU"),
        ("Council Working Group on the coast", "ITU"),
        ("Document C23/14-E", "ITU"),
        ("Document X23/14-E", None),
        ("Home > News > Coast", None),
    ],
)
def test_publisher(line, publisher):
    assert fact(f"{line}\n{HEADLINE}\n\n{PROSE}\n", "publisher") == publisher


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("About UNICEF", "UNICEF"),
        ("About the World Health Organization: it works for health.", "WHO"),
        ("It is all about UNICEF", None),
        ("About all the work that was done by UNICEF", None),
    ],
)
def test_publisher_by_a_last_paragraph(line, publisher):
    assert fact(f"{HEADLINE}\n\n{PROSE}\n\n{line}\n", "publisher") == publisher


@pytest.mark.parametrize(
    ("line", "reference", "kind"),
    [
        ("Document CWG-COP-22/3(Rev.1)", "CWG-COP-22/3(Rev.1)", "council_report"),
        ("Document C23/DL/14-E", "C23/DL/14-E", "council_report"),
        ("Document C23/14 (Add. 2)-E", "C23/14 (Add. 2)-E", "council_report"),
        ("Document C23", None, "news_item"),
        ("Paths and/or ways", None, "news_item"),
        ("Report by the secretariat", None, "council_report"),
        ("The report by the secretariat", None, "news_item"),
    ],
)
def test_reference_and_kind(line, reference, kind):
    text = f"{line}\n{HEADLINE}\n\n{PROSE}\n"
    assert (fact(text, "reference"), fact(text, "kind")) == (reference, kind)


@pytest.mark.parametrize(
    ("line", "period"),
    [
        ("Our work in 2021", "2021-01-01..2021-12-31"),
        ("2021 in review", "2021-01-01..2021-12-31"),
        ("2021 in pictures of the coast", None),
        ("Report on activities from January to June 2023", "2023-01-01..2023-06-30"),
        ("Report on the meeting of 3 to 5 May 2023", None),
        ("The months of January to June 2023", "2023-01-01..2023-06-30"),
    ],
)
def test_period_in_a_title(line, period):
    assert fact(f"{line}\n\n{PROSE}\n", "period") == period


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("This report presents the work done in 2021.", "2021-01-01..2021-12-31"),
        ("This report covers the period from January to June 2023.", "2023-01-01..2023-06-30"),
        ("This document covers work between March 2022 and February 2023.", "2022-03-01..2023-02-28"),
        ("The secretariat was active in 2012 and the first quarter of 2013.", "2012-01-01..2013-03-31"),
        ("This report covers 1 May to 28 May 2023.", "2023-05-01..2023-05-28"),
        ("This report covers 1 May to 27 May 2023.", None),
        ("This report tells of work done from 3 to 5 May 2023.", None),
        ("The work done in 2021 was great.", None),
        ("A law read from January to June 2023 was passed.", None),
    ],
)
def test_period_in_the_first_paragraph(sentence, period):
    assert fact(f"A YEAR ON THE COAST AND HILLS\n\n{sentence} {PROSE}\n", "period") == period


def test_the_end_of_a_text_may_tell_its_period():
    text = f"{HEADLINE}\n\n{PROSE}\n\nThe period {{}} January to June 2023.\n"
    assert fact(text.format("is that of"), "period") == "2023-01-01..2023-06-30"
    assert fact(text.replace("The period", "A time").format("is that of"), "period") is None
