"""Plain text with drawn tables, page breaks and Markdown, each with near-misses that stay as they are."""

import pytest

from extractor.parsers import parse_bytes
from extractor.settings import Settings
from models import SourceDocument

LONG = "A course for the teachers of the northern schools was held in the capital city."


def read(text: str, encoding: str = "utf-8") -> SourceDocument:
    return parse_bytes(text.encode(encoding), "x.txt", Settings())


def rows(document: SourceDocument) -> list[str]:
    return [document.text_of(block) for block in document.blocks if block.kind == "table_row"]


TABLES = {
    "pipes with a rule": "| Country | Activity |\n|---------|:--------:|\n| Peru    | Course   |\n| Chile   |          |",
    "pipes without a rule": "| Country | Activity |\n| Peru | Course |\n| Chile | |",
    "no pipe at the ends": "Country | Activity\n--------|---------\nPeru    | Course\nChile   | ",
    "a grid": "+---------+----------+\n| Country | Activity |\n+=========+==========+\n| Peru    | Course   |\n+---------+----------+\n| Chile   |          |\n+---------+----------+",
    "spaces": "Country   Activity   \nPeru      Course\nChile     Survey",
}


@pytest.mark.parametrize("text", TABLES.values(), ids=TABLES)
def test_drawn_tables(text: str) -> None:
    document = read(f"{LONG}\n\n{text}\n\n{LONG}")
    found = rows(document)
    assert found[:2] == ["Country\tActivity", "Peru\tCourse"]
    assert found[2].startswith("Chile\t")
    assert len(document.blocks) == 5
    assert document.blocks[1].is_header
    assert document.blocks[2].cells[1].header == "Activity"


def test_a_cell_of_several_lines_in_a_grid() -> None:
    grid = "+------+--------+\n| Peru | A      |\n|      | course |\n+------+--------+\n| Togo | None   |\n+------+--------+"
    assert rows(read(grid)) == ["Peru\tA course", "Togo\tNone"]


def test_an_empty_cell_between_spaces() -> None:
    text = "Country   Activity   Date\nPeru      Course     May\nChile                June\nTogo      Survey     July"
    assert rows(read(text))[2] == "Chile\t\tJune"


NO_TABLES = {
    "a path of a site": f"Home | News\n{LONG}",
    "two spaces after full stops": "It was held.  It was long.\nShe spoke of it.  He did too.\nNobody else.  Then it ended.",
    "numbered lines": "(a)  the course was held\n(b)  the survey was made\n(c)  the report was sent",
    "two columns of prose": "\n".join(f"{'word ' * 8}  {'other ' * 6}".strip() for _ in range(3)),
}


@pytest.mark.parametrize("text", NO_TABLES.values(), ids=NO_TABLES)
def test_no_tables(text: str) -> None:
    assert rows(read(text)) == []


def test_a_sentence_goes_on_over_a_page_break() -> None:
    page = "Council 2031\n\nThe course was given to forty teachers of the\n\n- 1 -\n\x0cCouncil 2031\n\nnorth, who came by bus.\n\n- 2 -\n\x0cCouncil 2031\n\nThe end came in May.\n\n- 3 -\n"
    document = read(page)
    assert "Council 2031" in document.set_aside
    assert "- 1 -" in document.set_aside
    assert "Council 2031" not in document.plain_text
    assert document.plain_text.split("\n")[-1] == "The end came in May."
    assert "- 2 -" not in document.plain_text


def test_figures_that_are_no_page_number_stay() -> None:
    assert "2031 teachers" in read(f"{LONG}\n2031 teachers\n\x0c{LONG}\n").plain_text


def test_markdown() -> None:
    text = (
        f"# Report on schools\n\n## Courses\n\nA **course** was held in [Lima](http://example.org/a_b_c) on *3 May 2031*.\n\n"
        f"* One for `teachers`\n- One for __parents__\n\n> {LONG}\n\n```\nx = 1\n```\n\n## Table ##\n\n| Country | Date |\n|---|---|\n| Peru | May |\n"
        "\n## Other\n\n| Who | When |\n|---|---|\n| All | June |\n"
    )
    document = read(text)
    assert [document.text_of(block) for block in document.blocks if block.kind == "heading"] == [
        *("Report on schools", "Courses", "Table", "Other"),
    ]
    assert "A course was held in Lima on 3 May 2031." in document.plain_text
    assert [b.label for b in document.blocks if b.kind == "list_item"] == ["*", "-"]
    assert LONG in document.plain_text.split("\n")
    assert "**" not in document.plain_text
    assert "```" not in document.plain_text
    assert [cell.header for block in document.blocks if block.table == 1 and not block.is_header for cell in block.cells] == ["Who", "When"]


@pytest.mark.parametrize("text", ["#1 of 3 * 4 * 5 and file_name_here", "C# and 5 * 3", "Costs: *free*", "a_b_c [1] (x)"])
def test_text_that_is_no_markdown_stays(text: str) -> None:
    assert read(f"{LONG} {text}").plain_text == f"{LONG} {text}"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_wrapped_text_in_other_encodings(encoding: str) -> None:
    text = (
        "The secretariat’s “School Café” held a course for the teachers of\r\nfour schools in the north of the country, and a\r\n"
        "second one for parents, who had asked for a work-\r\nshop of their own in the spring of the same year.\r\n"
    )
    assert "“School Café” held" in read(text, encoding).plain_text
    assert "workshop" in read(text, encoding).plain_text


@pytest.mark.parametrize("text", ["| " * 100_000, "[" * 100_000, "**a" * 50_000, " " * 200_000 + "x", "-\n" * 50_000, "# [![" * 20_000, "\x0c" * 50_000, "_a" * 100_000])
def test_floods_are_read_in_time(text: str) -> None:
    read(f"{LONG}\n\n# x\n{text}\n{LONG}")
