"""What other parts of a Word file hold, and what is told about them: notes, diagrams, chunks, changes."""

import gc
import weakref
from typing import Any

import pytest
from docx_builder import Links, docx, item, level, note, numbering, p, run
from docx_pieces import HELD, cell, choice, drawn, field, grid, mark, row, shape, vml
from outline import outline

from extractor.parsers import parse_bytes
from extractor.parsers.docx import reader
from extractor.parsers.docx.package import WordPackage
from extractor.settings import Settings

GONE = "<w:del w:id='1'><w:r><w:delText>never </w:delText></w:r></w:del>"
POWER = "<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"

# ── notes ────────────────────────────────────────────────────────────────────────────────────────
TWO = note("footnote", 5, "Late.") + note("footnote", 6, "Early.")
NOTES = {
    "numbers in the order of the marks": (
        p("", runs=run("One.") + mark("footnote", 6)) + p("", runs=run("Two.") + mark("footnote", 5)),
        {"footnotes": TWO},
        ["One.", "^1 Early.", "Two.", "^2 Late."],
    ),
    "an author's own mark": (
        p("", runs=run("One.") + mark("footnote", 6, "*")) + p("", runs=run("Two.") + mark("footnote", 5)),
        {"footnotes": TWO},
        ["One.", "^* Early.", "Two.", "^1 Late."],
    ),
    "endnotes are in roman": (p("", runs=run("One.") + mark("endnote")), {"endnotes": note("endnote", 5, "Late.")}, ["One.", "^i Late."]),
    "format and start by the settings": (
        p("", runs=run("One.") + mark("footnote")),
        {"footnotes": TWO, "settings": '<w:footnotePr><w:numFmt w:val="lowerLetter"/><w:numStart w:val="3"/></w:footnotePr>'},
        ["One.", "^c Late."],
    ),
    "format by the section": (
        p("", runs=run("One.") + mark("footnote")) + '<w:sectPr><w:footnotePr><w:numFmt w:val="upperRoman"/></w:footnotePr></w:sectPr>',
        {"footnotes": TWO},
        ["One.", "^I Late."],
    ),
    "each section anew": (
        p("", runs=run("One.") + mark("footnote", 6), properties='<w:sectPr><w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr></w:sectPr>')
        + p("", runs=run("Two.") + mark("footnote", 5)),
        {"footnotes": TWO},
        ["One.", "^1 Early.", "Two.", "^1 Late."],
    ),
    "note of several paragraphs": (
        p("", runs=run("One.") + mark("footnote")),
        {"footnotes": f'<w:footnote w:id="5">{p("Late.")}{p("Very late.")}</w:footnote>'},
        ["One.", "^1 Late. Very late."],
    ),
    "changes inside a note": (
        p("", runs=run("One.") + mark("footnote")),
        {"footnotes": f'<w:footnote w:id="5">{p("", runs=run("Not ") + GONE + run("late."))}</w:footnote>'},
        ["One.", "^1 Not late."],
    ),
    "separators are no notes": (
        p("", runs=run("One.") + mark("footnote", 5)),
        {"footnotes": f'<w:footnote w:type="separator" w:id="5">{p("x")}</w:footnote>'},
        ["One."],
    ),
    "note in a table": (
        grid(row("Peru", f"<w:tc>{p('12', runs=mark('footnote'))}</w:tc>"), row("Chile", "9")),
        {"footnotes": TWO},
        ["|= Peru | 12", "| Chile | 9", "^1 Late."],
    ),
    "mark in deleted text": (
        p("", runs=run("One.") + f"<w:del w:id='1'>{mark('footnote', 6)}</w:del>" + mark("footnote", 5)),
        {"footnotes": TWO},
        ["One.", "^1 Late."],
    ),
    "field inside a note": (
        p("", runs=run("One.") + mark("footnote")),
        {"footnotes": f'<w:footnote w:id="5">{p("", runs=run("See ") + field("REF a", run("page 2.")))}</w:footnote>'},
        ["One.", "^1 See page 2."],
    ),
}


@pytest.mark.parametrize(("body", "parts", "expected"), NOTES.values(), ids=NOTES)
def test_notes(body: str, parts: dict[str, str], expected: list[str]) -> None:
    assert outline(parse_bytes(docx(body, **parts), "x.docx", Settings())) == expected


