"""Files that can't be read: each says what is wrong and what to do, in one line."""


import io
import zipfile
from pathlib import Path

import pytest
from docx_builder import W_NS, docx, p, zipped

from extractor.errors import (
    DamagedError,
    EmptyFileError,
    NotFoundError,
    NotThisFormatError,
    PasswordNeededError,
    TooLargeError,
    UnreadableError,
    UnsupportedFormatError,
)
from extractor.parsers import parse, parse_bytes
from extractor.parsers.sniff import DOCX, HTML, PDF, TEXT, sniff
from extractor.settings import Limits, Settings

GOOD = docx(p("A course was held in Lima."))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
WORKBOOK = zipped(
    {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
            'Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": "<workbook/>",
    }
)


def with_part(name: str, text: str | bytes, package: bytes = GOOD) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        files = {info.filename: archive.read(info) for info in archive.infolist()}
    return zipped({**files, name: text})


BAD = {
    "empty": (b"", EmptyFileError),
    "truncated": (GOOD[: len(GOOD) // 2], DamagedError),
    "first bytes only": (GOOD[:60], UnreadableError),
    "directory without parts": (GOOD[-200:], UnreadableError),
    "encrypted": (OLE + "EncryptedPackage".encode("utf-16-le"), PasswordNeededError),
    "old word": (OLE + "WordDocument".encode("utf-16-le"), UnreadableError),
    "old office": (OLE, UnsupportedFormatError),
    "ods": (
        zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}),
        UnsupportedFormatError,
    ),
    "zip": (zipped({"a.txt": "hello"}), UnsupportedFormatError),
    "workbook": (WORKBOOK, UnsupportedFormatError),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), UnsupportedFormatError),
    "binary": (bytes(range(256)) * 20, UnsupportedFormatError),
    "xml": (b"<?xml version='1.0'?><feed><a/></feed>", UnsupportedFormatError),
    "no document part": (
        zipped({"[Content_Types].xml": "<Types/>", "word/styles.xml": "<a/>"}),
        NotThisFormatError,
    ),
    "document part is no xml": (with_part("word/document.xml", "<w:document"), DamagedError),
    "document part is another": (with_part("word/document.xml", "<other/>"), NotThisFormatError),
    "page without text": (b"<html><body><script>x()</script></body></html>", NotThisFormatError),
}


@pytest.mark.parametrize(("data", "error"), BAD.values(), ids=BAD)
def test_bad_bytes(data: bytes, error: type[UnreadableError]) -> None:
    with pytest.raises(error) as caught:
        parse_bytes(data, "x.docx", Settings())
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith("x.docx: ")
    assert caught.value.remedy


def test_paths(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.docx"):
        with pytest.raises(NotFoundError, match=str(path)):
            parse(path, Settings())


def test_size_is_checked_before_reading(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(b"x" * 100)
    with pytest.raises(TooLargeError):
        parse(path, Settings(limits=Limits(file_bytes=99)))


def test_too_many_blocks() -> None:
    document = parse_bytes(b"One.\nTwo.\nThree.", "x.txt", Settings(limits=Limits(blocks=2)))
    assert document.plain_text == "One.\nTwo."
    assert [warning.code for warning in document.warnings] == ["partial"]
    assert "first 2 of 3" in document.warnings[0].message


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(GOOD)))
    document = parse("-", Settings())
    assert (document.filename, document.plain_text) == ("-", "A course was held in Lima.")


def test_a_part_that_inflates_too_much() -> None:
    bomb = with_part("word/document.xml", f"<a>{'0' * 5_000_000}</a>")
    with pytest.raises(TooLargeError):
        parse_bytes(bomb, "x.docx", Settings(limits=Limits(inflation_ratio=100)))
    with pytest.raises(TooLargeError):
        parse_bytes(bomb, "x.docx", Settings(limits=Limits(inflated_bytes=1_000_000)))


