"""Word files made to break a reader: each is read, read in part with a warning, or refused with the error that fits."""

import io
import zipfile

import pytest
from docx_builder import R_NS, W_NS, docx, item, level, note, numbering, p, run, style, table, zipped
from docx_pieces import HELD, grid, row
from outline import outline

from extractor.errors import (
    DamagedError,
    EncryptedError,
    NotThisFormatError,
    PasswordNeededError,
    TooLargeError,
    UnreadableError,
    UnsupportedFormatError,
)
from extractor.parsers import parse_bytes
from extractor.settings import Limits, Settings
from models import SourceDocument

GOOD = docx(HELD)
DOCUMENT = f'<w:document xmlns:w="{W_NS}" xmlns:r="{R_NS}"><w:body>{{}}</w:body></w:document>'


def read(data: bytes, **limits: float) -> SourceDocument:
    return parse_bytes(data, "report.docx", Settings(limits=Limits(**limits)))  # type: ignore[arg-type]


def codes(document: SourceDocument) -> list[str]:
    return [warning.code for warning in document.warnings]


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def holding(body: str, **others: str | bytes) -> bytes:
    return zipped({**members(GOOD), "word/document.xml": DOCUMENT.format(body), **others})


def stored(files: dict[str, bytes]) -> bytes:
    """A container whose members aren't packed, so that their bytes can be found in it."""
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return saved.getvalue()


def encrypted(data: bytes) -> bytes:
    """The container with the mark of encryption at every member."""
    marked = bytearray(data)
    for signature, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        found = marked.find(signature)
        while found >= 0:
            marked[found + at] |= 1
            found = marked.find(signature, found + 4)
    return bytes(marked)


def overlapping(data: bytes) -> bytes:
    """The container with every entry of its directory pointing to the first member."""
    marked = bytearray(data)
    found = marked.find(b"PK\x01\x02")
    while found >= 0:
        marked[found + 42 : found + 46] = b"\x00\x00\x00\x00"
        found = marked.find(b"PK\x01\x02", found + 4)
    return bytes(marked)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
NOWHERE = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
REFUSED: dict[str, tuple[bytes, type[UnreadableError]]] = {
    "cut off in its directory": (GOOD[:-40], DamagedError),
    "cut off in a part": (GOOD[:400], DamagedError),
    "encrypted members": (encrypted(GOOD), PasswordNeededError),
    "encrypted as Office does": (OLE + "EncryptedPackage".encode("utf-16-le"), PasswordNeededError),
    "entries that overlap": (overlapping(GOOD), UnreadableError),
    "a workbook's name and no document": (
        zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"}),
        NotThisFormatError,
    ),
    "a picture under its name": (b"\x89PNG\r\n\x1a\n" + bytes(200), UnsupportedFormatError),
    "a member of nothing": (holding("", **{"word/document.xml": b""}), DamagedError),
    "noughts for a document": (zipped({**members(GOOD), "word/document.xml": bytes(5000)}), DamagedError),
    "a document of another kind": (
        zipped({**members(GOOD), "word/document.xml": "<html><body>x</body></html>"}),
        NotThisFormatError,
    ),
    "a declaration": (
        zipped({**members(GOOD), "word/document.xml": f"<!DOCTYPE w [<!ENTITY a 'aaaa'>]>{DOCUMENT.format(HELD)}"}),
        DamagedError,
    ),
    "a declaration before broken XML": (
        zipped(
            {**members(GOOD), "word/document.xml": f"<!DOCTYPE w [<!ENTITY a 'aaaa'>]>{DOCUMENT.format(HELD)[:-20]}"}
        ),
        DamagedError,
    ),
}


@pytest.mark.parametrize(("data", "error"), REFUSED.values(), ids=REFUSED)
def test_refused_in_one_line(data: bytes, error: type[UnreadableError]) -> None:
    with pytest.raises(error) as caught:
        read(data)
    assert "\n" not in str(caught.value)
    assert not isinstance(caught.value, EncryptedError)


def test_a_bomb_is_refused_before_it_inflates() -> None:
    with pytest.raises(TooLargeError):
        read(holding("0" * 3_000_000), inflation_ratio=100)


def test_a_bomb_beside_the_text_is_left_alone() -> None:
    bomb = zipped({**members(GOOD), "word/media/image1.bmp": bytes(50_000_000)})
    assert outline(read(bomb, inflated_bytes=1_000_000)) == ["It was held in May."]


def test_a_document_beyond_the_memory_allowed_is_read_in_part() -> None:
    document = read(holding(p("It was held in May.") * 60_000), memory=20_000_000)
    assert codes(document) == ["partial"]
    assert 1000 < len(document.blocks) < 60_000
    assert set(outline(document)[:-1]) == {"It was held in May."}


def test_more_paragraphs_than_allowed_are_left_out() -> None:
    document = read(docx(HELD * 20), blocks=7)
    assert (len(document.blocks), codes(document)) == (7, ["partial"])


