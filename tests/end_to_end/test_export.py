"""`extract export` and the way back, as a user runs them."""

import csv
import io
import json
import shutil

import pytest
from openpyxl import load_workbook
from test_terminal import on_terminal

from extractor.cli import main
from extractor.cli.export import FORMATS
from extractor.export.formats import FORMATS as TABLE


@pytest.fixture
def here(capfdbinary):
    """Returns a function that runs the command in this process, which has its word lists at hand."""

    def run_here(*arguments):
        capfdbinary.readouterr()
        status = main.run(list(map(str, arguments)))
        out, said = capfdbinary.readouterr()
        return status, out, said.decode("utf-8")

    return run_here


@pytest.fixture
def export(here, tmp_path):
    """Returns a function that runs `extract export` and gives status, output, what was said."""

    def run_export(*arguments):
        kept = "--decisions", tmp_path / "decisions.jsonl", "--judgements", tmp_path / "judgements.csv"
        return here("export", *arguments, *kept)

    return run_export


def test_the_command_knows_all_formats():
    assert tuple(TABLE) == FORMATS


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_written_and_the_same_from_a_result(export, report_file, report_json, tmp_path, form):
    result = tmp_path / "result.json"
    result.write_bytes(report_json)
    status, out, _ = export(report_file, "--format", form)
    assert status == 0
    assert out == export(result, "--format", form)[1]
    target = tmp_path / f"out.{form}"
    assert export(result, "-o", target)[:2] == (0, b"")
    assert target.read_bytes() == out


def test_nothing_to_read_is_wrong_use(export):
    status, _, said = export()
    assert (status, said) == (2, "error: extract export: nothing to read; name files or folders, or a --store\n")


def test_what_cannot_be_read_leaves_no_file(export, tmp_path):
    target = tmp_path / "out.xlsx"
    status, _, said = export(tmp_path / "none.docx", "-o", target)
    assert status == 3
    assert "none.docx" in said
    assert not target.exists()


def test_one_bad_document_does_not_stop_the_others(export, report_file, tmp_path):
    status, out, said = export(tmp_path / "none.docx", report_file, "--format", "csv")
    assert status == 1
    assert len(list(csv.DictReader(io.StringIO(out.decode())))) == 2
    assert said.count("error: ") == 1


def test_a_document_given_twice_is_written_once(export, report_file, tmp_path):
    again = tmp_path / "again.txt"
    again.write_bytes(report_file.read_bytes())
    _, out, said = export(report_file, again, "--format", "jsonl")
    assert len(out.splitlines()) == 2
    assert said == "note: again.txt is the same document as report.txt, and was written once\n"


@pytest.fixture(scope="module")
def filled_store(run, report_file, tmp_path_factory):
    store = tmp_path_factory.mktemp("store") / "records.db"
    run("backfill", report_file, "--store", store)
    return store


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (("--country", "zmb"), ["ZMB"]),
        (("--status", "planned"), ["MLT"]),
        (("--type", "training_of_trainers"), ["ZMB"]),
        (("--partner", "unicef"), ["ZMB"]),
        (("--period", "2024"), ["MLT"]),
        (("--period", "2023-01/2024-12"), ["ZMB", "MLT"]),
        (("--min-confidence", "1.0"), []),
        ((), ["ZMB", "MLT"]),
    ],
)
def test_filters_answer_as_a_store_does(export, here, filled_store, report_file, tmp_path, asked, found):
    store = tmp_path / "records.db"
    shutil.copy(filled_store, store)
    kept = here("records", "--store", store, "--format", "csv", *asked)[1]
    for source in ((report_file,), ("--store", store)):
        status, out, _ = export(*source, "--format", "csv", *asked)
        rows = list(csv.DictReader(io.StringIO(out.decode())))
        assert status == 0
        assert [row["countries"] for row in rows] == found
        assert [row["record"] for row in rows] == [row["record"] for row in csv.DictReader(io.StringIO(kept.decode()))]


