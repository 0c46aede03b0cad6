"""Word constructions, each as the XML that Word writes."""

import pytest
from docx_builder import R_NS, W_NS, docx, item, level, note, numbering, p, run, style, zipped
from docx_reading import SENTENCE, read, shape, texts

from extractor.parsers import parse_bytes
from extractor.settings import Settings

# ── what is text and what is not ────────────────────────────────────────────────────────────────
RUNS = {
    "hyperlink": (f"<w:hyperlink>{run('the portal')}</w:hyperlink>", "the portal"),
    "field result, not instruction": (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGEREF x</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("page 7")}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "page 7",
    ),
    "field inside an instruction": (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("hidden")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("shown")}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "shown",
    ),
    "simple field": (f"<w:fldSimple w:instr='DATE'>{run('3 May')}</w:fldSimple>", "3 May"),
    "smart tag": (f"<w:smartTag>{run('Lima')}</w:smartTag>", "Lima"),
    "custom xml": (f"<w:customXml>{run('Quito')}</w:customXml>", "Quito"),
    "inline content control": (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{run('Accra')}</w:sdtContent></w:sdt>",
        "Accra",
    ),
    "insertion": (f"<w:ins>{run('new')}</w:ins>", "new"),
    "deletion": (f"{run('kept')}<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>", "kept"),
    "moved away": (f"{run('kept')}<w:moveFrom>{run('moved')}</w:moveFrom>", "kept"),
    "moved here": (f"<w:moveTo>{run('moved')}</w:moveTo>", "moved"),
    "hidden text": (f"{run('seen')}{run('unseen', '<w:vanish/>')}", "seen"),
    "no-break hyphen": ("<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t></w:r>", "co-op"),
    "soft hyphen": ("<w:r><w:t>work</w:t><w:softHyphen/><w:t>shop</w:t></w:r>", "workshop"),
    "comment inside the text": ("<w:r><w:t>work<!-- x --><?y z?>shop</w:t></w:r>", "workshop"),
    "spaces between runs": (
        "<w:r><w:t>two</w:t></w:r><w:r><w:t> </w:t></w:r><w:r><w:t>words</w:t></w:r>",
        "two words",
    ),
    "line break": ("<w:r><w:t>one</w:t><w:br/><w:t>two</w:t></w:r>", "one two"),
    "symbol": ('<w:r><w:t>a </w:t><w:sym w:font="Calibri" w:char="00B1"/></w:r>', "a ±"),
    "formula": ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "x=1"),
    "comment mark": (f'{run("text")}<w:r><w:commentReference w:id="0"/></w:r>', "text"),
    "bookmark": (f'<w:bookmarkStart w:id="0" w:name="_Hlk1"/>{run("text")}<w:bookmarkEnd w:id="0"/>', "text"),
    "bookmark leftover": (run("[bookmark: _Hlk20]text"), "text"),
    "run split inside a word": (run("work") + run("shop"), "workshop"),
    "ruby": (
        f"<w:r><w:ruby><w:rt>{run('above')}</w:rt><w:rubyBase>{run('base')}</w:rubyBase></w:ruby></w:r>",
        "base",
    ),
}


@pytest.mark.parametrize(("runs", "expected"), RUNS.values(), ids=RUNS)
def test_runs(runs: str, expected: str) -> None:
    assert read(p(runs=runs)).plain_text == expected


@pytest.mark.parametrize("tag", ["ins", "moveTo", "del", "moveFrom"])
def test_tracked_changes_are_warned_of(tag: str) -> None:
    document = read(p("Some text.", runs=f"<w:{tag}>{run('x')}</w:{tag}>"))
    assert [warning.code for warning in document.warnings] == ["tracked_changes"]


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    document = read(p("The course ", properties="<w:rPr><w:del/></w:rPr>") + p("was held."))
    assert document.plain_text == "The course was held."


# ── headings ─────────────────────────────────────────────────────────────────────────────────────
HEADINGS = {
    "by name": (p("Work done", "H"), style("H", "heading 2"), True),
    "by base style": (
        p("Work done", "Own"),
        style("H", "heading 1") + style("Own", "Own", '<w:basedOn w:val="H"/>'),
        True,
    ),
    "by outline level": (p("Work done", properties='<w:outlineLvl w:val="1"/>'), "", True),
    "body outline level": (
        p("Work was done in the regions.", properties='<w:outlineLvl w:val="9"/>'),
        "",
        False,
    ),
    "bold and short": (p("Work done", bold=True), "", True),
    "bold sentence": (p("Work was done in May.", bold=True), "", False),
    "bold by style": (p("Work done", "B"), style("B", "Strong line", "<w:rPr><w:b/></w:rPr>"), True),
    "bold switched off": (
        p("", "B", runs=run("Work was done", '<w:b w:val="0"/>') + run(" in May.")),
        style("B", "B", "<w:rPr><w:b/></w:rPr>"),
        False,
    ),
    "partly bold": (p("", runs=run("Lima", "<w:b/>") + run(" hosted a course.")), "", False),
    "styles in a circle": (p("It was held in May.", "A"), style("A", "A", '<w:basedOn w:val="A"/>'), False),
}


@pytest.mark.parametrize(("body", "styles", "expected"), HEADINGS.values(), ids=HEADINGS)
def test_headings(body: str, styles: str, expected: bool) -> None:
    document = read(p(SENTENCE) + body + p(SENTENCE), styles=styles)
    assert (document.blocks[1].kind == "heading") is expected


def test_sections_follow_levels() -> None:
    styles = style("H1", "heading 1") + style("H2", "heading 2")
    body = p("A", "H1") + p(SENTENCE) + p("B", "H2") + p(SENTENCE) + p("C", "H1") + p(SENTENCE)
    document = read(p(SENTENCE) + body, styles=styles)
    assert [block.section for block in document.blocks if block.kind == "paragraph"] == [
        (),
        ("A",),
        ("A", "B"),
        ("C",),
    ]