def test_sizes_that_the_directory_hides() -> None:
    bomb = bytearray(with_part("word/document.xml", f"<a>{'0' * 3_000_000}</a>"))
    true, false = (3_000_007).to_bytes(4, "little"), (7).to_bytes(4, "little")
    assert bomb.count(true) == 2
    with pytest.raises(UnreadableError):
        parse_bytes(
            bytes(bomb.replace(true, false)), "x.docx", Settings(limits=Limits(inflated_bytes=100_000))
        )


DECLARED = (
    '{head}<!DOCTYPE a [<!ENTITY big "boomboom"><!ENTITY file SYSTEM "file:///secret">]><w:document xmlns:w="{w}">'
    '<w:body><w:p w:rsidR="&big;"><w:r><w:t>Seen</w:t><w:t>&big;</w:t><w:t>&file;</w:t></w:r></w:p></w:body></w:document>'
)
DECLARATIONS = {
    "plain": ("", "utf-8"),
    "after a byte order mark": ("", "utf-8-sig"),
    "after a declaration": ('<?xml version="1.0" encoding="UTF-8"?>\n', "utf-8"),
    "after a comment": ("<!-- <!-> --><?x <a>?>\n<!---->", "utf-8"),
    "utf-16": ('<?xml version="1.0" encoding="UTF-16"?>', "utf-16"),
    "utf-16 without mark": ("", "utf-16-le"),
    "utf-16 with a look-alike": ("<?x \u3e3f ?>", "utf-16"),
    "utf-32": ("", "utf-32-be"),
    "utf-7": ('<?xml version="1.0" encoding="UTF-7"?>', "utf-8"),
}


@pytest.mark.parametrize(("head", "encoding"), DECLARATIONS.values(), ids=DECLARATIONS)
def test_document_type_declarations_are_refused(head: str, encoding: str) -> None:
    text = DECLARED.format(head=head, w=W_NS)
    if "UTF-7" in head:
        text = text.replace("<!DOCTYPE", "+ADwAIQ-DOCTYPE")
    with pytest.raises(DamagedError):
        parse_bytes(with_part("word/document.xml", text.encode(encoding)), "x.docx", Settings())


def test_a_declaration_in_a_part_that_can_be_missed_costs_that_part() -> None:
    data = docx(p("A course was held in Lima."), styles="")
    bad = with_part("word/styles.xml", "<!DOCTYPE a><w:styles/>", data)
    document = parse_bytes(bad, "x.docx", Settings())
    assert document.plain_text == "A course was held in Lima."
    assert [warning.code for warning in document.warnings] == ["part_unreadable"]


def test_text_about_a_declaration_is_no_declaration() -> None:
    text = f'<w:document xmlns:w="{W_NS}"><w:body><w:p><w:r><w:t><![CDATA[<!DOCTYPE html>]]></w:t></w:r></w:p></w:body></w:document>'
    assert (
        parse_bytes(with_part("word/document.xml", text), "x.docx", Settings()).plain_text
        == "<!DOCTYPE html>"
    )


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (GOOD, DOCX),
        (b"%PDF-1.7\n", PDF),
        (b"junk\n%PDF-1.4\n", PDF),
        (b"We write %PDF-1.4 in a sentence.", TEXT),
        (b"\xef\xbb\xbf<!DOCTYPE html><html>", HTML),
        (b"<?xml version='1.0'?>\n<!DOCTYPE html><html xmlns='x'>", HTML),
        ("<html><body>x".encode("utf-16"), HTML),
        (b"<h2>News</h2>", HTML),
        (b"a < b and c > d", TEXT),
        (b"A line about <html> pages", TEXT),
        (b"plain", TEXT),
    ],
)
def test_sniff(data: bytes, media_type: str) -> None:
    assert sniff(data) == media_type


def test_the_name_does_not_decide() -> None:
    assert parse_bytes(b"A course was held.", "x.pdf", Settings()).media_type == TEXT
    assert parse_bytes(GOOD, "x.txt", Settings()).media_type == DOCX
