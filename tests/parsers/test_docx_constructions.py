"""Constructions that Word files are made of, each with the blocks that a person sees."""

import pytest
from docx_builder import docx, p, run, style, table
from docx_pieces import HELD, cell, choice, control, drawn, field, grid, row, shape, vml
from outline import outline

from extractor.parsers import parse_bytes
from extractor.settings import Settings

TICKED = '<w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>'
CHOSEN = '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Lima"/><w:listEntry w:val="Cusco"/></w:ddList></w:ffData>'
GONE = "<w:del w:id='1'><w:r><w:delText>never </w:delText></w:r></w:del>"
SYMBOL = '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'
FRACTION = "<m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f>"
POWER = "<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
TWO_BOXED = p("Two.")
EMOJI = '<mc:AlternateContent><mc:Choice Requires="w16se"><x:symEx xmlns:x="urn:x"/></mc:Choice><mc:Fallback><w:t>☺</w:t></mc:Fallback></mc:AlternateContent>'

# ── inside a paragraph ───────────────────────────────────────────────────────────────────────────
TEXTS = {
    "field over two paragraphs": (
        p("", runs='<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("It was held."))
        + p("", runs=run("It ended.") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
        ["It was held.", "It ended."],
    ),
    "instruction over two paragraphs": (
        p("", runs='<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("= 1 +"))
        + p("", runs=run("1") + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("It was held.") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
        ["It was held."],
    ),
    "field that was never ended swallows nothing": (
        p("", runs='<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>' + run("It was held.")) + HELD,
        ["It was held.", "It was held in May."],
    ),
    "field end without a beginning": (p("", runs='<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("It was held.")), ["It was held."]),
    "field without a result": (p("", runs=run("It was held.") + field("XE &quot;course&quot;")), ["It was held."]),
    "field in a field's result": (p("", runs=field("REF a", run("see ") + field("REF b", run("page 4.")))), ["see page 4."]),
    "link as a field": (p("", runs=run("See ") + field('HYPERLINK "http://x.example"', run("the portal.")) ), ["See the portal."]),
    "box that is ticked": (p("", runs=field("FORMCHECKBOX", begin=TICKED) + run(" It was held.")), ["☒ It was held."]),
    "choice of a list": (p("", runs=run("It was held in ") + field("FORMDROPDOWN", begin=CHOSEN) + run(".")), ["It was held in Cusco."]),
    "simple field in a link": (p("", runs=f'<w:hyperlink><w:fldSimple w:instr="REF a">{run("It was held.")}</w:fldSimple></w:hyperlink>'), ["It was held."]),
    "deletion inside an insertion": (p("", runs=f"<w:ins w:id='1'>{run('It was ')}{GONE}{run('held.')}</w:ins>"), ["It was held."]),
    "insertion inside a link": (p("", runs=f"<w:hyperlink><w:ins w:id='1'>{run('It was held.')}</w:ins></w:hyperlink>"), ["It was held."]),
    "deleted field": (
        p("", runs=f"<w:del w:id='1'>{field('PAGE', run('9'))}</w:del>" + run("It was held.")),
        ["It was held."],
    ),
    "deleted beginning of a field": (
        p("", runs="<w:del w:id='1'><w:r><w:fldChar w:fldCharType='begin'/></w:r></w:del>" + run("It was held.") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
        ["It was held."],
    ),
    "three ends of paragraphs deleted": (
        "".join(p(text, properties="<w:rPr><w:del w:id='1'/></w:rPr>") for text in ("It ", "was ", "held ")) + p("there."),
        ["It was held there."],
    ),
    "deleted end before a table": (
        p("It was held.", properties="<w:rPr><w:del w:id='1'/></w:rPr>") + table(["Peru", "12"], ["Chile", "9"]),
        ["It was held.", "|= Peru | 12", "| Chile | 9"],
    ),
    "deleted end at the end": (HELD + p("It ended.", properties="<w:rPr><w:del w:id='1'/></w:rPr>"), ["It was held in May.", "It ended."]),
    "paragraph that moved": (
        p("", properties="<w:rPr><w:moveFrom w:id='1'/></w:rPr>", runs=f"<w:moveFrom w:id='1'>{run('It was held.')}</w:moveFrom>")
        + HELD
        + p("", properties="<w:rPr><w:moveTo w:id='2'/></w:rPr>", runs=f"<w:moveTo w:id='2'>{run('It was held.')}</w:moveTo>"),
        ["It was held in May.", "It was held."],
    ),
    "large initial in a frame": (p("T", properties='<w:framePr w:dropCap="drop" w:lines="3"/>') + p("he course was held."), ["The course was held."]),
    "text in another frame": (p("Boxed.", properties='<w:framePr w:w="100"/>') + HELD, ["Boxed.", "It was held in May."]),
    "capitals": (p("", runs=run("It was held in ") + run("Peru", "<w:caps/>") + run(".")), ["It was held in PERU."]),
    "small capitals keep their letters": (p("", runs=run("It was held in Peru.", "<w:smallCaps/>")), ["It was held in Peru."]),
    "capitals switched off": (p("", runs=run("It was held.", '<w:caps w:val="0"/>')), ["It was held."]),
    "hidden run between others": (p("", runs=run("It was ") + run("not ", "<w:vanish/>") + run("held.")), ["It was held."]),
    "hidden switched off": (p("", runs=run("It was held.", '<w:vanish w:val="false"/>')), ["It was held."]),
    "hidden on screen only": (p("", runs=run("It was held.", "<w:webHidden/>")), ["It was held."]),
    "letter of a symbol font": (p("", runs=run("Level ") + run("b", SYMBOL) + run(" was held.")), ["Level β was held."]),
    "private code of a symbol font": (p("", runs=run("10 ") + run("\uf0b3", SYMBOL) + run(" 9 was held.")), ["10 ≥ 9 was held."]),
    "sign of Wingdings": (p("", runs=run("It was held ") + '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>' + run(" in May.")), ["It was held → in May."]),
    "sign without a code": (p("", runs='<w:r><w:sym w:font="Wingdings" w:char="XYZ"/></w:r>' + run("It was held.")), ["It was held."]),
    "emoji with a fallback": (p("", runs=run("It was held ") + f"<w:r>{EMOJI}</w:r>" + run(".")), ["It was held ☺."]),
    "tab stops are no tabs": (p("It was held.", properties='<w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs>'), ["It was held."]),
    "tabs": (p("", runs="<w:r><w:t>It was</w:t><w:tab/><w:t>held.</w:t></w:r>"), ["It was held."]),
    "tab to the margin": (p("", runs='<w:r><w:t>It was</w:t><w:ptab w:alignment="right"/><w:t>held.</w:t></w:r>'), ["It was held."]),
    "page break": (p("", runs='<w:r><w:t>It was</w:t><w:br w:type="page"/><w:t>held.</w:t></w:r>'), ["It was held."]),
    "carriage return": (p("", runs="<w:r><w:t>It was</w:t><w:cr/><w:t>held.</w:t></w:r>"), ["It was held."]),
    "where a page ended": (p("", runs="<w:r><w:t>It was </w:t><w:lastRenderedPageBreak/><w:t>held.</w:t></w:r>"), ["It was held."]),
    "soft hyphen as a character": (p("It was a work\u00adshop."), ["It was a workshop."]),
    "right to left": (p("", properties="<w:bidi/>", runs=run("مرحبا بكم.", "<w:rtl/>")), ["مرحبا بكم."]),
    "direction override": (p("", runs=f'<w:bdo w:val="ltr">{run("It was ")}</w:bdo><w:dir w:val="ltr">{run("held.")}</w:dir>'), ["It was held."]),
    "spelling marks": (p("", runs='<w:proofErr w:type="spellStart"/>' + run("It was held.") + '<w:proofErr w:type="spellEnd"/>'), ["It was held."]),
    "smart tag in a smart tag": (p("", runs=f"<w:smartTag><w:smartTag>{run('It was held.')}</w:smartTag></w:smartTag>"), ["It was held."]),
    "range of a comment": (p("", runs='<w:commentRangeStart w:id="0"/>' + run("It was held.") + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'), ["It was held."]),
    "fraction": (p("", runs=run("The share ") + f"<m:oMath>{FRACTION}</m:oMath>" + run(" was held.")), ["The share a/b was held."]),
    "power": (p("", runs=run("The value ") + f"<m:oMath>{POWER}</m:oMath>" + run(" was held.")), ["The value x^2 was held."]),
    "formula on its own line": (HELD + p("", runs=f"<m:oMathPara><m:oMath><m:d><m:e>{POWER}</m:e></m:d></m:oMath></m:oMathPara>"), ["It was held in May.", "(x^2)"]),
    "reading aid above a word": (p("", runs=f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('かん')}</w:rt><w:rubyBase>{run('漢')}</w:rubyBase></w:ruby></w:r>" + run(" was held.")), ["漢 was held."]),
    "raw text section": (p("", runs="<w:r><w:t><![CDATA[It was <held>.]]></w:t></w:r>"), ["It was <held>."]),
    "properties of a paragraph behind its text": (f"<w:p>{run('It was held.')}<w:pPr><w:jc/></w:pPr></w:p>", ["It was held."]),
    "deleted text outside a deletion": (p("", runs="<w:r><w:t>It was held.</w:t><w:delText>not</w:delText></w:r>"), ["It was held."]),
}

# ── blocks ───────────────────────────────────────────────────────────────────────────────────────
BLOCKS = {
    "body order": (
        HELD + table(["Peru", "12"], ["Chile", "9"]) + p() + p("It went on.") + table(["Cuba", "1"], ["Haiti", "2"]) + p("It ended."),
        ["It was held in May.", "|= Peru | 12", "| Chile | 9", "It went on.", "|= Cuba | 1", "| Haiti | 2", "It ended."],
    ),
    "controls in controls": (control(control(HELD) + table(["Peru", "12"], ["Chile", "9"])), ["It was held in May.", "|= Peru | 12", "| Chile | 9"]),
    "custom XML around a paragraph": (f'<w:customXml w:element="x">{HELD}</w:customXml>', ["It was held in May."]),
    "a table of contents in its control": (
        control(p("Contents") + p("Scope 3"), '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>') + HELD,
        ["It was held in May."],
    ),
    "another gallery's control": (control(HELD, '<w:docPartObj><w:docPartGallery w:val="Cover Pages"/></w:docPartObj>'), ["It was held in May."]),
    "block inside alternate content": (choice(HELD, p("It was kept.")), ["It was held in May."]),
    "block only in the fallback": (choice("", HELD), ["It was held in May."]),
    "shape told once": (p("Anchor.", runs=f"<w:r>{choice(shape(p('Boxed.')), vml(p('Boxed.')))}</w:r>"), ["Anchor.", "Boxed."]),
    "two shapes in one paragraph": (p("Anchor.", runs=f"<w:r>{shape(p('One.'))}</w:r><w:r>{shape(p('Two.'))}</w:r>"), ["Anchor.", "One.", "Two."]),
    "shape in a shape": (p("Anchor.", runs=f"<w:r>{shape(p('One.', runs=f'<w:r>{vml(TWO_BOXED)}</w:r>'))}</w:r>"), ["Anchor.", "One.", "Two."]),
    "old text box": (p("Anchor.", runs=f"<w:r>{vml(p('Boxed.'))}</w:r>"), ["Anchor.", "Boxed."]),
    "text box in an object": (p("Anchor.", runs=f"<w:r><w:object>{vml(p('Boxed.'))[8:-9]}</w:object></w:r>"), ["Anchor.", "Boxed."]),
    "table in a text box": (p("Anchor.", runs=f"<w:r>{shape(table(['Peru', '12'], ['Chile', '9']))}</w:r>"), ["Anchor.", "|= Peru | 12", "| Chile | 9"]),
    "text of a drawing": (p("Anchor.", runs=f"<w:r><w:drawing><a:txBody>{drawn('One.', 'Two.')}</a:txBody></w:drawing></w:r>"), ["Anchor.", "One.", "Two."]),
    "word art": (p("Anchor.", runs='<w:r><w:pict><v:shape><v:textpath string="On the way."/></v:shape></w:pict></w:r>'), ["Anchor.", "On the way."]),
    "hidden text box": (p("Anchor.", runs=f"<w:r><w:rPr><w:vanish/></w:rPr>{shape(p('Boxed.'))}</w:r>"), ["Anchor."]),
    "text box in a deletion": (p("Anchor.", runs=f"<w:del w:id='1'><w:r>{shape(p('Boxed.'))}</w:r></w:del>"), ["Anchor."]),
}

# ── tables ───────────────────────────────────────────────────────────────────────────────────────
WIDE, TALL, ON = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
TABLES = {
    "header over two columns": (
        grid(row("Place", cell("People", WIDE)), row("Peru", "12", "9")),
        ["|= Place | People | People", "| Peru | 12 | 9"],
    ),
    "cell over two rows": (
        grid(row("Place", "People"), row(cell("Peru", TALL), "12"), row(cell("", ON), "9"), row(cell("Chile", TALL), "3")),
        ["|= Place | People", "| Peru | 12", "| Peru | 9", "| Chile | 3"],
    ),
    "cell over two rows and columns": (
        grid(row("Where", "To", "People"), row(cell("Peru", WIDE + TALL), "12"), row(cell("", WIDE + ON), "9")),
        ["|= Where | To | People", "| Peru |  | 12", "| Peru |  | 9"],
    ),
    "going on where nothing began": (grid(row("Place", "People"), row(cell("Peru", ON), "12")), ["|= Place | People", "| Peru | 12"]),
    "merged the old way": (
        grid(row(cell("People", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), "Place"), row("12", "9", "Peru")),
        ["|= People | People | Place", "| 12 | 9 | Peru"],
    ),
    "columns free before and behind": (
        grid(row("Place", "People", "Days"), row("12", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>')),
        ["|= Place | People | Days", "|  | 12 | "],
    ),
    "rows of uneven length": (
        grid(row("Place", "People"), row("Peru"), row("Chile", "9", "more")),
        ["|= Place | People", "| Peru", "| Chile | 9 | more"],
    ),
    "header rows that repeat": (
        HELD + grid(row("Place", "People", properties="<w:tblHeader/>"), row("in", "trained", properties="<w:tblHeader/>"), row("Peru", "12")),
        ["It was held in May.", "|= Place | People", "|= in | trained", "| Peru | 12"],
    ),
    "a header's mark further down": (
        grid(row("It was held.", "12"), row("It ended.", "9", properties="<w:tblHeader/>")),
        ["| It was held. | 12", "| It ended. | 9"],
    ),
    "row and cell in controls": (
        f"<w:tbl>{control(row('Peru', control(cell('12'))))}{row('Chile', '9')}</w:tbl>",
        ["|= Peru | 12", "| Chile | 9"],
    ),
    "cell's text in a control": (grid(row("Peru", f"<w:tc>{control(p('12'))}</w:tc>"), row("Chile", "9")), ["|= Peru | 12", "| Chile | 9"]),
    "deleted row": (grid(row("Peru", "12", properties="<w:del w:id='1'/>"), row("Chile", "9")), ["| Chile | 9"]),
    "deleted cell": (grid(row("Peru", cell("x", "<w:cellDel w:id='1'/>"), "12"), row("Chile", "9")), ["|= Peru | 12", "| Chile | 9"]),
    "deleted end of a cell": (
        grid(row(f"<w:tc>{p('Peru', properties='<w:rPr><w:del/></w:rPr>')}</w:tc>", "12"), row("Chile", "9")),
        ["|= Peru | 12", "| Chile | 9"],
    ),
    "table in a table": (
        grid(row("Peru", f"<w:tc>{p('Held:')}{grid(row('Lima', '12'), row('Cusco', '9'))}{p()}</w:tc>"), row("Chile", "1")),
        ["|= Peru | Held: Lima 12 Cusco 9", "| Chile | 1"],
    ),
    "tables count without the nested": (
        grid(row("Peru", f"<w:tc>{grid(row('Lima', '12'))}{p()}</w:tc>"), row("Chile", "1")) + HELD + grid(row("Cuba", "1"), row("Haiti", "2")),
        ["|= Peru | Lima 12", "| Chile | 1", "It was held in May.", "|= Cuba | 1", "| Haiti | 2"],
    ),
    "text box in a cell": (
        grid(row("Peru", f"<w:tc>{p('12', runs=f'<w:r>{shape(p(chr(66)))}</w:r>')}</w:tc>"), row("Chile", "1")),
        ["|= Peru | 12 B", "| Chile | 1"],
    ),
    "row without cells": (grid("<w:tr/>", row("Peru", "12"), row("Chile", "9")), ["|= Peru | 12", "| Chile | 9"]),
    "table without rows": ("<w:tbl/>" + HELD, ["It was held in May."]),
    "frame of one cell": (grid(row(f"<w:tc>{p('It was held.')}{p('It ended.')}</w:tc>")), ["It was held.", "It ended."]),
    "cell without a paragraph": (grid(row("Peru", "<w:tc/>"), row("Chile", "9")), ["|= Peru | ", "| Chile | 9"]),
}


@pytest.mark.parametrize(("body", "expected"), (TEXTS | BLOCKS | TABLES).values(), ids=TEXTS | BLOCKS | TABLES)
def test_what_is_seen(body: str, expected: list[str]) -> None:
    styles = style("Plain", "Normal")
    assert outline(parse_bytes(docx(body, styles=styles), "x.docx", Settings())) == expected


# ── styles ───────────────────────────────────────────────────────────────────────────────────────
def char(style_id: str, inner: str) -> str:
    return f'<w:style w:type="character" w:styleId="{style_id}"><w:name w:val="{style_id}"/><w:rPr>{inner}</w:rPr></w:style>'


STYLED = {
    "capitals of a style": (p("Peru held it.", "Loud"), style("Loud", "Loud", "<w:rPr><w:caps/></w:rPr>"), ["PERU HELD IT."]),
    "hidden by a style": (p("Note to self.", "Note") + HELD, style("Note", "Note", "<w:rPr><w:vanish/></w:rPr>"), ["It was held in May."]),
    "shown in a hidden style": (
        p("", "Note", runs=run("It was held.", '<w:vanish w:val="0"/>')),
        style("Note", "Note", "<w:rPr><w:vanish/></w:rPr>"),
        ["It was held."],
    ),
    "hidden by a character style": (p("", runs=run("It was held.") + run(" Not so.", '<w:rStyle w:val="Gone"/>')), char("Gone", "<w:vanish/>"), ["It was held."]),
    "capitals by a character style": (p("", runs=run("Peru", '<w:rStyle w:val="Loud"/>') + run(" held it.")), char("Loud", "<w:caps/>"), ["PERU held it."]),
    "heading of level nine": (HELD + p("Scope", "H9") + HELD, style("H9", "heading 9"), ["It was held in May.", "# Scope", "It was held in May."]),
    "heading by an outline in its style": (
        HELD + p("Scope", "Own") + HELD,
        style("Own", "My scope", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
        ["It was held in May.", "# Scope", "It was held in May."],
    ),
    "heading's base turned into text": (
        p("It was held.", "Own"),
        style("H1", "heading 1") + style("Own", "Own", '<w:basedOn w:val="H1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>'),
        ["It was held."],
    ),
    "style that isn't there": (p("It was held.", "Nowhere"), style("H1", "heading 1"), ["It was held."]),
    "default style": (
        p("It was held."),
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/><w:rPr><w:caps/></w:rPr></w:style>',
        ["IT WAS HELD."],
    ),
    "styles with a comment among them": (p("It was held.", "Loud"), "<!-- no -->" + style("Loud", "Loud", "<w:rPr><w:caps/></w:rPr>"), ["IT WAS HELD."]),
    "styles based on each other": (
        p("It was held.", "A"),
        style("A", "A", '<w:basedOn w:val="B"/>') + style("B", "B", '<w:basedOn w:val="A"/>'),
        ["It was held."],
    ),
}


@pytest.mark.parametrize(("body", "styles", "expected"), STYLED.values(), ids=STYLED)
def test_styles(body: str, styles: str, expected: list[str]) -> None:
    assert outline(parse_bytes(docx(body, styles=styles), "x.docx", Settings())) == expected


def test_headings_are_known_without_a_styles_part() -> None:
    assert outline(parse_bytes(docx(HELD + p("Scope", "Heading1") + HELD), "x.docx", Settings()))[1] == "# Scope"