def test_a_file_that_takes_too_long_is_read_in_part() -> None:
    document = read(docx(HELD * 3000), file_seconds=0)
    assert 0 < len(document.blocks) < 3000
    assert codes(document) == ["partial"]


@pytest.mark.parametrize(
    "broken",
    [lambda text: text[: len(text) // 2], lambda text: text + "</w:p>", lambda text: text.replace("</w:r>", "", 1)],
)
def test_a_document_part_that_is_broken_is_read_as_far_as_it_goes(broken) -> None:  # type: ignore[no-untyped-def]
    text = broken(DOCUMENT.format(HELD * 10))
    document = read(zipped({**members(GOOD), "word/document.xml": text}))
    assert "It was held in May." in document.plain_text
    assert codes(document) == ["partial"]


def test_a_wrong_checksum_is_told() -> None:
    data = stored(members(GOOD)).replace(b"held in May", b"sold in May")
    document = read(data)
    assert outline(document) == ["It was sold in May."]
    assert codes(document) == ["partial"]


def test_a_part_that_is_cut_off_in_the_middle_is_told() -> None:
    text = DOCUMENT.format("".join(p(f"Course {at} was held in room {at * 7919 % 1000}.") for at in range(20_000)))
    data = bytearray(zipped({**members(GOOD), "word/document.xml": text}))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        info = archive.getinfo("word/document.xml")
    middle = info.header_offset + info.compress_size * 3 // 4
    data[middle : middle + 40] = b"\xff" * 40
    document = read(bytes(data))
    assert outline(document)[0] == "Course 0 was held in room 0."
    assert "partial" in codes(document)


DEEP = {
    "tables": ("<w:tbl><w:tr><w:tc>", p("Held."), "</w:tc></w:tr></w:tbl>"),
    "tables of two columns": ("<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>", p("Held."), "</w:tc></w:tr></w:tbl>"),
    "controls": ("<w:sdt><w:sdtContent>", p("Held."), "</w:sdtContent></w:sdt>"),
    "runs": ("<w:smartTag>", run("Held."), "</w:smartTag>"),
    "boxes": ("<w:p><w:r><w:pict><w:txbxContent>", p("Held."), "</w:txbxContent></w:pict></w:r></w:p>"),
}


@pytest.mark.parametrize(("start", "inner", "end"), DEEP.values(), ids=DEEP)
@pytest.mark.parametrize("depth", [300, 10_000])
def test_ten_thousand_in_each_other(start: str, inner: str, end: str, depth: int) -> None:
    nested = start * depth + inner + end * depth
    body = HELD + (f"<w:p>{nested}</w:p>" if inner.startswith("<w:r") else nested)
    document = read(holding(body))
    assert outline(document)[0] == "It was held in May."
    assert "partial" in codes(document)
    if depth == 300:
        assert "Held." in document.plain_text


LONG: dict[str, tuple[str, dict[str, str], int]] = {
    "paragraphs": (HELD * 100_000, {}, 100_000),
    "runs in one paragraph": (p("", runs=run("held ") * 50_000), {}, 1),
    "fields that were never ended": (
        p("It was held.", runs='<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 20_000),
        {},
        1,
    ),
    "ends of paragraphs deleted": (p("It was held. ", properties="<w:rPr><w:del/></w:rPr>") * 20_000, {}, 1),
    "marks of one note": (
        p("It was held.", runs='<w:r><w:footnoteReference w:id="5"/></w:r>' * 20_000),
        {"footnotes": note("footnote", 5, "Late. " * 1000)},
        2,
    ),
    "header rows": (grid(*[row("Place", "People", properties="<w:tblHeader/>")] * 5000), {}, 5000),
    "wide cells": (
        grid(
            *["<w:tr>" + '<w:tc><w:tcPr><w:gridSpan w:val="99999"/></w:tcPr><w:p/></w:tc>' * 60 + "</w:tr>"] * 50,
            row("Peru", "12"),
        ),
        {},
        1,
    ),
    "a merged cell of much text": (
        grid(
            *[
                f"<w:tr><w:tc><w:tcPr><w:vMerge{mark}/></w:tcPr>{p(text)}</w:tc><w:tc>{p('12')}</w:tc></w:tr>"
                for mark, text in [(' w:val="restart"', "Long. " * 100_000), *[("", "")] * 2000]
            ]
        ),
        {},
        2001,
    ),
    "styles based on each other": (
        "".join(p("It was held.", f"S{at}") for at in range(500)),
        {"styles": "".join(style(f"S{at}", f"Style {at}", f'<w:basedOn w:val="S{at + 1}"/>') for at in range(500))},
        500,
    ),
    "a label without end": (
        item("It was held.") * 2000,
        {"numbering": numbering(level(0, "decimal", "%1" * 100_000))},
        2000,
    ),
    "sections": (
        p("It was held.", properties="<w:sectPr/>", runs='<w:r><w:footnoteReference w:id="5"/></w:r>') * 3000,
        {"footnotes": note("footnote", 5, "Late.")},
        3001,
    ),
}


@pytest.mark.parametrize(("body", "parts", "blocks"), LONG.values(), ids=LONG)
def test_what_repeats_without_end(body: str, parts: dict[str, str], blocks: int) -> None:
    document = read(docx(body, **parts))
    assert len(document.blocks) == blocks
    assert len(document.plain_text) < 10_000_000


def test_an_attribute_of_twelve_million_characters() -> None:
    body = f'<w:p w:rsidR="{"A" * 12_000_000}">{run("It was held. " * 1_000)}</w:p>' + HELD
    document = read(holding(body), inflation_ratio=10_000)
    assert document.plain_text.endswith("It was held in May.")
    assert len(document.plain_text) > 10_000


OUTSIDE = {
    "chunk": ('<w:altChunk r:id="x"/>', "aFChunk"),
    "subdocument": ('<w:subDoc r:id="x"/>', "subDocument"),
    "header": ("", "header"),
    "template": ("", "attachedTemplate"),
}


@pytest.mark.parametrize(
    "target",
    ["http://x.example/a.docx", "file:///etc/passwd", "\\\\x.example\\a", "../../../../etc/passwd", "/etc/passwd"],
)
@pytest.mark.parametrize(("body", "kind"), OUTSIDE.values(), ids=OUTSIDE)
def test_nothing_outside_is_followed(body: str, kind: str, target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("something outside the file was asked for")

    monkeypatch.setattr("socket.socket.connect", refuse)
    for mode in (' TargetMode="External"', ""):
        relations = NOWHERE.format(f'<Relationship Id="x" Type="{R_NS}/{kind}" Target="{target}"{mode}/>')
        document = read(holding(HELD + body, **{"word/_rels/document.xml.rels": relations}))
        assert outline(document) == ["It was held in May."]
        assert document.set_aside == ()


NAMES = {
    "backslashes": "word\\document.xml",
    "capitals": "Word/Document.XML",
    "a slash before": "/word/document.xml",
    "a number behind": "word/document2.xml",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_parts_under_other_names(name: str) -> None:
    files: dict[str, str | bytes] = {"[Content_Types].xml": "<Types/>", name: DOCUMENT.format(HELD)}
    assert outline(read(zipped(files))) == ["It was held in May."]


def test_a_main_part_named_by_its_relation() -> None:
    relation = NOWHERE.format(f'<Relationship Id="x" Type="{R_NS}/officeDocument" Target="/word/main.xml"/>')
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": "",
        "_rels/.rels": relation,
        "word/main.xml": DOCUMENT.format(HELD),
    }
    assert outline(read(zipped(files))) == ["It was held in May."]


def test_bytes_before_and_behind_the_container() -> None:
    assert outline(read(GOOD + b"\r\n" * 20)) == ["It was held in May."]


def test_two_members_of_one_name() -> None:
    saved = io.BytesIO(GOOD)
    with zipfile.ZipFile(saved, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", DOCUMENT.format(p("It was kept.")))
    assert len(outline(read(saved.getvalue()))) == 1


def test_characters_that_no_text_may_hold() -> None:
    signs = "".join(
        f'<w:sym w:font="X" w:char="{code}"/>' for code in ("0000", "0007", "D800", "DFFF", "FFFE", "110000", "-1")
    )
    lists = numbering(level(0, "bullet", "&#x85;\u202e•"))
    body = p("", runs=f"{run('It was ')}<w:r>{signs}</w:r>{run(chr(0x200B) + 'held.' + chr(0xAD))}") + item("In May.")
    document = read(docx(body + table(["Peru", "1\u00852"], ["\u200b", "9"]), numbering=lists))
    text = document.plain_text + "".join(block.label or "" for block in document.blocks)
    assert "It was held." in text
    assert all(char.isprintable() or char in "\n\t" for char in text)


def test_names_in_messages_are_one_line() -> None:
    relation = NOWHERE.format(f'<Relationship Id="x" Type="{R_NS}/styles" Target="a&#10;b.xml"/>')
    files: dict[str, str | bytes] = {
        **members(GOOD),
        "word/_rels/document.xml.rels": relation,
        "word/a\nb.xml": "<w:styles",
    }
    (warning,) = read(zipped(files)).warnings
    assert "\n" not in warning.message


@pytest.mark.parametrize("reference", ["&#xD800;", "&#55296;", "&#x0000DFFF;", "&#0;", "&#x110000;", "&#8;"])
def test_a_reference_to_no_character_costs_only_itself(reference: str) -> None:
    """Found by tools/fuzz.py, docx_parts 492."""
    text = DOCUMENT.format(p(f"It was held{reference} in May."))
    found = read(zipped({**members(GOOD), "word/document.xml": text})).plain_text
    assert found.startswith("It was held")
    assert found.endswith("in May.")
    assert found.encode()
