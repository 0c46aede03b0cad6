"""Properties of runs that nothing is read of are left out before a part is parsed, and nothing else is."""

import pytest
from docx_builder import docx, p, run
from docx_reading import SENTENCE
from hypothesis import given
from hypothesis import strategies as st

from extractor.parsers import parse_bytes
from extractor.parsers.docx import package
from extractor.parsers.docx.looks import without_looks
from extractor.settings import Settings

LANGUAGE = '<w:lang w:val="en-GB"/>'
FONTS = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/>'
SYMBOLS = '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'
LEFT_OUT = {
    "fonts, size and language": FONTS + '<w:sz w:val="24"/><w:szCs w:val="24"/>' + LANGUAGE,
    "nothing": "",
    "an element without attributes": "<w:i/><w:noProof />",
}
KEPT = {
    "bold": FONTS + "<w:b/>",
    "hidden": "<w:vanish/>" + LANGUAGE,
    "a font of symbols": SYMBOLS,
    "another such font": '<w:rFonts w:hAnsi="Arial" w:ascii="Wingdings 2"/>',
    "an attribute that is no XML": "<w:lang w:val=en/>",
    "a sign that begins an element": '<w:lang w:val="a<b"/>',
    "a reference": '<w:rFonts w:ascii="&#83;ymbol"/>',
    "an element with content": "<w:lang></w:lang>",
    "a change": "<w:rPrChange><w:rPr>x</w:rPr></w:rPrChange>",
}
PIECES = (
    FONTS,
    SYMBOLS,
    LANGUAGE,
    "<w:b/>",
    '<w:b w:val="0"/>',
    "<w:vanish/>",
    "<w:caps/>",
    '<w:rStyle w:val="Loud"/>',
    "<w:i/>",
)
LOUD = '<w:style w:type="character" w:styleId="Loud"><w:name w:val="Loud"/><w:rPr><w:b/><w:caps/></w:rPr></w:style>'


@pytest.mark.parametrize("properties", LEFT_OUT.values(), ids=LEFT_OUT)
def test_looks_are_left_out(properties: str) -> None:
    assert without_looks(f"<w:r><w:rPr>{properties}</w:rPr><w:t>a</w:t></w:r>".encode()) == b"<w:r><w:t>a</w:t></w:r>"


@pytest.mark.parametrize("properties", KEPT.values(), ids=KEPT)
def test_what_is_read_and_what_is_broken_is_kept(properties: str) -> None:
    data = f"<w:r><w:rPr>{properties}</w:rPr><w:t>a</w:t></w:r>".encode()
    assert without_looks(data) == data


def test_what_stands_as_text_is_kept() -> None:
    text = f"{SENTENCE} <w:rPr>{LANGUAGE}</w:rPr>"
    document = parse_bytes(docx(f"<w:p><w:r><w:t><![CDATA[{text}]]></w:t></w:r></w:p>"), "report.docx", Settings())
    assert document.plain_text == text


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=4), min_size=1, max_size=4))
def test_a_reading_is_the_same_without_them(runs: list[list[str]]) -> None:
    made = "".join(run(text, "".join(looks)) for text, looks in zip(("Work", " of", " part", " a"), runs, strict=False))
    data = docx(p(runs=made) + p(SENTENCE), styles=LOUD)
    slim = parse_bytes(data, "report.docx", Settings())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(package, "without_looks", lambda part: part)
        assert parse_bytes(data, "report.docx", Settings()) == slim