def test_iati_tells_what_is_lacking(export, report_file, tmp_path):
    gaps = tmp_path / "gaps.csv"
    _, out, said = export(report_file, "--format", "iati")
    assert b'version="2.03"' in out
    assert "note: IATI reporting-org/@ref: no identifier of who reports, give --reporting-org (2: r-" in said
    export(report_file, "--format", "iati", "--gaps", gaps, "--reporting-org", "XM-DAC-41303")
    rows = list(csv.DictReader(gaps.open(encoding="utf-8")))
    assert {row["element"] for row in rows if row["required"] == "yes"} >= {"activity-date"}
    assert not any("ref" in row["element"] for row in rows)


def test_a_reviewed_workbook_comes_back(export, here, report_file, tmp_path):
    sheet, log = tmp_path / "review.xlsx", tmp_path / "decisions.jsonl"
    export(report_file, "-o", sheet)
    book = load_workbook(sheet)
    columns = {cell.value: cell.column for cell in book["Records"][1]}
    for row, cells in {2: {"Judgement": "dismissed", "Reviewer": "Ana"}, 3: {"Status": "completed"}}.items():
        for header, value in cells.items():
            book["Records"].cell(row, columns[header]).value = value
    book.save(sheet)
    kept = "--decisions", log, "--judgements", tmp_path / "judgements.csv"
    assert here("judge", "--apply", sheet, *kept) == (0, b"", f"2 decisions kept in {log}\n")
    before = log.read_bytes()
    assert "2 known already" in here("judge", "--apply", sheet, *kept)[2]
    assert log.read_bytes() == before

    first, second = map(json.loads, export(report_file, "--format", "jsonl")[1].splitlines())
    assert (first["verdict"], second["verdict"], second["status"]) == ("dismissed", None, "completed")
    _, out, said = export(report_file, "--format", "hxl")
    assert len(out.splitlines()) == 3
    assert said == "note: 1 dismissed record left out\n"

    book["Records"].cell(2, columns["Judgement"]).value = "confirmed"
    book["Records"].cell(2, columns["Reviewer"]).value = "Bo"
    book.save(sheet)
    status, _, said = here("judge", "--apply", sheet, *kept)
    assert status == 1
    assert "confirmed by Bo" in said
    assert "but dismissed by Ana" in said
    assert log.read_bytes() == before


def test_two_periods_give_findings_to_judge(export, here, samples, tmp_path):
    sheet = tmp_path / "review.xlsx"
    export(samples / "council-2024-report.docx", samples / "council-2025-report.pdf", "-o", sheet)
    book = load_workbook(sheet)
    rows = [[cell.value for cell in row] for row in book["Findings"].iter_rows(min_row=2)]
    sides = samples / "council-2024-report.docx", samples / "council-2025-report.pdf"
    told = json.loads(here("diff", *sides, "--format", "json", "--judgements", tmp_path / "none.csv")[1])
    assert {row[0] for row in rows} == {finding["id"] for finding in told["findings"]}
    columns = {cell.value: cell.column for cell in book["Findings"][1]}
    book["Findings"].cell(2, columns["Judgement"]).value = "dismissed"
    book.save(sheet)
    said = tmp_path / "judgements.csv"
    here("judge", "--apply", sheet, "--judgements", said, "--decisions", tmp_path / "decisions.jsonl")
    told = json.loads(here("diff", *sides, "--format", "json", "--judgements", said)[1])
    judged = {finding["id"]: finding["judgement"]["verdict"] for finding in told["findings"] if "judgement" in finding}
    assert judged == {rows[0][0]: "dismissed"}


def test_bytes_are_not_for_a_terminal(report_file):
    seen = on_terminal("export", report_file, "--format", "xlsx")
    assert seen == "error: --format xlsx: is not for a terminal; name a file with -o\n"
