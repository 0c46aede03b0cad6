"""Files broken at random, the same ones each time: read or refused, never anything else."""

import io
import random
import re
import zipfile
from contextlib import suppress

import pytest
from docx_builder import docx, item, level, note, numbering, p, run, style, table, zipped
from test_properties import holds

from extractor.errors import UnreadableError
from extractor.parsers import parse_bytes
from extractor.settings import Settings

PAGE = (
    b"<html lang='en'><head><meta charset='utf-8'><title>Courses</title></head><body><main><h1>Courses</h1>"
    b"<p>A course was held in <b>Lima</b><sup><a href='#n1'>1</a></sup>.</p><ol start='3'><li value='5'>One.</li></ol>"
    b"<table><tr><th colspan='2'>Where</th></tr><tr><td rowspan='2'>Peru</td><td>12</td></tr><tr><td>9</td></tr>"
    b"</table><div id='footnotes'><p id='n1'>In May.</p></div></main></body></html>"
)
TEXT = (
    "Council 2031\nDocument C31/7-E\n\n1.\tCourses\n\n1.1\tOne was held:\n\t– in Lima;\n(a) in Cusco.\nPeru\tMay\t12\n"
)
REPORT = docx(
    p("Courses", "H")
    + item("It was held in Lima.")
    + item("In May.", level=1)
    + p("", runs=run("Ten.", "<w:b/>") + '<w:r><w:footnoteReference w:id="5"/></w:r>')
    + table(["Country", "Teachers"], ["Peru", "12"])
    + table(
        [
            f'<w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr>{p("a")}</w:tc>',
            f"<w:tc>{p('b')}</w:tc>",
        ]
    ),
    styles=style("H", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
    numbering=numbering(level(0, "lowerLetter", "%1)"), level(1, "lowerRoman", "%2.")),
    footnotes=note("footnote", 5, "Later."),
    header1=p("C31/7-E"),
)
NUMBERS = [b"", b"-1", b"--1", b"0", b"x", b"9" * 12, b"9" * 5000, "²".encode(), "٣".encode()]
PIECES = [b"<", b">", b"&", b"&x;", b"&#0;", b"\x00", b"\xff", b"<!--", b"]]>", b"\t", b"\n\n", b"<td>", b"<ul>"]
NUMBER = re.compile(rb"(?<=[\"'])\d+(?=[\"'])")
TAG = re.compile(rb"<[^<>]*>")


def swap(data: bytes, pattern: re.Pattern[bytes], texts: list[bytes], chance: random.Random) -> bytes:
    spans = [match.span() for match in pattern.finditer(data)]
    if not spans:
        return data
    start, end = chance.choice(spans)
    return data[:start] + chance.choice(texts) + data[end:]


def broken(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice([1, 2, 8, 64]))
        kind = chance.randrange(6)
        if kind == 0:
            data = data[:start] + data[end:]
        elif kind == 1:
            data = data[:start] + chance.choice(PIECES) * chance.choice([1, 3, 300]) + data[start:]
        elif kind == 2:
            data = data[:start] + chance.randbytes(end - start) + data[end:]
        elif kind == 3:
            data = data[:start] + data[start:end] * 3 + data[end:]
        elif kind == 4:
            data = swap(data, NUMBER, NUMBERS, chance)
        else:
            data = swap(data, TAG, [b"", *TAG.findall(data)], chance)
    return data


def broken_inside(package: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        files = {info.filename: archive.read(info) for info in archive.infolist()}
    name = chance.choice(list(files))
    return zipped({**files, name: broken(files[name], chance)})


WAYS = {
    "page": lambda chance: broken(PAGE, chance),
    "text": lambda chance: broken(TEXT.encode(chance.choice(["utf-8", "utf-16", "utf-16-le"])), chance),
    "container": lambda chance: broken(REPORT, chance),
    "parts": lambda chance: broken_inside(REPORT, chance),
}


@pytest.mark.parametrize("way", WAYS)
def test_broken_files(way: str) -> None:
    chance = random.Random(way)
    for _ in range(150):
        with suppress(UnreadableError):
            holds(parse_bytes(WAYS[way](chance), "x", Settings()))


DEEP = {
    "content controls": ("<w:sdt><w:sdtContent>", p("Held."), "</w:sdtContent></w:sdt>", 100),
    "insertions": ("<w:ins>", p("Held."), "</w:ins>", 240),
    "tables": ("<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>", p("Held."), "</w:tc></w:tr></w:tbl>", 80),
    "boxes": (
        "<w:p><w:r><w:pict><w:txbxContent>",
        p("Held."),
        "</w:txbxContent></w:pict></w:r></w:p>",
        60,
    ),
    "smart tags": ("<w:p><w:smartTag>", run("Held."), "</w:smartTag></w:p>", 110),
}


@pytest.mark.parametrize(("start", "inner", "end", "depth"), DEEP.values(), ids=DEEP)
def test_word_nested_deep_is_read(start: str, inner: str, end: str, depth: int) -> None:
    document = parse_bytes(docx(start * depth + inner + end * depth), "x", Settings())
    assert document.plain_text.strip() == "Held."
    deeper = parse_bytes(docx(start * 400 + inner + end * 400), "x", Settings())
    assert deeper.plain_text.strip() == "Held."
    assert "partial" in [warning.code for warning in deeper.warnings]


@pytest.mark.parametrize("tag", ["div", "span", "b", "blockquote", "section"])
def test_pages_nested_deep_are_read(tag: str) -> None:
    page = f"<html><body>{f'<{tag}>' * 200}Held.{f'</{tag}>' * 200}</body></html>"
    assert parse_bytes(page.encode(), "x", Settings()).plain_text == "Held."


ENDLESS = {
    "comments before text": b"<!---->" * 5000 + b"x",
    "instructions before text": b"<?xml >" * 5000 + b"x",
    "open comments": b"<!--" * 5000,
    "open tags": b"<p>" + b"<" * 5000,
    "a number of many digits": b"1" * 5000 + b". Held.\n" + b"1." * 3000 + b" Held.",
    "lists of bullets": b"- " * 5000,
    "brackets": b"(" * 5000,
}


@pytest.mark.parametrize("data", ENDLESS.values(), ids=ENDLESS)
def test_what_repeats_without_end(data: bytes) -> None:
    with suppress(UnreadableError):
        holds(parse_bytes(data, "x", Settings()))


NUMBERS_IN_LISTS = [
    ("lowerLetter", "%1)", 780, "z" * 30 + ")"),
    ("lowerLetter", "%1)", 99_999_999, "99999999)"),
    ("lowerLetter", "%1)", 10**30, "0)"),
    ("decimal", "9" * 5000 + ".%1", 1, "9" * 255),
]


@pytest.mark.parametrize(("form", "text", "start", "label"), NUMBERS_IN_LISTS)
def test_numbers_beyond_use(form: str, text: str, start: int, label: str) -> None:
    lists = numbering(level(0, form, text, start=start))
    assert parse_bytes(docx(item("Held."), numbering=lists), "x", Settings()).blocks[0].label == label


def test_a_note_marked_again_is_told_once() -> None:
    body = p("", runs=run("Ten joined.") + '<w:r><w:footnoteReference w:id="5"/></w:r>' * 3)
    document = parse_bytes(docx(body, footnotes=note("footnote", 5, "Later.")), "x", Settings())
    assert document.plain_text == "Ten joined.\nLater."


def test_the_whole_report_is_read_before_it_is_broken() -> None:
    document = parse_bytes(REPORT, "x", Settings())
    kinds = [block.kind for block in document.blocks]
    assert kinds == ["heading", "list_item", "list_item", "paragraph", "footnote", *["table_row"] * 3]
    assert document.set_aside == ("C31/7-E",)
