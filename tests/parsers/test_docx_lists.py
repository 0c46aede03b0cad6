"""Numbers and bullets that Word counts by itself: each construction with the labels that Word prints."""

import pytest
from docx_builder import docx, item, level, note, numbering, p, run, style, table
from outline import outline

from extractor.parsers import parse_bytes
from extractor.settings import Settings


def num(number: int, abstract: int = 0, inner: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{inner}</w:num>'


def starts(at: int, value: int) -> str:
    return f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{value}"/></w:lvlOverride>'


def abstract(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def held(*levels: int, number: int = 1) -> str:
    return "".join(item("It was held.", number, at) for at in levels)


def styled(text: str, name: str, at: int | None = None) -> str:
    properties = "" if at is None else f'<w:numPr><w:ilvl w:val="{at}"/></w:numPr>'
    return p(text, name, properties)


DECIMAL = [level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3")]
MIXED = [level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), level(2, "lowerRoman", "%3)")]
OUTLINE = numbering(*DECIMAL)
CUSTOM = (
    '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>'
    '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
)


def bullet(text: str, font: str) -> str:
    look = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>'
    return numbering(f'<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="{text}"/>{look}</w:lvl>')


LABELS: dict[str, tuple[str, str, list[str | None]]] = {
    "multilevel": (held(0, 1, 2, 2, 1, 2, 0, 1), OUTLINE, ["1", "1.1", "1.1.1", "1.1.2", "1.2", "1.2.1", "2", "2.1"]),
    "mixed formats": (held(0, 1, 2, 2, 1, 0, 1), numbering(*MIXED), ["1.", "(a)", "i)", "ii)", "(b)", "2.", "(a)"]),
    "a deep level first shows the starts above": (held(2, 1, 0, 2), OUTLINE, ["1.1.1", "1.2", "2", "2.1.1"]),
    "second level first": (held(1, 1, 0, 1), OUTLINE, ["1.1", "1.2", "2", "2.1"]),
    "number alone of its own level": (
        held(0, 1, 1, 0, 1),
        numbering(level(0, "upperRoman", "%1."), level(1, "decimal", "%2.")),
        ["I.", "1.", "2.", "II.", "1."],
    ),
    "legal numbering": (
        held(0, 1, 2),
        numbering(
            level(0, "upperRoman", "%1"),
            level(1, "lowerLetter", "%1.%2"),
            level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"),
        ),
        ["I", "I.a", "1.1.1"],
    ),
    "legal numbering switched off": (
        held(0, 1),
        numbering(level(0, "upperRoman", "%1"), level(1, "decimal", "%1.%2", '<w:isLgl w:val="0"/>')),
        ["I", "I.1"],
    ),
    "a level that restarts after the first only": (
        held(0, 1, 2, 1, 2, 0, 2),
        numbering(*DECIMAL[:2], level(2, "decimal", "%3)", '<w:lvlRestart w:val="1"/>')),
        ["1", "1.1", "1)", "1.2", "2)", "2", "1)"],
    ),
    "start at seven": (held(0, 0), numbering(level(0, "decimal", "%1.", start=7)), ["7.", "8."]),
    "start at nought": (held(0, 0), numbering(level(0, "decimal", "%1", start=0)), ["0", "1"]),
    "words around the number": (held(0, 0), numbering(level(0, "upperLetter", "Annex %1:")), ["Annex A:", "Annex B:"]),
    "letters beyond z": (held(0, 0), numbering(level(0, "lowerLetter", "%1)", start=26)), ["z)", "aa)"]),
    "a number with leading noughts": (
        held(0, 0),
        numbering(f'<w:lvl w:ilvl="0"><w:start w:val="9"/>{CUSTOM}<w:lvlText w:val="%1"/></w:lvl>'),
        ["009", "010"],
    ),
    "number between dashes": (held(0), numbering(level(0, "numberInDash", "%1")), ["- 1 -"]),
    "number in words": (held(0, 0), numbering(level(0, "cardinalText", "%1.", start=20)), ["Twenty.", "Twenty-one."]),
    "ordinal in words": (held(0, 0), numbering(level(0, "ordinalText", "%1", start=2)), ["Second", "Third"]),
    "hexadecimal": (held(0), numbering(level(0, "hex", "%1", start=26)), ["1A"]),
    "footnote signs": (held(0, 0, 0), numbering(level(0, "chicago", "%1", start=3)), ["‡", "§", "**"]),
    "circled": (held(0), numbering(level(0, "decimalEnclosedCircle", "%1", start=3)), ["③"]),
    "cyrillic letters": (held(0, 0), numbering(level(0, "russianLower", "%1)")), ["а)", "б)"]),
    "level without format is decimal": (
        held(0),
        numbering('<w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="%1)"/></w:lvl>'),
        ["1)"],
    ),
    "number that isn't shown": (held(0), numbering(level(0, "none", "")), [None]),
    "number hidden": (
        held(0),
        numbering('<w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="%1."/><w:rPr><w:vanish/></w:rPr></w:lvl>'),
        [None],
    ),
    "blank items count": (item("One.") + item("") + item("Three."), OUTLINE, ["1", "3"]),
    "hidden items don't count": (
        item("One.")
        + p(
            "",
            properties='<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/></w:rPr>',
            runs=run("x", "<w:vanish/>"),
        )
        + item("Two."),
        OUTLINE,
        ["1", "2"],
    ),
    "a text between": (held(0) + p("It went on.") + held(0), OUTLINE, ["1", None, "2"]),
    "a blank line between": (held(0) + p() + p() + held(0), OUTLINE, ["1", "2"]),
    "an item joined to the next counts once": (
        p("It was ", properties='<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr>') + held(0, 0),
        OUTLINE,
        ["1", "2"],
    ),
    "two lists of one definition go on": (
        held(0, 0) + held(0, number=2),
        numbering(*DECIMAL, nums=num(1) + num(2)),
        ["1", "2", "3"],
    ),
    "a list that starts anew": (
        held(0, 0) + held(0, 0, number=2) + held(0),
        numbering(*DECIMAL, nums=num(1) + num(2, inner=starts(0, 1))),
        ["1", "2", "1", "2", "3"],
    ),
    "a level that starts anew": (
        held(0, 1) + held(1, 1, number=2),
        numbering(*DECIMAL, nums=num(1) + num(2, inner=starts(1, 5))),
        ["1", "1.1", "1.5", "1.6"],
    ),
    "two definitions count apart": (
        held(0, 0) + held(0, number=2) + held(0),
        numbering(*DECIMAL, nums=abstract(1, level(0, "decimal", "%1)")) + num(1) + num(2, 1)),
        ["1", "2", "1)", "3"],
    ),
    "a level of its own": (
        held(0, number=2),
        numbering(
            *DECIMAL, nums=num(2, inner=f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1.")}</w:lvlOverride>')
        ),
        ["A."],
    ),
    "a bullet of Symbol": (held(0), bullet("\uf0b7", "Symbol"), ["•"]),
    "a bullet of Wingdings": (held(0), bullet("\uf0fc", "Wingdings"), ["✓"]),
    "a bullet of Wingdings as a plain letter": (held(0), bullet("Ø", "Wingdings"), ["➢"]),
    "a square": (held(0), bullet("§", "Wingdings"), ["▪"]),
    "a bullet that is a picture": (
        held(0),
        numbering(
            '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/><w:lvlPicBulletId w:val="0"/></w:lvl>'
        ),
        ["•"],
    ),
    "a dash": (held(0), numbering(level(0, "bullet", "–")), ["–"]),
    "a level that isn't defined": (held(0, 5), OUTLINE, ["1", None]),
    "a level beyond nine": (held(0, 12), OUTLINE, ["1", None]),
    "a list that isn't defined": (held(0, number=8), OUTLINE, [None]),
    "a list without its definition": (held(0), num(1, 7), [None]),
    "no number by direct order": (
        p("It was held.", properties='<w:numPr><w:numId w:val="0"/></w:numPr>'),
        OUTLINE,
        [None],
    ),
    "comments among the definitions": (held(0), f"<!-- <w:num w:numId='1'/> -->{OUTLINE}", ["1"]),
}


@pytest.mark.parametrize(("body", "lists", "labels"), LABELS.values(), ids=LABELS)
def test_labels(body: str, lists: str, labels: list[str | None]) -> None:
    document = parse_bytes(docx(body, numbering=lists), "x.docx", Settings())
    assert [block.label for block in document.blocks] == labels


def linked(definition: str) -> str:
    """A list that names a style, whose own definition is another one."""
    return (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Points"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{definition}{level(0, "upperRoman", "%1.")}</w:abstractNum>{num(1)}{num(2, 1)}'
    )


LIST_STYLE = '<w:style w:type="numbering" w:styleId="Points"><w:name w:val="Points"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
HEADINGS = "".join(
    style(
        f"H{at + 1}",
        f"heading {at + 1}",
        f'<w:pPr><w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="1"/></w:numPr></w:pPr>',
    )
    for at in range(3)
)
TIED = numbering(
    *(
        level(at, "decimal", text, f'<w:pStyle w:val="H{at + 1}"/>')
        for at, text in enumerate(["%1", "%1.%2", "%1.%2.%3"])
    )
)
BULLETED = style("Bullet", "List Bullet", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
BASED = style("Own", "Own bullet", '<w:basedOn w:val="Bullet"/>')
STYLED: dict[str, tuple[str, str, str, list[str]]] = {
    "headings number themselves": (
        p("Scope", "H1")
        + p("It was held.")
        + p("Means", "H2")
        + p("It was held.")
        + p("Staff", "H3")
        + p("It was held.")
        + p("Next", "H1")
        + p("It was held."),
        HEADINGS,
        TIED,
        [
            "# [1] Scope",
            "It was held.",
            "## [1.1] Means",
            "It was held.",
            "### [1.1.1] Staff",
            "It was held.",
            "# [2] Next",
            "It was held.",
        ],
    ),
    "a style tied to a level, its own level unsaid": (
        p("Scope", "H1") + p("Means", "H2") + p("It was held."),
        HEADINGS.replace('<w:ilvl w:val="1"/>', ""),
        TIED,
        ["# [1] Scope", "## [1.1] Means", "It was held."],
    ),
    "a style's bullet": (
        p("It was held.", "Bullet"),
        BULLETED,
        numbering(level(0, "bullet", "•")),
        ["- [•] It was held."],
    ),
    "a bullet from the style below": (
        p("It was held.", "Own"),
        BULLETED + BASED,
        numbering(level(0, "bullet", "•")),
        ["- [•] It was held."],
    ),
    "a style's list, the level its own": (
        p("It was held:", "Bullet") + styled("it was long.", "Bullet", 1),
        BULLETED,
        numbering(level(0, "bullet", "•"), level(1, "bullet", "–")),
        ["- [•] It was held:", "  - [–] it was long."],
    ),
    "a style that takes the number back": (
        p("It was held.", "Plain"),
        BULLETED
        + style("Plain", "Plain", '<w:basedOn w:val="Bullet"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>'),
        numbering(level(0, "bullet", "•")),
        ["It was held."],
    ),
    "a list by the style that names it": (
        held(0, 0),
        LIST_STYLE,
        linked('<w:styleLink w:val="Points"/>'),
        ["- [I.] It was held.", "- [II.] It was held."],
    ),
    "a list by what its style names": (held(0), LIST_STYLE, linked(""), ["- [I.] It was held."]),
    "a list that names a style that isn't there": (held(0), "", linked(""), ["It was held."]),
    "list and definition share a count": (
        held(0) + held(0, number=2),
        LIST_STYLE,
        linked('<w:styleLink w:val="Points"/>'),
        ["- [I.] It was held.", "- [II.] It was held."],
    ),
    "a style number that is no number": (
        p("It was held.", "Odd"),
        style("Odd", "Odd", '<w:pPr><w:numPr><w:ilvl w:val="x"/><w:numId w:val="-1"/></w:numPr></w:pPr>'),
        OUTLINE,
        ["It was held."],
    ),
}


@pytest.mark.parametrize(("body", "styles", "lists", "expected"), STYLED.values(), ids=STYLED)
def test_lists_of_styles(body: str, styles: str, lists: str, expected: list[str]) -> None:
    assert outline(parse_bytes(docx(body, styles=styles, numbering=lists), "x.docx", Settings())) == expected


def test_lists_around_a_table_go_on() -> None:
    body = held(0) + table(["Peru", "12"], ["Chile", "9"]) + held(0)
    expected = ["[1] It was held.", "|= Peru | 12", "| Chile | 9", "[2] It was held."]
    assert outline(parse_bytes(docx(body, numbering=OUTLINE), "x.docx", Settings())) == expected


def test_numbers_inside_cells_stay_in_the_cell() -> None:
    row = [f"<w:tc>{item('')}</w:tc>", f"<w:tc>{item('Lima.', 2)}{item('Cusco.', 2)}</w:tc>"]
    lists = numbering(*DECIMAL, nums=abstract(1, level(0, "lowerLetter", "%1)")) + num(1) + num(2, 1))
    document = parse_bytes(docx(table(["No.", "Place"], row, row), numbering=lists), "x.docx", Settings())
    assert outline(document) == ["|= No. | Place", "| 1 | a) Lima. b) Cusco.", "| 2 | c) Lima. d) Cusco."]


def test_lists_in_notes_and_boxes() -> None:
    mark = '<w:r><w:footnoteReference w:id="5"/></w:r>'
    box = f"<w:r><w:pict><w:txbxContent>{held(0)}</w:txbxContent></w:pict></w:r>"
    document = parse_bytes(
        docx(
            held(0) + p("It ended.", runs=mark + box) + held(0),
            numbering=OUTLINE,
            footnotes=note("footnote", 5, "In May."),
        ),
        "x.docx",
        Settings(),
    )
    assert outline(document) == ["[1] It was held.", "It ended.", "[2] It was held.", "^1 In May.", "[3] It was held."]