# ── other parts ──────────────────────────────────────────────────────────────────────────────────
DIAGRAM = '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:pt><dgm:t>{}</dgm:t></dgm:pt></dgm:dataModel>'
DRAWN = '<w:r><w:drawing><dgm:relIds r:dm="d"/></w:drawing></w:r>'
LETTER = (
    b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"; type="text/html"\r\n\r\n--x\r\n'
    b"Content-Type: text/html; charset=utf-8\r\n\r\n<html><body><p>It was seen.</p></body></html>\r\n--x--\r\n"
)
CHUNK = '<w:altChunk r:id="c"/>'
LINKED: dict[str, tuple[str, Links, list[str], list[str]]] = {
    "diagram": (p("Anchor.", runs=DRAWN), {"d": ("diagramData", "diagrams/data1.xml", DIAGRAM.format(drawn("Draw.", "Act.")))}, ["Anchor.", "Draw.", "Act."], []),
    "diagram that isn't there": (p("Anchor.", runs=DRAWN), {}, ["Anchor."], ["embedded_object"]),
    "chart": (p("Anchor.", runs='<w:r><w:drawing><c:chart r:id="d"/></w:drawing></w:r>'), {}, ["Anchor."], ["embedded_object"]),
    "sheet": (p("Anchor.", runs='<w:r><w:object><o:OLEObject r:id="d"/></w:object></w:r>'), {}, ["Anchor."], ["embedded_object"]),
    "web page put in": (
        HELD + CHUNK,
        {"c": ("aFChunk", "page.html", b"<html><body><p>It was seen.</p><ul><li>It ended.</li></ul></body></html>")},
        ["It was held in May.", "It was seen.", "- [\u2022] It ended."],
        [],
    ),
    "saved page put in": (
        HELD + CHUNK,
        {"c": ("aFChunk", "page.mht", LETTER)},
        ["It was held in May.", "It was seen."],
        [],
    ),
    "text put in": (HELD + CHUNK, {"c": ("aFChunk", "page.txt", b"It was seen.")}, ["It was held in May.", "It was seen."], []),
    "Word file put in": (
        grid(row("Peru", "12"), row("Chile", "9")) + CHUNK,
        {"c": ("aFChunk", "more.docx", docx(grid(row("Cuba", "1"), row("Haiti", "2"))))},
        ["|= Peru | 12", "| Chile | 9", "|= Cuba | 1", "| Haiti | 2"],
        [],
    ),
    "RTF put in": (HELD + CHUNK, {"c": ("aFChunk", "more.rtf", rb"{\rtf1 Seen.}")}, ["It was held in May."], ["embedded_document"]),
    "broken Word file put in": (HELD + CHUNK, {"c": ("aFChunk", "more.docx", docx(HELD)[:300])}, ["It was held in May."], ["embedded_document"]),
    "nothing put in": (HELD + CHUNK, {}, ["It was held in May."], ["embedded_document"]),
    "part of a master document": (HELD + '<w:subDoc r:id="c"/>', {}, ["It was held in May."], ["embedded_document"]),
}


@pytest.mark.parametrize(("body", "links", "expected", "warnings"), LINKED.values(), ids=LINKED)
def test_other_parts(body: str, links: Links, expected: list[str], warnings: list[str]) -> None:
    document = parse_bytes(docx(body, links=links), "x.docx", Settings())
    assert outline(document) == expected
    assert [warning.code for warning in document.warnings] == warnings


TRACKED = {
    "inserted end of a paragraph": p("One.", properties="<w:rPr><w:ins w:id='1'/></w:rPr>"),
    "inserted row": grid(row("Peru", "12", properties="<w:ins w:id='1'/>"), row("Chile", "9")),
    "deleted cell": grid(row("Peru", cell("x", "<w:cellDel w:id='1'/>"), "12"), row("Chile", "9")),
    "insertion in a cell": grid(row("Peru", f"<w:tc>{p('', runs=f'<w:ins>{run(chr(57))}</w:ins>')}</w:tc>"), row("Chile", "9")),
    "insertion around paragraphs": f"<w:ins w:id='1'>{HELD}</w:ins>",
}


@pytest.mark.parametrize("body", TRACKED.values(), ids=TRACKED)
def test_tracked_changes_are_told(body: str) -> None:
    document = parse_bytes(docx(body), "x.docx", Settings())
    assert [warning.code for warning in document.warnings] == ["tracked_changes"]


def test_formatting_changes_are_no_changes_of_text() -> None:
    changed = p("It was held.", properties='<w:pPrChange w:id="1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>')
    document = parse_bytes(docx(changed + item("It ended."), numbering=numbering(level(0, "decimal", "%1."))), "x.docx", Settings())
    assert outline(document) == ["It was held.", "[1.] It ended."]
    assert document.warnings == ()


def test_strict_files_hold_formulas_and_drawings_too() -> None:
    body = p("Anchor: ", runs=f"<m:oMath>{POWER}</m:oMath>{run(chr(46))}<w:r><w:drawing><a:txBody>{drawn('Drawn.')}</a:txBody></w:drawing></w:r>")
    assert outline(parse_bytes(docx(body, strict=True), "x.docx", Settings())) == ["Anchor: x^2.", "Drawn."]


def test_header_text_in_boxes_is_set_aside_once() -> None:
    box = f"<w:r>{choice(shape(p('C31/7-E')), vml(p('C31/7-E')))}</w:r>"
    document = parse_bytes(docx(HELD, header1=p("", runs=box), footer1=p("", runs=field("PAGE", run("2")))), "x.docx", Settings())
    assert document.set_aside == ("C31/7-E", "2")
    assert outline(document) == ["It was held in May."]


def test_the_parsed_parts_are_freed_with_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[weakref.ref[WordPackage]] = []

    class Seen(WordPackage):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args)
            seen.append(weakref.ref(self))

    monkeypatch.setattr(reader, "WordPackage", Seen)
    gc.disable()
    try:
        parse_bytes(docx(item("It was held.") + HELD, numbering=numbering(level(0, "decimal", "%1."))), "x.docx", Settings())
        assert [ref() for ref in seen] == [None]
    finally:
        gc.enable()