def test_title_style_names_the_document() -> None:
    document = read(p("A year of courses", "T") + p(SENTENCE), styles=style("T", "Title"))
    assert document.title == "A year of courses"
    assert document.blocks[0].is_title_block


def test_table_of_contents_is_set_aside() -> None:
    document = read(p("Scope\t3", "TOC1") + p(SENTENCE), styles=style("TOC1", "toc 1"))
    assert document.plain_text == SENTENCE
    assert document.set_aside == ("Scope 3",)


# ── boxes, controls, notes, margins ──────────────────────────────────────────────────────────────
def test_text_box_is_told_once() -> None:
    inside = f"<w:txbxContent>{p('Boxed text.')}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing></mc:Choice>"
    both += (
        f"<mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert texts(read(p("Anchor.", runs=f"<w:r>{both}</w:r>"))) == ["Anchor.", "Boxed text."]


def test_text_box_only_in_the_fallback() -> None:
    box = "<mc:AlternateContent><mc:Choice Requires='x'><w:drawing/></mc:Choice><mc:Fallback><w:pict><v:textbox>"
    box += f"<w:txbxContent>{p('Boxed text.')}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    assert texts(read(p("Anchor.", runs=f"<w:r>{box}</w:r>"))) == ["Anchor.", "Boxed text."]


def test_block_content_control() -> None:
    assert read(f"<w:sdt><w:sdtPr/><w:sdtContent>{p(SENTENCE)}</w:sdtContent></w:sdt>").plain_text == SENTENCE


@pytest.mark.parametrize(("kind", "label"), [("footnote", "1"), ("endnote", "i")])
def test_notes_follow_their_paragraph(kind: str, label: str) -> None:
    mark = f'<w:r><w:{kind}Reference w:id="5"/></w:r>'
    body = p("", runs=run("Ten schools joined") + mark + run(".")) + p("More followed.")
    document = read(body, **{f"{kind}s": note(kind, 5, "Two left later.")})
    assert shape(document) == [
        ("paragraph", None, "Ten schools joined."),
        ("footnote", label, "Two left later."),
        ("paragraph", None, "More followed."),
    ]


def test_custom_note_mark_is_not_text() -> None:
    mark = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="5"/><w:t>*</w:t></w:r>'
    document = read(p("", runs=run("Ten schools joined.") + mark), footnotes=note("footnote", 5, "Late."))
    assert texts(document) == ["Ten schools joined.", "Late."]


def test_note_that_is_missing() -> None:
    assert read(p("Ten.", runs='<w:r><w:footnoteReference w:id="5"/></w:r>')).plain_text == "Ten."


def test_headers_and_footers_are_set_aside_once() -> None:
    document = read(p(SENTENCE), header1=p("C31/7-E"), header2=p("C31/7-E"), footer1=p("Page 1"))
    assert document.plain_text == SENTENCE
    assert document.set_aside == ("C31/7-E", "Page 1")


def test_embedded_document_is_warned_of() -> None:
    assert [w.code for w in read(p(SENTENCE) + '<w:altChunk r:id="x"/>').warnings] == ["embedded_document"]


# ── packages ─────────────────────────────────────────────────────────────────────────────────────
def test_strict_package() -> None:
    data = docx(item(SENTENCE), strict=True, numbering=numbering(level(0, "bullet", "–")))
    assert shape(parse_bytes(data, "x.docx", Settings())) == [("list_item", "–", SENTENCE)]


@pytest.mark.parametrize(
    "kind",
    [
        "ms-word.document.macroEnabled.main+xml",
        "openxmlformats-officedocument.wordprocessingml.template.main+xml",
    ],
)
def test_macro_and_template_packages(kind: str) -> None:
    data = docx(p(SENTENCE), main_type=f"application/vnd.{kind}")
    assert parse_bytes(data, "x.docm", Settings()).plain_text == SENTENCE


def test_parts_in_utf16() -> None:
    text = f'<?xml version="1.0" encoding="UTF-16"?><w:document xmlns:w="{W_NS}"><w:body>{p("Größe")}</w:body></w:document>'
    files = {"[Content_Types].xml": "", "word/document.xml": text.encode("utf-16")}
    assert parse_bytes(zipped(files), "x.docx", Settings()).plain_text == "Größe"


@pytest.mark.parametrize(
    "target", ["/word/notes.xml", "../word/notes.xml", "//word/notes.xml", "./notes.xml"]
)
def test_targets_of_relationships(target: str) -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="{R_NS}/header" Target="{target}"/>'
        f'<Relationship Id="a" Type="{R_NS}/footer" Target="gone.xml"/>'
        f'<Relationship Type="{R_NS}/footer"/>'
        f'<Relationship Id="a" Type="{R_NS}/header" TargetMode="External" Target="http://x.example/"/></Relationships>'
    )
    files = {
        "[Content_Types].xml": "",
        "word/document.xml": f'<w:document xmlns:w="{W_NS}"><w:body>{p(SENTENCE)}</w:body></w:document>',
        "word/_rels/document.xml.rels": relations,
        "word/notes.xml": f'<w:hdr xmlns:w="{W_NS}">{p("C31/7-E")}</w:hdr>',
    }
    assert parse_bytes(zipped(files), "x.docx", Settings()).set_aside == ("C31/7-E",)


def test_broken_styles_are_survived_with_a_warning() -> None:
    document = read(p(SENTENCE), styles="<w:style>")
    assert document.plain_text == SENTENCE
    assert [warning.code for warning in document.warnings] == ["part_unreadable"]
