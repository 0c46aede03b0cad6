"""Numbers and bullets, from lists and from styles."""

import pytest
from docx_builder import item, level, numbering, p, style
from docx_reading import SENTENCE, read, shape

BULLET = numbering(level(0, "bullet", "–"), level(1, "bullet", "\uf0b7"))
OUTLINE = numbering(level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3"))
FORMATS = [
    ("decimal", "%1.", ["1.", "2."]),
    ("lowerLetter", "%1)", ["a)", "b)"]),
    ("upperLetter", "(%1)", ["(A)", "(B)"]),
    ("lowerRoman", "%1)", ["i)", "ii)"]),
    ("upperRoman", "%1.", ["I.", "II."]),
    ("decimalZero", "%1", ["01", "02"]),
    ("ordinal", "%1", ["1st", "2nd"]),
    ("bullet", "•", ["•", "•"]),
    ("bullet", "\uf0b7", ["•", "•"]),
    ("none", "", [None, None]),
    ("unheardOf", "%1", ["1", "2"]),
]


@pytest.mark.parametrize(("form", "text", "labels"), FORMATS)
def test_number_formats(form: str, text: str, labels: list[str | None]) -> None:
    document = read(item("It was held.") + item("It was moved."), numbering=numbering(level(0, form, text)))
    assert [block.label for block in document.blocks] == labels
    assert document.plain_text == "It was held.\nIt was moved."


def test_levels_count_and_restart() -> None:
    body = "".join(item(SENTENCE, level=at) for at in (0, 1, 1, 0, 1, 2, 1))
    document = read(body, numbering=OUTLINE)
    assert [block.label for block in document.blocks] == ["1", "1.1", "1.2", "2", "2.1", "2.1.1", "2.2"]


def test_a_level_that_never_restarts() -> None:
    lists = numbering(level(0, "decimal", "%1"), level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>'))
    document = read("".join(item(SENTENCE, level=at) for at in (0, 1, 0, 1)), numbering=lists)
    assert [block.label for block in document.blocks] == ["1", "1.", "2", "2."]


def test_start_and_start_override() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    lists = numbering(level(0, "decimal", "%1)", start=4), nums=nums)
    document = read(item("A.") + item("B.") + item("C.", number=2) + item("D.", number=2), numbering=lists)
    assert [block.label for block in document.blocks] == ["4)", "5)", "1)", "2)"]


def test_two_lists_of_one_kind_share_the_count() -> None:
    nums = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/></w:num>' for n in (1, 2))
    document = read(
        item("A.") + item("B.", number=2), numbering=numbering(level(0, "decimal", "%1)"), nums=nums)
    )
    assert [block.label for block in document.blocks] == ["1)", "2)"]


def test_numbering_from_a_style_and_switched_off() -> None:
    styles = style("Heading1", "heading 1", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = p("Scope", "Heading1") + p(SENTENCE) + p("Plan", "Heading1", off) + p(SENTENCE)
    document = read(body, styles=styles, numbering=OUTLINE)
    assert [(block.label, block.kind) for block in document.blocks][::2] == [
        ("1", "heading"),
        (None, "heading"),
    ]


def test_style_tied_to_a_deeper_level() -> None:
    lists = numbering(level(0, "decimal", "%1"), level(1, "decimal", "%1.%2", '<w:pStyle w:val="Sub"/>'))
    styles = style("Sub", "heading 2", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    assert read(p("Scope", "Sub") + p(SENTENCE), styles=styles, numbering=lists).blocks[0].label == "1.1"


def test_unknown_list_is_no_list() -> None:
    assert shape(read(item(SENTENCE, number=9))) == [("paragraph", None, SENTENCE)]


def test_bullets_nest_and_know_their_parent() -> None:
    body = p("The sessions were these:") + item("In May:") + item("one in Lima;", level=1) + item("In June.")
    document = read(body, numbering=BULLET)
    found = [(block.label, block.depth, block.parent) for block in document.blocks]
    assert found == [(None, 0, None), ("–", 1, 0), ("•", 2, 1), ("–", 1, 0)]
