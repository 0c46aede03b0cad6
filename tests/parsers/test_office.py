"""DOC, RTF and ODT by way of LibreOffice: the same text as the DOCX, no link followed, limits held."""

import time
from pathlib import Path

import pytest
from docx_builder import docx, p
from office_tools import converted, fake_tool, needs_office, odt, web_server

from extractor.errors import DamagedError, PasswordNeededError, ToolMissingError, TooSlowError
from extractor.parsers import parse_bytes
from extractor.parsers import sniff as kinds
from extractor.parsers.sniff import sniff
from extractor.settings import Limits, Settings

FORMATS = {
    "doc": kinds.DOC,
    "rtf": kinds.RTF,
    "odt": kinds.ODT,
    "fodt": kinds.FLAT_ODT,
    "xml:MS Word 2003 XML": kinds.WORD_XML,
}
# LibreOffice writes the labels of several levels wrong in the others.
STRUCTURE_KEPT = ("doc", "odt", "fodt")
HELD = "<text:p>A course was held in Lima.</text:p>"
RTF = r"{\rtf1\ansi A course was held in Lima.\par "


@needs_office
@pytest.mark.parametrize("form", FORMATS)
def test_an_old_format_reads_as_its_docx(samples: Path, tmp_path: Path, form: str) -> None:
    path = samples / "council-2024-report.docx"
    data = converted(path, form, tmp_path)
    assert sniff(data) == FORMATS[form]
    document = parse_bytes(data, "report", Settings())
    whole = parse_bytes(path.read_bytes(), "report", Settings())
    assert document.media_type == FORMATS[form]
    assert document.plain_text == whole.plain_text
    if form in STRUCTURE_KEPT:
        assert [(b.kind, b.label, b.level) for b in document.blocks] == [
            (b.kind, b.label, b.level) for b in whole.blocks
        ]
    assert document.warnings == ()


@needs_office
def test_links_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.odt"
    secret.write_bytes(odt("<text:p>The secret.</text:p>"))
    (tmp_path / "picture.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    with web_server(tmp_path) as (address, asked):
        body = "".join(
            f'<text:section text:name="s{number}"><text:section-source xlink:type="simple" xlink:href="{target}"/>'
            "<text:p>Kept.</text:p></text:section><text:p><draw:frame><draw:image "
            f'xlink:href="{target.replace("secret.odt", "picture.svg")}"/></draw:frame></text:p>'
            for number, target in enumerate((secret.as_uri(), f"{address}/secret.odt"))
        )
        assert "secret" not in parse_bytes(odt(HELD + body), "x", Settings()).plain_text
        field = r'{\field{\*\fldinst INCLUDE%s "%s"}{\fldrslt Kept.}}'
        fields = field % ("TEXT", f"{address}/secret.odt") + field % ("PICTURE", f"{address}/picture.svg")
        document = parse_bytes(f"{RTF}{fields}\\par}}".encode(), "x", Settings())
        assert document.plain_text.startswith("A course was held in Lima.")
        assert "secret" not in document.plain_text
    assert asked == []


@needs_office
def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    parse_bytes(f"{RTF}}}".encode(), "x", Settings())
    assert list(tmp_path.iterdir()) == []


@needs_office
def test_what_libreoffice_cannot_open() -> None:
    empty = kinds.DOC, bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(600)
    assert sniff(empty[1]) == empty[0]
    with pytest.raises(DamagedError):
        parse_bytes(empty[1], "x", Settings())


LOCKED = {
    "odt": odt(HELD, "<manifest:encryption-data/>"),
    "doc": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + b"\xec\xa5" + bytes(9) + b"\x01" + "WordDocument".encode("utf-16-le"),
}


@pytest.mark.parametrize("data", LOCKED.values(), ids=LOCKED)
def test_locked(data: bytes) -> None:
    with pytest.raises(PasswordNeededError):
        parse_bytes(data, "x", Settings())


@pytest.mark.parametrize("data", [RTF.encode() + b"}", odt(HELD)])
def test_without_libreoffice_the_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ToolMissingError, match=r"needs LibreOffice; install it \(Debian: libreoffice-writer-nogui\)"):
        parse_bytes(data, "x", Settings())


def ended(mark: Path) -> bool:
    """Tell whether the processes that write the mark again and again have ended."""
    for _ in range(50):
        mark.unlink(missing_ok=True)
        time.sleep(0.2)
        if not mark.exists():
            return True
    return False


def test_one_that_hangs_is_ended_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = tmp_path / "mark"
    fake_tool("soffice", f"(while :; do touch {mark}; sleep 0.05; done) & sleep 600", tmp_path, monkeypatch)
    with pytest.raises(TooSlowError, match=r"takes longer than 0\.5 s in soffice"):
        parse_bytes(RTF.encode(), "x", Settings(limits=Limits(file_seconds=0.5)))
    assert ended(mark)


def test_one_that_leaves_something_behind_is_cleared_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = tmp_path / "mark"
    fake_tool("soffice", f"(while :; do touch {mark}; sleep 0.05; done) & exit 0", tmp_path, monkeypatch)
    with pytest.raises(DamagedError):
        parse_bytes(RTF.encode(), "x", Settings())
    assert ended(mark)


def test_the_environment_is_not_handed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = tmp_path / "told"
    fake_tool("soffice", f"env >{told}; ulimit -v >>{told}", tmp_path, monkeypatch)
    monkeypatch.setenv("A_SECRET", "1")
    with pytest.raises(DamagedError):
        parse_bytes(RTF.encode(), "x", Settings())
    assert "A_SECRET" not in told.read_text()
    assert told.read_text().splitlines()[-1] == str(4 << 20)


def test_docx_is_never_sent_to_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert parse_bytes(docx(p("Held.")), "x.doc", Settings()).plain_text == "Held."
