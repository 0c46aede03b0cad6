"""Text from documents is hostile: a result full of injections through every output. Nothing runs, nothing is lost."""

import csv
import html
import io
import json
import re
import sqlite3
import zipfile

import pytest
from lxml import etree
from openpyxl import load_workbook

from extractor.cli import main
from extractor.export.formats import FORMATS
from extractor.normalise.cells import harmless, visible
from tests.export import made

INJECTIONS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "=cmd|' /C calc'!A0",
    "+1+cmd",
    "-2+cmd",
    "@SUM(A1)",
    "\t=1+1",
    "\r=2+2",
    '=HYPERLINK("http://x.test","click")',
    "\x1b]0;owned\x07title",
    "\x1b[2Jcleared",
    "\x9b31mred",
    "invoice\u202excod.exe",
    "\u2066isolated",
    "&lt;b&gt;&xxe;&#0;",
    "a\x00b",
    "]]><x/>",
    "[bold red]marked[/bold red]",
    "{{7*7}} ${7*7} %s",
    "| # *md* `x` [l](http://x.test)",
    "'; DROP TABLE records; --",
)
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def hostile(number, text) -> object:
    return made.record(
        f"r-{number:02}",
        title=text,
        statement=f"{text} was told",
        initiative={"id": text, "name": text},
        location={"name": text, "alpha_3": None, "span": made.SPAN},
        partners=[made.partner(text, name=text)],
        participants=[made.people(5, text)],
        dates=[made.days("2023-06-10", "2023-06-12", text=text)],
    )


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """Two periods' results, each with every injection in every field, in files with a hostile name."""
    folder = tmp_path_factory.mktemp("hostile")
    records = [hostile(number, text) for number, text in enumerate(INJECTIONS)]
    files = []
    for year in ("2023", "2024"):
        told = made.result(
            *records, id=f"sha256:{year}", filename=f"={year}\x1b[31m\u202e<b>.docx", title=INJECTIONS[0],
            publisher=INJECTIONS[3], reference=INJECTIONS[10],
            period=made.days(f"{year}-01-01", f"{year}-12-31", "year"),
        )  # fmt: skip
        files.append(folder / f"{year}.json")
        files[-1].write_text(told.model_dump_json(), encoding="utf-8")
    return files


@pytest.fixture
def printed(capfdbinary, tmp_path):
    def run(*arguments) -> str:
        capfdbinary.readouterr()
        main.run([*map(str, arguments)])
        out, said = capfdbinary.readouterr()
        assert b"internal error" not in said
        assert not CONTROLS.search(said.decode("utf-8"))
        return out.decode("utf-8")

    return run


def exported(printed, form, results, tmp_path) -> bytes:
    target = tmp_path / f"out.{form}"
    kept = "--decisions", tmp_path / "none.jsonl", "--judgements", tmp_path / "none.csv"
    printed("export", results[0], "--format", form, "-o", target, *kept)
    return target.read_bytes()


@pytest.mark.parametrize("form", ["csv", "hxl"])
def test_tables_of_text(printed, results, tmp_path, form):
    text = exported(printed, form, results, tmp_path).decode("utf-8")
    assert not CONTROLS.search(text)
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))]
    for injection in INJECTIONS:
        assert harmless(injection) in cells


def test_lines_of_json(printed, results, tmp_path):
    text = exported(printed, "jsonl", results, tmp_path).decode("utf-8")
    assert not CONTROLS.search(text)
    assert [json.loads(line)["title"] for line in text.splitlines()] == list(INJECTIONS)


def test_parquet(printed, results, tmp_path):
    duckdb = pytest.importorskip("duckdb")
    exported(printed, "parquet", results, tmp_path)
    found = duckdb.sql(f"SELECT title, partners[1] FROM '{tmp_path / 'out.parquet'}'").fetchall()
    assert found == [(text, text) for text in INJECTIONS]


def test_iati(printed, results, tmp_path):
    content = exported(printed, "iati", results, tmp_path)
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    assert root.xpath("//title[not(ancestor::result)]/narrative/text()") == [visible(text) for text in INJECTIONS]
    assert not CONTROLS.search(content.decode("utf-8"))
    assert {element.tag for element in root.iter()}.isdisjoint({"script", "img", "x", "b"})


def test_workbook(printed, results, tmp_path):
    content = exported(printed, "xlsx", results, tmp_path)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False))
            assert b"<f>" not in archive.read(name)
    book = load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell for cell in cells if cell.value.lstrip().startswith(("=", "+", "-", "@"))]
    assert {harmless(text) for text in INJECTIONS} <= {cell.value for cell in cells}


def test_an_untouched_hostile_workbook_decides_nothing(printed, results, tmp_path):
    exported(printed, "xlsx", results, tmp_path)
    kept = tmp_path / "log.jsonl"
    printed("judge", "--apply", tmp_path / "out.xlsx", "--decisions", kept, "--judgements", tmp_path / "j.csv")
    assert not kept.exists()


@pytest.mark.parametrize(
    "command",
    [
        ("diff", "--format", "table"),
        ("diff", "--format", "json"),
        ("diff", "--format", "markdown"),
        ("timeline", "--format", "table"),
        ("timeline", "--format", "json"),
        ("summary", "--by", "partner", "--format", "table"),
        ("summary", "--by", "partner", "--format", "json"),
    ],
    ids=" ".join,
)
def test_comparisons_and_sums(printed, results, tmp_path, command, monkeypatch):
    monkeypatch.setenv("COLUMNS", "400")
    monkeypatch.chdir(tmp_path)
    text = printed(command[0], *results, *command[1:])
    assert not CONTROLS.search(text)
    if command[-1] == "json" and command[0] != "diff":
        told = json.dumps(json.loads(text), ensure_ascii=False)
        assert all(json.dumps(one, ensure_ascii=False)[1:-1] in told for one in ("<script>alert(1)</script>", "a\x00b"))
    elif command[0] != "diff":
        # Which activities differ is not ours to say here; the others tell each of them.
        for injection in INJECTIONS[:6]:
            assert visible(injection).strip() in text
    if command[-1] == "markdown":
        assert "<script>" not in text
        assert "\\<script\\>" in text


def test_a_store_and_what_is_read_from_it(printed, tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")
    report = tmp_path / "=cmd\x1b[31m.txt"
    lines = [f"A workshop on {text.strip()} things was held in Malta in May 2023 for 20 teachers." for text in INJECTIONS]
    report.write_text("\n\n".join(lines), encoding="utf-8", newline="")
    store = tmp_path / "records.db"
    printed("backfill", report, "--store", store)
    assert sqlite3.connect(store).execute("SELECT count(*) FROM records").fetchone()[0] > 10
    for form in ("table", "json", "jsonl", "csv"):
        text = printed("records", "--store", store, "--format", form)
        assert not CONTROLS.search(text)
        assert "<script>alert(1)</script>" in text.replace("\n", "")
    for command in ((report, "--format", "table"), ("explain", report)):
        assert not CONTROLS.search(printed(*command))


def test_pages(printed, results, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    report = tmp_path / "report.txt"
    lines = [f"A workshop on {text.strip()} was held in Malta in May 2023." for text in INJECTIONS]
    report.write_text("\n\n".join(lines), encoding="utf-8", newline="")
    page = tmp_path / "page.html"
    printed(report, "--html", page)
    text = page.read_text(encoding="utf-8")
    assert "<script>alert(1)" not in text
    assert "<img src=x" not in text
    assert "alert(1)" in html.unescape(text)


def test_the_table_holds_every_format():
    assert set(FORMATS) == {"csv", "hxl", "jsonl", "parquet", "iati", "xlsx"}
